#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The scorer on a corpus of three pictures where every figure can be counted by hand."""

import shutil
import tempfile
import unittest
from pathlib import Path

import numpy
from PIL import Image

import generate
import score


def box(x, y, w, h, verdict="unknown", first=1, last=1):
    return {"first": first, "last": last, "x": x, "y": y, "w": w, "h": h, "verdict": verdict, "isLarge": False}


def answer(**boxes):
    return {f"{name}.dcm": {"cpu": 0.5, "boxes": found} for name, found in boxes.items()}


class Scorer(unittest.TestCase):
    """`one` 100 x 200 has two strings of 10 x 40 ink at (20, 10) and (100, 10); `clip` has four frames of 50 x 100 with one
    string in all and one in frame 3; `free` 100 x 100 has none."""

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "masks").mkdir()
        file = lambda name, rows, columns, frames: [f"{name}.dcm", name, "tuning", rows, columns, frames, 8, 0, "MONOCHROME2", "native", "-"]
        generate.table(self.folder / "files.tsv", generate.FILE_COLUMNS, [file("one", 100, 200, 1), file("clip", 50, 100, 4), file("free", 100, 100, 1)])
        string = lambda name, label, frames, kind, what, contrast, x, mask: [
            f"{name}.dcm", f"{name}#{label}", *frames, kind, what, "tuning", "A \"B", contrast, 10, x, 10, 40, 10, mask, label]
        generate.table(self.folder / "key.tsv", generate.KEY_COLUMNS, [
            string("one", 1, (1, 1), "one", "identity", "80.0", 20, "one.png"), string("one", 2, (1, 1), "one", "safe", "24.9", 100, "one.png"),
            string("clip", 1, (1, 4), "clip", "identity", "hidden", 20, "clip.png"), string("clip", 2, (3, 3), "clip", "identity", "5.0", 20, "clip2.png")])
        self.mask("one.png", (100, 200), {1: 20, 2: 100})
        self.mask("clip.png", (50, 100), {1: 20})
        self.mask("clip2.png", (50, 100), {2: 20})
        self.corpus = score.Corpus(self.folder)

    def mask(self, name, shape, labels):
        layer = numpy.zeros(shape, numpy.uint8)
        for label, x in labels.items():
            layer[10:20, x:x + 40] = label
        Image.fromarray(layer).save(self.folder / "masks" / name)

    def figures(self, **boxes):
        return score.judge(self.corpus, answer(**boxes), [f"{name}.dcm" for name in boxes])

    def test_countsAStringFromNineTenthsOfItsInkOn(self):
        self.assertEqual(self.figures(one=[box(20, 10, 36, 10)]).recall(), 0.5)
        self.assertEqual(self.figures(one=[box(20, 10, 35, 10)]).recall(), 0)
        self.assertEqual(self.figures(one=[box(20, 10, 35, 10)]).recall(measure="box50"), 0.5)

    def test_addsUpBoxesAndBearsThoseThatReachOutside(self):
        self.assertEqual(self.figures(one=[box(-5, 10, 45, 10), box(40, 8, 20, 500)]).recall(), 0.5)

    def test_countsAClipByItsFrames(self):
        figures = self.figures(clip=[box(20, 10, 40, 10, first=1, last=2)])
        self.assertEqual([one.box90 for one in figures.outcomes], [0.5, 0])
        figures = self.figures(clip=[box(20, 10, 40, 10, first=3, last=3)])
        self.assertEqual([one.box90 for one in figures.outcomes], [0.25, 1])

    def test_meanOverKindsCountsEachKindOnce(self):
        figures = self.figures(one=[box(20, 10, 120, 10)], clip=[])
        self.assertEqual((figures.ofKind("one"), figures.ofKind("clip"), figures.macro()), (1, 0, 0.5))

    def test_bandsLeaveHiddenTextOut(self):
        figures = self.figures(one=[box(20, 10, 40, 10)], clip=[box(20, 10, 40, 10, last=4)])
        self.assertEqual([figures.band(least, most) for _, least, most in score.BANDS], [1, None, 0, 1])

    def test_falseAreaIsWhatLiesFartherThanSevenTenthsOfTheHeight(self):
        # Rows 10 to 19 are ink; 7 rows below are near, row 27 and more are not.
        figures = self.figures(one=[box(20, 10, 40, 17)])
        self.assertEqual(figures.falseText, [(0, 20000)])
        self.assertEqual(self.figures(one=[box(30, 10, 20, 20)]).falseText, [(20 * 3, 20000)])

    def test_falseAreaOfAClipCountsFramesAndTheTextOfEach(self):
        # In a frame without text a box is false altogether, but the first string is in all of them.
        self.assertEqual(self.figures(clip=[box(80, 30, 10, 10, first=2, last=3)]).falseText, [(200, 20000)])

    def test_textFreePicturesAreCountedApart(self):
        figures = self.figures(one=[], free=[box(0, 0, 10, 10)])
        self.assertEqual((figures.falseText, figures.falseFree), ([(0, 20000)], [(100, 10000)]))
        self.assertEqual(score.share(figures.falseFree), 0.01)

    def test_inkUnderGreenOnlyStaysReadable(self):
        over = lambda verdict: box(15, 5, 60, 20, verdict)
        verdict = lambda *boxes: self.figures(one=list(boxes)).outcomes[0].verdict
        self.assertEqual([verdict(over("safe")), verdict(over("unknown")), verdict(over("phi")), verdict()], ["safe", "unknown", "phi", "none"])
        self.assertEqual(verdict(over("safe"), over("phi")), "phi")
        self.assertEqual(verdict(over("safe"), box(20, 10, 10, 10, "phi")), "safe")

    def test_largeRegionsCanBeLeftOut(self):
        answers = answer(one=[{**box(0, 0, 200, 100), "isLarge": True}, box(20, 10, 40, 10)])
        self.assertEqual(score.judge(self.corpus, answers, ["one.dcm"]).recall(), 1)
        self.assertEqual(score.judge(self.corpus, score.withoutLarge(answers), ["one.dcm"]).recall(), 0.5)

    def test_processorTimeIsAddedUp(self):
        figures = self.figures(one=[], free=[])
        self.assertEqual((figures.cpu, figures.pixels), (1.0, 30000))


if __name__ == "__main__":
    unittest.main()
