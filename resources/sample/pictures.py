# SPDX-License-Identifier: Apache-2.0
"""The pictures of the sample, out of real images that Debian packages bring.

The head is the ch2 of MRIcron: one person, scanned 27 times, averaged and published. No package has an ultrasound clip: this
one shows the same head through a sector with speckle, and is an ultrasound in its layout only.
"""

import gzip
import io
import struct

import numpy as np
from PIL import Image, ImageDraw, ImageFont

CH2 = "/usr/share/mricron/templates/ch2.nii.gz"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def loadHead():
    """(samples[z][y][x], mm of index 0 in LPS, mm a step in LPS) of ch2, whose axes run along the patient's."""
    with gzip.open(CH2) as file:
        raw = file.read()
    columns, rows, slices = struct.unpack("<3h", raw[42:48])
    kind, bits = struct.unpack("<2h", raw[70:74])
    if (kind, bits) != (2, 8):
        raise ValueError("ch2.nii.gz is not the one of Debian 12")
    start = int(struct.unpack("<f", raw[108:112])[0])
    rowX, rowY, rowZ = (struct.unpack("<4f", raw[280 + 16 * i : 296 + 16 * i]) for i in range(3))
    samples = np.frombuffer(raw, np.uint8, columns * rows * slices, start).reshape(slices, rows, columns)
    # NIfTI counts to the right and to the front, DICOM to the left and to the back.
    return samples, (-rowX[3], -rowY[3], rowZ[3]), (-rowX[0], -rowY[1], rowZ[2])


def sector(head, frame, size):
    """A grey sector scan: `frame` moves the plane through the head."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(float)
    radius, angle = np.hypot(x - width / 2, y - 70), np.arctan2(x - width / 2, y - 70)
    inside = (radius > 50) & (radius < height - 100) & (np.abs(angle) < 0.7)
    plane = head[:, 60 + 5 * frame, :]
    row = np.clip(170 - (radius - 50) * 150 / (height - 150), 0, plane.shape[0] - 1).astype(int)
    column = np.clip(90 + angle * 110, 0, plane.shape[1] - 1).astype(int)
    speckle = np.random.Generator(np.random.PCG64(frame)).rayleigh(0.8, size=(height, width))
    grey = np.clip(plane[row, column] * speckle + 8, 0, 255)
    return np.where(inside, grey, 0).astype(np.uint8)


def write(picture, lines, size):
    """Burns `lines` [(x, y, text)] into the picture; returns [(text, (x, y, width, height))]."""
    draw, font, boxes = ImageDraw.Draw(picture), ImageFont.truetype(FONT, size), []
    for x, y, text in lines:
        draw.text((x, y), text, fill=(235, 235, 235), font=font)
        left, top, right, bottom = draw.textbbox((x, y), text, font=font)
        boxes.append((text, (left, top, right - left, bottom - top)))
    return boxes


def jpeg(picture, comment):
    """A baseline JPEG, 4:2:2, with a comment segment as some machines leave one."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, subsampling="4:2:2")
    text = comment.encode("latin-1")
    return out.getvalue()[:2] + b"\xff\xfe" + struct.pack(">H", len(text) + 2) + text + out.getvalue()[2:]
