#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""make_clips.py FOLDER COUNT: ultrasound clips of one device and layout, with a name in the same corner of each.

Small and the same at every run: 160 x 120, three frames, a block of stripes where the name stands. One more clip, of
another size, belongs to no class.
"""

import sys
from pathlib import Path

import numpy
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

ULTRASOUND_CLIP = "1.2.840.10008.5.1.4.1.1.3.1"


def clip(number, columns, rows):
    frames = numpy.zeros((3, rows, columns), numpy.uint8)
    frames[:, 30:110, 30:130] = numpy.random.default_rng(number).integers(20, 90, (3, 80, 100))
    frames[:, 8:16, 10:70:2] = 230
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = ULTRASOUND_CLIP
    meta.MediaStorageSOPInstanceUID = f"1.2.826.0.1.3680043.8.498.{columns}.{number}"
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    data.is_little_endian, data.is_implicit_VR = True, False
    data.SOPClassUID, data.SOPInstanceUID = ULTRASOUND_CLIP, meta.MediaStorageSOPInstanceUID
    data.PatientName, data.PatientID = f"CLIP^NUMBER{number}", f"MRN{number:06}"
    data.PatientBirthDate = data.StudyDate = data.StudyTime = data.ReferringPhysicianName = ""
    data.PatientSex = data.StudyID = data.AccessionNumber = ""
    data.StudyInstanceUID = f"1.2.826.0.1.3680043.8.498.7.{number}"
    data.SeriesInstanceUID = data.StudyInstanceUID + ".1"
    data.Modality, data.Manufacturer, data.ManufacturerModelName = "US", "Acme", "Scanner 5"
    data.SeriesNumber, data.InstanceNumber = 1, number
    data.Rows, data.Columns, data.NumberOfFrames, data.FrameTime = rows, columns, 3, "40"
    data.FrameIncrementPointer = 0x00181063
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated = data.BitsStored = 8
    data.HighBit, data.PixelRepresentation = 7, 0
    data.ImageType, data.PatientOrientation = ["ORIGINAL", "PRIMARY"], ""
    data.PixelData = frames.tobytes()
    return data


folder, count = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
for number in range(1, count + 1):
    clip(number, 160, 120).save_as(folder / f"{number:03}.dcm", write_like_original=False)
clip(count + 1, 200, 120).save_as(folder / "other.dcm", write_like_original=False)
