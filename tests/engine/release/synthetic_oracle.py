#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the synthetic collection under `basic` and judges the finished bytes by its answer key.

synthetic_oracle.py DRIVER PROGRAMS RESOURCES SHARED
"""

import csv
import re
import sys
from pathlib import Path

from written import Faults, elementsOf, parsed, pixelBytes, read, temporary, write

ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be", "latin-1", "iso2022_jp_2", "iso2022_kr", "shift_jis", "iso8859_5",
             "iso8859_7", "gb18030"]
SHORTEST = 4  # shorter ones turn up by chance


def keyRows(folder):
    with open(folder / "answer_key.tsv", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def outsidePixels(path):
    """All bytes of the file but native pixel samples; compressed ones are searched too."""
    raw = Path(path).read_bytes()
    dataset = read(path)
    native = not dataset.file_meta.TransferSyntaxUID.is_compressed
    samples = pixelBytes(dataset) if native else b""
    if samples and not dataset.file_meta.TransferSyntaxUID.is_deflated and dataset.is_little_endian:
        raw = raw.replace(samples, b"")
    return raw


def formsOf(text):
    """The identifier as bytes, in each encoding that has it; a name also by its parts."""
    parts = {text} | {part for part in re.split(r"[\^=]", text)}
    for part in parts:
        if len(part.strip()) < SHORTEST:
            continue
        for encoding in ENCODINGS:
            try:
                yield part.strip().encode(encoding)
            except UnicodeEncodeError:
                continue


def judgeText(rows, outputs, faults):
    bytesOf = {}
    for row in rows:
        if row["expected"] != "text_removed" or row["where"] in ("pixel", "filename"):
            continue
        output = outputs[row["file"]]
        haystack = bytesOf.setdefault(row["file"], outsidePixels(output).lower())
        for original in row["original"].split("|"):
            left = next((form for form in formsOf(original) if form.lower() in haystack), None)
            faults.expect(left is None, f"{row['file']} {row['where']}: {row['kind']} left as {left!r}")


def judgeUids(originals, outputs, rows, faults):
    """Every UID that was replaced is replaced by the same one everywhere, and two never by one."""
    gone = {row["original"] for row in rows if row["expected"] == "uid_changed"}
    newOf, oldOf = {}, {}
    for name, original in originals.items():
        after = read(outputs[name])
        places = {path: element for path, element in elementsOf(after)}
        for path, element in elementsOf(read(original)):
            now = places.get(path)
            if element.VR != "UI" or now is None or not isinstance(element.value, str) or element.value not in gone:
                continue
            faults.expect(newOf.setdefault(element.value, now.value) == now.value, f"{name} {element.tag}: two new UIDs")
            faults.expect(oldOf.setdefault(now.value, element.value) == element.value, f"{name} {element.tag}: one for two")
        faults.expect(after.file_meta.MediaStorageSOPInstanceUID == after.SOPInstanceUID, f"{name}: file meta UID")
        raw = outsidePixels(outputs[name])
        for uid in gone:
            faults.expect(uid.encode() not in raw, f"{name}: UID {uid} left")


def judgePeople(originals, outputs, faults):
    newOf, oldOf = {}, {}
    for name, original in originals.items():
        old, now = str(read(original).PatientID), read(outputs[name])
        faults.expect(newOf.setdefault(old, now.PatientID) == now.PatientID, f"{name}: another pseudonym")
        faults.expect(oldOf.setdefault(now.PatientID, old) == old, f"{name}: pseudonym of two people")
        faults.expect(str(now.PatientName) == now.PatientID, f"{name}: name is not the pseudonym")


def judgeRetained(folder, rows, outputs, faults):
    """What the Basic Profile keeps: everything that the key wants kept and Table E.1-1 does not name."""
    kept = {"(0008,0016)", "(0008,0060)", "(0008,0070)", "(0008,1090)", "(0020,0013)", "(0020,0032)"}
    for row in rows:
        if row["expected"] != "tag_retained" or row["where"] not in kept:
            continue
        tag = int(row["where"][1:5] + row["where"][6:10], 16)
        old, now = read(folder / row["file"])[tag].value, read(outputs[row["file"]]).get(tag)
        faults.expect(now is not None and now.value == old, f"{row['file']} {row['where']} is not kept")


def judgeTheJudge(rows, originals, faults):
    """The originals hold every identifier: each has to be found there, or the search above means nothing."""
    blind = Faults()
    judgeText(rows, originals, blind)
    seen = len(blind.found) / blind.checks
    print(f"in the originals {len(blind.found)} of {blind.checks} identifiers are found")
    faults.expect(seen > 0.97, "the search does not find what is there")


def main():
    tools = parsed(sys.argv[1:])
    folder = tools[3] / "testdata" / "synthetic"
    rows, faults = keyRows(folder), Faults()
    originals = {row["file"]: folder / row["file"] for row in rows}
    with temporary() as place:
        done = write(tools, originals.values(), Path(place, "first"))
        again = write(tools, originals.values(), Path(place, "second"))
        for one, two in zip(done, again):
            faults.expect("answer" in one, f"{one['input']}: {one.get('error')}")
            faults.expect(one.get("answer") == two.get("answer"), f"{one['input']}: differs the second time")
            same = "answer" in one and Path(one["output"]).read_bytes() == Path(two["output"]).read_bytes()
            faults.expect(same, f"{one['input']}: other bytes the second time")
        if faults.found:
            return faults.report()
        outputs = {name: row["output"] for name, row in zip(originals, done)}
        judgeText(rows, outputs, faults)
        judgeUids(originals, outputs, rows, faults)
        judgePeople(originals, outputs, faults)
        judgeRetained(folder, rows, outputs, faults)
        judgeTheJudge(rows, originals, faults)
        return faults.report()


if __name__ == "__main__":
    sys.exit(main())
