#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Times `deidentify` of COUNT photographs of 12 megapixels against cp -r followed by sha256sum over the copy (1.0), and tells the
# memory of the largest process. photos.sh PROGRAM [COUNT] [ROUNDS]; wants Pillow. The ratio of elapsed time wants an idle machine.
set -eu
program=$(realpath "$1") count=${2:-1000} rounds=${3:-3}
work=$(mktemp -d "${TMPDIR:-/tmp}/safelight-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
/usr/bin/python3 -B - "$program" "$count" "$rounds" "$work" <<'PYTHON'
import os, resource, shutil, statistics, subprocess, sys, time
from pathlib import Path
from PIL import Image

program, count, rounds, work = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
exif = Image.Exif()
exif[0x010F], exif[0x013B] = "Maker", "Jane Example"
noise = Image.effect_noise((1000, 750), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
Image.merge("RGB", (noise, noise.transpose(0), noise.transpose(1))).save(work / "one.jpg", quality=88, exif=exif)
raw = (work / "one.jpg").read_bytes()
(work / "in").mkdir()
for number in range(count):
    comment = b"\xff\xfe\x00\x0a%08d" % number  # each of its own content
    (work / "in" / f"IMG_{number:05}.jpg").write_bytes(raw[:2] + comment + raw[2:])
print(f"{count} photographs of {len(raw):,} bytes, 4000 x 3000")


def timed(command):
    start = time.perf_counter()
    subprocess.run(command, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    shutil.rmtree(work / "out", ignore_errors=True)
    return time.perf_counter() - start


runs = {"cp and sha256sum": f"cp -r {work}/in {work}/out && sha256sum {work}/out/* > {work}/sums",
        "safelight-cli": f"{program} deidentify {work}/in --out {work}/out"}
times = {name: [] for name in runs}
for _ in range(rounds):
    for name, command in runs.items():
        times[name].append(timed(command))
base = statistics.median(times["cp and sha256sum"])
for name, row in times.items():
    print(f"  {name:20}{statistics.median(row):8.2f} s {statistics.median(row) / base:7.2f}")
print(f"  largest process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
PYTHON
