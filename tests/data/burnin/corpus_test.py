#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The whole corpus is what README.md says, and the same everywhere: corpus_test.py SHARED. Exit 77 without the images."""

import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy
import pydicom

import generate
import score

DIGEST = "2595ec0a646cd18eda7672fcc19447f738a047f47fbab9f9bd197d03140af9e8"


def faultsIn(corpus):
    strings = [row for rows in corpus.strings.values() for row in rows]
    faint = [row for row in strings if row["contrast"] != "hidden" and float(row["contrast"]) < 25]
    withText = [name for name in corpus.files if corpus.strings[name]]
    halves = Counter(row["half"] for row in strings)
    checks = {
        "180 pictures with text": len(withText) >= 180, "900 strings": len(strings) >= 900, "20 kinds": len({row["kind"] for row in strings}) >= 20,
        "a fifth faint, not counting the hidden": len(faint) >= 0.2 * len(strings), "half unseen": abs(halves["unseen"] - halves["tuning"]) < 0.05 * len(strings),
        "20 pictures without text": len(corpus.files) - len(withText) >= 20,
        "all pixel formats": {(row["bits"], row["signed"], row["photometric"]) for row in corpus.files.values()} >=
                             {("8", "0", "RGB"), ("8", "0", "MONOCHROME2"), ("10", "0", "MONOCHROME1"), ("12", "0", "MONOCHROME2"), ("16", "1", "MONOCHROME2")},
        "clips": sum(row["frames"] == "12" for row in corpus.files.values()) >= 12,
    }
    yield from (f"not {what}" for what, isSo in checks.items() if not isSo)
    for name in withText:
        yield from (f"{name}: {fault}" for fault in faultsOfFile(corpus, name))


def faultsOfFile(corpus, name):
    dataset = pydicom.dcmread(corpus.folder / "images" / name)
    row = corpus.files[name]
    if dataset.pixel_array.size != int(row["rows"]) * int(row["columns"]) * int(row["frames"]) * dataset.SamplesPerPixel:
        yield "other size than the list says"
    for one in corpus.sought(name):
        x, y, width, height = one.bounds
        inside = numpy.zeros_like(one.ink)
        inside[y:y + height, x:x + width] = True
        if not one.ink.any() or (one.ink & ~inside).any():
            yield f"{one.row['string']}: ink is not where the key says"


def main():
    shared = Path(sys.argv[1])
    if not (shared / "testdata" / "dicom").is_dir():
        print("the test images are missing")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        digest = generate.generate(shared, Path(folder), generate.names())
        faults = list(faultsIn(score.Corpus(folder)))
    if digest != DIGEST:
        faults.append(f"the corpus is another one than it was: {digest}")
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
