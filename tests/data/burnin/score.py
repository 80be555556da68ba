#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Judges boxes against the answer key: score.py CORPUS ANSWERS... [--half tuning|unseen|whole] [--misses] [--without-large].

ANSWERS: JSON as engines.py writes it, {file: {cpu, boxes: [{first, last, x, y, w, h, verdict, isLarge}]}}; several stand
side by side. Only the files that all of them answered are judged. Of the unseen half only totals are printed.

box90  share of the strings with at least 90 % of their ink under boxes; in a clip the mean over the frames of a string
false  area under boxes farther than 0.7 letter heights from any ink / area of the pictures, with text and without
macro  mean of box90 over the kinds
"""

import argparse
import csv
import dataclasses
import json
import sys
from collections import defaultdict
from pathlib import Path

import cv2
import numpy
from PIL import Image

BANDS = (("50 and more", 50, 1e9), ("25 to 50", 25, 50), ("10 to 25", 10, 25), ("below 10", 0, 10))
NEAR = 0.7  # letter heights


@dataclasses.dataclass
class Sought:
    row: dict
    ink: numpy.ndarray  # bool, of the size of the picture

    @property
    def frames(self):
        return range(int(self.row["first"]), int(self.row["last"]) + 1)

    @property
    def bounds(self):
        return (int(self.row[name]) for name in "xywh")


@dataclasses.dataclass
class Outcome:
    row: dict
    covered: float  # mean over the frames, of the ink
    box90: float  # share of the frames
    box50: float
    verdict: str  # of the boxes over it: safe when it would stay readable; "none" when nothing covers it


def rowsOf(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


class Corpus:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.files = {row["file"]: row for row in rowsOf(self.folder / "files.tsv")}
        self.strings = defaultdict(list)
        for row in rowsOf(self.folder / "key.tsv"):
            self.strings[row["file"]].append(row)

    def sought(self, name):
        masks, found = {}, []
        for row in self.strings[name]:
            if row["mask"] not in masks:
                masks[row["mask"]] = numpy.asarray(Image.open(self.folder / "masks" / row["mask"]))
            found.append(Sought(row, masks[row["mask"]] == int(row["label"])))
        return found


def covers(boxes, shape, frame):
    under = numpy.zeros(shape, bool)
    for box in boxes:
        if box["first"] <= frame <= box["last"]:
            x, y = max(0, box["x"]), max(0, box["y"])
            under[y:max(y, box["y"] + box["h"]), x:max(x, box["x"] + box["w"])] = True
    return under


def nearText(strings, shape, frame):
    near = numpy.zeros(shape, bool)
    for one in strings:
        if frame not in one.frames:
            continue
        reach = NEAR * float(one.row["height"])
        x, y, width, height = one.bounds
        margin = int(reach) + 2
        cut = (slice(max(0, y - margin), y + height + margin), slice(max(0, x - margin), x + width + margin))
        distance = cv2.distanceTransform((~one.ink[cut]).astype(numpy.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        near[cut] |= distance <= reach
    return near


def verdictOver(one, boxes, shape):
    """Of one frame. Ink that only green boxes cover stays readable."""
    frame = one.frames[0]
    count = one.ink.sum()
    blanked = (covers([box for box in boxes if box["verdict"] != "safe"], shape, frame) & one.ink).sum() / count
    green = (covers([box for box in boxes if box["verdict"] == "safe"], shape, frame) & one.ink).sum() / count
    if blanked < 0.1 and green < 0.1:
        return "none"
    if green >= 0.1 and blanked < 0.9:
        return "safe"
    return "phi" if (covers([box for box in boxes if box["verdict"] == "phi"], shape, frame) & one.ink).any() else "unknown"


def judgeFile(corpus, name, boxes):
    """(outcomes, false area, area), areas in pixels of all frames."""
    row = corpus.files[name]
    shape, count = (int(row["rows"]), int(row["columns"])), int(row["frames"])
    strings = corpus.sought(name)
    shares, falseArea = defaultdict(list), 0
    for frame in range(1, count + 1):
        under = covers(boxes, shape, frame)
        for index, one in enumerate(strings):
            if frame in one.frames:
                shares[index].append((under & one.ink).sum() / one.ink.sum())
        falseArea += int((under & ~nearText(strings, shape, frame)).sum())
    outcomes = []
    for index, one in enumerate(strings):
        share = numpy.array(shares[index])
        outcomes.append(Outcome(one.row, float(share.mean()), float((share >= 0.9).mean()), float((share >= 0.5).mean()),
                                verdictOver(one, boxes, shape)))
    return outcomes, falseArea, shape[0] * shape[1] * count


@dataclasses.dataclass
class Figures:
    """What one engine did with a set of files."""

    outcomes: list = dataclasses.field(default_factory=list)
    falseText: list = dataclasses.field(default_factory=list)  # (false area, area) of every picture
    falseFree: list = dataclasses.field(default_factory=list)
    cpu: float = 0
    pixels: int = 0

    def recall(self, chosen=lambda row: True, measure="box90"):
        values = [getattr(one, measure) for one in self.outcomes if chosen(one.row)]
        return sum(values) / len(values) if values else None

    def kinds(self):
        return list(dict.fromkeys(one.row["kind"] for one in self.outcomes))

    def ofKind(self, kind):
        return self.recall(lambda row: row["kind"] == kind)

    def macro(self):
        values = [self.ofKind(kind) for kind in self.kinds()]
        return sum(values) / len(values) if values else None

    def band(self, least, most):
        return self.recall(lambda row: row["contrast"] != "hidden" and least <= float(row["contrast"]) < most)

    def triage(self, kindOfText):
        counts = defaultdict(int)
        for one in self.outcomes:
            if one.row["class"] == kindOfText:
                counts[one.verdict] += 1
        return counts


def share(areas):
    return sum(part for part, _ in areas) / sum(whole for _, whole in areas) if areas else None


def judge(corpus, answers, names):
    figures = Figures()
    for name in names:
        outcomes, falseArea, area = judgeFile(corpus, name, answers[name]["boxes"])
        figures.outcomes += outcomes
        (figures.falseText if outcomes else figures.falseFree).append((falseArea, area))
        figures.cpu += answers[name]["cpu"]
        figures.pixels += area
    return figures


def shown(value, digits=3):
    return "-" if value is None else f"{value:.{digits}f}"


def lines(figures, withKinds):
    """(label, one text an engine)"""
    first = figures[0]
    count = lambda chosen: sum(1 for one in first.outcomes if chosen(one.row))
    if withKinds:
        for kind in first.kinds():
            yield f"{kind} ({count(lambda row: row['kind'] == kind)})", [shown(one.ofKind(kind)) for one in figures]
    yield f"macro box90 ({len(first.kinds())} kinds)", [shown(one.macro()) for one in figures]
    yield f"box90 ({len(first.outcomes)} strings)", [shown(one.recall()) for one in figures]
    yield "box50", [shown(one.recall(measure="box50")) for one in figures]
    yield "identity box90", [shown(one.recall(lambda row: row["class"] == "identity")) for one in figures]
    for label, least, most in BANDS:
        size = count(lambda row: row["contrast"] != "hidden" and least <= float(row["contrast"]) < most)
        yield f"contrast {label} ({size})", [shown(one.band(least, most)) for one in figures]
    yield "hidden", [shown(one.recall(lambda row: row["contrast"] == "hidden")) for one in figures]
    yield f"false area, text ({len(first.falseText)})", [shown(share(one.falseText), 4) for one in figures]
    yield f"false area, text-free ({len(first.falseFree)})", [shown(share(one.falseFree), 4) for one in figures]
    for kindOfText in ("identity", "safe", "marker"):
        total = sum(first.triage(kindOfText).values())
        yield f"{kindOfText} red/amber/green/none ({total})", ["/".join(str(one.triage(kindOfText)[verdict]) for verdict in ("phi", "unknown", "safe", "none"))
                                                               for one in figures]
    yield f"CPU s/Mpx ({first.pixels / 1e6:.1f} Mpx)", [shown(one.cpu / (one.pixels / 1e6), 2) if one.pixels else "-" for one in figures]


def misses(figures):
    for one in figures.outcomes:
        if one.box90 < 1 or (one.verdict == "safe" and one.row["class"] == "identity"):
            row = one.row
            yield (f"{row['string']}  {one.covered:.2f}  contrast {row['contrast']}  height {row['height']}  at {row['x']},{row['y']} "
                   f"{row['w']}x{row['h']}  {one.verdict}  {row['text']}")


def withoutLarge(answers):
    return {name: {**one, "boxes": [box for box in one["boxes"] if not box["isLarge"]]} for name, one in answers.items()}


def chosenNames(corpus, answers, half, kinds):
    return [name for name, row in corpus.files.items()
            if half in (row["half"], "whole") and (not kinds or row["kind"] in kinds) and all(name in one for one in answers)]


def report(corpus, labelled, options):
    answers = [answer for _, answer in labelled]
    names = chosenNames(corpus, answers, options.half, options.kinds)
    figures = [judge(corpus, answer, names) for answer in answers]
    width = max(18, *(len(label) + 2 for label, _ in labelled))
    print(f"{len(names)} files, half: {options.half}")
    print(" " * 36 + "".join(f"{label:>{width}}" for label, _ in labelled))
    for label, values in lines(figures, options.half != "unseen"):
        print(f"{label:36}" + "".join(f"{value:>{width}}" for value in values))
    if options.misses and options.half == "tuning":
        for (label, _), one in zip(labelled, figures):
            print(f"\nmissed by {label}:", *misses(one), sep="\n  ")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("answers", type=Path, nargs="+")
    parser.add_argument("--half", choices=("tuning", "unseen", "whole"), default="tuning")
    parser.add_argument("--kinds", nargs="*")
    parser.add_argument("--misses", action="store_true", help="list them; of the tuning half only")
    parser.add_argument("--without-large", action="store_true", help="as if no region too large for a line had been listed")
    options = parser.parse_args()
    labelled = [(path.stem, json.loads(path.read_text())) for path in options.answers]
    if options.without_large:
        labelled = [(label, withoutLarge(answers)) for label, answers in labelled]
    report(Corpus(options.corpus), labelled, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
