# SPDX-License-Identifier: Apache-2.0
"""Invented people and what scanners write about them; and what scanners write that is nobody's business.

Written from memory of real screens, without looking at resources/text, so that the vocabulary is not tested by itself.
`isUnseen` chooses the words that the unseen half has to itself.
"""

import dataclasses

FAMILIES = (
    "ANDERSON BAKKER CASTILLO DUBOIS EKSTROEM FERRARI GRABOWSKI HOFFMANN IVANOVA JOHNSON KOWALCZYK LINDQVIST MARTINEZ NAKAMURA "
    "OKAFOR PETERSEN QUIROGA ROSSI SCHNEIDER TANAKA UNDERWOOD VASQUEZ WILLIAMS YILMAZ ZIMMERMANN LI NG WU HART PALMER CHIN SHORT".split(),
    "ABERNATHY BRANDT CHEVALIER DELGADO EVANS FITZGERALD GOLDBERG HERNANDEZ ISHIKAWA JANKOVIC KRISTENSEN LEFEBVRE MORETTI NOVAK "
    "OBRIEN PAPADOPOULOS RASMUSSEN SVENSSON THOMPSON URBANEK VOGEL WOJCIK YAMAMOTO ZHANG HU MA KIM FOOTE TEMPLE BODY CROSS LONG".split())
GIVEN = (
    "ALICE BRUNO CARMEN DAVID ELENA FRANK GRETA HENRY INGRID JAMES KAREN LUCAS MARIA NORA OSCAR PAULA ROBERT SOFIA THOMAS URSULA".split(),
    "AGNES BENJAMIN CLAIRE DANIEL EMMA FELIX HANNAH ISMAEL JULIA KEVIN LAURA MARTIN NINA OLIVIA PETER RUTH SAMUEL TERESA VICTOR WANDA".split())
PLACES = (
    ["ST MARY HOSPITAL", "CITY GENERAL HOSPITAL", "UNIKLINIK MUSTERSTADT", "NORTHSIDE IMAGING CENTER", "CLINICA SAN RAFAEL"],
    ["LAKEVIEW MEDICAL CENTRE", "HOPITAL SAINT LUC", "VALLEY RADIOLOGY GROUP", "KREISKRANKENHAUS ALTDORF", "RIVERSIDE WOMENS CLINIC"])
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()

SAFE = (
    ["MI {d}", "TIS {d}", "TIB {d}", "FR {n}Hz", "Gain {n}%", "Gn {n}", "DR {n}", "Depth {n} cm", "{n} fps", "PRF {n}00 Hz", "WF {n} Hz",
     "Zoom 1.5x", "kV 120", "mAs {n}", "SL 5.0 mm", "FOV 240 mm", "TE {n} ms", "TR {n}00 ms", "FA {n} deg", "W 400 L 40", "2D", "THI",
     "LEFT KIDNEY", "RIGHT LOBE LIVER", "GALLBLADDER", "SAGITTAL", "TRANSVERSE", "Dist {d} cm", "Area {d} cm2", "HR {n} bpm", "Vol {n} ml",
     "L12-5", "C5-1", "Abdomen", "Thyroid", "SUPINE", "PORTABLE", "FLAIR", "LONG AXIS", "LV EF {n} %", "PSV {n} cm/s", "FREEZE", "Adult Echo",
     "AXIAL", "CORONAL", "Vel {n} cm/s", "RT OVARY", "BPD {d} cm", "SPLEEN", "PORTAL VEIN", "Persist Med", "Map 3", "Page 1 of 2"],
    ["MI: {d}", "TIC {d}", "Frq {n} MHz", "Gain {n} dB", "C {n}", "Dyn R {n}", "D {n} cm", "{n} Hz", "Wall Filter {n} Hz", "AO 100%", "PW", "CW",
     "kVp {n}", "mA {n}", "Thk 3 mm", "Matrix 256", "TI {n} ms", "ST {n} mm", "WL 50 WW 350", "RES", "GEN", "RT KIDNEY", "LT LOBE THYROID",
     "PANCREAS", "LONGITUDINAL", "TRANS", "D1 {d} cm", "L {d} mm", "FHR {n} bpm", "CRL {d} mm", "RI 0.{n}", "Breast", "Carotid", "ERECT", "T1 SAG",
     "T2 AXIAL", "SHORT AXIS", "4 CHAMBER", "EDV {n} ml", "LEFT", "RIGHT", "LATERAL", "AP", "PA", "Liver", "BLADDER", "UTERUS", "APICAL",
     "Color Gain {n}", "Smooth {n}", "FL {d} cm", "Harmonics", "Aorta"])
MARKERS = (["L", "R", "AP", "PA", "LAT", "L MLO", "R CC"], ["LEFT", "RIGHT", "R MLO", "L CC", "LL", "ERECT", "SUPINE"])
FOREIGN = (
    ["ИВАНОВ ПЁТР", "СМИРНОВА АННА", "ΠΑΠΠΑΣ ΓΙΩΡΓΟΣ", "محمد علي حسن", "Müller-Lüdenscheidt", "Łukasz Wiśniewski", "山田太郎", "김민수"],
    ["Кузнецов Олег", "БОЛЬНИЦА №4", "Νίκος Δήμου", "فاطمة الزهراء", "Çağla Yıldırım", "Zoë Ørsted", "王小明", "鈴木花子", "Jiří Dvořák"])


@dataclasses.dataclass
class Person:
    family: str
    given: str
    number: str
    accession: str
    sex: str
    birth: str  # YYYYMMDD
    study: str
    clock: str  # HHMMSS
    physician: str
    place: str


def digits(random, count):
    return "".join(random.choice("0123456789") for _ in range(count))


def dateBetween(random, first, last):
    return f"{random.randint(first, last)}{random.randint(1, 12):02}{random.randint(1, 28):02}"


def person(random, isUnseen):
    return Person(random.choice(FAMILIES[isUnseen]), random.choice(GIVEN[isUnseen]), digits(random, random.choice((6, 7, 8, 10))),
                  random.choice("ACRX") + digits(random, 7), random.choice("MF"), dateBetween(random, 1925, 2015),
                  dateBetween(random, 2008, 2024), f"{random.randint(7, 18):02}{random.randint(0, 59):02}{random.randint(0, 59):02}",
                  random.choice(FAMILIES[isUnseen][:25]), random.choice(PLACES[isUnseen]))


def writtenDate(random, date, isUnseen):
    year, month, day = date[:4], date[4:6], date[6:]
    name = MONTHS[int(month) - 1]
    return random.choice(
        (f"{year}-{month}-{day}", f"{day}.{month}.{year}", f"{day}-{name}-{year}", f"{month}.{day}.{year}", f"{year}.{month}.{day}") if isUnseen else
        (f"{month}/{day}/{year}", f"{day}/{month}/{year}", f"{day} {name.title()} {year[2:]}", date, f"{name.title()} {day} {year}"))


def aboutPerson(random, who, isUnseen):
    """Something that may not stay: of this person, or of somebody whom the header does not know."""
    age = str(int(who.study[:4]) - int(who.birth[:4]))
    clock = f"{who.clock[:2]}:{who.clock[2:4]}:{who.clock[4:]}"
    born = lambda: writtenDate(random, who.birth, isUnseen)
    studied = lambda: writtenDate(random, who.study, isUnseen)
    other = lambda: random.choice(FAMILIES[isUnseen][:25])
    seen = [lambda: f"{who.family}, {who.given}", lambda: f"{who.family}^{who.given}", lambda: f"{who.given.title()} {who.family.title()}",
            lambda: f"ID: {who.number}", lambda: who.number, lambda: f"DOB {born()}", studied, lambda: f"{studied()} {clock}",
            lambda: f"{who.family} {who.given[0]}", lambda: f"Acc {who.accession}", lambda: f"{int(age):03}Y {who.sex}",
            lambda: f"Dr {who.physician.title()}", lambda: who.place, lambda: f"Tech: {other().title()}", lambda: f"{who.family}, {who.given} {born()}"]
    unseen = [lambda: f"Name: {who.family} {who.given}", lambda: f"{who.family}, {who.given[0]}.", lambda: f"{who.family.title()}, {who.given.title()}",
              lambda: f"MRN {who.number}", lambda: f"#{who.number}", lambda: f"Born {born()}", studied, lambda: f"{clock[:5]} {studied()}",
              lambda: who.family, lambda: who.accession, lambda: f"{who.sex} {int(age)}y", lambda: f"Ref: {who.physician} MD", lambda: who.place.title(),
              lambda: f"Sonographer {other().title()}", lambda: f"{who.number} {who.family}", lambda: f"Tel 0{digits(random, 3)} {digits(random, 6)}"]
    return random.choice(unseen if isUnseen else seen)()


def aboutStranger(random, isUnseen):
    """Somebody of whom the header knows nothing."""
    family, given = random.choice(FAMILIES[isUnseen][:25]), random.choice(GIVEN[isUnseen])
    return random.choice((
        family, f"{given} {family}", f"{family.title()}, {given.title()}", f"Mrs {family.title()}", f"Dr. {family}", f"{given[0]}. {family.title()}",
        f"{given.lower()}.{family.lower()}@mail.example", f"+44 20 {digits(random, 4)} {digits(random, 4)}", f"Room {digits(random, 3)}",
        f"{random.randint(1, 99)} {family.title()} Street", f"mother: {given.title()}", f"Case {digits(random, 5)}", f"SSN {digits(random, 3)}-{digits(random, 2)}-{digits(random, 4)}",
        f"{random.randint(1, 12)}/{random.randint(1, 28)}/{random.randint(70, 99)}", f"LMP {dateBetween(random, 2008, 2024)}", f"{digits(random, 3)}-{digits(random, 4)}",
        f"{random.choice('ABCDKM')}{digits(random, 6)}", f"{random.randint(18, 97)} yrs", f"Operator {given.title()}", f"Ward {family.title()}"))


def aboutPicture(random, isUnseen):
    form = random.choice(SAFE[isUnseen])
    return form.format(n=random.randint(12, 95), d=f"{random.randint(0, 9)}.{random.randint(1, 9)}")


def anything(random, who, isUnseen, shareOfIdentity=0.65):
    """(text, class)"""
    if random.random() < shareOfIdentity:
        return aboutPerson(random, who, isUnseen), "identity"
    return aboutPicture(random, isUnseen), "safe"
