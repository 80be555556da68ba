# SPDX-License-Identifier: Apache-2.0
"""Boxes on photographs and photographs as DICOM, judged by Pillow and pydicom: cli_photo_boxes_test.py PROGRAM SHARED"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import pydicom
from PIL import Image, ImageDraw, ImageOps

import drafts
from photographs import PHOTOS, WithPhotographs, cli, scans


class Dicomize(WithPhotographs):
    def test_everyPhotographBecomesAWholeObjectWithTheSamePixels(self):
        answer = cli("dicomize", PHOTOS, "--out", self.root / "out")
        made = [(Path(row["path"]), self.root / "out" / row["output"], row) for row in answer["inputs"] if row["outcome"] == "written"]
        self.assertGreater(len(made), 25)
        for before, after, row in made:
            with self.subTest(before.name):
                self.assertEqual(drafts.faultsOf(after), set())
                self.judge(before, pydicom.dcmread(after), row)

    def judge(self, before, dataset, row):
        if before.suffix == ".HEIC":  # which Pillow does not read
            subprocess.run(["heif-convert", str(before), str(self.root / "telephone.png")], check=True, capture_output=True)
            before = self.root / "telephone.png"
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


class Frames(unittest.TestCase):
    """What has pages, 16 bits or boxes, as DICOM: its samples are those that NumPy made."""

    CLASSES = {"pages.tif": "1.2.840.10008.5.1.4.1.1.7.4", "grey.tif": "1.2.840.10008.5.1.4.1.1.7.2", "words.tif": "1.2.840.10008.5.1.4.1.1.7.3",
               "words.png": "1.2.840.10008.5.1.4.1.1.7", "one.bmp": "1.2.840.10008.5.1.4.1.1.77.1.4"}

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))
        self.addCleanup(shutil.rmtree, self.root)
        (self.root / "in").mkdir()
        random = np.random.default_rng(7)
        self.samples = {"pages.tif": random.integers(0, 255, (3, 40, 51, 3), dtype=np.uint8), "grey.tif": random.integers(0, 255, (2, 40, 51), dtype=np.uint8),
                        "words.tif": random.integers(0, 65535, (2, 40, 51), dtype=np.uint16), "words.png": random.integers(0, 65535, (40, 51), dtype=np.uint16),
                        "one.bmp": random.integers(0, 255, (40, 51, 3), dtype=np.uint8)}
        for name, samples in self.samples.items():
            pages = [Image.fromarray(page) for page in (samples if name.endswith("tif") else [samples])]
            pages[0].save(self.root / "in" / name, **({"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}))

    def made(self, *arguments):
        answer = cli("dicomize", self.root / "in", "--out", self.root / "out", *arguments)
        return {Path(row["path"]).name: (row, self.root / "out" / row["output"]) for row in answer["inputs"]}

    def test_pagesAreFramesWithTheSameSamples(self):
        for name, (row, place) in self.made().items():
            with self.subTest(name):
                self.assertEqual(row["sop_class"], self.CLASSES[name])
                self.assertEqual(drafts.faultsOf(place), set())
                self.assertTrue(np.array_equal(pydicom.dcmread(place).pixel_array, self.samples[name]))

    def test_aBoxIsBlankInTheObjectAndNothingElseChanges(self):
        rows = [{"path": str(self.root / "in" / name), "boxes": [{"x": 5, "y": 7, "w": 20, "h": 9}]} for name in self.samples]
        (self.root / "boxes.json").write_text(json.dumps({"files": rows}), "utf-8")
        for name, (_, place) in self.made("--boxes", self.root / "boxes.json").items():
            expected = self.samples[name].copy()
            expected[(slice(None), slice(7, 16), slice(5, 25)) if name.endswith("tif") else (slice(7, 16), slice(5, 25))] = 0
            with self.subTest(name):
                self.assertEqual(drafts.faultsOf(place), set())
                self.assertTrue(np.array_equal(pydicom.dcmread(place).pixel_array, expected))

    def test_pagesOfSeveralSizesAreNoOneImage(self):
        Image.new("RGB", (9, 9)).save(self.root / "in" / "odd.tif", save_all=True, append_images=[Image.new("RGB", (8, 9))])
        self.assertIn("not alike", self.made()["odd.tif"][0]["reason"])


class Boxes(WithPhotographs):
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
