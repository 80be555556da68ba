#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the corpus of burned-in text: generate.py SHARED OUT [--kinds K ...] [--each N] [--triage].

OUT/images/*.dcm, OUT/masks/*.png, OUT/files.tsv and OUT/key.tsv (README.md tells the columns). The same everywhere, byte
for byte: every picture has its own sequence of random numbers, by its name. Exit 77 where the images of SHARED are missing.
--triage makes, instead, 1,080 lines about people and 520 about pictures: for the colours, not for what is found.
"""

import argparse
import hashlib
import random
import sys
from pathlib import Path

import numpy
from PIL import Image

import files
import kinds

FILE_COLUMNS = "file kind half rows columns frames bits signed photometric syntax sha256".split()
KEY_COLUMNS = "file string first last kind class half text contrast height x y w h mask label".split()


def names(wanted=None, each=kinds.PICTURES_OF_A_KIND):
    """(name, kind, is unseen) of every picture; the odd ones are unseen while somebody tunes."""
    for kind in kinds.KINDS:
        if not wanted or kind in wanted:
            yield from ((f"{kind}-{number:02}", kind, number % 2 == 0) for number in range(1, each + 1))
    if not wanted or "text-free" in wanted:
        yield from ((f"text-free-{ground}", "text-free", index % 2 == 1) for index, ground in enumerate(kinds.TEXT_FREE) if each > 4 or index < each)


def triageNames():
    for kind, (_, count) in kinds.TRIAGE.items():
        yield from ((f"{kind}-{number:02}", kind, number % 2 == 0) for number in range(1, count + 1))


def make(studio, name, kind, isUnseen):
    source = random.Random("safelight " + name)
    if kind in kinds.TRIAGE:
        return kinds.TRIAGE[kind][0](studio, source, isUnseen)
    if kind == "text-free":
        return kinds.textFree(studio, source, isUnseen, name.removeprefix("text-free-"))
    return kinds.KINDS[kind](studio, source, isUnseen)


def syntaxOf(picture, name):
    if hasattr(picture, "syntax"):
        return picture.syntax
    return "rle" if name.endswith("-03") and len(picture.frames) == 1 else "implicit" if name.endswith("-05") else "native"


def layersOf(picture):
    """Label pictures: no two strings on one pixel of one layer (those of a clip may share a place)."""
    layers, rows = [], []
    for label, one in enumerate(picture.written, 1):
        cut = (slice(one.y, one.y + one.ink.shape[0]), slice(one.x, one.x + one.ink.shape[1]))
        number = next((i for i, layer in enumerate(layers) if not layer[cut].any()), len(layers))
        if number == len(layers):
            layers.append(numpy.zeros(picture.shape, numpy.uint8))
        layers[number][cut][one.ink] = label
        rows.append((number, label, one))
    return layers, rows


def save(picture, out, name, kind, isUnseen):
    """(row of files.tsv, rows of key.tsv)"""
    syntax, half = syntaxOf(picture, name), "unseen" if isUnseen else "tuning"
    path = out / "images" / f"{name}.dcm"
    digest = files.write(path, name, picture.ground, picture.frames, picture.who, syntax, getattr(picture, "quality", 0))
    layers, rows = layersOf(picture)
    for number, layer in enumerate(layers):
        Image.fromarray(layer).save(out / "masks" / f"{name}-{number}.png")
    ground = picture.ground
    row = [path.name, kind, half, *picture.shape, len(picture.frames), ground.bits, int(ground.isSigned),
           "RGB" if ground.isColour else ground.photometric, syntax, digest]
    key = [[path.name, f"{name}#{label}", one.first, one.last, kind, one.kindOfText, half, one.text,
            "hidden" if one.isHidden else f"{one.contrast:.1f}", one.height, one.x, one.y, one.ink.shape[1], one.ink.shape[0],
            f"{name}-{number}.png", label] for number, label, one in rows]
    return row, key


def table(path, columns, rows):
    text = "".join("\t".join(map(str, row)) + "\n" for row in [columns, *rows])
    path.write_text(text, encoding="utf-8")
    return text


def generate(shared, out, pictures):
    """`pictures` as of `names`. Returns the SHA-256 of both tables."""
    for folder in ("images", "masks"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    studio, fileRows, keyRows = kinds.Studio(shared), [], []
    for name, kind, isUnseen in pictures:
        row, key = save(make(studio, name, kind, isUnseen), out, name, kind, isUnseen)
        fileRows.append(row)
        keyRows += key
    tables = table(out / "files.tsv", FILE_COLUMNS, fileRows) + table(out / "key.tsv", KEY_COLUMNS, keyRows)
    return hashlib.sha256(tables.encode()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kinds", nargs="*")
    parser.add_argument("--each", type=int, default=kinds.PICTURES_OF_A_KIND)
    parser.add_argument("--triage", action="store_true")
    options = parser.parse_args()
    if not (options.shared / "testdata" / "dicom").is_dir():
        print("the test images are missing")
        return 77
    print(generate(options.shared, options.out, triageNames() if options.triage else names(options.kinds, options.each)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
