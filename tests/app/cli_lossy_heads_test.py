# SPDX-License-Identifier: Apache-2.0
"""Faces cut out of series that were compressed with loss, and of the frames of one file, on the way through a project: decided, cut,
written, proved. Judged by pydicom with GDCM's decoders, by gdcminfo and by dciodvfy.

cli_lossy_heads_test.py PROGRAM SHARED
"""

import io
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy
import pydicom
from PIL import Image
from pydicom.encaps import encapsulate

import cli_face_test

PROGRAM, SHARED = sys.argv[1:3]
HEAD = Path(SHARED, "testdata", "heads", "mr-face-ch2")
UID = "1.2.826.0.1.3680043.10.999.31."
GEOMETRY = ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "SliceThickness", "Rows", "Columns", "NumberOfFrames",
            "RescaleSlope", "RescaleIntercept", "PhotometricInterpretation")
GROUPS = ("PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence")
BASELINE, EXTENDED, J2K = "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.91"


def slicesOf(number):
    """Every second slice, as a series of its own in a frame of reference of its own."""
    slices = sorted((pydicom.dcmread(path) for path in HEAD.glob("*.dcm")), key=lambda one: one.ImagePositionPatient[2])[::2]
    for place, one in enumerate(slices):
        one.SeriesInstanceUID, one.FrameOfReferenceUID = f"{UID}{number}", f"{UID}{number}.0"
        one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = f"{UID}{number}.{place + 1}"
    return slices


def inEightBits(one):
    values = one.pixel_array
    one.BitsAllocated, one.BitsStored, one.HighBit = 8, 8, 7
    one.PixelData = numpy.clip(values // max(1, (int(values.max()) + 255) // 256), 0, 255).astype("u1").tobytes()
    one.PixelData += b"\0" * (len(one.PixelData) % 2)
    return one


def jpeg(folder, number, syntax):
    """By dcmcjpeg: baseline of 8 bits, extended of 12."""
    for place, one in enumerate(slicesOf(number)):
        plain = folder / "plain.dcm"
        (inEightBits(one) if syntax == BASELINE else one).save_as(plain)
        subprocess.run(["dcmcjpeg", "+eb" if syntax == BASELINE else "+ee", "+q", "80", "+un", plain, folder / f"{place:03}.dcm"], check=True,
                       capture_output=True)
        plain.unlink()


def j2k(folder, number):
    """By Pillow's OpenJPEG, irreversible."""
    for place, one in enumerate(slicesOf(number)):
        picture = Image.fromarray(inEightBits(one).pixel_array)
        coded = io.BytesIO()
        picture.save(coded, "JPEG2000", no_jp2=True, irreversible=True, quality_mode="rates", quality_layers=[8])
        one.PixelData = encapsulate([coded.getvalue()])
        one["PixelData"].is_undefined_length = True
        one.file_meta.TransferSyntaxUID = J2K
        one.LossyImageCompression, one.LossyImageCompressionRatio, one.LossyImageCompressionMethod = "01", "8", "ISO_15444_1"
        one.save_as(folder / f"{place:03}.dcm")


def frames(folder):
    whole = cli_face_test.enhanced(HEAD, folder / "made")
    whole.SeriesInstanceUID, whole.FrameOfReferenceUID = f"{UID}4", f"{UID}4.0"
    whole.SOPInstanceUID = whole.file_meta.MediaStorageSOPInstanceUID = f"{UID}4.1"
    shutil.rmtree(folder / "made")
    whole.save_as(folder / "000.dcm")


def decoded(path):
    """Native pixels by GDCM, which had no part in writing them."""
    with tempfile.NamedTemporaryFile(suffix=".dcm") as plain:
        subprocess.run(["gdcmconv", "--raw", path, plain.name], check=True, capture_output=True)
        return pydicom.dcmread(plain.name).pixel_array


def lines(path, beginnings):
    told = subprocess.run(["gdcminfo", path], capture_output=True, text=True, check=True).stdout.splitlines()
    return [line.strip() for line in told if line.strip().startswith(beginnings)]


def errorsOf(path):
    run = subprocess.run(["dciodvfy", path], capture_output=True, text=True, check=False)
    return {line for line in run.stderr.splitlines() if line.startswith("Error")}


def told(one, names):
    return [one.get(name) for name in names]


@unittest.skipUnless(HEAD.is_dir(), "the shared test data are not here")
class LossyHeads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-lossy-heads-"))
        cls.project, cls.out = cls.root / "project", cls.root / "out"
        (cls.root / "secret").write_text("long enough\n", encoding="utf-8")
        (cls.root / "secret").chmod(0o600)
        cls.kinds = {"baseline": 1, "extended": 2, "j2k": 3, "frames": 4}
        for name in cls.kinds:
            (cls.root / "in" / name).mkdir(parents=True)
        jpeg(cls.root / "in" / "baseline", 1, BASELINE)
        jpeg(cls.root / "in" / "extended", 2, EXTENDED)
        j2k(cls.root / "in" / "j2k", 3)
        frames(cls.root / "in" / "frames")
        cls.cli("new", cls.project)
        cls.cli("import", cls.project, cls.root / "in")
        cls.cli("profile", cls.project, "set", "basic", "--option", "retain-uids")
        cls.cli("run", cls.project, "face")
        cls.faces = [one for one in cls.cli("findings", cls.project)["findings"] if one["kind"] == "face"]
        for one in cls.faces:
            cls.cli("decide", cls.project, "--finding", one["id"], "--verdict", "replace", "--reason", "wedge")
        cls.built = cls.cli("run", cls.project, "profile")
        cls.status = cls.cli("status", cls.project)
        for series in cls.cli("list", cls.project, "--level", "series")["items"]:
            cls.cli("decide", cls.project, "--item", series["id"], "--verdict", "clean")
        cls.cli("sign", cls.project, "--reviewer", "r1", "--name", "Rita Reader", "--role", "curator", "--meaning", "review",
                "--passphrase-file", cls.root / "secret")
        cls.cli("release", cls.project, "--out", cls.out, "--access", "public")
        cls.cli("verify", cls.out)
        cls.paths = list(cls.out.glob("images/**/*.dcm"))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def cli(cls, *arguments):
        run = subprocess.run([PROGRAM, *map(str, arguments), "--json", "-"], capture_output=True, text=True, timeout=900, check=False)
        assert run.returncode == 0, f"{arguments}\n{run.stdout}\n{run.stderr}"
        return json.loads(run.stdout)

    def pairs(self, name):
        """(before, after) by position; the frames of one file by themselves."""
        olds = sorted((self.root / "in" / name).glob("*.dcm"))
        frame = pydicom.dcmread(olds[0], stop_before_pixels=True)
        place = lambda path: str(pydicom.dcmread(path, stop_before_pixels=True).get("ImagePositionPatient"))
        mine = {}
        for path in self.paths:
            one = pydicom.dcmread(path, stop_before_pixels=True)
            if one.SeriesInstanceUID == frame.SeriesInstanceUID:
                mine[place(path)] = path
        self.assertEqual(len(mine), len(olds), "none is left behind")
        return [(path, mine[place(path)]) for path in olds]

    def test_eachIsCutAndPassesItsCheck(self):
        self.assertEqual(len(self.faces), len(self.kinds))
        self.assertEqual({one["head"]["class"] for one in self.faces}, {"A"})
        self.assertEqual((self.built["cuts_checked"], self.status["open_cuts"], self.status["left_out"]), (4, [], []))

    def test_nothingIsLostAgainAndTheFileSaysWhatItWas(self):
        for name in ("baseline", "extended", "j2k"):
            touched = untouched = 0
            values = set()
            for old, new in self.pairs(name):
                before, after = pydicom.dcmread(old), pydicom.dcmread(new)
                self.assertEqual((after.LossyImageCompression, after.ImageType[0]), ("01", "DERIVED"), name)
                self.assertEqual(told(before, GEOMETRY), told(after, GEOMETRY), name)
                if before.file_meta.TransferSyntaxUID == after.file_meta.TransferSyntaxUID and name != "baseline":
                    untouched += 1 # of JPEG 2000 the coder's comment goes
                    self.assertTrue(name == "j2k" or before.PixelData == after.PixelData)
                    self.assertTrue((decoded(old) == decoded(new)).all())
                    continue
                if before.PixelData == after.PixelData:
                    untouched += 1
                    continue
                touched += 1
                self.assertTrue(after.LossyImageCompressionMethod, name)
                one, other = decoded(old), decoded(new)
                values.update(other[one != other].tolist())
                if touched % 8 == 1:
                    self.assertLessEqual(errorsOf(new), errorsOf(old), name)
            self.assertGreater(touched, 5, name)
            self.assertGreater(untouched, 5, name)
            self.assertEqual(len(values), 1, f"{name}: nothing but the cut's value is new")

    def test_theFramesOfOneFileLieWhereTheyLay(self):
        ((old, new),) = self.pairs("frames")
        before, after = pydicom.dcmread(old), pydicom.dcmread(new)
        self.assertEqual(told(before, GEOMETRY), told(after, GEOMETRY))
        for name in GROUPS:
            for one, other in zip(before[name].value, after[name].value):
                for macro in ("PlanePositionSequence", "PlaneOrientationSequence", "PixelMeasuresSequence"):
                    self.assertEqual(one.get(macro), other.get(macro), name)
        beginnings = ("Dimensions", "Origin", "Spacing", "DirectionCosines", "NumberOfDimensions")
        self.assertTrue(lines(old, beginnings))
        self.assertEqual(lines(old, beginnings), lines(new, beginnings))
        one, other = decoded(old), decoded(new)
        self.assertTrue((one == before.pixel_array).all())
        self.assertGreater((one != other).sum(), 10000)
        self.assertEqual(len(set(other[one != other].tolist())), 1)
        self.assertLessEqual(errorsOf(new), errorsOf(old))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
