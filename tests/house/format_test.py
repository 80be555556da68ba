#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Is every C++ source as clang-format writes it? format_test.py CLANG-FORMAT TREE"""

import subprocess
import sys

from source import readTree


def main():
    program, root = sys.argv[1:]
    paths = [source.path for source in readTree(root) if source.isCpp]
    run = subprocess.run([program, "--dry-run", "-Werror", *paths], cwd=root, capture_output=True, text=True, check=False)
    faults = [line for line in run.stderr.splitlines() if ": error: " in line]
    print("\n".join(faults))
    print(f"{len(paths)} files, {len({line.split(':')[0] for line in faults})} to format with: clang-format -i")
    return 1 if run.returncode or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
