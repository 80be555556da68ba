# SPDX-License-Identifier: Apache-2.0
"""The tables of PS3.15 Annex E as the reference copy has them (never our resources), with the attribute types of PS3.3:
what may have happened to an element under a profile and its options. Shared by the oracles of this folder."""

import csv
import json
import re

# The options of cli.md and their columns in Table E.1-1.
COLUMNS = {
    "retain-uids": "rtn_uids",
    "retain-device-identity": "rtn_device_id",
    "retain-institution-identity": "rtn_institution_id",
    "retain-patient-characteristics": "rtn_patient_chars",
    "retain-full-dates": "rtn_long_full_dates",
    "retain-modified-dates": "rtn_long_modif_dates",
    "clean-descriptors": "clean_desc",
    "clean-structured-content": "clean_struct_cont",
    "clean-graphics": "clean_graph",
    "retain-safe-private": "rtn_safe_private",
}
PROFILES = {
    "basic": [],
    "public": ["clean-descriptors", "clean-structured-content", "clean-graphics", "retain-modified-dates",
               "retain-patient-characteristics", "retain-device-identity", "retain-safe-private"],
    "keep-most": ["retain-uids", "retain-device-identity", "retain-institution-identity",
                  "retain-patient-characteristics", "retain-full-dates", "retain-safe-private", "clean-descriptors",
                  "clean-structured-content", "clean-graphics"],
}
STRENGTH = {"1": 4, "1C": 3, "2": 2, "2C": 1, "3": 0}
PERFORMED_STEP = 0x00081111
ANY_PRIVATE = "(gggg,eeee) where gggg is odd"


def rowsOf(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def numberOf(text):
    return int(re.sub(r"[(),]", "", text), 16)


class Table:
    """Table E.1-1; `columns` are those of the options that were chosen."""

    def __init__(self, standard, options=()):
        self.rows, self.groups, self.resolved, self.classes = {}, {}, {}, set()
        self.columns = [COLUMNS[option] for option in options if option in COLUMNS]
        for row in rowsOf(standard / "ps3.15/table_E1-1.tsv"):
            if re.fullmatch(r"\([0-9A-F]{4},[0-9A-F]{4}\)", row["tag"]):
                self.rows[numberOf(row["tag"])] = row
            else:
                self.groups[row["tag"]] = row
        for row in rowsOf(standard / "iod/compound_action_resolution.tsv"):
            self.resolved[row["sop_class_uid"], row["sequence_path"], int(row["tag"], 16)] = row["resolved"]
            self.classes.add(row["sop_class_uid"])

    def chosen(self, *options):
        other = object.__new__(Table)
        other.__dict__.update(self.__dict__)
        other.columns = [COLUMNS[option] for option in options if option in COLUMNS]
        return other

    def rowOf(self, tag):
        if tag >> 16 & 1:
            return self.groups[ANY_PRIVATE]
        if tag >> 24 == 0x50:
            return self.groups["(50xx,xxxx)"]
        if tag >> 24 == 0x60 and tag & 0xFFFF in (0x3000, 0x4000):
            return self.groups[f"(60xx,{tag & 0xFFFF:04X})"]
        return self.rows.get(tag)

    def byOption(self, row):
        """K before C (PS3.15 E.3: what an option retains has to be retained), but dates move where all move: a date of
        calibration that stayed would tell by how much. None: no option says anything."""
        cells = {row[column] for column in self.columns}
        if "rtn_long_modif_dates" in self.columns and row["rtn_long_modif_dates"]:
            return row["rtn_long_modif_dates"]
        return "K" if "K" in cells else "C" if "C" in cells else None

    def actionsFor(self, sopClass, path):
        """What may have happened, as letters; None when the table does not name it. `path`: see written.elementsOf."""
        tag = path[-1][0]
        row = self.rowOf(tag)
        if row is None:
            return "X" if tag >> 24 == 0x60 else None
        option = self.byOption(row)
        if option:
            return option
        cell = row["basic"].replace("*", "")
        if len(cell) == 1:
            return cell
        steps = "/".join(f"{step:08X}" for step, _ in path[:-1]) or "-"
        found = self.resolved.get((sopClass, steps, tag))
        if found:
            return found
        if sopClass in self.classes and steps == "-":
            return "X" if "X" in cell else "Z"  # the object does not have it
        return cell.replace("/", "")  # a place that the reference does not tell

    def strongest(self, letters):
        """Where nothing is known of a place: what keeps most objects valid."""
        return next(letter for letter in "DUZXKC" if letter in letters)


class Types:
    """Attribute types by SOP class and place, from the templates of dicom3tools."""

    def __init__(self, standard):
        with open(standard / "iod/modules_iods_dicom3tools_20241220.json", encoding="utf-8") as file:
            content = json.load(file)
        self.modules, self.macros, self.known = content["modules"], content["macros"], {}
        self.parts = {uid: [part["module"] for part in iod["modules"]] for iod in content["iods"]
                      for uid in iod["sop_classes"]}

    def of(self, sopClass, tags):
        if sopClass not in self.known:
            self.known[sopClass] = {}
            for module in self.parts.get(sopClass, ()):
                self._take(self.modules.get(module, ()), (), self.known[sopClass], 0)
        return self.known[sopClass].get(tags)

    def _take(self, rows, above, types, depth):
        for row in rows:
            if "macro" in row:
                self._take(self.macros.get(row["macro"], ()), above, types, depth + 1)
                continue
            place = above + (int(re.sub(r"[^0-9A-F]", "0", row["tag"].upper()), 16),)
            kind = row["type"] if row["type"] in STRENGTH else "3"
            if place not in types or STRENGTH[kind] > STRENGTH[types[place]]:
                types[place] = kind
            if depth < 12 and len(place) < 8:
                self._take(row.get("items", ()), place, types, depth + 1)

    def upgrade(self, sopClass, path, letter):
        """X or Z where the object always requires more: the weakest action that keeps it valid."""
        kind = self.of(sopClass, tuple(tag for tag, _ in path))
        if letter in "XZ" and kind in ("1", "1C"):
            return {"D", "U"}
        return {"Z", "D"} if letter == "X" and kind in ("2", "2C") else set()


def isEmpty(element):
    return len(element.value) == 0 if element.VR == "SQ" else element.is_empty


def wordsOf(element):
    """What could tell of the original: words of three letters or digits and more."""
    if element.VR == "SQ":
        return {word for item in element.value for inner in item if inner.VR not in ("CS", "UI") for word in wordsOf(inner)}
    value = element.value
    text = value.decode("latin-1") if isinstance(value, bytes) else str(value)
    return {word.upper() for word in re.findall(r"\w+", text) if len(word) > 2}


def isDummy(old, now):
    if now is None or (isEmpty(now) and not isEmpty(old)):
        return False
    if isEmpty(old):
        return True
    if old.VR == "SQ":  # of references the new UIDs are the dummy
        return int(old.tag) == PERFORMED_STEP or not wordsOf(old) & wordsOf(now)
    return now.value != old.value and not wordsOf(old) & wordsOf(now)


def fits(letter, old, now):
    """Whether X, Z, D or U is what happened."""
    if letter == "X":
        return now is None
    if letter == "Z":
        return now is not None and (isEmpty(now) or isDummy(old, now))
    if letter == "D":
        return isDummy(old, now)
    if letter == "U" and old.VR != "SQ":
        return now is not None and (isEmpty(old) or now.value != old.value)
    return letter == "U" and now is not None
