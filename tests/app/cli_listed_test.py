# SPDX-License-Identifier: Apache-2.0
"""What could show a face and is no stack of slices: each class is asked about under its own rule, decided by a person, or goes by
itself. cli_listed_test.py PROGRAM"""

import os
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import pydicom
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.uid import generate_uid

from cli_picture_faces_test import CT, grey, scene, wrapped
from command_line import CommandLine

ROOT = "1.2.840.10008.5.1.4.1.1."
FACE = b"solid FACE-OF-NOBODY"


def withoutPixels(sopClass, modality, **besides):
    one = wrapped(numpy.zeros((4, 4), numpy.uint8), ROOT + sopClass, modality, FrameOfReferenceUID="1.2.3.4", **besides)
    for name in ("PixelData", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "SamplesPerPixel",
                 "PhotometricInterpretation"):
        delattr(one, name)
    return one


def surface():
    one, points, item, segment = withoutPixels("66.5", "SEG"), Dataset(), Dataset(), Dataset()
    points.PointCoordinatesData, points.NumberOfSurfacePoints = numpy.arange(9, dtype="<f4").tobytes(), 3
    item.SurfaceNumber, item.SurfacePointsSequence = 1, [points]
    segment.SegmentNumber, segment.SegmentLabel = 1, "Region"
    one.SurfaceSequence, one.NumberOfSurfaces, one.SegmentSequence = [item], 1, [segment]
    return one


def model(sopClass, mime):
    one = withoutPixels(sopClass, "M3D", MIMETypeOfEncapsulatedDocument=mime, DocumentTitle="", BurnedInAnnotation="NO")
    one.EncapsulatedDocument = FACE + b"x" * 1000
    return one


def localizers():
    series = generate_uid()
    return [wrapped(numpy.full((256, 256), 50, numpy.uint8), ROOT + "4", "MR", ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"],
                    FrameOfReferenceUID="1.2.3.4", PixelSpacing=[1, 1], ImageOrientationPatient=[0, 1, 0, 0, 0, -1],
                    ImagePositionPatient=[10 * number, -128, 128], SeriesInstanceUID=series, InstanceNumber=number + 1) for number in range(3)]


def renderings():
    series = generate_uid()
    return [wrapped(grey(scene(face=False)), CT, "CT", ImageType=["DERIVED", "SECONDARY", "VOLREND"], FrameOfReferenceUID="1.2.3.4",
                    SeriesInstanceUID=series, InstanceNumber=number + 1) for number in range(8)]


class Listed(CommandLine):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-listed-")
        os.mkdir(cls.at("in"))
        dose, contours = pydicom.dcmread(get_testdata_file("rtdose.dcm")), pydicom.dcmread(get_testdata_file("rtstruct.dcm"), force=True)
        contours.file_meta.MediaStorageSOPClassUID, contours.file_meta.TransferSyntaxUID = contours.SOPClassUID, "1.2.840.10008.1.2"
        contours.file_meta.MediaStorageSOPInstanceUID = contours.SOPInstanceUID
        made = [surface(), model("104.3", "model/stl"), model("104.4", "model/obj"), model("104.5", "model/mtl"), *localizers(), *renderings(),
                dose, contours]
        for number, one in enumerate(made):
            one.save_as(cls.at("in", f"{number:02}.dcm"), write_like_original=False)
        cls.project = cls.at("project")
        cls.cli("new", cls.project)
        cls.cli("import", cls.project, cls.at("in"))
        cls.cli("run", cls.project, "--mode", "quick")

    def asked(self):
        return {one["reasons"][0] if one["reasons"][0] != "volume" else one["reasons"][1]: one
                for one in self.cli("findings", self.project)["findings"] if one["kind"] == "face"}

    def decide(self, finding, verdict, reason, expected=0):
        return self.cli("decide", self.project, "--finding", finding["id"], "--verdict", verdict, "--reason", reason, expected=expected)

    def test_eachIsAskedAboutByItsRuleAndStaysOutUntilThen(self):
        asked = self.asked()
        self.assertEqual(set(asked), {"skin-segment", "profile", "no-geometry", "dose-grid", "skin-contour"})
        for finding in asked.values():
            self.assertEqual((finding["state"], finding["proposed"]), ("open", "remove"))
        self.assertEqual({rule for rule, finding in asked.items() if "replace" in finding["verdicts"]} & {"profile", "no-geometry", "skin-segment"}, set())

    def test_eachCanBeLeftOutOrKeptByAPersonAndWhatCannotBeCutSaysSo(self):
        for rule, finding in self.asked().items():
            for reason in ("no-face", "face-kept"):
                self.decide(finding, "keep", reason)
            self.decide(finding, "remove", "")
            self.cli("undo", self.project)
            self.cli("undo", self.project)
            self.cli("undo", self.project)
            if rule == "skin-segment":
                self.assertIn("none of its files can be cut", str(self.decide(finding, "replace", "with-head", expected=1)))

    def test_whatIsPrintedGoesByItself(self):
        out = self.at("draft")
        self.cli("deidentify", self.at("in"), "--out", out, expected=(0, 3))
        models = [one for one in map(pydicom.dcmread, Path(out).glob("**/*.dcm")) if one.SOPClassUID.startswith(ROOT + "104.")]
        self.assertEqual(len(models), 3)
        for one in models:
            self.assertNotIn(FACE, Path(one.filename).read_bytes())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
