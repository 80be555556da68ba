#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every row of PS3.15 Table E.3.10-1 (safe private attributes), read from the reference copy: kept under
retain-safe-private whatever block its creator owns, at the top and nested; its neighbours, the same tag of another creator and
elements without a creator go; under Basic all go, and so does a creator that owns nothing any more.

private_oracle.py DRIVER PROGRAMS RESOURCES SHARED [--mutations N]
"""

import argparse
import random
import shutil
import sys
from pathlib import Path

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from annex_e import rowsOf
from planted import UIDS, UNKNOWN_PLACE, save
from written import SKIPPED, Faults, parsed, read, temporary, write

CT = "1.2.840.10008.5.1.4.1.1.2"
BLOCKS = (0x10, 0x2A)
STRANGER = "KQ UNSAFE"
VALUES = {"AT": 0x00080060, "CS": "QUIET", "DS": "1.5", "FD": 2.5, "FL": 2.5, "IS": "731", "LO": "harmless", "LT": "harmless",
          "OB": b"\1\2\3\4", "OW": b"\1\2\3\4", "SH": "harmless", "SL": 17, "SS": 17, "ST": "harmless", "UL": 17, "US": 17,
          "UI": UIDS + "4711"}


class Row:
    """One safe attribute."""

    def __init__(self, row):
        self.creator, self.vr = row["private_creator"], row["vr"].split("/")[-1] or "LO"
        self.group, self.element = int(row["tag"][1:5], 16), int(row["tag"][8:10], 16)

    def key(self):
        return self.creator, self.group, self.element


def safeRows(standard):
    return {row.key(): row for row in map(Row, rowsOf(standard / "ps3.15/table_E3.10-1_safe_private.tsv"))}


def add(place, creator, group, element, vr, block):
    value = Sequence([Dataset()]) if vr == "SQ" else VALUES[vr]
    if vr == "SQ":
        value[0].Rows = 7
        value[0].PatientName = "Quistwell^Z"
    place.add(DataElement((group, block), "LO", creator))
    place.add(DataElement((group, block << 8 | element), vr, value))


def fileOf(rows, safe, block, kind):
    """One file for the rows of one creator: kind safe, neighbour (an element the table does not name) or stranger."""
    dataset = Dataset()
    inner = Dataset()
    dataset.PatientID, dataset.PatientName, dataset.Modality = "PIDKQ77231", "Quistwell^Z", "OT"
    for place in (dataset, inner):
        for row in rows:
            element = row.element if kind != "neighbour" else next(
                one for one in range(row.element + 1, row.element + 300) if (row.creator, row.group, one % 256) not in safe) % 256
            add(place, STRANGER if kind == "stranger" else row.creator, row.group, element, row.vr, block)
    dataset.add(DataElement(UNKNOWN_PLACE, "SQ", Sequence([inner])))
    dataset.SOPClassUID, dataset.SOPInstanceUID = CT, UIDS + "1"
    return dataset


def isKept(old, now):
    if now is None:
        return False
    if old.VR == "SQ":
        return len(now.value) == 1 and now.value[0].get("Rows") == 7 and "Quistwell" not in str(now.value[0])
    return now.value != old.value and str(now.value).startswith("2.25.") if old.VR == "UI" else now.value == old.value


def judge(name, old, now, kept, faults):
    for element in old:
        if not element.tag.is_private or element.tag.is_private_creator:
            continue
        after = now.get(element.tag)
        right = isKept(element, after) if kept else after is None
        faults.expect(right, f"{name} {element.tag} {element.VR}: {'not kept' if kept else 'left'}")
    for creator in [one for one in now if one.tag.is_private_creator]:
        owns = any(one.tag.group == creator.tag.group and one.tag.element >> 8 == creator.tag.element for one in now)
        faults.expect(owns, f"{name}: creator {creator.tag} owns nothing")
    if UNKNOWN_PLACE in old:
        faults.expect(UNKNOWN_PLACE in now, f"{name}: the sequence is gone")
        judge(name + " nested", old[UNKNOWN_PLACE].value[0], now[UNKNOWN_PLACE].value[0], kept, faults)


def files(safe, folder):
    """(path, kind); one file per creator, kind and block."""
    folder.mkdir()
    made, creators = [], sorted({row.creator for row in safe.values()})
    for number, creator in enumerate(creators):
        rows = [row for row in safe.values() if row.creator == creator]
        for block in BLOCKS:
            for kind in ("safe", "neighbour", "stranger"):
                path = folder / f"{number}-{block}-{kind}.dcm"
                save(fileOf(rows, safe, block, kind), path)
                made.append((path, kind))
    return made


def run(tools, made, options, place):
    """The faults, or None where this is not built."""
    faults = Faults()
    for (path, kind), row in zip(made, write(tools, [path for path, _ in made], place, {"rules": {"profile": "basic", "options": options}})):
        if row.get("error", {}).get("code") == "not-built":
            return None
        faults.expect("answer" in row, f"{path.stem}: {row.get('error')}")
        if "answer" in row:
            judge(f"{path.stem} {options}", read(path), read(row["output"]), bool(options) and kind == "safe", faults)
    shutil.rmtree(place)
    return faults


def mutate(tools, made, count, place):
    """Rows of the shipped table lost, or given to another creator or element: each has to be noticed."""
    rng, missed = random.Random(310), []
    for index in range(count):
        folder = place / f"mutant{index}"
        shutil.copytree(tools[2], folder, ignore=shutil.ignore_patterns("models", "icons", "fonts", "sample"))
        table = folder / "standard/ps3.15/table_E3.10-1_safe_private.tsv"
        lines = table.read_text(encoding="utf-8").rstrip("\n").split("\n")
        at = rng.randrange(2, len(lines))
        cells = lines[at].split("\t")
        kind = rng.choice(["lost", "creator", "element"])
        cells[0] += " X" if kind == "creator" else ""
        cells[1] = cells[1][:-3] + f"{rng.randrange(256):02X})" if kind == "element" else cells[1]
        same = kind == "element" and cells[1].upper() == lines[at].split("\t")[1].upper()
        lines[at:at + 1] = [] if kind == "lost" or same else ["\t".join(cells)]
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        faults = run((tools[0], tools[1], str(folder), tools[3]), made, ["retain-safe-private"], place / "out")
        print("noticed" if faults.found else "MISSED", kind, cells[0], cells[1])
        missed += [] if faults.found else [index]
    print(f"{count - len(missed)} of {count} mutants noticed")
    return 1 if missed else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutations", type=int, default=0)
    options, rest = parser.parse_known_args()
    tools = parsed(rest)
    with temporary() as folder:
        safe = safeRows(tools[3] / "standard")
        made = files(safe, Path(folder, "in"))
        basic = run(tools, made, [], Path(folder, "out"))
        code = basic.report()
        kept = run(tools, made, ["retain-safe-private"], Path(folder, "out"))
        if kept is None:
            print(f"retain-safe-private: {len(safe)} rows skipped, not built")
            return code or SKIPPED
        code = kept.report() or code
        return code or (mutate(tools, made, options.mutations, Path(folder)) if options.mutations else 0)


if __name__ == "__main__":
    sys.exit(main())
