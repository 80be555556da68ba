#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Plants random people in every kind of place and asks whether they are found, and gone.

planting_oracle.py DRIVER PROGRAMS RESOURCES SHARED RESIDUAL_DRIVER COUNT

1. The residual search alone, over files that nobody cleaned: it has to find every planted value (recall 100 %), and
   nothing in the files before the planting.
2. The command line over files with people in header, places, file and folder names: nothing of them may be left in
   anything that comes out, by a search of our own.
3. False blocks: the finished public files, with the names of their own headers, files and folders, pass.
"""

import json
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pydicom.data

from hidden_places import BASES, PLACES, Person, opened, saved
from synthetic_oracle import ENCODINGS, outsidePixels
from written import Faults, parsed, temporary, write


def ask(driver, resources, lines):
    text = "".join(json.dumps(line) + "\n" for line in lines)
    answer = subprocess.run([driver, resources], input=text, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in answer.splitlines()]


def isLongEnough(text):
    return len(re.sub(r"\W", "", text)) >= (2 if ord(text[0]) > 0x2E80 else 4)


def searchAlone(tools, driver, people, chance, faults):
    bases = {name: (tools[3] / "testdata" / path).read_bytes() for name, path in BASES.items()}
    found, missed, lines, kinds = Counter(), [], [], []
    with temporary() as place:
        clean = []
        for name, raw in bases.items():
            Path(place, name).write_bytes(raw)
            clean += [{"file": str(Path(place, name)), "identity": person.identity} for person in people[:50]]
        for person in people:
            for kind, (base, plant) in PLACES.items():
                text = chance.choice([value for value in person.values() if isLongEnough(value)])
                raw = plant(bases[base], text, chance, person)
                if raw is None:
                    continue
                path = Path(place, f"{len(lines)}.dcm")
                path.write_bytes(raw)
                lines.append({"file": str(path), "identity": person.identity})
                kinds.append((kind, text))
        for line in ask(driver, tools[2], clean):
            faults.expect(not line.get("places", [1]), f"{Path(line['file']).name}: found before it was planted: {line}")
        for line, (kind, text) in zip(ask(driver, tools[2], lines), kinds):
            isFound = bool(line.get("places"))
            found[kind, isFound] += 1
            faults.expect(isFound, f"{kind}: {text!r} not found {line.get('error', '')}")
    for kind in PLACES:
        print(f"{kind:24} found {found[kind, True]} of {found[kind, True] + found[kind, False]}")
    print(f"{len(lines)} planted values, {sum(n for (_, ok), n in found.items() if ok)} found")


def secretsOf(person):
    """Words of the person as another search would look for them: short ones as whole words."""
    words = [word for word in re.split(r"[\^ ]", f"{person.name}^{person.physician}") if len(word) >= 3]
    numbers = [person.id, person.accession, person.birth, person.phone, person.place]
    return words + numbers


def formsIn(secret, raw):
    """Encodings in which the bytes (in small letters) hold the secret."""
    for encoding in ENCODINGS:
        try:
            needle = secret.encode(encoding).lower()
        except UnicodeEncodeError:
            continue
        if needle not in raw:
            continue
        edges = rb"(?<![0-9a-z])" + re.escape(needle) + rb"(?![0-9a-z])" if len(secret) < 6 else re.escape(needle)
        if re.search(edges, raw):
            yield encoding


def throughTheCommandLine(tools, people, chance, faults):
    bases = {name: (tools[3] / "testdata" / path).read_bytes() for name, path in BASES.items()}
    cli = str(Path(tools[1]) / "safelight-cli")
    with temporary() as place:
        owner = {}
        for number, person in enumerate(people):
            kind = chance.choice(list(PLACES))
            base, plant = PLACES[kind]
            dataset = opened(bases[base])
            dataset.SpecificCharacterSet = "ISO_IR 192"
            dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate = person.name, person.id, person.birth
            dataset.AccessionNumber, dataset.InstitutionName = person.accession[:16], person.place
            dataset.ReferringPhysicianName, dataset.PatientTelephoneNumbers = person.physician, person.phone
            dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = f"1.2.3.4567.{number}"
            text = chance.choice([value for value in person.values() if isLongEnough(value)])
            raw = plant(saved(dataset), text, chance, person)
            if raw is None:
                continue
            folder = Path(place, "in", f"{person.family}_{person.given}")
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{person.id}_{person.birth}_{number}.dcm"
            (folder / name).write_bytes(raw)
            owner[number] = person
        run = subprocess.run([cli, "deidentify", str(Path(place, "in")), "--out", str(Path(place, "out")), "--json",
                              str(Path(place, "result.json"))], capture_output=True, text=True)
        files = [path for path in Path(place, "out").rglob("*") if path.is_file()]
        raw = b"\n".join(outsidePixels(path) if path.suffix == ".dcm" else path.read_bytes() for path in files)
        raw = (raw + "\n".join(str(path.relative_to(place)) for path in files).encode()).lower()
        for secret in sorted({secret for person in owner.values() for secret in secretsOf(person)}):
            left = list(formsIn(secret, raw))
            faults.expect(not left, f"{secret!r} left as {left}")
        result = json.loads(Path(place, "result.json").read_text(encoding="utf-8"))
        print("not written:", Counter(row["reason"] for row in result["inputs"] if row["outcome"] != "written"))
        images = sum(path.suffix == ".dcm" for path in files)
        print(f"command line: {len(owner)} files in, {images} out, exit {run.returncode}")
        faults.expect(images > 0.9 * len(owner), f"only {images} of {len(owner)} came out: {run.stderr[-400:]}")


def falseBlocks(tools, driver, faults):
    folders = [tools[3] / "testdata" / "dicom", Path(pydicom.data.__file__).parent]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    with temporary() as place:
        done = write(tools, files, Path(place, "out"))
        blocked = [row for row in done if row.get("error", {}).get("code") == "open-findings"]
        out = [row for row in done if "answer" in row]
        lines = [{"file": row["output"], "identity": [], "path": str(Path(*Path(row["input"]).parts[-3:]))} for row in out]
        byName = [line for line in ask(driver, tools[2], lines) if line.get("places")]
    total = len(out) + len(blocked)
    for row in blocked:
        print("blocked", Path(row["input"]).name, row["error"]["place"])
    for line in byName:
        print("by the file's name", line["file"], line["places"])
    print(f"false blocks: {len(blocked)} by headers, {len(byName)} by names of files, of {total}")
    faults.expect(total > 100 and len(blocked) <= 0.01 * total, "more than 1 % of clean files are blocked")


def main():
    tools, driver, count = parsed(sys.argv[1:5]), sys.argv[5], int(sys.argv[6])
    chance, faults = random.Random(20260101), Faults()
    people = [Person(chance) for _ in range(count)]
    searchAlone(tools, driver, people, chance, faults)
    throughTheCommandLine(tools, people, chance, faults)
    falseBlocks(tools, driver, faults)
    return faults.report()


if __name__ == "__main__":
    sys.exit(main())
