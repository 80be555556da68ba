# SPDX-License-Identifier: Apache-2.0
"""`sample` and `risk` without a project: every expected number, and what is refused.

cli_statistics_test.py PROGRAM TABLES EXAMPLE
"""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, TABLES, EXAMPLE = sys.argv[1:4]


def rowsOf(name):
    """Of a table of expected numbers, or of the file of that path."""
    with open(os.path.join(TABLES, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def isSame(value, expected):
    """Whole numbers and words exactly, others to nine digits."""
    try:
        number = float(expected)
    except ValueError:
        return value == expected
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    if expected.lstrip("-").isdigit() and isinstance(value, int):
        return value == int(expected)
    return abs(value - number) <= 1e-9 * abs(number)


MICRO = rowsOf(os.path.join(os.path.abspath(EXAMPLE), "risk_micro.tsv"))


class Statistics(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="safelight-statistics-")

    def tearDown(self):
        shutil.rmtree(self.root)

    def at(self, name):
        return os.path.join(self.root, name)

    def written(self, name, text):
        path = os.path.join(self.root, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def cli(self, *arguments, expected=0):
        done = subprocess.run([PROGRAM, *map(str, arguments), "--json", "-"], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, expected, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return json.loads(done.stdout)

    def compute(self, command, rows):
        questions = [{name: row[name] for name in ("case", "kind", "input", "output")} for row in rows]
        return self.cli(command, "--compute", self.written("questions.json", json.dumps({"rows": questions})))["rows"]

    def compare(self, rows, answers):
        self.assertEqual([row["case"] for row in rows], [answer["case"] for answer in answers])
        for row, answer in zip(rows, answers):
            with self.subTest(case=row["case"]):
                self.assertTrue(isSame(answer["value"], row["value"]), f"{answer} instead of {row['value']}")

    def test_everyNumberOfSamplingIsMet(self):
        rows = rowsOf("qc_sampling.tsv")
        self.assertEqual(len(rows), 397)
        self.compare(rows, self.compute("sample", rows))

    def test_everyNumberOfRiskIsMet(self):
        rows = rowsOf("risk.tsv")
        self.assertEqual(len(rows), 151)
        self.compare(rows, self.compute("risk", rows))

    def test_aTableIsAssessedWithTheNumbersOfTheReference(self):
        table = self.written("micro.csv", "".join(",".join(row.values()) + "\n" for row in
                                                  [{name: name for name in MICRO[0]}, *MICRO]))
        keys = ("--keys", "sex,age_band,manufacturer,site")
        result = self.cli("risk", table, *keys, "--population", 2000, "--population-sizes", "pop_F", "--sensitive",
                          "diagnosis", "--prevalence", "0.5*0.06", "--k", 5)
        wanted = "data=risk_micro.tsv;qi=sex+age_band+manufacturer+site"
        compared = 0
        for row in rowsOf("risk.tsv"):
            if row["input"].startswith(wanted) and "record=" not in row["input"] and row["kind"] != "dis_score_file":
                value = result[row["kind"]][row["output"]]
                self.assertTrue(isSame(value, row["value"]), f"{row['case']}: {value}")
                compared += 1
        self.assertEqual(compared, 25)
        self.assertEqual(result["threshold"], {"k": 5, "rate": 0.2, "metric": "max", "met": False, "records_violating": 20})
        self.assertEqual([row["score"] for row in result["suda2_score"]["records"]], [4, 6, 6, 2, 4])
        dropped = self.cli("risk", table, *keys, "--change", "age_band:drop")
        self.assertEqual(dropped["k_anonymity"]["k_min"],
                         [row["k_min"] for row in result["what_if"] if row["column"] == "age_band"][0])

    def test_noValueOfTheTableIsTold(self):
        table = self.written("names.csv", "name,age\nHopkins,041Y\nMillerton,092Y\n")
        done = subprocess.run([PROGRAM, "risk", table, "--keys", "name,age", "--json", "-"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        for value in ("Hopkins", "Millerton", "041", "092"):
            self.assertNotIn(value, done.stdout + done.stderr)
        self.assertEqual({row["change"] for row in json.loads(done.stdout)["what_if"] if row["column"] == "age"},
                         {"drop", "five-year-bands", "top-code-90"})

    def test_tablesThatMakeNoSenseAreRefused(self):
        good = self.written("good.csv", "a,b\n1,2\n3,4\n")
        for arguments in ([], [good], [good, "--keys", "c"], [good, "--keys", "a,a"], [good, "--keys", "a", "--k", 1],
                          [good, "--keys", "a", "--population", 1], [good, "--keys", "a", "--sensitive", "c"],
                          [good, "--keys", "a", "--change", "a:year-only"], [good, "--keys", "a", "--change", "a"],
                          [good, "--keys", "a", "--prevalence", "2", "--population", 5],
                          [self.written("ragged.csv", "a,b\n1\n"), "--keys", "a"],
                          [self.written("empty.csv", ""), "--keys", "a"],
                          [self.written("sheet.xlsx", "PK\x03\x04"), "--keys", "a"],
                          [self.written("words.csv", "a,b\n1,x\n"), "--keys", "a", "--population-sizes", "b"],
                          [self.at("none.csv"), "--keys", "a"]):
            done = subprocess.run([PROGRAM, "risk", *map(str, arguments)], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1, f"{arguments}\n{done.stdout}")

    def test_aLotIsPlannedAndBounded(self):
        result = self.cli("sample", "--lot", 1000)
        self.assertEqual(result["plan"], {"n": 57, "D": 50})
        self.assertEqual(result["bound"]["D_upper"], 49)
        result = self.cli("sample", "--lot", 1000, "--tolerate", 0.01, "--inspected", 100, "--found", 1)
        self.assertEqual(result["plan"], {"n": 258, "D": 10})
        self.assertEqual((result["bound"]["D_upper"], result["bound"]["residual_uninspected_upper"]), (44, 43))
        self.assertAlmostEqual(result["bound"]["rate_upper"], 0.044, 12)
        result = self.cli("sample", "--lot", 1000, "--inspected", 300, "--planted", 30, "--planted-found", 28, "--icc", 0.1,
                          "--cluster", 10)
        self.assertAlmostEqual(result["reader"]["rate_upper_adjusted"], 0.0156827022788, 12)
        self.assertAlmostEqual(result["effective"]["n_eff"], 157.894736842, 8)

    def test_strataAreBoundedByTheWorstSplitAndNeverPooled(self):
        table = self.written("strata.csv", "name,N,n\nCT,600,20\nMR,300,30\nUS,100,50\n")
        result = self.cli("sample", "--strata", table)
        self.assertEqual((result["bound"]["D_upper"], result["bound"]["bonferroni_D_upper"]), (82, 150))
        self.assertEqual(result["bound"]["method"], "worst-case")
        table = self.written("found.csv", "name,N,n,x\nCT,600,20,1\nMR,300,30,0\n")
        self.assertEqual(self.cli("sample", "--strata", table)["bound"]["method"], "bonferroni")
        table = self.written("plan.json", json.dumps({"strata": [{"name": "CT", "N": 600}, {"name": "US", "N": 7, "whole": True}]}))
        plan = self.cli("sample", "--strata", table)
        self.assertEqual(plan["plan"]["strata"][1]["n"], 7)
        self.assertLess(plan["bound"]["D_upper"], plan["plan"]["D"])

    def test_whatMakesNoSenseIsRefused(self):
        for arguments in (["--lot", 0], ["--lot", 10, "--inspected", 11], ["--lot", 10, "--inspected", 5, "--found", 6],
                          ["--lot", 10, "--found", 1], ["--lot", 10, "--confidence", 1], ["--lot", 10, "--tolerate", 0],
                          ["--lot", 10, "--planted", 5], ["--lot", 10, "--planted", 5, "--planted-found", 6],
                          ["--lot", 10, "--tolerate", "nan"], ["--lot", 10, "--confidence", "nan"],
                          ["--lot", 10, "--strata", self.written("a.csv", "N\n5\n")], [],
                          ["--strata", self.written("b.csv", "name,N\nCT,-5\n")],
                          ["--strata", self.written("c.csv", "name,N,n\nCT,5,6\n")],
                          ["--strata", self.written("d.csv", "name\n")], ["--compute", self.written("e.json", "{}")],
                          ["--compute", self.written("f.json", "[[[[")]):
            done = subprocess.run([PROGRAM, "sample", *map(str, arguments)], capture_output=True, text=True, timeout=60)
            self.assertEqual(done.returncode, 1, f"{arguments}\n{done.stdout}")

    def test_aQuestionThatCannotBeReckonedIsListed(self):
        rows = [{"case": "a", "kind": "hypergeometric_upper", "input": "N=5;n=9;x=0;conf=0.95", "output": "D_upper"}]
        result = self.cli("sample", "--compute", self.written("q.json", json.dumps({"rows": rows})), expected=3)
        self.assertIsNone(result["rows"][0]["value"])
        self.assertTrue(result["rows"][0]["reason"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
