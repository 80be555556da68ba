# SPDX-License-Identifier: Apache-2.0
"""Faces in profile are proposed in photographs, to either side, where OpenCV's cascades are installed.

cli_profile_test.py PROGRAM
"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageOps

PROGRAM = sys.argv[1]
CASCADE = Path("/usr/share/opencv4/haarcascades/haarcascade_profileface.xml")
GREY = (36, 36, 36)


def drawnProfile(width):
    """A face that nobody owns, from the side: it looks to the left of the picture."""
    scale = width / 200
    face = Image.new("L", (width, width * 5 // 4), 36)
    draw = ImageDraw.Draw(face)

    def points(*places):
        return [(x * scale, y * scale) for x, y in places]

    draw.polygon(points((70, 60), (75, 30), (95, 12), (135, 8), (170, 28), (185, 70), (180, 120), (165, 150), (155, 249), (100, 249),
                        (98, 205), (75, 208), (58, 200), (54, 184), (57, 176), (50, 170), (54, 163), (50, 157), (56, 150), (54, 142),
                        (42, 136), (40, 126), (62, 98), (66, 86), (62, 72)), fill=217)
    draw.polygon(points((75, 40), (95, 10), (135, 4), (175, 24), (192, 72), (186, 130), (165, 165), (155, 130), (148, 100), (131, 84),
                        (121, 50), (85, 44)), fill=84)
    draw.polygon(points((64, 78), (95, 70), (96, 77), (68, 85)), fill=159)
    draw.ellipse(points((68, 88), (90, 102)), fill=100)
    draw.ellipse(points((70, 88), (82, 102)), fill=60)
    draw.ellipse(points((62, 82), (100, 108)), outline=187, width=max(1, int(4 * scale)))
    draw.polygon(points((52, 160), (80, 164), (54, 168)), fill=46)
    draw.ellipse(points((128, 92), (146, 134)), fill=221)
    draw.polygon(points((58, 140), (72, 146), (60, 152)), fill=46)
    draw.polygon(points((100, 205), (150, 190), (155, 249), (100, 249)), fill=126)
    return face.filter(ImageFilter.GaussianBlur(2 * scale)).convert("RGB")


@unittest.skipUnless(CASCADE.exists(), "opencv-data is not installed")
class Profile(unittest.TestCase):
    def test_aFaceInProfileIsProposedToEitherSide(self):
        with tempfile.TemporaryDirectory(prefix="safelight-profile-") as folder:
            scene = Image.new("RGB", (1400, 1000), GREY)
            scene.save(Path(folder, "empty.jpg"), quality=92)
            scene.paste(drawnProfile(300), (600, 350))
            scene.save(Path(folder, "left.jpg"), quality=92)
            ImageOps.mirror(scene).save(Path(folder, "right.jpg"), quality=92)
            run = subprocess.run([PROGRAM, "text", folder, "--mode", "quick", "--json", "-"], capture_output=True, text=True,
                                 timeout=300, check=True)
        faces = {Path(row["path"]).stem: [box for box in row["boxes"] if "face" in box["reasons"]]
                 for row in json.loads(run.stdout)["files"]}
        self.assertEqual({name: len(boxes) for name, boxes in faces.items()}, {"empty": 0, "left": 1, "right": 1})
        for name, eye in (("left", 720), ("right", 680)):
            box = faces[name][0]
            self.assertTrue(box["x"] < eye < box["x"] + box["w"] and box["y"] < 490 < box["y"] + box["h"], box)
            self.assertGreater(min(box["w"], box["h"]), 200, "all of the face")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
