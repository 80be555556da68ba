# SPDX-License-Identifier: Apache-2.0
"""Times `face --deface` on many heads of usual size: MR of 256 x 256 x 150 made from mricron-data's ch2, each turned,
moved, scaled, lit and noised in its own way.

heads.py BIN [SERIES [FOLDER]]

BIN holds safelight-cli. FOLDER keeps the series, so that they are made once. Goal on two idle cores: 500 series an hour.
Wants pydicom and mricron-data.
"""

import collections
import gzip
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import pydicom
from pydicom.dataset import FileMetaDataset

ROOT = "1.2.826.0.1.3680043.10.999.8"
COUNT, SIDE, STEP = 150, 256, (1.3, 0.9, 0.9)  # slices, pixels, mm
MOST = {"degrees": (14, 11, 20), "mm": 12, "scale": 0.08}


def template():
    """Values of 8 bits, at 1 mm, by z, y, x; its middle is the origin."""
    content = gzip.open("/usr/share/mricron/templates/ch2.nii.gz").read()
    return numpy.frombuffer(content, "u1", 181 * 217 * 181, 352).reshape(181, 217, 181)[:, ::-1, ::-1].astype("f4")


def turn(degrees):
    turned = numpy.eye(3)
    for axis, angle in enumerate(numpy.radians(degrees)):
        one, (a, b) = numpy.eye(3), [i for i in range(3) if i != axis]
        one[a, a] = one[b, b] = numpy.cos(angle)
        one[a, b], one[b, a] = -numpy.sin(angle), numpy.sin(angle)
        turned = one @ turned
    return turned


def posed(head, chance):
    """A scan of the head, slice by slice; between its places the values are linear."""
    draw = lambda most: chance.uniform(-1, 1, numpy.shape(most) or None) * most
    to = turn(draw(numpy.array(MOST["degrees"]))) / (1 + draw(MOST["scale"]))
    shift, gamma, top = draw(numpy.full(3, MOST["mm"])), chance.uniform(0.7, 1.4), chance.uniform(300, 1500)
    y, x = ((numpy.arange(SIDE) - (SIDE - 1) / 2) * step for step in STEP[1:])
    last = numpy.array(head.shape) - 2
    for number in range(COUNT):
        z = (number - (COUNT - 1) / 2) * STEP[0]
        places = [to[axis, 0] * z + to[axis, 1] * y[:, None] + to[axis, 2] * x + shift[axis] + (head.shape[axis] - 1) / 2 for axis in range(3)]
        inside = numpy.logical_and.reduce([(place >= 0) & (place <= end) for place, end in zip(places, last)])
        low = [numpy.clip(place.astype("i4"), 0, end) for place, end in zip(places, last)]
        part = [numpy.clip(place - one, 0, 1) for place, one in zip(places, low)]
        value = sum(head[low[0] + a, low[1] + b, low[2] + c] * numpy.prod([p if up else 1 - p for p, up in zip(part, (a, b, c))], axis=0)
                    for a in (0, 1) for b in (0, 1) for c in (0, 1))
        signal = numpy.where(inside, (value / 255) ** gamma * top, 0)
        noise = chance.normal(0, 0.012 * top, (2, SIDE, SIDE))
        yield numpy.hypot(signal + noise[0], noise[1]).astype("i2")  # of a magnitude


def write(folder, head, number):
    folder.mkdir()
    for place, pixels in enumerate(posed(head, numpy.random.default_rng(number))):
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
        meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.4"
        meta.MediaStorageSOPInstanceUID = f"{ROOT}.{number}.{place + 1}"
        one = pydicom.FileDataset("", {}, preamble=b"\0" * 128, file_meta=meta)
        one.is_little_endian, one.is_implicit_VR = True, False
        one.SOPClassUID, one.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
        one.StudyInstanceUID, one.SeriesInstanceUID = f"{ROOT}.{number}", f"{ROOT}.{number}.0"
        one.FrameOfReferenceUID, one.Modality, one.InstanceNumber = f"{ROOT}.{number}.9999", "MR", place + 1
        one.ImageType, one.PatientID, one.PatientName = ["ORIGINAL", "PRIMARY", "M"], f"BENCH{number}", "Bench"
        one.ImagePositionPatient = [-115, -115, -97 + place * STEP[0]]
        one.ImageOrientationPatient, one.PixelSpacing, one.SliceThickness = [1, 0, 0, 0, 1, 0], list(STEP[1:]), STEP[0]
        one.Rows, one.Columns, one.SamplesPerPixel, one.PhotometricInterpretation = SIDE, SIDE, 1, "MONOCHROME2"
        one.BitsAllocated, one.BitsStored, one.HighBit, one.PixelRepresentation = 16, 12, 11, 0
        one.PixelData = pixels.tobytes()
        one.save_as(folder / f"{place:03}.dcm", write_like_original=False)


def make(folder, count):
    head = template()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        if not (folder / f"{number:04}" / f"{COUNT - 1:03}.dcm").exists():
            shutil.rmtree(folder / f"{number:04}", ignore_errors=True)
            write(folder / f"{number:04}", head, number)
    return [folder / f"{number:04}" for number in range(1, count + 1)]


def main():
    program, count = sys.argv[1] + "/safelight-cli", int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory(prefix="safelight-bench.") as work:
        series = make(Path(sys.argv[3] if len(sys.argv) > 3 else work + "/in"), count)
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, "face", *series, "--json", work + "/result.json", "--deface", "--out", work + "/out"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        rows = json.loads(Path(work, "result.json").read_text())["series"]
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    print(f"{count} series in {elapsed:.0f} s, exit {done.returncode}: {3600 * count / elapsed:.0f} an hour")
    print(f"processor {user / count:.2f} s of the program and {system / count:.2f} s of the system a series: "
          f"{3600 * count / (user + system):.0f} an hour on an idle machine, one after another")
    print("class before", dict(collections.Counter(row["class"] for row in rows)))
    cut = [row["defaced"] for row in rows if row.get("defaced")]
    print("class after", dict(collections.Counter(one["class_after"] for one in cut)), "passed", sum(one["passed"] for one in cut), "of", len(cut),
          dict(collections.Counter(failure for one in cut for failure in one.get("failures", []))))


main()
