#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes head_template.bin from Debian's mricron-data: make_head_template.py TEMPLATES OUT

TEMPLATES holds ch2.nii.gz (T1 of one volunteer, 27 scans averaged, in MNI space) and ch2bet.nii.gz (its brain). Both are
brought to 4 mm, which is all that finding a head needs: means of the head, and for the brain the largest sample, so that no
part of it is lost. Then: a line that says so, the head, the brain (0 or 255); x (right) fastest, then y (front), then z (up).
"""

import gzip
import sys
from pathlib import Path

import numpy

BLOCK = 4
BRAIN = 10  # of 0 to 133: what skull stripping left


def blocks(path):
    content = gzip.open(path).read()
    columns, rows, slices = numpy.frombuffer(content, "<i2", 3, 42)
    samples = numpy.frombuffer(content, "u1", int(columns) * int(rows) * int(slices), 352).reshape(slices, rows, columns)
    whole = [size // BLOCK for size in samples.shape]
    cut = samples[tuple(slice(0, size * BLOCK) for size in whole)]
    return cut.reshape(whole[0], BLOCK, whole[1], BLOCK, whole[2], BLOCK)


def main():
    templates, out = Path(sys.argv[1]), Path(sys.argv[2])
    head = blocks(templates / "ch2.nii.gz").mean(axis=(1, 3, 5)).round().astype("u1")
    brain = numpy.where(blocks(templates / "ch2bet.nii.gz").max(axis=(1, 3, 5)) > BRAIN, 255, 0).astype("u1")
    slices, rows, columns = head.shape
    line = f"safelight-head-template 1 {columns} {rows} {slices} {BLOCK} -89 -125 -70\n"
    out.write_bytes(line.encode() + head.tobytes() + brain.tobytes())


main()
