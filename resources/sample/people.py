# SPDX-License-Identifier: Apache-2.0
"""The invented people of the sample and everything that would give them away. Nobody here exists.

Telephone numbers are from the range kept for fiction, mail addresses from the domain kept for examples.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    name: str
    id: str
    otherId: str
    birthDate: str
    sex: str
    age: str
    address: str
    phone: str
    occupation: str
    mother: str
    referring: str
    operator: str
    institution: str
    institutionAddress: str
    station: str
    serial: str
    accession: str
    studyId: str
    date: str
    time: str
    charset: str = "ISO_IR 100"
    extraNames: tuple = field(default=())

    @property
    def family(self):
        return self.name.split("^")[0]

    @property
    def given(self):
        return self.name.split("=")[0].split("^")[1]

    @property
    def plainDate(self):
        return f"{self.date[:4]}-{self.date[4:6]}-{self.date[6:]}"

    @property
    def folder(self):
        """As an export names it: with the identity in it."""
        plain = f"{self.family}_{self.given}_{self.birthDate}"
        return "".join(char if ord(char) < 128 else "_" for char in plain)

    def identifiers(self):
        """{text that must not survive: its kind}"""
        values = {self.name: "name", self.family: "name", self.given: "name", self.id: "id", self.otherId: "id",
                  self.birthDate: "date", self.date: "date", self.plainDate: "date", self.time: "date", self.address: "place",
                  self.phone: "contact", self.occupation: "person", self.mother: "name", self.referring: "name",
                  self.referring.split("^")[0]: "name", self.operator: "name", self.institution: "place",
                  self.institutionAddress: "place", self.station: "device", self.serial: "device", self.accession: "id",
                  self.studyId: "id"}
        return values | {name: "name" for name in self.extraNames}


HEAD = Person(
    name="Okonkwo^Amarachi^Blessing", id="HN-4471903", otherId="OLD-88120-A", birthDate="19640312", sex="F", age="057Y",
    address="14 Heronsgate Lane, Millbrook", phone="555-0142", occupation="Lamp keeper", mother="Umeh^Ngozi",
    referring="Thistlewood^Barnaby", operator="Quillfeather^Ivo", institution="Saint Walburga Infirmary",
    institutionAddress="3 Abbey Close, Millbrook", station="WALBURGAMR2", serial="SN4400817", accession="ACC7719026",
    studyId="ST55120", date="20210819", time="101533.417000")
SOUND = Person(
    name="Lindqvarn^Pernilla", id="US-2093317", otherId="LQ-771-009", birthDate="19791104", sex="F", age="041Y",
    address="Kastanjev\u00e4gen 8, Norrdala", phone="555-0177", occupation="Bell founder", mother="Hallgrensson^Maj",
    referring="Ravensworth^Odile", operator="Brandelius^Tor", institution="Norrdala Women's Clinic",
    institutionAddress="Torggatan 2, Norrdala", station="NORRDALAUS1", serial="SN7761204", accession="ACC3308841",
    studyId="ST90217", date="20210422", time="142207.903000")
CAPTURE = Person(
    name="Nakamori^Yuizuki=\u4e2d\u68ee^\u7d50\u6708", id="CT-6650218", otherId="NK-102-334", birthDate="19550927", sex="M",
    age="065Y", address="22 Saltmarsh Row, Eastholm", phone="555-0119", occupation="Organ builder", mother="Hoshikawa^Rin",
    referring="Delacroisette^Yves", operator="Pemberly^Augusta", institution="Eastholm Harbour Hospital",
    institutionAddress="1 Quay Street, Eastholm", station="EASTHOLMCT5", serial="SN9023360", accession="ACC5512740",
    studyId="ST31188", date="20210614", time="090121.256000", charset="ISO_IR 192", extraNames=("\u4e2d\u68ee",))
SMALL = Person(
    name="Moreau-Lacombe^\u00c9lodie", id="MR-1180345", otherId="ML-440-218", birthDate="19880216", sex="F", age="033Y",
    address="9 impasse des \u00c9rables, Villeneuve-le-Sec", phone="555-0163", occupation="Falconer", mother="Lacombe^Josiane",
    referring="Weatherall^Hugh", operator="Sandoval^Ines", institution="Clinique des Tilleuls",
    institutionAddress="40 rue du Moulin, Villeneuve-le-Sec", station="TILLEULSMR1", serial="SN1188273",
    accession="ACC6640093", studyId="ST70345", date="20210305", time="161845.731000")
