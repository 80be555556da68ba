# SPDX-License-Identifier: Apache-2.0
"""A good encapsulated file under the name of each encapsulated transfer syntax: pixels stay what they are, or the file stays out.

cli_syntaxes_test.py PROGRAM SHARED
"""

import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from drafts import Draft, elementsOf, pixelsOf, read

PROGRAM, SHARED = sys.argv[1:3]
ROOT = "1.2.840.10008.1.2."
# PS3.6 2026c Table A-1 without the native ones: JPEG, JPEG-LS, JPEG 2000, JPIP, JPEG XL, MPEG, HEVC, HTJ2K, RLE, MIME, XML,
# SMPTE, deflated frames, encapsulated uncompressed.
ENCAPSULATED = [ROOT + rest for rest in
                [*(f"4.{n}" for n in (*range(50, 67), 70, 80, 81, 90, 91, 92, 93, 94, 95, *range(100, 109), *range(110, 113), *range(201, 206))),
                 *(f"4.{n}.1" for n in range(100, 107)), "5", "6.1", "6.2", "7.1", "7.2", "7.3", "8.1", "1.98"]]
NATIVE = [ROOT[:-1], ROOT + "1", ROOT + "1.99", ROOT + "2"]
UNHEARD_OF = ["1.2.840.10008.1.2.4.999", "1.2.840.10008.1.2.77.1", "1.2.840.113619.5.2", "1.3.46.670589.33.1.4.1", "2.25.1"]
SOURCES = ("basic/MR_small_RLE.dcm", "basic/MR_small_jp2klossless.dcm", "video/mpeg2_video.dcm")


def renamed(source, syntax, target):
    """The same bytes under another transfer syntax UID in the file meta header."""
    raw = source.read_bytes()
    at = raw.index(b"\x02\x00\x10\x00UI", 132)
    length = int.from_bytes(raw[at + 6:at + 8], "little")
    value = syntax.encode() + b"\0" * (len(syntax) % 2)
    group = int.from_bytes(raw[140:144], "little") + len(value) - length
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(raw[:140] + group.to_bytes(4, "little") + raw[144:at + 6] + len(value).to_bytes(2, "little") + value + raw[at + 8 + length:])
    return target


@unittest.skipUnless(Path(SHARED, "testdata").is_dir(), "the shared test data are not here")
class Syntaxes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-syntaxes-"))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def judge(self, source, syntaxes):
        """(written, set aside) after judging every file; one run a file, since all have one SOP Instance UID."""
        sets = [], []
        for syntax in syntaxes:
            path = renamed(source, syntax, self.root / "in" / f"{source.name}.{syntax}" / "a.dcm")
            draft = Draft(PROGRAM, [path], self.root / f"{source.name}-{syntax}")
            self.assertIn(draft.code, (0, 3), draft.words)
            row = draft.row(path)
            sets[row["outcome"] != "written"].append(syntax)
            if row["outcome"] != "written":
                self.assertGreater(len(row["reason"]), 10, syntax)
                continue
            before, after = read(path), read(draft.out / row["output"])
            self.assertEqual(after.file_meta.TransferSyntaxUID, syntax)
            self.assertEqual(after.SOPClassUID, before.SOPClassUID)
            isStripped = "stripped" in draft.manifest["files"][0]["pixels"]
            self.assertTrue(pixelsOf(after, isStripped) == pixelsOf(before, isStripped), f"{source.name} {syntax}")
            self.assertGreater(len(list(elementsOf(after))), 30)
        return sets

    def test_everyEncapsulatedSyntaxPassesByteByByteOrStaysOut(self):
        for name in SOURCES:
            source = Path(SHARED, "testdata", "dicom", name)
            written, aside = self.judge(source, ENCAPSULATED)
            print(f"{name}: {len(written)} written, set aside {aside}")
            self.assertGreater(len(written), 50)

    def test_aNativeSyntaxForEncapsulatedPixelsOrAnUnknownOneNeverLosesThem(self):
        for name in SOURCES[:2]:
            self.judge(Path(SHARED, "testdata", "dicom", name), NATIVE + UNHEARD_OF)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
