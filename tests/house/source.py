# SPDX-License-Identifier: Apache-2.0
"""The files of a tree as the house rules see them: text, and text without comments and strings."""

import os
import re
from functools import cached_property

SKIPPED_FOLDERS = {".git", "build", "__pycache__"}
TEXT_ENDINGS = {".h", ".cpp", ".inc", ".py", ".sh", ".cmake", ".txt", ".md", ".json", ".tsv", ".csv", ".yml", ".yaml", ".qrc",
                ".1", ".desktop", ".xml", ".keys", ""}
COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.DOTALL)


class Source:
    """One text file. `path` is relative to the tree, with forward slashes."""

    def __init__(self, root, path):
        self.path = path
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
            self.text = file.read()

    @cached_property
    def lines(self):
        return self.text.splitlines()

    @property
    def name(self):
        return self.path.rsplit("/", 1)[-1]

    @property
    def isHeader(self):
        return self.path.endswith(".h")

    @property
    def isCpp(self):
        return self.path.endswith((".h", ".cpp", ".inc"))

    @property
    def isTest(self):
        return self.path.startswith("tests/")

    @cached_property
    def place(self):
        """("engine", "pixels") of engine/pixels/x.h, and the same of tests/engine/pixels/x_test.cpp."""
        parts = self.path.split("/")
        if parts[0] == "tests":
            parts = parts[1:]
        return (parts[0], parts[1] if len(parts) > 2 else "")

    @cached_property
    def code(self):
        """C++ with comments and the insides of strings blanked, every line where it was. Includes keep their names."""
        return COMMENT_OR_STRING.sub(blank, self.text)

    @cached_property
    def includes(self):
        """[(line number, name, is in quotes)]"""
        found = []
        for number, line in enumerate(self.lines, 1):
            match = re.match(r'\s*#\s*include\s*([<"])([^">]+)[">]', line)
            if match:
                found.append((number, match.group(2), match.group(1) == '"'))
        return found

    def lineOf(self, offset):
        return self.text.count("\n", 0, offset) + 1


def blank(match):
    text = match.group(0)
    if text.startswith("'"):
        return "' '"
    if text.startswith(("//", "/*")):
        return re.sub(r"[^\n]", " ", text)
    return '"' + re.sub(r"[^\n]", " ", text[1:-1]) + '"'


def readTree(root):
    """Every text file below `root`, in a fixed order, and whatever lies at the top. Below it, files that are not text (by their
    ending) are left out."""
    sources = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - SKIPPED_FOLDERS)
        for name in sorted(files):
            path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            isText = (folder == root or os.path.splitext(name)[1] in TEXT_ENDINGS) and name not in SKIPPED_FOLDERS
            if isText and not os.path.islink(os.path.join(root, path)):
                sources.append(Source(root, path))
    return sources
