# SPDX-License-Identifier: Apache-2.0
"""Known cases: planted, checked by a second person, read, scored and removed; nothing of them leaves. The bound on the
reader is compared with the closed form of Clopper and Pearson.

cli_cases_test.py PROGRAM
"""

import json
import os
import sys
import tempfile
import unittest

import numpy
import pydicom
from pydicom.data import get_testdata_file
from pydicom.uid import generate_uid

from command_line import CommandLine

SERIES = 6
SECRET = "a long passphrase"


class Cases(CommandLine):
    """Six CT series of two images, with nothing to decide about them."""

    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-cases-")
        os.mkdir(cls.at("in"))
        source = pydicom.dcmread(get_testdata_file("CT_small.dcm"))
        source.PixelData = numpy.full((source.Rows, source.Columns), 40, numpy.int16).tobytes()
        for word in ("SmallestImagePixelValue", "LargestImagePixelValue"):
            source.pop(word, None)
        for series in range(SERIES):
            uid = generate_uid(entropy_srcs=["series", str(series)])
            for number in range(2):
                source.SeriesInstanceUID, source.InstanceNumber = uid, number + 1
                source.SOPInstanceUID = generate_uid(entropy_srcs=[uid, str(number)])
                source.file_meta.MediaStorageSOPInstanceUID = source.SOPInstanceUID
                source.save_as(cls.at("in", f"{series:02}-{number}.dcm"))
        with open(os.open(cls.at("passphrase"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(SECRET + "\n")
        cls.path = cls.at("project")
        cls.cli("new", cls.path)
        cls.cli("import", cls.path, cls.at("in"))
        for person in ("planter", "checker", "reader"):
            cls.cli("reviewer", cls.path, "add", "--id", person, "--name", person.title() + " Person", "--role", "curator",
                    "--passphrase-file", cls.at("passphrase"))
        cls.stale = cls.cli("cases", cls.path, "plant", "--as", "planter", expected=1)
        cls.cli("run", cls.path, "--mode", "quick")
        cls.keepAll(cls.path)
        cls.cli("run", cls.path)

    def cases(self, *arguments, expected=0):
        return self.cli("cases", self.path, *arguments, expected=expected)

    def refused(self, code, *arguments):
        self.assertEqual(self.cases(*arguments, expected=1)["error"]["code"], code, arguments)

    def decide(self, decisions, *who, expected=0):
        with open(self.at("decisions.json"), "w", encoding="utf-8") as file:
            json.dump({"decisions": decisions}, file)
        return self.cli("decide", self.path, "--from", self.at("decisions.json"), *who, expected=expected)

    def sign(self, expected=0):
        return self.cli("sign", self.path, "--reviewer", "reader", "--meaning", "review", "--passphrase-file",
                        self.at("passphrase"), expected=expected)

    def test_theReaderIsMeasuredAndNothingPlantedLeaves(self):
        self.assertEqual(self.stale["error"]["code"], "stale-candidates")
        images = [row["id"] for row in self.cli("list", self.path, "--level", "instance")["items"]]
        self.decide([{"item": item, "verdict": "clean"} for item in images], "--as", "reader")
        for wrong in (("plant",), ("score", "--as", "reader"), ("plant", "--as", "planter", "--case", "k1", "--verdict", "fits"),
                      ("plant", "--as", "planter", "--share", "0")):
            self.refused("bad-argument", *wrong)
        for unused in (("--share", "0.05"), ("--count", "30"), ("--seed", "one")):  # also where they ask for the default
            self.refused("bad-argument", "score", *unused)
            self.refused("bad-argument", "read", "--as", "reader", *unused)
        self.refused("not-found", "plant", "--as", "nobody")
        self.refused("not-found", "remove")

        self.assertEqual(self.cases("plant", "--as", "planter", "--seed", "one"), {"planted": 40, "checked": 0, "fit": 0})
        self.refused("bad-argument", "plant", "--as", "planter", "--seed", "two")
        self.assertEqual(self.sign(expected=1)["error"]["code"], "not-reviewed")
        planted = self.cases("check", "--as", "checker")["cases"]
        scored = [one for one in planted if not one["practice"]]
        self.assertEqual(len(scored), 30)
        self.assertEqual({one["kind"] for one in scored}, {"pixels", "header"})
        self.assertEqual(sorted(one["kind"] for one in planted if one["practice"]), ["header"] + ["none"] * 5 + ["pixels"] * 4)
        self.checkBoxes(scored)
        self.assertEqual(self.cases("read", "--as", "reader")["items"], [], "nobody has checked them")
        self.assertEqual(self.decide([{"item": scored[0]["id"], "verdict": "found"}], "--as", "reader", expected=1)["error"]["code"],
                         "bad-argument")
        self.refused("bad-argument", "check", "--as", "planter", "--case", "all", "--verdict", "fits")
        self.refused("bad-argument", "check", "--as", "checker", "--case", "all", "--verdict", "perhaps")
        self.assertEqual(self.cases("check", "--as", "checker", "--case", "all", "--verdict", "fits")["fit"], 40)

        shown = self.cases("read", "--as", "reader")["items"]
        self.assertEqual(len(shown), 40)
        self.assertFalse({"words", "kind", "box"} & set(shown[0]), "a reader is told nothing of what was planted")
        for person in ("planter", "checker"):
            self.assertEqual(self.cases("read", "--as", person)["items"], [], "who knows them reads none of them")
        self.decide([{"item": one["id"], "verdict": "found" if number else "clean", "category": "name"}
                     for number, one in enumerate(scored)], "--as", "reader")
        self.assertEqual(len(self.cli("status", self.path)["not_reviewed"]), 0)
        self.checkScore(self.cases("score")["score"], 29, 30)
        self.cli("undo", self.path)
        self.assertIsNone(self.cases("score")["score"])
        self.decide([{"item": one["id"], "verdict": "found" if number else "clean"} for number, one in enumerate(scored)],
                    "--as", "reader")

        self.assertEqual(self.sign(expected=1)["error"]["code"], "not-reviewed")
        self.assertIn("known-cases", [one["code"] for one in self.cli("status", self.path)["blocks_signing"]])
        score = self.cases("remove")["score"]
        self.checkScore(score, 29, 30)
        self.sign()
        self.cli("release", self.path, "--out", self.at("release"))
        self.assertEqual(self.cli("verify", self.at("release"))["status"], "released")
        self.checkRelease(score, planted, len(images))

    def checkBoxes(self, cases):
        for one in cases:
            if one["kind"] != "pixels":
                continue
            box = one["box"]
            self.assertGreaterEqual(min(box["x"], box["y"]), 0)
            self.assertLessEqual(max(box["x"] + box["width"], box["y"] + box["height"]), 128, one)
            self.assertTrue(one["words"].isascii())

    def checkScore(self, score, found, shown):
        reader = score["readers"][0]
        self.assertEqual((reader["name"], reader["all"]), ("Reader Person", {"shown": shown, "found": found}))
        self.assertAlmostEqual(score["eachConfidence"], 0.975)
        low, high = 0.0, 1.0  # P(at least `found` of `shown`) = 0.025, by bisection
        for _ in range(200):
            middle = (low + high) / 2
            tail = shown * middle ** (shown - 1) * (1 - middle) + middle ** shown
            low, high = (middle, high) if tail < 0.025 else (low, middle)
        self.assertAlmostEqual(reader["lower"], low, places=9)
        # All six series were seen by somebody who sees at least so many: the largest D with (1 - s)^D > 0.025.
        expected = max(D for D in range(SERIES + 1) if (1 - low) ** D > 0.025)
        self.assertEqual((score["unit"], score["size"], score["upper"], score["remaining"]), ("series", SERIES, expected, expected))

    def checkRelease(self, score, planted, images):
        names, content = [], b""
        for folder, _, files in os.walk(self.at("release")):
            for name in files:
                names.append(name)
                with open(os.path.join(folder, name), "rb") as file:
                    content += file.read()
        self.assertEqual(sum(name.endswith(".dcm") for name in names), images)
        for one in planted:
            self.assertNotIn(one["id"].encode(), content)
            if one["words"]:
                self.assertNotIn(one["words"].encode(), content)
        with open(self.at("release", "manifest.json"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["known_cases"], score)
        with open(self.at("release", "report.html"), encoding="utf-8") as file:
            page = file.read()
        for words in ("Reader Person saw 29 of 30", "Adjusted for that, with 95 % confidence at most", "in no count"):
            self.assertIn(words, page)
        for folder, _, files in os.walk(os.path.join(self.path, "candidates")):
            self.assertEqual(len(files), images, "no file was made of a case")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
