# SPDX-License-Identifier: Apache-2.0
"""`face`: what it says of heads, what it cuts out of their files, and what it leaves; judged by pydicom and dciodvfy.

cli_face_test.py PROGRAM SHARED
"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pydicom

import face_command

PROGRAM, SHARED = sys.argv[1:3]
HEADS = Path(SHARED, "testdata", "heads")
LOW = "1.2.826.0.1.3680043.10.999.8"
GEOMETRY = ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "Rows", "Columns", "FrameOfReferenceUID")
IDENTITY = ("PatientName", "PatientID", "SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID")


def errorsOf(path):
    run = subprocess.run(["dciodvfy", path], capture_output=True, text=True, check=False)
    return {line for line in run.stderr.splitlines() if line.startswith("Error")}


def enhanced(folder, target):
    """All slices of a series as the frames of one Enhanced MR image, the last slice first."""
    slices = sorted((pydicom.dcmread(path) for path in folder.glob("*.dcm")), key=lambda one: -one.ImagePositionPatient[2])
    whole = slices[0]
    whole.SOPClassUID = whole.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.4.1"
    whole.NumberOfFrames = len(slices)
    measures, orientation, shared = pydicom.Dataset(), pydicom.Dataset(), pydicom.Dataset()
    measures.PixelSpacing, orientation.ImageOrientationPatient = whole.PixelSpacing, whole.ImageOrientationPatient
    shared.PixelMeasuresSequence, shared.PlaneOrientationSequence = [measures], [orientation]
    whole.SharedFunctionalGroupsSequence = [shared]
    groups = []
    for one in slices:
        position, group = pydicom.Dataset(), pydicom.Dataset()
        position.ImagePositionPatient = list(one.ImagePositionPatient)
        group.PlanePositionSequence = [position]
        groups.append(group)
    whole.PerFrameFunctionalGroupsSequence = groups
    whole.PixelData = b"".join(one.PixelData for one in slices)
    for name in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing"):
        delattr(whole, name)
    target.mkdir()
    whole.save_as(target / "enhanced.dcm")
    return whole


def lowest(folder, target, count):
    """The lowest slices as a series of its own in the same frame of reference: too little to find a head in."""
    slices = sorted((pydicom.dcmread(path) for path in folder.glob("*.dcm")), key=lambda one: one.ImagePositionPatient[2])
    target.mkdir()
    for number, one in enumerate(slices[:count]):
        one.SeriesInstanceUID = LOW
        one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = f"{LOW}.{number + 1}"
        one.save_as(target / f"{number:03}.dcm")
    return target


def bySop(*folders):
    files = (pydicom.dcmread(path) for folder in folders for path in sorted(folder.glob("*.dcm")))
    return {dataset.SOPInstanceUID: dataset for dataset in files}


@unittest.skipUnless(HEADS.is_dir(), "the shared test data are not here")
class Face(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-face-"))
        cls.low = lowest(HEADS / "mr-face-ch2", cls.root / "low", 28)
        cls.code, cls.answer, cls.words = cls.face(HEADS / "mr-face-ch2", cls.low, "--deface", "--out", cls.root / "out", "--render",
                                                   cls.root / "both.png", "--views", "2")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def face(cls, *arguments):
        return face_command.face(PROGRAM, cls.root / "result.json", *arguments)

    def test_aFaceIsOneAndTheCutPassesEveryCheck(self):
        self.assertEqual(self.code, 0, self.words)
        series = self.answer["series"][0]
        self.assertEqual(series["class"], "A")
        self.assertTrue(series["anchor"]["ok"])
        defaced = series["defaced"]
        self.assertTrue(defaced["passed"], defaced["failures"])
        self.assertEqual(defaced["method"], "wedge")
        self.assertEqual((defaced["hits_after"]["n"], defaced["hits_after"]["of"]), (0, 42))
        self.assertEqual((defaced["protected_voxels_changed"], defaced["voxels_changed_outside"]), (0, 0))
        self.assertLess(defaced["share_of_head"], 0.25)
        self.assertNotIn("safe", json.dumps(self.answer).lower())

    def test_aSeriesInWhichNoHeadIsFoundTakesTheCutOfItsFrameOfReference(self):
        low = self.answer["series"][1]
        self.assertEqual((low["uid"], low["anchor"]["method"]), (LOW, "given"))
        self.assertTrue(low["defaced"]["passed"], low["defaced"]["failures"])
        cut, whole = bySop(self.root / "out"), bySop(HEADS / "mr-face-ch2")
        height = {float(one.ImagePositionPatient[2]): uid for uid, one in whole.items()}
        pairs = [(one, cut[height[float(one.ImagePositionPatient[2])]]) for uid, one in cut.items() if uid.startswith(LOW)]
        self.assertEqual(sum(int((one.pixel_array != other.pixel_array).sum()) for one, other in pairs), 0)

    def test_onlyTheCutIsChangedAndTheRestStaysByteForByte(self):
        before, after = bySop(HEADS / "mr-face-ch2", self.low), bySop(self.root / "out")
        self.assertEqual(before.keys(), after.keys())
        untouched = changed = 0
        values = set()
        for uid, old in before.items():
            new = after[uid]
            for name in GEOMETRY + IDENTITY:
                self.assertEqual(old.get(name), new.get(name), name)
            self.assertEqual(new.ImageType[0], "DERIVED")
            if old.PixelData == new.PixelData:
                untouched += 1
                continue
            differs = old.pixel_array != new.pixel_array
            changed += int(differs.sum())
            values.update(new.pixel_array[differs].tolist())
        self.assertGreater(untouched, 20)
        self.assertEqual(changed, sum(one["defaced"]["voxels_changed"] for one in self.answer["series"]))
        self.assertEqual(len(values), 1)

    def test_theFilesAreAsGoodDicomAsTheyWere(self):
        written = sorted((self.root / "out").glob("*.dcm"))
        originals = {pydicom.dcmread(path, stop_before_pixels=True).SOPInstanceUID: path
                     for folder in (HEADS / "mr-face-ch2", self.low) for path in folder.glob("*.dcm")}
        for path in written[::40]:
            uid = pydicom.dcmread(path, stop_before_pixels=True).SOPInstanceUID
            self.assertLessEqual(errorsOf(path), errorsOf(originals[uid]), path.name)

    def test_theFolderIsAPartAndSaysSo(self):
        manifest = json.loads((self.root / "out" / "manifest.json").read_text("utf-8"))
        self.assertEqual(manifest["status"], "part")
        self.assertEqual({pixel for row in manifest["files"] for pixel in row["pixels"]}, {"defaced", "untouched"})
        self.assertTrue((self.root / "out" / "NOT-RELEASED.txt").exists())
        self.assertTrue((self.root / "both.png").read_bytes().startswith(b"\x89PNG"))

    def test_anAbdomenIsNoFaceAndNothingIsCutOutOfIt(self):
        code, answer, _ = self.face(HEADS / "ct-abdomen-negative", "--deface", "--out", self.root / "abdomen")
        self.assertEqual(code, 1)
        self.assertEqual(answer["error"]["code"], "unsupported")
        self.assertIn("anchor-rejected", answer["error"]["place"])
        self.assertFalse((self.root / "abdomen").exists())

    def test_theFramesOfOneFileAreAVolumeTooAndAreCutAsTheirSlicesWere(self):
        before = enhanced(HEADS / "mr-face-ch2", self.root / "enhanced")
        code, answer, words = self.face(self.root / "enhanced", "--deface", "--out", self.root / "enhanced-out")
        self.assertEqual(code, 0, words)
        self.assertEqual(answer["series"][0]["class"], "A")
        self.assertTrue(answer["series"][0]["defaced"]["passed"])
        (written,) = sorted((self.root / "enhanced-out").glob("*.dcm"))
        after = pydicom.dcmread(written)
        self.assertEqual(after.PerFrameFunctionalGroupsSequence, before.PerFrameFunctionalGroupsSequence)
        differs = before.pixel_array != after.pixel_array
        self.assertEqual(int(differs.sum()), answer["series"][0]["defaced"]["voxels_changed"])
        single = [one for uid, one in bySop(self.root / "out").items() if not uid.startswith(LOW)]
        frames = sorted(single, key=lambda one: -one.ImagePositionPatient[2])
        wrong = sum(int((frame.pixel_array != cut).sum()) for frame, cut in zip(frames, after.pixel_array))
        self.assertEqual(wrong, 0)

    def test_whatMakesNoVolumeIsUndecidedWithItsReason(self):
        few = self.root / "few"
        few.mkdir()
        for path in sorted((HEADS / "mr-face-ch2").glob("*.dcm"))[:5]:
            shutil.copy(path, few)
        code, answer, _ = self.face(few)
        self.assertEqual(code, 0)
        self.assertEqual((answer["series"][0]["class"], answer["series"][0]["reasons"]), ("U", ["too-few-slices"]))

    def test_theManifestCountsWhatStayedBehindToo(self):
        few = self.root / "behind"
        few.mkdir()
        for path in sorted((HEADS / "ct-abdomen-negative").glob("*.dcm"))[:3]:
            shutil.copy(path, few)
        code, answer, words = self.face(HEADS / "ct-thick-tilt-ge", HEADS / "mr-face-ch2", few, "--deface", "--out", self.root / "some")
        self.assertEqual(code, 3, words)
        manifest = json.loads((self.root / "some" / "manifest.json").read_text("utf-8"))
        counts = manifest["counts"]
        self.assertEqual(sorted(row["reason"] for row in manifest["set_aside"]), sorted(row["reason"] for row in answer["set_aside"]))
        self.assertGreaterEqual(counts["set_aside"], 3)
        self.assertEqual(counts["in"], sum(count for kind, count in counts.items() if kind != "in"))
        self.assertEqual(counts["written"], len(list((self.root / "some").glob("*.dcm"))))

    def test_optionsThatContradictEachOtherAreRefused(self):
        for arguments in (["--deface"], ["--out", self.root / "x"], ["--method", "wedge"]):
            code, answer, _ = self.face(HEADS / "mr-face-ch2", *arguments)
            self.assertEqual((code, answer["error"]["code"]), (1, "bad-argument"), arguments)
        code, answer, _ = self.face(HEADS / "mr-face-ch2", "--deface", "--out", HEADS / "mr-face-ch2" / "x")
        self.assertEqual((code, answer["error"]["code"]), (1, "overlap"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
