# SPDX-License-Identifier: Apache-2.0
"""Contours, segments and doses in the frame of reference of a head whose face is cut out: the same goes from them, or they
stay behind. Judged by pydicom, by the pixels that the cut changed in the head, and by dciodvfy.

cli_followers_test.py PROGRAM SHARED
"""

import json
import math
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import pydicom
from pydicom.data import get_testdata_file

PROGRAM, SHARED = sys.argv[1:3]
HEAD = Path(SHARED, "testdata", "heads", "mr-face-ch2")
UID = "1.2.826.0.1.3680043.10.999.21."
CODES = {"1.2.840.10008.5.1.4.1.1.481.3": "skin-contour", "1.2.840.10008.5.1.4.1.1.66.4": "skin-segment",
         "1.2.840.10008.5.1.4.1.1.481.2": "dose-grid"}


def errorsOf(path):
    run = subprocess.run(["dciodvfy", path], capture_output=True, text=True, check=False)
    return {line for line in run.stderr.splitlines() if line.startswith("Error")}


def sorted_slices(paths):
    return sorted((pydicom.dcmread(path) for path in paths), key=lambda one: float(one.ImagePositionPatient[2]))


def volumeOf(slices):
    return numpy.stack([one.pixel_array for one in slices])


def axesOf(one):
    """Millimetres of a step along a row and down a column."""
    turns = numpy.array([float(value) for value in one.ImageOrientationPatient])
    return turns[:3] * float(one.PixelSpacing[1]), turns[3:] * float(one.PixelSpacing[0])


def originOf(one):
    return numpy.array([float(value) for value in one.ImagePositionPatient])


def belongsTo(one, head, number):
    for name in ("PatientID", "PatientName", "StudyInstanceUID", "FrameOfReferenceUID"):
        setattr(one, name, getattr(head, name))
    one.SeriesInstanceUID = f"{UID}{number}"
    one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = f"{UID}{number}.1"


def placed(head):
    at, orientation = pydicom.Dataset(), pydicom.Dataset()
    at.ImagePositionPatient, orientation.ImageOrientationPatient = head.ImagePositionPatient, head.ImageOrientationPatient
    group = pydicom.Dataset()
    group.PlanePositionSequence, group.PlaneOrientationSequence = [at], [orientation]
    return group


def structures(head, slices, skin):
    """The outline of each third slice, under a name that says nothing."""
    one = pydicom.dcmread(get_testdata_file("rtstruct.dcm"), force=True)
    one.file_meta.MediaStorageSOPClassUID, one.file_meta.TransferSyntaxUID = one.SOPClassUID, "1.2.840.10008.1.2"
    belongsTo(one, head, 1)
    del one.FrameOfReferenceUID
    one.ReferencedFrameOfReferenceSequence[0].FrameOfReferenceUID = head.FrameOfReferenceUID
    along, down = axesOf(head)
    contours = []
    for index in range(0, len(slices), 3):
        rows, columns = numpy.nonzero(skin[index])
        if len(rows) < 50:
            continue
        row, column = rows.mean(), columns.mean()
        angle, far = numpy.arctan2(rows - row, columns - column), numpy.hypot(rows - row, columns - column)
        values = []
        for turn in range(72):
            sector = numpy.abs(numpy.angle(numpy.exp(1j * (angle - math.radians(5 * turn))))) < math.radians(2.5)
            if not sector.any():
                continue
            reach = far[sector].max()
            turned = math.radians(5 * turn)
            place = originOf(slices[index]) + along * (column + reach * math.cos(turned)) + down * (row + reach * math.sin(turned))
            values += [f"{value:.2f}" for value in place]
        contour = pydicom.Dataset()
        contour.ContourGeometricType, contour.NumberOfContourPoints, contour.ContourData = "CLOSED_PLANAR", len(values) // 3, values
        contours.append(contour)
    region = one.ROIContourSequence[0]
    region.ContourSequence = contours
    one.ROIContourSequence = [region]
    one.StructureSetROISequence = [one.StructureSetROISequence[0]]
    one.StructureSetROISequence[0].ROIName = "Region 1"
    one.StructureSetROISequence[0].ReferencedFrameOfReferenceUID = head.FrameOfReferenceUID
    one.RTROIObservationsSequence = [one.RTROIObservationsSequence[0]]
    return one


def segments(head, slices, skin):
    one = pydicom.dcmread(Path(SHARED, "testdata", "dicom", "seg-pm-sm", "seg_image_ct_binary.dcm"))
    belongsTo(one, head, 2)
    template = one.PerFrameFunctionalGroupsSequence[0]
    groups = []
    for each in slices:
        group = pydicom.Dataset()
        group.update(template)
        group.PlanePositionSequence = placed(each).PlanePositionSequence
        groups.append(group)
    measures = pydicom.Dataset()
    measures.PixelSpacing, measures.SliceThickness = head.PixelSpacing, head.SliceThickness
    shared = one.SharedFunctionalGroupsSequence[0]
    shared.PixelMeasuresSequence, shared.PlaneOrientationSequence = [measures], placed(head).PlaneOrientationSequence
    one.PerFrameFunctionalGroupsSequence = groups
    one.NumberOfFrames, one.Rows, one.Columns = len(slices), *skin.shape[1:]
    packed = numpy.packbits(skin.astype(numpy.uint8).ravel(), bitorder="little").tobytes()
    one.PixelData = packed + b"\0" * (len(packed) % 2)
    return one


def doses(head, slices):
    """Everywhere the same, on a grid of its own, coarser than the head's."""
    one = pydicom.dcmread(get_testdata_file("rtdose.dcm"))
    belongsTo(one, head, 3)
    one.ImagePositionPatient, one.ImageOrientationPatient = slices[0].ImagePositionPatient, head.ImageOrientationPatient
    one.PixelSpacing, one.Rows, one.Columns = [4, 4], 50, 44
    depth = float(slices[-1].ImagePositionPatient[2]) - float(slices[0].ImagePositionPatient[2])
    one.GridFrameOffsetVector = [f"{4 * k}" for k in range(int(depth // 4) + 1)]
    one.NumberOfFrames = len(one.GridFrameOffsetVector)
    one.PixelData = numpy.full((one.NumberOfFrames, 50, 44), 5000, numpy.uint32).tobytes()
    return one


@unittest.skipUnless(HEAD.is_dir(), "the shared test data are not here")
class Followers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-followers-"))
        cls.project, cls.out = cls.root / "project", cls.root / "out"
        (cls.root / "secret").write_text("long enough\n", encoding="utf-8")
        (cls.root / "secret").chmod(0o600)
        cls.slices = sorted_slices(HEAD.glob("*.dcm"))
        cls.volume = volumeOf(cls.slices)
        cls.skin = cls.volume > cls.volume.max() * 0.15
        (cls.root / "in").mkdir()
        for name, made in (("struct", structures(cls.slices[0], cls.slices, cls.skin)), ("seg", segments(cls.slices[0], cls.slices, cls.skin)),
                           ("dose", doses(cls.slices[0], cls.slices))):
            made.save_as(cls.root / "in" / f"{name}.dcm", write_like_original=False)
        cls.originals = {one.SOPClassUID: one for one in map(pydicom.dcmread, (cls.root / "in").glob("*.dcm"))}
        cls.cli("new", cls.project)
        cls.cli("import", cls.project, HEAD, cls.root / "in")
        cls.cli("run", cls.project, "face")
        faces = [one for one in cls.cli("findings", cls.project)["findings"] if one["kind"] == "face"]
        cls.head = next(one for one in faces if one["reasons"][0] == "volume")
        cls.followers = {one["reasons"][0]: one for one in faces if one is not cls.head}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def cli(cls, *arguments, expected=0):
        run = subprocess.run([PROGRAM, *map(str, arguments), "--json", "-"], capture_output=True, text=True, timeout=600, check=False)
        assert run.returncode in (expected if isinstance(expected, tuple) else (expected,)), f"{arguments}\n{run.stdout}\n{run.stderr}"
        return json.loads(run.stdout)

    @classmethod
    def decide(cls, finding, verdict, reason, expected=0):
        return cls.cli("decide", cls.project, "--finding", finding["id"], "--verdict", verdict, "--reason", reason, expected=expected)

    def released(self):
        return {one.SOPClassUID: one for one in map(pydicom.dcmread, self.out.glob("images/**/*.dcm")) if one.SOPClassUID in CODES}

    def test_1_eachIsListedWithItsRuleAndStaysBehindUntilSomebodyDecides(self):
        self.assertEqual(set(self.followers), set(CODES.values()))
        for finding in self.followers.values():
            self.assertEqual((finding["proposed"], finding["state"], finding["head"]["class"]), ("remove", "open", "U"))

    def test_2_noneIsCutByItself(self):
        for finding in self.followers.values():
            self.assertIn("with-head", self.decide(finding, "replace", "wedge", expected=1)["error"]["place"])
        self.decide(self.followers["dose-grid"], "replace", "with-head")
        self.cli("run", self.project, "profile")
        reasons = [one["reason"] for one in self.cli("status", self.project)["left_out"]]
        self.assertTrue([one for one in reasons if "no head of its frame of reference is cut" in one], reasons)

    def test_3_withTheHeadCutTheyAreReleasedWithoutItsFace(self):
        self.decide(self.head, "replace", "wedge; despite regions")  # an outline whose name does not say so
        for finding in self.followers.values():
            self.decide(finding, "replace", "with-head")
        self.cli("run", self.project, "profile")
        self.assertEqual(self.cli("status", self.project)["open_cuts"], [])
        for series in self.cli("list", self.project, "--level", "series")["items"]:
            self.cli("decide", self.project, "--item", series["id"], "--verdict", "clean")
        for finding in self.cli("findings", self.project)["findings"]:
            if finding["state"] == "open": # a free text of the structure set
                self.decide(finding, "remove", "")
        self.cli("run", self.project, "profile")
        self.cli("sign", self.project, "--reviewer", "r1", "--name", "Rita Reader", "--role", "curator", "--meaning", "review",
                 "--passphrase-file", self.root / "secret")
        self.cli("release", self.project, "--out", self.out, "--access", "public")
        self.cli("verify", self.out)
        type(self).after = volumeOf(sorted_slices(path for path in self.out.glob("images/**/*.dcm")
                                                  if pydicom.dcmread(path, stop_before_pixels=True).Modality == "MR"))
        type(self).cut = self.after != self.volume
        self.assertGreater(self.cut.sum(), 10000)
        self.assertEqual(set(self.released()), set(CODES))

    def indexOf(self, place):
        along, down = axesOf(self.slices[0])
        first, last = originOf(self.slices[0]), originOf(self.slices[-1])
        axes = numpy.stack([along, down, (last - first) / (len(self.slices) - 1)], axis=1)
        at = numpy.linalg.solve(axes, numpy.array(place, float) - first)[::-1]
        return tuple(min(max(round(float(one)), 0), size - 1) for one, size in zip(at, self.cut.shape))

    def around(self, place, reach):
        k, j, i = self.indexOf(place)
        return self.cut[max(0, k - reach):k + reach + 1, max(0, j - reach):j + reach + 1, max(0, i - reach):i + reach + 1]

    def test_8_theSameGoesForCopiesWithoutAProject(self):
        out = self.root / "copies"
        answer = self.cli("face", HEAD, self.root / "in", "--deface", "--out", out)
        self.assertEqual(sorted(one.get("clipped", 0) for one in answer["series"]), [0, 1, 1, 1])
        made = {one.SOPClassUID: one for one in map(pydicom.dcmread, out.glob("**/*.dcm")) if one.SOPClassUID in CODES}
        for uid, one in self.released().items():
            if uid in ("1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.481.2"):
                self.assertTrue((made[uid].pixel_array == one.pixel_array).all(), uid)
            else:
                self.assertEqual(made[uid].ROIContourSequence, one.ROIContourSequence)

    def test_4_noPointOfAContourLiesWhereTheFaceWas(self):
        uid = "1.2.840.10008.5.1.4.1.1.481.3"
        points = lambda one: {tuple(contour.ContourData[n:n + 3]) for contour in one.ROIContourSequence[0].ContourSequence
                              for n in range(0, len(contour.ContourData), 3)}
        new = self.released()[uid]
        before, after = points(self.originals[uid]), points(new)
        self.assertTrue(after < before, "points went, and none came")
        self.assertFalse([point for point in after if self.cut[self.indexOf(point)]])
        far = {point for point in before if not self.around(point, 12).any()}
        self.assertGreater(len(far), 500)
        self.assertTrue(far <= after)
        for contour in new.ROIContourSequence[0].ContourSequence:
            self.assertEqual(contour.NumberOfContourPoints, len(contour.ContourData) // 3)
            self.assertGreaterEqual(contour.NumberOfContourPoints, 3)

    def test_5_noVoxelOfASegmentLiesWhereTheFaceWasAndTheOthersStay(self):
        uid = "1.2.840.10008.5.1.4.1.1.66.4"
        before, after = self.originals[uid].pixel_array, self.released()[uid].pixel_array
        self.assertFalse((after.astype(bool) & self.cut).any())
        self.assertFalse((after > before).any())
        lost = (before > after) & ~self.cut
        self.assertLess(lost.sum(), 0.001 * before.sum(), "what the fill did not change in the head")

    def test_6_noDoseIsLeftWhereTheFaceWasAndTheRestIsTheSame(self):
        uid = "1.2.840.10008.5.1.4.1.1.481.2"
        new = self.released()[uid]
        values, counts = numpy.unique(new.pixel_array, return_counts=True)
        self.assertEqual(values.tolist(), [0, 5000])
        self.assertLess(counts[0], counts[1])
        along, down = axesOf(new)
        across = numpy.cross(along, down) / numpy.linalg.norm(numpy.cross(along, down)) * 4
        for k, j, i in numpy.argwhere(new.pixel_array == 5000):
            place = originOf(new) + along * i + down * j + across * k
            self.assertFalse(self.around(place, 1).all(), place)

    def test_7_theFilesSaySoAndAreNoWorseThanBefore(self):
        for uid, one in self.released().items():
            self.assertIn("113102", [item.CodeValue for item in one.DeidentificationMethodCodeSequence], uid)
            path = next(path for path in (self.root / "in").glob("*.dcm") if pydicom.dcmread(path).SOPClassUID == uid)
            self.assertLessEqual(errorsOf(one.filename), errorsOf(path), uid)


def oblique(head, slices):
    """All of a grid that is turned by 25 degrees against the head's and coarser: segments of their own."""
    one = pydicom.dcmread(Path(SHARED, "testdata", "dicom", "seg-pm-sm", "seg_image_ct_binary.dcm"))
    belongsTo(one, head, 12)
    template = one.PerFrameFunctionalGroupsSequence[0]
    c, s = math.cos(math.radians(25)), math.sin(math.radians(25))
    orientation = pydicom.Dataset()
    orientation.ImageOrientationPatient = [1, 0, 0, 0, round(c, 6), round(s, 6)]
    low = numpy.min([originOf(slices[0]), originOf(slices[-1])], axis=0)
    groups = []
    for k in range(50):
        place = numpy.array([-90, low[1] - 190, -60]) + numpy.array([0, -s, c]) * 4 * k
        at, group = pydicom.Dataset(), pydicom.Dataset()
        group.update(template)
        at.ImagePositionPatient = [f"{value:.4f}" for value in place]
        group.PlanePositionSequence = [at]
        groups.append(group)
    measures = pydicom.Dataset()
    measures.PixelSpacing, measures.SliceThickness = [3, 2], 4
    shared = one.SharedFunctionalGroupsSequence[0]
    shared.PixelMeasuresSequence, shared.PlaneOrientationSequence = [measures], [orientation]
    one.PerFrameFunctionalGroupsSequence = groups
    one.NumberOfFrames, one.Rows, one.Columns = len(groups), 100, 90
    one.PixelData = b"\xff" * (len(groups) * 100 * 90 // 8)
    return one


def downwards(head, slices):
    """A dose whose offsets are heights in the patient, from above downwards (PS3.3 C.8.8.3.2, the second way)."""
    one = doses(head, slices)
    belongsTo(one, head, 13)
    x, y, _ = originOf(slices[0])
    one.ImageOrientationPatient = [1, 0, 0, 0, -1, 0]
    one.ImagePositionPatient = [-abs(x), abs(y), 100]
    one.GridFrameOffsetVector = [f"{100 - 4 * k}" for k in range(one.NumberOfFrames)]
    return one


def withoutFrame(one, number):
    belongsTo(one, one, number)
    one.pop("FrameOfReferenceUID", None)
    return one


def ofTwoFrames(head, slices, skin):
    """Contours in the coordinates of the head, and some in those of another scan."""
    one = structures(head, slices, skin)
    belongsTo(one, head, 16)
    del one.FrameOfReferenceUID
    other = pydicom.Dataset()
    other.FrameOfReferenceUID = f"{UID}99"
    one.ReferencedFrameOfReferenceSequence.append(other)
    return one


@unittest.skipUnless(HEAD.is_dir(), "the shared test data are not here")
class OtherGrids(unittest.TestCase):
    """Objects whose grid is not the head's, and objects that do not say in which coordinates they lie."""

    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-other-grids-"))
        cls.slices = sorted_slices(HEAD.glob("*.dcm"))
        cls.volume = volumeOf(cls.slices)
        head, skin = cls.slices[0], cls.volume > cls.volume.max() * 0.15
        cls.made = {"oblique": oblique(head, cls.slices), "downwards": downwards(head, cls.slices),
                    "dose": withoutFrame(doses(head, cls.slices), 14), "segments": withoutFrame(segments(head, cls.slices, skin), 15),
                    "struct": ofTwoFrames(head, cls.slices, skin)}
        (cls.root / "in").mkdir()
        for name, one in cls.made.items():
            one.save_as(cls.root / "in" / f"{name}.dcm", write_like_original=False)
        answer = Followers.cli("face", HEAD, cls.root / "in", "--deface", "--out", cls.root / "out", expected=3)
        cls.series = {one["uid"]: one for one in answer["series"]}
        cls.out = {one.SOPInstanceUID: one for one in map(pydicom.dcmread, (cls.root / "out").glob("*.dcm"))}
        after = volumeOf([cls.out[one.SOPInstanceUID] for one in cls.slices])
        cls.cut = after != cls.volume
        cls.fill = numpy.unique(after[cls.cut]).item()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def of(self, name):
        return self.out.get(self.made[name].SOPInstanceUID), self.series[self.made[name].SeriesInstanceUID]

    def expectTheCut(self, name, placeOf, kept):
        """`placeOf(k, j, i)` in mm; a voxel is kept or gone as the head's at its place was, but for one at the edge."""
        one, said = self.of(name)
        self.assertEqual(said.get("clipped"), 1, said)
        pixels = one.pixel_array == kept
        self.assertTrue(pixels.any() and not pixels.all(), "some went, and some stayed")
        along, down = axesOf(self.slices[0])
        first, last = originOf(self.slices[0]), originOf(self.slices[-1])
        axes = numpy.stack([along, down, (last - first) / (len(self.slices) - 1)], axis=1)
        k, j, i = numpy.indices(pixels.shape)
        at = numpy.rint(numpy.linalg.solve(axes, (placeOf(k, j, i) - first).reshape(-1, 3).T).T[:, ::-1]).astype(int)
        inside = ((at >= 1) & (at < numpy.array(self.cut.shape) - 1)).all(axis=1)
        self.assertGreater(inside.sum(), 10000)
        at, pixels = at[inside], pixels.reshape(-1)[inside]
        around = [tuple((at + step).T) for step in numpy.ndindex(3, 3, 3) for step in [numpy.array(step) - 1]]
        allCut = numpy.logical_and.reduce([self.cut[one] for one in around])
        anyCut = numpy.logical_or.reduce([self.cut[one] | (self.volume[one] == self.fill) for one in around])
        self.assertGreater(allCut.sum(), 100)
        self.assertEqual((allCut & pixels).sum(), 0, "left where the face was")
        self.assertEqual((~anyCut & ~pixels).sum(), 0, "gone where nothing was cut")

    def test_segmentsOnATurnedGridLoseWhatTheHeadLost(self):
        first = originOf(self.made["oblique"].PerFrameFunctionalGroupsSequence[0].PlanePositionSequence[0])
        c, s = math.cos(math.radians(25)), math.sin(math.radians(25))
        self.expectTheCut("oblique", lambda k, j, i: first + k[..., None] * 4 * numpy.array([0, -s, c]) + j[..., None] * 3 *
                          numpy.array([0, c, s]) + i[..., None] * numpy.array([2, 0, 0]), 1)

    def test_aDoseWhoseOffsetsAreHeightsDownwardsLosesWhatTheHeadLost(self):
        first = originOf(self.made["downwards"])
        self.expectTheCut("downwards", lambda k, j, i: first + numpy.stack([i * 4, -j * 4, -k * 4], axis=-1), 5000)

    def test_whatDoesNotSayInWhichCoordinatesItLiesStaysBehind(self):
        for name in ("dose", "segments", "struct"):
            one, said = self.of(name)
            self.assertTrue(one is None, name)
            self.assertTrue(said.get("not_cut"), said)



if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
