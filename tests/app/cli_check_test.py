# SPDX-License-Identifier: Apache-2.0
"""The check-up: every fault that is planted is found, with its files, and a collection without faults has none.

cli_check_test.py PROGRAM
"""

import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import pydicom
from pydicom.data import get_testdata_file
from pydicom.uid import generate_uid

PROGRAM = sys.argv[1]


class Check(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="safelight-check-")
        os.mkdir(self.at("in"))
        self.source = pydicom.dcmread(get_testdata_file("CT_small.dcm"))
        for word in ("SmallestImagePixelValue", "LargestImagePixelValue"):
            self.source.pop(word, None)
        self.source.PatientSex, self.source.PatientBirthDate = "F", "19500101"

    def tearDown(self):
        shutil.rmtree(self.root)

    def at(self, *names):
        return os.path.join(self.root, *names)

    def stack(self, slices=6, name="a", step=2.5):
        """Slices of one series, written and told by path."""
        files = []
        for number in range(slices):
            one = copy.deepcopy(self.source)
            one.SeriesInstanceUID = generate_uid(entropy_srcs=["series", name])
            one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[name, str(number)])
            one.InstanceNumber = number + 1
            one.ImagePositionPatient = [-158.1, -179.0, -75.7 + step * number]
            files.append([self.at("in", f"{name}{number}.dcm"), one])
        return files

    def write(self, files):
        for path, one in files:
            one.save_as(path)
        return files

    def check(self, *arguments, expected=0):
        done = subprocess.run([PROGRAM, "check", *arguments, "--json", "-"], capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, expected, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def found(self, result, kind):
        return [(row["place"], sorted(map(os.path.basename, row["files"]))) for row in result["findings"] if row["kind"] == kind]

    def test_aCollectionWithoutFaultsHasNone(self):
        self.write(self.stack())
        result = self.check(self.at("in"))
        self.assertEqual(result["findings"], [])
        self.assertEqual(result["files"], {"in": 6, "dicom": 6})
        self.assertEqual(len(result["series"]), 1)
        self.assertIn("dates", result["series"][0]["flags"])

    def test_everyPlantedFaultIsFoundWithItsFiles(self):
        files = self.stack()
        del files[2:4]
        files[0][1].PatientName = "Somebody^Else"
        files[1][1].Rows = files[1][1].Rows
        del files[1][1].StudyID
        files[2][1].PatientID = "another"
        other = self.stack(3, "b")
        other[0][1].PixelSpacing = [1, 2]
        other[1][1].FrameOfReferenceUID = "1.2.3"
        other[2][1].StudyInstanceUID = "1.2.3.4"
        self.write(files + other)
        shutil.copy(files[0][0], self.at("in", "copy.dcm"))
        twin = copy.deepcopy(files[1][1])
        twin.StudyDescription = "another"
        twin.save_as(self.at("in", "twin.dcm"))
        with open(self.at("in", "notes.txt"), "w", encoding="utf-8") as file:
            file.write("hello")
        result = self.check(self.at("in"), expected=3)

        a, b = (generate_uid(entropy_srcs=["series", name]) for name in "ab")
        self.assertEqual(self.found(result, "missing-slices")[0][0], a)
        self.assertTrue(any(row["words"].startswith("2 of 6") for row in result["findings"] if row["kind"] == "missing-slices"))
        self.assertEqual(self.found(result, "inconsistent-geometry"), [(b, ["b0.dcm", "b1.dcm", "b2.dcm"])])
        self.assertEqual(len(self.found(result, "inconsistent-series")), 2)
        self.assertEqual(len(self.found(result, "mixed-patient")), 1)
        self.assertEqual(len(self.found(result, "mixed-study")), 1)
        self.assertIn(["a0.dcm", "copy.dcm"], [names for _, names in self.found(result, "duplicate")])
        self.assertIn(["a1.dcm", "twin.dcm"], [names for _, names in self.found(result, "same-uid")])
        self.assertEqual(self.found(result, "set-aside"), [("", ["notes.txt"])])
        self.assertIn(("(0020,0010) Type 2", ["a1.dcm", "twin.dcm"]), self.found(result, "missing-attribute"))
        for value in ("Somebody", "another", self.source.PatientID):
            self.assertNotIn(value, json.dumps(result["findings"]))

    def test_aStructureSetWithoutItsImagesIsAnOrphan(self):
        plan = pydicom.dcmread(get_testdata_file("rtplan.dcm"))
        shutil.copy(get_testdata_file("rtplan.dcm"), self.at("in", "plan.dcm"))
        result = self.check(self.at("in"))
        self.assertEqual(self.found(result, "orphan-reference"), [(str(plan.SOPInstanceUID), ["plan.dcm"])])

    def test_onlyWhatEveryObjectOfTheKindNeedsIsAskedFor(self):
        """A content item of a structured report has the attributes of its Value Type, not those of all."""
        shutil.copy(get_testdata_file("test-SR.dcm"), self.at("in", "report.dcm"))
        places = {place for place, _ in self.found(self.check(self.at("in")), "missing-attribute")}
        self.assertFalse(places & {"(0070,0022) Type 1", "(0008,1199) Type 1", "(0040,A168) Type 1", "(0040,A300) Type 2"}, places)

    def test_aListOfTheSiteIsCompared(self):
        self.write(self.stack())
        with open(self.at("list.csv"), "w", encoding="utf-8") as file:
            file.write(f"patient_id,series,instances\n{self.source.PatientID},1,7\nmissing,1,1\n")
        result = self.check(self.at("in"), "--expected", self.at("list.csv"))
        words = [row["words"] for row in result["findings"]]
        self.assertEqual(sorted(words), ["0 instances instead of 1", "0 series instead of 1", "6 instances instead of 7"])
        with open(self.at("other.csv"), "w", encoding="utf-8") as file:
            file.write("patient_id\nsomebody\n")
        result = self.check(self.at("in"), "--expected", self.at("other.csv"))
        self.assertEqual(sorted(result["counts"]), ["count-differs", "not-expected"])
        for text in ("colour\nred\n", "patient_id,instances\na,many\n"):
            with open(self.at("bad.csv"), "w", encoding="utf-8") as file:
                file.write(text)
            self.check(self.at("in"), "--expected", self.at("bad.csv"), expected=1)

    def test_aListOfNothingOrWithAColumnTwiceIsRefused(self):
        for text in ("", "patient_id,series\n", "patient_id,patient_id\nP1,P2\n"):
            with open(self.at("nothing.csv"), "w", encoding="utf-8") as file:
                file.write(text)
            self.check(self.at("in"), "--expected", self.at("nothing.csv"), expected=1)

    def test_aProjectIsCheckedLikeItsInputs(self):
        files = self.stack()
        del files[2]
        self.write(files)
        shutil.copy(files[0][0], self.at("in", "copy.dcm"))
        for arguments in (("new", self.at("project")), ("import", self.at("project"), self.at("in"))):
            subprocess.run([PROGRAM, *arguments], check=False, capture_output=True)
        result = self.check(self.at("project"))
        self.assertEqual(result["counts"], {"duplicate": 1, "missing-slices": 1})
        self.assertEqual(result["files"], {"in": 6, "dicom": 5})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
