#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""`safelight-cli score` and a scorer by pydicom over the synthetic collection: as it was cleaned, with 200 planted faults,
with files lost, by our TSV key and by the same key as MIDI-B has it. They have to agree check by check, and each planted
fault has to be among the failed ones. What a profile should pass (by Table E.1-1) has to pass.

agreement_test.py CLI SHARED
"""

import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "release"))
from annex_e import PROFILES, Table  # noqa: E402
from midi_key import writeMidiKey  # noqa: E402
from planting import Plant  # noqa: E402
from pydicom_scorer import GONE_WHEN_MISSING, Scorer, sqliteKey, tsvKey  # noqa: E402

SKIPPED, FAULTS = 77, 200


class World:
    def __init__(self, cli, shared, place):
        self.cli, self.place = cli, place
        self.inputs = shared / "testdata" / "synthetic"
        self.table = Table(shared / "standard")
        self.key = self.inputs / "answer_key.tsv"
        self.keyFile = place / "key"
        self.keyFile.touch(mode=0o600)
        self.keyFile.write_text("07" * 32)
        self.faults = []

    def expect(self, holds, words):
        if not holds:
            self.faults.append(words)
            print("FAULT", words)

    def run(self, *arguments):
        run = subprocess.run([self.cli, *map(str, arguments)], capture_output=True, text=True, check=False)
        return run.returncode, run.stderr

    def deidentify(self, profile):
        out, maps = self.place / profile, self.place / f"{profile}-maps"
        code, words = self.run("deidentify", self.inputs, "--profile", profile, "--out", out, "--maps", maps,
                               "--key-file", self.keyFile)
        return (out, maps) if code in (0, 3) else words

    def scored(self, key, out, maps, overrides):
        """{check id: outputs where it failed}, as `score` says; and its exit code and report."""
        report, seen = self.place / "score.json", self.place / "overrides.csv"
        seen.write_text("id,passed\n" + "".join(f"{name},{int(passed)}\n" for name, passed in overrides.items()))
        report.unlink(missing_ok=True)
        code, words = self.run("score", "--key", key, "--maps", maps, "--inputs", self.inputs, "--overrides", seen,
                               "--json", report, out)
        result = json.loads(report.read_text())
        self.expect(code in (0, 2) and "checks" in result, f"score ended with {code}: {words}")
        failed = {}
        for check in result["failed_checks"]:
            failed.setdefault(check["id"], []).append(check["output"])
        return {name: sorted(outputs) for name, outputs in failed.items()}, code, result

    def compare(self, name, key, checks, out, maps, overrides):
        ours, code, result = self.scored(key, out, maps, overrides)
        theirs, judged = Scorer(maps, self.inputs, overrides).score(checks, out)
        different = sorted(check for check in set(ours) | set(theirs) if ours.get(check) != theirs.get(check))
        self.expect(not different, f"{name}: they do not agree on {different[:10]} and {len(different)} in all")
        self.expect(result["checks"] == judged, f"{name}: {result['checks']} checks, {judged} by pydicom")
        self.expect(code == (2 if ours or result["not_judged"] else 0), f"{name}: exit {code}")
        print(f"{name}: {judged} checks, {len(ours)} failed, {result['not_judged']} not judged, exit {code}")
        return ours


def isOwed(world, profile, check):
    """Whether the profile should pass it: it does not ask to keep what Table E.1-1 takes away, or to remove what an option
    retains (an attribute of the person that identifies nobody may also be cleaned)."""
    if isinstance(check["place"], str) or check["action"] == "pixels_hidden":
        return check["action"] != "pixels_hidden"
    table = world.table.chosen(*PROFILES[profile])
    if check["action"] in GONE_WHEN_MISSING:
        group, element, creator, _ = check["place"][-1]
        letters = "" if creator else table.actionsFor("1.2.840.10008.5.1.4.1.1.2", ((int(group + element, 16), -1),)) or ""
        return "K" not in letters and not ("C" in letters and check["kind"] == "attr")
    if check["action"] not in ("tag_retained", "text_retained", "text_notnull"):
        return True
    for group, element, creator, _ in check["place"]:
        tag = int(group + ("10" if creator else "") + element, 16)
        letters = table.actionsFor("1.2.840.10008.5.1.4.1.1.2", ((tag, -1),))
        if letters is not None and not set(letters) & set("KCU"):
            return False
    return True


def judgeProfile(world, profile, overrides):
    done = world.deidentify(profile)
    if isinstance(done, str):
        print(f"profile {profile}: skipped: {done.strip()}")
        world.expect("Not in this version" in done and profile != "basic", f"profile {profile} is refused")
        return None
    checks = list(tsvKey(world.key))
    failed = world.compare(f"profile {profile}", world.key, checks, *done, overrides)
    owed = [check for _, check in checks if isOwed(world, profile, check)]
    missed = [f"{check['id']} {check['action']} {check['place']}" for check in owed if check["id"] in failed]
    print(f"profile {profile}: {len(owed)} checks that it should pass, {len(missed)} failed")
    world.expect(not missed, f"profile {profile} fails {missed[:20]}")
    return (*done, failed)


def spoil(world, done, rng):
    """A copy of the result with FAULTS faults, each in another check that passed."""
    out, maps, failed = done
    spoiled, plant, planted = world.place / "spoiled", Plant(world.inputs, rng), []
    shutil.copytree(out, spoiled)
    outputs = Scorer(maps, world.inputs, {}).files
    pathOf = {name: next(spoiled / new for old, new in outputs.items() if old.endswith("/" + name))
              for _, name, _ in {subject for subject, _ in tsvKey(world.key)}}
    checks = [(subject, check) for subject, check in tsvKey(world.key) if check["id"] not in failed]
    rng.shuffle(checks)
    touched = set()
    for subject, check in checks:
        place = (subject[1], str(check["place"]))
        if len(planted) < FAULTS and place not in touched and plant.spoil(check, subject, pathOf[subject[1]]):
            touched.add(place)
            planted.append(check)
    return spoiled, planted, mend(world, plant, failed, pathOf)


def mend(world, plant, failed, pathOf):
    """Checks that failed and have to pass now."""
    hopeless = [(subject, check) for subject, check in tsvKey(world.key) if check["id"] in failed]
    return [check["id"] for subject, check in hopeless[::5] if plant.mend(check, subject, pathOf[subject[1]])]


def refuseUnknown(world, done):
    """What a person saw of a check that the key does not have was meant for something else: nothing is scored."""
    seen = world.place / "unknown.csv"
    seen.write_text("id,passed\nline 999999,1\n")
    code, words = world.run("score", "--key", world.key, "--maps", done[1], "--inputs", world.inputs, "--overrides", seen, done[0])
    world.expect(code == 1 and "line 999999" in words, f"an unknown override ended with {code}: {words}")


def judgePlanted(world, done, overrides):
    rng = random.Random(77)
    spoiled, planted, mended = spoil(world, done, rng)
    world.expect(len(planted) == FAULTS, f"only {len(planted)} faults planted")
    kinds = sorted({check["action"] for check in planted})
    print("planted:", ", ".join(f"{sum(check['action'] == kind for check in planted)} {kind}" for kind in kinds))
    failed = world.compare("planted faults", world.key, list(tsvKey(world.key)), spoiled, done[1], overrides)
    unseen = [f"{check['id']} {check['action']} {check['place']}" for check in planted if check["id"] not in failed]
    world.expect(not unseen, f"planted and not noticed: {unseen[:10]}, {len(unseen)} in all")
    world.expect(mended and not set(mended) & set(failed), "texts that are there again, word by word, still fail")
    print(f"mended: {len(mended)}")
    for path in rng.sample(sorted(spoiled.rglob("*.dcm")), 5):
        path.unlink()
    world.compare("files lost", world.key, list(tsvKey(world.key)), spoiled, done[1], overrides)
    return spoiled


def judgeMidi(world, folders, maps):
    for name, scopes in (("instances", ("<Instance>",)), ("scopes", ("<Instance>", "<Series>", "<Study>", "<Patient>"))):
        key = world.place / f"{name}.db"
        writeMidiKey(world.key, world.inputs, key, scopes)
        checks = list(sqliteKey(key))
        overrides = {check["id"]: True for _, check in checks if check["action"] == "pixels_hidden"}
        for folder in folders:
            world.compare(f"MIDI-B {name} of {folder.name}", key, checks, folder, maps, overrides)


READ = "P001/ST0/SE1/US010003.dcm"


def judgeReader(world):
    """Burned-in text is noticed, and no more once it is blanked; samples elsewhere are the same."""
    head, *lines = world.key.read_text(encoding="utf-8").splitlines()
    mine = [line for line in lines if line.startswith(READ) and "\tpixel\t" in line]
    key = world.place / "pixels.tsv"
    key.write_text("\n".join([head, *mine]) + "\n", encoding="utf-8")
    hidden = [line.split("\t")[4].split(",") for line in mine if "\tpixels_hidden\t" in line]
    boxes = [dict(zip("xywh", map(int, corners)), frames=[1, 1], verdict="phi") for corners in hidden]
    seen = world.place / "boxes.json"
    seen.write_text(json.dumps({"files": [{"path": str(world.inputs / READ), "boxes": boxes}]}))
    for name, extra, failures in (("text in the pixels", (), len(hidden)), ("text blanked", ("--boxes", seen), 0)):
        out, maps = world.place / name, world.place / f"{name} maps"
        world.run("deidentify", world.inputs / READ, "--out", out, "--maps", maps, "--key-file", world.keyFile, *extra)
        failed, code, result = world.scored(key, out, maps, {})
        world.expect(len(failed) == failures, f"{name}: {len(failed)} of {len(mine)} failed")
        print(f"{name}: {result['checks']} checks, {len(failed)} failed, exit {code}")


def main():
    cli, shared = sys.argv[1], Path(sys.argv[2])
    if not (shared / "testdata").is_dir():
        print(f"{shared}/testdata is missing: skipped")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="safelight-score-") as place:
        world = World(cli, shared, Path(place))
        hidden = [check["id"] for _, check in tsvKey(world.key) if check["action"] == "pixels_hidden"]
        overrides = {name: number % 7 != 0 for number, name in enumerate(hidden)}
        basic = judgeProfile(world, "basic", overrides)
        spoiled = judgePlanted(world, basic, overrides)
        judgeMidi(world, (basic[0], spoiled), basic[1])
        judgeReader(world)
        refuseUnknown(world, basic)
        public = judgeProfile(world, "public", overrides)
    print(f"{len(world.faults)} faults")
    return 1 if world.faults else SKIPPED if public is None else 0


if __name__ == "__main__":
    sys.exit(main())
