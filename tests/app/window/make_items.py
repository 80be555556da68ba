#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""make_items.py FOLDER VOLUMES SLICES SIDE [report|eye]: invented things to review, small and the same at every run.

VOLUMES series of CT with SLICES slices of SIDE x SIDE, the middle slice of the second with stripes as of writing; a clip
of ultrasound with 70 frames; a radiograph larger than a window; with `report` a file without pixels, with `eye` a
photograph of the back of an eye, drawn.
"""

import sys
from pathlib import Path

import numpy
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

ROOT = "1.2.826.0.1.3680043.8.498.9"
CT, CLIP, DX = "1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.3.1", "1.2.840.10008.5.1.4.1.1.1.1"
SR, EYE = "1.2.840.10008.5.1.4.1.1.88.11", "1.2.840.10008.5.1.4.1.1.77.1.5.1"


def image(sop_class, series, number, pixels):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = sop_class
    meta.MediaStorageSOPInstanceUID = f"{ROOT}.{series}.{number}"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    data.is_little_endian, data.is_implicit_VR = True, False
    data.SOPClassUID, data.SOPInstanceUID = sop_class, meta.MediaStorageSOPInstanceUID
    data.PatientName, data.PatientID = f"ITEM^NUMBER{series}", f"MRN{series:06}"
    data.PatientBirthDate = data.StudyDate = data.StudyTime = data.ReferringPhysicianName = ""
    data.PatientSex = data.StudyID = data.AccessionNumber = ""
    data.StudyInstanceUID, data.SeriesInstanceUID = f"{ROOT}.{series}", f"{ROOT}.{series}.0"
    data.Manufacturer, data.ManufacturerModelName = "Acme", "Scanner 5"
    data.SeriesNumber, data.InstanceNumber = series, number
    data.Rows, data.Columns = pixels.shape[-2:]
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated = data.BitsStored = 8 * pixels.itemsize
    data.HighBit, data.PixelRepresentation = data.BitsStored - 1, 0
    data.ImageType, data.PatientOrientation = ["ORIGINAL", "PRIMARY"], ""
    data.PixelData = pixels.tobytes()
    return data


def volume(folder, series, slices, side):
    noise = numpy.random.default_rng(series)
    for number in range(slices):
        pixels = noise.integers(0, 40, (side, side)).astype("<u2")
        pixels[side // 4 : side * 3 // 4, side // 4 : side * 3 // 4] += 300 + 10 * number
        if series == 2 and number == slices // 2:
            pixels[4:12, 4:40:2] = 1500
        data = image(CT, series, number + 1, pixels)
        data.Modality, data.FrameOfReferenceUID = "CT", f"{ROOT}.{series}.99"
        data.PixelSpacing, data.SliceThickness = [1, 1], 2
        data.ImagePositionPatient, data.ImageOrientationPatient = [0, 0, 2 * number], [1, 0, 0, 0, 1, 0]
        data.RescaleIntercept, data.RescaleSlope = -1024, 1
        data.save_as(folder / f"{series:03}-{number:03}.dcm", write_like_original=False)


folder, volumes, slices, side = Path(sys.argv[1]), *map(int, sys.argv[2:5])
folder.mkdir(parents=True, exist_ok=True)
for series in range(1, volumes + 1):
    volume(folder, series, slices, side)
clip = image(CLIP, volumes + 1, 1, numpy.random.default_rng(7).integers(20, 90, (70, 60, 80)).astype("u1"))
clip.Modality, clip.NumberOfFrames, clip.FrameTime, clip.FrameIncrementPointer = "US", 70, "40", 0x00181063
clip.save_as(folder / "clip.dcm", write_like_original=False)
plate = image(DX, volumes + 2, 1, numpy.random.default_rng(8).integers(0, 4000, (1800, 1600)).astype("<u2"))
plate.Modality, plate.BurnedInAnnotation = "DX", "NO"
plate.save_as(folder / "plate.dcm", write_like_original=False)
if sys.argv[5:] == ["report"]:
    report = image(SR, volumes + 3, 1, numpy.zeros((1, 1), "u1"))
    for keyword in ("PixelData", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "SamplesPerPixel",
                    "PhotometricInterpretation"):
        del report[keyword]
    report.Modality = "SR"
    report.save_as(folder / "report.dcm", write_like_original=False)
if sys.argv[5:] == ["eye"]:
    y, x = numpy.mgrid[-200:200, -240:240]
    round_, disc = numpy.hypot(y, x) < 190, numpy.hypot(y - 20, x - 90) < 30
    vessels = numpy.abs(numpy.sin((x - 90) / 23 + numpy.abs(y - 20) / 61)) < 0.08
    eye = image(EYE, volumes + 4, 1, numpy.where(round_, 120 + 90 * disc - 50 * (vessels & ~disc), 4).astype("u1"))
    eye.Modality, eye.BurnedInAnnotation = "OP", "NO"
    eye.save_as(folder / "eye.dcm", write_like_original=False)
