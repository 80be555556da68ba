# SPDX-License-Identifier: Apache-2.0
"""Drafts made by `deidentify`, and what others say of them: shared by the tests of this folder."""

import csv
import json
import os
import re
import struct
import subprocess
import tempfile
import warnings
import zlib
from pathlib import Path

import pydicom
from pydicom.config import settings

settings.reading_validation_mode = settings.writing_validation_mode = pydicom.config.IGNORE
warnings.simplefilter("ignore")
PROFILES = ("basic", "public", "keep-most")
KEY = "0b" * 32


def filesBelow(folder):
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def keyFile(folder):
    path = Path(folder) / "key"
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(KEY + "\n")
    return path


class Draft:
    """One run of `deidentify`: its exit code, JSON, manifest and maps."""

    def __init__(self, program, inputs, place, *arguments, environment=None, timeout=1200):
        self.place = Path(place)
        self.place.mkdir(parents=True)
        self.out, self.maps, result = self.place / "out", self.place / "maps", self.place / "result.json"
        command = [program, "deidentify", *map(str, inputs), "--out", self.out, "--maps", self.maps, "--key-file",
                   keyFile(self.place), "--json", result, *arguments]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=timeout,
                              env={**os.environ, **(environment or {})}, check=False)
        self.code, self.words = done.returncode, done.stderr
        self.result = json.loads(result.read_text("utf-8")) if result.exists() else None
        self.rows = {row["path"]: row for row in (self.result or {}).get("inputs", [])}
        self.findings = (self.result or {}).get("findings", [])
        manifest = self.out / "manifest.json"
        self.manifest = json.loads(manifest.read_text("utf-8")) if manifest.exists() else None

    def written(self):
        """(input, output) of every file written."""
        return [(Path(path), self.out / row["output"]) for path, row in self.rows.items() if row["outcome"] == "written"]

    def row(self, path):
        return self.rows[str(path)]

    def map(self, name):
        with open(self.maps / name, encoding="utf-8", newline="") as file:
            return dict(list(csv.reader(file))[1:])

    def findingsOf(self, path):
        return sorted({row["kind"] for row in self.findings if row["file"] == str(path)})


def plainCopy(path, folder):
    """A deflated file unpacked: dciodvfy loses its place in deflated data and reports what is not there."""
    raw = Path(path).read_bytes()
    if b"1.2.840.10008.1.2.1.99" not in raw[132:1000]:
        return path
    start = 144 + int.from_bytes(raw[140:144], "little")
    copy = Path(folder, "plain.dcm")
    meta = raw[:start].replace(b"1.2.840.10008.1.2.1.99", b"1.2.840.10008.1.2.1\0\0\0")
    copy.write_bytes(meta + zlib.decompressobj(-15).decompress(raw[start:]))
    return copy


def faultsOf(path):
    """The error lines of dciodvfy, without the values they quote."""
    with temporary() as folder:
        return judged(plainCopy(path, folder))


def judged(path):
    done = subprocess.run(["dciodvfy", "-new", str(path)], capture_output=True, text=True, errors="replace", check=False)
    return {re.sub(r"<[^>]*>|\[[^]]*\]|'[^']*'", "<>", line) for line in (done.stdout + done.stderr).splitlines() if line.startswith("Error")}


def elementsOf(dataset, path=()):
    """(path, element) of every element at every level; a path is a tuple of (tag, item) pairs, item -1 at its end."""
    for tag in dataset.keys():
        element = dataset[tag]
        yield path + ((int(element.tag), -1),), element
        if element.VR == "SQ":
            for index, item in enumerate(element.value):
                yield from elementsOf(item, path + ((int(element.tag), index),))


def read(path):
    return pydicom.dcmread(path, force=True)


def stream(fragment):
    """A compressed fragment without what may be stripped: JPEG APPn and COM, JPEG 2000 boxes and COM."""
    start = fragment.find(b"\xff\x4f\xff\x51")
    isWavelet = start >= 0
    at, kept = (start + 2, [b"\xff\x4f"]) if isWavelet else (2, [fragment[:2]])
    if not isWavelet and fragment[:2] != b"\xff\xd8":
        return fragment.rstrip(b"\0")
    while at + 4 <= len(fragment) and fragment[at] == 0xFF:
        marker, length = fragment[at + 1], int.from_bytes(fragment[at + 2:at + 4], "big")
        if marker == (0x90 if isWavelet else 0xDA):
            break
        isKept = marker != 0x64 if isWavelet else not 0xE0 <= marker <= 0xEF and marker != 0xFE
        if isKept:
            kept.append(fragment[at:at + 2 + length])
        at += 2 + length
    end = fragment.rfind(b"\xff\xd9")
    return b"".join(kept) + fragment[at:end + 2 if end >= 0 else len(fragment)]


def fragmentsOf(value):
    """The fragments behind the offset table, which tells of lengths that stripping changes."""
    at, fragments = 0, []
    while value[at:at + 4] == b"\xfe\xff\x00\xe0":
        length = int.from_bytes(value[at + 4:at + 8], "little")
        fragments.append(value[at + 8:at + 8 + length])
        at += 8 + length
    return fragments[1:]


def samples(dataset, value):
    """Stored bits only: overlays in the unused ones go."""
    if dataset.BitsAllocated != 16 or dataset.PixelRepresentation:
        return value
    low = dataset.HighBit + 1 - dataset.BitsStored
    mask = ((1 << dataset.BitsStored) - 1) << low
    order = "<" if dataset.is_little_endian else ">"
    return [word & mask for word in struct.unpack(f"{order}{len(value) // 2}H", value)]


def pixelsOf(dataset, isStripped=False):
    """What must be the same before and after; None where there are no pixel data."""
    if "PixelData" not in dataset:
        return None
    value = bytes(dataset.PixelData)
    if not isStripped:
        return value + b"\0" * (len(value) % 2)
    if value[:4] != b"\xfe\xff\x00\xe0":
        return samples(dataset, value)
    fragments = fragmentsOf(value)
    if int(dataset.get("NumberOfFrames", 1) or 1) == 1:
        fragments = [b"".join(fragments)]
    return [stream(fragment) for fragment in fragments]


def temporary():
    return tempfile.TemporaryDirectory(prefix="safelight-draft-")
