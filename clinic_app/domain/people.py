"""Staff and children."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from clinic_app.domain.gestation import Gestation

PersonId = NewType("PersonId", str)
PatientId = NewType("PatientId", str)


class Role(StrEnum):
    """What a member of staff may do is data (``resources/roles.toml``); this is the list of who there is."""

    NURSE = "nurse"
    PAEDIATRICIAN = "paediatrician"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff."""

    id: PersonId
    name: str
    role: Role
    active: bool = True


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which role, from which workstation. Every use case takes one."""

    person_id: PersonId
    name: str
    role: Role
    workstation: str


class Sex(StrEnum):
    """Sex at birth; growth charts need ``FEMALE`` or ``MALE``, anything else gets no centile."""

    FEMALE = "female"
    MALE = "male"
    INDETERMINATE = "indeterminate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Patient:
    """A child of the clinic. A birth date is a date without a zone; ``version`` grows with each change.

    ``twin_group`` is shared by children of one birth, ``birth_order`` tells them apart ("A", "B", ...).
    ``allergies`` is ``None`` while nobody has asked, and "none known" only when somebody has.
    """

    id: PatientId
    number: str
    family_name: str
    given_name: str
    birth_date: date
    sex: Sex
    gestation: Gestation | None = None
    guardian: str = ""
    phone: str = ""
    address: str = ""
    twin_group: str = ""
    birth_order: str = ""
    distinguishing: str = ""
    allergies: str | None = None
    version: int = 1

    @property
    def display_name(self) -> str:
        """Family name in capitals, then the given name, as on banner and paper."""
        return f"{self.family_name.upper()}, {self.given_name}"

    def __repr__(self) -> str:
        return f"Patient({self.number})"
