#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A `deidentify` that is stopped or killed and taken up again: cli_resume_test.py PROGRAM

What is taken up is judged by the whole: the folder is byte for byte that of a run that nobody disturbed.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pydicom
from pydicom.data import get_testdata_file

COUNT = 400
NAME = "HOLLERITH"


def makeInputs(folder):
    folder.mkdir()
    dataset = pydicom.dcmread(get_testdata_file("MR_small.dcm"))
    dataset.PatientName = f"{NAME}^Herman"
    for number in range(COUNT):
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = f"1.2.826.0.1.3680043.10.998.{number + 1}"
        dataset.InstanceNumber = number + 1
        dataset.save_as(folder / f"{number:05}.dcm")


def contentOf(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Runs:
    def __init__(self, program, place):
        self.program, self.place, self.faults = program, place, 0

    def expect(self, holds, what):
        self.faults += not holds
        print("ok   " if holds else "FAULT", what)

    def command(self, out, *more):
        return [self.program, "deidentify", str(self.place / "in"), "--out", str(self.place / out), "--profile", "public",
                "--key-file", str(self.place / "key"), "--jobs", "1", "--json", str(self.place / "answer.json"), *more]

    def run(self, out, *more):
        done = subprocess.run(self.command(out, *more), capture_output=True, text=True, check=False)
        answer = json.loads((self.place / "answer.json").read_text())
        return done.returncode, answer, done.stderr

    def unfinished(self):
        return list(self.place.glob("out.partial-*"))

    def stopWhen(self, count, number, *more):
        """Ends a run by a signal when it has cleaned that many files; nothing says when, so the disk is watched."""
        process = subprocess.Popen(self.command("out", *more), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while process.poll() is None:
            if sum(1 for folder in self.unfinished() for _ in folder.glob("unfinished/*.answer")) >= count:
                process.send_signal(number)
                break
            time.sleep(0.002)
        return process.wait(), process.stderr.read()


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve()
        makeInputs(place / "in")
        runs = Runs(sys.argv[1], place)
        runs.expect(runs.run("whole")[0] == 0, "a whole run")
        whole = contentOf(place / "whole")
        runs.expect(len(whole) == COUNT + 2, "every file is there")

        code, words = runs.stopWhen(30, signal.SIGINT)
        runs.expect(code == 4 and "--resume" in words, f"stopped: exit 4, and words say how to go on ({code})")
        left = runs.unfinished()
        runs.expect(len(left) == 1 and left[0].stat().st_mode & 0o77 == 0, "what is done is kept for its owner only")
        runs.expect(not any(NAME.encode() in content for content in contentOf(left[0]).values()), "without a name in it")
        runs.expect(not (place / "out").exists(), "and the output is not there yet")

        code, _ = runs.stopWhen(120, signal.SIGKILL, "--resume")
        runs.expect(code == -signal.SIGKILL, "killed while it goes on")
        cleaned = [path for path in runs.unfinished()[0].glob("unfinished/*") if path.suffix != ".answer"]
        cleaned[0].write_bytes(b"")  # as a power cut leaves it
        Path(f"{cleaned[1]}.answer").write_bytes(b"torn")
        os.utime(place / "in" / "00000.dcm")  # touched since
        for name in ("manifest.json", next(name for name in sorted(whole) if name.endswith(".dcm"))):
            moved = runs.unfinished()[0] / name  # killed while it moved files to their places
            moved.parent.mkdir(parents=True, exist_ok=True)
            moved.write_bytes(b"of the run before")
        runs.expect(runs.run("out", "--resume", str(place / "misspelt"))[0] == 1, "an input that is not there: refused")
        code, answer, words = runs.run("out", "--resume")
        runs.expect(code == 0, f"taken up to the end ({code})")
        runs.expect(COUNT > answer["taken_up"] >= 110, f"{answer['taken_up']} were not cleaned again")
        runs.expect(contentOf(place / "out") == whole, "byte for byte what an undisturbed run writes")
        runs.expect(not runs.unfinished(), "nothing is left beside it")

        shutil.rmtree(place / "out")
        runs.stopWhen(30, signal.SIGKILL)
        code, answer, _ = runs.run("out", "--resume", "--option", "retain-institution-identity")
        runs.expect(code == 0 and answer["taken_up"] == 0, "other rules: nothing fits, all is cleaned anew")
        runs.expect(contentOf(place / "out") != whole, "by the other rules")

        code, answer, _ = runs.run("third", "--resume")
        runs.expect(code == 0 and answer["taken_up"] == 0, "nothing to take up: a run like any other")
        command = [part for part in runs.command("fourth", "--resume") if part not in ("--key-file", str(place / "key"))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        runs.expect(done.returncode == 1 and "--key-file" in done.stderr, "without the key: refused")
        return 1 if runs.faults else 0


if __name__ == "__main__":
    sys.exit(main())
