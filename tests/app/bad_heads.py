# SPDX-License-Identifier: Apache-2.0
"""Series that are no good head: made from a good one, one fault each.

Each maker takes slices (pydicom data sets, sorted from the feet up) and gives the ones of the faulty series.
"""

import copy

import numpy
from pydicom.sequence import Sequence
from pydicom.dataset import Dataset

ROOT = "1.2.826.0.1.3680043.10.999.9"


def read(folder, step, dcmread):
    slices = sorted((dcmread(path) for path in folder.glob("*.dcm")), key=lambda one: one.ImagePositionPatient[2])
    return slices[::step]


def named(slices, number):
    """The same as a series of its own."""
    for place, one in enumerate(slices):
        one.SeriesInstanceUID, one.FrameOfReferenceUID = f"{ROOT}.{number}", f"{ROOT}.{number}.0"
        one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = f"{ROOT}.{number}.{place + 1}"
        one.InstanceNumber = place + 1
    return slices


def withPixels(one, pixels):
    one.PixelData = numpy.ascontiguousarray(pixels).astype(one.pixel_array.dtype).tobytes()
    return one


def few(slices):
    return slices[:5]


def doubled(slices):
    return slices + copy.deepcopy(slices)


def phases(slices):
    """Three times the same place, darker each time."""
    later = []
    for phase in (1, 2):
        for one in copy.deepcopy(slices):
            one.TemporalPositionIdentifier = phase + 1
            later.append(withPixels(one, one.pixel_array * (1 - 0.3 * phase)))
    return slices + later


def darkFirst(slices):
    """The first phase is nearly black; the second shows the face."""
    dark = [withPixels(one, one.pixel_array * 0.02) for one in copy.deepcopy(slices)]
    return dark + slices


def constantFirst(slices):
    """The first phase holds one value; the second shows the face."""
    return constant(copy.deepcopy(slices)) + slices


def emptyFirst(slices):
    """In the first phase there is one bright point; the second shows the face."""
    nothing = constant(copy.deepcopy(slices))
    withPixels(nothing[0], (numpy.indices(nothing[0].pixel_array.shape).sum(0) == 0) * 1)
    return nothing + slices


def movedPhase(slices):
    """In the second phase the head lies 18 mm lower: its brain is where the first one's face is."""
    later = copy.deepcopy(slices)
    for place, one in enumerate(later):
        withPixels(one, slices[min(place + 6, len(slices) - 1)].pixel_array)
    return slices + later


def farApart(slices):
    """A second head in the same series, 600 mm above."""
    other = copy.deepcopy(slices)
    for one in other:
        x, y, z = (float(value) for value in one.ImagePositionPatient)
        one.ImagePositionPatient = [x, y, z + 600]
    return slices + other[:-2]


def rounded(slices):
    """A second phase whose places differ by what rounding leaves."""
    other = copy.deepcopy(slices)
    for one in other:
        x, y, z = (float(value) for value in one.ImagePositionPatient)
        one.ImagePositionPatient = [x, y, z + 0.02]
    return slices + other


def captureFirst(slices):
    """A screen capture before the slices of its series."""
    capture = copy.deepcopy(slices[0])
    capture.SOPClassUID = capture.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    return [capture] + slices


def missing(slices):
    del slices[10]
    return slices


def colour(slices):
    for one in slices:
        grey = (one.pixel_array / max(1, one.pixel_array.max()) * 255).astype("u1")
        setOn([one], SamplesPerPixel=3, PhotometricInterpretation="RGB", PlanarConfiguration=0, BitsAllocated=8, BitsStored=8, HighBit=7)
        one.PixelData = numpy.repeat(grey[..., None], 3, 2).tobytes()
    return slices


def emptyEnds(slices):
    """As PET: each slice with a slope of its own, and next to nothing in the outermost ones."""
    for place, one in enumerate(slices):
        values = one.pixel_array.astype(float)
        slope = 1e-4 if place < 3 else max(1e-4, values.max() / 4000)
        one.RescaleSlope, one.RescaleIntercept = f"{slope:.6g}", "0"
        withPixels(one, numpy.clip(values / slope, 0, 4095))
    return slices


def withLocalizer(slices):
    extra = copy.deepcopy(slices[:3])
    for place, one in enumerate(extra):
        one.ImageOrientationPatient, one.ImagePositionPatient = [0, 1, 0, 0, 0, -1], [place * 5.0 - 5, -100, 90]
        one.ImageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
    return slices + extra


def twoWays(slices):
    """A second volume in the same series, seen from the side."""
    volume = numpy.stack([one.pixel_array for one in slices])
    first, step = slices[0], slices[1].ImagePositionPatient[2] - slices[0].ImagePositionPatient[2]
    row, column = (float(value) for value in first.PixelSpacing)
    side = []
    for place in range(20, volume.shape[2] - 20, 8):
        one = copy.deepcopy(first)
        cut = volume[::-1, :, place]
        one.Rows, one.Columns = cut.shape
        one.PixelData = numpy.ascontiguousarray(cut).tobytes()
        one.PixelSpacing, one.ImageOrientationPatient = [float(step), row], [0, 1, 0, 0, 0, -1]
        one.ImagePositionPatient = [float(first.ImagePositionPatient[0]) + place * column, float(first.ImagePositionPatient[1]),
                                    float(slices[-1].ImagePositionPatient[2])]
        side.append(one)
    return slices + side


def mask(slices):
    return [withPixels(one, (one.pixel_array > 60) * 1) for one in slices]


def constant(slices):
    return [withPixels(one, numpy.full_like(one.pixel_array, 7)) for one in slices]


def noise(slices):
    random = numpy.random.default_rng(5)
    top = 2 ** slices[0].BitsStored
    return [withPixels(one, random.integers(0, top, one.pixel_array.shape)) for one in slices]


def setOn(slices, **values):
    for one in slices:
        for name, value in values.items():
            setattr(one, name, value)
    return slices


def hugeSlope(slices):
    return setOn(slices, RescaleSlope="1e38", RescaleIntercept="-1e38")


def zeroSlope(slices):
    return setOn(slices, RescaleSlope="0", RescaleIntercept="0")


def without(slices, *names):
    for one in slices:
        for name in names:
            if name in one:
                delattr(one, name)
    return slices


def noPosition(slices):
    return without(slices, "ImagePositionPatient")


def noOrientation(slices):
    return without(slices, "ImageOrientationPatient")


def noSpacing(slices):
    return without(slices, "PixelSpacing")


def flatOrientation(slices):
    return setOn(slices, ImageOrientationPatient=[1, 0, 0, 1, 0, 0])


def zeroSpacing(slices):
    return setOn(slices, PixelSpacing=[0, 0])


def farAway(slices):
    for one in slices:
        one.ImagePositionPatient = [1e12, -1e12, float(one.ImagePositionPatient[2]) * 1e9]
    return slices


def onePlace(slices):
    return setOn(slices, ImagePositionPatient=list(slices[0].ImagePositionPatient))


def upsideDown(slices):
    """The header says that the feet are where the head is."""
    for one in slices:
        x, y, z = (float(value) for value in one.ImagePositionPatient)
        one.ImagePositionPatient = [x, y, -z]
    return slices


def onItsSide(slices):
    """The header turns the head by a right angle about the body's axis: the nose points to the side."""
    return setOn(slices, ImageOrientationPatient=[0, 1, 0, -1, 0, 0])


def stretched(slices):
    return setOn(slices, PixelSpacing=[3.0, 1.0])


def shrunk(slices):
    """A tenth of its size."""
    for one in slices:
        one.PixelSpacing = [float(value) / 10 for value in one.PixelSpacing]
        one.ImagePositionPatient = [float(value) / 10 for value in one.ImagePositionPatient]
    return slices


def noVertex(slices):
    return slices[:len(slices) * 6 // 10]


def onlyVertex(slices):
    return slices[len(slices) * 7 // 10:]


def shortened(slices):
    """Half of the pixels of every slice are missing."""
    for one in slices:
        one.PixelData = one.PixelData[:len(one.PixelData) // 4 * 2]
    return slices


def frames(slices):
    """All of them as the frames of one file that says nothing of where they lie."""
    whole = slices[0]
    whole.SOPClassUID = whole.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.4.1"
    whole.NumberOfFrames = len(slices)
    whole.PixelData = b"".join(one.PixelData for one in slices)
    whole.SharedFunctionalGroupsSequence = Sequence([Dataset()])
    whole.PerFrameFunctionalGroupsSequence = Sequence([Dataset() for _ in slices])
    return without([whole], "ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing")


def ball(slices):
    """No head: a ball, as large as one."""
    middle = [(float(slices[0].ImagePositionPatient[2]) + float(slices[-1].ImagePositionPatient[2])) / 2]
    for one in slices:
        rows, columns = numpy.indices(one.pixel_array.shape)
        height = float(one.ImagePositionPatient[2]) - middle[0]
        radius = numpy.hypot(rows - one.Rows / 2, columns - one.Columns / 2)
        withPixels(one, (radius ** 2 + height ** 2 < 60 ** 2) * 100)
    return slices
