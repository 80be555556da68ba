# SPDX-License-Identifier: Apache-2.0
"""Pictures and documents that separate programs decode, by command line: cli_decoded_test.py PROGRAM SHARED

Judged by Pillow, ExifTool and decoders that Safelight does not use."""

import json
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

import numpy
from PIL import Image, ImageDraw

from make_documents import pdf
from photographs import HAS_EXIFTOOL, PHOTOS, cli, frames, tags


def make(*command):
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


class Decoded(unittest.TestCase):
    def setUp(self):
        if not all(map(shutil.which, ("heif-convert", "heif-enc", "avifenc", "avifdec", "djxl", "cjxl", "pdftoppm"))):
            self.skipTest("no decoders")
        self.root = Path(tempfile.mkdtemp(prefix="safelight-decoded-"))
        self.addCleanup(shutil.rmtree, self.root)
        self.inputs = self.root / "in"
        self.inputs.mkdir()

    def draft(self, *arguments, out="out"):
        answer = cli("deidentify", self.inputs, "--out", self.root / out, *arguments)
        self.manifest = json.loads((self.root / out / "manifest.json").read_text("utf-8"))
        return {Path(row["path"]).name: row for row in answer["inputs"]}

    def released(self, row):
        self.assertEqual(row["outcome"], "written", row)
        return self.root / "out" / row["output"]

    def scene(self):
        columns, rows = numpy.meshgrid(numpy.arange(160), numpy.arange(96))
        picture = Image.fromarray(numpy.stack([columns, rows * 2, 255 - columns], 2).astype("uint8"))
        ImageDraw.Draw(picture).rectangle((20, 10, 60, 30), (255, 255, 255))
        return picture

    def test_picturesComeOutAsTheirDecodersShowThem(self):
        scene = self.root / "scene.png"
        self.scene().save(scene)
        make("heif-enc", "-L", "-p", "chroma=444", "--matrix_coefficients=0", scene, "-o", self.inputs / "a.heic")
        make("avifenc", "--lossless", scene, self.inputs / "b.avif")
        make("cjxl", "-d", "0", scene, self.inputs / "c.jxl")
        rows = self.draft()
        for name in ("a.heic", "b.avif", "c.jxl"):
            with self.subTest(name):
                after = self.released(rows[name])
                self.assertEqual(after.suffix, ".png")
                pixels = [numpy.asarray(Image.open(path).convert("RGB")).astype(int) for path in (after, scene)]
                # heif-enc codes colours as YCbCr: a step or two are lost there.
                self.assertLessEqual(numpy.abs(pixels[0] - pixels[1]).max(), 3 if name == "a.heic" else 0)
        self.assertEqual({file["pixels"][-1] for file in self.manifest["files"]},
                         {"decoded-from-heic", "decoded-from-avif", "decoded-from-jpeg-xl"})

    def test_aSecondCopyIsADuplicateAndTheFirstGoesOut(self):
        self.scene().save(self.root / "scene.png")
        make("cjxl", "-d", "0", self.root / "scene.png", self.inputs / "a.jxl")
        shutil.copy(self.inputs / "a.jxl", self.inputs / "b.jxl")
        rows = self.draft()
        self.assertEqual({name: row["outcome"] for name, row in rows.items()}, {"a.jxl": "written", "b.jxl": "duplicate"})

    def test_whatLiesOnItsSideStandsUprightOnce(self):
        lying = self.root / "lying.jpg"
        exif = Image.Exif()
        exif[0x0112] = 6
        exif[0x010F] = "ZQXJANE-Camera"
        self.scene().save(lying, exif=exif, quality=97)
        make("avifenc", lying, self.inputs / "a.avif")
        make("cjxl", lying, self.inputs / "b.jxl")
        for name, row in self.draft().items():
            with self.subTest(name), Image.open(self.released(row)) as after:
                self.assertEqual(after.size, (96, 160))
                self.assertEqual(after.getexif().get(0x0112, 1), 1)
                self.assertGreater(min(after.convert("RGB").getpixel((75, 40))), 230, "the white field, turned to the right")
                self.assertNotIn(b"ZQXJANE", self.released(row).read_bytes())

    def test_tenBitsStayTenBits(self):
        deep = self.root / "deep.png"
        values = numpy.tile(numpy.linspace(0, 65535, 512).astype(">u2"), (64, 1))
        Image.fromarray(values.astype("uint16")).save(deep)
        make("avifenc", "-d", "10", "--lossless", "-y", "444", deep, self.inputs / "a.avif")
        make("cjxl", "-d", "0", deep, self.inputs / "b.jxl")
        rows = self.draft()
        make("avifdec", self.inputs / "a.avif", self.root / "oracle.png")
        for name in ("a.avif", "b.jxl"):
            with self.subTest(name):
                raw = self.released(rows[name]).read_bytes()
                self.assertEqual(raw[24], 16, "bits of a sample")
        levels = len(set(numpy.asarray(Image.open(self.released(rows["b.jxl"]))).reshape(-1).tolist()))
        self.assertGreater(levels, 500)

    @unittest.skipUnless(PHOTOS.is_dir() and HAS_EXIFTOOL, "no shared test data")
    def test_aPhotographOfATelephoneLosesWhatItTells(self):
        shutil.copy(PHOTOS / "IMG_5195.HEIC", self.inputs)
        row = self.draft()["IMG_5195.HEIC"]
        self.assertIn("decoded-from-heic", self.manifest["files"][0]["pixels"])
        after = self.released(row)
        kept = {name for _, name, _ in tags(after)}
        self.assertFalse({"Make", "Model", "GPSLatitude", "DateTimeOriginal", "LensModel"} & kept)
        make("heif-convert", PHOTOS / "IMG_5195.HEIC", self.root / "oracle.png")
        self.assertEqual(frames(after), frames(self.root / "oracle.png"))
        named = {line["keyword"] for line in cli("inspect", PHOTOS / "IMG_5195.HEIC")["elements"]}
        self.assertIn("Make", named)

    def test_whatCannotBeDecodedIsSetAsideWithItsReason(self):
        self.scene().save(self.root / "scene.png")
        make("heif-enc", self.root / "scene.png", "-o", self.root / "a.heic")
        whole = (self.root / "a.heic").read_bytes()
        (self.inputs / "short.heic").write_bytes(whole[:len(whole) // 2])
        (self.inputs / "noise.jxl").write_bytes(b"\xff\x0a" + bytes(range(256)) * 40)
        (self.inputs / "noise.pdf").write_bytes(b"%PDF-1.4\n" + bytes(range(256)) * 40)
        (self.inputs / "locked.pdf").write_bytes(pdf(["secret"], password="opensesame"))
        (self.inputs / "long.pdf").write_bytes(pdf([str(page) for page in range(1000)]))
        (self.inputs / "wide.pdf").write_bytes(pdf(["x"], size=(1_000_000, 1_000_000)))
        size = whole.replace(struct.pack(">II", 160, 96), struct.pack(">II", 2_000_000_000, 2_000_000_000))
        (self.inputs / "giant.heic").write_bytes(size)
        self.scene().rotate(180).save(self.root / "other.png")
        make("heif-enc", self.root / "scene.png", self.root / "other.png", "-o", self.inputs / "two.heic")
        moving = [Image.new("RGB", (40, 30), (level, 0, 0)) for level in (0, 90, 180)]
        moving[0].save(self.root / "moving.gif", save_all=True, append_images=moving[1:], duration=50)
        make("cjxl", self.root / "moving.gif", self.inputs / "moving.jxl")
        rows = self.draft()
        reasons = {"two.heic": "one picture", "moving.jxl": "animated", "short.heic": "heif-convert", "noise.jxl": "djxl", "noise.pdf": "pdftoppm", "locked.pdf": "password",
                   "long.pdf": "more than 200 pages", "wide.pdf": "imported", "giant.heic": "heif-convert"}
        for name, words in reasons.items():
            self.assertEqual(rows[name]["outcome"], "set_aside", name)
            self.assertIn(words, rows[name]["reason"], name)
            self.assertIn("import", rows[name]["reason"], "what one can do about it")
        self.assertEqual(self.manifest["counts"]["in"], len(rows))

    def test_aDocumentBecomesItsPages(self):
        (self.inputs / "ZQXJANE_report.pdf").write_bytes(pdf(["JANE EXAMPLE", "page two"], info="/Author (ZQXAUTHOR)"))
        (self.inputs / "cropped.pdf").write_bytes(pdf(["JANE EXAMPLE"], crop=(0, 120, 300, 200)))
        rows = self.draft()
        after = self.released(rows["ZQXJANE_report.pdf"])
        self.assertEqual(after.suffix, ".tif")
        with Image.open(after) as pages:
            self.assertEqual((pages.n_frames, pages.size), (2, (625, 417)))
            self.assertAlmostEqual(pages.info["dpi"][0], 150)
        raw = b"".join(path.read_bytes() for path in (self.root / "out").rglob("*") if path.is_file())
        for secret in (b"%PDF-1", b"ZQXJANE", b"ZQXAUTHOR", b"EXAMPLE"):
            self.assertNotIn(secret, raw)
        self.assertEqual([file["pixels"] for file in self.manifest["files"]], [["untouched", "decoded-from-pdf"]] * 2)
        with Image.open(self.released(rows["cropped.pdf"])) as page:
            self.assertLess(numpy.asarray(page).mean() - 255, 1)
            self.assertEqual(page.size[1], 167, "outside the crop box nobody sees anything, and nothing goes out")

    def test_textOfAPageIsFoundAndBlanked(self):
        (self.inputs / "report.pdf").write_bytes(pdf(["nothing", "JANE EXAMPLE"], size=(500, 300)))
        answer = cli("text", self.inputs, "--mode", "quick")
        row = answer["files"][0]
        self.assertEqual(row["frames_total"], 2)
        boxes = [box for box in row["boxes"] if "EXAMPLE" in box["text"].upper()]
        self.assertEqual(len(boxes), 1)
        for box in row["boxes"]:
            box["verdict"] = "phi" if box in boxes else "safe"
        (self.root / "boxes.json").write_text(json.dumps(answer), "utf-8")
        done = cli("redact", self.inputs, "--boxes", self.root / "boxes.json", "--out", self.root / "out")["files"][0]
        self.assertEqual(done["outside_changed"], 0)
        with Image.open(self.root / "out" / done["output"]) as pages:
            used = done["boxes"][0]["box_used"]
            pages.seek(1)
            inside = pages.convert("RGB").crop((used["x"], used["y"], used["x"] + used["w"], used["y"] + used["h"]))
            self.assertEqual(len(set(inside.getdata())), 1)

    def test_noPictureIsEverInAFileOnDisk(self):
        shutil.copy(PHOTOS / "IMG_5195.HEIC", self.inputs) if PHOTOS.is_dir() else self.skipTest("no shared test data")
        seen, over = set(), threading.Event()

        def look():
            while not over.is_set():
                for place in (Path(tempfile.gettempdir()), Path("/dev/shm"), Path("/run")):
                    for path in place.glob("*"):
                        seen.add(str(path))
        before = {str(path) for place in (Path(tempfile.gettempdir()), Path("/dev/shm"), Path("/run")) for path in place.glob("*")}
        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            self.draft()
        finally:
            over.set()
            watcher.join()
        self.assertEqual({path for path in seen - before if "picture" in path or "heif" in path or path.endswith((".png", ".heic"))}, set())

    def test_documentsOfOtherKindsAreNamedAndSetAside(self):
        import zipfile
        with zipfile.ZipFile(self.inputs / "letter.bin", "w") as office:
            office.writestr("[Content_Types].xml", "<Types/>")
            office.writestr("word/document.xml", "<w:document/>")
        (self.inputs / "note.txt").write_text("Jane Example was here", "utf-8")
        (self.inputs / "result.hl7").write_bytes(b"MSH|^~\\&|LAB|A|B|C|20200101||ORU^R01|1|P|2.5\rPID|1||77\r")
        (self.inputs / "patient.json").write_text('{"resourceType": "Patient", "id": "x"}', "utf-8")
        (self.inputs / "page.rtf").write_text("{\\rtf1 Jane}", "utf-8")
        reasons = {name: row["reason"] for name, row in self.draft().items()}
        for name, kind in {"letter.bin": "DOCX", "note.txt": "text", "result.hl7": "HL7", "patient.json": "FHIR", "page.rtf": "RTF"}.items():
            self.assertIn(f"({kind})", reasons[name])
            self.assertIn("never copied", reasons[name])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
