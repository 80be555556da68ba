#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Times `face` and `face --deface` on a CT of 512 x 512 x 300 made from mricron-data's ch2, and the stages inside.
# face.sh BIN RESOURCES [ROUNDS]; BIN holds safelight-cli and bench_face (cmake --build --target bench_face); wants pydicom and
# mricron-data. Goals on two idle cores: deface 5 s (full cycle less both times 42 pictures), full cycle 12 s, 600 MB, first
# picture 1.5 s, 256 x 256 in 60 ms, 512 x 512 in 300 ms.
set -eu
bin=$(realpath "$1") resources=$(realpath "$2") rounds=${3:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/safelight-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
"$bin/bench_face" "$resources"
/usr/bin/python3 -B - "$bin/safelight-cli" "$rounds" "$work" <<'PYTHON'
import gzip, json, resource, shutil, statistics, subprocess, sys, time
from pathlib import Path
import numpy, pydicom
from pydicom.dataset import FileMetaDataset

program, rounds, work = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
SIZE = (300, 512, 512)


def head():
    content = gzip.open("/usr/share/mricron/templates/ch2.nii.gz").read()
    samples = numpy.frombuffer(content, "u1", 181 * 217 * 181, 352).reshape(181, 217, 181)[:, ::-1, ::-1]
    pick = [numpy.arange(count) * samples.shape[axis] // count for axis, count in enumerate(SIZE)]
    fine = samples[numpy.ix_(*pick)].astype("i2")
    return numpy.where(fine > 11, fine - 60, -1000).astype("i2")


def write(folder):
    folder.mkdir()
    volume = head()
    step = (181 / 300, 217 / 512, 181 / 512)
    for number in range(SIZE[0]):
        meta = FileMetaDataset()
        meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
        meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
        meta.MediaStorageSOPInstanceUID = f"1.2.826.0.1.3680043.10.999.7.{number + 1}"
        ct = pydicom.FileDataset("", {}, preamble=b"\0" * 128, file_meta=meta)
        ct.is_little_endian, ct.is_implicit_VR = True, False
        ct.SOPClassUID, ct.SOPInstanceUID = meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID
        ct.StudyInstanceUID, ct.SeriesInstanceUID = "1.2.826.0.1.3680043.10.999.5", "1.2.826.0.1.3680043.10.999.6"
        ct.FrameOfReferenceUID, ct.Modality, ct.InstanceNumber = "1.2.826.0.1.3680043.10.999.4", "CT", number + 1
        ct.ImageType, ct.PatientID, ct.PatientName = ["ORIGINAL", "PRIMARY", "AXIAL"], "BENCH", "Bench"
        ct.ImagePositionPatient, ct.ImageOrientationPatient = [-90, -90, -71 + number * step[0]], [1, 0, 0, 0, 1, 0]
        ct.PixelSpacing, ct.SliceThickness = [step[1], step[2]], step[0]
        ct.Rows, ct.Columns, ct.SamplesPerPixel, ct.PhotometricInterpretation = 512, 512, 1, "MONOCHROME2"
        ct.BitsAllocated, ct.BitsStored, ct.HighBit, ct.PixelRepresentation = 16, 16, 15, 1
        ct.RescaleSlope, ct.RescaleIntercept = 1, 0
        ct.PixelData = volume[number].tobytes()
        ct.save_as(folder / f"{number:04}.dcm", write_like_original=False)


def familyOf(pid):
    """The process and its children, MB of private memory and of what they share counted once."""
    pids = [pid] + [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return sum(int(line.split()[1]) for one in pids for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
               if line.startswith("Pss:")) / 1024


def run(*arguments):
    """(seconds, MB at most, processor seconds) of one call."""
    start, most, before = time.perf_counter(), 0, resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([program, "face", work / "ct", "--json", work / "result.json", *arguments],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        try:
            most = max(most, familyOf(process.pid))
        except OSError:
            pass
        time.sleep(0.1)
    if process.returncode:
        sys.exit(f"exit {process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, most, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


write(work / "ct")
rows = {"face": [], "face --deface": []}
for _ in range(rounds):
    rows["face"].append(run())
    rows["face --deface"].append(run("--deface", "--out", work / "out"))
    series = json.loads((work / "result.json").read_text())["series"][0]
    shutil.rmtree(work / "out")
for name, runs in rows.items():
    elapsed, processor = (statistics.median(row[i] for row in runs) for i in (0, 2))
    print(f"{name:34} {elapsed:8.1f} s    processor {processor:6.1f} s    {max(row[1] for row in runs):5.0f} MB")
print("class", series["class"], "after", series["defaced"]["class_after"], "hits", series["defaced"]["hits_after"]["n"],
      "passed", series["defaced"]["passed"])
PYTHON
