#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Rows of PS3.15 Table E.1-1 written down by hand (expected_rows.tsv), each in a file of its own.

rows_oracle.py DRIVER PROGRAMS RESOURCES SHARED
"""

import csv
import re
import sys
from itertools import groupby
from pathlib import Path

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from annex_e import isDummy, isEmpty, numberOf
from planted import save
from shifted import Shift
from written import SKIPPED, Faults, parsed, read, temporary, write

NAME, PATIENT = "Doe^Jane", "4711X9"


def rows():
    with open(Path(__file__).with_name("expected_rows.tsv"), encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def elementOf(row):
    tag, _, creator = row["tag"].partition("{")
    value = row["input"].encode() if row["vr"] == "OW" else row["input"]
    return DataElement(numberOf(tag), row["vr"], value), creator.rstrip("}") or "NOBODY KNOWS"


def datasetOf(row):
    dataset = Dataset()
    dataset.PatientName, dataset.PatientID, dataset.Modality = NAME, PATIENT, "OT"
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = "1.2.3.4.55.1", "1.2.3.4.55.2"
    element, creator = elementOf(row)
    place = dataset
    if row["nested_in"] != "-":
        place = Dataset()
        dataset.add(DataElement(numberOf(row["nested_in"]), "SQ", Sequence([place])))
    place.add(element)
    if element.tag.is_private:
        place.add(DataElement((element.tag.group, element.tag.element >> 8), "LO", creator))
    if element.tag == 0x60003000:
        place.add(DataElement(0x60000010, "US", 8))
        place.add(DataElement(0x60000011, "US", 8))
    dataset.SOPClassUID, dataset.SOPInstanceUID = row["sop_class"], "1.2.3.4.55.3"
    return dataset


def found(dataset, row):
    if row["nested_in"] != "-":
        dataset = dataset[numberOf(row["nested_in"])].value[0]
    return dataset.get(elementOf(row)[0].tag)


def isAsExpected(row, old, now, dataset):
    expected, _, word = row["expected"].partition(" ")
    if expected in ("absent", "any") and now is None:
        return True
    if now is None or expected == "absent":
        return False
    return {"empty": lambda: isEmpty(now), "kept": lambda: now.value == old.value, "dummy": lambda: isDummy(old, now),
            "uid": lambda: re.fullmatch(r"2\.25\.\d+", str(now.value)) is not None,
            "pseudonym": lambda: now.value == dataset.PatientID != PATIENT,
            "shifted": lambda: Shift().agrees(str(old.value), str(now.value), row["vr"]),
            "holds": lambda: word in str(now.value), "any": lambda: True}[expected]()


def judge(row, done, faults):
    name = " ".join((row["options"], row["sop_class"], row["nested_in"], row["tag"]))
    if "answer" not in done:
        faults.expect(False, f"{name}: {done['error']}")
        return
    old, dataset = found(read(done["input"]), row), read(done["output"])
    now = found(dataset, row)
    faults.expect(isAsExpected(row, old, now, dataset), f"{name}: not {row['expected']} but {'absent' if now is None else now.value!r}")
    raw = Path(done["output"]).read_bytes().upper()
    faults.expect(not re.search(rb"\bDOE\b|\bJANE\b|4711X9", raw), f"{name}: name or id is left")


def main():
    tools, faults, skipped = parsed(sys.argv[1:]), Faults(), 0
    with temporary() as place:
        for index, (options, group) in enumerate(groupby(rows(), key=lambda row: row["options"])):
            group, files = list(group), []
            for number, row in enumerate(group):
                files.append(Path(place, f"{index}-{number}.dcm"))
                save(datasetOf(row), files[-1])
            chosen = [] if options == "-" else options.split("+")
            done = write(tools, files, Path(place, f"out{index}"), {"rules": {"profile": "basic", "options": chosen}})
            if any(one.get("error", {}).get("code") == "not-built" for one in done):
                print(f"{options}: {len(group)} rows skipped, not built")
                skipped += len(group)
                continue
            for row, one in zip(group, done):
                judge(row, one, faults)
    return faults.report() or (SKIPPED if skipped else 0)


if __name__ == "__main__":
    sys.exit(main())
