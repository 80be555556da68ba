# SPDX-License-Identifier: Apache-2.0
"""Prints every text value of a DICOM file as pydicom reads it: path, tab, value in UTF-8 (line breaks as U+2424)."""
import sys
import warnings

import pydicom

TEXT = {"PN", "LO", "SH", "ST", "LT", "UC", "UT"}


def walk(dataset, prefix):
    for element in dataset:
        path = f"{prefix}({element.tag.group:04X},{element.tag.element:04X})"
        if element.VR == "SQ":
            for number, item in enumerate(element.value):
                walk(item, f"{path}[{number}].")
        elif element.VR in TEXT and (not element.tag.is_private or element.tag.is_private_creator):
            values = element.value if isinstance(element.value, pydicom.multival.MultiValue) else [element.value]
            text = "\\".join("" if value is None else str(value) for value in values)
            print(path, text.rstrip(" \0").rstrip("=").replace("\r", "\u2424").replace("\n", "\u2424"), sep="\t")


warnings.simplefilter("ignore")
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
data = pydicom.dcmread(sys.argv[1])
data.decode()
walk(data, "")
