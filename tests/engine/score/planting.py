# SPDX-License-Identifier: Apache-2.0
"""Faults in a finished result: each undoes what one check of the key asks for."""

import pydicom
from pydicom.dataelem import DataElement

from pydicom_scorer import words

VR_WHERE_UNKNOWN = {"date": "DA", "datetime": "DT", "uid": "UI", "descriptor": "LO", "name": "PN"}


def holderOf(dataset, place):
    """The data set or item that a place lies in; None when it is not there."""
    for group, element, creator, item in place[:-1]:
        tag = (int(group, 16), int(element, 16))
        if creator or tag not in dataset or dataset[tag].VR != "SQ" or len(dataset[tag].value) <= item:
            return None
        dataset = dataset[tag].value[item]
    return dataset


def original(inputs, name, place):
    holder = holderOf(pydicom.dcmread(inputs / name), place)
    tag = (int(place[-1][0], 16), int(place[-1][1], 16))
    return holder[tag] if holder is not None and not place[-1][2] and tag in holder else None


class Plant:
    """Changes one finished file so that one check, which it passed, must fail."""

    def __init__(self, inputs, rng):
        self.inputs, self.rng = inputs, rng

    def spoil(self, check, subject, path):
        """False when this check cannot be spoiled in this file."""
        if check["place"] in ("pixel", "preamble", "filename") or isinstance(check["place"], str):
            return self.spoilBytes(check, path)
        dataset = pydicom.dcmread(path)
        holder = holderOf(dataset, check["place"])
        tag = (int(check["place"][-1][0], 16), int(check["place"][-1][1], 16))
        if holder is None or check["place"][-1][2] or tag[0] <= 2:
            return False
        if not self.spoilElement(check, subject, holder, tag):
            return False
        dataset.save_as(path)
        return True

    def spoilElement(self, check, subject, holder, tag):
        action, old = check["action"], original(self.inputs, subject[1], check["place"])
        if action in ("tag_retained", "text_notnull", "text_retained"):
            if tag not in holder or tag in ((8, 0x18), (8, 0x16)):
                return False
            del holder[tag]
            return True
        if old is None or old.VR == "SQ" or str(old.value) == "":
            return False
        value = {"uid_consistent": lambda: f"2.25.{self.rng.getrandbits(100)}",
                 "patid_consistent": lambda: f"SL-{self.rng.getrandbits(40)}"}.get(action, lambda: old.value)()
        known = [word for word in words(check["texts"][0]) if len(word) > 2]
        if action == "text_removed" and old.VR in ("LO", "LT", "PN", "SH", "ST", "UT") and known and self.rng.random() < 0.5:
            value = f"Q {self.rng.choice(known).title()}"  # one word of it, in a text of its own
        if action in ("uid_consistent", "patid_consistent") and tag not in holder or tag == (8, 0x18):
            return False
        holder[tag] = DataElement(tag, old.VR, value)
        return True

    def mend(self, check, subject, path):
        """Makes a text_retained pass that failed: all its words, in another order and case."""
        place = check["place"]
        if check["action"] != "text_retained" or len(place) > 1:
            return False
        dataset, tag = pydicom.dcmread(path), (int(place[0][0], 16), int(place[0][1], 16))
        dataset[tag] = DataElement(tag, "LO", " / ".join(reversed(check["texts"][0].lower().split())))
        dataset.save_as(path)
        return True

    def spoilBytes(self, check, path):
        raw = bytearray(path.read_bytes())
        if check["action"] == "pixels_retained":
            if check["box"]:  # somewhere in its middle, where the samples lie as they are
                return self.spoilSamples(check, path)
            raw[-1 - self.rng.randrange(64)] ^= 0x55
        elif check["place"] == "preamble":
            text = check["texts"][0].encode()
            raw[:len(text)] = text
        else:
            return False
        path.write_bytes(raw)
        return True

    def spoilSamples(self, check, path):
        dataset = pydicom.dcmread(path)
        if dataset.file_meta.TransferSyntaxUID.is_compressed or dataset.BitsAllocated != 8 or check["frame"] == "*":
            return False
        x, y, width, height = check["box"]
        wide = dataset.SamplesPerPixel if dataset.get("PlanarConfiguration", 0) == 0 else 1
        frame = (int(check["frame"] or 1) - 1) * dataset.Rows * dataset.Columns * dataset.SamplesPerPixel
        pixels = bytearray(dataset.PixelData)
        pixels[frame + ((y + height // 2) * dataset.Columns + x + width // 2) * wide] ^= 0x55
        dataset.PixelData = bytes(pixels)
        dataset.save_as(path)
        return True
