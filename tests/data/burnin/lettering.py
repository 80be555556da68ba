# SPDX-License-Identifier: Apache-2.0
"""Text as a mask: how much of each pixel is ink, 0 to 1, cut to the ink.

Fonts are those of Debian packages (packaging/dependencies.txt, section [test]) and Hershey's of OpenCV.
"""

import functools
from pathlib import Path

import cv2
import numpy
from PIL import Image, ImageDraw, ImageFont

TRUETYPE = Path("/usr/share/fonts/truetype")
OPENTYPE = Path("/usr/share/fonts/opentype")
BITMAP = Path("/usr/share/fonts/X11/misc")

# The second list of each pair is used in the unseen half only.
SANS = (["dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf", "dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansCondensed.ttf",
         "liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf", "liberation/LiberationMono-Regular.ttf"],
        ["liberation/LiberationSansNarrow-Regular.ttf", "liberation/LiberationSerif-Regular.ttf", "freefont/FreeSans.ttf",
         "freefont/FreeMono.ttf", "dejavu/DejaVuSerif.ttf", "jetbrains-mono/JetBrainsMono-Regular.ttf"])
SCRIPT = (["urw-base35/Z003-MediumItalic.otf", "breip/Breip.ttf"],
          ["fifthhorseman/dkg.ttf", "femkeklaver/femkeklaver.ttf"])
WIDE = (["dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"], ["freefont/FreeSans.ttf", "dejavu/DejaVuSerif.ttf"])
EASTERN = "noto/NotoSansCJK-Regular.ttc"
TINY = (["5x8", "6x10", "6x9"], ["5x7", "6x12"])
FIXED = (["7x13", "8x13", "9x15"], ["7x14", "10x20", "9x18B", "6x13B"])
HERSHEY = ([cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_PLAIN, cv2.FONT_HERSHEY_DUPLEX],
           [cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_TRIPLEX, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX])


def pathOf(name):
    for root in (TRUETYPE, OPENTYPE):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"font {name}")


@functools.lru_cache(maxsize=None)
def fontOf(name, size):
    return ImageFont.truetype(str(pathOf(name)), size)


@functools.lru_cache(maxsize=None)
def bitmapFont(name):
    path = BITMAP / f"{name}-ISO8859-1.pcf.gz"
    return ImageFont.truetype(str(path), int(name.rstrip("BO").split("x")[1]))


def outline(name, size, text):
    return drawn(fontOf(name, size), text, "L")


def bitmap(name, text):
    return drawn(bitmapFont(name), text, "1")


def drawn(font, text, mode):
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new(mode, (right - min(left, 0) + 8, bottom - min(top, 0) + 8))
    ImageDraw.Draw(picture).text((4 - min(left, 0), 4 - min(top, 0)), text, fill=255 if mode == "L" else 1, font=font)
    return tight(numpy.asarray(picture.convert("L"), numpy.float64) / 255)


def hershey(face, height, thickness, text):
    scale = height / cv2.getTextSize("H", face, 1.0, thickness)[0][1]
    (width, rise), fall = cv2.getTextSize(text, face, scale, thickness)
    picture = numpy.zeros((rise + 2 * fall + 24, width + 48), numpy.uint8)
    cv2.putText(picture, text, (24, rise + fall), face, scale, 255, thickness, cv2.LINE_AA)
    return tight(picture / 255.0)


def tight(ink):
    rows, columns = numpy.flatnonzero(ink.max(1) > 0), numpy.flatnonzero(ink.max(0) > 0)
    if not len(rows):
        raise ValueError("nothing drawn")
    return ink[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]


def turned(ink, degrees):
    """Anticlockwise. Right angles move pixels, others interpolate."""
    if degrees % 90 == 0:
        return numpy.rot90(ink, degrees // 90).copy()
    padded = numpy.pad(ink, 2)
    picture = Image.fromarray((padded * 255).round().astype(numpy.uint8))
    return tight(numpy.asarray(picture.rotate(degrees, Image.BICUBIC, expand=True), numpy.float64) / 255)


def thickened(ink, radius):
    """What a dark rim around the letters covers; as large as `ink` with `radius` more at each side."""
    padded = numpy.pad(ink, radius)
    grown = padded.copy()
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            grown = numpy.maximum(grown, numpy.roll(padded, (dy, dx), (0, 1)))
    return grown
