# SPDX-License-Identifier: Apache-2.0
"""The whole journey by command line, judged by others: pydicom, dcmdump, dciodvfy, and a search of raw bytes.

cli_journey_test.py PROGRAM RESOURCES SHARED WATCH: safelight-cli, the resources folder, the shared test data (its part is
skipped, visibly, where that is missing), and a library to preload that watches originals and network (watch_opens.c).
"""

import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import pydicom

PROGRAM, RESOURCES, SHARED, WATCH = sys.argv[1:5]
PASSPHRASE = "a long enough passphrase"
CHARSETS = ("utf-8", "latin-1", "utf-16-le", "utf-16-be", "iso2022_jp_2", "shift_jis")


AROUND = {}  # what a program gets besides: folders of its own, and who watches it


def cli(*arguments, expected=0):
    """Runs a command; the JSON result, which the command must give."""
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        done = subprocess.run([PROGRAM, *arguments, "--json", result.name], capture_output=True, text=True, timeout=1500,
                              env={**os.environ, **AROUND})
        codes = expected if isinstance(expected, tuple) else (expected,)
        if done.returncode not in codes:
            raise AssertionError(f"{arguments}: exit {done.returncode}, not {codes}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
        with open(result.name, encoding="utf-8") as file:
            return json.load(file)


def filesBelow(folder):
    return sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)


def fingerprintOf(folder):
    """Bytes and times of every file: what must be the same afterwards."""
    rows = []
    for path in filesBelow(folder):
        with open(path, "rb") as file:
            rows.append((path, hashlib.sha256(file.read()).hexdigest(), os.stat(path).st_mtime_ns))
    return rows


def patternsFor(values):
    """What to search for in bytes; numbers only where no further digit stands beside them."""
    patterns = {}
    for value in values:
        for charset in CHARSETS:
            coded = value.encode(charset, "ignore")
            if len(coded.strip()) < 4:
                continue
            number = re.fullmatch(rb"[0-9.]+", coded)
            patterns[coded] = re.compile(rb"(?<![0-9.])" + re.escape(coded) + rb"(?![0-9])" if number else re.escape(coded))
    return patterns


def leaksIn(folder, values):
    """(file, value) of every value that is in a name or in the bytes of a file."""
    patterns, found = patternsFor(values), []
    for path in filesBelow(folder):
        with open(path, "rb") as file:
            content = file.read() + b"\0" + os.path.relpath(path, folder).encode()
        found += [(os.path.relpath(path, folder), coded) for coded, pattern in patterns.items() if coded in content and pattern.search(content)]
    return found


def faultsOf(path):
    """The error lines of dciodvfy, without the values they quote."""
    done = subprocess.run(["dciodvfy", "-new", path], capture_output=True, text=True, errors="replace")
    return {re.sub(r"<[^>]*>", "<>", line) for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")}


class Journey:
    """One collection on its way; subclasses say which, and what was planted."""

    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-journey-")
        cls.prepare()
        cls.before = fingerprintOf(cls.inputs)
        cls.outside, cls.watched = os.path.join(cls.root, "outside"), os.path.join(cls.root, "watched")
        for variable in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
            AROUND[variable] = os.path.join(cls.outside, variable)
            os.makedirs(AROUND[variable], mode=0o700)
        AROUND.update({"LD_PRELOAD": WATCH, "WATCH_ROOT": os.path.realpath(cls.inputs), "WATCH_LOG": cls.watched})
        cls.project, cls.release = os.path.join(cls.root, "project"), os.path.join(cls.root, "release")
        cls.passphrase = os.path.join(cls.root, "passphrase")
        with open(os.open(cls.passphrase, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(PASSPHRASE)
        cls.walk()

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def sign(cls, expected=0):
        return cli("sign", cls.project, "--reviewer", "r1", "--name", "Ada Reader", "--role", "curator", "--meaning", "review",
                   "--passphrase-file", cls.passphrase, expected=expected)

    @classmethod
    def walk(cls):
        cli("new", cls.project)
        cls.imported = cli("import", cls.project, cls.inputs, expected=(0, 3))["inputs"]
        cls.tooEarly = cls.sign(expected=1)
        cli("run", cls.project, "--mode", "quick", expected=(0, 3))
        findings = cli("findings", cls.project, "--open")["findings"]
        items = cli("list", cls.project, "--level", "instance")["items"]
        decisions = [{"finding": row["id"], "verdict": "keep" if row["kind"] == "face" else row["proposed"],
                      "reason": "no-face; nobody is in it" if row["kind"] == "face" else ""} for row in findings]
        decisions += [{"item": row["id"], "verdict": "clean"} for row in items]
        path = os.path.join(cls.root, "decisions.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"decisions": decisions}, file)
        cli("decide", cls.project, "--from", path)
        cls.stale = cls.sign(expected=1)
        cli("run", cls.project, expected=(0, 3))
        cls.ready = cli("status", cls.project)
        cls.sign()
        cls.early = cli("release", cls.project, "--out", os.path.join(cls.inputs, "inside"), expected=1)
        cli("release", cls.project, "--out", cls.release)
        cls.key = os.path.join(cls.root, "key.pem")
        cli("public-key", cls.project, "--out", cls.key)

    def released(self):
        return [path for path in filesBelow(os.path.join(self.release, "images"))]

    def test_originalsAreAsTheyWere(self):
        self.assertEqual(fingerprintOf(self.inputs), self.before)

    def test_noOriginalIsOpenedForWritingAndNoNetworkUsed(self):
        self.assertFalse(os.path.exists(self.watched), "see the file: what was opened or reached")
        original = self.before[0][0]
        script = f"import socket; open({original!r}, 'r+b').close(); socket.socket().connect_ex(('127.0.0.1', 9))"
        subprocess.run(["/usr/bin/python3", "-c", script], env={**os.environ, **AROUND}, check=True)
        with open(self.watched, encoding="utf-8") as file:  # the watch sees what it is for
            self.assertEqual(file.read(), f"opened for writing: {original}\nconnected: \n")
        os.remove(self.watched)

    def test_noPlantedValueIsInHomeOrTemporaryFolders(self):
        self.assertEqual(leaksIn(self.outside, self.values), [])

    def test_everyInputIsAccountedFor(self):
        self.assertEqual(len(self.imported), len(self.before))
        with open(os.path.join(self.release, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        counts = manifest["counts"]
        self.assertEqual(counts["in"], len(self.before))
        self.assertEqual(counts["in"], counts["written"] + counts["set_aside"] + counts["duplicate"] + counts["replaced"])
        self.assertEqual(counts["written"], len(manifest["files"]))
        self.assertEqual(counts["written"], len(self.released()))
        self.assertGreaterEqual(counts["written"], self.least)

    def test_noPlantedValueIsInTheRelease(self):
        self.assertGreater(len(self.values), 40)
        self.assertEqual(leaksIn(self.release, self.values), [])

    def test_noPlantedValueIsInTheProjectFolder(self):
        self.assertEqual(leaksIn(self.project, self.values), [])

    def test_theSearchFindsWhatIsThere(self):
        self.assertGreater(len({coded for _, coded in leaksIn(self.inputs, self.values)}), len(self.values) * 0.7)

    def test_othersReadEveryFile(self):
        for path in self.released():
            whole = pydicom.dcmread(path)
            self.assertEqual(whole.PatientIdentityRemoved, "YES")
            self.assertTrue(str(whole.PatientID).startswith("SL-"), path)
            self.assertIn(str(whole.SOPInstanceUID), path)
            dump = subprocess.run(["dcmdump", path], capture_output=True)
            self.assertEqual(dump.returncode, 0, dump.stderr)

    def test_noFileBreaksItsDefinitionMoreThanItDid(self):
        known = set()
        for path, _, _ in self.before:
            known |= faultsOf(path)
        for path in self.released():
            self.assertEqual(faultsOf(path) - known, set(), path)

    def test_theOrderOfStepsIsKept(self):
        self.assertIn(self.tooEarly["error"]["code"], ("open-findings", "not-reviewed"))
        self.assertIn(self.stale["error"]["code"], ("stale-candidates",))
        self.assertEqual((self.ready["blocks_signing"], self.ready["changed_after_judged"]), ([], []), "as it was decided when it was judged")
        self.assertEqual(self.early["error"]["code"], "overlap")
        self.assertEqual(cli("release", self.project, "--out", self.release, expected=1)["error"]["code"], "exists")
        refused = cli("decide", self.project, "--item", "i1", "--verdict", "found", expected=1)
        self.assertEqual(refused["error"]["code"], "frozen")

    def test_theReleaseVerifiesAndTheJournalIsWhole(self):
        verified = cli("verify", self.release, "--public-key", self.key)
        self.assertEqual((verified["status"], verified["signer"], verified["meaning"]), ("released", "Ada Reader", "review"))
        self.assertEqual(cli("verify", self.release)["signer"], "unproven")
        cli("journal", self.project, "verify")

    def test_everyKindOfTamperingIsNamed(self):
        def flip(copy):
            path = filesBelow(os.path.join(copy, "images"))[0]
            with open(path, "r+b") as file:
                file.seek(-1, os.SEEK_END)
                last = file.read(1)[0]
                file.seek(-1, os.SEEK_END)
                file.write(bytes([last ^ 1]))
            return os.path.relpath(path, copy)

        def unsign(copy):
            os.remove(os.path.join(copy, "signature.json"))
            return "signature.json"

        def toDraft(copy):
            path = os.path.join(copy, "manifest.json")
            with open(path, encoding="utf-8") as file:
                text = file.read()
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace('"status": "release"', '"status": "draft"'))
            return "manifest.json"

        def swap(copy):
            first, second = filesBelow(os.path.join(copy, "images"))[:2]
            os.rename(first, first + "x")
            os.rename(second, first)
            os.rename(first + "x", second)
            return os.path.relpath(second, copy)

        def add(copy):
            with open(os.path.join(copy, "images", "extra.dcm"), "wb") as file:
                file.write(b"x")
            return "images/extra.dcm"

        def otherKey(copy):
            return "signature.json"

        stranger = os.path.join(self.root, "stranger.pem")
        subprocess.run(f"openssl genpkey -algorithm ed25519 | openssl pkey -pubout -out {stranger}", shell=True, check=True)
        for act, fault in ((flip, "content"), (unsign, "signature"), (toDraft, "content"), (swap, "content"), (add, "incomplete"), (otherKey, "signer")):
            copy = os.path.join(self.root, act.__name__)
            shutil.copytree(self.release, copy)
            path = act(copy)
            answer = cli("verify", copy, "--public-key", stranger if act is otherKey else self.key, expected=2)
            self.assertEqual(answer["fault"], fault, act.__name__)
            self.assertIn(path, [row["path"] for row in answer["files"]], act.__name__)
            shutil.rmtree(copy)


class Sample(Journey, unittest.TestCase):
    """The sample collection, made on the spot."""

    least = 50

    @classmethod
    def prepare(cls):
        cls.inputs = os.path.join(cls.root, "in")
        planted = os.path.join(cls.root, "planted.tsv")
        subprocess.run(["/usr/bin/python3", "-B", os.path.join(RESOURCES, "sample", "make_sample.py"), cls.inputs, planted], check=True)
        with open(planted, encoding="utf-8", newline="") as file:
            cls.values = {row["value"] for row in csv.DictReader(file, delimiter="\t") if row["where"] != "pixel"}


@unittest.skipUnless(os.path.isdir(os.path.join(SHARED, "testdata", "synthetic")), "the shared test data is not here")
class Synthetic(Journey, unittest.TestCase):
    """The shared synthetic collection with its answer key."""

    least = 50

    @classmethod
    def prepare(cls):
        cls.inputs = os.path.join(cls.root, "in")
        source = os.path.join(SHARED, "testdata", "synthetic")
        shutil.copytree(source, cls.inputs, ignore=shutil.ignore_patterns("*.tsv"))
        cls.values = set()
        with open(os.path.join(source, "answer_key.tsv"), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row["expected"] in ("text_removed", "uid_changed") and row["where"] != "pixel":
                    cls.values |= set(row["original"].split("|"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[5:]])
