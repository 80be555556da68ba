# SPDX-License-Identifier: Apache-2.0
"""A scorer of its own, by pydicom: the same meaning (docs/cli.md, `score`), no shared code. Reads our TSV keys and SQLite
keys as MIDI-B has them. What needs a reader of pixels is taken from the overrides."""

import csv
import hashlib
import json
import re
import sqlite3
from pathlib import Path

import numpy
import pydicom
from pydicom.config import settings

settings.reading_validation_mode = settings.writing_validation_mode = pydicom.config.IGNORE

STOP = set("""i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it
its itself they them their theirs themselves what which who whom this that these those am is are was were be been being have
has had having do does did doing a an the and but if or because as until while of at by for with about against between into
through during before after above below to from up down in out on off over under again further then once here there when where
why how all any both each few more most other some such no nor not only own same so than too very s t can will just don should
now d ll m o re ve y ain aren couldn didn doesn hadn hasn haven isn ma mightn mustn needn shan shouldn wasn weren won
wouldn""".split())
GONE_WHEN_MISSING = {"text_removed", "date_shifted", "uid_changed", "pixels_hidden"}
CONTENT = ("0040", "A730", "")
IN_BYTES = ("jpeg:", "trailing:", "icc")


# --- keys ------------------------------------------------------------------------------------------------------------


def spelled(path):
    """A place as (group, element or block-free element, creator, item) steps."""
    steps = re.findall(r"\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)(?:\{([^}]*)\})?(?:\[(\d+)\])?", path)
    return tuple((group.upper(), element[2:].upper() if creator else element.upper(), creator.upper(),
                  int(item) if item else None) for group, element, creator, item in steps)


def spelledMidi(path):
    steps = re.findall(r'<\(([0-9a-fA-F]{4}),(?:"([^"]*)",([0-9a-fA-F]{2})|([0-9a-fA-F]{4}))\)>(?:\[<(\d+)>\])?', path)
    return tuple((group.upper(), (short or element).upper(), creator.upper(), int(item) if item else None)
                 for group, creator, short, element, item in steps)


def tsvKey(path):
    """(subject, check) pairs; a subject is (scope, file, uid)."""
    with open(path, encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            where = row["where"].removeprefix("filemeta:")
            place = spelled(where) if where.startswith("(") else where
            texts = row["original"].split("|") if row["expected"] in ("text_removed", "pixels_hidden") else [row["original"]]
            box = [int(corner) for corner in row["box"].split(",")] if row["box"] else None
            yield ("<Instance>", row["file"], row["sop_uid"]), {
                "id": f"line {number}", "action": row["expected"], "place": place, "texts": texts, "box": box,
                "frame": row["frame"], "md5": "", "kind": row["kind"]}


def sqliteKey(path):
    def bare(text):
        return (text or "").replace("<", "").replace(">", "")
    database = sqlite3.connect(path)
    columns = [row[1] for row in database.execute("PRAGMA table_info(answer_data)")]
    scope = "scope" if "scope" in columns else "'<Instance>'"
    for row in database.execute(f"SELECT rowid, SOPInstanceUID, SeriesInstanceUID, StudyInstanceUID, AnswerData, {scope} FROM answer_data"):
        uid = {"<Series>": row[2], "<Study>": row[3], "<Patient>": row[3]}.get(row[5], row[1])
        for index, answer in json.loads(row[4]).items():
            action = bare(answer["action"])
            text = answer["action_text"] if action in ("text_retained", "text_removed", "pixels_hidden") else answer["value"]
            yield (row[5], "", bare(uid)), {
                "id": f"{row[0]}.{index}", "action": action, "texts": [bare(text)], "box": None, "frame": "*",
                "place": "pixel" if action.startswith("pixels") else spelledMidi(answer["tag_ds"]),
                "md5": bare(answer["action_text"]) if action == "pixels_retained" else ""}
    database.close()


# --- files -----------------------------------------------------------------------------------------------------------


def textOf(element):
    value = element.value
    if value is None:
        return ""
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8") if element.VR == "UN" else value.decode("latin-1")
        except UnicodeDecodeError:
            return value.decode("latin-1")
    if isinstance(value, (list, pydicom.multival.MultiValue)):
        return "\\".join(str(one) for one in value)
    return str(value)


def index(dataset, above, places):
    for element in dataset:
        creator = (element.private_creator or "").upper() if element.is_private and not element.tag.is_private_creator else ""
        tag = f"{element.tag.element:04X}"
        step = (f"{element.tag.group:04X}", tag[2:] if creator else tag, creator)
        isSequence = element.VR == "SQ"
        isPixel = element.tag == 0x7FE00010
        text = "" if isSequence or isPixel else textOf(element).strip(" \0\t\r\n")
        empty = len(element.value) == 0 if isSequence else element.is_empty
        places[above + (step + (None,),)] = (text, empty, isSequence)
        for number, item in enumerate(element.value if isSequence else ()):
            index(item, above + (step + (number,),), places)
    return places


def anonymous(place):
    return tuple(step[:3] + ("any" if step[3] is not None else None,) if step[:3] == CONTENT else step for step in place)


class Finished:
    def __init__(self, root, path):
        self.path, self.output = path, path.relative_to(root).as_posix()
        self.raw = path.read_bytes()
        self.dataset = pydicom.dcmread(path)
        self.places = index(self.dataset, (), index(self.dataset.file_meta, (), {}))

    def like(self, place):
        if isinstance(place, str) or not any(step[:3] == CONTENT and step[3] is not None for step in place):
            return [place]
        return [other for other in self.places if anonymous(other) == anonymous(place)]

    def text(self, place):
        if place not in self.places:
            return ""
        text, _, isSequence = self.places[place]
        if not isSequence:
            return text
        head = place[-1][:3]
        return "\n".join(one[0] for path, one in sorted(self.places.items(), key=str)
                         if path[:len(place) - 1] == place[:-1] and len(path) > len(place)
                         and path[len(place) - 1][:3] == head)


def readMap(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {re.sub(r"^'(?=[=+\-@])", "", old): re.sub(r"^'(?=[=+\-@])", "", new) for old, new in rows}


# --- judging ---------------------------------------------------------------------------------------------------------


def words(text):
    for piece in re.split(r"[\s,;:@#$%&?!|^=\"'()\[\]{}<>\\`\u201c\u201d\u2018\u2019\u2022]+", text.lower()):
        piece = piece.rstrip(".")
        if piece and piece not in STOP and not re.fullmatch("[a-z]", piece) and not re.fullmatch(r"[!-/:-@\[-`{-~]+", piece):
            yield piece


def isNumber(text):
    return re.fullmatch(r"\d*\.?\d*", text) is not None and any(c.isdigit() for c in text)


def retained(value, text):
    if isNumber(value) and isNumber(text):
        return float(value) == float(text)
    found = list(words(text))
    return text.lower() in value.lower() or (bool(found) and all(word in value.lower() for word in found))


def removed(value, text):
    text = text.strip()
    if not value or not text:
        return True
    if isNumber(value) and isNumber(text):
        return float(value) != float(text)
    return text.lower() not in value.lower() and not any(word in value.lower() for word in words(text))


class Scorer:
    def __init__(self, maps, inputs, overrides):
        self.uids, self.people = readMap(maps / "uid_map.csv"), readMap(maps / "patient_map.csv")
        self.files, self.inputs, self.overrides = readMap(maps / "file_map.csv"), inputs, overrides

    def passes(self, check, file, subject):
        """Content items have no fixed number: any may hold what had to stay, none what had to go."""
        places = file.like(check["place"])
        if check["action"].endswith("_consistent") and check["id"] not in self.overrides and check["place"] not in file.places:
            return True
        if len(places) < 2 or check["id"] in self.overrides:
            return self.passesAt(dict(check, place=places[0]) if places else check, file, subject)
        outcomes = [self.passesAt(dict(check, place=place), file, subject) for place in places]
        return all(outcomes) if check["action"] in GONE_WHEN_MISSING else any(outcomes)

    def passesAt(self, check, file, subject):
        action, place = check["action"], check["place"]
        if check["id"] in self.overrides:
            return self.overrides[check["id"]]
        if action == "pixels_retained":
            return self.samePixels(check, file, subject)
        if action == "text_removed":
            return self.isGone(check, file)
        isThere, value = place in file.places, file.text(place)
        expected = check["texts"][0].strip()
        if action == "tag_retained":
            return isThere
        if action == "text_notnull":
            return isThere and not file.places[place][1]
        if action == "text_retained":
            return isThere and value != "" and retained(value, expected)
        if action in ("date_shifted", "uid_changed"):
            return not expected or expected.replace("\\", "") not in value.replace("\\", "")
        if action == "uid_consistent":
            new = [self.uids.get(uid, uid) for uid in re.findall(r"[0-9.]+", expected)]
            return not isThere or re.findall(r"[0-9.]+", value) == new
        if action == "patid_consistent":
            return not isThere or (expected in self.people and value == self.people[expected])
        raise ValueError(action)

    def isGone(self, check, file):
        place = check["place"]
        if isinstance(place, str) and place.startswith(IN_BYTES):
            raw = file.raw.lower()
            texts = {text.strip() for text in check["texts"]} | {word for text in check["texts"] for word in words(text) if len(word) >= 4}
            return not any(text.lower().encode() in raw for text in texts if text)
        value = {"preamble": lambda: file.raw[:128].decode("latin-1").strip(" \0\t\r\n"),
                 "filename": lambda: file.output}.get(place, lambda: file.text(place))()
        return all(removed(value, text) for text in check["texts"])

    def samePixels(self, check, file, subject):
        now = bytes(file.dataset.PixelData) if "PixelData" in file.dataset else b""
        if check["md5"]:
            return hashlib.md5(now).hexdigest() == check["md5"]
        original = pydicom.dcmread(self.inputs / subject[1])
        if now == bytes(original.PixelData):
            return True
        if not check["box"]:
            return False
        x, y, width, height = check["box"]
        frames = [] if check["frame"] in ("*", "") else [int(check["frame"]) - 1]
        was, now = self.samples(original), self.samples(file.dataset)
        return all(numpy.array_equal(was[frame, y:y + height, x:x + width], now[frame, y:y + height, x:x + width])
                   for frame in frames or range(len(was)))

    @staticmethod
    def samples(dataset):
        array = dataset.pixel_array
        return array if int(dataset.get("NumberOfFrames") or 1) > 1 else array[numpy.newaxis]

    def score(self, key, root):
        """{check id: sorted outputs where it failed}; '' stands for a missing file. And the number of checks judged."""
        subjects = {}
        for subject, check in key:
            subjects.setdefault(subject, []).append(check)
        finished = [Finished(root, path) for path in sorted(root.rglob("*.dcm"))]
        failed, judged = {}, 0
        for subject, checks in subjects.items():
            mine = [file for file in finished if self.isFor(subject, file)]
            for check in checks:
                outcomes = [(file.output, self.passes(check, file, subject)) for file in mine]
                if not mine:
                    outcomes = [("", self.overrides.get(check["id"], check["action"] in GONE_WHEN_MISSING))]
                judged += len(outcomes)
                bad = sorted(output for output, passed in outcomes if not passed)
                if bad:
                    failed[check["id"]] = bad
        return failed, judged

    def isFor(self, subject, file):
        scope, name, uid = subject
        if name:
            original = next((old for old, new in self.files.items() if new == file.output), None)
            if original is not None:
                return original == name or original.endswith("/" + name)
        keyword = {"<Series>": "SeriesInstanceUID", "<Study>": "StudyInstanceUID", "<Patient>": "StudyInstanceUID"}
        return file.dataset.get(keyword.get(scope, "SOPInstanceUID")) == self.uids.get(uid, uid)
