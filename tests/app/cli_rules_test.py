# SPDX-License-Identifier: Apache-2.0
"""Site rules by command line, judged by pydicom on the finished files.

cli_rules_test.py PROGRAM
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest

import pydicom
from pydicom.data import get_testdata_file

PROGRAM = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPTS = os.path.join(HERE, "..", "engine", "profile", "scripts")

RULES = """name: Ward 7
based-on: basic
rules:
  - name: the archive knows
    select: StudyDescription
    when: {modality: CT, manufacturer: {contains: imaging}}
    replace: CT of ward 7
  - select: SeriesDescription
    when: {modality: MR}
    do: keep
  - select: (0043,xx27){GEMS_PARM_01}
    do: keep
  - select: ProtocolName
    regex: {find: '[0-9]+', with: '#'}
"""


def cli(*arguments, expected=0):
    with tempfile.NamedTemporaryFile(suffix=".json") as result:
        done = subprocess.run([PROGRAM, *arguments, "--json", result.name], capture_output=True, text=True, timeout=300)
        if done.returncode != expected:
            raise AssertionError(f"{arguments}: exit {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
        with open(result.name, encoding="utf-8") as file:
            return json.load(file)


class SiteRules(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.source = self.place("ct.dcm")
        data = pydicom.dcmread(get_testdata_file("CT_small.dcm"))
        data.Manufacturer = "ACME Imaging"
        data.StudyDescription = "abdomen of somebody"
        data.SeriesDescription = "for Dr. Who"
        data.ProtocolName = "plan 42"
        data.save_as(self.source)
        self.rules = self.place("rules.yaml")
        self.write(self.rules, RULES)

    def place(self, name):
        return os.path.join(self.folder, name)

    def write(self, path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def clean(self, profile, name):
        result = cli("deidentify", self.source, "--out", self.place(name), "--profile", profile, "--key-file",
                     self.place("key"))
        with open(os.path.join(self.place(name), "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        output = os.path.join(self.place(name), result["inputs"][0]["output"])
        return pydicom.dcmread(output), manifest, result["findings"]

    def test_theRulesDecideInTheFinishedFile(self):
        data, manifest, findings = self.clean(self.rules, "out")

        self.assertEqual(data.StudyDescription, "CT of ward 7")
        self.assertNotIn("SeriesDescription", data)
        self.assertEqual(data.private_block(0x0043, "GEMS_PARM_01")[0x27].value,
                         pydicom.dcmread(self.source).private_block(0x0043, "GEMS_PARM_01")[0x27].value)
        self.assertEqual([element.tag.group for element in data if element.tag.is_private and not
                          element.tag.is_private_creator], [0x0043])
        self.assertEqual(data.ProtocolName, "plan #")
        kinds = {(finding["place"], finding["kind"]) for finding in findings}
        self.assertIn(("(0043,1027){GEMS_PARM_01}", "kept-by-site-rule"), kinds)
        self.assertEqual((manifest["profile"], manifest["site_rules"]), ("basic", "Ward 7"))

    def test_theManifestCoversTheRulesButNotTheirPath(self):
        plain = self.clean("basic", "plain")[1]
        first = self.clean(self.rules, "first")[1]
        other = self.place("elsewhere.yaml")
        self.write(other, "# said in other words\n" + RULES)
        second = self.clean(other, "second")[1]
        self.write(other, RULES.replace("ward 7", "ward 8"))
        third = self.clean(other, "third")[1]

        self.assertEqual(first["rules_sha256"], second["rules_sha256"])
        self.assertEqual(len({each["rules_sha256"] for each in (plain, first, third)}), 3)
        self.assertNotIn(self.folder, json.dumps([first, second, third]))
        self.assertNotIn("site_rules", plain)

    def test_aProjectKeepsThem(self):
        project = self.place("project")
        cli("new", project)
        cli("profile", project, "set", self.rules, "--option", "retain-institution-identity")
        os.remove(self.rules)
        shown = cli("profile", project, "show")

        self.assertEqual(shown["site_rules"], {"name": "Ward 7", "rules": 4})
        self.assertEqual(shown["options"], ["retain-institution-identity"])

    def test_faultsAreToldWithLineAndColumn(self):
        self.write(self.rules, RULES.replace("do: keep", "do: kep"))
        checked = cli("rules", "check", self.rules, expected=1)
        refused = cli("deidentify", self.source, "--out", self.place("out"), "--profile", self.rules, expected=1)

        self.assertEqual([(fault["line"], fault["column"]) for fault in checked["faults"]], [(10, 9), (12, 9)])
        self.assertIn("rules.yaml:10:9: \"kep\" is no action", refused["error"]["place"])
        self.assertFalse(os.path.exists(self.place("out")))
        self.assertEqual(cli("deidentify", self.source, "--out", self.place("out"), "--profile", "strict", expected=1)
                         ["error"]["code"], "bad-argument")

    def test_otherProgramsRulesBecomeAFileThatCanBeUsed(self):
        for name, kind in (("trial.script", "ctp"), ("recipe.deid", "deid"), ("dictionary.json", "kitware")):
            made = self.place(name + ".yaml")
            listed = cli("rules", "import", os.path.join(SCRIPTS, name), "--out", made, expected=3)
            self.assertEqual(listed["format"], kind)
            self.assertEqual(cli("rules", "check", made)["rules"], listed["rules"])
            cli("rules", "import", os.path.join(SCRIPTS, name), "--out", made, expected=1)
            data, _, _ = self.clean(made, "by " + kind)
            self.assertNotEqual(data.PatientID, pydicom.dcmread(self.source).PatientID)

    def test_aShippedProfileIsShownAsAFileThatMeansTheSame(self):
        for name in ("basic", "public"):
            made = self.place(name + ".yaml")
            cli("rules", "show", name, "--out", made)
            self.assertEqual(cli("rules", "check", made)["rules"], 0)
            self.assertEqual(self.clean(made, "file " + name)[0].to_json_dict(), self.clean(name, name)[0].to_json_dict())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
