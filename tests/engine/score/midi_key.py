# SPDX-License-Identifier: Apache-2.0
"""Writes a key of ours as MIDI-B has it: SQLite, table `answer_data`, one row an instance (design of CBIIT's benchmark)."""

import csv
import hashlib
import json
import re
import sqlite3

import pydicom

CATEGORIES = {"date": ["hipaa.z", "dicom.p15"], "uid": ["dicom.iod"], "name": ["hipaa.z"], "descriptor": ["tcia.rev"]}


def midiPath(where):
    """Our notation as `<(0040,0275)>[<0000>]<(0019,"CREATOR",11)>`; None for places that MIDI-B does not know."""
    steps = re.findall(r"\(([0-9A-F]{4}),([0-9A-F]{4})\)(?:\{([^}]*)\})?(?:\[(\d+)\])?", where)
    if not where.startswith("(") or not steps:
        return None
    path = ""
    for group, element, creator, item in steps:
        tag = f'{group.lower()},"{creator.upper()}",{element[2:].lower()}' if creator else f"{group},{element}".lower()
        path += f"<({tag})>" + (f"[<{int(item):04d}>]" if item else "")
    return path


def answersOf(rows, pixels):
    answers = {}
    for row in rows:
        isOfPixels = row["expected"].startswith("pixels")
        path = "<(7fe0,0010)>" if isOfPixels else midiPath(row["where"])
        if path is None or (isOfPixels and row["where"] != "pixel") or "|" in row["original"]:
            continue
        text = hashlib.md5(pixels).hexdigest() if row["expected"] == "pixels_retained" else row["original"]
        answers[str(len(answers))] = {
            "action": f"<{row['expected']}>", "action_text": f"<{text}>", "value": f"<{row['original']}>",
            "tag": path.split("[")[0], "tag_ds": path, "tag_name": "", "answer_category_v2": CATEGORIES.get(row["kind"], [])}
    return answers


def writeMidiKey(tsv, inputs, target, scopes=("<Instance>",)):
    """Rows take turns in the scopes; those of a series or study hold only what is true of all its files."""
    with open(tsv, encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    byFile = {}
    for row in rows:
        byFile.setdefault(row["file"], []).append(row)
    database = sqlite3.connect(target)
    database.execute("CREATE TABLE answer_data (SOPInstanceUID TEXT, SeriesInstanceUID TEXT, StudyInstanceUID TEXT, PatientID TEXT, "
                     "Modality TEXT, SOPClassUID TEXT, scope TEXT, AnswerData TEXT)")
    for number, (name, mine) in enumerate(byFile.items()):
        old = pydicom.dcmread(inputs / name)
        answers = answersOf(mine, bytes(old.PixelData) if "PixelData" in old else b"")
        scope = scopes[number % len(scopes)]
        if scope != "<Instance>":
            answers = {index: answer for index, answer in answers.items() if answer["tag_ds"] in ("<(0010,0010)>", "<(0010,0020)>")}
        database.execute("INSERT INTO answer_data VALUES (?,?,?,?,?,?,?,?)", (
            old.SOPInstanceUID, old.SeriesInstanceUID, old.StudyInstanceUID, old.PatientID, old.Modality, old.SOPClassUID, scope,
            json.dumps(answers)))
    database.commit()
    database.close()
