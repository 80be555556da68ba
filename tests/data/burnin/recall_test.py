#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A dozen pictures of the corpus through the program: recall_test.py PROGRAM SHARED [MODE]. Exit 77 without the images.

First that the generator still makes exactly these pictures, then that no less is found in them than was when this was written.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import engines
import generate
import score

KINDS = "us-overlay tiny page inverse-panel saturated rot90 hidden-window hidden-bits low-contrast cine-changing non-latin jpeg".split()
DIGEST = "aa2227903a52f420572bc7ff025c7ce9eeda8ff65ef5aa6a60bf0d0a20b7e064"
LEAST = {"macro": 0.95, "hidden-window": 1, "hidden-bits": 1, "page": 1, "us-overlay": 1, "cine-changing": 0.99, "non-latin": 1}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("shared", type=Path)
    parser.add_argument("mode", nargs="?", default="standard")
    options = parser.parse_args()
    if not (options.shared / "testdata" / "dicom").is_dir():
        print("the test images are missing")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        digest = generate.generate(options.shared, out, generate.names(KINDS, each=1))
        corpus = score.Corpus(out)
        answers = engines.ours(options.program, options.mode, [out / "images" / name for name in corpus.files])
        figures = score.judge(corpus, answers, list(corpus.files))
    faults = list(faultsOf(figures))
    if digest != DIGEST:
        faults.append(f"the pictures are others than they were: {digest}")
    print(json.dumps({kind: round(figures.ofKind(kind), 3) for kind in figures.kinds()}), f"macro {figures.macro():.3f}",
          *score.misses(figures), *faults, sep="\n")
    return 1 if faults else 0


def faultsOf(figures):
    for what, least in LEAST.items():
        found = figures.macro() if what == "macro" else figures.ofKind(what)
        if found < least:
            yield f"FAULT {what}: {found:.3f} found, {least} asked for"
    if figures.triage("identity")["safe"]:
        yield "FAULT identity is green"


if __name__ == "__main__":
    sys.exit(main())
