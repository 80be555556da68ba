# SPDX-License-Identifier: Apache-2.0
"""`face` and projects over series with a planted fault each: a class with its reason, never a crash, never a wrong cut.

cli_bad_heads_test.py PROGRAM SHARED
"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import pydicom

import bad_heads
import face_command

PROGRAM, SHARED = sys.argv[1:3]
HEAD = Path(SHARED, "testdata", "heads", "mr-face-ch2")

# What each comes to: the classes that are honest, and a reason that must be told (None: none of its own).
# Where the pixels can be trusted to lie somewhere, but not where they say: no anchor, so no cut but by hand.
UNSURE = ("anchor-rejected", "anchors-disagree", "no-landmark-in-field", "threshold", "few-slices")
EXPECTED = {
    "few": ("U", ("too-few-slices",)),
    "doubled": ("A", ("several-volumes",)),
    "phases": ("A", ("several-volumes",)),
    "darkFirst": ("AU", ("several-volumes",)),
    "constantFirst": ("A", ("several-volumes",)),
    "emptyFirst": ("AU", ("several-volumes",)),
    "movedPhase": ("A", ("several-volumes",)),
    "farApart": ("AU", ("several-volumes",)),
    "rounded": ("A", ("several-volumes",)),
    "captureFirst": ("AU", ("several-volumes",)),
    "missing": ("AU", ("missing-slices",)),
    "colour": ("U", ("colour",)),
    "emptyEnds": ("AU", ()),
    "withLocalizer": ("A", ()),
    "twoWays": ("A", ()),
    "mask": ("AU", ()),
    "constant": ("U", ("constant",)),
    "noise": ("UC", UNSURE + ("no-surface",)),
    "hugeSlope": ("AU", ()),
    "zeroSlope": ("AU", ()),
    "noPosition": ("U", ("no-geometry",)),
    "noOrientation": ("U", ("no-geometry",)),
    "noSpacing": ("U", ("no-geometry",)),
    "flatOrientation": ("U", ("no-geometry",)),
    "zeroSpacing": ("U", ("no-geometry",)),
    "farAway": ("U", ("no-geometry",)),
    "onePlace": ("U", ("too-few-slices",)),
    "upsideDown": ("U", UNSURE),
    "onItsSide": ("U", UNSURE),
    "stretched": ("U", UNSURE),
    "shrunk": ("U", UNSURE),
    "noVertex": ("AU", ()),
    "onlyVertex": ("UC", ()),
    "shortened": ("U", ()),
    "frames": ("U", ("no-geometry",)),
    "ball": ("U", UNSURE),
}


NEVER = ("few",)


@unittest.skipUnless(HEAD.is_dir(), "the shared test data are not here")
class BadHeads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-bad-heads-"))
        cls.made, cls.answers = {}, {}
        for number, name in enumerate(EXPECTED):
            slices = getattr(bad_heads, name)(bad_heads.read(HEAD, 2, pydicom.dcmread))
            cls.made[name] = bad_heads.named(slices, number + 1)
            folder = cls.root / "in" / name
            folder.mkdir(parents=True)
            for place, one in enumerate(cls.made[name]):
                one.save_as(folder / f"{place:03}.dcm")
        cls.code, cls.answer, _ = face_command.face(PROGRAM, cls.root / "result.json", cls.root / "in", "--deface", "--out",
                                                    cls.root / "out")
        cls.byUid = {one["uid"]: one for one in cls.answer["series"]}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def of(self, name):
        return self.byUid[self.made[name][0].SeriesInstanceUID]

    def test_eachComesToAnHonestClassWithItsReason(self):
        for name, (classes, reasons) in EXPECTED.items():
            with self.subTest(name):
                one = self.of(name)
                self.assertIn(one["class"], classes, one)
                self.assertTrue(not reasons or set(reasons) & set(one["reasons"]), one["reasons"])
                coverage = one.get("coverage", {"found": 0, "of": 0})
                self.assertLessEqual(coverage["found"], coverage["of"], one)
                self.assertTrue(one["class"] != "U" or one["reasons"], "undecided, and nobody says why")

    def test_whereNobodyKnowsWhereTheHeadLiesNothingIsCut(self):
        written = {pydicom.dcmread(path, stop_before_pixels=True).SeriesInstanceUID for path in (self.root / "out").glob("*.dcm")}
        for name in EXPECTED:
            one = self.of(name)
            if not one.get("anchor", {}).get("ok"):
                self.assertTrue(one["not_cut"], name)
                self.assertNotIn(one["uid"], written, name)

    def test_whatWasCutIsCutEverywhereAndAllPhasesOfIt(self):
        after = {}
        for path in (self.root / "out").glob("*.dcm"):
            one = pydicom.dcmread(path)
            after[one.SOPInstanceUID] = one
        for name in ("doubled", "phases", "constantFirst", "withLocalizer", "twoWays"):
            cut = {}
            for one in self.made[name]:
                if one.SOPInstanceUID not in after:
                    continue
                changed = one.pixel_array != after[one.SOPInstanceUID].pixel_array
                place = tuple(one.ImagePositionPatient) + tuple(one.ImageOrientationPatient)
                cut.setdefault(place, []).append((changed, one.pixel_array, after[one.SOPInstanceUID].pixel_array))
            self.assertTrue(any(one[0].any() for ones in cut.values() for one in ones), name)
            for ones in cut.values():
                fills = {int(value) for changed, _, new in ones for value in numpy.unique(new[changed])}
                whole = numpy.logical_or.reduce([changed for changed, _, _ in ones])
                for _, _, new in ones:
                    self.assertTrue(set(numpy.unique(new[whole]).tolist()) <= fills, f"{name}: a phase keeps what another lost")

    def test_aFaceInALaterPhaseIsSeenAgainAfterTheCut(self):
        for name in ("doubled", "phases", "constantFirst", "rounded"):
            self.assertTrue(self.of(name)["defaced"]["passed"], name)
        moved = self.of("movedPhase")["defaced"]
        self.assertFalse(moved["passed"])
        self.assertIn("elsewhere", moved["failures"])

    def test_slicesBetweenTwoOthersAreNotTakenForChangesOutsideTheCut(self):
        defaced = self.of("missing")["defaced"]
        self.assertEqual((defaced["voxels_changed_outside"], "outside" in defaced["failures"]), (0, False))

    def test_aProjectOverAllOfThemAsksAboutEachAndGoesOn(self):
        project = self.root / "project"
        for arguments in (("new", project), ("import", project, self.root / "in"), ("run", project, "face")):
            run = subprocess.run([PROGRAM, *map(str, arguments), "--json", "-"], capture_output=True, text=True, timeout=1800,
                                 check=False)
            self.assertIn(run.returncode, (0, 3), f"{arguments}\n{run.stdout}\n{run.stderr}")
        found = subprocess.run([PROGRAM, "findings", str(project), "--json", "-"], capture_output=True, text=True, check=True)
        heads = [one for one in json.loads(found.stdout)["findings"] if one["kind"] == "face"]
        asked = {one["head"]["class"] for one in heads if one.get("head")}
        self.assertLessEqual(asked, set("ABCU"))
        self.assertEqual(len(heads), len(EXPECTED) - len(NEVER), "what shows too little for anybody is not asked about")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
