# SPDX-License-Identifier: Apache-2.0
"""Photographs as others see them: shared by the tests of this folder, which are called with PROGRAM and SHARED."""

import io
import json
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

from PIL import Image, ImageSequence

PROGRAM, SHARED = (sys.argv + [""])[1:3]
PHOTOS = Path(SHARED, "testdata", "photos")
BROKEN = Path(SHARED, "testdata", "malformed", "photo")
HAS_EXIFTOOL = shutil.which("exiftool") is not None
# What ExifTool says of any file, of its size and of how its picture is coded; what stays on purpose comes last.
PICTURE = re.compile(
    r"^(ExifTool|System|File|Composite|PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Gamma|Palette|"
    r"Transparency|BackgroundColor|SignificantBits|SRGBRendering|PixelsPerUnit|PixelUnits|WhitePoint|Red|Green|Blue|ProfileName)|"
    r"PNG-pHYs|RIFF:(ImageWidth|ImageHeight|VP8Version|HorizontalScale|VerticalScale|AlphaIsUsed|WebP_Flags|AlphaPreprocessing|"
    r"AlphaFiltering|AlphaCompression)|GIF|JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)|Adobe:|ICC)")
STAYS = {"Orientation", "XResolution", "YResolution", "ResolutionUnit"}
STRUCTURE = {"ImageWidth", "ImageHeight", "BitsPerSample", "Compression", "PhotometricInterpretation", "StripOffsets", "SamplesPerPixel",
             "RowsPerStrip", "StripByteCounts", "PlanarConfiguration", "Predictor", "ColorMap", "ExtraSamples", "SampleFormat",
             "FillOrder", "ImageLength", "TransferFunction", "YCbCrSubSampling", "YCbCrPositioning", "ReferenceBlackWhite"}


def cli(*arguments, expected=(0, 3)):
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        done = subprocess.run([PROGRAM, *map(str, arguments), "--json", result.name], capture_output=True, text=True, timeout=600,
                              check=False)
        if done.returncode not in expected:
            raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
        return json.loads(Path(result.name).read_text("utf-8"))


def tags(path):
    """ExifTool's (group, name, value) of a file."""
    done = subprocess.run(["exiftool", "-a", "-G1", "-s", "-j", str(path)], capture_output=True, text=True, check=False)
    rows = json.loads(done.stdout)[0]
    return [(*(key.split(":", 1) if ":" in key else ("", key)), value) for key, value in rows.items() if key != "SourceFile"]


def isPicture(group, name):
    return bool(PICTURE.match(f"{group}:{name}")) or (group.startswith("IFD") and name in STAYS | STRUCTURE) or not group


def planted(path):
    """Texts of the original that stand in its metadata and would name somebody or something."""
    texts = set()
    for group, name, value in tags(path):
        if isPicture(group, name) or not isinstance(value, str) or value.startswith("(Binary"):
            continue
        texts |= {word for word in re.findall(r"[A-Za-z][A-Za-z0-9_-]{5,}", value)}
    return texts


def scans(raw):
    """The entropy-coded bytes of a JPEG, scan by scan, and the heads of frame and scans. Of the tables some may go: those it needs
    show in its pixels."""
    at, kept = 2, []
    while at + 4 <= len(raw):
        marker, length = raw[at + 1], int.from_bytes(raw[at + 2:at + 4], "big")
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        if not 0xE0 <= marker <= 0xEF and marker not in (0xFE, 0xC4, 0xDB):
            kept.append(raw[at:at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            end = at
            while not (raw[end] == 0xFF and raw[end + 1] != 0 and not 0xD0 <= raw[end + 1] <= 0xD7):
                end += 1
            kept.append(raw[at:end])
            at = end
    return kept


def chunks(raw, kind):
    at, found = 8, []
    while at + 8 <= len(raw):
        length = int.from_bytes(raw[at:at + 4], "big")
        if raw[at + 4:at + 8] == kind:
            found.append(raw[at + 8:at + 8 + length])
        at += 12 + length
    return found


def frames(path):
    with Image.open(path) as image:
        return [(frame.size, frame.convert("RGBA").tobytes()) for frame in (ImageSequence.Iterator(image) if image.format in ("GIF", "TIFF") else [image])]


def segment(marker, content):
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def encoded(image, kind, **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


class WithPhotographs(unittest.TestCase):
    """A folder of its own for each test, and the shared photographs."""

    def setUp(self):
        if not PHOTOS.is_dir():
            self.skipTest("no shared test data")
        self.root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))

    def tearDown(self):
        shutil.rmtree(self.root)
