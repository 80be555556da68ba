# SPDX-License-Identifier: Apache-2.0
"""Runs write_driver and reads what came out with pydicom: shared by the oracles of this folder."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pydicom
from pydicom.config import settings

settings.reading_validation_mode = settings.writing_validation_mode = pydicom.config.IGNORE

SHOWN = int(os.environ.get("SHOWN", "100"))  # faults printed
SKIPPED = 77  # CTest's SKIP_RETURN_CODE
KEY = "07" * 32


def parsed(arguments):
    """(driver, programs, resources, shared) as CMake passes them; leaves when the test data are not there."""
    driver, programs, resources, shared = arguments
    if not os.path.isdir(os.path.join(shared, "testdata")):
        print(f"{shared}/testdata is missing: skipped")
        sys.exit(SKIPPED)
    return driver, programs, resources, Path(shared)


def write(tools, files, folder, request=None):
    """One dictionary a file, in order: input, output, and answer or error."""
    driver, programs, resources, _ = tools
    os.makedirs(folder)
    command = [driver, programs, resources, KEY, str(folder), json.dumps(request or {}), *map(str, files)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted((json.loads(line) for line in lines), key=lambda row: int(Path(row["output"]).stem))


def temporary():
    return tempfile.TemporaryDirectory(prefix="safelight-oracle-")


def read(path):
    return pydicom.dcmread(path, force=True)


def pixelBytes(dataset):
    return bytes(dataset.PixelData) if "PixelData" in dataset else b""


def elementsOf(dataset, path=()):
    """(path, element) of every element at every level; a path is a tuple of (tag, item) pairs, item -1 at its end."""
    for element in dataset:
        yield path + ((int(element.tag), -1),), element
        if element.VR == "SQ":
            for index, item in enumerate(element.value):
                yield from elementsOf(item, path + ((int(element.tag), index),))


def at(dataset, path):
    """The element at such a path; None when it is not there."""
    for tag, item in path:
        if tag not in dataset:
            return None
        element = dataset[tag]
        if item < 0:
            return element
        if element.VR != "SQ" or len(element.value) <= item:
            return None
        dataset = element.value[item]
    return None


def named(path):
    return ".".join(f"({tag >> 16:04X},{tag & 0xFFFF:04X})" + (f"[{item}]" if item >= 0 else "") for tag, item in path)


class Faults:
    def __init__(self):
        self.checks, self.found = 0, []

    def expect(self, holds, text):
        self.checks += 1
        if not holds:
            self.found.append(text)

    def report(self):
        for text in self.found[:SHOWN]:
            print("FAULT", text)
        print(f"{self.checks} checks, {len(self.found)} faults")
        return 1 if self.found or not self.checks else 0
