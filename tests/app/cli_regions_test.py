# SPDX-License-Identifier: Apache-2.0
"""A tumour inside the cut of a face: contours and segments planted in, beside and across it. How much of each the cut takes is
told, and no such head goes out before a person took it on. The shares are compared with the pixels that the cut changed.

cli_regions_test.py PROGRAM SHARED
"""

import math
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import pydicom

import cli_followers_test as followers
from cli_followers_test import HEAD, axesOf, belongsTo, originOf, segments, sorted_slices, structures, volumeOf

RADIUS = 7  # pixels


def disc(shape, place):
    """Pixels of a disc on three slices."""
    k, j, i = numpy.indices(shape)
    return (numpy.abs(k - place[0]) <= 1) & ((j - place[1]) ** 2 + (i - place[2]) ** 2 <= RADIUS ** 2)


def around(volume, place):
    """What of it lies in the disc."""
    k, j, i = place
    return volume[k - 1:k + 2, j - RADIUS:j + RADIUS + 1, i - RADIUS:i + RADIUS + 1][disc((3, 2 * RADIUS + 1, 2 * RADIUS + 1), (1, RADIUS, RADIUS))]


def contoursOf(slices, place):
    """The same disc as three circles."""
    along, down = axesOf(slices[0])
    made = []
    for index in range(place[0] - 1, place[0] + 2):
        values = []
        for turn in range(60):
            angle = math.radians(6 * turn)
            point = originOf(slices[index]) + along * (place[2] + RADIUS * math.cos(angle)) + down * (place[1] + RADIUS * math.sin(angle))
            values += [f"{value:.3f}" for value in point]
        contour = pydicom.Dataset()
        contour.ContourGeometricType, contour.NumberOfContourPoints, contour.ContourData = "CLOSED_PLANAR", 60, values
        made.append(contour)
    return made


def planted(slices, skin, places, types=()):
    """A structure set with a region for each name."""
    one = structures(slices[0], slices, skin)
    outer = one.ROIContourSequence[0].ContourSequence
    names, contours, observations = [], [], []
    for number, (name, place) in enumerate(places.items(), 1):
        named, contour, seen = pydicom.Dataset(), pydicom.Dataset(), pydicom.Dataset()
        named.ROINumber, named.ROIName, named.ReferencedFrameOfReferenceUID = number, name, slices[0].FrameOfReferenceUID
        named.ROIGenerationAlgorithm = "MANUAL"
        contour.ReferencedROINumber, contour.ContourSequence = number, outer if place is None else contoursOf(slices, place)
        seen.ObservationNumber, seen.ReferencedROINumber = number, number
        seen.RTROIInterpretedType, seen.ROIInterpreter = dict(types).get(name, "GTV"), ""
        names.append(named)
        contours.append(contour)
        observations.append(seen)
    one.StructureSetROISequence, one.ROIContourSequence, one.RTROIObservationsSequence = names, contours, observations
    return one


@unittest.skipUnless(HEAD.is_dir(), "the shared test data are not here")
class Regions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-regions-"))
        cls.slices = sorted_slices(HEAD.glob("*.dcm"))
        cls.volume = volumeOf(cls.slices)
        cls.skin = cls.volume > cls.volume.max() * 0.15
        followers.Followers.cli("face", HEAD, "--deface", "--out", cls.root / "plain")
        after = {one.SOPInstanceUID: one for one in map(pydicom.dcmread, (cls.root / "plain").glob("*.dcm"))}
        cls.cut = volumeOf([after[one.SOPInstanceUID] for one in cls.slices]) != cls.volume
        found = {}
        for place in map(tuple, numpy.argwhere(cls.skin)[::97].tolist()):
            if all(9 < one < size - 9 for one, size in zip(place, cls.skin.shape)) and around(cls.skin, place).mean() > 0.98:
                found[place] = around(cls.cut, place).mean()
        cls.inside = max(found, key=found.get)
        cls.across = min(found, key=lambda place: abs(found[place] - 0.4))
        cls.outside = next(place for place in sorted(found, reverse=True) if found[place] == 0)
        cls.share = {"in": found[cls.inside], "across": found[cls.across]}
        assert cls.share["in"] > 0.9 and 0.2 < cls.share["across"] < 0.6, cls.share

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def saved(self, name, one):
        folder = self.root / name
        folder.mkdir()
        one.save_as(folder / "one.dcm", write_like_original=False)
        return folder

    def looked(self, name, one):
        """What `face --deface` says of the head beside this file."""
        answer = followers.Followers.cli("face", HEAD, self.saved(name, one), "--deface", "--out", self.root / (name + "-out"), expected=(0, 3))
        return next(series["defaced"] for series in answer["series"] if "defaced" in series)

    def test_theShareOfEachIsTold(self):
        told = self.looked("shares", planted(self.slices, self.skin, {"Tumour": self.inside, "Half": self.across, "Far": self.outside, "BODY": None}))
        self.assertEqual([one["name"] for one in told["regions"]], ["Tumour", "Half"])
        self.assertFalse(told["passed"])
        self.assertEqual(told["failures"], ["regions"])
        for one, name in zip(told["regions"], ("in", "across")):
            self.assertAlmostEqual(one["share"], self.share[name], delta=0.08)

    def test_whatLiesBesideTheCutAndOutlinesNeedNobody(self):
        told = self.looked("beside", planted(self.slices, self.skin, {"Tumour": self.outside, "Anything": None}, {"Anything": "EXTERNAL"}))
        self.assertEqual((told["regions"], told["failures"], told["passed"]), ([], [], True))

    def test_segmentsCountToo(self):
        one = segments(self.slices[0], self.slices, disc(self.skin.shape, self.across))
        label = str(one.SegmentSequence[0].SegmentLabel)
        told = self.looked("segments", one)
        self.assertEqual([region["name"] for region in told["regions"]], [label])
        self.assertAlmostEqual(told["regions"][0]["share"], self.share["across"], delta=0.08)

    def test_whereNobodyKnowsThatIsSaid(self):
        one = segments(self.slices[0], self.slices, disc(self.skin.shape, self.outside))
        del one.FrameOfReferenceUID
        told = self.looked("unknown", one)
        self.assertEqual((told["regions"], told["failures"]), ([{"name": "", "share": None}], ["regions"]))

    def test_aProjectIsNotSignedBeforeSomebodyTookItOn(self):
        cli, project = followers.Followers.cli, self.root / "project"
        cli("new", project)
        cli("import", project, HEAD)
        cli("run", project, "face")
        head = cli("findings", project)["findings"][0]["id"]
        cli("decide", project, "--finding", head, "--verdict", "replace", "--reason", "wedge")
        cli("run", project, "profile")
        self.assertEqual(cli("status", project)["open_cuts"], [])
        cli("import", project, self.saved("late", planted(self.slices, self.skin, {"Tumour": self.inside})))
        cli("run", project, "face")
        cli("run", project, "profile")
        self.assertEqual([one["failures"] for one in cli("status", project)["open_cuts"]], [["regions"]], "contours that came later")
        told = next(one["head"]["defaced"]["regions"] for one in cli("findings", project)["findings"] if one["id"] == head)
        self.assertEqual([one["name"] for one in told], ["Tumour"])
        cli("decide", project, "--finding", head, "--verdict", "replace", "--reason", "wedge; despite regions")
        cli("run", project, "profile")
        self.assertEqual(cli("status", project)["open_cuts"], [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
