# SPDX-License-Identifier: Apache-2.0
"""Releases for everybody and for named people from one project, and what keeps the signatures honest.

cli_access_test.py PROGRAM
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
import unittest

from pydicom.uid import generate_uid

from command_line import calmSource, CommandLine

KEPT_BACK = "it keeps a face: for named people only"


class Access(CommandLine):
    """Two patients with two slices each, and a picture of an eye that a person keeps."""

    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-access-")
        os.mkdir(cls.at("in"))
        source = calmSource()
        for number in range(5):
            patient = min(number // 2, 2)
            source.PatientID = f"MRN-{patient}"
            source.Modality = "OP" if patient == 2 else "CT"
            source.StudyInstanceUID = generate_uid(entropy_srcs=["study", str(patient)])
            source.SeriesInstanceUID = generate_uid(entropy_srcs=["series", str(patient)])
            source.SOPInstanceUID = source.file_meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[str(number)])
            source.InstanceNumber = number
            source.save_as(cls.at("in", f"{number}.dcm"))
        for name, words in (("right", "a long passphrase"), ("wrong", "another passphrase")):
            with open(os.open(cls.at(name), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
                file.write(words + "\n")
        cls.project = cls.prepared("project", "in")

    @classmethod
    def prepared(cls, name, source):
        project = cls.at(name)
        cls.cli("new", project)
        cls.cli("import", project, cls.at(source))
        cls.cli("run", project, "--mode", "quick")
        for finding in cls.cli("findings", project, "--open")["findings"]:
            reason = ("--reason", "face-kept; for named people") if finding["kind"] == "face" else ()
            cls.cli("decide", project, "--finding", finding["id"], "--verdict", "keep", *reason)
        cls.cli("run", project)
        items = cls.cli("list", project, "--level", "instance")["items"]
        with open(cls.at("verdicts.json"), "w", encoding="utf-8") as file:
            json.dump({"decisions": [{"item": one["id"], "verdict": "clean"} for one in items]}, file)
        cls.cli("decide", project, "--from", cls.at("verdicts.json"))
        for person, printed in (("r1", "Ada Reader"), ("r2", "Bea Second")):
            cls.cli("reviewer", project, "add", "--id", person, "--name", printed, "--passphrase-file", cls.at("right"))
        return project

    @classmethod
    def sign(cls, project, *more, person="r1", passphrase="right", expected=0):
        return cls.cli("sign", project, "--reviewer", person, "--meaning", "review", "--passphrase-file", cls.at(passphrase), *more,
                       expected=expected)

    def refused(self, code, *arguments):
        error = self.cli(*arguments, expected=1)["error"]
        self.assertEqual(error["code"], code, arguments)
        return error["place"]

    def json(self, *names):
        with open(self.at(*names), encoding="utf-8") as file:
            return json.load(file)

    def text(self, *names):
        with open(self.at(*names), encoding="utf-8") as file:
            return file.read()

    def sha(self, *names):
        with open(self.at(*names), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def test_1_whatKeepsAFaceIsInTheReleaseForNamedPeopleAlone(self):
        self.cli("sample", self.project, "draw", "--unit", "instance", "--tolerate", 0.5, "--seed", "lamp")
        self.sign(self.project)
        everybody = self.cli("release", self.project, "--out", self.at("all"))
        named = self.cli("release", self.project, "--out", self.at("few"), "--access", "restricted")
        self.assertEqual((everybody["files"], everybody["kept_back"], named["files"], named["kept_back"]), (4, 1, 5, 0))
        for name, access, files, aside in (("all", "public", 4, [KEPT_BACK]), ("few", "restricted", 5, [])):
            manifest = self.json(name, "manifest.json")
            self.assertEqual((manifest["access"], len(manifest["files"]), [one["reason"] for one in manifest["set_aside"]]),
                             (access, files, aside))
            sampling = manifest["sampling"]
            names = {name for stratum in sampling["strata"] for name in stratum["names"]}
            left = {name for stratum in sampling["strata"] for name in stratum["left"]}
            self.assertEqual(names - left, {os.path.basename(row["path"]).removesuffix(".dcm") for row in manifest["files"]})
            self.assertEqual(sampling["leaving"], files)
            self.assertEqual(self.json(name, "report.json")["access"], access)
            self.assertIn(f"({access} access)", self.text(name, "report.html"))
            self.assertIn(f"({access} access)", self.text(name, "README.txt"))
            checked = self.cli("verify", self.at(name))
            self.assertEqual((checked["access"], checked["fault"], checked["files_checked"] >= files), (access, "", True))
        self.assertEqual(everybody["manifest_sha256"], self.sha("all", "manifest.json"))
        self.assertEqual(named["manifest_sha256"], self.sha("few", "manifest.json"))
        self.assertNotIn("OP", {row["modality"] for row in self.json("all", "manifest.json")["files"]})
        self.assertIn("1 keep a face and are for named people only", self.text("all", "report.html"))

    def test_2_aReleaseCannotSayThatItIsForOthers(self):
        shutil.copytree(self.at("few"), self.at("copy"))
        text = self.text("copy", "manifest.json").replace('"access": "restricted"', '"access": "public"')
        with open(self.at("copy", "manifest.json"), "w", encoding="utf-8") as file:
            file.write(text)
        self.assertEqual(self.cli("verify", self.at("copy"), expected=2)["fault"], "content")

    def test_3_aSecondPersonSignsBoth(self):
        self.sign(self.project, person="r2")
        for name, access in (("all-2", "public"), ("few-2", "restricted")):
            self.cli("release", self.project, "--out", self.at(name), "--access", access)
            self.assertEqual(len(self.cli("verify", self.at(name))["signatures"]), 2, name)

    def test_4_eachFollowsItsOwn(self):
        self.cli("reopen", self.project, "--reason", "once more")
        self.sign(self.project, "--after", self.at("all"))
        for name, access, before, other in (("all-3", "public", "all", "few"), ("few-3", "restricted", "few", "all")):
            self.refused("bad-argument", "release", self.project, "--out", self.at(name), "--access", access, "--after", self.at(other))
            self.cli("release", self.project, "--out", self.at(name), "--access", access, "--after", self.at(before))
            checked = self.cli("verify", self.at(name), "--after", self.at(before))
            self.assertEqual((checked["version"], checked["follows"]), (2, self.sha(before, "manifest.json")))

    def test_5_noReleaseGoesIntoAnother(self):
        self.assertIn("all-3", self.refused("exists", "release", self.project, "--out", self.at("all-3", "images", "more")))
        self.assertEqual(self.cli("verify", self.at("all-3"))["fault"], "")

    def test_6_theJournalHasToFitTheRelease(self):
        for name in ("all", "few", "all-2", "few-3"):
            self.cli("journal", self.project, "verify", "--release", self.at(name))
        other = self.prepared("other", "in")
        self.assertIn("entry", self.cli("journal", other, "verify", "--release", self.at("all"), expected=2)["fault"])

    def test_7_wrongPassphrasesHaveToWait(self):
        project = self.at("other")
        for _ in range(5):
            self.assertNotIn("next", self.sign(project, passphrase="wrong", expected=1)["error"]["place"])
        later = self.sign(project, expected=1)["error"]
        self.assertEqual(later["code"], "wrong-passphrase")
        self.assertRegex(later["place"], r"the next is taken in (30|[12]?\d) s")
        self.sign(project, person="r2")

    def test_9_whatIsPrintedNamesNoPatient(self):
        project = self.at("typed")
        self.cli("new", project)
        self.cli("policy", project, "set", "--reason", "Pearson early", "--faces", "none")  # nobody is known yet
        self.cli("policy", project, "search", "--by", "B", "--on", "2026-01-01", "--where", "w", "--result", "Pearson early")
        os.mkdir(self.at("named"))
        source = calmSource()
        source.SpecificCharacterSet = "ISO_IR 100"
        source.PatientName, source.PatientID, source.PatientBirthDate = "PEARSÖN^EVA", "MRN-7710", "19700213"
        source.save_as(self.at("named", "1.dcm"))
        self.cli("import", project, self.at("named"))
        search = {"--by": "A. Reader", "--on": "2026-11-20", "--where": "TCIA", "--result": "nothing found"}
        for option, words in (("--result", "no hit for pearson"), ("--where", "by mrn 7710"), ("--by", "Eva, born 13.02.1970"),
                              ("--on", "yesterday"), ("--on", "2026-02-30"), ("--on", "2199-01-01")):
            arguments = [word for pair in {**search, option: words}.items() for word in pair]
            place = self.refused("bad-argument", "policy", project, "search", *arguments)
            self.assertNotIn("pearson", place.lower())
            self.assertNotIn("7710", place)
        self.refused("bad-argument", "policy", project, "set", "--reason", "as Mrs. Pearsön asked")
        self.cli("policy", project, "search", *[word for pair in search.items() for word in pair])
        self.cli("policy", project, "set", "--reason", "patients agreed", "--faces", "none")
        self.cli("run", project, "--mode", "quick")
        self.keepAll(project)
        self.cli("run", project)
        item = self.cli("list", project, "--level", "instance")["items"][0]["id"]
        self.cli("decide", project, "--item", item, "--verdict", "clean")
        self.sign(project, "--name", "Ada Reader", "--contact", "Pearson's office", expected=1)
        self.refused("bad-argument", "sample", project, "draw", "--seed", "mrn-7710", "--tolerate", 0.05)
        self.cli("reviewer", project, "add", "--id", "r7", "--name", "Cy Third", "--role", "doctor of Pearson", "--passphrase-file",
                 self.at("right"))
        self.sign(project, person="r7", expected=1)
        self.sign(project, "--contact", "curation office")
        self.refused("frozen", "report", project, "--out", self.at("late.html"), "--contact", "somebody")
        self.cli("release", project, "--out", self.at("typed-out"))
        for name in ("report.html", "report.json", "manifest.json", "README.txt"):
            self.assertNotIn("pearson", self.text("typed-out", name).lower(), name)
        self.assertIn("not printed", self.text("typed-out", "report.html"))

    def test_8_whereEverySeriesKeepsItsFaceNothingIsForEverybody(self):
        os.mkdir(self.at("eye"))
        shutil.copy(self.at("in", "4.dcm"), self.at("eye"))
        project = self.prepared("kept", "eye")
        self.sign(project)
        self.refused("bad-argument", "release", project, "--out", self.at("eye-all"))
        self.assertFalse(os.path.exists(self.at("eye-all")))
        self.cli("release", project, "--out", self.at("eye-few"), "--access", "restricted")
        self.assertEqual(self.cli("verify", self.at("eye-few"))["access"], "restricted")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
