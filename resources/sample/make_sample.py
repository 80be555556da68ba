#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the sample collection out of images that Debian packages bring: make_sample.py FOLDER PLANTED

FOLDER must not exist or be empty. PLANTED (a table outside FOLDER) lists everything planted: file, where, value, kind and,
for text in the pixels, frames and box. The same machine makes the same bytes every time.
"""

import argparse
import copy
import csv
import os
import sys

import numpy as np
from PIL import Image
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRLittleEndian, JPEGBaseline8Bit

import pictures
from people import CAPTURE, HEAD, SMALL, SOUND
from planting import found, plant, uid

CT, MR = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4"
CAPTURED, CLIP = "1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.3.1"
STILL = "1.2.840.10008.5.1.4.1.1.6.1"
SOFTWARE = uid("maker")
FRAMES = 12


class Collection:
    """The folder being written and the list of what was planted."""

    def __init__(self, folder):
        self.folder, self.rows = folder, []

    def save(self, ds, person, name, pixelText=()):
        """`pixelText`: [(text, (x, y, w, h))], in all frames."""
        path = f"{person.folder}/{name}"
        os.makedirs(os.path.join(self.folder, os.path.dirname(path)), exist_ok=True)
        ds.save_as(os.path.join(self.folder, path), write_like_original=False)
        self.rows.append((path, "filename", person.folder, "name", "", ""))
        self.rows += [(path, "preamble", value, kind, "", "") for value, kind in person.identifiers().items()
                      if ds.preamble and value.encode() in ds.preamble]
        self.rows += [(path, where, value, kind, "", "") for where, value, kind in found(ds, person)]
        frames = f"1-{ds.get('NumberOfFrames', 1)}"
        for text, box in pixelText:
            for value, kind in person.identifiers().items():
                if value.lower() in text.lower():
                    self.rows.append((path, "pixel", value, kind, frames, ",".join(map(str, box))))

    def writeRows(self, path):
        with open(path, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, delimiter="\t", lineterminator="\n")
            table.writerow(["file", "where", "value", "kind", "frames", "box"])
            table.writerows(sorted(set(self.rows)))


def start(sopClass, syntax, *words):
    """An empty file of that class with UIDs made from `words`."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.TransferSyntaxUID = sopClass, syntax
    meta.MediaStorageSOPInstanceUID = uid(*words, "instance")
    meta.ImplementationClassUID = SOFTWARE
    ds = FileDataset(None, Dataset(), file_meta=meta, preamble=b"\0" * 128)
    ds.is_little_endian, ds.is_implicit_VR = True, False
    ds.SOPClassUID, ds.SOPInstanceUID = sopClass, meta.MediaStorageSOPInstanceUID
    ds.SeriesInstanceUID = uid(*words[:2], "series")
    ds.Manufacturer, ds.ManufacturerModelName, ds.SoftwareVersions = "Sample Works", "Demonstrator", "1.0"
    ds.PositionReferenceIndicator = None
    return ds


def setPixels(ds, samples):
    """Rows, columns, depth and bytes of an array: [row][column], [row][column][3] or with frames in front."""
    isColour = samples.shape[-1] == 3
    shape = samples.shape[:-1] if isColour else samples.shape
    ds.Rows, ds.Columns = shape[-2:]
    ds.SamplesPerPixel = 3 if isColour else 1
    ds.PhotometricInterpretation = "RGB" if isColour else "MONOCHROME2"
    if isColour:
        ds.PlanarConfiguration = 0
    ds.BitsAllocated = ds.BitsStored = samples.dtype.itemsize * 8
    ds.HighBit, ds.PixelRepresentation = ds.BitsStored - 1, 0
    ds.PixelData = samples.tobytes()
    ds["PixelData"].VR = "OW" if ds.BitsAllocated == 16 else "OB"


def makeHead(collection):
    """The head as sagittal slices of 2 mm, each the mean of two samples, from the person's right to the left."""
    samples, origin, step = pictures.loadHead()
    slices, rows, columns = samples.shape
    first = list(range(columns - 8, 6, -2))
    for number, x in enumerate(first, 1):
        plane = (samples[::-1, ::-1, x].astype(np.uint16) + samples[::-1, ::-1, x - 1]) * 8
        ds = start(MR, ExplicitVRLittleEndian, HEAD.id, "T1", number)
        ds.Modality, ds.ImageType = "MR", ["ORIGINAL", "PRIMARY", "OTHER"]
        ds.SeriesNumber, ds.InstanceNumber, ds.AcquisitionNumber = 3, number, 1
        ds.SeriesDescription, ds.ProtocolName, ds.BodyPartExamined = "T1 sagittal 2 mm", "T1 HEAD", "HEAD"
        ds.ScanningSequence, ds.SequenceVariant, ds.ScanOptions, ds.MRAcquisitionType = "GR", "SP", "", "3D"
        ds.RepetitionTime, ds.EchoTime, ds.FlipAngle, ds.EchoTrainLength = "18", "10", "30", "1"
        ds.MagneticFieldStrength, ds.ImagedNucleus, ds.PatientPosition = "1.5", "1H", "HFS"
        ds.SliceThickness, ds.SpacingBetweenSlices, ds.PixelSpacing = "2", "2", [abs(step[2]), abs(step[1])]
        ds.FrameOfReferenceUID = uid(HEAD.id, "frame of reference")
        ds.ImageOrientationPatient = [0, 1, 0, 0, 0, -1]
        position = [origin[0] + step[0] * (x - 0.5), origin[1] + step[1] * (rows - 1), origin[2] + step[2] * (slices - 1)]
        ds.ImagePositionPatient, ds.SliceLocation = position, position[0]
        ds.WindowCenter, ds.WindowWidth = "1000", "2000"
        setPixels(ds, plane)
        ds.BitsStored, ds.HighBit = 12, 11
        plant(ds, HEAD)
        collection.save(ds, HEAD, f"MR_T1/{HEAD.family.upper()}.{number:04d}.dcm")
    return samples


def screen(picture, person, lines, settings):
    """A machine's screen: `lines` burned in at the top, settings that name nobody at the bottom."""
    texts = [(12, 6 + 22 * row, text) for row, text in enumerate(lines)]
    boxes = pictures.write(picture, texts, 17)
    pictures.write(picture, [(12, picture.height - 28, settings)], 15)
    return [(text, box) for text, box in boxes if any(value.lower() in text.lower() for value in person.identifiers())]


def ultrasound(sopClass, syntax, name, number, samples):
    ds = start(sopClass, syntax, SOUND.id, name, number)
    ds.Modality, ds.ImageType = "US", ["ORIGINAL", "PRIMARY", "ABDOMINAL", "0001"]
    ds.SeriesNumber, ds.InstanceNumber, ds.Laterality = number, number, ""
    ds.SeriesDescription, ds.PatientOrientation = f"Sector {name}", None
    ds.LossyImageCompression, ds.FrameOfReferenceUID = "00", uid(SOUND.id, "frame of reference")
    setPixels(ds, samples)
    return ds


def makeUltrasound(collection, head):
    """A clip in baseline JPEG and one still, both with the identity in the picture."""
    lines = [f"{SOUND.family.upper()}, {SOUND.given.upper()}   {SOUND.id}", f"{SOUND.institution}   {SOUND.plainDate} 14:22"]
    frames = []
    for frame in range(FRAMES):
        picture = Image.fromarray(pictures.sector(head, frame, (640, 480))).convert("RGB")
        boxes = screen(picture, SOUND, lines, "MI 0.8  TIS 0.2  62 dB  14 cm")
        frames.append(picture)
    clip = ultrasound(CLIP, JPEGBaseline8Bit, "clip", 1, np.stack([np.asarray(frame) for frame in frames]))
    clip.NumberOfFrames, clip.FrameTime, clip.FrameIncrementPointer = FRAMES, "40", 0x00181063
    clip.PhotometricInterpretation = "YBR_FULL_422"
    encoded = [pictures.jpeg(frame, f"{SOUND.family} {SOUND.id}") for frame in frames]
    clip.LossyImageCompression, clip.LossyImageCompressionMethod = "01", "ISO_10918_1"
    clip.LossyImageCompressionRatio = f"{640 * 480 * 3 * FRAMES / sum(map(len, encoded)):.1f}"
    clip.PixelData = encapsulate(encoded)
    clip["PixelData"].is_undefined_length = True
    plant(clip, SOUND)
    collection.save(clip, SOUND, f"US/{SOUND.family}_clip.dcm", boxes)
    name = f"{SOUND.folder}/US/{SOUND.family}_clip.dcm"
    collection.rows += [(name, "jpeg:COM", value, kind, f"1-{FRAMES}", "") for value, kind in
                        ((SOUND.family, "name"), (SOUND.id, "id"))]

    picture = Image.fromarray(pictures.sector(head, 20, (640, 480))).convert("RGB")
    boxes = screen(picture, SOUND, lines, "MI 0.8  TIS 0.2  62 dB  14 cm")
    still = ultrasound(STILL, ExplicitVRLittleEndian, "still", 2, np.asarray(picture))
    plant(still, SOUND)
    collection.save(still, SOUND, f"US/{SOUND.family}_still.dcm", boxes)


def adopt(name, person, series, number):
    """A file of pydicom's as one of this person's: its image and its own private elements stay."""
    ds = copy.deepcopy(dcmread(get_testdata_file(name)))
    ds.remove_private_tags()
    for keyword in ("DataSetTrailingPadding", "InstanceCreatorUID", "PatientSize", "PatientWeight", "NameOfPhysiciansReadingStudy",
                    "TimezoneOffsetFromUTC", "SourceImageSequence", "DerivationDescription"):
        if keyword in ds:
            delattr(ds, keyword)
    ds.SOPInstanceUID = ds.file_meta.MediaStorageSOPInstanceUID = uid(person.id, series, number, "instance")
    ds.SeriesInstanceUID, ds.FrameOfReferenceUID = uid(person.id, series, "series"), uid(person.id, series, "frame of reference")
    ds.file_meta.ImplementationClassUID = SOFTWARE
    for keyword in ("ImplementationVersionName", "SourceApplicationEntityTitle"):
        if keyword in ds.file_meta:
            delattr(ds.file_meta, keyword)
    ds.SeriesNumber, ds.InstanceNumber = number if person is CAPTURE else 1, number
    plant(ds, person)
    return ds


def makeCapture(collection):
    """A CT slice, and a photograph of the reading screen that shows it."""
    slice_ = adopt("CT_small.dcm", CAPTURE, "CT", 1)
    slice_.SeriesDescription = "Axial 5 mm"
    collection.save(slice_, CAPTURE, f"CT/{CAPTURE.id}_0001.dcm")

    grey = np.clip((slice_.pixel_array.astype(float) - 1024 + 160) * 255 / 400, 0, 255).astype(np.uint8)
    picture = Image.new("RGB", (640, 512))
    picture.paste(Image.fromarray(grey).resize((400, 400), Image.BICUBIC), (120, 84))
    lines = [f"{CAPTURE.family.upper()} {CAPTURE.given.upper()}", f"ID {CAPTURE.id}   {CAPTURE.plainDate}", CAPTURE.institution]
    boxes = screen(picture, CAPTURE, lines, "WL 40  WW 400  5 mm  120 kV")
    ds = start(CAPTURED, ExplicitVRLittleEndian, CAPTURE.id, "SC", 1)
    ds.Modality, ds.ConversionType, ds.ImageType = "OT", "WSD", ["DERIVED", "SECONDARY"]
    ds.SeriesNumber, ds.InstanceNumber, ds.SeriesDescription = 900, 1, "Screen"
    ds.BurnedInAnnotation, ds.PatientOrientation, ds.Laterality = "YES", None, ""
    ds.preamble = f"{CAPTURE.family} {CAPTURE.id}".encode().ljust(128, b"\0")
    setPixels(ds, np.asarray(picture))
    plant(ds, CAPTURE)
    collection.save(ds, CAPTURE, f"SC/{CAPTURE.family}_screen.dcm", boxes)


def makeSmall(collection):
    """One slice in the ways that machines store it."""
    for number, name in enumerate(("MR_small", "MR_small_RLE", "MR_small_implicit", "MR_small_bigendian", "MR_small_jp2klossless",
                                   "MR_small_jpeg_ls_lossless"), 1):
        ds = adopt(f"{name}.dcm", SMALL, "MR", number)
        ds.SeriesDescription = "Knee"
        collection.save(ds, SMALL, f"MR/IM{number:04d}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("planted")
    options = parser.parse_args()
    if os.path.isdir(options.folder) and os.listdir(options.folder):
        parser.error(f"{options.folder} is not empty")
    if os.path.realpath(options.planted).startswith(os.path.realpath(options.folder) + os.sep):
        parser.error("the list of what was planted must lie outside the collection")
    collection = Collection(options.folder)
    head = makeHead(collection)
    makeUltrasound(collection, head)
    makeCapture(collection)
    makeSmall(collection)
    collection.writeRows(options.planted)
    files = {row[0] for row in collection.rows}
    print(f"{len(files)} files, {len(set(collection.rows))} planted values")
    return 0


if __name__ == "__main__":
    sys.exit(main())
