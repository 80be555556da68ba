# SPDX-License-Identifier: Apache-2.0
"""Decisions for the sample: the proposed verdict of every open finding, "clean" for every image that has none.

decisions.py FINDINGS ITEMS DECISIONS: what `findings --json` and `list --json` wrote, and the file for `decide --from`. For a
demonstration only: a real collection is decided by a person.
"""

import json
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        findings = json.load(file)["findings"]
    with open(sys.argv[2], encoding="utf-8") as file:
        items = json.load(file)["items"]
    reason = "decided as proposed, for the demonstration"
    decisions = [{"finding": row["id"], "verdict": row["proposed"], "reason": reason} for row in findings if row["state"] == "open"]
    decisions += [{"item": row["id"], "verdict": "clean"} for row in items if row["level"] == "instance" and row["verdict"] is None]
    with open(sys.argv[3], "w", encoding="utf-8") as file:
        json.dump({"decisions": decisions}, file)
    print(f"{len(decisions)} decisions")


if __name__ == "__main__":
    main()
