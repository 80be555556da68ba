# SPDX-License-Identifier: Apache-2.0
"""The review of kept texts by command line, judged by pydicom on the candidates.

cli_texts_test.py PROGRAM SHARED: safelight-cli and the shared test data (skipped, visibly, where that is missing).
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import pydicom

PROGRAM, SHARED = sys.argv[1:3]
SYNTHETIC = os.path.join(SHARED, "testdata", "synthetic")


def cli(*arguments, expected=0):
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        done = subprocess.run([PROGRAM, *arguments, "--json", result.name], capture_output=True, text=True, timeout=900)
        codes = expected if isinstance(expected, tuple) else (expected,)
        if done.returncode not in codes:
            raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        with open(result.name, encoding="utf-8") as file:
            return json.load(file)


@unittest.skipUnless(os.path.isdir(SYNTHETIC), "the shared test data is not here")
class Texts(unittest.TestCase):
    """The collection of 58 instances under the profile `public`."""

    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="safelight-texts-")
        self.project = os.path.join(self.root, "project")
        inputs = os.path.join(self.root, "in")
        shutil.copytree(SYNTHETIC, inputs, ignore=shutil.ignore_patterns("*.tsv"))
        cli("new", self.project)
        cli("profile", self.project, "set", "public")
        cli("import", self.project, inputs, expected=(0, 3))
        self.run_()

    def tearDown(self):
        shutil.rmtree(self.root)

    def run_(self):
        cli("run", self.project, "profile", expected=(0, 3))

    def texts(self, *options):
        return [row for row in cli("findings", self.project, *options)["findings"] if row["kind"] == "header"]

    def decide(self, row, verdict, reason="", expected=0):
        words = ["--reason", reason] if reason else []
        return cli("decide", self.project, "--finding", row["id"], "--verdict", verdict, *words, expected=expected)

    def showing(self, text):
        """Candidates in which an element is this text."""
        found = []
        for path in glob.glob(os.path.join(self.project, "candidates", "*.dcm")):
            whole = pydicom.dcmread(path, stop_before_pixels=True)
            if any(str(element.value) == text for element in whole.iterall() if element.VR != "SQ"):
                found.append(path)
        return found

    def test_whatTheRulesSettledIsToldOnceForAllFiles(self):
        inputs = os.path.join(self.root, "more")
        os.mkdir(inputs)
        source = glob.glob(os.path.join(SYNTHETIC, "P001", "**", "*.dcm"), recursive=True)[0]
        for number, name in enumerate(("Pearson^Eva", "Okafor^John", "Okafor^John")):
            dataset = pydicom.dcmread(source)
            dataset.PatientName, dataset.PatientID = name, "SHARED-1"
            dataset.PatientBirthDate = "19610203" if number == 0 else "19830101"
            dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = f"1.2.3.4.{number}"
            dataset.StudyInstanceUID = f"1.2.3.5.{number}"
            dataset.save_as(os.path.join(inputs, f"{number}.dcm"))
        cli("import", self.project, inputs)
        self.run_()
        found = cli("findings", self.project)
        shared = [row for row in found["doubts"] if row["kind"] == "two-people-one-id"]
        self.assertEqual([len(row["items"]) for row in shared], [3])
        keys = [(row["kind"], row["place"], row["text"]) for row in found["doubts"]]
        self.assertEqual(len(keys), len(set(keys)))
        self.assertNotIn("uncertain-text", {row["kind"] for row in found["doubts"]})
        self.assertIn("retained-identity", {row["kind"] for row in found["doubts"]})

    def test_sixtyDecisionsAreEnoughAndEachServesEveryFile(self):
        texts = self.texts("--open")
        print(f"{len(texts)} decisions for {sum(row['files'] for row in texts)} files with uncertain texts")
        self.assertTrue(0 < len(texts) <= 60, len(texts))
        self.assertEqual(len({row["text"] for row in texts}), len(texts))
        for row in texts:
            self.assertEqual((row["proposed"], row["verdicts"]), ("remove", ["remove", "keep", "replace"]))
            self.assertEqual(self.showing(row["text"]), [], "nobody has read it yet")
        row = max(texts, key=lambda one: one["files"])
        self.assertGreater(row["files"], 1)
        self.decide(row, "replace", "READ BY HAND")
        self.assertIn("stale-candidates", json.dumps(cli("status", self.project)))
        self.run_()
        self.assertEqual(len(self.showing("READ BY HAND")), row["files"])
        cli("undo", self.project)
        self.run_()
        self.assertEqual(self.showing("READ BY HAND"), [])
        self.decide(row, "keep")
        self.run_()
        self.assertGreaterEqual(len(self.showing(row["text"])), row["files"])
        decided = [one for one in self.texts() if one["id"] == row["id"]]
        self.assertEqual((decided[0]["state"], decided[0]["verdict"]), ("decided", "keep"))
        self.assertEqual(len(self.texts("--open")), len(texts) - 1)
        refused = self.decide(texts[0], "replace", "a\\b", expected=1)
        self.assertEqual(refused["error"]["code"], "bad-argument")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
