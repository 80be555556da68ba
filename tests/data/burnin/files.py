# SPDX-License-Identifier: Apache-2.0
"""Real DICOM files out of a ground that has been written on."""

import hashlib
import io

import numpy
import pydicom
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, JPEGBaseline8Bit, RLELossless

CLASSES = {"CT": "1.2.840.10008.5.1.4.1.1.2", "MR": "1.2.840.10008.5.1.4.1.1.4", "US": "1.2.840.10008.5.1.4.1.1.6.1",
           "CR": "1.2.840.10008.5.1.4.1.1.1", "XA": "1.2.840.10008.5.1.4.1.1.12.1"}
CAPTURE, MULTIFRAME_US = "1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.3.1"
SYNTAXES = {"native": ExplicitVRLittleEndian, "implicit": ImplicitVRLittleEndian, "rle": RLELossless, "jpeg": JPEGBaseline8Bit}


def uidOf(text):
    return "2.25." + str(int.from_bytes(hashlib.sha256(text.encode()).digest()[:15], "big"))


def samplesOf(ground, frames):
    low, high = ground.legal
    whole = numpy.clip(numpy.stack(frames).round(), low, high)
    kind = numpy.uint8 if ground.bits <= 8 else numpy.int16 if ground.isSigned else numpy.uint16
    return whole.astype(kind)


def write(path, name, ground, frames, who, syntax="native", quality=50):
    """`frames` in stored values. Returns the SHA-256 of the samples (for JPEG: of the stream)."""
    samples = samplesOf(ground, frames)
    dataset = Dataset()
    addIdentity(dataset, name, ground, who, len(frames))
    addImage(dataset, ground, samples)
    if syntax == "jpeg":
        content = jpegOf(samples[0], quality)
        dataset.PixelData = encapsulate([content])
        dataset["PixelData"].VR, dataset["PixelData"].is_undefined_length = "OB", True
        dataset.LossyImageCompression, dataset.LossyImageCompressionMethod = "01", "ISO_10918_1"
        if ground.isColour:
            dataset.PhotometricInterpretation = "YBR_FULL_422"
    else:
        content = samples.tobytes()
        dataset.PixelData = content + b"\0" * (len(content) % 2)
        dataset["PixelData"].VR = "OB" if ground.bits <= 8 else "OW"
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = SYNTAXES["native" if syntax == "rle" else syntax]
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.is_little_endian, dataset.is_implicit_VR = True, syntax == "implicit"
    if syntax == "rle":
        dataset.compress(RLELossless)
    dataset.save_as(path, write_like_original=False)
    return hashlib.sha256(content).hexdigest()


def jpegOf(frame, quality):
    stream = io.BytesIO()
    options = {"subsampling": 1} if frame.ndim == 3 else {}
    Image.fromarray(frame).save(stream, "JPEG", quality=quality, **options)
    return stream.getvalue() + b"\0" * (len(stream.getvalue()) % 2)


def addIdentity(dataset, name, ground, who, frames):
    isCine = frames > 1
    dataset.SOPClassUID = MULTIFRAME_US if isCine else CAPTURE if ground.isColour and ground.modality != "US" else CLASSES.get(ground.modality, CAPTURE)
    dataset.SOPInstanceUID = uidOf("instance" + name)
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = uidOf("study" + name), uidOf("series" + name)
    dataset.StudyDate, dataset.StudyTime, dataset.AccessionNumber = who.study, who.clock, who.accession
    dataset.Modality, dataset.ReferringPhysicianName = ground.modality, who.physician
    dataset.InstitutionName, dataset.StudyID, dataset.SeriesNumber, dataset.InstanceNumber = who.place, "1", "1", "1"
    dataset.PatientName, dataset.PatientID = f"{who.family}^{who.given}", who.number
    dataset.PatientBirthDate, dataset.PatientSex = who.birth, who.sex
    if dataset.SOPClassUID == CAPTURE:
        dataset.ConversionType = "SYN"
    if isCine:
        dataset.NumberOfFrames, dataset.FrameTime = frames, "33"
        dataset.FrameIncrementPointer = pydicom.tag.Tag(0x0018, 0x1063)


def addImage(dataset, ground, samples):
    dataset.Rows, dataset.Columns = samples.shape[1:3]
    dataset.SamplesPerPixel = 3 if ground.isColour else 1
    dataset.PhotometricInterpretation = "RGB" if ground.isColour else ground.photometric
    if ground.isColour:
        dataset.PlanarConfiguration = 0
    dataset.BitsAllocated = 8 * samples.dtype.itemsize
    dataset.BitsStored, dataset.HighBit = ground.bits, ground.bits - 1
    dataset.PixelRepresentation = int(ground.isSigned)
    if ground.window and not ground.isColour:
        dataset.WindowCenter, dataset.WindowWidth = (f"{value:g}" for value in ground.window)
        dataset.RescaleSlope, dataset.RescaleIntercept = f"{ground.slope:g}", f"{ground.intercept:g}"
