#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What a clip with text that stands still costs beside its first frame: clip.py PROGRAM [--mode standard] [--rounds 3].

60 frames of 800 x 600, a sector of moving speckle with eight lines of text around it. Processor seconds of one job, the least of the
rounds, with the start of the programs (a black frame) and without. Nothing is kept.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, UltrasoundMultiFrameImageStorage, generate_uid

COLUMNS, ROWS, FRAMES = 800, 600, 60
LINES = (("Doe, Jane 12345", 10, 30), ("St Elsewhere Hospital", 450, 30), ("03/04/1962 10:21", 10, 60), ("MI 0.8 TIs 0.4", 600, 60),
         ("C5-1 Abdomen", 10, 560), ("Depth 14 cm", 620, 560), ("Gain 45 %", 10, 590), ("Dr Smith", 640, 590))


def frames():
    random = numpy.random.default_rng(3)
    speckle = cv2.GaussianBlur(random.normal(0, 1, (ROWS + 200, COLUMNS + 200)).astype(numpy.float32), (0, 0), 3)
    speckle = (speckle - speckle.min()) / (speckle.max() - speckle.min())
    y, x = numpy.mgrid[:ROWS, :COLUMNS]
    sector = ((x - 400) / 300) ** 2 + ((y - 320) / 240) ** 2 < 1
    for number in range(FRAMES):
        shift = int(60 + 50 * numpy.sin(number / 6))
        moving = speckle[shift:shift + ROWS, shift // 2:shift // 2 + COLUMNS] * 110 + random.normal(0, 6, (ROWS, COLUMNS))
        frame = (moving.clip(0, 160) * sector).astype(numpy.uint8)
        for text, left, bottom in LINES:
            cv2.putText(frame, text, (left, bottom), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 255, 1, cv2.LINE_AA)
        yield frame


def write(path, pictures):
    meta = FileMetaDataset()
    meta.TransferSyntaxUID, meta.MediaStorageSOPClassUID = ExplicitVRLittleEndian, UltrasoundMultiFrameImageStorage
    meta.MediaStorageSOPInstanceUID = generate_uid()
    image = Dataset()
    image.file_meta, image.is_little_endian, image.is_implicit_VR = meta, True, False
    image.SOPClassUID, image.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
    image.StudyInstanceUID, image.SeriesInstanceUID = generate_uid(), generate_uid()
    image.PatientName, image.PatientID, image.Modality = "Doe^Jane", "12345", "US"
    image.Rows, image.Columns, image.NumberOfFrames = ROWS, COLUMNS, len(pictures)
    image.SamplesPerPixel, image.PhotometricInterpretation, image.PixelRepresentation = 1, "MONOCHROME2", 0
    image.BitsAllocated, image.BitsStored, image.HighBit = 8, 8, 7
    image.PixelData = b"".join(picture.tobytes() for picture in pictures)
    pydicom.dcmwrite(path, image, write_like_original=False)
    return path


def seconds(program, path, mode):
    used = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    before = used()
    done = subprocess.run([program, "text", path, "--mode", mode, "--jobs", "1"], capture_output=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(f"{program}: exit {done.returncode}")
    return used() - before


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--mode", default="standard")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clip = list(frames())
        paths = [write(Path(folder) / f"{name}.dcm", pictures) for name, pictures in
                 (("start", [numpy.zeros((ROWS, COLUMNS), numpy.uint8)]), ("first", clip[:1]), ("clip", clip))]
        start, first, whole = (min(seconds(options.program, path, options.mode) for _ in range(options.rounds)) for path in paths)
    print(f"start {start:.2f} s, with the first frame {first:.2f} s, with the clip {whole:.2f} s of one processor")
    print(f"clip / first frame: {whole / first:.2f}, without the start {(whole - start) / (first - start):.2f}")


if __name__ == "__main__":
    main()
