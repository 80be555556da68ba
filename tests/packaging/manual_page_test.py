#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Does the manual page name every command and option that --help names, and no other? manual_page_test.py PROGRAM PAGE"""

import re
import subprocess
import sys


def helpOf(program, *command):
    return subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True).stdout


def main():
    program, page = sys.argv[1:]
    with open(page, encoding="utf-8") as file:
        lines = [line for line in file.read().replace("\\-", "-").splitlines() if not line.startswith('.\\"')]
    manual = re.sub(r"\\f[BRIP]", " ", "\n".join(lines))
    commands = re.findall(r"^  ([a-z-]+)  ", helpOf(program).partition("Subcommands:")[2], re.MULTILINE)
    options = {option for command in [(), *((command,) for command in commands)]
               for option in re.findall(r"(?<![\w-])--[a-z-]+", helpOf(program, *command))}
    faults = [f"the page does not name {word}" for word in [*commands, *sorted(options)]
              if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", manual)]
    faults += [f"the page names {word}, which the program does not have"
               for word in sorted(set(re.findall(r"(?<![\w-])--[a-z-]+", manual)) - options)]
    print("\n".join(faults))
    print(f"{len(commands)} commands, {len(options)} options, {len(faults)} faults")
    return 1 if faults or not options else 0


if __name__ == "__main__":
    sys.exit(main())
