# SPDX-License-Identifier: Apache-2.0
"""Writes a person into a data set at every level where one is found in practice, and lists what a file holds of them."""

import uuid

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import UID

CREATOR = "SAMPLE WORKS 1.0"


def uid(*words):
    """The same words give the same UID, on any machine (PS3.5 B.2)."""
    return UID("2.25." + str(uuid.uuid5(uuid.NAMESPACE_URL, "safelight-sample/" + "/".join(map(str, words))).int))


def code(value, scheme, meaning):
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def plant(ds, person):
    """Everything but the description of the image itself. Removes what the source said about its own patient."""
    ds.SpecificCharacterSet = person.charset
    plantPatient(ds, person)
    plantVisit(ds, person)
    plantOthers(ds, person)
    plantNested(ds, person)
    plantPrivate(ds, person)


def plantPatient(ds, person):
    ds.PatientName, ds.PatientID, ds.IssuerOfPatientID = person.name, person.id, person.institution
    ds.PatientBirthDate, ds.PatientSex, ds.PatientAge = person.birthDate, person.sex, person.age
    ds.PatientAddress, ds.PatientTelephoneNumbers = person.address, person.phone
    ds.Occupation, ds.PatientMotherBirthName = person.occupation, person.mother
    ds.PatientComments = f"{person.given} can be reached at {person.phone}; send the report to {person.referring.split('^')[0]}."
    ds.AdditionalPatientHistory = f"First seen at {person.institution} on {person.plainDate} as {person.otherId}."


def plantVisit(ds, person):
    for name in ("StudyDate", "SeriesDate", "AcquisitionDate", "ContentDate", "InstanceCreationDate", "PerformedProcedureStepStartDate"):
        setattr(ds, name, person.date)
    for name in ("StudyTime", "SeriesTime", "AcquisitionTime", "ContentTime", "InstanceCreationTime",
                 "PerformedProcedureStepStartTime"):
        setattr(ds, name, person.time)
    ds.AccessionNumber, ds.StudyID = person.accession, person.studyId
    ds.StudyInstanceUID = uid(person.id, "study")
    ds.StudyDescription = f"{ds.Modality} for {person.family.upper()} {person.id}"
    ds.ImageComments = f"Compared with {person.otherId}, {person.plainDate}"


def plantOthers(ds, person):
    ds.ReferringPhysicianName, ds.OperatorsName = person.referring, person.operator
    ds.PerformingPhysicianName, ds.PhysiciansOfRecord = person.referring, person.referring
    ds.InstitutionName, ds.InstitutionAddress = person.institution, person.institutionAddress
    ds.StationName, ds.DeviceSerialNumber = person.station, person.serial


def plantNested(ds, person):
    old = Dataset()
    old.PatientID, old.TypeOfPatientID = person.otherId, "TEXT"
    ds.OtherPatientIDsSequence = Sequence([old])

    physician = Dataset()
    physician.PersonIdentificationCodeSequence = Sequence([code("P1", "99SAMPLE", person.referring.replace("^", ", "))])
    physician.InstitutionName = person.institution
    ds.ReferringPhysicianIdentificationSequence = Sequence([physician])

    request = Dataset()
    request.RequestedProcedureID, request.ScheduledProcedureStepID = person.accession, person.studyId
    request.RequestedProcedureDescription = f"Asked for by {person.referring.split('^')[0]}"
    request.ScheduledProcedureStepDescription = f"{person.family} {person.given}, {person.birthDate}"
    ds.RequestAttributesSequence = Sequence([request])

    former = Dataset()
    former.PatientName, former.PatientID = person.name, person.otherId
    change = Dataset()
    change.ModifiedAttributesSequence = Sequence([former])
    change.AttributeModificationDateTime = person.date + person.time
    change.ModifyingSystem, change.SourceOfPreviousValues = person.station, person.institution
    change.ReasonForTheAttributeModification = "CORRECT"
    ds.OriginalAttributesSequence = Sequence([change])


def plantPrivate(ds, person):
    block = ds.private_block(0x0029, CREATOR, create=True)
    block.add_new(0x01, "LO", f"{person.family}, {person.given}")
    block.add_new(0x02, "UN", f"ID={person.id};BORN={person.birthDate}".encode() + b"\0")
    inner = Dataset()
    inner.PatientName = person.name
    inner.StudyComments = f"call {person.phone}"
    block.add_new(0x03, "SQ", Sequence([inner]))


def found(ds, person):
    """[(where, value, kind)]: what of the person lies where, in the notation of docs/cli.md."""
    rows = []
    values = sorted(person.identifiers().items())
    uids = {str(uid(person.id, "study")), str(ds.SeriesInstanceUID), str(ds.SOPInstanceUID), str(ds.get("FrameOfReferenceUID", ""))}
    for where, text in texts(ds, person):
        rows += [(where, value, kind) for value, kind in values if value in text]
        if text in uids and text:
            rows.append((where, text, "uid"))
    return rows


def texts(ds, person, path=""):
    """Every value that can hold text, as text, with its place."""
    creators = {}
    for element in ds:
        tag = element.tag
        place = f"{path}({tag.group:04X},{tag.element:04X})"
        if tag.is_private_creator:
            creators[tag.element] = element.value
            continue
        if tag.is_private:
            place += "{" + creators[tag.element >> 8] + "}"
        if element.VR == "SQ":
            for index, item in enumerate(element.value):
                yield from texts(item, person, f"{place}[{index}].")
        elif isinstance(element.value, bytes) and len(element.value) < 4096:
            yield place, element.value.decode("utf-8" if person.charset == "ISO_IR 192" else "latin-1", "replace")
        elif not isinstance(element.value, bytes):
            yield place, "\\".join(map(str, element.value)) if element.VM > 1 else str(element.value)
