# SPDX-License-Identifier: Apache-2.0
"""A face cut out inside a project: decided, written, looked at again, signed, released; judged by pydicom and dciodvfy.

cli_cut_test.py PROGRAM SHARED
"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pydicom

PROGRAM, SHARED = sys.argv[1:3]
HEAD = Path(SHARED, "testdata", "heads", "mr-face-ch2")
BRAIN = Path(SHARED, "testdata", "heads", "ct-abdomen-negative")


def errorsOf(path):
    run = subprocess.run(["dciodvfy", path], capture_output=True, text=True, check=False)
    return {line for line in run.stderr.splitlines() if line.startswith("Error")}


def byPlace(paths):
    files = (pydicom.dcmread(path) for path in paths)
    return {float(one.ImagePositionPatient[2]): one for one in files}


@unittest.skipUnless(HEAD.is_dir(), "the shared test data are not here")
class Cut(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-cut-"))
        cls.project, cls.out = cls.root / "project", cls.root / "out"
        (cls.root / "secret").write_text("long enough\n", encoding="utf-8")
        (cls.root / "secret").chmod(0o600)
        cls.cli("new", cls.project)
        cls.cli("import", cls.project, HEAD)
        cls.first = cls.cli("run", cls.project, "face")
        cls.finding = cls.cli("findings", cls.project)["findings"][0]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def cli(cls, *arguments, expected=0):
        run = subprocess.run([PROGRAM, *map(str, arguments), "--json", "-"], capture_output=True, text=True, timeout=600, check=False)
        assert run.returncode == expected, f"{arguments}\n{run.stdout}\n{run.stderr}"
        return json.loads(run.stdout)

    @classmethod
    def decide(cls, verdict, reason, expected=0):
        return cls.cli("decide", cls.project, "--finding", cls.finding["id"], "--verdict", verdict, "--reason", reason,
                       expected=expected)

    def blocks(self):
        return {one["code"] for one in self.cli("status", self.project)["blocks_signing"]}

    def test_1_theHeadIsAssessedOnceAndItsClassIsTold(self):
        self.assertEqual(self.first["heads_examined"], 1)
        self.assertEqual(self.cli("run", self.project, "face")["heads_examined"], 0)
        head = self.finding["head"]
        self.assertEqual((self.finding["kind"], head["class"], head["anchor"]["ok"]), ("face", "A", True))
        self.assertEqual((head["hits"]["of"], head["files_that_cannot_be_cut"]), (42, 0))
        self.assertEqual(head["usual_cut"], "wedge")
        self.assertIn("replace", self.finding["verdicts"])

    def test_2_aDecisionThatIsNoCutIsRefused(self):
        for reason in ("", "blur", "wedge,margin=400", "wedge; despite brain", "wedge; despite"):
            answer = self.decide("replace", reason, expected=1)
            self.assertIn("no cut", answer["error"]["place"], reason)

    def test_3_aCutThatLeavesTheFaceBlocksTheSignatureAndSaysWhy(self):
        self.decide("replace", "wedge,margin=40")
        self.assertIn("open-cuts", self.blocks())
        self.assertEqual(self.cli("run", self.project, "profile")["cuts_checked"], 1)
        status = self.cli("status", self.project)
        failures = set(status["open_cuts"][0]["failures"])
        self.assertTrue(failures and failures <= {"hits", "landmarks", "relief"}, failures)
        self.decide("replace", "wedge,margin=40; despite " + " ".join(sorted(failures)))
        self.cli("run", self.project, "profile")
        self.assertEqual(self.cli("status", self.project)["open_cuts"], [])
        self.cli("undo", self.project)
        self.cli("undo", self.project)

    def test_4_aCutThatPassesIsSignedAndReleased(self):
        self.decide("replace", "wedge")
        middle = self.cli("list", self.project, "--level", "instance")["items"][60]["id"]
        self.cli("box", self.project, "add", "--item", middle, "--frames", "1-1", "--rect", "90,100,10,8")
        self.assertEqual(self.cli("run", self.project, "profile")["cuts_checked"], 1)
        self.assertEqual(self.cli("run", self.project, "profile")["cuts_checked"], 0)
        heads = [one["head"] for one in self.cli("findings", self.project)["findings"] if one["kind"] == "face"]
        defaced = heads[0]["defaced"]
        self.assertTrue(defaced["passed"], defaced)
        items = [one["id"] for one in self.cli("list", self.project, "--level", "series")["items"]]
        self.cli("decide", self.project, "--item", items[0], "--verdict", "clean")
        self.assertEqual(self.blocks(), set())
        self.cli("sign", self.project, "--reviewer", "r1", "--name", "Rita Reader", "--role", "curator", "--meaning", "review",
                 "--passphrase-file", self.root / "secret")
        self.cli("release", self.project, "--out", self.out, "--access", "public")
        self.cli("verify", self.out)
        faces = json.loads((self.out / "report.json").read_text("utf-8"))["faces"]
        heads = faces.pop("heads_cut")
        self.assertEqual([(len(one["landmarks"]), one["hits"][1], one["views"]) for one in heads], [(2, 0, 42)])
        self.assertGreater(heads[0]["landmarks"][0], heads[0]["landmarks"][1])
        self.assertEqual(faces, {"absent": 0, "left_out": 0, "cut_out": 1, "followers_cut": 0, "kept": 0, "kept_back": 0, "pictures_searched": 0,
                                 "pictures_not_whole": 0, "in_pictures_blanked": 0, "in_pictures_kept": 0, "in_pictures_absent": 0})

    def test_5_theReleasedFilesSaySoAndNothingElseIsChanged(self):
        before, after = byPlace(HEAD.glob("*.dcm")), byPlace(self.out.glob("images/**/*.dcm"))
        self.assertEqual(before.keys(), after.keys())
        untouched = 0
        for place, new in after.items():
            old = before[place]
            codes = [item.CodeValue for item in new.DeidentificationMethodCodeSequence]
            self.assertIn("113102", codes)
            self.assertEqual((new[0x0028, 0x0302].value, new.ImageType[0]), ("NO", "DERIVED"))
            self.assertNotEqual(old.SOPInstanceUID, new.SOPInstanceUID)
            untouched += old.PixelData == new.PixelData
            changed = new.pixel_array[old.pixel_array != new.pixel_array]
            self.assertLessEqual(len(set(changed.tolist())), 2, "the cut's value, and a box's")
        self.assertGreater(untouched, 20)
        self.assertLess(untouched, len(after))
        paths = sorted(self.out.glob("images/**/*.dcm"))
        originals = sorted(HEAD.glob("*.dcm"))
        self.assertLessEqual(errorsOf(paths[0]), errorsOf(originals[0]))

    def test_7_theCutThatIsUsualForAHeadIsToldBeforeAnybodyDecides(self):
        project, low = self.root / "short", self.root / "field-ends-below-the-eyes"
        low.mkdir()
        for _, one in sorted(byPlace(HEAD.glob("*.dcm")).items())[10:]:
            shutil.copy(one.filename, low)
        self.cli("new", project)
        self.cli("import", project, low)
        self.cli("run", project, "face")
        finding = self.cli("findings", project)["findings"][0]
        self.assertEqual(finding["head"]["usual_cut"], "wedge,tilt=-8")
        self.cli("decide", project, "--finding", finding["id"], "--verdict", "replace", "--reason", finding["head"]["usual_cut"])
        self.cli("run", project, "profile")
        self.assertEqual(self.cli("status", project)["open_cuts"], [])

    def test_6_whereNoHeadLiesOnlyACutByHandIsPossible(self):
        project = self.root / "other"
        self.cli("new", project)
        self.cli("import", project, BRAIN)
        self.cli("run", project, "face")
        finding = self.cli("findings", project)["findings"][0]
        self.assertNotEqual(finding["head"]["class"], "A")
        arguments = ("decide", project, "--finding", finding["id"], "--verdict", "replace", "--reason")
        if not finding["head"]["anchor"]["ok"]:
            answer = self.cli(*arguments, "wedge", expected=1)
            self.assertIn("by hand", answer["error"]["place"])
        self.cli(*arguments, "manual,ball=0/0/0/5")


@unittest.skipUnless(HEAD.is_dir(), "the shared test data are not here")
class SameFrame(unittest.TestCase):
    """One frame of reference in a project: a head, its lowest slices, and then the same head after it moved."""

    UID = "1.2.826.0.1.3680043.10.999.41."

    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-same-frame-"))
        cls.project = cls.root / "project"
        slices = [one for _, one in sorted(byPlace(HEAD.glob("*.dcm")).items())]
        pixels = [one.PixelData for one in slices]
        last = len(slices) - 1
        cls.save("whole", 1, slices[::2])
        cls.save("low", 2, slices[:28])
        for place, one in enumerate(slices):
            one.PixelData = pixels[min(place + 12, last)] # 18 mm down
        cls.save("moved", 3, slices[::2])
        Cut.cli("new", cls.project)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def save(cls, name, number, slices):
        (cls.root / name).mkdir()
        for place, one in enumerate(slices):
            one.SeriesInstanceUID = f"{cls.UID}{number}"
            one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = f"{cls.UID}{number}.{place + 1}"
            one.save_as(cls.root / name / f"{place:03}.dcm")

    def faces(self):
        return {one["item"]: one for one in Cut.cli("findings", self.project)["findings"] if one["kind"] == "face"}

    def test_aHeadTakesThePlaceOfAnotherAndLosesItWhenAThirdContradicts(self):
        Cut.cli("import", self.project, self.root / "whole", self.root / "low")
        Cut.cli("run", self.project, "face")
        methods = {one["head"]["anchor"]["method"]: one for one in self.faces().values()}
        self.assertEqual(set(methods), {"registration", "given"})
        for one in methods.values():
            Cut.cli("decide", self.project, "--finding", one["id"], "--verdict", "replace", "--reason", "wedge")
        self.assertEqual(Cut.cli("run", self.project, "profile")["cuts_checked"], 2)
        status = Cut.cli("status", self.project)
        self.assertEqual((status["open_cuts"], status["left_out"]), ([], []))

        Cut.cli("import", self.project, self.root / "moved")
        Cut.cli("run", self.project, "face")
        low = self.faces()[methods["given"]["item"]]
        self.assertEqual((low["head"]["anchor"]["ok"], low["head"]["reasons"][0]), (False, "anchor-rejected"))
        reasons = [one["reason"] for one in Cut.cli("status", self.project)["left_out"]]
        self.assertEqual(len([one for one in reasons if "where the head lies is not sure" in one]), 28)


@unittest.skipUnless(HEAD.is_dir(), "the shared test data are not here")
class FaceCases(unittest.TestCase):
    """A known case that shows a head as it was before its face was cut out; no file is made of it."""

    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-face-cases-"))
        cls.project = cls.root / "project"
        (cls.root / "in").mkdir()
        for one in sorted(HEAD.glob("*.dcm"))[::2]:
            shutil.copy(one, cls.root / "in")
        (cls.root / "secret").write_text("long enough\n", encoding="utf-8")
        (cls.root / "secret").chmod(0o600)
        cls.cli("new", cls.project)
        cls.cli("import", cls.project, cls.root / "in")
        for person in ("planter", "checker", "reader"):
            cls.cli("reviewer", cls.project, "add", "--id", person, "--name", person.title() + " Person", "--role", "curator",
                    "--passphrase-file", cls.root / "secret")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def cli(cls, *arguments):
        return Cut.cli(*arguments)

    def plant(self):
        self.cli("cases", self.project, "plant", "--as", "planter", "--seed", "one", "--count", "12")
        return self.cli("cases", self.project, "check", "--as", "checker")["cases"]

    def decideAboutTheHead(self, verdict, reason):
        head = next(one for one in self.cli("findings", self.project)["findings"] if one["kind"] == "face")
        self.cli("decide", self.project, "--finding", head["id"], "--verdict", verdict, "--reason", reason)
        return self.cli("run", self.project, "profile")["cuts_checked"]

    def test_aHeadThatWasCutIsPlantedWithItsFaceAndScored(self):
        self.cli("run", self.project, "face")
        self.decideAboutTheHead("keep", "no-face")
        self.assertNotIn("face", {one["kind"] for one in self.plant()}, "nothing was cut out")
        self.cli("cases", self.project, "remove")
        self.assertEqual(self.decideAboutTheHead("replace", "wedge"), 1)
        candidates = len(list((self.project / "candidates").rglob("*")))

        faces = [one for one in self.plant() if one["kind"] == "face"]

        self.assertEqual(len(faces), 1, "one for each head that is cut")
        face = faces[0]
        items = {one["id"] for one in self.cli("list", self.project, "--level", "instance")["items"]}
        self.assertIn(face["carrier"], items)
        self.assertEqual((face["category"], face["words"], face["practice"]), ("face", "", False))
        self.cli("cases", self.project, "check", "--as", "checker", "--case", "all", "--verdict", "fits")
        self.cli("decide", self.project, "--item", face["id"], "--verdict", "found", "--category", "face", "--as", "reader")
        score = self.cli("cases", self.project, "remove")["score"]
        self.assertEqual(score["readers"][0]["byKind"], {"face": {"shown": 1, "found": 1}})
        self.assertEqual(len(list((self.project / "candidates").rglob("*"))), candidates, "no file was made of it")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
