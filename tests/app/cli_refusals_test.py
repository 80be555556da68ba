# SPDX-License-Identifier: Apache-2.0
"""What the command line must say or refuse rather than do half: one test a fault that was found.

cli_refusals_test.py PROGRAM
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

from pydicom.data import get_testdata_file

PROGRAM = sys.argv[1]


class Refusals(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="safelight-refusals-")
        self.inputs = self.at("in")
        os.mkdir(self.inputs)
        self.ct = shutil.copy(get_testdata_file("CT_small.dcm"), self.inputs)

    def tearDown(self):
        shutil.rmtree(self.root)

    def at(self, *names):
        return os.path.join(self.root, *names)

    def cli(self, *arguments, expected=0):
        """The JSON result and the words."""
        result = self.at("result.json")
        done = subprocess.run([PROGRAM, *arguments, "--json", result], capture_output=True, text=True, errors="replace", timeout=600)
        self.assertEqual(done.returncode, expected, f"{arguments}\n{done.stdout}\n{done.stderr}")
        with open(result, encoding="utf-8") as file:
            return json.load(file), done.stdout + done.stderr

    def written(self, name, text, mode=0o600):
        with open(os.open(self.at(name), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode), "w", encoding="utf-8") as file:
            file.write(text)
        return self.at(name)

    def makeProject(self):
        self.cli("new", self.at("project"))
        self.cli("import", self.at("project"), self.inputs)
        return self.at("project")

    def test_aReviewerHasAPlainNameOfTheirOwn(self):
        project = self.makeProject()
        secret = self.written("secret", "a long enough passphrase\n")
        def add(name, *role):
            return ("reviewer", project, "add", "--id", "r2", "--name", name, "--role", *(role or ("curator",)), "--passphrase-file", secret)
        self.cli("reviewer", project, "add", "--id", "r1", "--name", "Ada Reader", "--role", "curator", "--passphrase-file", secret)
        for one in (add("Eve\u202e redaeR"), add("Eve\nReader"), add("Eve Reader", "boss\u2066"), add("Eve\x85Reader"), add("ADA  Reader"), add("Ada Reader")):
            answer, _ = self.cli(*one, expected=1)
            self.assertEqual(answer["error"]["code"], "bad-argument", one)
        self.cli(*add("Søren Ž. Müller-李"))

    def test_nothingIsSignedOrReleasedOverAJournalThatWasChanged(self):
        # Not the real text of the slice: it holds none.
        project = self.makeProject()
        self.cli("run", project, "--mode", "quick")
        for finding in self.cli("findings", project, "--open")[0]["findings"]:
            self.cli("decide", project, "--finding", finding["id"], "--verdict", "remove")
        self.cli("run", project)
        item = self.cli("list", project, "--level", "instance")[0]["items"][0]["id"]
        self.cli("decide", project, "--item", item, "--verdict", "found")
        self.cli("decide", project, "--item", item, "--verdict", "clean", "--reason", "looked again")
        secret = self.written("secret", "a long enough passphrase\n")
        sign = ("sign", project, "--reviewer", "r1", "--name", "Ada Reader", "--role", "curator", "--meaning", "review", "--passphrase-file", secret)
        changed = self.at("changed")
        shutil.copytree(project, changed)
        self.tamper(changed)
        answer, words = self.cli(sign[0], changed, *sign[2:], expected=1)
        self.assertEqual(answer["error"]["code"], "tampered", words)
        self.cli(*sign)
        self.tamper(project)
        answer, words = self.cli("release", project, "--out", self.at("out"), expected=1)
        self.assertEqual(answer["error"]["code"], "tampered", words)
        self.assertFalse(os.path.exists(self.at("out")))

    @staticmethod
    def tamper(project):
        """The verdict "found" was never there."""
        with sqlite3.connect(os.path.join(project, "project.db")) as database:
            for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                database.execute(f"DROP TRIGGER {name}")
            last = database.execute("SELECT max(number) FROM journal WHERE number < (SELECT max(number) FROM journal)").fetchone()[0]
            database.execute("DELETE FROM journal WHERE number = ?", (last,))
        database.close()

    def test_aLanguageThatIsNotInstalledIsRefusedAndWhatIsThereIsNamed(self):
        for command in (("text", self.inputs), ("run", self.at("project"), "text")):
            for languages in ("nosuch", "eng+nosuch", "+eng", ""):
                done = subprocess.run([PROGRAM, *command, "--languages", languages], capture_output=True, text=True, timeout=600)
                self.assertNotIn(done.returncode, (0, 3), (command, languages))
                self.assertIn("eng", done.stderr, (command, languages))
                self.assertIn("tesseract-ocr-", done.stderr)
        rows = self.cli("text", self.inputs, "--mode", "quick", "--languages", "deu+eng")[0]["files"]
        self.assertEqual([row["frames_examined"] for row in rows], [1])

    def test_oneItemTwiceInAFileOfDecisionsIsRefusedAndNothingIsDecided(self):
        project = self.makeProject()
        items = self.cli("list", project)[0]["items"]
        names = {row["level"]: row["id"] for row in items}
        for first, second in ((names["instance"], names["instance"]), (names["series"], names["instance"])):
            decisions = [{"item": first, "verdict": "clean"},
                         {"item": second, "verdict": "skip", "reason": "doubtful"}]
            source = self.written("decisions.json", json.dumps({"decisions": decisions}))
            answer, words = self.cli("decide", project, "--from", source, expected=1)
            self.assertEqual(answer["error"]["code"], "bad-argument")
            self.assertIn("decision 2", words)
            self.assertIn(names["instance"], words)
        rows = self.cli("list", project, "--level", "instance")[0]["items"]
        self.assertEqual([row["verdict"] for row in rows], [None])

    def test_aKnownReviewerKeepsNameAndRoleAndAnotherOneIsRefused(self):
        project = self.makeProject()
        secret = self.written("secret", "a long enough passphrase\n")
        self.cli("reviewer", project, "add", "--id", "r1", "--name", "Ada Reader", "--role", "curator", "--passphrase-file", secret)
        sign = ("sign", project, "--reviewer", "r1", "--meaning", "review", "--passphrase-file", secret)
        for other in (("--name", "Eve Reader", "--role", "curator"), ("--name", "Ada Reader", "--role", "owner"), ("--role", "owner")):
            answer, words = self.cli(*sign, *other, expected=1)
            self.assertEqual(answer["error"]["code"], "bad-argument", other)
            self.assertIn("Ada Reader", words)
        for same in ((), ("--name", "Ada Reader", "--role", "curator"), ("--name", "Ada Reader")):
            answer, _ = self.cli(*sign, *same, expected=1)
            self.assertEqual(answer["error"]["code"], "not-reviewed", same)

    def test_aPassphraseOfAProjectIsRefusedWhereItOpensNothing(self):
        project = self.makeProject()
        secret = self.written("secret", "a long enough passphrase\n")
        answer, words = self.cli("status", project, "--project-passphrase-file", secret, expected=1)
        self.assertEqual(answer["error"]["code"], "bad-argument")
        self.assertIn("not protected", words)
        for command in (("deidentify", self.inputs, "--dry-run"), ("inspect", self.ct), ("text", self.inputs), ("doctor",)):
            done = subprocess.run([PROGRAM, *command, "--project-passphrase-file", secret], capture_output=True, text=True, timeout=600)
            self.assertEqual(done.returncode, 1, command)
            self.assertIn("--project-passphrase-file", done.stderr)

    def test_aRehearsalLeavesNothingBehind(self):
        self.cli("deidentify", self.inputs, "--dry-run", "--key-file", self.at("key"))
        self.assertFalse(os.path.exists(self.at("key")))
        answer, words = self.cli("deidentify", self.inputs, "--dry-run", "--maps", self.at("maps"), expected=1)
        self.assertEqual(answer["error"]["code"], "bad-argument")
        self.assertIn("--maps", words)
        self.assertFalse(os.path.exists(self.at("maps")))

    def test_aFillThatDoesNotFitIsRefusedInWords(self):
        boxes = self.written("boxes.json", json.dumps({"files": [{"path": self.ct, "boxes": [{"x": 1, "y": 1, "w": 5, "h": 5}]}]}))
        answer, _ = self.cli("redact", self.inputs, "--boxes", boxes, "--out", self.at("out"), "--fill", "70000", expected=3)
        self.assertIn("fill 70000", answer["files"][0]["reason"])
        self.assertIn("does not fit", answer["files"][0]["reason"])

    def test_faceNamesTheInputsItSetAside(self):
        self.written("in/notes.txt", "hello")
        answer, words = self.cli("face", self.inputs, expected=3)
        self.assertEqual([os.path.basename(row["path"]) for row in answer["set_aside"]], ["notes.txt"])
        self.assertNotEqual(answer["set_aside"][0]["reason"], "")
        self.assertEqual(len(answer["series"]), 1)
        self.assertIn("notes.txt", words)

    def test_noMessageHasAnEmptyPlace(self):
        project = self.makeProject()
        for command in (("reviewer", project, "add", "--id", "r1", "--name", "Ada Reader"), ("public-key", project, "--out", self.at("k")),
                        ("reviewer", project, "add"), ("decide", project, "--verdict", "clean"), ("inspect", ""), ("verify", ""),
                        ("decide", project, "--item", "i1"), ("profile", project, "set"), ("new", ""), ("import", project, "")):
            _, words = self.cli(*command, expected=1)
            self.assertNotRegex(words, r": \.|\(\)|: $|  \.| \.", command)
            self.assertGreater(len(words.split()), 2, command)

    def test_aBoxOfALayerWithoutANameIsRefusedAndOneThatIsNotThereKeepsTheFileOut(self):
        box = {"x": 1, "y": 1, "w": 5, "h": 5}
        for layer in ("overlay", "overlay:5000", "bits:x", "pixel"):
            rows = [{"path": self.ct, "boxes": [box, {**box, "layer": layer}]}]
            boxes = self.written("boxes.json", json.dumps({"files": rows}))
            answer, words = self.cli("redact", self.inputs, "--boxes", boxes, "--out", self.at("out"), expected=1)
            self.assertEqual(answer["error"]["code"], "bad-argument")
            self.assertIn(f'box 2 of {self.ct} lies in layer "{layer}"', words)
            self.assertFalse(os.path.exists(self.at("out")))
        for number, layer in enumerate(("overlay:6000", "icon", "bits")):
            boxes = self.written("boxes.json", json.dumps({"files": [{"path": self.ct, "boxes": [{**box, "layer": layer}]}]}))
            answer, _ = self.cli("redact", self.inputs, "--boxes", boxes, "--out", self.at(f"none{number}"), expected=3)
            row = next(row for row in answer["files"] if row["path"] == self.ct)
            self.assertEqual(row["output"], "")
            self.assertGreater(len(row["reason"]), 10)
        rows = [{"path": self.ct, "boxes": [{**box, "layer": "pixels"}, {**box, "layer": "overlay", "verdict": "safe"}]}]
        boxes = self.written("boxes.json", json.dumps({"files": rows}))
        self.cli("redact", self.inputs, "--boxes", boxes, "--out", self.at("out"))

    def test_anInterruptedImportListsNothingAndSaysSo(self):
        for number in range(5000):
            os.link(self.ct, os.path.join(self.inputs, f"copy{number}.dcm"))
        project = self.at("project")
        self.cli("new", project)
        running = subprocess.Popen([PROGRAM, "import", project, self.inputs, "--jobs", "1"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, process_group=0)
        time.sleep(1)
        os.killpg(running.pid, signal.SIGINT)
        _, words = running.communicate(timeout=60)
        self.assertEqual(running.returncode, 4, words)
        self.assertIn("Nothing was listed", words)
        self.assertEqual(self.cli("list", project)[0]["items"], [])

    def test_aPathThatIsNotUtf8IsToldSoThatItCanBeFound(self):
        os.rename(self.ct, os.path.join(self.inputs.encode(), b"caf\xe9-\xc3\xa9.dcm"))
        self.cli("deidentify", self.inputs, "--out", self.at("out"), "--maps", self.at("maps"))
        with open(self.at("maps", "file_map.csv"), encoding="utf-8") as file:
            self.assertIn("caf\\xE9-é.dcm,", file.read())
        self.cli("new", self.at("project"))
        rows = self.cli("import", self.at("project"), self.inputs, expected=3)[0]["inputs"]
        self.assertIn("UTF-8", rows[0]["reason"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[2:]])
