#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the well-formed images under `basic` and judges every element, at every level, by the tables of PS3.15 read
from the reference copy, not from our resources. Then dciodvfy: no error that the original does not have.

table_oracle.py DRIVER PROGRAMS RESOURCES SHARED
"""

import re
import struct
import subprocess
import sys
from pathlib import Path

from annex_e import Table, fits
from written import Faults, named, parsed, pixelBytes, read, temporary, write

OURS = {0x00120062, 0x00120063, 0x00120064, 0x0018A001, 0x00280303}
UNNAMED = {0x7FE00010, 0x00081115, 0x00081200}  # judged by other means, or gone with what they list
ICC_PROFILE, WORDY = 0x00282000, (b"desc", b"mluc", b"text", b"dict", b"pseq", b"psid")
# X in the table, but Type 1 of every presentation state: the weakest action that keeps the object valid is a dummy.
REQUIRED = {0x00700082: {"D"}, 0x00700083: {"D"}}


class Judge:
    def __init__(self, table, row, faults):
        self.table, self.row, self.faults = table, row, faults
        self.doubted = {place for place, _, _ in row["answer"]["doubts"]}
        self.sopClass = str(read(row["input"]).SOPClassUID)

    def items(self, old, now, above):
        unknown = {tag for tag in old.keys() if old.get_item(tag).VR == "UN"}  # pydicom guesses them when asked
        for element in old:
            path = above + ((int(element.tag), -1),)
            if path[-1][0] in OURS or path[-1][0] & 0xFFFF == 0:
                continue
            after = now.get(element.tag)
            letters = self.table.actionsFor(self.sopClass, path)
            if letters or element.tag not in unknown:
                self.element(letters, element, after, path)
            if element.VR == "SQ" and letters in (None, "U") and after is not None:
                for index, (one, other) in enumerate(zip(element.value, after.value)):
                    self.items(one, other, above + ((int(element.tag), index),))

    def element(self, letters, old, now, path):
        place = f"{self.row['input']} {named(path)} {old.VR}"
        if letters is None:
            judgeUnnamed(place, old, now, named(path) in self.doubted, self.faults)
            return
        allowed = set(letters) | (REQUIRED.get(path[-1][0], set()))
        self.faults.expect(any(fits(letter, old, now) for letter in allowed), f"{place}: not {letters}")


def judgeUnnamed(place, old, now, isDoubted, faults):
    if old.tag in UNNAMED or old.VR in ("UI", "DA", "DT", "TM", "PN", "UN", "SQ") or isDoubted or old.keyword == "":
        return
    if old.tag == ICC_PROFILE and now is not None:
        faults.expect(coloursOf(now.value) == coloursOf(old.value), f"{place}: other colours")
        faults.expect(not wordsOf(now.value), f"{place}: words are left")
        return
    faults.expect(now is not None and now.value == old.value, f"{place} {old.VR}: changed without a rule")


def tagsOf(profile):
    """Type and place of what is in an ICC profile (ICC.1:2022 clause 7)."""
    count, = struct.unpack_from(">I", profile, 128)
    places = [struct.unpack_from(">4xII", profile, 132 + 12 * index) for index in range(count)]
    return [(profile[start:start + 4], start, start + size) for start, size in places]


def coloursOf(profile):
    """The profile without its day, its digest and what is said in words."""
    content = bytearray(profile)
    for start, end in [(24, 36), (84, 100)] + [(start + 8, end) for kind, start, end in tagsOf(profile) if kind in WORDY]:
        content[start:end] = bytes(end - start)
    return content


def wordsOf(profile):
    return [word for kind, start, end in tagsOf(profile) if kind in WORDY
            for word in re.findall(rb"[A-Za-z]{3,}", profile[start + 8:end].replace(b"\0", b""))]


def errorsOf(path):
    """The lines of dciodvfy that name an error, without values."""
    run = subprocess.run(["dciodvfy", str(path)], capture_output=True, check=False)
    lines = (run.stderr + run.stdout).decode("latin-1").splitlines()
    return {re.sub(r"= <[^>]*>|<[^>]*>", "", line) for line in lines if "Error - " in line}


def judgeConformance(row, faults):
    if read(row["input"]).file_meta.TransferSyntaxUID == "1.2.840.10008.1.2.1.99":
        return  # dciodvfy does not inflate
    before = errorsOf(row["input"])
    for line in sorted(errorsOf(row["output"]) - before):
        faults.expect(False, f"{row['input']}: new: {line}")
    faults.checks += 1


def judgePixels(row, faults):
    before = pixelBytes(read(row["input"]))
    if row["answer"]["pixels"] == ["untouched"]:
        faults.expect(pixelBytes(read(row["output"])) in (before, before + b"\0"), f"{row['input']}: pixels")
    else:
        faults.expect(len(pixelBytes(read(row["output"]))) <= len(before) + 4096, f"{row['input']}: pixels grew")


def judgeEvidence(row, faults):
    now = read(row["output"])
    faults.expect(now.get("PatientIdentityRemoved") == "YES", f"{row['input']}: (0012,0062)")
    faults.expect(now.get("LongitudinalTemporalInformationModified") == "REMOVED", f"{row['input']}: (0028,0303)")
    codes = [item.CodeValue for item in now.DeidentificationMethodCodeSequence]
    faults.expect(codes[-1] == "113100", f"{row['input']}: (0012,0064) {codes}")
    with open(row["output"], "rb") as file:
        faults.expect(file.read(132) == bytes(128) + b"DICM", f"{row['input']}: preamble")


def main():
    tools = parsed(sys.argv[1:])
    table, faults = Table(tools[3] / "standard"), Faults()
    files = sorted(path for path in (tools[3] / "testdata" / "dicom").rglob("*") if path.is_file())
    files += sorted(path for path in (tools[3] / "testdata" / "synthetic").rglob("*") if path.is_file() and path.suffix != ".tsv")
    with temporary() as place:
        written = 0
        for row in write(tools, files, Path(place, "out")):
            if "error" in row:
                print("set aside:", Path(row["input"]).name, row["error"]["code"], row["error"]["place"])
                continue
            written += 1
            Judge(table, row, faults).items(read(row["input"]), read(row["output"]), ())
            judgeConformance(row, faults)
            judgePixels(row, faults)
            judgeEvidence(row, faults)
        print(f"{written} of {len(files)} written")
        return faults.report()


if __name__ == "__main__":
    sys.exit(main())
