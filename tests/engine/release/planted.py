# SPDX-License-Identifier: Apache-2.0
"""Files that hold every attribute of PS3.15 Table E.1-1 at the top, nested in a sequence that no object knows, and at
every place where the templates of PS3.3 have it; each with a value of its own that can be told apart anywhere.

Telling values: text `Tk0417q`, UIDs below 1.2.826.0.1.3680043.10.999, dates of their own. What an option may clean
reads "chest Quistwell": a harmless word, and the name of the patient.
"""

import datetime
import warnings

import pydicom
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence

from annex_e import numberOf

NAME = "Quistwell"
HARMLESS = "chest"
PATIENT = "PIDKQ77231"
UIDS = "1.2.826.0.1.3680043.10.999."
UNKNOWN_PLACE = 0x00720400  # of hanging protocols
EXPLICIT = "1.2.840.10008.1.2.1"
UNVALUED = {"(0000,1000)", "(0000,1001)", "(0002,0003)", "(0004,1511)"}  # not of a data set that a file may hold
VR_UNKNOWN_TO_TABLE = {0x3004007F: "LO"}
CLEANED = ("clean_desc", "rtn_patient_chars")
DOCUMENTS = {"1.2.840.10008.5.1.4.1.1.104.1": "application/pdf", "1.2.840.10008.5.1.4.1.1.104.2": "text/XML",
             "1.2.840.10008.5.1.4.1.1.104.3": "model/stl"}
NEVER_SHIFTED = {"(0010,0030)", "(0010,0032)", "(0016,0077)"}


def token(number):
    return f"Tk{number:04d}q"


def dayOf(number):
    return datetime.date(1995, 1, 1) + datetime.timedelta(days=3 * number)


def birthDay(number):
    return datetime.date(1941, 1, 1) + datetime.timedelta(days=number % 900)


def valueFor(row, vr, number):
    """The telling value of an attribute; `number` is the place's own."""
    day = (birthDay if row["tag"] in NEVER_SHIFTED else dayOf)(number)
    isCleaned = any(row[column] == "C" for column in CLEANED)
    if vr in ("LO", "ST", "LT", "UT", "SH", "UC") and isCleaned:
        # A place that goes must not read like a text that stays.
        return f"{NAME} {HARMLESS}" if row["keyword"] == "RequestingService" else f"{HARMLESS} {NAME}"
    if row["tag"] == "(0008,0201)":
        return "+0100"
    if vr in ("LO", "ST", "LT", "UT", "SH", "UC", "PN"):
        return token(number)
    if vr in ("CS", "AE"):
        return HARMLESS.upper() if isCleaned else token(number).upper()
    return {"UI": UIDS + str(number), "UR": f"http://{token(number)}.example/x", "IS": str(90000 + number),
            "DS": f"{90000 + number}.5", "US": 40000 + number % 20000, "AS": "055Y", "DA": day.strftime("%Y%m%d"),
            "TM": f"{number % 23:02d}{number % 59:02d}{number % 57:02d}.{number:06d}",
            "DT": day.strftime("%Y%m%d") + f"{number % 23:02d}{number % 59:02d}00.{number:06d}",
            "OB": token(number).encode() + b" ", "OW": token(number).encode() + b" ",
            "UN": token(number).encode() + b" "}[vr]


def itemFor(number, isCode):
    """What the item of a sequence of the table holds."""
    item = Dataset()
    if isCode:
        item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = f"V{number}", "99TEST", HARMLESS
        return item
    item.ReferencedSOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    item.ReferencedSOPInstanceUID = UIDS + str(20000 + number)
    item.ReceiveCoilName = f"Wk{number:04d}"  # which the table does not name
    item.InstitutionName = token(number + 5000)
    item.PersonName = token(number + 5000) + "^X"
    return item


def put(dataset, row, number):
    if not row["tag"].startswith("(") or row["tag"] in UNVALUED:
        return
    tag = numberOf(row["tag"])
    vr = row["vr"] or VR_UNKNOWN_TO_TABLE[tag]
    if tag in dataset:
        return
    if vr == "SQ":
        dataset.add(DataElement(tag, "SQ", Sequence([itemFor(number, row["keyword"].endswith("CodeSequence"))])))
    else:
        dataset.add(DataElement(tag, vr, valueFor(row, vr, number)))


def putGroups(dataset, number):
    """Curve, overlay and private rows."""
    for tag, vr, value in ((0x50003000, "OW", b"\1\0\2\0"), (0x50000040, "LO", f"{HARMLESS} {NAME}"),
                           (0x60003000, "OW", token(number).encode() + b" "), (0x60004000, "LT", token(number)),
                           (0x60000022, "LO", token(number)), (0x60000010, "US", 8), (0x60000011, "US", 8),
                           (0x00990010, "LO", "KQ UNSAFE"), (0x00991001, "LO", token(number + 1)),
                           (0x00991002, "UI", UIDS + str(number + 2)), (0x00991003, "DA", dayOf(number).strftime("%Y%m%d")),
                           (0x00190010, "LO", "SIEMENS MR HEADER"), (0x0019100C, "IS", "731"),
                           (0x001910F0, "LO", token(number + 3))):
        dataset.add(DataElement(tag, vr, value))


def itemAt(dataset, steps):
    for step in steps:
        if step not in dataset:
            dataset.add(DataElement(step, "SQ", Sequence([Dataset()])))
        dataset = dataset[step].value[0]
    return dataset


def person(dataset):
    """One person everywhere: dates of another one would be shifted otherwise."""
    dataset.PatientID, dataset.PatientName = PATIENT, NAME + "^Zebulon"


def build(table, sopClass):
    dataset = Dataset()
    person(dataset)
    inner = itemAt(dataset, (UNKNOWN_PLACE,))
    person(inner)
    number = 0
    for number, row in enumerate(table.rows.values(), start=1):
        put(dataset, row, number)
        put(inner, row, number + 1000)
    for (uid, path, tag), _ in sorted(table.resolved.items()):
        if uid == sopClass and path != "-":
            put(itemAt(dataset, [int(step, 16) for step in path.split("/")]), table.rows[tag], 2000 + number)
            number = (number + 1) % 2000
    putGroups(dataset, 4000)
    putGroups(inner, 4200)
    dataset.SOPClassUID, dataset.SOPInstanceUID = sopClass, UIDS + "1"
    if sopClass in DOCUMENTS:
        dataset.MIMETypeOfEncapsulatedDocument = DOCUMENTS[sopClass]
    dataset.SpecificCharacterSet, dataset.Modality = "ISO_IR 192", "OT"
    return dataset


def save(dataset, path):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = dataset.SOPClassUID, dataset.SOPInstanceUID
    meta.TransferSyntaxUID = EXPLICIT
    dataset.file_meta, dataset.preamble = meta, b"\0" * 128
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pydicom.dcmwrite(path, dataset, write_like_original=False)
