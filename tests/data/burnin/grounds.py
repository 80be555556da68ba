# SPDX-License-Identifier: Apache-2.0
"""Pictures without text to write on: parts of real images, each looked at by eye, and a few that are computed.

What is drawn into a ground is thought of in grey levels as its default window shows them (0 black, 255 white, also for
MONOCHROME1); the ground knows what that is in stored values.
"""

import dataclasses
import gzip
import subprocess
import tempfile
from pathlib import Path

import numpy
import pydicom
from pydicom.pixel_data_handlers.util import convert_color_space

HEADS = Path("/usr/share/mricron/templates/ch2.nii.gz")


@dataclasses.dataclass
class Ground:
    """`stored` is float64: rows x columns, or rows x columns x 3 for colour; of a cine one frame."""

    name: str
    modality: str
    stored: numpy.ndarray
    bits: int = 8
    isSigned: bool = False
    photometric: str = "MONOCHROME2"
    window: tuple = None
    slope: float = 1
    intercept: float = 0
    moving: list = dataclasses.field(default_factory=list)  # further frames, of a real cine

    @property
    def isColour(self):
        return self.stored.ndim == 3

    @property
    def legal(self):
        return (-(1 << self.bits - 1), (1 << self.bits - 1) - 1) if self.isSigned else (0, (1 << self.bits) - 1)

    @property
    def perGrey(self):
        """Stored values that make one grey level, with the sign that makes things brighter."""
        if self.isColour or self.window is None:
            step = ((1 << self.bits) - 1) / 255
        else:
            step = (self.window[1] - 1) / 255 / self.slope
        return -step if self.photometric == "MONOCHROME1" else step

    @property
    def black(self):
        """The stored value at the lower end of the window (for MONOCHROME1 the upper)."""
        if self.isColour or self.window is None:
            return (1 << self.bits) - 1 if self.photometric == "MONOCHROME1" else 0
        centre, width = self.window
        end = centre - 0.5 + (width - 1) / 2 * (1 if self.photometric == "MONOCHROME1" else -1)
        return (end - self.intercept) / self.slope

    def toStored(self, grey):
        return self.black + grey * self.perGrey

    def shown(self, stored):
        """Grey levels (or R, G, B), 0 to 255, as the default window shows `stored` (PS3.3 C.11.2.1.2.1)."""
        return numpy.clip((stored - self.black) / self.perGrey, 0, 255)

    def part(self, x, y, width, height):
        cut = (slice(y, y + height), slice(x, x + width))
        return dataclasses.replace(self, stored=self.stored[cut].copy(), moving=[frame[cut].copy() for frame in self.moving])


@dataclasses.dataclass(frozen=True)
class Source:
    path: str  # below testdata
    cut: tuple = None  # x, y, width, height; the rest has text or nothing
    window: tuple = None  # where the file states none, or a useless one
    frames: int = 1


GREY = {
    "ct-head": Source("dicom/nema/CT2_UNC"),
    "ct-neck": Source("dicom/transfer-syntax/CTImage.dcm_LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm"),
    "ct-abdomen": Source("dicom/private-overlay/explicit_VR-UN.dcm", window=(40, 400)),
    "ct-perfusion": Source("dicom/enhanced/CT0012.not_fragmented_bot_rle.dcm", window=(550, 1200)),
    "mr-shoulder": Source("dicom/nema/MR2_JPLY", (100, 130, 800, 760)),
    "mr-knee": Source("dicom/nema/MR3_JLSN"),
    "mr-brain": Source("dicom/nema/MR4_JPLL"),
    "mr-finger": Source("dicom/private-overlay/JPEG-LS_Lossy.dcm"),
    "mr-liver": Source("dicom/private-overlay/MR-SIEMENS-DICOM-WithOverlays.dcm"),
    "nm-body": Source("dicom/nema/NM1_J2KR", window=(60, 120)),
    "cr-pelvis": Source("dicom/nema/RG2_J2KI", (150, 300, 1300, 1300)),
    "cr-leg": Source("dicom/nema/RG3_JPLY", (500, 100, 800, 1100)),
    "cr-chest": Source("burnedin/0_ORIGINAL_compressed.dcm", (400, 300, 1200, 1000)),
    "mg-breast": Source("dicom/nema/MG1_J2KI", (300, 1500, 1100, 1300)),
    "xa-head": Source("dicom/nema/XA1_JPLL", (100, 100, 824, 824), (256, 512)),
}
ULTRASOUND = {
    "us-node": Source("dicom/us/US1_UNCR.dcm", (50, 108, 540, 222)),
    "us-muscle": Source("dicom/us/YBR_422.dcm", (200, 115, 560, 300)),
    "us-breast": Source("burnedin/GREYSCALE_CINE_rle.dcm", (105, 65, 580, 475), frames=12),
    "us-echo": Source("burnedin/JPGLosslessP14SV1_1s_1f_8b.dcm", (160, 170, 570, 430)),
    "us-thyroid": Source("burnedin/YBR_FULL-RLE.dcm", (85, 50, 390, 310)),
    "us-doppler": Source("dicom/us/IM00001.fragmented_no_bot_jpeg_baseline.50.dcm", (10, 25, 300, 170), frames=8),
    "us-heart": Source("dicom/basic/examples_ybr_color.dcm", (70, 22, 170, 170), frames=12),
}
COLOUR = {
    "vl-oesophagus": Source("dicom/nema/VL1_RLE", (285, 60, 445, 395)),
    "vl-tissue": Source("dicom/nema/VL5_J2KI", (600, 600, 1200, 1000)),
    "vl-mucosa": Source("dicom/nema/VL6_J2KI", (60, 20, 650, 340)),
    "pt-legs": Source("burnedin/RGB_ORIGINAL.dcm"),
}
HEAD_SLICES = {"head-axial": (2, 70), "head-sagittal": (0, 95), "head-coronal": (1, 120)}
COMPUTED = ("noise", "ramp", "grating")


class Grounds:
    """Reads each source once."""

    def __init__(self, shared):
        self.testdata = Path(shared) / "testdata"
        self.known = {}

    def get(self, name):
        if name not in self.known:
            self.known[name] = self._make(name)
        return dataclasses.replace(self.known[name])

    def _make(self, name):
        if name in HEAD_SLICES:
            return headSlice(name, *HEAD_SLICES[name])
        if name in COMPUTED:
            return computed(name)
        source = {**GREY, **ULTRASOUND, **COLOUR}[name]
        ground = readDicom(name, self.testdata / source.path, source)
        return ground.part(*source.cut) if source.cut else ground


def readDicom(name, path, source):
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.dcm"
        subprocess.run(["gdcmconv", "--raw", path, plain], check=True, capture_output=True)
        dataset = pydicom.dcmread(plain)
        pixels = dataset.pixel_array
    frames = list(pixels[:source.frames]) if int(dataset.get("NumberOfFrames", 1)) > 1 else [pixels]
    photometric = dataset.PhotometricInterpretation
    if dataset.SamplesPerPixel == 3:
        frames = [convert_color_space(frame, photometric, "RGB") if photometric != "RGB" else frame for frame in frames]
        photometric = "RGB"
    frames = [frame.astype(numpy.float64) for frame in frames]
    slope, intercept = float(dataset.get("RescaleSlope") or 1), float(dataset.get("RescaleIntercept") or 0)
    return Ground(name, dataset.get("Modality", "OT"), frames[0], int(dataset.BitsStored), bool(dataset.PixelRepresentation),
                  photometric, source.window or statedWindow(dataset), slope, intercept, frames[1:])


def statedWindow(dataset):
    centre, width = dataset.get("WindowCenter"), dataset.get("WindowWidth")
    if centre is None or dataset.SamplesPerPixel == 3 or dataset.BitsStored == 8:
        return None
    first = lambda value: float(value[0] if isinstance(value, pydicom.multival.MultiValue) else value)
    return first(centre), first(width)


def headSlice(name, axis, index):
    """A slice of mricron's head, twice as large, as 12-bit MR."""
    content = gzip.decompress(HEADS.read_bytes())
    columns, rows, slices = numpy.frombuffer(content, "<i2", 3, 42)
    volume = numpy.frombuffer(content, numpy.uint8, int(columns) * int(rows) * int(slices), int(numpy.frombuffer(content, "<f4", 1, 108)[0]))
    plane = numpy.take(volume.reshape(slices, rows, columns), index, axis=2 - axis)[::-1].astype(numpy.float64)
    return Ground(name, "MR", doubled(plane) * 8, 12, False, "MONOCHROME2", (700, 1400))


def doubled(plane):
    """Linear interpolation by means of neighbours, so that every machine gets the same numbers."""
    wide = numpy.empty((plane.shape[0], plane.shape[1] * 2))
    wide[:, 0::2], wide[:, 1::2] = plane, (plane + numpy.roll(plane, -1, 1)) / 2
    high = numpy.empty((wide.shape[0] * 2, wide.shape[1]))
    high[0::2], high[1::2] = wide, (wide + numpy.roll(wide, -1, 0)) / 2
    return high


def computed(name):
    rows, columns = 512, 512
    y, x = numpy.mgrid[0:rows, 0:columns].astype(numpy.float64)
    if name == "noise":
        random = numpy.random.RandomState(4)
        return Ground(name, "US", numpy.clip(random.randint(0, 256, (rows, columns)) * 0.5 + 30, 0, 255).round())
    if name == "ramp":
        return Ground(name, "DX", numpy.floor(x * 7 + y), 12, False, "MONOCHROME2", (2048, 4096))
    stripes = ((x // (4 + y // 64)).astype(int) % 2) * 120 + 60
    return Ground(name, "OT", stripes.astype(numpy.float64))


def onCanvas(ground, columns, rows, x, y):
    """A black screen with the ground somewhere on it, as ultrasound scanners do."""
    shape = (rows, columns, 3) if ground.isColour else (rows, columns)

    def placed(frame):
        canvas = numpy.full(shape, float(max(0, round(ground.black))))
        height, width = min(frame.shape[0], rows - y), min(frame.shape[1], columns - x)
        canvas[y:y + height, x:x + width] = frame[:height, :width]
        return canvas

    return dataclasses.replace(ground, stored=placed(ground.stored), moving=[placed(frame) for frame in ground.moving])
