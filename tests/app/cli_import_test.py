# SPDX-License-Identifier: Apache-2.0
"""Hostile and odd inputs by command line: everything is listed or set aside with a reason, and the program lives.

cli_import_test.py PROGRAM SHARED
"""

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile

import pydicom
from pydicom.data import get_testdata_file

PROGRAM, SHARED = sys.argv[1:3]


def cli(*arguments, expected=0):
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        done = subprocess.run([PROGRAM, *arguments, "--json", result.name], capture_output=True, text=True, timeout=600)
        if done.returncode not in ((expected,) if isinstance(expected, int) else expected):
            raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
        with open(result.name, encoding="utf-8") as file:
            return json.load(file)


def nested(depth):
    """A DICOM file whose sequences of undefined length lie `depth` deep."""
    meta = b"".join(struct.pack("<HH2sH", 2, element, b"UI", len(value)) + value
                    for element, value in ((2, b"1.2.840.10008.5.1.4.1.1.7\0"), (3, b"1.2.3\0"), (0x10, b"1.2.840.10008.1.2.1\0")))
    opening = struct.pack("<HH2sHI", 0x0040, 0xA730, b"SQ", 0, 0xFFFFFFFF) + struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
    closing = struct.pack("<HHI", 0xFFFE, 0xE00D, 0) + struct.pack("<HHI", 0xFFFE, 0xE0DD, 0)
    return (b"\0" * 128 + b"DICM" + struct.pack("<HH2sHI", 2, 0, b"UL", 4, len(meta)) + meta + opening * depth + closing * depth)


class Import(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="safelight-import-")
        self.inputs = os.path.join(self.root, "in")
        self.project = os.path.join(self.root, "project")
        os.mkdir(self.inputs)
        cli("new", self.project)

    def tearDown(self):
        shutil.rmtree(self.root)

    def put(self, name, content):
        with open(os.path.join(self.inputs, name), "wb") as file:
            file.write(content)

    def rows(self, *inputs):
        answer = cli("import", self.project, *(inputs or [self.inputs]), expected=(0, 3))["inputs"]
        return {os.path.basename(row["path"]): row for row in answer}

    def test_aFileNestedAHundredThousandDeepIsUnreadableAndNothingElseSuffers(self):
        self.put("deep.dcm", nested(100_000))
        shutil.copy(get_testdata_file("CT_small.dcm"), self.inputs)
        rows = self.rows()
        self.assertEqual(rows["CT_small.dcm"]["outcome"], "listed")
        self.assertEqual(rows["deep.dcm"]["outcome"], "set_aside")
        self.assertNotEqual(rows["deep.dcm"]["reason"], "")

    def test_membersOfAnArchiveAreListedEachWithItsPath(self):
        with zipfile.ZipFile(os.path.join(self.inputs, "study.zip"), "w") as archive:
            archive.write(get_testdata_file("CT_small.dcm"), "a/ct.dcm")
            archive.write(get_testdata_file("MR_small.dcm"), "../escape.dcm")
            archive.writestr("notes.txt", "hello")
        answer = cli("import", self.project, self.inputs, expected=3)["inputs"]
        outcomes = {row["path"].split("!/")[-1]: row["outcome"] for row in answer}
        self.assertEqual(outcomes, {"a/ct.dcm": "listed", "../escape.dcm": "listed", "notes.txt": "set_aside"})
        self.assertFalse(os.path.exists(os.path.join(self.root, "escape.dcm")))
        cli("run", self.project, "profile")
        self.assertEqual(len(os.listdir(os.path.join(self.project, "candidates"))), 2)

    def test_aDamagedFileIsShownAndNeverReleased(self):
        with open(get_testdata_file("MR_small.dcm"), "rb") as file:
            content = file.read()
        self.put("cut.dcm", content[:-3000])
        row = self.rows()["cut.dcm"]
        self.assertIn("damaged", row["reason"])
        cli("run", self.project, "profile", expected=(0, 3))
        self.assertEqual(os.listdir(os.path.join(self.project, "candidates")), [])

    def test_theSameBytesAreADuplicateAndTheProjectTakesNoInputInsideItself(self):
        shutil.copy(get_testdata_file("CT_small.dcm"), os.path.join(self.inputs, "a.dcm"))
        shutil.copy(get_testdata_file("CT_small.dcm"), os.path.join(self.inputs, "b.dcm"))
        self.assertEqual(sorted(row["outcome"] for row in self.rows().values()), ["duplicate", "listed"])
        self.assertEqual(cli("import", self.project, self.project, expected=1)["error"]["code"], "overlap")

    def test_anOriginalThatChangedIsNotUsed(self):
        path = os.path.join(self.inputs, "ct.dcm")
        shutil.copy(get_testdata_file("CT_small.dcm"), path)
        self.rows()
        whole = pydicom.dcmread(path)
        whole.PatientID = "ANOTHER"
        whole.save_as(path)
        aside = cli("run", self.project, "profile", expected=3)["set_aside"]
        self.assertIn("changed", aside[0]["reason"])

    @unittest.skipUnless(os.path.isdir(os.path.join(SHARED, "testdata")), "the shared test data is not here")
    def test_allTestDataIsAccountedFor(self):
        folder = os.path.join(SHARED, "testdata")
        there = sum(len(names) for _, _, names in os.walk(folder))
        answer = cli("import", self.project, folder, expected=3)["inputs"]
        self.assertEqual(len(answer), there)
        self.assertEqual([row for row in answer if row["outcome"] != "listed" and not row["reason"]], [])
        self.assertGreater(sum(row["outcome"] == "listed" for row in answer), there * 0.7)


class Places(unittest.TestCase):
    """Where the private result and the keys may not go, and boxes that fit no file."""

    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="safelight-places-")
        self.inputs = os.path.join(self.root, "in")
        os.mkdir(self.inputs)
        self.original = shutil.copy(get_testdata_file("CT_small.dcm"), self.inputs)
        with open(self.original, "rb") as file:
            self.content = file.read()

    def tearDown(self):
        self.assertEqual(os.listdir(self.inputs), ["CT_small.dcm"])
        with open(self.original, "rb") as file:
            self.assertEqual(file.read(), self.content)
        shutil.rmtree(self.root)

    def refused(self, *arguments):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=600)
        self.assertEqual(done.returncode, 1, done.stderr)

    def at(self, *names):
        return os.path.join(self.root, *names)

    def test_aResultIsNeverWrittenOverAnOriginalOrAmongThem(self):
        self.refused("text", self.inputs, "--json", self.original)
        self.refused("inspect", self.original, "--json", self.original)
        cli("new", self.at("project"))
        cli("import", self.at("project"), self.inputs)
        self.refused("list", self.at("project"), "--json", self.original)
        self.refused("list", self.at("project"), "--json", self.at("project", "key"))
        cli("list", self.at("project"))

    def test_aPrivateResultStaysOutOfTheOutputAndIsRefusedBeforeTheWork(self):
        self.refused("deidentify", self.inputs, "--out", self.at("out"), "--json", self.at("out", "result.json"))
        self.refused("deidentify", self.inputs, "--out", self.at("out"), "--json", self.at("nowhere", "result.json"))
        self.assertFalse(os.path.exists(self.at("out")))

    def test_aKeyIsNotMadeAmongTheOriginals(self):
        self.refused("deidentify", self.inputs, "--out", self.at("out"), "--key-file", os.path.join(self.inputs, "key"))

    def test_anEmptyPassphraseDoesNotMakeAnUnprotectedProject(self):
        with open(os.open(self.at("empty"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write("\n")
        self.refused("new", self.at("project"), "--project-passphrase-file", self.at("empty"))
        self.assertFalse(os.path.exists(self.at("project")))

    def test_boxesFollowTheirFileByAnySpellingAndAreNeverDroppedSilently(self):
        box = {"x": 1, "y": 1, "w": 5, "h": 5}
        for path, code in ((os.path.join(self.inputs, "..", "in", "CT_small.dcm"), 0), (self.at("misspelt.dcm"), 1)):
            with open(self.at("boxes.json"), "w", encoding="utf-8") as file:
                json.dump({"files": [{"path": path, "boxes": [box]}]}, file)
            answer = cli("redact", self.inputs, "--boxes", self.at("boxes.json"), "--out", self.at(f"out{code}"), expected=code)
            self.assertEqual(len(answer["files"][0]["boxes"]) if code == 0 else answer["error"]["code"], 1 if code == 0 else "bad-argument")

    def test_whatAKilledRunLeftIsDroppedByTheNext(self):
        left = [self.at(f"out.partial-{end}") for end in ("Ab3dE9", "another")]
        for folder in left:
            os.mkdir(folder, 0o700)
        with open(os.path.join(left[0], "waiting-1"), "wb") as file:
            file.write(b"half")
        cli("deidentify", self.inputs, "--out", self.at("out"))
        self.assertEqual([os.path.exists(folder) for folder in left], [False, True])

    def test_aNumberTooLargeIsNoBox(self):
        cli("new", self.at("project"))
        cli("import", self.at("project"), self.inputs)
        cli("box", self.at("project"), "add", "--item", "i1", "--rect", "4294967296,0,1,1", expected=1)

    def test_pixelOptionsWithoutDecisionsAreFindings(self):
        answer = cli("deidentify", self.inputs, "--out", self.at("out"), "--option", "clean-pixel-data")
        self.assertIn("pixel-text-not-decided", [one["kind"] for one in answer["findings"]])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
