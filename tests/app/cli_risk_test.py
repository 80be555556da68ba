# SPDX-License-Identifier: Apache-2.0
"""The risk of what is kept, from headers and a linked table (CSV and XLSX) to the signed report; none of it tells a value.

cli_risk_test.py PROGRAM
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile

import openpyxl
from PIL import Image
from pydicom.uid import generate_uid

from command_line import calmSource, CommandLine

AGES = ["041Y", "041Y", "041Y", "052Y", "052Y", "093Y"]  # groups of three, two and one
VALUES = AGES + ["MRN-", "smoker-yes", "smoker-no", "Zorblax"]


class Risk(CommandLine):
    """Six patients, one image each, whose ages are kept."""

    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-risk-")
        os.mkdir(cls.at("in"))
        source = calmSource()
        for number, age in enumerate(AGES):
            source.PatientID, source.PatientName, source.PatientAge = f"MRN-{number}", f"Zorblax^P{number}", age
            source.StudyInstanceUID = generate_uid(entropy_srcs=["study", str(number)])
            source.SeriesInstanceUID = generate_uid(entropy_srcs=["series", str(number)])
            source.SOPInstanceUID = source.file_meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[str(number)])
            source.save_as(cls.at("in", f"{number}.dcm"))
        with open(os.open(cls.at("passphrase"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write("a long passphrase\n")
        cls.project = cls.at("project")
        cls.cli("new", cls.project)
        cls.cli("import", cls.project, cls.at("in"))
        cls.cli("profile", cls.project, "set", "basic", "--option", "retain-patient-characteristics")
        cls.cli("run", cls.project, "--mode", "quick")
        cls.keepAll(cls.project)
        cls.cli("run", cls.project)
        for number in range(1, 7):
            cls.cli("decide", cls.project, "--item", f"i{number}", "--verdict", "clean")

    @classmethod
    def heard(cls, arguments, done):
        if arguments[0] == "risk":
            for value in VALUES:
                assert value not in done.stdout + done.stderr, f"{arguments} tells {value}"

    def refused(self, *arguments, code="bad-argument"):
        self.assertEqual(self.cli(*arguments, expected=1)["error"]["code"], code, arguments)

    def risk(self, *arguments, expected=0):
        return self.cli("risk", self.project, *arguments, expected=expected)

    def policy(self, *more):
        self.cli("policy", self.project, "set", "--faces", "restricted", *more, "--reason", "the protocol")

    def sign(self, expected=0):
        return self.cli("sign", self.project, "--reviewer", "r1", "--name", "Ada Reader", "--role", "curator", "--meaning",
                        "review", "--passphrase-file", self.at("passphrase"), expected=expected)

    def unsigned(self, words):
        """What the policy promises keeps the project from being signed, and status says so."""
        self.assertEqual([one["code"] for one in self.cli("status", self.project)["blocks_signing"]], ["smallest-group"])
        error = self.sign(expected=1)["error"]
        self.assertEqual(error["code"], "not-reviewed")
        self.assertIn(words, json.dumps(error))

    def released(self, name):
        """Signs, releases, takes the signature back: the report's three forms, and the words of its paper."""
        self.sign()
        self.cli("release", self.project, "--out", self.at(name), "--access", "restricted")
        self.cli("reopen", self.project, "--reason", "once more")
        with open(self.at(name, "report.html"), encoding="utf-8") as file:
            html = file.read()
        with open(self.at(name, "report.json"), encoding="utf-8") as file:
            told = json.load(file)["risk"]
        paper = subprocess.run(["pdftotext", "-layout", self.at(name, "report.pdf"), "-"], capture_output=True, text=True,
                               check=True).stdout
        for text in (html, json.dumps(told), paper):
            for value in VALUES:
                self.assertNotIn(value, text)
            self.assertNotIn("HIPAA", text)
        return html, told, " ".join(paper.split())

    def barsOnPaper(self, path):
        """Where a pixel has the colour of the chart's bars, as a share of the paper's width."""
        subprocess.run(["pdftoppm", "-r", "60", "-png", path, self.at("page")], check=True)
        found = []
        for name in os.listdir(self.root):
            if name.startswith("page"):
                picture = Image.open(self.at(name)).convert("RGB")
                pixels = picture.load()
                found += [x / picture.width for x in range(picture.width) for y in range(picture.height)
                          if pixels[x, y] == (0, 0x66, 0x88)]
        return found

    def sheet(self, name, rows, more=()):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for title in more:
            book.create_sheet(title).append(["other"])
        book.save(self.at(name))
        return self.at(name)

    def clinic(self):
        return [["id", "smoker", "seen"]] + [[f"MRN-{n}", f"smoker-{'yes' if n % 2 else 'no'}", n] for n in range(6)]

    def csv(self, name, rows):
        with open(self.at(name), "w", encoding="utf-8") as file:
            file.write("".join(",".join(map(str, row)) + "\n" for row in rows))
        return self.at(name)

    def test_1_whatWasNotReckonedIsPrintedAsNotDone(self):
        html, told, paper = self.released("v1")
        self.assertEqual(told, {"status": "not done"})
        for text in (html, paper):
            self.assertIn("How easily patients are told apart by what is kept about them: not done.", text)
        self.assertNotIn("<svg", html)

    def test_2_whatIsReckonedIsHeldAgainstThePolicyOfTheProject(self):
        self.policy("--smallest-group", 2)
        self.unsigned("no risk was kept")
        result = self.risk("--keys", "PatientAge")
        self.assertEqual((result["k_anonymity"]["k_min"], result["sample_uniques"]["count"], result["records"]), (1, 1, 6))
        self.assertEqual((result["threshold"]["k"], result["threshold"]["met"], result["recorded"]), (2, False, False))
        self.assertEqual(result["class_sizes"], [{"classes": 1, "size": n} for n in (1, 2, 3)])
        self.unsigned("no risk was kept")

    def test_3_whatIsKeptStandsInHtmlPaperAndItsTwin(self):
        self.assertTrue(self.risk("--keys", "PatientAge", "--population", 5000, "--prevalence", "0.5*0.01", "--record")["recorded"])
        self.unsigned("is missed")
        self.policy("--smallest-group", 2, "--metric", "average")  # a change, and printed as one
        html, told, paper = self.released("v3")
        self.assertEqual((told["status"], told["k_anonymity"]["k_min"], told["prosecutor_risk"]["max"]), ("done", 1, 1))
        self.assertEqual(told["threshold"], {"k": 2, "rate": 0.5, "metric": "average", "met": True, "records_violating": 1})
        self.assertNotIn("records", told["suda2_score"])
        self.assertIn("prevalence_lookup", told)
        svg = re.search(r"<svg.*?</svg>", html, re.S).group(0)
        self.assertIn("limit: 2", svg)
        self.assertNotRegex(html, r"<script|<image|href|url\(")
        for words in ("one of 1 alike (risk 1); the average is 0.5", "Held to k = 2 (a risk of 0.5), against the average: met.",
                      "In smaller groups: 1 of 6.", "not reckoned: how many people share each combination was not given",
                      "1 in groups of 1 (below the limit), 2 in groups of 2, 3 in groups of 3."):
            self.assertIn(words, paper)
        bars = self.barsOnPaper(self.at("v3", "report.pdf"))
        self.assertGreater(len(bars), 1000)
        self.assertGreater(min(bars), 0.1)
        self.assertLess(max(bars), 0.9)  # within the margins: 22 of 210 mm
        self.assertLess(paper.index("at most 1, on average 0.5"), paper.index("(journalist)"))
        self.assertIn(f"Valid on {told['valid_on']} only", paper)

    def test_4_otherRulesMakeItOutOfDateAndTakingThemBackBringsItBack(self):
        self.cli("profile", self.project, "set", "basic")
        self.assertEqual(self.cli("status", self.project)["risk"], "out of date")
        self.assertIn({"code": "smallest-group", "count": 1}, self.cli("status", self.project)["blocks_signing"])
        self.cli("undo", self.project)
        self.assertEqual(self.cli("status", self.project)["risk"], "done")

    def test_5_aLinkedTableSaysTheSameAsCsvAndAsXlsx(self):
        keys = ("--keys", "PatientAge,smoker", "--by", "id", "--linked")
        plain = self.risk(*keys, self.csv("clinic.csv", self.clinic()))
        self.assertEqual(self.risk(*keys, self.sheet("clinic.xlsx", self.clinic())), plain)
        self.assertEqual(plain["sample_uniques"]["count"], 4)
        self.assertEqual(self.risk(*keys, self.sheet("two.xlsx", self.clinic(), ["more"]), "--sheet", "Sheet"), plain)
        self.refused("risk", self.project, *keys, self.at("two.xlsx"))
        self.refused("risk", self.project, *keys, self.at("two.xlsx"), "--sheet", "none", code="not-found")
        self.refused("risk", self.project, *keys, self.at("clinic.csv"), "--sheet", "Sheet")
        self.risk(*keys, self.at("clinic.xlsx"), "--change", "smoker:drop", "--record")
        self.assertIn("Of the linked table smoker is left out.", self.released("v5")[2])

    def test_6_tablesThatCannotBeJoinedAreRefused(self):
        rows = self.clinic()
        for name, table, by in (("nobody", [rows[0], ["X", "a", 1]], "id"), ("twice", rows + [rows[1]], "id"),
                                ("no names", rows[1:], "MRN-0"), ("column", rows, "name"),
                                ("header", [["id", "PatientAge"], ["MRN-0", "x"]], "id")):
            with self.subTest(name):
                self.refused("risk", self.project, "--keys", "PatientAge", "--by", by, "--linked", self.csv("bad.csv", table))
        self.refused("risk", self.project, "--keys", "PatientAge", "--change", "PatientAge:drop", "--record")
        self.refused("risk", self.at("clinic.csv"), "--keys", "smoker", "--record")

    def test_7_spreadsheetsThatAreNoneAreRefused(self):
        with zipfile.ZipFile(self.at("bomb.xlsx"), "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("xl/workbook.xml", b" " * 450_000_000)
        with zipfile.ZipFile(self.at("letter.docx"), "w") as file:
            file.writestr("word/document.xml", "<x/>")
        for name, data in (("old.xls", b"\xd0\xcf\x11\xe0" + bytes(512)), ("torn.xlsx", b"PK\x03\x04")):
            with open(self.at(name), "wb") as file:
                file.write(data)
        for name, code in (("bomb.xlsx", "too-large"), ("letter.docx", "unsupported"), ("old.xls", "unsupported"),
                           ("torn.xlsx", "damaged")):
            with self.subTest(name):
                self.refused("risk", self.at(name), "--keys", "a", code=code)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[2:]])
