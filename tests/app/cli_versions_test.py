# SPDX-License-Identifier: Apache-2.0
"""Two readers, two signatures, two versions: asked, compared, adjudicated, signed, released, withdrawn from, verified.

cli_versions_test.py PROGRAM
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from pydicom.uid import generate_uid

from command_line import calmSource, CommandLine

PASSPHRASE = "a long passphrase\n"


class Versions(CommandLine):
    """Three patients, two images each, with nothing to decide about."""

    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-versions-")
        os.mkdir(cls.at("in"))
        source = calmSource()
        for number in range(6):
            patient = number // 2
            source.PatientID = f"MRN-{patient}"
            source.StudyInstanceUID = generate_uid(entropy_srcs=["study", str(patient)])
            source.SeriesInstanceUID = generate_uid(entropy_srcs=["series", str(patient)])
            source.SOPInstanceUID = source.file_meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[str(number)])
            source.InstanceNumber = number
            source.save_as(cls.at("in", f"{number}.dcm"))
        with open(os.open(cls.at("passphrase"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(PASSPHRASE)
        cls.project = cls.at("project")
        cls.cli("new", cls.project)
        cls.cli("import", cls.project, cls.at("in"))
        cls.cli("run", cls.project, "--mode", "quick")
        cls.keepAll(cls.project)
        cls.cli("run", cls.project)
        for person, name in (("r1", "Ada Reader"), ("r2", "Bea Second"), ("r3", "Cy Third")):
            cls.cli("reviewer", cls.project, "add", "--id", person, "--name", name, "--role", "curator", "--passphrase-file",
                    cls.at("passphrase"))

    def refused(self, code, *arguments):
        self.assertEqual(self.cli(*arguments, expected=1)["error"]["code"], code, arguments)

    def sign(self, person, meaning, *more, expected=0):
        return self.cli("sign", self.project, "--reviewer", person, "--meaning", meaning, "--passphrase-file",
                        self.at("passphrase"), *more, expected=expected)

    def second(self, *arguments):
        return self.cli("second", self.project, *arguments)

    def sha(self, *names):
        with open(self.at(*names), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def json(self, *names):
        with open(self.at(*names), encoding="utf-8") as file:
            return json.load(file)

    def test_1_twoReadersAreComparedAndAThirdPersonDecides(self):
        for item in ("i1", "i2", "i3", "i4", "i5", "i6"):
            self.cli("decide", self.project, "--as", "r1", "--item", item, "--verdict", "clean")
        self.refused("bad-argument", "second", self.project, "ask", "--share", "0")
        self.assertEqual(self.second("ask", "--seed", "x")["to_read"], 6)
        self.assertEqual(self.sign("r1", "review", expected=1)["error"]["code"], "not-reviewed")
        self.refused("bad-argument", "second", self.project, "judge", "--as", "r1", "--item", "i1", "--verdict", "clean")
        blind = self.second("list", "--as", "r2")["items"]
        self.assertEqual([row["verdict"] for row in blind], [None] * 6)
        for item in ("i1", "i2", "i3", "i4", "i5"):
            self.second("judge", "--as", "r2", "--item", item, "--verdict", "clean")
        told = self.second("judge", "--as", "r2", "--item", "i6", "--verdict", "found", "--category", "name")
        self.assertEqual(told, {"asked": 6, "to_read": 0})  # nothing of how the two compare
        rows = self.second("conflicts")["conflicts"]
        self.assertEqual([(row["id"], row["first"], row["second"]) for row in rows], [("i6", "clean", "leak")])
        self.assertEqual(self.sign("r1", "review", expected=1)["error"]["code"], "not-reviewed")
        for person in ("r1", "r2"):
            self.refused("bad-argument", "second", self.project, "adjudicate", "--as", person, "--item", "i6", "--verdict", "clean")
        self.second("adjudicate", "--as", "r3", "--item", "i6", "--verdict", "found")
        self.assertEqual(self.cli("list", self.project, "--level", "instance")["items"][5]["verdict"], "found")
        self.cli("undo", self.project)
        self.assertEqual(len(self.second("conflicts")["conflicts"]), 1)
        agreement = self.second("adjudicate", "--as", "r3", "--item", "i6", "--verdict", "clean")["agreement"]
        self.assertEqual((agreement["both_found"], agreement["first_only"], agreement["second_only"], agreement["neither"]),
                         (0, 0, 1, 5))
        self.assertAlmostEqual(agreement["raw"], 5 / 6)
        self.assertAlmostEqual(agreement["pabak"], 2 / 3)
        self.assertEqual(agreement["kappa"], 0)

    def test_1_theReportIsADraftUntilItIsSigned(self):
        for form in ("html", "json", "pdf"):
            self.assertEqual(self.cli("report", self.project, "--format", form, "--out", self.at("draft." + form))["status"], "draft")
        draft = self.json("draft.json")
        self.assertEqual((draft["status"], draft["signer"]["name"]), ("draft", ""))
        for words in ("Draft: nobody has signed this", "6 would leave"):
            self.assertIn(words, draft["statement"])
        text = subprocess.run(["pdftotext", "-layout", self.at("draft.pdf"), "-"], capture_output=True, text=True, check=True).stdout
        for page in text.split("\f")[:-1]:
            self.assertIn("draft, not signed", page.splitlines()[0])
        self.assertNotIn("judged by", draft["statement"])
        self.refused("exists", "report", self.project, "--out", self.at("draft.html"))
        self.refused("overlap", "report", self.project, "--out", os.path.join(self.project, "report.html"))

    def test_2_aSecondPersonSignsBesidesAndVerifyShowsBoth(self):
        self.sign("r1", "review", "--contact", "curation office, room 5 & 6")
        self.assertEqual(self.sign("r1", "approval", expected=1)["error"]["code"], "frozen")
        self.cli("release", self.project, "--out", self.at("alone"))
        self.cli("report", self.project, "--out", self.at("signed.html"))
        with open(self.at("signed.html"), "rb") as file, open(self.at("alone", "report.html"), "rb") as same:
            self.assertEqual(file.read(), same.read())
        self.assertEqual(self.sign("r2", "approval")["signatures"], 2)
        self.cli("release", self.project, "--out", self.at("v1"))
        keys = {}
        for person in ("r1", "r2", "r3"):
            keys[person] = self.cli("public-key", self.project, "--reviewer", person, "--out", self.at(person + ".pem"))["fingerprint"]
        both = self.cli("verify", self.at("v1"), "--public-key", self.at("r1.pem"), "--fingerprint", keys["r2"])
        self.assertEqual([(row["signer"], row["meaning"]) for row in both["signatures"]],
                         [("Ada Reader", "review"), ("Bea Second", "approval")])
        self.assertEqual(self.cli("verify", self.at("v1"), "--fingerprint", keys["r3"], expected=2)["fault"], "signer")
        self.assertEqual(self.cli("verify", self.at("alone"), "--fingerprint", keys["r2"], expected=2)["fault"], "signer")
        with open(self.at("v1", "signature-2.txt"), encoding="utf-8") as file:
            text = file.read()
        self.assertIn("Bea Second", text)
        self.assertIn(self.sha("v1", "manifest.json"), text)
        check = subprocess.run(["sha256sum", "-c"], input="\n".join(re.findall(r"^[0-9a-f]{64}  .*$", text, re.M)), text=True,
                               cwd=self.at("v1"), capture_output=True)
        self.assertEqual(check.returncode, 0, check.stdout)

    def test_3_noPartOfAFurtherSignatureCanBeChangedOrTakenAway(self):
        for name, fault in (("signature-2.json", "incomplete"), ("signature-2.txt", "incomplete"), ("public_key-2.pem", "incomplete"),
                            ("signature.json", "signature")):
            copy = self.at("copy")
            shutil.copytree(self.at("v1"), copy)
            os.remove(os.path.join(copy, name))
            self.assertEqual(self.cli("verify", copy, expected=2)["fault"], fault, name)
            shutil.rmtree(copy)
        shutil.copytree(self.at("alone"), self.at("copy"))  # of another release, over the same manifest
        for name in ("signature-2.json", "signature-2.txt", "public_key-2.pem"):
            shutil.copy(self.at("v1", name), self.at("copy"))
        self.cli("verify", self.at("copy"))  # the same bytes in all: the signature holds here too
        with open(self.at("copy", "signature-2.json"), "r+", encoding="utf-8") as file:
            text = file.read().replace("Bea Second", "Bea Secund")
            file.seek(0)
            file.write(text)
        self.assertEqual(self.cli("verify", self.at("copy"), expected=2)["fault"], "signature")

    def test_4_theNextVersionNamesTheOneBeforeAndWhatWasWithdrawn(self):
        patient = self.cli("list", self.project, "--level", "patient")["items"][1]["id"]
        self.refused("not-found", "withdraw", self.project, "--item", "p9", "--reason", "x")
        self.assertEqual(self.cli("withdraw", self.project, "--item", patient, "--reason", "consent taken back")["files"], 2)
        self.refused("exists", "withdraw", self.project, "--item", patient, "--reason", "again")
        rows = self.cli("status", self.project)["signatures"]
        self.assertEqual([row["reason"] for row in rows], ["consent taken back"] * 2)
        self.assertTrue(all(row["withdrawn"] for row in rows))
        self.cli("run", self.project)
        self.sign("r1", "review")
        self.assertEqual(len([row for row in self.cli("status", self.project)["signatures"] if not row["withdrawn"]]), 1)
        self.refused("not-found", "release", self.project, "--out", self.at("v2"), "--after", self.at("nothing"))
        self.cli("release", self.project, "--out", self.at("v2"), "--after", self.at("v1"))
        old, new = self.json("v1", "manifest.json"), self.json("v2", "manifest.json")
        gone = sorted({row["path"] for row in old["files"]} - {row["path"] for row in new["files"]})
        self.assertEqual(len(gone), 2)
        self.assertEqual(new["follows"], {"version": 2, "manifest_sha256": self.sha("v1", "manifest.json"), "added": [],
                                          "changed": [], "withdrawn": gone})
        self.assertFalse(os.path.exists(self.at("v2", "signature-2.json")))
        report = self.json("v2", "report.json")
        self.assertEqual([row["signer"]["name"] for row in report["withdrawn_signatures"]], ["Ada Reader", "Bea Second"])
        for name in ("report.json", "report.html", "README.txt", "manifest.json"):
            with open(self.at("v2", name), encoding="utf-8") as file:
                self.assertNotIn("consent taken back", file.read(), name)

    def test_5_verifyFollowsTheChain(self):
        self.cli("decide", self.project, "--item", "i1", "--verdict", "clean", expected=1)  # frozen
        self.cli("reopen", self.project, "--reason", "once more")
        self.cli("undo", self.project, expected=1)
        self.sign("r1", "review")
        self.refused("bad-argument", "release", self.project, "--out", self.at("v3"), "--after", self.at("v1"))
        self.cli("release", self.project, "--out", self.at("v3"), "--after", self.at("v2"))
        chain = self.cli("verify", self.at("v3"), "--after", self.at("v2"), "--after", self.at("v1"), "--public-key", self.at("r1.pem"))
        self.assertEqual((chain["version"], [(row["version"], row["signer"]) for row in chain["before"]]),
                         (3, [(2, "Ada Reader"), (1, "Ada Reader")]))
        self.assertEqual(self.cli("verify", self.at("v3"), "--after", self.at("v1"), expected=2)["fault"], "content")
        self.assertEqual(self.cli("verify", self.at("v1"), "--after", self.at("v2"), expected=2)["fault"], "content")
        with open(self.at("v1", "README.txt"), "a", encoding="utf-8") as file:
            file.write(" ")
        self.assertEqual(self.cli("verify", self.at("v2"), "--after", self.at("v1"), expected=2)["fault"], "content")
        self.cli("journal", self.project, "verify")

    def test_6_aReaderWithThePaperAloneFindsEveryPoint(self):
        """statistics-and-signoff.md, 5.5: what the published report has to say."""
        text = subprocess.run(["pdftotext", "-layout", self.at("v1", "report.pdf"), "-"], capture_output=True, text=True, check=True).stdout
        words = " ".join(text.split())
        for point, pattern in {
                "steps of each party": r"Who did what .*one party.*distributor",
                "edition": r"PS3\.15.{0,40}20\d\d[a-e]|20\d\d[a-e].{0,40}Annex E",
                "options and codes": r"113100",
                "conformance": r"claims conformance to the Basic Application Level Confidentiality Profile",
                "private elements": r"[Pp]rivate elements? ",
                "dates": r"[Dd]ates? ",
                "pixels": r"Pixels .*frame of every released image",
                "faces": r"Faces .*(No series|Series whose)",
                "tools and versions": r"Safelight \d+\.\d+\.\d+, DCMTK \d+\.\d+.*OpenCV \d+\.\d+.*Tesseract \d+\.\d+.*VTK \d+\.\d+",
                "who looked": r"Every released image was judged by Ada Reader\.",
                "double reading": r"6 images were read a second time by Bea Second.*kappa.*AC1.*PABAK",
                "exclusions": r"0 set aside",
                "residual risk": r"Not covered .*indirect identifiers.*valid for that day only",
                "contact": r"Contact: curation office, room 5 & 6",
                "public search": r"not done|No search",
        }.items():
            self.assertRegex(words, pattern, point)
        self.assertRegex("".join(text.split()), r"Journalof\d+entries,head[0-9a-f]{64}")
        pages = [[line.strip() for line in page.splitlines() if line.strip()] for page in text.split("\f") if page.strip()]
        with open(self.at("v1", "report.html"), encoding="utf-8") as file:
            headings = re.findall(r"<h2[^>]*>([^<]*)</h2>|<caption>([^<]*)</caption>", file.read())
        manifest = self.sha("v1", "manifest.json")
        for number, page in enumerate(pages, 1):
            self.assertRegex(page[0], rf"^De-identification report · released for everybody.* page {number} of {len(pages)}$")
            self.assertRegex(page[-1], rf"^Manifest {manifest[:8]} … {manifest[-8:]} +Safelight [0-9.]+$")
            self.assertNotIn(page[-2], {"".join(pair) for pair in headings}, "a heading stands alone at the foot of a page")
        self.assertGreater(len(pages), 2)
        fonts = subprocess.run(["pdffonts", self.at("v1", "report.pdf")], capture_output=True, text=True, check=True).stdout
        self.assertEqual({line.split()[0].split("+")[-1].split("-")[0] for line in fonts.splitlines()[2:]}, {"SafelightSans"})
        told = subprocess.run(["pdfinfo", self.at("v1", "report.pdf")], capture_output=True, text=True, check=True).stdout
        known = {line.partition(":")[0] for line in told.splitlines()}
        self.assertEqual(known & {"CreationDate", "ModDate", "Author", "Subject", "Keywords"}, set())
        self.assertRegex(told, r"(?m)^Creator:\s+Safelight [0-9.]+$")
        self.assertEqual(subprocess.run(["qpdf", "--check", self.at("v1", "report.pdf")], capture_output=True).returncode
                         if shutil.which("qpdf") else 0, 0)
        for secret in (self.root, os.path.expanduser("~").rstrip("/") + "/", "MRN-"):
            self.assertNotIn(secret, told + text)

    def test_7_theRiskOfWhatIsKeptIsReckonedOverHeadersAndTheLinkedTable(self):
        table = self.at("clinic.csv")
        with open(table, "w", encoding="utf-8") as file:
            file.write("id,smoker\nMRN-0,yes\nMRN-2,no\nMRN-9,no\n")
        kept = self.cli("risk", self.project, "--keys", "Modality")  # patient 1 is withdrawn, two are left, both CT
        self.assertEqual((kept["records"], kept["k_anonymity"]["k_min"], kept["sample_uniques"]["count"]), (2, 2, 0))
        removed = self.cli("risk", self.project, "--keys", "InstitutionName")  # gone from both: alike in being missing
        self.assertEqual(removed["k_anonymity"]["k_min"], 2)
        joined = self.cli("risk", self.project, "--keys", "Modality,smoker", "--linked", table, "--by", "id")
        self.assertEqual((joined["k_anonymity"]["k_min"], joined["sample_uniques"]["count"]), (1, 2))
        self.assertEqual(joined["suda2_score"]["contributions"]["smoker"], 1)
        self.refused("bad-argument", "risk", self.project, "--keys", "Modality", "--linked", table)
        self.refused("bad-argument", "risk", self.project, "--keys", "Modality", "--linked", table, "--by", "smoker")
        self.refused("bad-argument", "risk", table, "--keys", "smoker", "--linked", table, "--by", "id")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[2:]])
