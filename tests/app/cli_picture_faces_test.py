# SPDX-License-Identifier: Apache-2.0
"""Faces in DICOM images that show people as photographs do: screen captures, visible light, ultrasound. Proposed as boxes, decided, blanked, and told. Judged by pydicom and dciodvfy.

cli_picture_faces_test.py PROGRAM
"""

import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import pydicom
from PIL import Image, ImageDraw, ImageFont
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.pixel_data_handlers.util import convert_color_space
from pydicom.uid import ExplicitVRLittleEndian, generate_uid

from command_line import CommandLine
from drafts import faultsOf
from make_photographs import FONT, drawnFace

SC, SC_GREY, SC_COLOUR = "1.2.840.10008.5.1.4.1.1.7", "1.2.840.10008.5.1.4.1.1.7.2", "1.2.840.10008.5.1.4.1.1.7.4"
VL_PHOTO, VL_ENDOSCOPE = "1.2.840.10008.5.1.4.1.1.77.1.4", "1.2.840.10008.5.1.4.1.1.77.1.1"
SLIDES, US_CLIP, CT = "1.2.840.10008.5.1.4.1.1.77.1.6", "1.2.840.10008.5.1.4.1.1.3.1", "1.2.840.10008.5.1.4.1.1.2"
MIDDLE, SIDE = (410, 270), 220


def scene(left=300, top=160, face=True):
    """A camera's picture of nobody, or of a wall."""
    image = Image.new("RGB", (720, 540), (70, 90, 150))
    if face:
        image.paste(drawnFace(SIDE), (left, top))
    return numpy.asarray(image)


def grey(picture):
    return picture.mean(axis=2).astype(numpy.uint8)


def wrapped(pixels, sopClass=SC, modality="OT", **besides):
    """`pixels`: rows, columns, or frames before and colours behind them."""
    one = Dataset()
    one.file_meta = FileMetaDataset()
    one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    one.file_meta.MediaStorageSOPClassUID = one.SOPClassUID = sopClass
    one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID = generate_uid()
    one.StudyInstanceUID, one.SeriesInstanceUID = "1.2.826.0.1.3680043.10.999.31", generate_uid()
    one.PatientID, one.PatientName, one.Modality = "77", "Nobody^Nora", modality
    one.PatientBirthDate = one.PatientSex = one.StudyID = one.AccessionNumber = one.ReferringPhysicianName = ""
    one.StudyDate, one.StudyTime, one.SeriesNumber, one.InstanceNumber = "20200101", "120000", 1, 1
    one.ConversionType, one.Manufacturer, one.ImageType = "WSD", "Nobody", ["DERIVED", "SECONDARY"]
    isColour = pixels.shape[-1] == 3
    shape = pixels.shape[:-1] if isColour else pixels.shape
    if len(shape) == 3:
        one.NumberOfFrames = shape[0]
    one.Rows, one.Columns = shape[-2:]
    one.SamplesPerPixel, one.PhotometricInterpretation = (3, "RGB") if isColour else (1, "MONOCHROME2")
    if isColour:
        one.PlanarConfiguration = 0
    one.BitsAllocated = one.BitsStored = 8 * pixels.dtype.itemsize
    one.HighBit, one.PixelRepresentation = one.BitsStored - 1, 0
    one.PixelData = pixels.tobytes()
    for name, value in besides.items():
        setattr(one, name, value)
    one.is_little_endian, one.is_implicit_VR = True, False
    return one


def palette(picture):
    few = Image.fromarray(picture).quantize(256)
    one = wrapped(numpy.asarray(few), PhotometricInterpretation="PALETTE COLOR")
    colours = numpy.array(few.getpalette(), numpy.uint16).reshape(-1, 3)
    colours = numpy.vstack([colours, numpy.zeros((256 - len(colours), 3), numpy.uint16)]) * 257
    for index, name in enumerate(("Red", "Green", "Blue")):
        setattr(one, f"{name}PaletteColorLookupTableDescriptor", [256, 0, 16])
        setattr(one, f"{name}PaletteColorLookupTableData", colours[:, index].tobytes())
    return one


def inTwelveBits(picture):
    """MONOCHROME1, and a window that shows nothing but black: whoever moves it sees the face."""
    one = wrapped((4095 - grey(picture).astype(numpy.uint16) * 8), PhotometricInterpretation="MONOCHROME1", BitsStored=12, HighBit=11)
    one.WindowCenter, one.WindowWidth = "10", "4"
    return one


def movie(positions, sopClass, **besides):
    return wrapped(numpy.stack([scene(*one) if one else scene(face=False) for one in positions]), sopClass, **besides)


def label():
    """A page of words, as many captures are."""
    image = Image.new("L", (720, 540), 10)
    for line in range(12):
        ImageDraw.Draw(image).text((30, 20 + 42 * line), f"Series {line}   SE/EC   2{line}.5 mm   W 400 L 40", 240, ImageFont.truetype(FONT, 22))
    return numpy.asarray(image)


class Proposals(CommandLine):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-picture-faces-")
        still = [(300, 160)]
        walk = [(40 + 14 * frame, 160) for frame in range(20)]
        files = {"colour": wrapped(scene()), "grey": wrapped(grey(scene())), "twelve": inTwelveBits(scene()), "palette": palette(scene()),
                 "ybr": wrapped(convert_color_space(scene(), "RGB", "YBR_FULL"), PhotometricInterpretation="YBR_FULL"),
                 "photo": wrapped(scene(), VL_PHOTO, "XC"), "scope": wrapped(scene(), VL_ENDOSCOPE, "ES"),
                 "ultrasound": movie(30 * still, US_CLIP, Modality="US"), "ct": wrapped(scene(), CT, "CT"),
                 "saved": wrapped(grey(scene()), CT, "CT", ImageType=["DERIVED", "SECONDARY", "AXIAL", "VOLREND"],
                                  ImagePositionPatient=[0, 0, 0], ImageOrientationPatient=[1, 0, 0, 0, 1, 0], PixelSpacing=[1, 1]),
                 "slide": movie(2 * still, SLIDES, Modality="SM"), "words": wrapped(label()), "wall": wrapped(scene(face=False)),
                 "still": movie(6 * [None] + 10 * still + 4 * [None], SC_COLOUR), "walk": movie(walk, SC_COLOUR),
                 "long": movie(200 * still, SC_COLOUR)}
        os.mkdir(cls.at("in"))
        for name, one in files.items():
            one.save_as(cls.at("in", name + ".dcm"), write_like_original=False)
        rows = cls.cli("text", cls.at("in"), "--mode", "quick")["files"]
        cls.rows = {Path(row["path"]).stem: row for row in rows}

    def faces(self, name):
        return [box for box in self.rows[name]["boxes"] if "face" in box["reasons"]]

    def test_aFaceIsProposedWhateverThePixelsAreLike(self):
        for name in ("colour", "grey", "twelve", "palette", "ybr", "photo", "scope", "ct", "saved"):
            with self.subTest(name):
                faces = self.faces(name)
                self.assertEqual(len(faces), 1, faces)
                box = faces[0]
                self.assertTrue(box["x"] < MIDDLE[0] < box["x"] + box["w"] and box["y"] < MIDDLE[1] < box["y"] + box["h"], box)
                self.assertGreater(min(box["w"], box["h"]), SIDE // 2, "brow to chin and more")
                self.assertEqual(self.rows[name]["frames_searched_for_faces"], 1)

    def test_whatShowsNobodyGetsNone(self):
        for name in ("words", "wall"):
            self.assertEqual(self.faces(name), [], name)
            self.assertEqual(self.rows[name]["frames_searched_for_faces"], 1)
        self.assertNotIn("frames_searched_for_faces", self.rows["slide"], "tissue under a microscope")

    def test_aFaceThatStaysIsOneBoxForItsFrames(self):
        faces = self.faces("still")
        self.assertEqual([box["frames"] for box in faces], [[7, 16]])
        self.assertEqual(self.rows["still"]["frames_searched_for_faces"], 20)

    def test_aFaceThatMovesIsCoveredInEveryFrameAndTheReaderHasFewBoxes(self):
        faces = self.faces("walk")
        self.assertLess(len(faces), 8)
        for frame in range(1, 21):
            middle = 40 + 14 * (frame - 1) + SIDE // 2
            self.assertTrue(any(box["frames"][0] <= frame <= box["frames"][1] and box["x"] < middle < box["x"] + box["w"] for box in faces), frame)

    def test_ofManyFramesSomeAreLookedAtAndTheBoxHoldsForAll(self):
        self.assertEqual(self.rows["long"]["frames_searched_for_faces"], 100)
        self.assertEqual([box["frames"] for box in self.faces("long")], [[1, 200]])
        self.assertEqual(self.rows["ultrasound"]["frames_searched_for_faces"], 8)
        self.assertEqual([box["frames"] for box in self.faces("ultrasound")], [[1, 30]])


class Journey(CommandLine):
    """One capture with a face, one clip, one without: what becomes of them, from the first look to the release."""

    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-picture-faces-")
        os.mkdir(cls.at("in"))
        series = generate_uid()
        cls.files = {"face": wrapped(scene()), "clip": movie(3 * [None] + 5 * [(300, 160)], SC_COLOUR), "wall": wrapped(scene(face=False)),
                     "long": movie(150 * [None], SC_COLOUR)}
        for number, (name, one) in enumerate(cls.files.items()):
            one.SeriesInstanceUID, one.InstanceNumber = series, number + 1
            one.save_as(cls.at("in", name + ".dcm"), write_like_original=False)
        with open(os.open(cls.at("secret"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write("a long enough passphrase")
        cls.project = cls.at("project")
        cls.cli("new", cls.project)
        cls.cli("import", cls.project, cls.at("in"))
        cls.cli("run", cls.project, "--mode", "quick")

    def boxes(self):
        return [one for one in self.cli("findings", self.project)["findings"] if "face" in one["reasons"]]

    def decide(self, verdict, *reason):
        for box in self.boxes():
            self.cli("decide", self.project, "--finding", box["id"], "--verdict", verdict, *reason)
        self.cli("run", self.project, "profile")

    def blocks(self):
        return {one["code"] for one in self.cli("status", self.project)["blocks_signing"]}

    def release(self, name, access="public", expected=0):
        return self.cli("release", self.project, "--out", self.at(name), "--access", access, expected=expected)

    def sign(self):
        self.cli("run", self.project, "profile")
        for item in self.cli("list", self.project, "--level", "instance")["items"]:
            self.cli("decide", self.project, "--item", item["id"], "--verdict", "clean")
        self.assertEqual(self.blocks(), set())
        self.cli("sign", self.project, "--reviewer", "r1", "--name", "Rita Reader", "--role", "curator", "--meaning", "review",
                 "--passphrase-file", self.at("secret"))

    def released(self, name):
        files = [pydicom.dcmread(path) for path in sorted(Path(self.at(name, "images")).glob("**/*.dcm"))]
        return {("clip" if one.get("NumberOfFrames", 1) == 8 else "long" if one.get("NumberOfFrames", 1) == 150 else
                 "face" if (one.pixel_array != scene(face=False)).any() else "wall"): one for one in files}

    def facesTold(self, name):
        return json.loads(Path(self.at(name, "report.json")).read_text("utf-8"))["faces"]

    def test_1_undecidedFacesBlockAndNothingIsClaimed(self):
        self.assertEqual(len(self.boxes()), 2)
        self.assertIn("open-findings", self.blocks())
        self.assertTrue(all(one["state"] == "open" and one["proposed"] == "remove" for one in self.boxes()))
        doubts = [one for one in self.cli("findings", self.project)["doubts"] if one["kind"] == "faces-not-searched"]
        self.assertEqual(len(doubts[0]["items"]), 1, "the clip of 150 frames")

    def test_2_aKeptFaceLeavesForNamedPeopleOnly(self):
        for reason in ((), ("--reason", "face-kept")):
            self.decide("keep", *reason)
            self.sign()
            everybody = self.release("open" + str(len(reason)))
            self.assertEqual(everybody["kept_back"], 2)
            self.assertEqual(set(self.released("open" + str(len(reason)))) & {"face", "clip"}, set())
            self.assertEqual(self.facesTold("open" + str(len(reason)))["in_pictures_kept"], 0)
            self.release("kept" + str(len(reason)), "restricted")
            self.cli("verify", self.at("kept" + str(len(reason))))
            told = self.facesTold("kept" + str(len(reason)))
            self.assertEqual((told["in_pictures_kept"], told["in_pictures_blanked"], told["in_pictures_absent"]), (2, 0, 0))
            self.cli("reopen", self.project, "--reason", "to try the next")
        shown = self.released("kept0")
        self.assertEqual([shown[name].get((0x0028, 0x0302), None) and shown[name][0x0028, 0x0302].value for name in ("face", "clip", "wall")],
                         ["YES", "YES", None])

    def test_3_thePolicyThatKeepsNoFaceHoldsForPictures(self):
        self.cli("policy", self.project, "set", "--faces", "none", "--reason", "public data")
        self.assertEqual(len(self.cli("status", self.project)["against_policy"]), 2)

    def test_4_aFaceThatIsNoneMayGo(self):
        self.decide("keep", "--reason", "no-face")
        self.assertEqual(self.cli("status", self.project)["against_policy"], [])
        self.sign()
        self.release("none")
        self.assertEqual(self.facesTold("none")["in_pictures_absent"], 2)
        self.assertEqual(self.released("none")["face"][0x0028, 0x0302].value, "NO")
        self.cli("reopen", self.project, "--reason", "to try the next")

    def test_5_aBlankedFaceIsGoneFromEveryFrameAndToldSo(self):
        self.decide("remove")
        self.sign()
        self.release("blank")
        self.cli("verify", self.at("blank"))
        shown = self.released("blank")
        for name, frames in (("face", [0]), ("clip", range(3, 8))):
            before, after = self.files[name].pixel_array, shown[name].pixel_array
            before, after = (before[None], after[None]) if name == "face" else (before, after)
            for frame in frames:
                self.assertGreater((before[frame] != after[frame]).any(axis=-1).sum(), 100 * 100)
                middle = after[frame][MIDDLE[1] - 60:MIDDLE[1] + 60, MIDDLE[0] - 40:MIDDLE[0] + 40]
                self.assertEqual(len(numpy.unique(middle.reshape(-1, 3), axis=0)), 1, "one colour, nothing blurred")
            self.assertEqual(shown[name][0x0028, 0x0302].value, "NO")
            self.assertIn("113102", [item.CodeValue for item in shown[name].DeidentificationMethodCodeSequence])
        self.assertTrue((shown["clip"].pixel_array[:3] == self.files["clip"].pixel_array[:3]).all())
        self.assertNotIn((0x0028, 0x0302), shown["wall"], "nobody said anything about it")
        told = self.facesTold("blank")
        self.assertEqual((told["in_pictures_blanked"], told["in_pictures_kept"], told["pictures_searched"], told["pictures_not_whole"]), (2, 0, 4, 1))
        rows = [one["pixels"] for one in json.loads(Path(self.at("blank", "manifest.json")).read_text("utf-8"))["files"]]
        self.assertEqual(sum("redacted" in one for one in rows), 2)
        html = Path(self.at("blank", "report.html")).read_text("utf-8")
        self.assertIn("2 faces were blanked", html)
        inputs = set().union(*(faultsOf(path) for path in Path(self.at("in")).iterdir()))
        for path in Path(self.at("blank", "images")).glob("**/*.dcm"):
            self.assertLessEqual(faultsOf(path), inputs)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
