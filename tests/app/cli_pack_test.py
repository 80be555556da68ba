# SPDX-License-Identifier: Apache-2.0
"""A release as one ZIP or TAR: the same bytes whoever packs it, read by Python's own modules.

cli_pack_test.py PROGRAM
"""

import hashlib
import os
import shutil
import tarfile
import tempfile
import unittest
import sys
import zipfile

from command_line import calmSource, CommandLine

TOP = "safelight-release/"


class Pack(CommandLine):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="safelight-pack-")
        os.mkdir(cls.at("in"))
        calmSource().save_as(cls.at("in", "1.dcm"))
        with open(os.open(cls.at("passphrase"), os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write("a long passphrase\n")
        project = cls.at("project")
        cls.cli("new", project)
        cls.cli("import", project, cls.at("in"))
        cls.cli("run", project, "--mode", "quick")
        cls.keepAll(project)
        cls.cli("run", project)
        for item in cls.cli("list", project, "--level", "instance")["items"]:
            cls.cli("decide", project, "--item", item["id"], "--verdict", "clean")
        cls.cli("sign", project, "--reviewer", "r1", "--name", "Ada Reader", "--role", "curator", "--meaning", "review",
                "--passphrase-file", cls.at("passphrase"))
        cls.cli("release", project, "--out", cls.at("release"))

    def contentOf(self, folder):
        content = {}
        for place, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(place, name)
                with open(path, "rb") as file:
                    content[TOP + os.path.relpath(path, folder)] = file.read()
        return content

    def pack(self, name, folder="release", expected=0):
        return self.cli("pack", self.at(folder), "--out", self.at(name), expected=expected)

    def test_aZipHoldsEveryFileAndNothingOfWhoPackedIt(self):
        told = self.pack("one.zip")
        expected = self.contentOf(self.at("release"))
        self.assertEqual(told["files"], len(expected))
        with open(self.at("one.zip"), "rb") as file:
            self.assertEqual(hashlib.sha256(file.read()).hexdigest(), told["sha256"])
        with zipfile.ZipFile(self.at("one.zip")) as archive:
            self.assertEqual([one.filename for one in archive.infolist()], sorted(expected))
            self.assertEqual({one.date_time for one in archive.infolist()}, {(1980, 1, 1, 0, 0, 0)})
            self.assertEqual({one.filename: archive.read(one) for one in archive.infolist()}, expected)
            archive.extractall(self.at("unpacked"))
        self.assertEqual(self.cli("verify", self.at("unpacked", TOP))["status"], "released")

    def test_aTarHoldsEveryFileAndNothingOfWhoPackedIt(self):
        self.pack("one.tar")
        expected = self.contentOf(self.at("release"))
        with tarfile.open(self.at("one.tar")) as archive:
            members = archive.getmembers()
            self.assertEqual([one.name for one in members], sorted(expected))
            self.assertEqual({(one.mtime, one.uid, one.gid, one.uname, one.gname, one.mode) for one in members},
                             {(0, 0, 0, "", "", 0o644)})
            self.assertEqual({one.name: archive.extractfile(one).read() for one in members}, expected)

    def test_theSameReleaseGivesTheSameBytesElsewhere(self):
        shutil.copytree(self.at("release"), self.at("copied"))  # other times, and another order in the folder
        for place, _, names in os.walk(self.at("copied")):
            for name in names:
                os.utime(os.path.join(place, name), (1, 1))
                os.chmod(os.path.join(place, name), 0o600)
        for ending in ("zip", "tar"):
            first = self.pack(f"first.{ending}")["sha256"]
            zone = os.environ.get("TZ")
            os.environ["TZ"] = "Asia/Kathmandu"
            try:
                self.assertEqual(self.pack(f"second.{ending}", "copied")["sha256"], first, ending)
            finally:
                os.environ.pop("TZ") if zone is None else os.environ.update(TZ=zone)

    def test_whatIsNoWholeReleaseIsRefused(self):
        shutil.copytree(self.at("release"), self.at("changed"))
        with open(self.at("changed", "README.txt"), "a", encoding="utf-8") as file:
            file.write("and more\n")
        os.mkdir(self.at("empty"))
        before = sorted(os.listdir(self.root))
        for folder in ("changed", "empty", "in"):
            refused = self.pack("refused.zip", folder, expected=(1, 2))
            self.assertEqual(refused["error"]["code"], "tampered", folder)
        self.assertEqual(self.pack("refused.zip", "nowhere", expected=1)["error"]["code"], "not-found")
        self.assertEqual(self.pack("refused.rar", expected=1)["error"]["code"], "bad-argument")
        self.assertEqual(self.pack("release/refused.zip", expected=1)["error"]["code"], "bad-argument")
        here = os.getcwd()
        os.chdir(self.at("release"))  # a bare name is a place too
        try:
            refused = self.cli("pack", ".", "--out", "refused.zip", expected=1)
        finally:
            os.chdir(here)
        self.assertEqual(refused["error"]["code"], "bad-argument")
        shutil.copytree(self.at("release"), self.at("other"))
        self.assertEqual(self.pack("other/refused.zip", expected=1)["error"]["code"], "exists")
        shutil.rmtree(self.at("other"))
        self.assertEqual(sorted(os.listdir(self.root)), before)
        self.pack("taken.zip")
        self.assertEqual(self.pack("taken.zip", expected=1)["error"]["code"], "exists")
        self.assertEqual(self.cli("verify", self.at("release"))["status"], "released")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
