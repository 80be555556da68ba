#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Blanks boxes in images of many transfer syntaxes, once as a part, once as a candidate, and compares the pictures
decoded by GDCM and pydicom.

redaction_oracle.py DRIVER PROGRAMS RESOURCES SHARED
"""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy

from written import SKIPPED, Faults, parsed, read, temporary, write

X, Y, WIDTH, HEIGHT = 19, 11, 23, 10
BOX = {"x": X, "y": Y, "width": WIDTH, "height": HEIGHT, "firstFrame": 1, "lastFrame": 1}
RING = 2  # GDCM interpolates colours of baseline JPEG over the edge of a block

FILES = ["dicom/basic/CT_small.dcm", "dicom/basic/MR_small_bigendian.dcm", "dicom/basic/MR_small_implicit.dcm",
         "dicom/basic/MR_small_RLE.dcm", "dicom/basic/MR_small_jpeg_ls_lossless.dcm",
         "dicom/basic/MR_small_jp2klossless.dcm", "dicom/basic/examples_ybr_color.dcm", "dicom/us/OBXXXX1A.dcm",
         "dicom/us/OBXXXX1A_rle_2frame.dcm", "dicom/us/color-pl.dcm", "burnedin/JPGLosslessP14SV1_1s_1f_8b.dcm",
         "burnedin/RGB_ORIGINAL.dcm", "burnedin/GREYSCALE_CINE_rle.dcm", "burnedin/0_ORIGINAL_compressed.dcm"]


def picture(path, folder):
    """Frames as an array of (frame, row, column, sample)."""
    dataset = read(path)
    if dataset.file_meta.TransferSyntaxUID.is_compressed:
        raw = folder / f"{Path(path).stem}-raw.dcm"
        subprocess.run(["gdcmconv", "--raw", str(path), str(raw)], check=True, capture_output=True)
        dataset = read(raw)
    array = dataset.pixel_array
    frames, samples = int(dataset.get("NumberOfFrames") or 1), int(dataset.SamplesPerPixel)
    return array.reshape(frames, dataset.Rows, dataset.Columns, samples)


def judgePixels(row, folder, faults):
    before, after = picture(row["input"], folder / "before"), picture(row["output"], folder / "after")
    name, used = row["input"], row["answer"]["boxesUsed"][0]
    x, y, right, bottom = used["x"], used["y"], used["x"] + used["width"], used["y"] + used["height"]
    faults.expect(x <= X and y <= Y and right >= X + WIDTH and bottom >= Y + HEIGHT, f"{name}: box became smaller")
    ring = RING if row["answer"]["method"] == "compressed-domain" else 0
    inside = after[0, y + ring : bottom - ring, x + ring : right - ring]
    faults.expect(inside.size and (inside == inside[0, 0]).all(), f"{name}: box is not flat")
    faults.expect(not (before[0, Y : Y + HEIGHT, X : X + WIDTH] == after[0, Y : Y + HEIGHT, X : X + WIDTH]).all()
                  or (before[0, Y : Y + HEIGHT, X : X + WIDTH] == inside[0, 0]).all(), f"{name}: nothing was blanked")
    mask = numpy.ones(before.shape, bool)
    mask[0, max(0, y - ring) : bottom + ring, max(0, x - ring) : right + ring] = False
    faults.expect((before[mask] == after[mask]).all(), f"{name}: changed outside")
    faults.expect(row["answer"]["outsideChanged"] == 0, f"{name}: says {row['answer']['outsideChanged']}")


def judgePart(row, faults):
    old, now = read(row["input"]), read(row["output"])
    for keyword in ("PatientName", "PatientID", "SOPInstanceUID", "StudyDate"):
        faults.expect(old.get(keyword) == now.get(keyword), f"{row['input']}: {keyword} of a part")
    faults.expect(now.ImageType[0] == "DERIVED" and now.DerivationDescription, f"{row['input']}: derivation")
    faults.expect("BurnedInAnnotation" not in now or now.get("BurnedInAnnotation") == old.get("BurnedInAnnotation"),
                  f"{row['input']}: burned-in flag of a part")


def judgeCandidate(row, faults):
    now = read(row["output"])
    codes = [item.CodeValue for item in now.DeidentificationMethodCodeSequence]
    faults.expect(codes[-2:] == ["113100", "113101"], f"{row['input']}: {codes}")
    faults.expect(now.BurnedInAnnotation == "NO", f"{row['input']}: burned-in flag")
    faults.expect(now.ImageType[0] == "DERIVED", f"{row['input']}: derivation")
    faults.expect("not reviewed" not in str(now.DeidentificationMethod), f"{row['input']}: method text")


def main():
    tools = parsed(sys.argv[1:])
    if not shutil.which("gdcmconv"):
        print("gdcmconv is missing: skipped")
        return SKIPPED
    files, faults = [tools[3] / "testdata" / name for name in FILES], Faults()
    with temporary() as place:
        for kind, claim, judge in (("part", False, judgePart), ("candidate", True, judgeCandidate)):
            folder = Path(place, kind)
            request = {"status": kind, "boxes": [BOX], "pixelsReviewed": claim}
            rows = write(tools, files, folder, request)
            for name in ("before", "after"):
                (folder / name).mkdir()
            for row in rows:
                faults.expect("answer" in row, f"{row['input']}: {row.get('error')}")
                if "answer" in row:
                    judgePixels(row, folder, faults)
                    judge(row, faults)
    return faults.report()


if __name__ == "__main__":
    sys.exit(main())
