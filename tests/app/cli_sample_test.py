# SPDX-License-Identifier: Apache-2.0
"""A sample of a project: drawn, inspected, signed and told in the release. The draw is repeated with Python's hmac.

cli_sample_test.py PROGRAM
"""

import datetime
import hashlib
import hmac
import json
import os
import subprocess
import sys
import tempfile
import unittest

import pydicom
from pydicom.uid import generate_uid

from command_line import calmSource, CommandLine, PROGRAM

SERIES = 12
SEED = "QC-2026-11"


class Sample(CommandLine):
    """Twelve CT series of two images each, and one secondary capture."""

    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-sample-")
        os.mkdir(cls.at("in"))
        source = calmSource()
        for series in range(SERIES + 1):
            uid = generate_uid(entropy_srcs=["series", str(series)])
            for number in range(2):
                source.SeriesInstanceUID, source.InstanceNumber = uid, number + 1
                source.SOPInstanceUID = generate_uid(entropy_srcs=[uid, str(number)])
                source.file_meta.MediaStorageSOPInstanceUID = source.SOPInstanceUID
                if series == SERIES:
                    source.SOPClassUID = source.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
                    source.Modality = "OT"
                source.save_as(cls.at("in", f"{series:02}-{number}.dcm"))

    def project(self, name):
        path = self.at(name)
        self.cli("new", path)
        self.cli("import", path, self.at("in"))
        self.refused(path, "not-found" if name == "empty" else "stale-candidates")
        self.cli("run", path, "--mode", "quick")
        self.keepAll(path)
        self.cli("run", path)
        return path

    def refused(self, path, code, *arguments):
        answer = self.cli("sample", path, "draw", *arguments, expected=(1,))
        self.assertEqual(answer["error"]["code"], code)

    def sign(self, path, expected=(0,)):
        with open(os.open(self.at("passphrase"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write("a long passphrase\n")
        return self.cli("sign", path, "--reviewer", "r1", "--name", "Ada Reader", "--role", "curator", "--meaning", "review",
                        "--passphrase-file", self.at("passphrase"), expected=expected)

    def policy(self, path):
        for wrong in (("--tolerate", 0.3, "--faces", "none"), ("--tolerate", 3, "--faces", "none", "--reason", "x"),
                      ("--tolerate", 0.3, "--reason", "no word about faces")):
            self.assertEqual(self.cli("policy", path, "set", *wrong, expected=(1,))["error"]["code"], "bad-argument")
        for verb, useless in (("set", "--by"), ("search", "--tolerate"), ("show", "--reason")):
            refusal = self.cli("policy", path, verb, useless, "0.1", expected=(1,))
            self.assertIn(useless, str(refusal["error"]))
        self.assertEqual(self.cli("policy", path, "show"), {"policies": [], "public_searches": []})
        self.cli("policy", path, "set", "--tolerate", 0.3, "--faces", "none", "--reason", "a pilot & nothing more")
        self.cli("policy", path, "search", "--by", "Ada", "--on", "2026-11-20", "--where", "TCIA", "--result", "nothing found")

    def judge(self, path, items, verdict="clean", reason="", expected=0):
        decisions = {"decisions": [{"item": item, "verdict": verdict, "reason": reason} for item in items]}
        with open(self.at("decisions.json"), "w", encoding="utf-8") as file:
            json.dump(decisions, file)
        return self.cli("decide", path, "--from", self.at("decisions.json"), expected=expected)

    def test_onlyTheSampleIsJudgedAndTheReleaseTellsIt(self):
        path = self.project("clean")
        self.policy(path)
        self.refused(path, "bad-argument", "--tolerate", 0.1)  # the policy says otherwise
        drawn = self.cli("sample", path, "draw", "--unit", "series", "--seed", SEED)  # at the policy's rate
        self.assertEqual((drawn["tolerate"], drawn["confidence"]), (0.3, 0.95))
        self.assertEqual((drawn["plan"]["N"], drawn["draws"], drawn["judged_before"]), (SERIES + 1, 1, 0))
        whole = [row for row in drawn["plan"]["strata"] if row["whole"]]
        self.assertEqual([(row["N"], row["n"]) for row in whole], [(1, 1)])
        self.assertLess(drawn["plan"]["n"], SERIES)
        self.assertEqual(len(drawn["items"]), 2 * drawn["plan"]["n"])
        self.assertEqual(sorted(drawn["to_judge"]), sorted(drawn["items"]))

        self.assertEqual(self.sign(path, expected=(1,))["error"]["code"], "not-reviewed")
        self.judge(path, drawn["items"])
        shown = self.cli("sample", path, "show")
        self.assertEqual(shown["to_judge"], [])
        self.assertLess(shown["bound"]["D_upper"], 4)  # 30 % of 13 series are 4, and fewer than that was asked for
        self.sign(path)
        out = self.at("release")
        self.cli("release", path, "--out", out)
        self.assertEqual(self.cli("verify", out)["status"], "released")
        self.checkRelease(out, shown)
        self.checkTimes(out)

    def test_whatWasFoundIsOwedBeforeAnotherDrawAndAsksASecondReaderForGood(self):
        path = self.project("owed")
        drawn = self.cli("sample", path, "draw", "--unit", "series", "--tolerate", 0.3, "--seed", SEED)
        leaked, other = drawn["items"][0], drawn["items"][2]
        with open(os.open(self.at("passphrase"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write("a long passphrase\n")
        for reader in ("r1", "r2"):
            self.cli("reviewer", path, "add", "--id", reader, "--name", "Reader " + reader, "--role", "curator", "--passphrase-file",
                     self.at("passphrase"))
        self.cli("second", path, "ask", "--share", 1, "--seed", "a")
        self.cli("decide", path, "--as", "r1", "--item", other, "--verdict", "clean")
        self.cli("second", path, "judge", "--as", "r2", "--item", other, "--verdict", "found")
        conflicts = self.cli("second", path, "conflicts")
        self.cli("second", path, "ask", "--share", 0.0001, "--seed", "b")
        self.assertEqual(self.cli("second", path, "conflicts"), conflicts)

        self.judge(path, [leaked], "found")
        again = ("--unit", "series", "--tolerate", 0.3, "--seed", "another", "--reason", "a better one")
        self.refused(path, "not-reviewed", *again)
        self.judge(path, self.cli("sample", path, "show")["to_judge"])
        self.refused(path, "not-reviewed", *again)  # what was found is not repaired
        self.cli("decide", path, "--item", leaked, "--verdict", "clean", "--reason", "repaired")
        self.assertEqual(self.cli("sample", path, "draw", *again)["draws"], 2)

    def test_aStricterPolicyExtendsTheSampleByTheSameSeed(self):
        path = self.project("extended")
        self.policy(path)
        first = self.cli("sample", path, "draw", "--seed", SEED)
        self.judge(path, first["items"])
        self.cli("policy", path, "set", "--tolerate", 0.2, "--faces", "none", "--reason", "a stricter board")
        self.assertEqual([one["code"] for one in self.cli("status", path)["blocks_signing"]], ["sample-bound"])
        for wrong in ((), ("--reason", "why", "--seed", "other"), ("--reason", "why", "--unit", "patient"),
                      ("--reason", "why", "--tolerate", 0.1)):
            refused = self.cli("sample", path, "extend", *wrong, expected=1)
            self.assertEqual(refused["error"]["code"], "bad-argument", wrong)
        wider = self.cli("sample", path, "extend", "--reason", "a stricter board")
        self.assertEqual((wider["seed"], wider["list_sha256"]), (first["seed"], first["list_sha256"]))
        self.assertEqual((wider["tolerate"], wider["draws"], wider["extensions"]), (0.2, 1, 1))
        self.assertLess(set(first["drawn"]), set(wider["drawn"]))
        self.assertEqual(set(wider["to_judge"]), set(wider["items"]) - set(first["items"]))
        self.judge(path, wider["to_judge"])
        self.sign(path)
        self.cli("release", path, "--out", self.at("release-extended"))
        with open(self.at("release-extended", "report.json"), encoding="utf-8") as file:
            self.assertIn("The sample was extended once, by the same seed", json.load(file)["statement"])

    def test_whatWasSkippedCountsAgainstThePolicy(self):
        self.skippedCounts("skipped", "more than the policy tolerates", policy=True)

    def test_whatWasSkippedCountsAgainstTheDrawWhereNothingElseWasStated(self):
        self.skippedCounts("skipped-too", "more than the sample was drawn to exclude", policy=False)

    def skippedCounts(self, name, words, policy):
        path = self.project(name)
        if policy:
            self.cli("policy", path, "set", "--tolerate", 0.3, "--faces", "none", "--reason", "a pilot")
        drawn = self.cli("sample", path, "draw", "--unit", "series", "--tolerate", 0.3, "--seed", SEED)
        with open(self.at("decisions.json"), "w", encoding="utf-8") as file:
            json.dump({"decisions": [{"item": item, "verdict": "skip", "reason": "doubtful"} for item in drawn["items"]]}, file)
        self.cli("decide", path, "--from", self.at("decisions.json"))
        self.assertEqual([one["code"] for one in self.cli("status", path)["blocks_signing"]], ["sample-bound"])
        answer = self.sign(path, expected=(1,))["error"]
        self.assertEqual(answer["code"], "not-reviewed")
        self.assertIn(words, answer["place"])

    def checkTimes(self, out):
        """When somebody copied what tells nobody anything: all is as old as the signature."""
        with open(os.path.join(out, "signature.json"), encoding="utf-8") as file:
            signed = datetime.datetime.fromisoformat(json.load(file)["signer"]["time"]).timestamp()
        for folder, _, files in os.walk(out):
            for path in [folder, *(os.path.join(folder, name) for name in files)]:
                self.assertEqual(os.stat(path).st_mtime, signed, path)

    def checkRelease(self, out, shown):
        with open(os.path.join(out, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        with open(os.path.join(out, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
        with open(os.path.join(out, "report.html"), encoding="utf-8") as file:
            page = file.read()
        self.assertEqual(len(manifest["files"]), 2 * (SERIES + 1))
        sampling = manifest["sampling"]
        self.assertEqual(report["sampling"], sampling)
        self.assertEqual((sampling["upper"], sampling["inspected"], sampling["leaks"]),
                         (shown["bound"]["D_upper"], shown["plan"]["n"], 0))
        for words in (f"Of {SERIES + 1} series {shown['plan']['n']}, drawn at random", f"seed {SEED}", "With 95 % confidence at most"):
            self.assertIn(words, report["statement"])
            self.assertIn(words, page)
        self.assertNotIn("Every released image was shown", report["statement"])
        self.assertIn(sampling["listSha256"], page)
        self.assertEqual([(row["tolerate"], row["judged_before"], row["reason"]) for row in report["policies"]],
                         [(0.3, 0, "a pilot & nothing more")])
        self.assertIn("before any image had a verdict: a rate of leaks of 30 % must not go unnoticed", page)
        self.assertIn("Reason: a pilot &amp; nothing more", page)
        self.assertIn("Searched for other public data on the same people by Ada, 2026-11-20, in TCIA: nothing found", page)
        self.repeatDraw(out, sampling)
        self.repeatFromManifest(out)

    def repeatDraw(self, out, sampling):
        """A stranger, from the released files alone."""
        strata = {}
        for folder, _, files in os.walk(os.path.join(out, "images")):
            for name in files:
                header = pydicom.dcmread(os.path.join(folder, name), stop_before_pixels=True)
                strata.setdefault(str(header.SOPClassUID), set()).add(str(header.SeriesInstanceUID))
        names = sorted(uid for uids in strata.values() for uid in uids)
        digest = hashlib.sha256("".join(uid + "\n" for uid in names).encode()).hexdigest()
        self.assertEqual(digest, sampling["listSha256"])
        expected = []
        for stratum in sampling["strata"]:
            sopClass = stratum["name"].split("SOP class ")[1].split(",")[0]
            order = sorted(strata[sopClass], key=lambda uid: hmac.new(SEED.encode(), uid.encode(), hashlib.sha256).hexdigest())
            expected += order[:stratum["inspected"]]
        self.assertEqual(sampling["drawn"], expected)

    def test_aLeakFailsItsStratumAndANewDrawIsToldAsOne(self):
        path = self.project("leak")
        drawn = self.cli("sample", path, "draw", "--tolerate", 0.3, "--seed", SEED)
        first = [item for item in drawn["items"]][0]
        self.judge(path, [first], "found")
        failed = self.cli("sample", path, "show")
        self.assertEqual(failed["found"], 1)
        self.assertEqual(len(failed["to_judge"]), 2 * (SERIES + 1) - 1, "all of the stratum, and the other one's sample")
        self.cli("undo", path)
        self.assertEqual(self.cli("sample", path, "show")["found"], 0, "a slip of the finger is no leak")

        self.judge(path, [first], "found")
        self.judge(path, failed["to_judge"])
        self.assertEqual(self.judge(path, [first], expected=1)["error"]["code"], "bad-argument", "it changes what was said")
        self.judge(path, [first], reason="repaired elsewhere")
        repaired = self.cli("sample", path, "show")
        self.assertEqual((repaired["bound"]["D_upper"], repaired["bound"]["residual_uninspected_upper"]), (1, 0))
        self.refused(path, "bad-argument", "--seed", "another")
        self.refused(path, "bad-argument", "--seed", SEED, "--reason", "again")
        again = self.cli("sample", path, "draw", "--seed", "another", "--reason", "the rule was mended", "--tolerate", 0.3)
        self.assertEqual((again["draws"], again["found"], again["judged_before"]), (2, 0, 2 * (SERIES + 1)))
        self.cli("policy", path, "set", "--tolerate", 0.3, "--faces", "restricted", "--reason", "as drawn")
        self.sign(path)
        self.refused(path, "frozen", "--seed", "third", "--reason", "after signing")
        self.cli("release", path, "--out", self.at("release-leak"))
        with open(self.at("release-leak", "report.json"), encoding="utf-8") as file:
            report = json.load(file)
        statement = report["statement"]
        with open(self.at("release-leak", "report.html"), encoding="utf-8") as file:
            page = file.read()
        self.assertIn(f"changed after data were seen ({2 * (SERIES + 1)} images had a verdict)", page)
        self.assertIn("A search for other public data on the same people: not done.", page)
        self.assertIn("Changed after data were seen", statement)
        told = report["changed_after_first_entry"]
        self.assertEqual([(row["leaked"], row["leakedImages"], row["takenBack"]) for row in told["draws"]], [(1, 1, 0), (0, 0, 0)])
        self.assertEqual([(row["from"], row["to"], row["how"], row["images"]) for row in told["changes"]],
                         [("leak", "clean", "corrected", 1), ("leak", "none", "taken-back", 1)])
        for words in ("Changed after first entry", "While draw 1 was in force", "1 image was judged to hold identity, in 1 unit",
                      "No image was changed after it was judged.", "identity or for a second reader, then clean",
                      "1 image: of the same file, with a reason that is in the journal"):
            self.assertIn(words, page)
        self.assertNotIn("repaired elsewhere", page)
        self.assertIn("It replaced an earlier draw.", statement)

    def test_theLotIsWhatLeavesAndStrangersRepeatTheDraw(self):
        path = self.project("lot")
        series = [row["id"] for row in self.cli("list", path, "--level", "series")["items"]]
        images = {row["id"]: row["parent"] for row in self.cli("list", path, "--level", "instance")["items"]}
        self.cli("withdraw", path, "--item", series[0], "--reason", "asked for it")
        drawn = self.cli("sample", path, "draw", "--unit", "series", "--tolerate", 0.3, "--seed", SEED)
        self.assertEqual(drawn["plan"]["N"], SERIES)
        self.assertNotIn(series[0], {images[item] for item in drawn["items"]})
        self.judge(path, drawn["items"])
        later = next(one for one in series[1:] if one not in {images[item] for item in drawn["items"]})
        self.cli("withdraw", path, "--item", later, "--reason", "asked for it too")
        shown = self.cli("sample", path, "show")
        self.assertEqual((shown["plan"]["N"], shown["leaving"]), (SERIES, SERIES - 1))
        self.assertEqual(self.cli("status", path)["blocks_signing"], [])

        self.judge(path, [item for item, parent in images.items() if parent == series[0]], reason="they may leave after all")
        self.assertEqual([one["code"] for one in self.cli("status", path)["blocks_signing"]], ["sample-outdated"])
        self.assertEqual(self.sign(path, expected=(1,))["error"]["code"], "sample-outdated")
        self.assertEqual(self.cli("sample", path, "show", expected=1)["error"]["code"], "sample-outdated")
        self.cli("undo", path)
        self.assertEqual(self.cli("status", path)["blocks_signing"], [])
        self.sign(path)
        out = self.at("release-lot")
        self.cli("release", path, "--out", out)
        with open(os.path.join(out, "report.json"), encoding="utf-8") as file:
            statement = json.load(file)["statement"]
        self.assertIn(f"1 of them was left out after the draw: that bound is on all that were drawn from, and of the {SERIES - 1} "
                      "series that leave at most", statement)
        self.repeatFromManifest(out)

    def repeatFromManifest(self, out):
        """Manifest and file names are all that is needed."""
        with open(os.path.join(out, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        sampling = manifest["sampling"]
        seed = sampling["seed"].encode()
        expected, names, left = [], [], []
        for stratum in sampling["strata"]:
            order = sorted(stratum["names"], key=lambda uid: hmac.new(seed, uid.encode(), hashlib.sha256).hexdigest())
            expected += order[:stratum["planned"]]
            names += stratum["names"]
            left += stratum["left"]
        self.assertEqual(sampling["drawn"], expected)
        digest = hashlib.sha256("".join(uid + "\n" for uid in sorted(names)).encode()).hexdigest()
        self.assertEqual(digest, sampling["listSha256"])
        released = {row["path"].split("/")[3] for row in manifest["files"]}
        self.assertEqual(set(names) - set(left), released)
        self.assertEqual((len(names), len(names) - len(left)), (sampling["size"], sampling["leaving"]))

    def test_whatMakesNoSenseIsRefused(self):
        path = self.at("empty")
        self.cli("new", path)
        self.refused(path, "not-found")
        self.refused(path, "bad-argument", "--confidence", 1)
        self.refused(path, "bad-argument", "--tolerate", 0)
        self.assertEqual(self.cli("sample", path, "show", expected=(1,))["error"]["code"], "not-found")
        for arguments in ((path, "steal"), (path,), (path, "draw", "--unit", "frame"), (path, "draw", "--lot", "5")):
            done = subprocess.run([PROGRAM, "sample", *arguments], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1, arguments)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
