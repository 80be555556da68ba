# SPDX-License-Identifier: Apache-2.0
"""Photographs by command line, judged by ExifTool, Pillow and a search of the bytes: cli_photo_test.py PROGRAM SHARED"""

import io
import json
import os
import shutil
import struct
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw, ImageFont

from make_photographs import drawnFace
from photographs import BROKEN, HAS_EXIFTOOL, PHOTOS, chunks, cli, frames, isPicture, planted, scans, tags


class Photographs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not PHOTOS.is_dir():
            raise unittest.SkipTest("no shared test data")

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))
        self.inputs = self.root / "in"
        self.inputs.mkdir()

    def tearDown(self):
        shutil.rmtree(self.root)

    def draft(self, *inputs, out="out", arguments=()):
        answer = cli("deidentify", *inputs, "--out", self.root / out, *arguments)
        self.manifest = json.loads((self.root / out / "manifest.json").read_text("utf-8"))
        return {row["path"]: row for row in answer["inputs"]}

    def written(self, rows, out="out"):
        return [(Path(path), self.root / out / row["output"]) for path, row in rows.items() if row["outcome"] == "written"]

    def test_nothingThatWasBesideAPictureIsLeft(self):
        rows = self.draft(PHOTOS)
        pairs = self.written(rows)
        self.assertGreater(len(pairs), 30)
        for before, after in pairs:
            if before.suffix == ".dcm":
                continue
            raw = after.read_bytes()
            with self.subTest(before.name):
                self.assertNotIn(before.stem, after.name)
                for text in sorted(planted(before)) if HAS_EXIFTOOL else []:
                    for code in ("utf-8", "utf-16-le", "utf-16-be"):
                        self.assertNotIn(text.encode(code), raw, text)
                left = [row for row in tags(after) if not isPicture(row[0], row[1])] if HAS_EXIFTOOL else []
                self.assertEqual(left, [])

    def test_thePictureItselfIsTheSameByteByByte(self):
        for before, after in self.written(self.draft(PHOTOS)):
            old, new = before.read_bytes(), after.read_bytes()
            with self.subTest(before.name):
                if old[:2] == b"\xff\xd8":
                    self.assertEqual(scans(new), scans(old))
                elif old[:4] == b"\x89PNG":
                    self.assertEqual(chunks(new, b"IDAT"), chunks(old, b"IDAT"))
                    self.assertEqual(chunks(new, b"PLTE"), chunks(old, b"PLTE"))
                if before.suffix not in (".dcm", ".HEIC") and old[:4] != b"\0\0\0\0":
                    self.assertEqual(frames(after), frames(before))

    def test_everyInputIsWrittenSetAsideOrADuplicate(self):
        shutil.copy(PHOTOS / "DSCN0012.jpg", self.inputs / "again.jpg")
        rows = self.draft(PHOTOS, BROKEN, self.inputs)
        counts = self.manifest["counts"]
        self.assertEqual(counts["in"], counts["written"] + counts["set_aside"] + counts["duplicate"])
        self.assertEqual(counts["in"], len(rows))
        self.assertEqual(counts["duplicate"], 1)
        telephone = rows[str(PHOTOS / "IMG_5195.HEIC")]
        self.assertEqual(telephone["outcome"], "written" if shutil.which("heif-convert") else "set_aside")
        for row in rows.values():
            self.assertTrue(row["output"] or row["reason"], row)

    def test_aNameIsKeyedAndTheFormatIsTold(self):
        rows = self.draft(PHOTOS / "portrait_8.jpg", PHOTOS / "libpng-test.png")
        for row in rows.values():
            self.assertRegex(row["output"], r"^unlinked/[0-9a-f]{32}\.(jpg|png)$")
        self.assertEqual({file["path"][-3:]: file["pixels"] for file in self.manifest["files"]},
                         {"jpg": ["stripped"], "png": ["untouched"]})

    def test_orientationStaysAndSoDoesResolution(self):
        before, after = self.written(self.draft(PHOTOS / "portrait_8.jpg"))[0]
        with Image.open(before) as old, Image.open(after) as new:
            self.assertEqual(new.getexif().get(0x0112), 8)
            self.assertEqual(new.info.get("dpi"), old.info.get("dpi"))

    def test_coloursStayThoughTheProfileLosesItsTexts(self):
        source = self.inputs / "profile.jpg"
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB", b"Jane")
        Image.new("RGB", (40, 30), (200, 60, 20)).save(source, icc_profile=profile)
        with Image.open(self.written(self.draft(source))[0][1]) as new:
            kept = new.info["icc_profile"]
        self.assertNotIn(b"Jane", kept)
        self.assertNotIn("Jane".encode("utf-16-be"), kept)
        sample = Image.new("RGB", (1, 1), (200, 60, 20))
        lab = ImageCms.createProfile("LAB")
        one, other = (ImageCms.profileToProfile(sample, ImageCms.ImageCmsProfile(io.BytesIO(p)), lab, outputMode="LAB").getpixel((0, 0))
                      for p in (profile, kept))
        self.assertEqual(one, other)

    def test_whatFollowsThePictureGoes(self):
        for name in ("DSCN0012.jpg", "libpng-test.png", "sample1.webp"):
            copy = self.inputs / name
            copy.write_bytes((PHOTOS / name).read_bytes() + b"PK\x03\x04secret-trailer" * 20)
        Image.new("P", (30, 20), 3).save(self.inputs / "one.gif", comment=b"secret-comment")
        (self.inputs / "two.bmp").write_bytes(self.bitmap() + b"secret-trailer")
        rows = self.draft(self.inputs)
        self.assertEqual({row["outcome"] for row in rows.values()}, {"written"})
        for before, after in self.written(rows):
            self.assertNotIn(b"secret", after.read_bytes(), before.name)
            self.assertEqual(frames(after), frames(before), before.name)

    @staticmethod
    def bitmap():
        place = Path(tempfile.mkstemp(suffix=".bmp")[1])
        Image.new("RGB", (31, 21), (1, 2, 3)).save(place)
        raw = place.read_bytes()
        place.unlink()
        return raw

    def test_hostilePicturesAreSetAsideWithTheirReasonAndNothingElseSuffers(self):
        def png(width, height, data):
            def chunk(kind, content):
                return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
            return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                    chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b""))
        hostile = {
            "giant.png": png(2_000_000_000, 2_000_000_000, b"\0" * 10),
            "length.png": png(4, 4, b"\0" * 10)[:33] + b"\xff\xff\xff\xf0IDAT",
            "loop.tif": b"II*\0\x08\0\0\0" + b"\x01\0" + struct.pack("<HHII", 256, 3, 1, 8) + b"\x08\0\0\0",
            "short.jpg": (PHOTOS / "DSCN0012.jpg").read_bytes()[:60_000],
            "giant.gif": b"GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x08\x01\0\0;",
            "giant.bmp": b"BM" + struct.pack("<IIIIiiHHIIiiII", 100, 0, 54, 40, 2_000_000_000, 2_000_000_000, 1, 24, 0, 0, 0, 0, 0, 0),
            "hidden.png": png(4, 4, b"\0" * 52 + b"secret behind the picture"),
            "empty.jpg": b"\xff\xd8\xff\xd9",
            "text.jpg": b"MZ this is no picture at all",
        }
        for name, raw in hostile.items():
            (self.inputs / name).write_bytes(raw)
        (self.inputs / ("n" * 250 + ".jpg")).write_bytes((PHOTOS / "exiftool" / "GPS.jpg").read_bytes())
        (self.inputs / "gpj.\u202ephoto.png").write_bytes((PHOTOS / "exiftool" / "IPTC.jpg").read_bytes())
        os.symlink(PHOTOS / "landscape_6.jpg", self.inputs / "link.jpg")
        rows = {Path(path).name: row for path, row in self.draft(self.inputs).items()}
        for name in [*hostile, "link.jpg"]:
            self.assertEqual(rows[name]["outcome"], "set_aside", name)
            self.assertTrue(rows[name]["reason"], name)
        self.assertEqual(sum(row["outcome"] == "written" for row in rows.values()), 2)
        self.assertEqual(self.manifest["counts"]["in"], len(rows))

    def test_theOriginalsAreNotChanged(self):
        before = {path: path.read_bytes() for path in PHOTOS.rglob("*") if path.is_file()}
        self.draft(PHOTOS)
        self.assertEqual({path: path.read_bytes() for path in before}, before)

    def test_theSameKeyGivesTheSameBytes(self):
        key = self.root / "key"
        for out in ("one", "two"):
            self.draft(PHOTOS, out=out, arguments=("--key-file", key))
        files = [sorted((str(p.relative_to(self.root / out)), p.read_bytes()) for p in (self.root / out).rglob("*") if p.is_file())
                 for out in ("one", "two")]
        self.assertEqual(*files)

    def test_inspectTellsWhatGoesAndWhatStays(self):
        rows = cli("inspect", PHOTOS / "DSCN0012.jpg")["elements"]
        named = {row["keyword"]: row for row in rows}
        self.assertAlmostEqual(float(named["GPSLatitude"]["before"]), 43.467157, places=4)
        self.assertEqual(named["GPSLatitude"]["action"], "X")
        self.assertEqual(named["MakerNote"]["action"], "X")
        self.assertIn("where", named["GPSLongitude"]["reason"])


class Linking(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))
        for name in ("wards/P0017/one.png", "wards/P0017/two.png", "wards/XENIA9_left.png"):
            place = self.root / "in" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (20, 20), (len(name), sum(name.encode()) % 200, 3)).save(place)

    def tearDown(self):
        shutil.rmtree(self.root)

    def folders(self, out, *arguments):
        answer = cli("deidentify", self.root / "in", "--out", self.root / out, *arguments)
        return {Path(row["path"]).name: row["output"].split("/")[0] for row in answer["inputs"]}

    def test_theFolderLinksAndTheRestIsUnlinked(self):
        places = self.folders("out", "--photo-ids", "wards/{id}/*")
        self.assertEqual(places["one.png"], places["two.png"])
        self.assertRegex(places["one.png"], "^SL-")
        self.assertEqual(places["XENIA9_left.png"], "unlinked")

    def test_theNameLinksUpToItsUnderscore(self):
        places = self.folders("out", "--photo-ids", "{id}_*")
        self.assertRegex(places["XENIA9_left.png"], "^SL-")
        self.assertEqual(places["one.png"], "unlinked")

    def test_aTableGoesBeforeThePattern(self):
        table, people = self.root / "table.csv", self.root / "people.csv"
        table.write_text("path,id\nXENIA9_left.png,P0017\n", "utf-8")
        people.write_text("id_old,id_new\nP0017,CASE-A\n", "utf-8")
        places = self.folders("out", "--photo-ids", "{id}/*", "--photo-table", table, "--patients", people)
        self.assertEqual(set(places.values()), {"CASE-A"})

    def test_aPatternWithoutItsIdIsRefused(self):
        self.assertEqual(cli("deidentify", self.root / "in", "--out", self.root / "out", "--photo-ids", "*/*", expected=(1,))
                         ["error"]["code"], "bad-argument")

    def test_theCheckUpFindsNothingWrongWithPhotographsOfSeveralPatients(self):
        cli("new", self.root / "p")
        cli("import", self.root / "p", self.root / "in", "--photo-ids", "{id}/*")
        result = cli("check", self.root / "p")
        self.assertEqual(result["findings"], [])
        self.assertEqual({flag for series in result["series"] for flag in series["flags"]} & {"private-elements", "dates"}, set())

    def test_noNameOfFolderOrFileIsInTheDraft(self):
        self.folders("out", "--photo-ids", "{id}/*")
        whole = b"".join(path.read_bytes() + path.name.encode() for path in (self.root / "out").rglob("*") if path.is_file())
        for word in (b"P0017", b"XENIA9", b"wards"):
            self.assertNotIn(word, whole)


class Lying(unittest.TestCase):
    """A photograph that stands on its side: what is found is told in stored pixels."""

    def test_textIsReadUprightAndBlankedWhereItIsStored(self):
        root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))
        self.addCleanup(shutil.rmtree, root)
        picture = Image.new("RGB", (500, 300), (120, 130, 140))
        font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 40)
        ImageDraw.Draw(picture).text((60, 40), "JANE EXAMPLE", (255, 255, 255), font)
        exif = Image.Exif()
        exif[0x0112] = 6
        picture.transpose(Image.Transpose.ROTATE_90).save(root / "lying.jpg", exif=exif, quality=92)  # stored on its left side
        answer = cli("text", root / "lying.jpg", "--mode", "quick")["files"][0]
        box = max(answer["boxes"], key=lambda one: one["w"] * one["h"])
        self.assertIn("EXAMPLE", box["text"].upper())
        self.assertGreater(box["h"], box["w"], "in the stored picture the line runs up")


class Faces(unittest.TestCase):
    def test_aFaceIsProposedAsABoxAlsoWhereItLies(self):
        root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))
        self.addCleanup(shutil.rmtree, root)
        scene = Image.new("RGB", (1400, 1000), (90, 100, 110))
        scene.paste(drawnFace(300), (700, 350))
        scene.save(root / "upright.jpg", quality=92)
        scene.transpose(Image.Transpose.ROTATE_90).save(root / "lying.jpg", quality=92)
        Image.new("RGB", (1400, 1000), (90, 100, 110)).save(root / "empty.jpg", quality=92)
        rows = cli("text", root, "--mode", "quick")["files"]
        faces = {Path(row["path"]).stem: [box for box in row["boxes"] if "face" in box["reasons"]] for row in rows}
        self.assertEqual({name: len(boxes) for name, boxes in faces.items()}, {"upright": 1, "lying": 1, "empty": 0})
        for name, middle in (("upright", (850, 500)), ("lying", (500, 550))):
            box = faces[name][0]
            self.assertTrue(box["x"] < middle[0] < box["x"] + box["w"] and box["y"] < middle[1] < box["y"] + box["h"], box)
            self.assertGreater(min(box["w"], box["h"]), 150, "brow to chin and more")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
