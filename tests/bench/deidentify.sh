#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Times `deidentify` against cp -r followed by openssl dgst -sha256 over the copy (1.0), gdcmanon -e followed by the same hash,
# and dcmodify: the median of ROUNDS interleaved rounds, warm cache. Then two jobs against one, and the memory of a worker.
# deidentify.sh PROGRAM SHARED [ROUNDS] [SETS: ct us small jobs memory]; wants dcmtk, gdcm-tools, openssl, pydicom.
# The elapsed ratio wants an idle machine; the ratio of processor time (user + system) is fit for a busy one.
set -eu
program=$(realpath "$1") shared=$(realpath "$2") rounds=${3:-7} sets=${4:-ct us small jobs memory}
work=$(mktemp -d "${TMPDIR:-/tmp}/safelight-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
/usr/bin/python3 -B - "$program" "$shared" "$rounds" "$sets" "$work" <<'PYTHON'
import os, re, resource, shutil, statistics, subprocess, sys, time
from pathlib import Path
import pydicom

program, shared, rounds, sets, work = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4].split(), Path(sys.argv[5])
dicom = shared / "testdata" / "dicom"


def replicate(source, folder, count, shrink=None):
    """Copies with UIDs of their own, one series."""
    folder.mkdir(parents=True)
    dataset = pydicom.dcmread(source)
    if shrink:
        shrink(dataset)
    for number in range(count):
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = f"1.2.826.0.1.3680043.10.999.{number + 1}"
        dataset.InstanceNumber = number + 1
        dataset.save_as(folder / f"{number:05}.dcm")
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"\n{folder.name}: {count} files of {size // count:,} bytes from {source.name}")
    return folder


def timed(command):
    """(seconds, processor seconds) of a shell command and its children."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    elapsed, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 3):
        sys.exit(f"{command}: exit {done.returncode}\n{done.stderr[-2000:].decode()}")
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def race(commands):
    """Medians of each; `{out}` is a fresh place every time."""
    rows = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            out = work / "out"
            rows[name].append(timed(command.format(out=out)))
            shutil.rmtree(out, ignore_errors=True)
            time.sleep(6)  # ext4 passes over inodes freed in the last five seconds, one by one
    return {name: tuple(statistics.median(row[i] for row in runs) for i in (0, 1)) for name, runs in rows.items()}


def show(medians, base):
    for name, (elapsed, processor) in medians.items():
        print(f"  {name:24}{elapsed:8.3f} s {elapsed / medians[base][0]:7.2f}   processor {processor:8.3f} s {processor / medians[base][1]:7.2f}")


def digest(out):
    return f"find {out} -type f -print0 | xargs -0 openssl dgst -sha256"


def compare(folder):
    us = f"{program} deidentify {folder} --out {{out}} --json {work}/result.json"
    gdcm = f"mkdir -p {{out}} && gdcmanon -e -c {work}/key/cert.pem -i {folder} -o {{out}}"
    edit = "-nb -nrc -ie -ma (0010,0010)=X -ma (0010,0020)=X -ea (0010,0030) -ea (0008,0080)".replace("(", "'(").replace(")", ")'")
    show(race({
        "cp -r + sha256": f"cp -r {folder} {{out}} && " + digest("{out}"),
        "safelight basic": us,
        "safelight public": us + " --profile public",
        "gdcmanon -e + sha256": gdcm + " && " + digest("{out}"),
        "dcmodify (6 elements)": f"cp -r {folder} {{out}} && find {{out}} -type f -print0 | xargs -0 dcmodify {edit}",
    }), "cp -r + sha256")


def makeKey():
    (work / "key").mkdir()
    subprocess.run(f"openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=bench -keyout {work}/key/key.pem -out {work}/key/cert.pem",
                   shell=True, check=True, capture_output=True)


def toSixKilobytes(dataset):
    dataset.Rows = dataset.Columns = 50
    dataset.PixelData = dataset.PixelData[:50 * 50 * 2]


def bigCt(folder):
    """512 by 512 slices: a real header, real samples repeated."""
    def grow(dataset):
        row = dataset.PixelData[:128 * 2] * 4
        dataset.PixelData, dataset.Rows, dataset.Columns = row * 512, 512, 512
    real = dicom / "nema" / "CT2_UNC"
    return replicate(real, folder, 300) if pydicom.dcmread(real, stop_before_pixels=True).Rows == 512 else replicate(dicom / "basic" / "CT_small.dcm", folder, 300, grow)


def ultrasound(folder):
    """60 frames that nobody touches."""
    def grow(dataset):
        dataset.NumberOfFrames, dataset.PixelData = 60, dataset.PixelData * 60
        dataset.pop("FrameTimeVector", None)
    return replicate(dicom / "us" / "US1_UNCR.dcm", folder, 4, grow)


def jobs(folder):
    us = f"{program} deidentify {folder} --out {{out}} --json {work}/result.json"
    medians = race({f"{n} jobs": f"{us} --jobs {n}" for n in (1, 2)})
    show(medians, "1 jobs")
    print(f"  two jobs are {medians['1 jobs'][0] / medians['2 jobs'][0]:.2f} times as fast as one")


def memory():
    """Peak of a worker's own memory (VmHWM less file pages cannot be told apart, so RssAnon is sampled too)."""
    folder = work / "large"
    folder.mkdir()
    dataset = pydicom.dcmread(dicom / "us" / "US1_UNCR.dcm")
    frame = dataset.PixelData
    dataset.NumberOfFrames = (1 << 30) // len(frame)
    dataset.PixelData = frame * int(dataset.NumberOfFrames)
    dataset.save_as(folder / "large.dcm")
    del dataset
    run = subprocess.Popen([program, "deidentify", folder, "--out", work / "largeOut", "--jobs", "1"], stderr=subprocess.DEVNULL)
    peaks = {"VmHWM": 0, "RssAnon": 0}
    while run.poll() is None:
        for task in Path("/proc").glob("[0-9]*"):
            try:
                status = (task / "status").read_text()
            except OSError:
                continue
            if re.search(rf"PPid:\s*{run.pid}\n", status):
                for name in peaks:
                    value = re.search(rf"{name}:\s*(\d+)", status)
                    peaks[name] = max(peaks[name], int(value[1]) if value else 0)
        time.sleep(0.005)
    print(f"\n1 GB file: worker at most {peaks['RssAnon'] / 1024:.0f} MB of its own, {peaks['VmHWM'] / 1024:.0f} MB with mapped pages of the file; exit {run.returncode}")


print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, {rounds} rounds; 1.0 = cp -r + openssl dgst -sha256")
makeKey()
if "ct" in sets:
    compare(bigCt(work / "ct"))
if "us" in sets:
    compare(ultrasound(work / "us"))
if "small" in sets:
    compare(replicate(dicom / "basic" / "MR_small.dcm", work / "small", 5000, toSixKilobytes))
if "jobs" in sets:
    jobs(work / "ct" if "ct" in sets else bigCt(work / "ct"))
if "memory" in sets:
    memory()
PYTHON
