# SPDX-License-Identifier: Apache-2.0
"""What hides in photographs, by command line: cli_photo_hidden_test.py PROGRAM SHARED"""

import json
import shutil
import struct
import sys
import tempfile
import unittest
import zlib
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from photographs import chunk, cli, encoded, frames, segment


class Hidden(unittest.TestCase):
    """A name in every place of a file's structure that no picture needs."""

    SECRET = b"ZQXJANE0"

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))
        self.addCleanup(shutil.rmtree, self.root)
        (self.root / "in").mkdir()

    def jpegs(self, image):
        raw, long = encoded(image, "JPEG"), self.SECRET * 10
        scan = raw.index(b"\xff\xda")
        header = raw[scan:scan + 4 + raw[scan + 3]]
        yield "table", raw[:2] + segment(0xDB, b"\x03" + long[:64]) + raw[2:]
        yield "codes", raw[:2] + segment(0xC4, b"\x13" + bytes([0] * 7 + [44] + [0] * 8) + long[:44]) + raw[2:]
        yield "conditioning", raw[:2] + segment(0xCC, long[:12]) + raw[2:]
        yield "behind", raw[:-2] + long + raw[-2:]
        yield "restart", raw[:-2] + b"\xff\xd0" + long + raw[-2:]
        yield "scan", raw[:-2] + header + long + raw[-2:]
        yield from ((f"marker{code}", raw[:2] + segment(code, long) + raw[2:]) for code in (*range(0xE0, 0xF0), 0xF0, 0xFE))

    def pngs(self, image):
        raw = encoded(image, "PNG")
        for kind, content in ((b"cHRM", self.SECRET * 4), (b"gAMA", self.SECRET[:4]), (b"pHYs", self.SECRET + b"\1"), (b"bKGD", self.SECRET[:6]),
                              (b"PLTE", self.SECRET * 3), (b"sBIT", self.SECRET[:3]), (b"tIME", self.SECRET[:7]), (b"prVt", self.SECRET)):
            yield kind.decode(), raw[:33] + chunk(kind, content) + raw[33:]
        few = Image.new("P", image.size, 1)
        few.putpalette([0, 0, 0, 255, 255, 255] + [0] * 90 + list(self.SECRET * 20)[:150])
        few.putpixel((3, 3), 32 + 52)
        yield "palette", encoded(few, "PNG", bits=8, transparency=bytes([255, 255]) + self.SECRET)
        yield "sum", raw[:33] + chunk(b"pHYs", bytes(9))[:-4] + self.SECRET[:4] + raw[33:]
        yield "twice", raw[:33] + chunk(b"cICP", bytes(4)) + chunk(b"cICP", self.SECRET[:4]) + raw[33:]

    def webps(self, image):
        for lossless in (False, True):
            picture = encoded(image, "WEBP", lossless=lossless)[12:]
            size = struct.unpack("<I", picture[4:8])[0]
            content = picture[8:8 + size] + self.SECRET * 5
            longer = picture[:4] + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
            for name, flags, body in (("flags", self.SECRET[:3], picture), ("rest", bytes(3), longer)):
                head = b"WEBPVP8X\x0a\0\0\0\0" + flags + struct.pack("<I", image.width - 1)[:3] + struct.pack("<I", image.height - 1)[:3]
                yield f"{name}{lossless}", b"RIFF" + struct.pack("<I", len(head + body)) + head + body

    def gifs(self, image):
        raw = encoded(image.convert("P"), "GIF")
        yield "rest", raw[:-2] + bytes([len(self.SECRET)]) + self.SECRET + b"\0;"
        yield "control", raw.replace(b",", b"!\xf9" + bytes([len(self.SECRET)]) + self.SECRET + b"\0,", 1)

    def tiffs(self, image):
        for packing in ("tiff_lzw", "packbits", "tiff_adobe_deflate", "jpeg"):
            raw = bytearray(encoded(image, "TIFF", compression=packing))
            at = struct.unpack("<I", raw[4:8])[0]
            entries = {raw[i] + raw[i + 1] * 256: i for i in range(at + 2, at + 2 + 12 * raw[at], 12)}
            values = [struct.unpack("<H" if raw[entries[tag] + 2] == 3 else "<I", raw[entries[tag] + 8:][:2 if raw[entries[tag] + 2] == 3 else 4])[0]
                      for tag in (273, 279)]
            strip = bytes(raw[values[0]:sum(values)])
            longer = strip[:-2] + segment(0xFE, self.SECRET) + strip[-2:] if packing == "jpeg" else strip + self.SECRET
            for tag, value in ((273, len(raw)), (279, len(longer))):
                raw[entries[tag] + 2:entries[tag] + 12] = struct.pack("<HII", 4, 1, value)
            yield packing, bytes(raw) + longer
            if packing == "jpeg":
                longer = strip[:-2] + self.SECRET * 20 + strip[-2:]
                raw[entries[279] + 8:entries[279] + 12] = struct.pack("<I", len(longer))
                yield "jpeg-tail", bytes(raw) + longer
        yield from self.tiled(image)

    def tiled(self, image):
        """Two tiles of 64 x 64 for a picture of 80 x 56: a name in what lies beyond its edges."""
        for name, packing, predictor in (("tiles", 1, 1), ("tiles-deflate", 8, 2)):
            tiles = []
            for left in (0, 64):
                tile = Image.new("RGB", (64, 64), (9, 9, 9))
                tile.paste(image.crop((left, 0, min(80, left + 64), 56)), (0, 0))
                raw = bytearray(tile.tobytes())
                for line in range(64):
                    start = line * 192 + (48 if left else 192 if line < 56 else 0)
                    if start < (line + 1) * 192 and (left or line >= 56):
                        raw[start:start + len(self.SECRET)] = self.SECRET
                if predictor == 2:
                    for line in range(64):
                        row = bytes(raw[line * 192:line * 192 + 192])
                        raw[line * 192 + 3:line * 192 + 192] = bytes((row[i] - row[i - 3]) % 256 for i in range(3, 192))
                tiles.append(zlib.compress(bytes(raw)) if packing == 8 else bytes(raw))
            head, places, at = b"II*\0", [], 8
            for tile in tiles:
                places.append(at)
                at += len(tile) + len(tile) % 2
            extra = struct.pack("<3HH", 8, 8, 8, 0) + struct.pack("<4I", *places, *map(len, tiles))
            entries = [(256, 3, 1, 80), (257, 3, 1, 56), (258, 3, 3, at), (259, 3, 1, packing), (262, 3, 1, 2), (277, 3, 1, 3),
                       (317, 3, 1, predictor), (322, 3, 1, 64), (323, 3, 1, 64), (324, 4, 2, at + 8), (325, 4, 2, at + 16)]
            directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *one) for one in entries) + bytes(4)
            body = b"".join(tile + b"\0" * (len(tile) % 2) for tile in tiles)
            yield name, head + struct.pack("<I", at + len(extra)) + body + extra + directory

    def bmps(self, image):
        raw = encoded(image, "BMP")
        head = struct.pack("<I", 124) + raw[18:38] + self.SECRET + raw[46:54] + struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0) + b"DEBM"
        head += self.SECRET * 6 + bytes(16)
        yield "five", raw[:10] + struct.pack("<I", 14 + len(head)) + head + raw[54:] + self.SECRET

    def test_noPlaceOfAFilesStructureKeepsAName(self):
        image = Image.effect_noise((80, 56), 60).convert("RGB")
        plants = {"jpg": self.jpegs, "png": self.pngs, "webp": self.webps, "gif": self.gifs, "tif": self.tiffs, "bmp": self.bmps}
        for kind, planted_files in plants.items():
            for name, raw in planted_files(image):
                (self.root / "in" / f"{name}.{kind}").write_bytes(raw)
        rows = cli("deidentify", self.root / "in", "--out", self.root / "out")["inputs"]
        aside = {Path(row["path"]).name: row["reason"] for row in rows if row["outcome"] != "written"}
        self.assertEqual(set(aside), {"behind.jpg", "restart.jpg", "scan.jpg", "jpeg-tail.tif", "restFalse.webp", "restTrue.webp"})
        for row in rows:
            if not row["output"]:
                continue
            with self.subTest(Path(row["path"]).name):
                raw = (self.root / "out" / row["output"]).read_bytes()
                self.assertNotIn(self.SECRET[:3], raw)
                isReadable = Path(row["path"]).name not in {"conditioning.jpg", "marker240.jpg", "sum.png"}  # by Pillow
                before = row["path"] if isReadable else self.root / "in" / ("table.jpg" if raw[:2] == b"\xff\xd8" else "cHRM.png")
                self.assertEqual(frames(self.root / "out" / row["output"]), frames(before))


class Opacity(unittest.TestCase):
    """Letters that are there in the opacity alone: the colours are black all over."""

    def test_lettersInTheOpacityAreFoundAndGo(self):
        root = Path(tempfile.mkdtemp(prefix="safelight-photo-"))
        self.addCleanup(shutil.rmtree, root)
        (root / "in").mkdir()
        letters = Image.new("L", (320, 80), 0)
        font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 36)
        ImageDraw.Draw(letters).text((10, 15), "JANE EXAMPLE", 255, font)
        colours = Image.new("RGBA", letters.size, (0, 0, 0, 0))
        colours.putalpha(letters)
        for name, options in (("a.png", {}), ("b.webp", {"lossless": True, "exact": True}), ("c.tif", {}), ("d.bmp", {})):
            colours.save(root / "in" / name, **options)
        indexed = Image.new("P", letters.size, 1)
        indexed.putpalette([0] * 6)
        indexed.paste(0, mask=letters)
        indexed.save(root / "in" / "e.gif", transparency=1)
        answer = cli("text", root / "in", "--mode", "quick")
        for row in answer["files"]:
            self.assertEqual(row["frames_total"], 1 if row["path"].endswith("gif") else 2)
            self.assertIn("EXAMPLE", " ".join(box["text"] for box in row["boxes"]).upper(), row["path"])
            for box in row["boxes"]:
                box["verdict"] = "phi"
        (root / "boxes.json").write_text(json.dumps(answer), "utf-8")
        for row in cli("redact", root / "in", "--boxes", root / "boxes.json", "--out", root / "out")["files"]:
            self.assertEqual(row.get("outside_changed"), 0, row)
            with Image.open(root / "out" / row["output"]) as image:
                used = row["boxes"][0]["box_used"]
                inside = image.convert("RGBA").crop((used["x"], used["y"], used["x"] + used["w"], used["y"] + used["h"]))
                self.assertEqual(len(set(inside.getdata())), 1, row["path"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
