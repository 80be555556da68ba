# SPDX-License-Identifier: Apache-2.0
"""Blanks a box in every pixel format of the test data, in one frame and in all, and lets others judge the pixels.

cli_redaction_test.py PROGRAM SHARED [--formats]: with it one file of each format, else every file. Prints a table.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy
import pydicom
from pydicom.config import settings
from pydicom.encaps import generate_pixel_data_frame

settings.reading_validation_mode = settings.writing_validation_mode = pydicom.config.IGNORE
warnings.simplefilter("ignore")

SKIPPED = 77  # CTest's SKIP_RETURN_CODE
ROOT = "1.2.840.10008.1.2"
# Decoders of JPEG interpolate chroma across the edge of a block.
RING = 2
IN_COEFFICIENTS = {ROOT + ".4.50", ROOT + ".4.51", ROOT + ".4.53", ROOT + ".4.55"}
LOSSY = IN_COEFFICIENTS | {ROOT + ".4.81", ROOT + ".4.91", ROOT + ".4.203"}
NO_META = "no file meta header"
NEVER = {ROOT + ".4.100", ROOT + ".4.111", ROOT + ".8.1"}  # video, JPEG XL, deflated frames: set aside


def boxIn(dataset):
    """Odd where it can be, never on the grid of a codec, and away from the edges."""
    columns, rows = dataset.Columns, dataset.Rows
    return {"x": max(0, min(columns // 3, 37) - 1) | 1 if columns > 3 else 0, "y": min(rows // 3, 21),
            "w": max(1, min(columns // 3, 29)), "h": max(1, min(rows // 3, 15))}


def read(path):
    return pydicom.dcmread(path, force=True)


def syntaxOf(dataset):
    return str(getattr(getattr(dataset, "file_meta", None), "TransferSyntaxUID", ROOT))


def formatOf(dataset):
    return (syntaxOf(dataset)[len(ROOT):] or "implicit", dataset.get("PhotometricInterpretation"),
            dataset.get("SamplesPerPixel"), dataset.get("BitsAllocated"), dataset.get("BitsStored"),
            dataset.get("PixelRepresentation"), dataset.get("PlanarConfiguration"),
            "cine" if int(dataset.get("NumberOfFrames") or 1) > 1 else "")


def corpus(shared, onePerFormat):
    """Files with pixels by format."""
    formats = {}
    for path in sorted(Path(shared, "testdata", "dicom").rglob("*")):
        try:
            dataset = pydicom.dcmread(path, force=True)
        except Exception:
            continue
        if "Rows" in dataset and "PixelData" in dataset:
            formats.setdefault(formatOf(dataset), []).append(path)
    for paths in formats.values():
        paths.sort(key=lambda path: path.stat().st_size)
        del paths[1 if onePerFormat else len(paths):]
    return formats


def shaped(array, dataset):
    frames, samples = int(dataset.get("NumberOfFrames") or 1), int(dataset.SamplesPerPixel)
    return numpy.asarray(array).reshape(frames, dataset.Rows, dataset.Columns, samples)


def unpacked(segment):
    """PS3.5 G.3.2."""
    out, at = bytearray(), 0
    while at + 1 < len(segment):
        control = segment[at]
        if control < 128:
            out += segment[at + 1:at + 2 + control]
            at += 2 + control
        elif control > 128:
            out += segment[at + 1:at + 2] * (257 - control)
            at += 2
        else:
            at += 1
    return bytes(out)


def bitsOfRle(dataset):
    """No decoder here knows RLE of one bit a pixel."""
    count = dataset.Rows * dataset.Columns
    frames = [numpy.unpackbits(numpy.frombuffer(unpacked(stream[64:]), "u1"), bitorder="little")[:count]
              for stream in generate_pixel_data_frame(dataset.PixelData, int(dataset.NumberOfFrames))]
    return shaped(numpy.stack(frames), dataset)


def byPydicom(path, _):
    dataset = read(path)
    if syntaxOf(dataset) == ROOT + ".5" and dataset.BitsAllocated == 1:
        return bitsOfRle(dataset)
    return shaped(dataset.pixel_array, dataset)


def native(path, raw, *command):
    subprocess.run([*command, str(path), str(raw)], check=True, capture_output=True, timeout=120)
    dataset = read(raw)
    if dataset.file_meta.TransferSyntaxUID.is_compressed:
        raise ValueError("still compressed")
    return shaped(dataset.pixel_array, dataset)


def byGdcm(path, folder):
    return native(path, folder / "gdcm.dcm", "gdcmconv", "--raw")


def byDcmtk(path, folder):
    syntax = syntaxOf(read(path))
    if syntax == ROOT + ".5":
        return native(path, folder / "dcmtk.dcm", "dcmdrle")
    if syntax in (ROOT + ".4.80", ROOT + ".4.81"):
        return native(path, folder / "dcmtk.dcm", "dcmdjpls")
    if syntax in IN_COEFFICIENTS or syntax in (ROOT + ".4.57", ROOT + ".4.70"):
        return native(path, folder / "dcmtk.dcm", "dcmdjpeg", "+cn")
    raise ValueError("not its syntax")


DECODERS = {"pydicom": byPydicom, "gdcm": byGdcm, "dcmtk": byDcmtk}


def decodableBy(path, folder):
    """Names of the decoders that can."""
    names = []
    for name, decode in DECODERS.items():
        try:
            decode(path, folder)
            names.append(name)
        except Exception:
            continue
    return names


def errorsOf(path):
    done = subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True, errors="replace", timeout=120, check=False)
    return {re.sub(r"0x[0-9a-f]+|\d+ bytes", "", line) for line in done.stderr.splitlines() if line.startswith("Error")}


class Case:
    """One file, blanked in some frames."""

    def __init__(self, path, row, place, frames):
        self.path, self.row, self.frames, self.faults = path, row, frames, []
        self.old, self.now = read(path), read(place / row["output"])
        self.out = place / row["output"]
        self.used = row["boxes"][0]["box_used"] if row["boxes"] else None
        self.decoders = []

    def expect(self, holds, words):
        if not holds:
            self.faults.append(words)
        return holds

    def judge(self, folder):
        self.expect(self.row["outside_changed"] == 0, f"says {self.row['outside_changed']} changed outside")
        used = self.used
        box = boxIn(self.old)
        isWhole = used["x"] <= box["x"] and used["y"] <= box["y"] and \
            used["x"] + used["w"] >= box["x"] + box["w"] and used["y"] + used["h"] >= box["y"] + box["h"]
        self.expect(isWhole, f"box became {used}")
        for name, decode in DECODERS.items():
            self.judgeBy(name, decode, folder)
        isHtj2k = syntaxOf(self.old).startswith(ROOT + ".4.20")  # no judge here knows it; the result is checked below
        self.expect(self.decoders or isHtj2k, "nobody could decode it before and after")
        self.expect(not isHtj2k or decodableBy(self.out, folder), "nobody can decode it now")
        self.judgeHeader()
        fresh = errorsOf(self.out) - errorsOf(self.path)
        self.expect(not fresh, f"new dciodvfy errors {sorted(fresh)[:3]}")
        self.judgeFragments()

    def judgeBy(self, name, decode, folder):
        try:
            before = decode(self.path, folder)
        except Exception:
            return  # no oracle of this file
        try:
            after = decode(self.out, folder)
        except Exception as failure:
            if syntaxOf(self.old) == syntaxOf(self.now):
                self.faults.append(f"{name} cannot decode it any more: {failure}")
            return
        self.decoders.append(name)
        if not self.expect(before.shape == after.shape, f"{name}: {before.shape} became {after.shape}"):
            return
        ring = RING if self.row["method"] == "compressed-domain" and before.shape[3] == 3 else 0
        x, y, right, bottom = self.used["x"], self.used["y"], self.used["x"] + self.used["w"], self.used["y"] + self.used["h"]
        outside = numpy.ones(before.shape, bool)
        first, last = self.frames
        outside[first - 1:last, max(0, y - ring):bottom + ring, max(0, x - ring):right + ring] = False
        changed = int((before[outside] != after[outside]).sum())
        self.expect(changed == 0, f"{name}: {changed} samples changed outside")
        box = after[first - 1:last, y + ring if y else 0:bottom - ring, x + ring if x else 0:right - ring]
        self.expect(box.size and (box == box[0, 0, 0]).all(), f"{name}: box is not flat")

    def judgeHeader(self):
        old, now = self.old, self.now
        self.expect(now.ImageType[0] in ("DERIVED", "MIXED") and now.DerivationDescription, "derivation is not told")
        self.expect("IconImageSequence" not in now, "icon")
        left = syntaxOf(old) != syntaxOf(now)
        if syntaxOf(old) in LOSSY and left:
            self.expect(now.get("LossyImageCompression") == "01" and now.get("LossyImageCompressionRatio")
                        and now.get("LossyImageCompressionMethod"), "lossy past is not told")
        for keyword in ("BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "Rows", "Columns", "NumberOfFrames"):
            self.expect(old.get(keyword) == now.get(keyword), f"{keyword} {old.get(keyword)} became {now.get(keyword)}")

    def judgeFragments(self):
        now = self.now
        frames = int(now.get("NumberOfFrames") or 1)
        if not now.file_meta.TransferSyntaxUID.is_compressed or syntaxOf(now) == ROOT + ".1.99":
            return
        streams = list(generate_pixel_data_frame(now.PixelData, frames))
        self.expect(len(streams) == frames, f"{len(streams)} streams for {frames} frames")
        starts = {b"\xff\xd8\xff", b"\xff\x4f\xff"}
        if syntaxOf(now) != ROOT + ".5":
            self.expect(all(stream[:3] in starts for stream in streams), "an offset leads into the middle of a frame")


def redact(program, place, jobs):
    """jobs: (path, frames). One run; the rows by path."""
    wish = {"files": [{"path": str(path), "boxes": [{**boxIn(read(path)), "frames": list(frames)}]} for path, frames in jobs]}
    place.mkdir()
    (place / "boxes.json").write_text(json.dumps(wish), "utf-8")
    command = [program, "redact", *(str(path) for path, _ in jobs), "--boxes", str(place / "boxes.json"), "--out", str(place / "out"),
               "--json", str(place / "result.json")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200, check=False)
    if done.returncode not in (0, 3):
        raise RuntimeError(done.stderr)
    return {row["path"]: row for row in json.loads((place / "result.json").read_text("utf-8"))["files"]}


def judgeRun(program, place, jobs, words):
    rows, faults = redact(program, place, jobs), 0
    for path, frames in jobs:
        row = rows[str(path)]
        kind = formatOf(read(path))
        name = "/".join(path.parts[-2:])
        if not row["output"]:
            isMeant = syntaxOf(read(path)) in NEVER or NO_META in row["reason"] or not decodableBy(path, place)
            faults += not isMeant
            print(f"{'aside' if isMeant else 'ASIDE':7} {words:4} {' '.join(map(str, kind))}  {name}: {row['reason']}")
            continue
        case = Case(path, row, place / "out", frames)
        folder = place / "raw"
        folder.mkdir(exist_ok=True)
        try:
            case.judge(folder)
        except Exception as failure:
            case.faults.append(f"judging failed: {failure!r}")
        faults += len(case.faults)
        after = syntaxOf(case.now)[len(ROOT):] or "implicit"
        print(f"{'FAULT' if case.faults else 'ok':7} {words:4} {' '.join(map(str, kind))} -> {after} {row['method']} "
              f"[{' '.join(case.decoders)}]  {name} {'; '.join(case.faults)}")
        shutil.rmtree(folder)
    return faults


def main():
    program, shared = sys.argv[1:3]
    if not Path(shared, "testdata").is_dir() or not all(map(shutil.which, ("gdcmconv", "dcmdjpeg", "dciodvfy"))):
        print("test data or judges are missing: skipped")
        return SKIPPED
    formats = corpus(shared, "--formats" in sys.argv)
    paths = [path for files in formats.values() for path in files]
    frames = {path: int(read(path).get("NumberOfFrames") or 1) for path in paths}
    faults = 0
    with tempfile.TemporaryDirectory(prefix="safelight-redaction-") as place:
        faults += judgeRun(program, Path(place, "all"), [(path, (1, frames[path])) for path in paths], "all")
        some = [(path, (2, 2)) for path in paths if frames[path] > 1]
        faults += judgeRun(program, Path(place, "one"), some, "one")
    print(f"{len(formats)} formats, {len(paths)} files, {faults} faults")
    return 1 if faults or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
