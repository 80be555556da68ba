# SPDX-License-Identifier: Apache-2.0
"""Is any planted value left? leaks.py PLANTED FOLDER. Looks at names and raw bytes of every file; exit 1 when one is found.

Compressed pictures are not decoded here: text in the pixels is what the tests look for with a reader of text.
"""

import csv
import os
import sys


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        values = sorted({row["value"] for row in csv.DictReader(file, delimiter="\t")})
    coded = {text.encode(charset, "ignore") for text in values for charset in ("utf-8", "latin-1", "utf-16-le", "iso2022_jp_2")}
    coded = {value for value in coded if len(value) > 3}
    files = faults = 0
    for folder, _, names in os.walk(sys.argv[2]):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                content = file.read() + b"\0" + os.path.relpath(path, sys.argv[2]).encode()
            files += 1
            for value in coded:
                if value in content:
                    faults += 1
                    print(f"{os.path.relpath(path, sys.argv[2])}: holds a planted value")
    print(f"{len(values)} planted values, {files} files, {faults} leaks")
    return 1 if faults or not files or not values else 0


if __name__ == "__main__":
    sys.exit(main())
