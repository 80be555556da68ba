# SPDX-License-Identifier: Apache-2.0
"""Files made to be misread, to hide a name, or to be lost: each is written clean, or set aside with a reason.

cli_hostile_test.py PROGRAM SHARED
"""

import io
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import pydicom
from PIL import Image, ImageCms
from pydicom.dataelem import RawDataElement
from pydicom.tag import Tag

from drafts import PROFILES, Draft, elementsOf, fragmentsOf, read

PROGRAM, SHARED = sys.argv[1:3]
SOURCES = Path(SHARED, "testdata", "dicom", "basic")
NAME = b"XYLANDER^QUENTIN"
TOKENS = (b"xylander", b"quentin", b"7788123")


@unittest.skipUnless(SOURCES.is_dir(), "the shared test data are not here")
class Hostile(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="safelight-hostile-"))
        (self.root / "in").mkdir()
        self.number = 0

    def tearDown(self):
        shutil.rmtree(self.root)

    def dataset(self, source="CT_small.dcm"):
        self.number += 1
        dataset = read(SOURCES / source)
        dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate = "Xylander^Quentin", f"QX7788123-{self.number}", ""
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = f"1.2.3.99.{self.number}"
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID = f"1.2.3.98.{self.number}", f"1.2.3.97.{self.number}"
        return dataset

    def save(self, name, dataset):
        path = self.root / "in" / f"{name}.dcm"
        dataset.save_as(path)
        return path

    def raw(self, name, tag, vr, value):
        dataset = self.dataset()
        dataset[Tag(tag)] = RawDataElement(Tag(tag), vr, len(value), value, 0, False, True)
        return self.save(name, dataset)

    def run_(self, profile="basic"):
        draft = Draft(PROGRAM, [self.root / "in"], self.root / profile, "--profile", profile)
        self.assertIn(draft.code, (0, 3), draft.words)
        self.assertEqual(len(draft.rows), len(list((self.root / "in").iterdir())))
        for path, row in draft.rows.items():
            self.assertTrue(row["outcome"] == "written" or row["reason"], path)
        for _, after in draft.written():
            list(elementsOf(read(after)))
        return draft

    def assertClean(self, draft):
        for before, after in draft.written():
            held = after.read_bytes().lower()
            self.assertEqual([token for token in TOKENS if token in held], [], f"{before.name}")

    def test_nothingHidesBetweenPixels(self):
        dataset = self.dataset()
        dataset.PixelData += NAME
        self.save("native", dataset)
        edits = {"rleTail": lambda frame: frame + NAME, "rleHeader": lambda frame: frame[:40] + NAME + frame[56:], "plain": lambda frame: frame}
        for name, edit in edits.items():
            dataset = self.dataset("MR_small_RLE.dcm")
            frame = edit(fragmentsOf(bytes(dataset.PixelData))[0])
            dataset.PixelData = (b"\xfe\xff\x00\xe0\0\0\0\0\xfe\xff\x00\xe0" + len(frame).to_bytes(4, "little") + frame
                                 + b"\xfe\xff\xdd\xe0\0\0\0\0")
            dataset["PixelData"].is_undefined_length = True
            self.save(name, dataset)
        for profile in PROFILES:
            draft = self.run_(profile)
            self.assertClean(draft)
            self.assertEqual([path.stem for path, _ in draft.written()], ["plain"])

    def test_noOddPlaceKeepsAName(self):
        for tag, vr in ((0x00283006, "OW"), (0x00282000, "OB"), (0x54001010, "OW"), (0x50003000, "OW"), (0x60003000, "OW"),
                        (0x00291999, "UN"), (0x00183456, "UN"), (0x00090101, "LO"), (0xFFFCFFFC, "OB"), (0x00200013, "IS"),
                        (0x00180060, "DS"), (0x00280030, "DS"), (0x00080060, "CS"), (0x00181210, "SH"), (0x00120063, "LO")):
            self.raw(f"{tag:08x}", tag, vr, NAME)
        for profile in PROFILES:
            draft = self.run_(profile)
            self.assertClean(draft)
            self.assertGreater(len(draft.written()), 5)

    def test_cleanedTextIsWrittenInItsOwnCharacterSet(self):
        rows = {"latin": ("ISO_IR 100", "Schädel für Müller", "Müller^Jörg", "Schädel"),
                "cyrillic": ("ISO_IR 144", "Череп Иванов", "Иванов^Пётр", "Череп"),
                "kanji": (["", "ISO 2022 IR 87"], "頭部 山田", "Yamada^Tarou=山田^太郎", "頭部"),
                "hangul": (["", "ISO 2022 IR 149"], "두부 홍길동", "Hong^Gildong=洪^吉洞=홍^길동", "두부"),
                "chinese": ("GB18030", "头部 王小东", "Wang^XiaoDong=王^小东", "头部"),
                "utf8": ("ISO_IR 192", "Schädel für Müller", "Müller^Jörg", "Schädel")}
        for name, (charset, text, person, _) in rows.items():
            dataset = self.dataset()
            dataset.SpecificCharacterSet, dataset.PatientName, dataset.SeriesDescription = charset, person, text
            self.save(name, dataset)
        draft = self.run_("public")
        self.assertEqual(len(draft.written()), len(rows))
        for before, after in draft.written():
            self.assertEqual(read(after).SeriesDescription, rows[before.stem][3], before.name)

    def test_undecodableTextIsAFinding(self):
        dataset = self.dataset()
        dataset.SpecificCharacterSet = "ISO_IR 999"
        dataset[Tag(0x0008103E)] = RawDataElement(Tag(0x0008103E), "LO", 8, b"CT \xfc\xe9\xff  ", 0, False, True)
        path = self.save("unknown", dataset)
        self.assertIn("undecodable", self.run_("public").findingsOf(path))

    def test_peopleAreCountedByNameAndBirthDate(self):
        for name, person, number, born in (("a", "Pearson^Eva", "77", "19610203"), ("b", "Okafor^John", "77", "19830101"),
                                           ("c", "eva pearson", "A-9", "19610203"), ("d", "Lind^Per", "B-1", "19700101")):
            dataset = self.dataset()
            dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate = person, number, born
            self.save(name, dataset)
        draft = self.run_()
        kinds = {path.stem: {"two-people-one-id", "one-person-two-ids"} & set(draft.findingsOf(path)) for path, _ in draft.written()}
        self.assertEqual(kinds, {"a": {"two-people-one-id", "one-person-two-ids"}, "b": {"two-people-one-id"}, "c": {"one-person-two-ids"}, "d": set()})

    def test_wordsOfColourProfilesAreBlankedAndColoursStay(self):
        whole = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
        count = int.from_bytes(whole[128:132], "big")
        for entry in range(132, 132 + 12 * count, 12):  # a name into every text that there is
            start, size = (int.from_bytes(whole[entry + i:entry + i + 4], "big") for i in (4, 8))
            if whole[start:start + 4] == b"mluc":
                name = "Xylander".encode("utf-16-be")[:size - 28]
                whole[start + 28:start + 28 + len(name)] = name
        texts = {b"dmnd": b"desc" + bytes(4) + b"\0\0\0\x09Xylander\0" + bytes(4) + b"\0\0\0\x08" + "Xylander".encode("utf-16-be") + bytes(70),
                 b"targ": b"text" + bytes(4) + b"by Quentin Xylander\0", b"meta": b"dict" + bytes(4) + b"\0\0\0\x01" + b"Xylander" * 3}
        old = bytes(whole[:128]) + (count + len(texts)).to_bytes(4, "big")
        moved = 12 * len(texts)
        for entry in range(132, 132 + 12 * count, 12):
            old += whole[entry:entry + 4] + (int.from_bytes(whole[entry + 4:entry + 8], "big") + moved).to_bytes(4, "big") + whole[entry + 8:entry + 12]
        at, tail = len(whole) + moved, b""
        for sign, text in texts.items():
            text += bytes(-len(text) % 4)
            old += sign + (at + len(tail)).to_bytes(4, "big") + len(text).to_bytes(4, "big")
            tail += text
        old += bytes(whole[132 + 12 * count:]) + tail
        profile = len(old).to_bytes(4, "big") + old[4:]
        dataset = self.dataset()
        dataset.ICCProfile = profile + bytes(len(profile) % 2)
        inner = pydicom.Dataset()
        inner.ICCProfile = dataset.ICCProfile
        dataset.OpticalPathSequence = [inner]
        self.save("profile", dataset)
        broken = self.dataset()
        broken.ICCProfile = profile[:len(profile) // 2 * 2 - 40]
        self.save("broken", broken)
        draft = self.run_()
        self.assertClean(draft)
        written = {before.stem: after for before, after in draft.written()}
        self.assertEqual(set(written), {"profile"}, draft.words)
        for holder in (read(written["profile"]), read(written["profile"]).OpticalPathSequence[0]):
            after = holder.ICCProfile[:len(profile)]
            self.assertEqual(len(after), len(profile))
            self.assertNotIn("Xylander".encode("utf-16-be"), after)
            srgb = ImageCms.createProfile("sRGB")
            picture = Image.frombytes("RGB", (16, 16), bytes(range(256)) * 3)
            colours = [ImageCms.profileToProfile(picture, io.BytesIO(one), srgb, outputMode="RGB").tobytes() for one in (profile, after)]
            self.assertEqual(*colours)

    def test_filesThatShareTheirUidAreKeptApart(self):
        first, second = self.dataset(), self.dataset()
        second.SOPInstanceUID = second.file_meta.MediaStorageSOPInstanceUID = first.SOPInstanceUID
        paths = [self.save("same1", first), self.save("same2", second), self.save("same3", first)]
        for options in ([], ["--option", "retain-uids"]):
            draft = Draft(PROGRAM, [self.root / "in"], self.root / f"kept-apart{len(options)}", *options)
            written = dict(draft.written())
            self.assertEqual(set(written), set(paths[:2]), draft.words)
            self.assertEqual(draft.row(paths[2])["outcome"], "duplicate")
            uids = {read(path).SOPInstanceUID for path in written.values()}
            self.assertEqual(len(uids), 2)
            self.assertEqual([path for path in paths[:2] if "same-uid" in draft.findingsOf(path)], paths[1:2])
            for path in written.values():
                self.assertEqual(read(path).SOPInstanceUID, read(path).file_meta.MediaStorageSOPInstanceUID)

    def test_badInputIsWrittenCleanOrStaysOut(self):
        for keyword in ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID", "PatientID", "PatientName"):
            dataset = self.dataset()
            setattr(dataset, keyword, "")
            self.save(f"empty{keyword}", dataset)
        for number, uid in enumerate(("1.2.840.10008.5.1.4.1.1.999", "1.3.12.2.1107.5.9.1", "2.25.7")):
            dataset = self.dataset()
            dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = uid
            self.save(f"class{number}", dataset)
        self.raw("odd", 0x0008103E, "LO", b"odd length one")
        self.raw("wrongVr", 0x00100010, "US", NAME)
        self.raw("huge", 0x00081030, "LO", b"Xylander " * 100000)
        self.raw("hugeText", 0x00204000, "LT", b"Seen by Xylander. " * 50000)
        for profile in PROFILES:
            draft = self.run_(profile)
            self.assertClean(draft)
            outcome = {Path(path).stem: row for path, row in draft.rows.items()}
            self.assertEqual(outcome["emptyPatientID"]["outcome"], "written")
            self.assertIn("(0020,000D)", outcome["emptyStudyInstanceUID"]["reason"])


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
