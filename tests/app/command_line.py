# SPDX-License-Identifier: Apache-2.0
"""`safelight-cli` called as a program, in a folder that goes at the end: shared by the tests of this folder."""

import json
import os
import shutil
import subprocess
import sys
import unittest

import pydicom
from pydicom.data import get_testdata_file

PROGRAM = sys.argv[1]


def calmSource():
    """A slice of CT with nothing to read, so nothing to decide."""
    source = pydicom.dcmread(get_testdata_file("CT_small.dcm"))
    source.PixelData = bytes(len(source.PixelData))
    for word in ("SmallestImagePixelValue", "LargestImagePixelValue"):
        source.pop(word, None)
    return source


class CommandLine(unittest.TestCase):
    """`root` is made by whoever inherits."""

    root = None

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def at(cls, *names):
        return os.path.join(cls.root, *names)

    @classmethod
    def keepAll(cls, project):
        """Every open finding is no identity, and no face."""
        for finding in cls.cli("findings", project, "--open")["findings"]:
            isFace = finding["kind"] == "face" or "face" in finding["reasons"]
            reason = ("--reason", "no-face") if isFace else ()
            cls.cli("decide", project, "--finding", finding["id"], "--verdict", "keep", *reason)

    @classmethod
    def cli(cls, *arguments, expected=0):
        done = subprocess.run([PROGRAM, *map(str, arguments), "--json", "-"], capture_output=True, text=True, timeout=600)
        if done.returncode not in (expected if isinstance(expected, tuple) else (expected,)):
            raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        cls.heard(arguments, done)
        return json.loads(done.stdout)

    @classmethod
    def heard(cls, arguments, done):
        """For those who look at all that is said."""
