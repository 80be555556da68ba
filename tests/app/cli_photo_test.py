# SPDX-License-Identifier: Apache-2.0
"""Photographs by command line, judged by ExifTool, Pillow and a search of the bytes: cli_photo_test.py PROGRAM SHARED"""

import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

import pydicom
from PIL import Image, ImageCms, ImageDraw, ImageFilter, ImageFont, ImageOps, ImageSequence

import drafts

PROGRAM, SHARED = sys.argv[1:3]
PHOTOS = Path(SHARED, "testdata", "photos")
BROKEN = Path(SHARED, "testdata", "malformed", "photo")
HAS_EXIFTOOL = shutil.which("exiftool") is not None
# What ExifTool says of any file, of its size and of how its picture is coded; what stays on purpose comes last.
PICTURE = re.compile(
    r"^(ExifTool|System|File|Composite|PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Gamma|Palette|"
    r"Transparency|BackgroundColor|SignificantBits|SRGBRendering|PixelsPerUnit|PixelUnits|WhitePoint|Red|Green|Blue|ProfileName)|"
    r"PNG-pHYs|RIFF:(ImageWidth|ImageHeight|VP8Version|HorizontalScale|VerticalScale|AlphaIsUsed|WebP_Flags|AlphaPreprocessing|"
    r"AlphaFiltering|AlphaCompression)|GIF|JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution)|Adobe:|ICC)")
STAYS = {"Orientation", "XResolution", "YResolution", "ResolutionUnit"}
STRUCTURE = {"ImageWidth", "ImageHeight", "BitsPerSample", "Compression", "PhotometricInterpretation", "StripOffsets", "SamplesPerPixel",
             "RowsPerStrip", "StripByteCounts", "PlanarConfiguration", "Predictor", "ColorMap", "ExtraSamples", "SampleFormat",
             "FillOrder", "ImageLength", "TransferFunction", "YCbCrSubSampling", "YCbCrPositioning", "ReferenceBlackWhite"}


def cli(*arguments, expected=(0, 3)):
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        done = subprocess.run([PROGRAM, *map(str, arguments), "--json", result.name], capture_output=True, text=True, timeout=600,
                              check=False)
        if done.returncode not in expected:
            raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
        return json.loads(Path(result.name).read_text("utf-8"))


def tags(path):
    """ExifTool's (group, name, value) of a file."""
    done = subprocess.run(["exiftool", "-a", "-G1", "-s", "-j", str(path)], capture_output=True, text=True, check=False)
    rows = json.loads(done.stdout)[0]
    return [(*(key.split(":", 1) if ":" in key else ("", key)), value) for key, value in rows.items() if key != "SourceFile"]


def isPicture(group, name):
    return bool(PICTURE.match(f"{group}:{name}")) or (group.startswith("IFD") and name in STAYS | STRUCTURE) or not group


def planted(path):
    """Texts of the original that stand in its metadata and would name somebody or something."""
    texts = set()
    for group, name, value in tags(path):
        if isPicture(group, name) or not isinstance(value, str) or value.startswith("(Binary"):
            continue
        texts |= {word for word in re.findall(r"[A-Za-z][A-Za-z0-9_-]{5,}", value)}
    return texts


def scans(raw):
    """The entropy-coded bytes of a JPEG, scan by scan, and the tables it needs."""
    at, kept = 2, []
    while at + 4 <= len(raw):
        marker, length = raw[at + 1], int.from_bytes(raw[at + 2:at + 4], "big")
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        if not 0xE0 <= marker <= 0xEF and marker != 0xFE:
            kept.append(raw[at:at + 2 + length])
        at += 2 + length
        if marker == 0xDA:
            end = at
            while not (raw[end] == 0xFF and raw[end + 1] != 0 and not 0xD0 <= raw[end + 1] <= 0xD7):
                end += 1
            kept.append(raw[at:end])
            at = end
    return kept


def chunks(raw, kind):
    at, found = 8, []
    while at + 8 <= len(raw):
        length = int.from_bytes(raw[at:at + 4], "big")
        if raw[at + 4:at + 8] == kind:
            found.append(raw[at + 8:at + 8 + length])
        at += 12 + length
    return found


def frames(path):
    with Image.open(path) as image:
        return [(frame.size, frame.convert("RGBA").tobytes()) for frame in (ImageSequence.Iterator(image) if image.format in ("GIF", "TIFF") else [image])]


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
                if before.suffix != ".dcm" and old[:4] != b"\0\0\0\0":
                    self.assertEqual(frames(after), frames(before))

    def test_everyInputIsWrittenSetAsideOrADuplicate(self):
        shutil.copy(PHOTOS / "DSCN0012.jpg", self.inputs / "again.jpg")
        rows = self.draft(PHOTOS, BROKEN, self.inputs)
        counts = self.manifest["counts"]
        self.assertEqual(counts["in"], counts["written"] + counts["set_aside"] + counts["duplicate"])
        self.assertEqual(counts["in"], len(rows))
        self.assertEqual(counts["duplicate"], 1)
        self.assertIn("HEIC", rows[str(PHOTOS / "IMG_5195.HEIC")]["reason"])
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
        for name in ("wards/P0017/one.png", "wards/P0017/two.png", "wards/X9_left.png"):
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
        self.assertEqual(places["X9_left.png"], "unlinked")

    def test_theNameLinksUpToItsUnderscore(self):
        places = self.folders("out", "--photo-ids", "{id}_*")
        self.assertRegex(places["X9_left.png"], "^SL-")
        self.assertEqual(places["one.png"], "unlinked")

    def test_aTableGoesBeforeThePattern(self):
        table, people = self.root / "table.csv", self.root / "people.csv"
        table.write_text("path,id\nX9_left.png,P0017\n", "utf-8")
        people.write_text("id_old,id_new\nP0017,CASE-A\n", "utf-8")
        places = self.folders("out", "--photo-ids", "{id}/*", "--photo-table", table, "--patients", people)
        self.assertEqual(set(places.values()), {"CASE-A"})

    def test_aPatternWithoutItsIdIsRefused(self):
        self.assertEqual(cli("deidentify", self.root / "in", "--out", self.root / "out", "--photo-ids", "*/*", expected=(1,))
                         ["error"]["code"], "bad-argument")

    def test_noNameOfFolderOrFileIsInTheDraft(self):
        self.folders("out", "--photo-ids", "{id}/*")
        whole = b"".join(path.read_bytes() + path.name.encode() for path in (self.root / "out").rglob("*") if path.is_file())
        for word in (b"P0017", b"X9", b"wards"):
            self.assertNotIn(word, whole)


class Dicomize(unittest.TestCase):
    def setUp(self):
        if not PHOTOS.is_dir():
            self.skipTest("no shared test data")
        self.root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))

    def tearDown(self):
        shutil.rmtree(self.root)

    def test_everyPhotographBecomesAWholeObjectWithTheSamePixels(self):
        answer = cli("dicomize", PHOTOS, "--out", self.root / "out")
        made = [(Path(row["path"]), self.root / "out" / row["output"], row) for row in answer["inputs"] if row["outcome"] == "written"]
        self.assertGreater(len(made), 25)
        for before, after, row in made:
            with self.subTest(before.name):
                self.assertEqual(drafts.faultsOf(after), set())
                self.judge(before, pydicom.dcmread(after), row)

    def judge(self, before, dataset, row):
        with Image.open(before) as image:
            if image.mode == "CMYK":
                return
            frame, upright = image, ImageOps.exif_transpose(image)
            isKept = row["transfer_syntax"] == "1.2.840.10008.1.2.4.50"
            self.assertEqual((dataset.Columns, dataset.Rows), upright.size)
            self.assertEqual(isKept, image.format in ("JPEG", "MPO") and upright.size == frame.size and "progressive" not in image.info
                             and image.getexif().get(0x0112, 1) == 1 and not isKeptOut(image))
            if isKept:
                stream = pydicom.encaps.decode_data_sequence(dataset.PixelData)[0]
                self.assertEqual(scans(stream), scans(before.read_bytes()))
            elif dataset.BitsAllocated == 8 and image.mode in ("RGB", "L"):
                self.assertEqual(bytes(dataset.PixelData)[:len(upright.tobytes())], upright.tobytes())
            if len(before.stem) > 4:
                self.assertNotIn(before.stem, str(dataset))


def isKeptOut(image):
    """Adobe's RGB, which no DICOM JPEG may hold."""
    return image.info.get("adobe_transform") == 0 and image.mode == "RGB"


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


def drawnFace(side):
    """A face of nobody, plain enough to be drawn and good enough for a detector."""
    unit = 4 * side / 100
    image = Image.new("RGB", (4 * side, 4 * side), (70, 75, 80))
    draw = ImageDraw.Draw(image)

    def oval(left, top, right, bottom, colour):
        draw.ellipse([left * unit, top * unit, right * unit, bottom * unit], fill=colour)

    oval(22, 4, 78, 70, (60, 40, 30))
    oval(25, 12, 75, 92, (205, 165, 140))
    for x in (39, 61):
        oval(x - 8, 37, x + 8, 41, (80, 55, 40))
        oval(x - 7, 43, x + 7, 50, (240, 240, 240))
        oval(x - 3, 43, x + 3, 50, (40, 30, 30))
        oval(x - 9, 41.5, x + 9, 44.5, (150, 110, 90))
    draw.polygon([(50 * unit, 46 * unit), (44 * unit, 63 * unit), (56 * unit, 63 * unit)], fill=(185, 145, 120))
    oval(45, 60, 49.5, 64, (120, 80, 70))
    oval(50.5, 60, 55, 64, (120, 80, 70))
    oval(39, 70, 61, 78, (165, 80, 80))
    draw.rectangle([40 * unit, 73.5 * unit, 60 * unit, 74.5 * unit], fill=(110, 40, 40))
    oval(30, 60, 40, 76, (195, 155, 130))
    oval(60, 60, 70, 76, (195, 155, 130))
    return image.resize((side, side), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(side / 150))


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


class Boxes(unittest.TestCase):
    def setUp(self):
        if not PHOTOS.is_dir():
            self.skipTest("no shared test data")
        self.root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))

    def tearDown(self):
        shutil.rmtree(self.root)

    def test_aBoxIsBlankAndTheRestIsTheSame(self):
        for name in ("DSCN0012.jpg", "libpng-test.png", "sample1.webp", "Jobagent.tiff", "exiftool/GeoTiff.tif"):
            with self.subTest(name), Image.open(PHOTOS / name) as image:
                width, height = image.size
                box = {"x": width // 4, "y": height // 4, "w": width // 3, "h": height // 3}
                boxes = self.root / "boxes.json"
                boxes.write_text(json.dumps({"files": [{"path": str(PHOTOS / name), "boxes": [box]}]}), "utf-8")
                out = self.root / name.replace("/", "-")
                row = cli("redact", PHOTOS / name, "--boxes", boxes, "--out", out)["files"][0]
                self.assertEqual(row["outside_changed"], 0, row)
                self.judge(PHOTOS / name, out / row["output"], row)

    def judge(self, before, after, row):
        used = row["box_used"]
        inside = (used["x"], used["y"], used["x"] + used["w"], used["y"] + used["h"])
        reach = 2 if row["method"] == "compressed-domain" else 0  # colours of JPEG are interpolated from their neighbours
        with Image.open(before) as old, Image.open(after) as new:
            blank = new.convert("RGB").crop((inside[0] + reach, inside[1] + reach, inside[2] - reach, inside[3] - reach))
            self.assertEqual(set(blank.getdata()), {blank.getpixel((0, 0))})
            self.assertLess(max(blank.getpixel((0, 0))), 4)
            one, other = old.convert("RGB"), new.convert("RGB")
            around = (inside[0] - reach, inside[1] - reach, inside[2] + reach, inside[3] + reach)
            for image in (one, other):
                image.paste((9, 9, 9), around)
            self.assertEqual(one.tobytes(), other.tobytes())


def pictures(folder):
    """One picture in every form that the formats know and we write."""
    colours = Image.effect_noise((120, 80), 80).convert("RGB")
    ImageDraw.Draw(colours).rectangle([10, 10, 60, 40], fill=(200, 30, 60))
    kinds = {"bmp": ("RGB", "P", "1"), "png": ("RGB", "RGBA", "L", "LA", "P", "1"), "jpg": ("RGB", "L")}
    for kind, modes in kinds.items():
        for mode in modes:
            colours.convert(mode).save(folder / f"{mode}.{kind}")
    Image.effect_noise((120, 80), 80).convert("I;16").save(folder / "16.png")
    colours.save(folder / "progressive.jpg", progressive=True)
    colours.save(folder / "full.jpg", subsampling=0)
    turned = [colours.rotate(10 * step) for step in range(3)]
    indexed = [image.convert("P") for image in turned]
    indexed[0].save(folder / "moving.gif", save_all=True, append_images=indexed[1:], duration=90)
    indexed[0].save(folder / "interlaced.gif", interlace=1)
    for packing in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
        turned[0].save(folder / f"{packing}.tif", save_all=True, append_images=turned[1:], compression=packing)
    colours.convert("1").save(folder / "bits.tif")
    colours.save(folder / "lossless.webp", lossless=True)


class EveryForm(unittest.TestCase):
    def test_aBoxIsBlankInEveryFormAndNothingElseChanges(self):
        root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))
        self.addCleanup(shutil.rmtree, root)
        (root / "in").mkdir()
        pictures(root / "in")
        box = {"x": 21, "y": 13, "w": 30, "h": 22}
        (root / "boxes.json").write_text(
            json.dumps({"files": [{"path": str(path), "boxes": [box]} for path in (root / "in").iterdir()]}), "utf-8")
        rows = cli("redact", root / "in", "--boxes", root / "boxes.json", "--out", root / "out")["files"]
        for row in rows:
            with self.subTest(Path(row["path"]).name):
                self.assertTrue(row["output"], row)
                self.judge(row, root / "out" / row["output"])

    def judge(self, row, after):
        used, reach = row["box_used"], 2 if row["path"].endswith("jpg") else 0
        edge = used["x"], used["y"], used["x"] + used["w"], used["y"] + used["h"]
        with Image.open(row["path"]) as old, Image.open(after) as new:
            for page in range(getattr(old, "n_frames", 1)):
                old.seek(page)
                new.seek(page)
                before, now = old.convert("RGB"), new.convert("RGB")
                if page < row["boxes"][0]["frames"][1] or row["path"].endswith("gif"):
                    inside = now.crop((edge[0] + reach, edge[1] + reach, edge[2] - reach, edge[3] - reach))
                    self.assertEqual(len(set(inside.getdata())), 1, page)
                    for image in (before, now):
                        image.paste(0, (edge[0] - reach, edge[1] - reach, edge[2] + reach, edge[3] + reach))
                self.assertEqual(before.tobytes(), now.tobytes(), page)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
