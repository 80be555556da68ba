#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every row of PS3.15 Table E.3.4-1 (content items of structured reports), read from the reference copy, under
clean-structured-content alone and with each option that has a column there: at the first level and nested. What the table does
not name stays, without the patient's identity; every item that is left is one.

structured_oracle.py DRIVER PROGRAMS RESOURCES SHARED [--mutations N]
"""

import argparse
import random
import shutil
import sys
from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from annex_e import COLUMNS, rowsOf
from planted import HARMLESS, NAME, UIDS, dayOf, save, token
from shifted import Shift
from written import SKIPPED, Faults, parsed, read, temporary, write

CLASSES = ("1.2.840.10008.5.1.4.1.1.88.33", "1.2.840.10008.5.1.4.1.1.88.11", "1.2.3.4.5")
CT = "1.2.840.10008.5.1.4.1.1.2"
CHOICES = ("", "retain-uids", "retain-device-identity", "retain-institution-identity", "retain-patient-characteristics",
           "retain-full-dates", "retain-modified-dates", "clean-descriptors")
NESTED = "111028"  # a container that the table does not name: Image Library
REFERENCES = ("COMPOSITE", "IMAGE", "UIDREF", "WAVEFORM")
UNNAMED = (("246262008", "SCT", "NUM"), ("121071", "DCM", "CODE"), ("246120007", "SCT", "NUM"))


def code(value, scheme, meaning):
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def put(item, kind, number, isCleaned):
    """The telling value of a content item."""
    day = dayOf(number).strftime("%Y%m%d")
    if kind == "TEXT":
        item.TextValue = f"{HARMLESS} {NAME}" if isCleaned else f"{HARMLESS} {token(number)}"
    elif kind == "PNAME":
        item.PersonName = token(number)
    elif kind == "DATE":
        item.Date = day
    elif kind == "TIME":
        item.Time = f"{number % 23:02d}{number % 59:02d}11"
    elif kind == "DATETIME":
        item.DateTime = f"{day}{number % 23:02d}{number % 59:02d}11"
    elif kind == "UIDREF":
        item.UID = UIDS + str(number)
    elif kind == "NUM":
        measured = Dataset()
        measured.NumericValue = f"{number % 89}.{number}"  # no age over 89, which the rule of that name takes away
        measured.MeasurementUnitsCodeSequence = Sequence([code("mm", "UCUM", "mm")])
        item.MeasuredValueSequence = Sequence([measured])
    elif kind == "CODE":
        item.ConceptCodeSequence = Sequence([code(f"V{number}", "99TEST", HARMLESS)])
    elif kind in ("IMAGE", "COMPOSITE", "WAVEFORM"):
        reference = Dataset()
        reference.ReferencedSOPClassUID, reference.ReferencedSOPInstanceUID = CT, UIDS + str(number)
        item.ReferencedSOPSequence = Sequence([reference])
    elif kind == "CONTAINER":
        item.ContinuityOfContent = "SEPARATE"


def valueOf(item, kind):
    """What `put` has put there; None when nothing is."""
    keyword = {"TEXT": "TextValue", "PNAME": "PersonName", "DATE": "Date", "TIME": "Time", "DATETIME": "DateTime",
               "UIDREF": "UID", "NUM": "MeasuredValueSequence", "CODE": "ConceptCodeSequence",
               "CONTAINER": "ContinuityOfContent"}.get(kind, "ReferencedSOPSequence")
    value = item.get(keyword)
    if not value:
        return None
    if kind == "NUM":
        return str(value[0].get("NumericValue"))
    if kind == "CODE":
        return str(value[0].get("CodeValue"))
    return str(value[0].get("ReferencedSOPInstanceUID")) if keyword == "ReferencedSOPSequence" else str(value)


def contentItem(name, value, scheme, kind, number, isCleaned):
    item = Dataset()
    item.RelationshipType, item.ValueType = "CONTAINS", kind
    item.ConceptNameCodeSequence = Sequence([code(value, scheme, name[:64])])
    put(item, kind, number, isCleaned)
    return item


def itemsFor(rows, base):
    items = [contentItem(row["name"], row["code_value"], row["coding_scheme"], row["value_type"], base + number,
                         row["clean_desc"] == "C" and not row["rtn_device_id"]) for number, row in enumerate(rows)]
    return items + [contentItem("unnamed", value, scheme, kind, base + 500 + number, False)
                    for number, (value, scheme, kind) in enumerate(UNNAMED)]


def build(rows, sopClass):
    dataset = Dataset()
    dataset.PatientID, dataset.PatientName, dataset.Modality = "PIDKQ77231", NAME + "^Zebulon", "SR"
    dataset.SOPClassUID, dataset.SOPInstanceUID = sopClass, UIDS + "1"
    dataset.ValueType, dataset.ContinuityOfContent = "CONTAINER", "SEPARATE"
    dataset.ConceptNameCodeSequence = Sequence([code("126000", "DCM", "Imaging Measurement Report")])
    inner = contentItem("Image Library", NESTED, "DCM", "CONTAINER", 0, False)
    inner.ContentSequence = Sequence(itemsFor(rows, 3000))
    dataset.ContentSequence = Sequence([*itemsFor(rows, 1000), inner])
    dataset.SpecificCharacterSet = "ISO_IR 192"
    return dataset


def nameOf(item):
    names = item.get("ConceptNameCodeSequence")
    return (str(names[0].CodeValue), str(names[0].CodingSchemeDesignator), str(item.get("ValueType"))) if names else None


class Judge:
    def __init__(self, rows, options, row, faults):
        self.columns = [COLUMNS[option] for option in options]
        self.rows = {(one["code_value"], one["coding_scheme"], one["value_type"]): one for one in rows}
        self.name, self.faults, self.shift = f"{Path(row['input']).stem} {'+'.join(options)}", faults, Shift()
        self.old, self.now = read(row["input"]), read(row["output"])
        self.raw = Path(row["output"]).read_bytes()

    def run(self):
        self.faults.expect(NAME.upper().encode() not in self.raw.upper(), f"{self.name}: the patient's name is left")
        self.items("top", self.old.ContentSequence, self.now.get("ContentSequence") or [])

    def actionFor(self, row):
        cells = {row[column] for column in self.columns if column in row}
        return "K" if "K" in cells else "C" if "C" in cells else row["basic"]

    def items(self, where, old, now):
        left = {}
        for item in now:
            left[nameOf(item)] = item
            self.faults.expect(item.get("ValueType") and item.get("RelationshipType"), f"{self.name} {where}: half an item")
        for item in old:
            name, after = nameOf(item), left.get(nameOf(item))
            row = self.rows.get(name)
            if name[0] == NESTED:
                self.faults.expect(after is not None, f"{self.name}: the unnamed container is gone")
                self.items("nested", item.ContentSequence, (after or Dataset()).get("ContentSequence") or [])
                continue
            action = self.actionFor(row) if row else "K"
            was, now_ = valueOf(item, name[2]), valueOf(after, name[2]) if after is not None else None
            right = any(self.fits(letter, name[2], was, after, now_) for letter in action.split("/"))
            self.faults.expect(right, f"{self.name} {where} {name}: not {action} but {'absent' if after is None else 'empty' if now_ is None else 'there'}")

    def fits(self, letter, kind, was, after, now):
        if letter == "X":
            return after is None
        if after is None or now is None:
            return False
        if letter == "K":
            return now == was
        if letter == "D":
            return now != was and "Tk" not in now
        if kind in ("DATE", "TIME", "DATETIME"):
            return self.shift.agrees(was, now, {"DATE": "DA", "TIME": "TM", "DATETIME": "DT"}[kind])
        return HARMLESS in now.lower() and NAME not in now


def judgeAll(tools, rows, made, folder, choices=CHOICES):
    """The faults, and the choices that are not built."""
    faults, missing = Faults(), []
    for choice in choices:
        options = ["clean-structured-content"] + ([choice] if choice else [])
        done = write(tools, made, folder / "out", {"rules": {"profile": "basic", "options": options}})
        if any(row.get("error", {}).get("code") == "not-built" for row in done):
            missing.append("+".join(options))
        else:
            for row in done:
                faults.expect("answer" in row, f"{Path(row['input']).stem} {options}: {row.get('error')}")
                if "answer" in row:
                    Judge(rows, options, row, faults).run()
        shutil.rmtree(folder / "out")
    return faults, missing


def mutate(tools, rows, made, count, folder):
    """Cells of the shipped table, one at a time: each has to be noticed."""
    rng, missed = random.Random(34), []
    for index in range(count):
        resources = folder / f"mutant{index}"
        shutil.copytree(tools[2], resources, ignore=shutil.ignore_patterns("models", "icons", "fonts", "sample"))
        table = next((resources / "standard/ps3.15").glob("table_E3.4-1*.tsv"))
        lines = table.read_text(encoding="utf-8").rstrip("\n").split("\n")
        head = next(number for number, line in enumerate(lines) if line.startswith("name\t"))
        names = lines[head].split("\t")
        while True:
            at = rng.randrange(head + 1, len(lines))
            cells = lines[at].split("\t")
            column = rng.choice(["basic", "code_value", "rtn_uids", "rtn_patient_chars", "rtn_device_id"])
            old = cells[names.index(column)]
            if cells[names.index("value_type")] in REFERENCES and "X" not in cells[names.index("basic")]:
                continue  # D: a new UID, which Table E.1-1 gives it anyway
            new = old + "9" if column == "code_value" else rng.choice(["X", "D", "K"] if column == "basic" else ["", "K"])
            if new != old and new not in old.split("/"):
                break
        cells[names.index(column)] = new
        lines[at] = "\t".join(cells)
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        option = next((name for name, one in COLUMNS.items() if one == column), "")
        faults, _ = judgeAll((tools[0], tools[1], str(resources), tools[3]), rows, made, folder, (option,))
        print("noticed" if faults.found else "MISSED", cells[0], column, old, "->", new)
        missed += [] if faults.found else [index]
    print(f"{count - len(missed)} of {count} mutants noticed")
    return 1 if missed else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutations", type=int, default=0)
    options, rest = parser.parse_known_args()
    tools = parsed(rest)
    rows = rowsOf(tools[3] / "standard/ps3.15/table_E3.4-1_sr_content_items.tsv")
    with temporary() as folder:
        folder, made = Path(folder), []
        for sopClass in CLASSES:
            made.append(folder / f"{sopClass}.dcm")
            save(build(rows, sopClass), made[-1])
        faults, missing = judgeAll(tools, rows, made, folder)
        for choice in missing:
            print(f"{choice}: {len(rows)} rows skipped, not built")
        code = 0 if len(missing) == len(CHOICES) else faults.report()
        if options.mutations and not missing:
            code = mutate(tools, rows, made, options.mutations, folder) or code
    return code or (SKIPPED if missing else 0)


if __name__ == "__main__":
    sys.exit(main())
