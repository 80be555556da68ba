# SPDX-License-Identifier: Apache-2.0
"""Decodes frame 1 of each file with pydicom into FOLDER/NUMBER as 32-bit integers, colours as RGB interleaved.

Prints a line per decoded file: path, tab, NUMBER, tab, lossy or exact.
"""
import os
import sys
import warnings

import numpy
import pydicom
from pydicom.pixel_data_handlers.util import apply_color_lut, convert_color_space

LOSSY = {"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.81"}


def stored_bits(pixels, dataset):
    """pydicom leaves overlays and rubbish in the unused bits."""
    bits = dataset.BitsStored
    pixels = (pixels.astype("<i8") >> (dataset.HighBit + 1 - bits)) & ((1 << bits) - 1)
    sign = 1 << (bits - 1)
    return (pixels ^ sign) - sign if dataset.PixelRepresentation else pixels


def frame_of(dataset):
    pixels = dataset.pixel_array
    if int(dataset.get("NumberOfFrames", 1) or 1) > 1:
        pixels = pixels[0]
    photometric = dataset.PhotometricInterpretation
    syntax = dataset.file_meta.TransferSyntaxUID
    exact = syntax not in LOSSY
    if pixels.dtype.kind == "f":
        raise ValueError("shown in steps")
    if photometric.startswith("MONOCHROME") and dataset.BitsStored < dataset.BitsAllocated and dataset.BitsAllocated > 1:
        pixels = stored_bits(pixels, dataset)
    if photometric == "PALETTE COLOR":
        pixels = apply_color_lut(pixels, dataset)
        if pixels.dtype.itemsize == 2 and pixels.max() > 255:
            pixels = pixels >> 8
    elif photometric in ("YBR_FULL", "YBR_FULL_422") and not syntax.startswith("1.2.840.10008.1.2.4.9"):
        pixels = convert_color_space(pixels, photometric, "RGB")
        exact = False
    return numpy.ascontiguousarray(pixels).astype("<i8").astype("<i4"), exact


warnings.simplefilter("ignore")
folder = sys.argv[1]
for number, path in enumerate(sys.stdin.read().splitlines()):
    try:
        pixels, exact = frame_of(pydicom.dcmread(path, force=True))
    except Exception:  # whatever pydicom cannot decode is no oracle
        continue
    pixels.tofile(os.path.join(folder, str(number)))
    print(path, number, "exact" if exact else "lossy", sep="\t")
