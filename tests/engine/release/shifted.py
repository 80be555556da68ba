# SPDX-License-Identifier: Apache-2.0
"""Whether dates moved by one whole number of days, back, the same for a person everywhere."""

import datetime
import re

LONGEST = 3650


def split(value, vr):
    """(day or None, the rest of the value that must stay as it is)"""
    if vr == "TM":
        return None, value
    match = re.fullmatch(r"(\d{4})\.?(\d\d)\.?(\d\d)(.*)", value)
    if not match:
        return None, value
    try:
        return datetime.date(*map(int, match.groups()[:3])), match.group(4)
    except ValueError:
        return None, value


class Shift:
    def __init__(self):
        self.days = None

    def agrees(self, old, now, vr):
        """False when the value did not move, moved by other days than the others, or changed in its time of day."""
        before, rest = split(old, vr)
        after, other = split(now, vr)
        if before is None:
            return now == old if vr == "TM" else now != old
        if after is None or rest != other:
            return False
        days = (before - after).days
        if self.days is None and 1 <= days <= LONGEST:
            self.days = days
        return days == self.days
