# SPDX-License-Identifier: Apache-2.0
"""Shapes of boxes and templates of devices by command line; pydicom and numpy say which pixels a shape touches.

cli_boxes_test.py PROGRAM
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import numpy
import pydicom
from pydicom.data import get_testdata_file

PROGRAM = sys.argv[1]
ELLIPSE = {"x": 20, "y": 30, "w": 41, "h": 24, "shape": "ellipse"}
TRIANGLE = {"x": 70, "y": 20, "w": 40, "h": 60, "shape": "polygon",
            "outline": [{"x": 70, "y": 20}, {"x": 110, "y": 50}, {"x": 80, "y": 80}]}


def insideEllipse(x, y):
    return ((x - 40.5) / 20.5) ** 2 + ((y - 42) / 12) ** 2 < 1


def insideTriangle(x, y):
    corners = [(corner["x"], corner["y"]) for corner in TRIANGLE["outline"]]
    sides = [(b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) for a, b in zip(corners, corners[1:] + corners[:1])]
    return numpy.all([side > 0 for side in sides], axis=0)


def touched(inside, rows, columns, steps=40):
    """Pixels in which any of many points is inside."""
    y, x = numpy.mgrid[0:rows * steps, 0:columns * steps]
    fine = inside((x + .5) / steps, (y + .5) / steps)
    return fine.reshape(rows, steps, columns, steps).any(axis=(1, 3))


class Boxes(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="safelight-boxes-")
        os.mkdir(self.at("in"))
        self.ct = shutil.copy(get_testdata_file("CT_small.dcm"), self.at("in"))

    def tearDown(self):
        shutil.rmtree(self.root)

    def at(self, *names):
        return os.path.join(self.root, *names)

    def written(self, name, content):
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write(content if isinstance(content, str) else json.dumps(content))
        return self.at(name)

    def cli(self, *arguments, expected=0):
        result = self.at("result.json")
        done = subprocess.run([PROGRAM, *arguments, "--json", result], capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, expected, f"{arguments}\n{done.stdout}\n{done.stderr}")
        with open(result, encoding="utf-8") as file:
            return json.load(file), done.stdout + done.stderr

    def makeProject(self, name):
        self.cli("new", self.at(name))
        self.cli("import", self.at(name), self.at("in"))
        return self.at(name)

    def test_redactBlanksThePixelsThatAShapeTouches(self):
        boxes = self.written("boxes.json", {"files": [{"path": self.ct, "boxes": [ELLIPSE, TRIANGLE]}]})
        row = self.cli("redact", self.ct, "--boxes", boxes, "--out", self.at("out"), "--fill", "-2000")[0]["files"][0]
        self.assertEqual(row["outside_changed"], 0)
        self.assertEqual([box["box_used"]["shape"] for box in row["boxes"]], ["ellipse", "polygon"])
        before = pydicom.dcmread(self.ct).pixel_array
        changed = pydicom.dcmread(self.at("out", row["output"])).pixel_array != before
        wanted = touched(insideEllipse, *before.shape) | touched(insideTriangle, *before.shape)
        self.assertTrue(changed[wanted].all(), "every pixel that a shape touches is gone")
        self.assertLessEqual(int((changed & ~wanted).sum()), 12, "beside it only what it meets between the points")

    def test_aShapeThatNobodyKnowsIsRefused(self):
        for box in ({**ELLIPSE, "shape": "star"}, {**TRIANGLE, "outline": TRIANGLE["outline"][:2]},
                    {**TRIANGLE, "w": 10}):
            boxes = self.written("boxes.json", {"files": [{"path": self.ct, "boxes": [box]}]})
            done = subprocess.run([PROGRAM, "redact", self.ct, "--boxes", boxes, "--out", self.at("out")],
                                  capture_output=True, text=True, timeout=300)
            self.assertNotEqual(done.returncode, 0, box)
            shutil.rmtree(self.at("out"), ignore_errors=True)

    def test_boxAddTakesOneShape(self):
        project = self.makeProject("project")
        self.cli("box", project, "add", "--item", "i1", "--ellipse", "5,6,20,10")
        self.cli("box", project, "add", "--item", "i1", "--polygon", "1,1", "40,5", "20,30")
        boxes = self.cli("box", project, "list")[0]["boxes"]
        self.assertEqual(sorted(box["box"]["shape"] for box in boxes), ["ellipse", "polygon"])
        for wrong in (["--rect", "1,1,5,5", "--ellipse", "1,1,5,5"], ["--polygon", "1,1", "5,5"], ["--polygon", "1,1", "5,5", "9,9,9"],
                      ["--polygon", "1,5", "9,5", "4,5"], ["--ellipse", "120,0,20,20"]):
            self.cli("box", project, "add", "--item", "i1", *wrong, expected=1)
        self.assertEqual(len(self.cli("box", project, "list")[0]["boxes"]), 2)

    def test_templatesGoFromProjectToProjectAsAFileWithoutText(self):
        first = self.makeProject("first")
        self.cli("box", first, "add", "--item", "i1", "--rect", "5,6,20,10")
        self.cli("templates", first, "export", "--out", self.at("devices.json"))
        with open(self.at("devices.json"), encoding="utf-8") as file:
            text = file.read()
        patient = pydicom.dcmread(self.ct)
        for value in (str(patient.PatientName), patient.PatientID, patient.StudyInstanceUID, patient.StudyDate):
            self.assertNotIn(value, text)
        self.cli("templates", first, "export", "--out", self.at("devices.json"), expected=1)

        second = self.makeProject("second")
        result = self.cli("templates", second, "import", self.at("devices.json"))[0]
        self.assertEqual((result["templates"], result["proposed"]), (1, 1))
        finding = self.cli("findings", second, "--open")[0]["findings"][0]
        self.assertEqual((finding["box"]["x"], finding["reasons"], finding["state"]), (5, ["device-template"], "open"))
        self.cli("decide", second, "--finding", finding["id"], "--verdict", "keep")
        self.assertEqual(self.cli("templates", second, "import", self.at("devices.json"))[0]["proposed"], 0)

    def test_templatesAreTakenAwayAndBroughtBack(self):
        project = self.makeProject("project")
        script = self.written("site.script", '{ Modality.equals("CT") } (0,0,100,20)\n{ Modality.equals("CT") } (0,90,9,9)')
        self.cli("templates", project, "import", script)
        first, second = self.cli("templates", project, "list")[0]["templates"]
        self.assertNotIn("removed", first)

        self.assertTrue(self.cli("templates", project, "remove", first["id"])[0]["removed"])

        self.assertEqual([one.get("removed") for one in self.cli("templates", project, "list")[0]["templates"]], [True, None])
        self.assertEqual(len(self.cli("findings", project, "--open")[0]["findings"]), 2, "what was proposed stays")
        self.cli("templates", project, "export", "--out", self.at("kept.json"))
        with open(self.at("kept.json"), encoding="utf-8") as file:
            self.assertEqual([one["boxes"] for one in json.load(file)["templates"]], [second["boxes"]])
        self.cli("templates", project, "remove", first["id"], expected=1)
        self.cli("templates", project, "remove", "t0", expected=1)
        self.cli("templates", project, "remove", expected=1)
        self.cli("undo", project)
        self.cli("templates", project, "restore", first["id"], expected=1)
        self.cli("templates", project, "remove", first["id"])
        self.cli("templates", project, "restore", first["id"])
        self.assertNotIn("removed", self.cli("templates", project, "list")[0]["templates"][0])

    def test_scriptsOfCtpBecomeProposals(self):
        script = self.written("DicomPixelAnonymizer.script", """A comment
{ Modality.equals("CT") * [0008,0070].containsIgnoreCase("ge medical") } (0,0,500,20)
{ [0040,0310].contains("DLP") } (0,0,5,5)
""")
        project = self.makeProject("project")
        result = self.cli("templates", project, "import", script)[0]
        self.assertEqual((result["templates"], result["proposed"], len(result["not_read"])), (1, 1, 1))
        box = self.cli("findings", project, "--open")[0]["findings"][0]["box"]
        self.assertEqual((box["width"], box["height"]), (128, 20), "cut at the image's edge")
        self.cli("templates", project, "import", self.written("words.txt", "no script"), expected=1)
        self.cli("templates", project, "import", self.ct, expected=1)
        self.cli("templates", project, "list", self.ct, expected=1)


unittest.main(argv=sys.argv[:1])
