#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Checks a tree against the house rules: house_test.py [--only RULE] TREE. Prints each fault; exit 1 when there is one.

Where a rule makes something worse, break it and say why: `// breaks RULE: reason` in one of the three lines above (`#` in
CMake and Python). Such breaches are counted, not reported.
"""

import argparse
import re
import sys

from rules import RULES
from source import readTree


def isExcused(fault, sources):
    lines = sources[fault.path].lines[max(0, fault.line - 4) : fault.line]
    return any(re.search(rf"(//|#) breaks {fault.rule}: \w+ \w+", line) for line in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="one rule")
    parser.add_argument("tree")
    options = parser.parse_args()
    rules = [rule for rule in RULES if options.only in (None, rule.__name__)]
    if not rules:
        parser.error("no such rule; there are: " + " ".join(rule.__name__ for rule in RULES))
    tree = readTree(options.tree)
    if not tree:
        parser.error("no sources below " + options.tree)
    sources = {source.path: source for source in tree}
    found = [fault for rule in rules for fault in rule(tree)]
    faults = [fault for fault in found if not isExcused(fault, sources)]
    for fault in faults:
        print(fault)
    print(f"{len(tree)} files, {len(rules)} rules, {len(faults)} faults, {len(found) - len(faults)} excused in a comment")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
