#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Is the sample collection what planted.tsv says? sample_test.py MAKE_SAMPLE. Reads it with pydicom, dciodvfy and by bytes."""

import csv
import gzip
import hashlib
import os
import subprocess
import sys
import tempfile
import unittest

import numpy as np
from pydicom import dcmread
from pydicom.charset import python_encoding

MAKER = sys.argv.pop()
CH2 = "/usr/share/mricron/templates/ch2.nii.gz"


def make(folder, planted, **environment):
    run = [sys.executable, "-B", MAKER, folder, planted]
    return subprocess.run(run, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def digests(folder):
    found = {}
    for parent, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


class SampleTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = os.path.join(cls.scratch.name, "sample")
        planted = os.path.join(cls.scratch.name, "planted.tsv")
        run = make(cls.folder, planted)
        assert run.returncode == 0, run.stderr
        with open(planted, encoding="utf-8", newline="") as file:
            cls.rows = list(csv.DictReader(file, delimiter="\t"))
        cls.files = {path: dcmread(os.path.join(cls.folder, path)) for path in digests(cls.folder)}

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def raw(self, path):
        with open(os.path.join(self.folder, path), "rb") as file:
            return file.read()

    def head(self):
        return sorted((ds for path, ds in self.files.items() if "MR_T1" in path), key=lambda ds: ds.InstanceNumber)

    def test_is_small_and_of_several_kinds(self):
        self.assertLessEqual(len(self.files), 130)
        self.assertEqual({ds.Modality for ds in self.files.values()}, {"MR", "US", "CT", "OT"})
        self.assertEqual(len({ds.PatientID for ds in self.files.values()}), 4)
        self.assertGreaterEqual(len({ds.file_meta.TransferSyntaxUID for ds in self.files.values()}), 7)

    def test_every_planted_value_lies_in_its_file(self):
        for row in self.rows:
            if row["where"] == "filename":
                self.assertIn(row["value"], row["file"])
            elif row["where"] != "pixel":
                charset = python_encoding[self.files[row["file"]].SpecificCharacterSet]
                self.assertIn(row["value"].encode(charset), self.raw(row["file"]), row)

    def test_every_file_holds_its_person_at_every_level(self):
        levels = ["(0010,0010)", "(0008,0096)[0].(0040,1101)[0].(0008,0104)", "(0400,0561)[0].(0400,0550)[0].(0010,0010)",
                  "(0029,1003){SAMPLE WORKS 1.0}[0].(0010,0010)", "(0029,1002){SAMPLE WORKS 1.0}", "filename"]
        for path in self.files:
            places = {row["where"] for row in self.rows if row["file"] == path}
            self.assertLessEqual(set(levels), places, path)

    def test_text_is_burned_into_every_frame(self):
        pixelRows = [row for row in self.rows if row["where"] == "pixel"]
        self.assertEqual(len({row["file"] for row in pixelRows}), 3)
        for row in pixelRows:
            ds = self.files[row["file"]]
            frames = ds.pixel_array.reshape(-1, ds.Rows, ds.Columns, 3)
            self.assertEqual(row["frames"], f"1-{len(frames)}")
            x, y, width, height = map(int, row["box"].split(","))
            inside = frames[:, y:y + height, x:x + width, 0]
            self.assertTrue((inside.max(axis=(1, 2)) > 180).all(), row)
            self.assertTrue((np.percentile(inside, 20, axis=(1, 2)) < 60).all(), row)

    def test_the_clip_says_who_it_is_in_the_bitstream_too(self):
        rows = [row for row in self.rows if row["where"] == "jpeg:COM"]
        self.assertEqual(len(rows), 2)
        for row in rows:
            self.assertGreaterEqual(self.raw(row["file"]).count(b"\xff\xfe"), 12)

    def test_the_head_lies_where_the_source_says(self):
        with gzip.open(CH2) as file:
            voxels = np.frombuffer(file.read(), np.uint8, 181 * 217 * 181, 352).reshape(181, 217, 181)
        for ds in self.head()[::9]:
            step = np.array(ds.ImageOrientationPatient, float).reshape(2, 3)
            for row, column in ((20, 40), (90, 110), (150, 180)):
                point = np.array(ds.ImagePositionPatient, float) + step[0] * column + step[1] * row
                # NIfTI's world: right, front, up; ch2 begins at (-90, -125, -71) with steps of 1 mm.
                x, y, z = -point[0] + 90, -point[1] + 125, point[2] + 71
                pair = voxels[round(z), round(y), int(x - 0.5):int(x - 0.5) + 2].astype(int)
                self.assertEqual(ds.pixel_array[row, column], pair.sum() * 8)

    def test_the_head_is_one_evenly_spaced_series(self):
        x = [float(ds.ImagePositionPatient[0]) for ds in self.head()]
        self.assertGreaterEqual(len(x), 60)
        self.assertEqual(set(np.diff(x)), {2.0})
        self.assertEqual(len({ds.SeriesInstanceUID for ds in self.head()}), 1)

    def test_keeps_the_rules_of_each_image_class(self):
        for path in self.files:
            run = subprocess.run(["dciodvfy", os.path.join(self.folder, path)], capture_output=True, text=True, check=False)
            errors = [line for line in run.stderr.splitlines() if line.startswith("Error")]
            # pydicom's own files leave Laterality out or empty; which is right depends on a body part they do not state.
            self.assertEqual([line for line in errors if "<Laterality>" not in line], [], path)

    def test_is_the_same_every_time(self):
        again = os.path.join(self.scratch.name, "again")
        run = make(again, os.path.join(self.scratch.name, "again.tsv"), TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(digests(again), digests(self.folder))

    def test_refuses_a_folder_in_use_and_a_list_inside(self):
        self.assertNotEqual(make(self.folder, os.path.join(self.scratch.name, "other.tsv")).returncode, 0)
        fresh = os.path.join(self.scratch.name, "fresh")
        self.assertNotEqual(make(fresh, os.path.join(fresh, "planted.tsv")).returncode, 0)


if __name__ == "__main__":
    unittest.main()
