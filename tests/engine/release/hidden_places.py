# SPDX-License-Identifier: Apache-2.0
"""Random people and the places of a file where they can hide: for planting_oracle.py. Each place is a function of
(raw base file, text, random) that gives the bytes of a new file, or None where the text cannot be written there."""

import io
import struct

import pydicom
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.sequence import Sequence
from pydicom.uid import UID

FAMILIES = {
    "latin": "Jansson Okonkwo Vlasenko Lee Ng Qvist Abernathy Zielinska Moretz Kowalczyk Haug Fry Oyelaran Tsakiris".split(),
    "accents": ["M\u00fcllner", "Fran\u00e7oix", "N\u00fa\u00f1ezco", "S\u00f8rensby", "\u00c9tienneau", "Gr\u00f6\u00dfler"],
    "han": ["\u5c71\u7530", "\u7530\u4e2d", "\u738b", "\u9234\u6728"],
    "hangul": ["\uae40", "\ubc15", "\uc774"],
    "cyrillic": ["\u041b\u044e\u043a\u0441\u0435\u043c", "\u0414\u0443\u0431\u0440\u043e\u0432\u0441\u043a", "\u041e\u0440\u043b\u043e\u0432\u044b\u0445"],
    "greek": ["\u03a0\u03b1\u03c0\u03b1\u03b4\u03ac\u03ba\u03b7\u03c2", "\u0392\u03ad\u03c1\u03b3\u03bf\u03c2"],
}
GIVEN = {
    "latin": "Ingrid Bo Ann Carlotta Ole Xenia Tiberius Uwe Philippa Wanjiru Zoe".split(),
    "accents": ["J\u00f6rgen", "Ren\u00e9e", "Chlo\u00eb", "\u00d8yvind"],
    "han": ["\u592a\u90ce", "\u82b1\u5b50", "\u96ea"],
    "hangul": ["\ud76c\uc911", "\ubbfc\uc218"],
    "cyrillic": ["\u0422\u0430\u043c\u0430\u0440\u0430", "\u0411\u043e\u0440\u0438\u0441"],
    "greek": ["\u0394\u03b9\u03bf\u03bd\u03cd\u03c3\u03b9\u03bf\u03c2", "\u0395\u03bb\u03ad\u03bd\u03b7"],
}
CHARSETS = {"latin": "ISO_IR 100", "accents": "ISO_IR 100", "han": "\\ISO 2022 IR 87", "hangul": "\\ISO 2022 IR 149",
            "cyrillic": "ISO_IR 144", "greek": "ISO_IR 126"}
SYLLABLES = "ba ce do fu gi ha jo ku la me no pe qui ro sa te vu wi xa zo".split()


def madeUp(chance, parts):
    return "".join(chance.choice(SYLLABLES) for _ in range(parts)).capitalize()


class Person:
    def __init__(self, chance):
        self.script = chance.choice(["latin"] * 6 + ["accents"] * 3 + ["han", "han", "hangul", "cyrillic", "greek"])
        self.family = chance.choice(FAMILIES[self.script]) if chance.random() < 0.7 or self.script not in ("latin",) \
            else madeUp(chance, chance.randint(2, 4))
        self.given = chance.choice(GIVEN[self.script])
        self.id = chance.choice(["", "P", "MR-", "X"]) + str(chance.randint(10 ** chance.randint(4, 8), 10 ** 9 - 1))
        self.accession = "ACC" + str(chance.randint(1000, 9999999))
        self.birth = f"{chance.randint(1920, 1999)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        self.phone = f"({chance.randint(200, 999)}) {chance.randint(200, 999)}-{chance.randint(1000, 9999)}"
        self.place = f"{madeUp(chance, 3)} {chance.choice(['Community Clinic', 'Hospital', 'Klinikum'])}"
        self.physician = f"{madeUp(chance, 3)}^{madeUp(chance, 2)}"

    @property
    def name(self):
        return f"{self.family}^{self.given}"

    @property
    def identity(self):
        """As the driver takes it."""
        return [["name", self.name], ["name", self.physician], ["id", self.id], ["id", self.accession],
                ["date", self.birth], ["contact", self.phone], ["place", self.place]]

    def values(self):
        """What is planted: as in the header, and in the ways people write it."""
        family, given = self.family, self.given
        forms = [self.name, f"{given} {family}", f"{family}, {given}", f"{family}{given}", f"{given}{family}",
                 f"{family}_{given}", f"{family}^{given}".upper(), self.id, self.accession, self.birth,
                 f"{self.birth[6:]}.{self.birth[4:6]}.{self.birth[:4]}", f"{self.birth[:4]}-{self.birth[4:6]}-{self.birth[6:]}",
                 self.phone, self.place, self.place.upper(), self.physician.replace("^", " "), self.physician.split("^")[0]]
        return forms


def opened(raw):
    return pydicom.dcmread(io.BytesIO(raw), force=True)


def saved(dataset):
    target = io.BytesIO()
    dataset.save_as(target, write_like_original=True)
    return target.getvalue()


def withElement(raw, tag, vr, value, charset="ISO_IR 192"):
    dataset = opened(raw)
    dataset.SpecificCharacterSet = charset.split("\\") if "\\" in charset else charset
    dataset[tag] = DataElement(tag, vr, value)
    return saved(dataset)


def inText(vr, tag, longest):
    def plant(raw, text, chance, person):
        if len(text) > longest or "\\" in text:
            return None
        before = chance.choice(["", "CT of ", "x "]) if len(text) + 6 <= longest else ""
        return withElement(raw, tag, vr, before + text)
    return plant


def inSequence(raw, text, chance, person):
    dataset = opened(raw)
    dataset.SpecificCharacterSet = "ISO_IR 192"
    inner = Dataset()
    inner.CodeMeaning = text[:64]
    middle = Dataset()
    middle.ConceptNameCodeSequence = Sequence([inner])
    outer = Dataset()
    outer.ContentSequence = Sequence([middle])
    dataset.ProcedureCodeSequence = Sequence([outer])
    return saved(dataset)


def noise(chance, count):
    return bytes(chance.choice([0, 1, 3, 0x10, 0x80, 0x8F, 0xC2, 0xFF]) for _ in range(count))


def framed(chance, data):
    """As programs keep texts in their own structures: ended by a zero, or with a length before them."""
    head = chance.choice([b"\0", struct.pack("<H", len(data)), struct.pack("<I", len(data)), b"name=", b"; "])
    data = noise(chance, 12) + head + data + chance.choice([b"\0", b"\0\0", b"\r\n", b" \0"]) + noise(chance, 9)
    return data + b"\0" * (len(data) % 2)


def inBytes(vr, encodingOf, tag=0x00291010):
    def plant(raw, text, chance, person):
        try:
            data = text.encode(encodingOf(person))
        except UnicodeEncodeError:
            return None
        dataset = opened(raw)
        dataset.add_new(tag & 0xFFFF0000 | 0x0010, "LO", "ACME TEST")
        dataset.add_new(tag, vr, framed(chance, data))
        return saved(dataset)
    return plant


def inCharset(raw, text, chance, person):
    charset = CHARSETS[person.script]
    try:
        text.replace("^", "").encode({"ISO_IR 100": "latin-1", "ISO_IR 144": "iso8859_5", "ISO_IR 126": "iso8859_7",
                                      "\\ISO 2022 IR 87": "iso2022_jp", "\\ISO 2022 IR 149": "euc_kr"}[charset])
    except UnicodeEncodeError:
        return None
    return withElement(raw, 0x00100010 if "^" in text else 0x00081030, "PN" if "^" in text else "LO", text, charset)


def inPreamble(raw, text, chance, person):
    data = text.encode("utf-8")[:120]
    return data + b"\0" * (128 - len(data)) + raw[128:] if len(text.encode("utf-8")) <= 120 else None


def inMeta(raw, text, chance, person):
    dataset = opened(raw)
    data = text.encode("utf-8")
    dataset.file_meta.PrivateInformationCreatorUID = UID("1.2.3.4")
    dataset.file_meta.PrivateInformation = data + b"\0" * (len(data) % 2)
    dataset.file_meta.FileMetaInformationGroupLength = 0
    target = io.BytesIO()
    dataset.save_as(target, write_like_original=False)
    return target.getvalue()


def inOverlay(raw, text, chance, person):
    data = framed(chance, text.encode("utf-8"))
    return withElement(raw, 0x60003000, "OB", data)


def inIcon(raw, text, chance, person):
    dataset = opened(raw)
    icon = Dataset()
    icon.Rows = icon.Columns = 1
    icon.PixelData = b"\0\0"
    icon[0x00281201] = DataElement(0x00281201, "OW", framed(chance, text.encode("utf-8")))
    icon["PixelData"].VR = "OW"
    dataset.IconImageSequence = Sequence([icon])
    return saved(dataset)


def inDocument(raw, text, chance, person):
    data = b"%PDF-1.4\n(" + text.encode("utf-8") + b") Tj\n%%EOF\n"
    return withElement(raw, 0x00420011, "OB", data + b"\0" * (len(data) % 2))


def inProfile(raw, text, chance, person):
    return withElement(raw, 0x00282000, "OB", framed(chance, b"desc\0\0\0\0" + text.encode("utf-8")))


def inPadding(raw, text, chance, person):
    return withElement(raw, 0xFFFCFFFC, "OB", framed(chance, text.encode("utf-8")))


def afterTheEnd(raw, text, chance, person):
    return raw + framed(chance, text.encode("utf-8"))


def changedFrame(raw, change):
    dataset = opened(raw)
    data = bytes(dataset.PixelData)
    at, fragments = 0, []
    while at + 8 <= len(data):
        tag, length = data[at:at + 4], struct.unpack("<I", data[at + 4:at + 8])[0]
        if tag != b"\xfe\xff\x00\xe0":
            break
        fragments.append(data[at + 8:at + 8 + length])
        at += 8 + length
    fragments = [change(part) for part in fragments[1:]]
    dataset.PixelData = encapsulate(fragments, has_bot=False)
    return saved(dataset)


def inSegment(marker, magic):
    def plant(raw, text, chance, person):
        data = text.encode("utf-8")
        segment = b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data
        return changedFrame(raw, lambda frame: frame[:2] + segment + frame[2:] if frame[:2] == magic else frame)
    return plant


def inJ2kComment(raw, text, chance, person):
    data = text.encode("latin-1", "replace")
    if b"?" in data:
        return None
    segment = b"\xff\x64" + struct.pack(">HH", len(data) + 4, 1) + data

    def change(frame):
        first = 4 + struct.unpack(">H", frame[4:6])[0]  # SIZ comes first
        return frame[:first] + segment + frame[first:] if frame[:2] == b"\xff\x4f" else frame
    return changedFrame(raw, change)


def utf8(person):
    return "utf-8"


def wide(person):
    return "utf-16-le" if ord(person.given[0]) % 2 else "utf-16-be"


def own(person):
    return {"latin": "latin-1", "accents": "latin-1", "han": "iso2022_jp", "hangul": "euc_kr", "cyrillic": "iso8859_5",
            "greek": "iso8859_7"}[person.script]


# place -> (base file, function)
PLACES = {
    "LO": ("explicit", inText("LO", 0x00081030, 64)),
    "SH": ("explicit", inText("SH", 0x00181160, 16)),
    "ST LT UT": ("implicit", inText("LT", 0x00204000, 9000)),
    "UC UR": ("explicit", inText("UC", 0x00189944, 9000)),
    "CS AE": ("explicit", inText("SH", 0x00081010, 16)),
    "big endian": ("big", inText("LO", 0x0008103E, 64)),
    "deflated": ("deflated", inBytes("OB", utf8)),
    "nested": ("explicit", inSequence),
    "private LO": ("explicit", inText("LO", 0x00291020, 64)),
    "UN": ("implicit", inBytes("UN", utf8)),
    "OB": ("explicit", inBytes("OB", utf8)),
    "UTF-16": ("explicit", inBytes("OB", wide)),
    "Latin-1, ISO 2022 bytes": ("explicit", inBytes("OB", own)),
    "ISO 2022 text": ("explicit", inCharset),
    "JPEG APP": ("jpeg", inSegment(0xE5, b"\xff\xd8")),
    "JPEG COM": ("jpeg", inSegment(0xFE, b"\xff\xd8")),
    "J2K COM": ("j2k", inJ2kComment),
    "ICC": ("explicit", inProfile),
    "padding": ("explicit", inPadding),
    "trailing": ("explicit", afterTheEnd),
    "preamble": ("explicit", inPreamble),
    "file meta": ("explicit", inMeta),
    "overlay": ("explicit", inOverlay),
    "icon": ("explicit", inIcon),
    "document": ("explicit", inDocument),
}
BASES = {
    "explicit": "dicom/basic/MR_small.dcm",
    "implicit": "dicom/basic/MR_small_implicit.dcm",
    "big": "dicom/basic/MR_small_bigendian.dcm",
    "deflated": "dicom/basic/image_dfl.dcm",
    "jpeg": "dicom/transfer-syntax/CTImage.dcm_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm",
    "j2k": "dicom/basic/MR_small_jp2klossless.dcm",
}
