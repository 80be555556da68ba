# SPDX-License-Identifier: Apache-2.0
"""Every file of the shared collection under every shipped profile, judged by dciodvfy and pydicom.

cli_corpus_test.py PROGRAM SHARED
"""

import collections
import hashlib
import os
import shutil
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from drafts import PROFILES, Draft, elementsOf, faultsOf, filesBelow, pixelsOf, read

PROGRAM, SHARED = sys.argv[1:3]
CORPUS = Path(SHARED, "testdata", "dicom")
SAME_UID = "another file with the same SOP Instance UID has other content"
OWN = ("SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID", "FrameOfReferenceUID")


def rounds(folder, into):
    """Copies the collection, a folder a round: files that share a SOP Instance UID would be set aside, unjudged."""
    number = collections.Counter()
    for path in filesBelow(folder):
        uid = str(read(path).get("SOPInstanceUID", "")) if path.name != "DICOMDIR" else ""
        target = Path(into) / f"round{number[uid] if uid else 0}" / path.relative_to(folder)
        number[uid] += 1
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return sorted(Path(into).iterdir())


def digestOf(folder):
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in filesBelow(folder)}


@unittest.skipUnless(CORPUS.is_dir(), "the shared test data are not here")
class Corpus(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = Path(tempfile.mkdtemp(prefix="safelight-corpus-"))
        cls.folders = rounds(CORPUS, cls.root / "in")
        cls.drafts = {(profile, folder): Draft(PROGRAM, [folder], cls.root / profile / folder.name, "--profile", profile, "--jobs", "2")
                      for profile in PROFILES for folder in cls.folders}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def each(self):
        for (profile, _), draft in self.drafts.items():
            for before, after in draft.written():
                yield f"{profile} {before.relative_to(self.root)}", draft, before, after

    def test_everyFileIsWrittenOrSetAsideWithAReason(self):
        for (profile, folder), draft in self.drafts.items():
            self.assertIn(draft.code, (0, 3), draft.words)
            counts = draft.manifest["counts"]
            self.assertEqual(set(draft.rows), {str(path) for path in filesBelow(folder)})
            self.assertEqual(counts["in"], len(draft.rows))
            self.assertEqual(counts["in"], counts["written"] + counts["set_aside"] + counts["duplicate"] + counts["replaced"])
            onDisk = {str(path.relative_to(draft.out)) for path in filesBelow(draft.out)} - {"manifest.json", "NOT-RELEASED.txt"}
            self.assertEqual(onDisk, {str(after.relative_to(draft.out)) for _, after in draft.written()}, profile)
            self.assertEqual(counts["written"], len(onDisk))
            for path, row in draft.rows.items():
                self.assertTrue(row["outcome"] == "written" or len(row["reason"]) > 10, path)

    def test_whatWasLookedForInEachFileIsTold(self):
        for place, draft, before, _ in self.each():
            residual = draft.row(before)["residual"]
            uid = str(read(before).get("StudyInstanceUID", ""))
            if uid and "keep-most" not in place:
                self.assertGreater(residual["searched"].get("uid", 0), 0, place)

    def test_mostFilesAreWritten(self):
        for profile in PROFILES:
            written = sum(len(draft.written()) for (name, _), draft in self.drafts.items() if name == profile)
            print(f"{profile}: {written} written of {len(filesBelow(CORPUS))}")
            self.assertGreaterEqual(written, 140)  # the rest is damaged or names no class, study or series

    def test_noFileBreaksItsDefinitionMoreThanItDid(self):
        rows = list(self.each())
        with ThreadPoolExecutor(2) as crew:
            after = list(crew.map(faultsOf, [row[3] for row in rows]))
            inputs = sorted({row[2] for row in rows})
            before = dict(zip(inputs, crew.map(faultsOf, inputs)))
        new = [(row[0], sorted(faults - before[row[2]])) for row, faults in zip(rows, after) if faults - before[row[2]]]
        print(f"{len(rows)} files, {sum(map(len, before.values()))} errors before, {sum(map(len, after))} after, {len(new)} with new ones")
        self.assertEqual(new, [], "\n".join(map(str, new)))

    def test_othersReadEveryFileAndItsPixelsAreWhatTheyWere(self):
        compared = 0
        for name, draft, before, after in self.each():
            now, was = read(after), read(before)
            entry = next(row for row in draft.manifest["files"] if row["path"] == str(after.relative_to(draft.out)))
            isStripped = "stripped" in entry["pixels"]
            self.assertEqual(now.file_meta.TransferSyntaxUID, was.file_meta.TransferSyntaxUID, name)
            self.assertEqual(now.PatientIdentityRemoved, "YES", name)
            list(elementsOf(now))
            if "re-encoded" in entry["pixels"]:
                continue
            self.assertTrue(pixelsOf(was, isStripped) == pixelsOf(now, isStripped), f"{name} {entry['pixels']}")
            compared += pixelsOf(was) is not None
        self.assertGreater(compared, 300)

    def test_noReferenceDangles(self):
        """A UID that named something of the collection names the same thing afterwards, wherever it stands."""
        followed = 0
        for draft in self.drafts.values():
            newOf = {}
            pairs = [(read(before), read(after)) for before, after in draft.written()]
            for was, now in pairs:
                for keyword in OWN:
                    if was.get(keyword) and now.get(keyword):
                        self.assertEqual(newOf.setdefault(was[keyword].value, now[keyword].value), now[keyword].value, keyword)
            self.assertEqual(len(set(newOf.values())), len(newOf))
            for was, now in pairs:
                places = {path: element.value for path, element in elementsOf(now) if element.VR == "UI"}
                for path, element in elementsOf(was):
                    if element.VR != "UI" or not element.value or path not in places:
                        continue
                    old = [element.value] if isinstance(element.value, str) else list(element.value)
                    new = [places[path]] if isinstance(places[path], str) else list(places[path] or [])
                    for one, two in zip(old, new):
                        if one in newOf:
                            followed += 1
                            self.assertEqual(two, newOf[one], (path, now.filename))
        self.assertGreater(followed, 1000)

    def test_manyWorkersOtherTimeZonesAndLanguagesMakeTheSameBytes(self):
        for number, profile in enumerate(PROFILES):
            first = self.drafts[(profile, self.folders[0])]
            other = Draft(PROGRAM, [self.folders[0]], self.root / f"again{number}", "--profile", profile, "--jobs", "1",
                          environment={"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "ja_JP.UTF-8"})
            self.assertEqual(digestOf(first.out), digestOf(other.out), profile)
            self.assertEqual(digestOf(first.maps), digestOf(other.maps), profile)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[3:]])
