#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Every row of PS3.15 Table E.1-1 under Basic, each option and the shipped profiles: files that hold all of them (see
planted.py) are written by the real writer and judged by the reference copy of the table, top level and nested.

options_oracle.py DRIVER PROGRAMS RESOURCES SHARED [--classes N] [--mutations N]
--classes: so many SOP classes (0: all) per choice of options. --mutations: instead, changes so many random cells of a
copy of the shipped table, one at a time; each has to be noticed.
"""

import argparse
import random
import re
import shutil
import sys
from pathlib import Path

from annex_e import COLUMNS, PERFORMED_STEP, PROFILES, Table, Types, fits, isEmpty
from planted import CLEANED, HARMLESS, NAME, UNKNOWN_PLACE, build, save
from shifted import Shift
from written import SKIPPED, Faults, named, parsed, read, temporary, write

TELLING = re.compile(rb"[Tt][Kk](\d{4})[Qq]")
FEW = ["1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.5.1.4.1.1.4.1", "1.2.840.10008.5.1.4.1.1.481.5",
       "1.2.840.10008.5.1.4.1.1.88.22", "1.2.840.10008.5.1.4.1.1.11.1", "1.2.3.4.5"]
ENTERED = {0x0040A730, 0x00400555, 0x00400610, 0x0040B020, 0x00700001}  # cleaned inside by tables of their own
CLAIMED = {0x00120062, 0x00120063, 0x00120064, 0x00280303}
SAFE = {("SIEMENS MR HEADER", 0x0C)}
NOT_BUILT = "not-built"


def choices():
    yield "basic", "basic", []
    for option in COLUMNS:
        yield option, "basic", [option]
    for profile in ("public", "keep-most"):
        yield profile, profile, []


def isEntered(action, tag):
    """Whether a sequence that is still there may hold what it held: of references the new UIDs are the dummy."""
    return action is None or bool(set(action) & set("UKC")) or tag == PERFORMED_STEP


class Judge:
    """One finished file."""

    def __init__(self, table, types, row, faults):
        self.table, self.types, self.faults = table, types, faults
        self.doubts = {place: kind for place, kind, _ in row["answer"]["doubts"]}
        self.old, self.now = read(row["input"]), read(row["output"])
        self.sopClass = str(self.old.SOPClassUID)
        self.name = f"{Path(row['input']).stem} [{' '.join(table.columns) or 'basic'}]"
        self.kept, self.shift = set(), Shift()
        self.raw = Path(row["output"]).read_bytes()

    def run(self):
        self.items(self.old, self.now, (), ())
        for found in sorted({int(number) for number in TELLING.findall(self.raw)} - self.kept):
            self.faults.expect(False, f"{self.name}: value {found} is left somewhere")
        self.faults.expect(NAME.upper().encode() not in self.raw.upper(), f"{self.name}: the patient's name is left")
        self.faults.expect(self.now.get("PatientIdentityRemoved") == "YES", f"{self.name}: (0012,0062)")

    def items(self, old, now, above, creators):
        for element in old:
            path = above + ((int(element.tag), -1),)
            if path[-1][0] in CLAIMED or element.tag.is_private_creator:
                continue
            after = now.get(element.tag)
            action = self.actionFor(element, path, old)
            if action is None:
                self.unnamed(element, after, path)
            else:
                self.element(action, element, after, path)
            if element.VR == "SQ" and after is not None and path[-1][0] not in ENTERED and isEntered(action, path[-1][0]):
                for index, (one, other) in enumerate(zip(element.value, after.value)):
                    self.items(one, other, above + ((int(element.tag), index),), creators)

    def actionFor(self, element, path, old):
        letters = self.table.actionsFor(self.sopClass, path)
        if element.tag.is_private and letters == "C":
            creator = old.get((element.tag.group, element.tag.element >> 8))
            return "K" if (creator.value, element.tag.element & 0xFF) in SAFE else "X"
        if letters and len(letters) > 1 and path[0][0] == UNKNOWN_PLACE and not self.types.of(self.sopClass, path[:1]):
            return self.table.strongest(letters)
        return letters

    def unnamed(self, old, now, path):
        if old.VR in ("SQ", "PN", "UI", "DA", "TM", "DT"):
            return
        self.remember(old)
        self.faults.expect(now is not None and now.value == old.value, f"{self.name} {named(path)}: changed without a rule")

    def element(self, action, old, now, path):
        if action == "K":
            right = self.isKept(old, now, path)
        elif action == "C":
            right = self.isCleaned(old, now, path)
        else:
            allowed = set(action)
            if len(path) == 1 or path[0][0] != UNKNOWN_PLACE:
                allowed |= set().union(*(self.types.upgrade(self.sopClass, path, letter) for letter in action))
            right = any(fits(letter, old, now) for letter in allowed)
        after = "absent" if now is None else "empty" if isEmpty(now) else "there"
        self.faults.expect(right, f"{self.name} {named(path)} {old.keyword} {old.VR}: not {action} but {after}")

    def isKept(self, old, now, path):
        if now is None:
            return False
        if old.VR == "SQ":
            self.remember(old)
            return len(now.value) == len(old.value)
        self.remember(old)
        return now.value == old.value

    def remember(self, old):
        """A kept value may be anywhere in the file; what a kept sequence holds is judged by its own rows."""
        if old.VR != "SQ":
            value = old.value if isinstance(old.value, bytes) else str(old.value).encode()
            self.kept |= {int(number) for number in TELLING.findall(value)}

    def isCleaned(self, old, now, path):
        row = self.table.rowOf(path[-1][0])
        isDate = row["rtn_long_modif_dates"] == "C" and "rtn_long_modif_dates" in self.table.columns
        if isDate and old.VR in ("DA", "DT", "TM"):
            return now is not None and self.shift.agrees(str(old.value), str(now.value), old.VR)
        if isDate and old.VR == "SH":
            return now is None or now.value == old.value  # whole days move no time zone
        if path[-1][0] >> 24 == 0x50 and old.VR == "OW":  # points of a curve: nothing to read
            return True
        if old.VR in ("OB", "OW", "UN"):  # nobody can clean what nobody can read
            return now is None or isEmpty(now) or now.value != old.value
        if path[-1][0] >> 24 == 0x60 and now is None:  # goes with an overlay that nobody looked through
            return True
        if now is None or isEmpty(now):
            return False
        if old.VR == "AE":
            self.remember(old)
            return True
        if path[-1][0] in ENTERED:
            self.rememberKept(old, path)
        return old.VR == "SQ" or HARMLESS in str(now.value).lower()

    def rememberKept(self, old, path):
        """What an option retains inside a sequence that is not entered here."""
        for item in old.value:
            for inner in item:
                deeper = path + ((int(inner.tag), -1),)
                if inner.VR == "SQ":
                    self.rememberKept(inner, deeper)
                elif self.table.actionsFor(self.sopClass, deeper) in ("K", None):
                    self.remember(inner)


def filesFor(table, classes, folder):
    folder.mkdir()
    paths = []
    for sopClass in classes:
        paths.append(folder / f"{sopClass}.dcm")
        save(build(table, sopClass), paths[-1])
    return paths


def judgeChoice(tools, table, types, files, faults, choice, place):
    """False when the program says that it has not built this choice."""
    name, profile, options = choice
    done = write(tools, files, place / name, {"rules": {"profile": profile, "options": options}})
    chosen = table.chosen(*(options or PROFILES[profile]))
    before = len(faults.found), faults.checks
    for row in done:
        if "error" in row and row["error"]["code"] == NOT_BUILT:
            print(f"{name}: skipped, not built")
            return False
        faults.expect("answer" in row, f"{Path(row['input']).stem} [{name}]: {row.get('error')}")
        if "answer" in row:
            Judge(chosen, types, row, faults).run()
    print(f"{name}: {len(done)} files, {faults.checks - before[1]} checks, {len(faults.found) - before[0]} faults")
    shutil.rmtree(place / name)
    return True


def judgeAll(tools, count):
    standard = tools[3] / "standard"
    table, types, faults = Table(standard), Types(standard), Faults()
    classes = sorted(table.classes - {"1.2.840.10008.1.3.10"}) + FEW[-1:] if count == 0 else FEW[:count]
    with temporary() as place:
        files = filesFor(table, classes, Path(place, "in"))
        built = [judgeChoice(tools, table, types, files, faults, choice, Path(place)) for choice in choices()]
        code = faults.report()
    return code or (0 if all(built) else SKIPPED)


class Mutant:
    """A copy of the resources with one cell of Table E.1-1 changed."""

    def __init__(self, resources, folder, rng, columns):
        self.folder = Path(folder)
        shutil.copytree(resources, self.folder, ignore=shutil.ignore_patterns("models", "icons", "fonts", "sample"))
        path = self.folder / "standard/ps3.15/table_E1-1.tsv"
        lines = path.read_text(encoding="utf-8").split("\n")
        head = next(index for index, line in enumerate(lines) if line.startswith("tag\t"))
        names = lines[head].split("\t")
        while True:
            at = rng.randrange(head + 1, len(lines))
            cells = lines[at].split("\t")
            column = rng.choice(columns)
            if len(cells) < len(names) or cells[0] in ("(0000,1000)", "(0000,1001)", "(0002,0003)", "(0004,1511)"):
                continue
            old = cells[names.index(column)]
            new = rng.choice(["X", "Z", "D", "U", "K"] if column == "basic" else ["", "K"])
            if new != old and self.isTold(cells, names, column, old, new):
                break
        cells[names.index(column)] = new
        lines[at] = "\t".join(cells)
        path.write_text("\n".join(lines), encoding="utf-8")
        self.column, self.words = column, f"{cells[0]} {cells[1]} {column}: {old or '(blank)'} -> {new or '(blank)'}"

    @staticmethod
    def isTold(cells, names, column, old, new):
        """Leaves out what means the same: U and D of UIDs; cells of rules that are stronger than the table."""
        vr, tag = cells[names.index("vr")], cells[0]
        if vr == "UI" and {old, new} <= {"U", "D"} or new == "U" and vr not in ("UI", "SQ"):
            return False
        if "x" in tag or "g" in tag or tag == "(0010,0020)" or tag == "(0010,0010)":
            return False
        # Text that may be cleaned is planted with the patient's name, which no option retains.
        isNamed = vr in ("LO", "SH", "ST", "LT", "UT", "UC") and "C" in (cells[names.index(one)] for one in CLEANED)
        if new == "K" and isNamed:
            return False
        return not (new == "K" and old == "C" and vr in ("TM", "SH", "AE", "OB"))


def mutate(tools, count):
    """Each mutant is judged under Basic or the option whose column it changed."""
    standard, rng, missed = tools[3] / "standard", random.Random(20260), []
    table, types = Table(standard), Types(standard)
    with temporary() as place:
        files = filesFor(table, FEW[:3], Path(place, "in"))
        choiceOf = {"basic": ("basic", "basic", [])}
        for name, profile, options in list(choices())[1:11]:
            if judgeChoice(tools, table, types, files, Faults(), (name, profile, options), Path(place)):
                choiceOf[COLUMNS[name]] = (name, profile, options)
        sound = {column: faultsUnder(tools, table, types, files, choice, place) for column, choice in choiceOf.items()}
        for index in range(count):
            mutant = Mutant(tools[2], Path(place, f"mutant{index}"), rng, sorted(choiceOf))
            other = (tools[0], tools[1], str(mutant.folder), tools[3])
            found = faultsUnder(other, table, types, files, choiceOf[mutant.column], place) - sound[mutant.column]
            print(("noticed" if found else "MISSED"), mutant.words, "|", next(iter(sorted(found)), ""))
            missed += [] if found else [mutant.words]
    print(f"{count - len(missed)} of {count} mutants noticed")
    return 1 if missed else 0


def faultsUnder(tools, table, types, files, choice, place):
    faults = Faults()
    judgeChoice(tools, table, types, files, faults, choice, Path(place))
    return set(faults.found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--classes", type=int, default=len(FEW))
    parser.add_argument("--mutations", type=int, default=0)
    options, rest = parser.parse_known_args()
    tools = parsed(rest)
    return mutate(tools, options.mutations) if options.mutations else judgeAll(tools, options.classes)


if __name__ == "__main__":
    sys.exit(main())
