#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Lets an engine look at the corpus: engines.py CORPUS ENGINE... [--program safelight-cli] [--half H] [--kinds K ...] [--limit N].

ENGINE: tesseract3 (page segmentation 3, as Presidio), tesseract11 (sparse text, 2x, both polarities), default (our network on
the default window, 1x), plain (and on local contrast, 2x: the prototype), quick, standard, max (safelight-cli's).
Answers go to CORPUS/answers/ENGINE.json after every few files. What the same program said of the same pixels before is not
asked again.
"""

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OMP_THREAD_LIMIT="1", OPENCV_FOR_THREADS_NUM="1")

import numpy
import pydicom
from PIL import Image

import score
from grounds import statedWindow

OURS = ("quick", "standard", "max")
BATCH = 24  # files a call of the program: its start costs a second


def spent(who):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def framesOf(path):
    """(values as stored or RGB, as the default window shows them: 8 bit)"""
    dataset = pydicom.dcmread(path)
    pixels = dataset.pixel_array
    if int(dataset.get("NumberOfFrames", 1)) == 1:
        pixels = pixels[None]
    if dataset.PhotometricInterpretation.startswith("YBR"):
        pixels = numpy.stack([pydicom.pixel_data_handlers.util.convert_color_space(frame, dataset.PhotometricInterpretation, "RGB") for frame in pixels])
    return [(frame, shownBy(dataset, frame)) for frame in pixels]


def shownBy(dataset, frame):
    if frame.ndim == 3:
        return frame
    values = frame * float(dataset.get("RescaleSlope") or 1) + float(dataset.get("RescaleIntercept") or 0)
    window = statedWindow(dataset)
    if window:
        values = (values - window[0] + 0.5) / (window[1] - 1) * 255 + 127.5
    elif dataset.BitsStored > 8:
        values = (values - values.min()) / max(1, values.max() - values.min()) * 255
    shown = numpy.clip(values, 0, 255).round().astype(numpy.uint8)
    return 255 - shown if dataset.PhotometricInterpretation == "MONOCHROME1" else shown


def box(frame, x, y, w, h, verdict="unknown", isLarge=False, last=None):
    return {"first": frame, "last": last or frame, "x": int(x), "y": int(y), "w": int(w), "h": int(h), "verdict": verdict, "isLarge": isLarge}


def tesseract(mode, scale, polarities):
    def look(path):
        boxes, before = [], spent(resource.RUSAGE_CHILDREN)
        for number, (_, shown) in enumerate(framesOf(path), 1):
            picture = Image.fromarray(shown).convert("L")
            picture = picture.resize((picture.width * scale, picture.height * scale), Image.BILINEAR)
            for inverted in range(polarities):
                boxes += tesseractWords(Image.eval(picture, lambda value: 255 - value) if inverted else picture, mode, scale, number)
        return {"boxes": boxes, "cpu": spent(resource.RUSAGE_CHILDREN) - before}
    return look


def tesseractWords(picture, mode, scale, frame):
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        picture.save(file.name)
        table = subprocess.run(["tesseract", file.name, "-", "--psm", str(mode), "--dpi", "96", "tsv"], check=True, capture_output=True, text=True).stdout
    for line in table.splitlines()[1:]:
        column = line.split("\t")
        if column[0] == "5" and column[11].strip():
            left, top, width, height = (int(value) / scale for value in column[6:10])
            yield box(frame, left, top, -(-width // 1), -(-height // 1))


def network(withLocalContrast, models):
    import plain
    finder = plain.Finder(models)

    def look(path):
        boxes, before = [], spent(resource.RUSAGE_SELF)
        for number, (stored, shown) in enumerate(framesOf(path), 1):
            boxes += [box(number, *found) for found in finder.find(stored, shown, withLocalContrast)]
        return {"boxes": boxes, "cpu": spent(resource.RUSAGE_SELF) - before}
    return look


def ours(program, mode, paths):
    """{file: answer}; the processor time of one call shared out by area."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "text.json"
        before = spent(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, "text", *paths, "--mode", mode, "--jobs", "1", "--json", result], capture_output=True, text=True, check=False)
        cpu = spent(resource.RUSAGE_CHILDREN) - before
        if done.returncode not in (0, 3):
            sys.exit(f"{program}: exit {done.returncode}\n{done.stderr[-2000:]}")
        files = {Path(one["path"]).name: one for one in json.loads(result.read_text())["files"]}
    area = {path.name: areaOf(path) for path in paths}
    texts = {name: [found for found in files[name]["boxes"] if "face" not in found["reasons"]] for name in area}
    return {name: {"boxes": [ourBox(found) for found in texts[name]], "cpu": cpu * area[name] / sum(area.values()),
                   "examined": files[name].get("frames_examined"), "reason": files[name].get("reason")} for name in area}


def areaOf(path):
    header = pydicom.dcmread(path, stop_before_pixels=True)
    return header.Rows * header.Columns * int(header.get("NumberOfFrames", 1))


def ourBox(found):
    first, last = found.get("frames") or (found["frame"], found["frame"])
    isLarge = any(reason.startswith("large-region") for reason in found["reasons"])
    return {**box(first, found["x"], found["y"], found["w"], found["h"], found["verdict"], isLarge, last), "text": found["text"]}


def run(engine, paths, answers, save, options):
    """Fills `answers`, and saves after every few files."""
    if engine in OURS:
        for start in range(0, len(paths), BATCH):
            answers.update(ours(options.program, engine, paths[start:start + BATCH]))
            save()
        return
    look = {"tesseract3": lambda: tesseract(3, 1, 1), "tesseract11": lambda: tesseract(11, 2, 2), "default": lambda: network(False, options.models),
            "plain": lambda: network(True, options.models)}[engine]()
    for number, path in enumerate(paths, 1):
        answers[path.name] = look(path)
        if number % 8 == 0 or number == len(paths):
            save()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("engines", nargs="+", metavar="ENGINE")
    parser.add_argument("--program", default="safelight-cli")
    parser.add_argument("--models", type=Path, default=Path(__file__).resolve().parents[3] / "resources" / "models")
    parser.add_argument("--half", choices=("tuning", "unseen", "whole"), default="tuning")
    parser.add_argument("--kinds", nargs="*")
    parser.add_argument("--limit", type=int, help="pictures a kind")
    parser.add_argument("--label", default="", help="added to the name of the answers: to compare two builds")
    options = parser.parse_args()
    corpus = score.Corpus(options.corpus)
    (options.corpus / "answers").mkdir(exist_ok=True)
    for engine in options.engines:
        ask(corpus, engine, options)


def ask(corpus, engine, options):
    target = options.corpus / "answers" / f"{engine}{options.label}.json"
    answers, by = json.loads(target.read_text()) if target.exists() else {}, digestOf(engine, options)
    wanted = list(limited(corpus, score.chosenNames(corpus, [], options.half, options.kinds), options.limit))
    stamp = lambda name: [by, corpus.files[name]["sha256"]]
    paths = [options.corpus / "images" / name for name in wanted if answers.get(name, {}).get("of") != stamp(name)]

    def save():
        for path in paths:
            if path.name in fresh:
                answers[path.name] = {**fresh[path.name], "of": stamp(path.name)}
        target.write_text(json.dumps(answers))

    fresh = {}
    run(engine, paths, fresh, save, options)
    print(f"{engine}: {len(paths)} files looked at, {len(wanted) - len(paths)} known")


def digestOf(engine, options):
    """Of the programs that answer."""
    if engine not in OURS:
        return "1"
    programs = [Path(options.program), Path(options.program).with_name("safelight-view")]
    return hashlib.sha256(b"".join(path.read_bytes() for path in programs if path.exists())).hexdigest()


def limited(corpus, names, limit):
    seen = {}
    for name in names:
        kind = corpus.files[name]["kind"]
        seen[kind] = seen.get(kind, 0) + 1
        if not limit or seen[kind] <= limit:
            yield name


if __name__ == "__main__":
    sys.exit(main())
