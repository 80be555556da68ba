# SPDX-License-Identifier: Apache-2.0
"""The crosswalk: a second batch of the same patients gets the same names in another project; pydicom reads both.

cli_crosswalk_test.py PROGRAM
"""

import csv
import datetime
import hashlib
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pydicom

from command_line import CommandLine, PROGRAM, calmSource

PHRASE = "a sentence for the crosswalk"
PATIENTS = {"MRN-77401": "PEARSON^ANNA", "MRN-88502": "HOLLOWAY^BRUNO"}
STUDY = {patient: f"1.2.826.0.1.3680043.8.498.7.{number}" for number, patient in enumerate((*PATIENTS, "MRN-99603"), 77401)}


class Crosswalk(CommandLine):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-crosswalk-")
        cls.words = ""
        cls.first = [cls.source("first", patient, name, number, day) for patient, name in PATIENTS.items()
                     for number, day in ((1, "20200110"), (2, "20200110"))]
        cls.later = [cls.source("later", patient, PATIENTS.get(patient, "CARVER^IDA"), 9, day) for patient, day in
                     (("MRN-77401", "20200214"), ("MRN-99603", "20200214"))]
        cls.phrase, cls.wrong = cls.secret("phrase", PHRASE), cls.secret("wrong", "another sentence")
        cls.sealed = cls.at("names.sealed")
        cls.made = cls.project("one", "first")
        cls.told = cls.cli("crosswalk", cls.made, "export", "--out", cls.sealed, "--passphrase-file", cls.phrase)
        cls.cli("new", cls.at("two"))
        cls.taken = cls.cli("crosswalk", cls.at("two"), "import", cls.sealed, "--passphrase-file", cls.phrase)
        cls.cli("import", cls.at("two"), cls.at("later"))
        cls.cli("run", cls.at("two"), "profile")

    @classmethod
    def heard(cls, arguments, done):
        cls.words += done.stderr

    @classmethod
    def secret(cls, name, words):
        path = cls.at(name)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(words + "\n")
        return path

    @classmethod
    def source(cls, batch, patient, name, number, day):
        data = calmSource()
        data.PatientID, data.PatientName = patient, name
        data.StudyInstanceUID = STUDY[patient]
        data.SeriesInstanceUID = STUDY[patient] + ".1"
        data.SOPInstanceUID = data.file_meta.MediaStorageSOPInstanceUID = f"{STUDY[patient]}.{number}"
        data.InstanceNumber, data.StudyDate = number, day
        os.makedirs(cls.at(batch), exist_ok=True)
        path = cls.at(batch, f"{patient}-{number}.dcm")
        data.save_as(path)
        return path

    @classmethod
    def project(cls, name, batch):
        cls.cli("new", cls.at(name))
        cls.cli("profile", cls.at(name), "set", "public")
        cls.cli("import", cls.at(name), cls.at(batch))
        cls.cli("run", cls.at(name), "profile")
        return cls.at(name)

    @classmethod
    def candidates(cls, name):
        """Released names of all candidates, as pydicom reads them; sorted by number and day."""
        return [pydicom.dcmread(path) for path in sorted(Path(cls.at(name, "candidates")).iterdir())]

    def table(self):
        out = self.at("table.csv")
        if not os.path.exists(out):
            self.cli("crosswalk", self.sealed, "table", "--out", out, "--passphrase-file", self.phrase)
        self.assertEqual(stat.S_IMODE(os.stat(out).st_mode), 0o600)
        with open(out, encoding="utf-8", newline="") as file:
            return {(row["level"], row["id_old"]): row for row in csv.DictReader(file)}

    def test_theSamePatientsGetTheSameNamesAndOthersGetOthers(self):
        one, two = self.candidates("one"), self.candidates("two")
        self.assertEqual((len(one), len(two)), (4, 2))
        table = self.table()
        anna = table["patient", "MRN-77401"]["id_new"]
        self.assertEqual({ds.PatientID for ds in one},
                         {anna, table["patient", "MRN-88502"]["id_new"]})
        again = [ds for ds in two if ds.PatientID == anna]
        self.assertEqual(len(again), 1)
        self.assertEqual(again[0].StudyInstanceUID, table["study", STUDY["MRN-77401"]]["id_new"])
        self.assertEqual(again[0].SeriesInstanceUID, table["series", STUDY["MRN-77401"] + ".1"]["id_new"])
        other = next(ds for ds in two if ds.PatientID != anna)
        self.assertNotIn(other.PatientID, {ds.PatientID for ds in one})

        def day(text):
            return datetime.datetime.strptime(text, "%Y%m%d")
        first = next(ds for ds in one if ds.PatientID == anna)
        self.assertEqual(day(again[0].StudyDate) - day(first.StudyDate), day("20200214") - day("20200110"),
                         "time between visits stays, so the shift is the same")
        self.assertEqual((day(first.StudyDate) - day("20200110")).days, int(table["patient", "MRN-77401"]["days"]))
        self.assertEqual(self.taken["key_id"], self.told["key_id"])

    def test_withoutTheCrosswalkTheyAreOthers(self):
        self.project("apart", "later")
        known = {ds.PatientID for ds in self.candidates("one")}
        self.assertFalse(known & {ds.PatientID for ds in self.candidates("apart")})

    def test_theTableIsWhatPydicomReads(self):
        table = self.table()
        byNumber = {(ds.PatientID, int(ds.InstanceNumber)): ds for ds in self.candidates("one")}
        for path in self.first:
            old = pydicom.dcmread(path)
            new = byNumber[table["patient", old.PatientID]["id_new"], int(old.InstanceNumber)]
            for level, keyword in (("study", "StudyInstanceUID"), ("series", "SeriesInstanceUID"),
                                   ("instance", "SOPInstanceUID")):
                self.assertEqual(table[level, old[keyword].value]["id_new"], new[keyword].value)
        self.assertEqual(len(table), 2 + 2 + 2 + 4)
        self.assertEqual((self.told["patients"], self.told["rows"]), (2, 10))

    def test_theSealedFileHoldsNothingThatCanBeRead(self):
        raw = Path(self.sealed).read_bytes()
        self.assertEqual(stat.S_IMODE(os.stat(self.sealed).st_mode), 0o600)
        self.assertEqual(hashlib.sha256(raw).hexdigest(), self.told["sha256"])
        key = Path(self.made, "key").read_text(encoding="utf-8").split()
        values = [*PATIENTS, *STUDY.values(), "PEARSON", "HOLLOWAY", self.told["key_id"], self.made, PHRASE,
                  *(word for word in key if len(word) > 20), *(ds.PatientID for ds in self.candidates("one"))]
        for value in values:
            self.assertNotIn(value.encode(), raw)
        for value in (*PATIENTS, *STUDY.values(), "PEARSON", "HOLLOWAY", "CARVER"):
            self.assertNotIn(value, self.words)

    def test_theJournalTellsOfBothAndNothingTakesThemBack(self):
        for name, kind in (("one", "crosswalk-exported"), ("two", "crosswalk-imported")):
            entries = self.cli("journal", self.at(name), "export")["entries"]
            told = [entry for entry in entries if entry["kind"] == kind]
            self.assertEqual(len(told), 1)
            self.assertIn(self.told["sha256"], str(told[0]))
            for value in (*PATIENTS, "PEARSON"):
                self.assertNotIn(value, str(told[0]))
            self.assertTrue(told[0]["time"])
            self.assertEqual(self.cli("journal", self.at(name), "verify")["fault"], "")

    def refused(self, code, *arguments):
        answer = self.cli("crosswalk", *arguments, expected=1)
        self.assertEqual(answer["error"]["code"], code, answer)
        self.assertNotIn("MRN", str(answer))

    def test_refusesWhatItCannotOpen(self):
        out = self.at("never.csv")
        raw = Path(self.sealed).read_bytes()
        self.refused("wrong-passphrase", self.sealed, "table", "--out", out, "--passphrase-file", self.wrong)
        faults = {"cut": raw[:-9], "flipped": raw[:-40] + bytes([raw[-40] ^ 1]) + raw[-39:], "other": b"no crosswalk",
                  "empty": b"", "head": raw[:30]}
        self.cli("new", self.at("spoilt"))
        for name, content in faults.items():
            Path(self.at(name)).write_bytes(content)
            self.refused("damaged", self.at(name), "table", "--out", out, "--passphrase-file", self.phrase)
            self.refused("damaged", self.at("spoilt"), "import", self.at(name), "--passphrase-file", self.phrase)
        self.refused("not-found", self.at("nowhere"), "table", "--out", out, "--passphrase-file", self.phrase)
        self.assertFalse(os.path.exists(out))
        self.assertEqual(self.cli("journal", self.at("spoilt"), "export")["entries"], [])

    def test_refusesPlacesWhereItMayNotLie(self):
        phrase = ("--passphrase-file", self.phrase)
        self.refused("exists", self.made, "export", "--out", self.sealed, *phrase)
        self.refused("overlap", self.made, "export", "--out", os.path.join(self.made, "names"), *phrase)
        self.refused("overlap", self.made, "export", "--out", self.at("first", "names"), *phrase)
        self.cli("deidentify", self.at("later"), "--out", self.at("draft"))
        self.refused("exists", self.made, "export", "--out", self.at("draft", "names"), *phrase)
        self.refused("exists", self.sealed, "table", "--out", self.at("draft", "names.csv"), *phrase)
        self.refused("overlap", self.sealed, "table", "--out", self.sealed, *phrase)
        self.refused("bad-argument", self.made, "export", "--out", self.at("x"))
        self.refused("bad-argument", self.made, "export", *phrase)
        self.assertFalse(os.path.exists(self.at("x")))
        kinds = [entry["kind"] for entry in self.cli("journal", self.made, "export")["entries"]]
        self.assertEqual(kinds.count("crosswalk-exported"), 1, "what was refused is not told as done")

    def test_goesIntoAnEmptyProjectOnly(self):
        phrase = ("--passphrase-file", self.phrase)
        self.refused("bad-argument", self.made, "import", self.sealed, *phrase)
        self.refused("bad-argument", self.at("two"), "import", self.sealed, *phrase)
        self.cli("new", self.at("ruled"))
        self.cli("profile", self.at("ruled"), "set", "keep-most")
        self.refused("bad-argument", self.at("ruled"), "import", self.sealed, *phrase)
        self.cli("new", self.at("third"))
        self.cli("crosswalk", self.at("third"), "import", self.sealed, *phrase)
        self.assertEqual(self.cli("undo", self.at("third"), expected=1)["error"]["code"], "not-found")  # its rules stay
        self.refused("bad-argument", self.at("third"), "import", self.sealed, *phrase)

    def test_goesOnFromTheSecondProjectToo(self):
        """What a project was given it hands on: the names stay the same down the chain."""
        again = self.at("again.sealed")
        told = self.cli("crosswalk", self.at("two"), "export", "--out", again, "--passphrase-file", self.phrase)
        self.assertEqual(told["key_id"], self.told["key_id"])

    def test_theWordsOfTheCommandSayWhatItIs(self):
        words = subprocess.run([PROGRAM, "crosswalk", "--help"], capture_output=True, text=True, check=True).stdout
        self.assertIn("sealed", words)
        self.assertNotIn("not in this version", words)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
