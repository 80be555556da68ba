#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Does a program load only what it may? linkage_test.py PROGRAM FORBIDDEN...: beginnings of library names.

Counts what the loader would bring in, also by way of other libraries. Forbidden for every program: DCMTK's network parts and
what would bring the GPL.
"""

import re
import subprocess
import sys

NEVER = ["libdcmnet", "libsqlcipher", "libQt6Charts", "libqcustomplot", "libpoppler-qt6", "libexiv2", "libheif", "libx264"]


def main():
    program, forbidden = sys.argv[1], sys.argv[2:] + NEVER
    run = subprocess.run(["ldd", program], capture_output=True, text=True, check=True)
    if "not found" in run.stdout:
        print(run.stdout)
        return 1
    loaded = sorted(re.findall(r"^\s*(\S+?\.so\S*)", run.stdout, re.MULTILINE))
    faults = [name for name in loaded if name.startswith(tuple(forbidden))]
    for name in faults:
        print(f"{program} loads {name}")
    print(f"{len(loaded)} libraries, {len(faults)} that must not be there")
    return 1 if faults or not loaded else 0


if __name__ == "__main__":
    sys.exit(main())
