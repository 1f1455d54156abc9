"""What the identity banner says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BannerModel:
    """The child on every screen. Everything is ready to be shown; an empty text is left out.

    Attributes:
        surname, given_name: shown as ``SURNAME, Given``; the surname is raised to capitals by the banner.
        sex: ``Girl``, ``Boy``, ``Indeterminate``, ``Unknown``.
        born: ``14 Mar 2026``.
        age: chronological age today.
        corrected_age: empty unless the child was born preterm and is young enough.
        gestation: ``34+3``, shown with the corrected age.
        weight, weight_day: last weight with unit, and its day, ``18 Nov``.
        number: record number.
        allergies: in words; ``Not asked`` when nobody asked, never empty.
        twin: ``Twin A · not Isla``; cannot be closed.
        visit: state of the visit, ``Visit today, draft`` or ``Signed 11:02, Dr Tallow``.
        visit_signed: whether that visit is signed.
        has_allergy: an allergy is recorded, which the banner marks.
    """

    surname: str
    given_name: str
    sex: str
    born: str
    age: str
    number: str
    allergies: str
    corrected_age: str = ""
    gestation: str = ""
    weight: str = ""
    weight_day: str = ""
    twin: str = ""
    visit: str = ""
    visit_signed: bool = False
    has_allergy: bool = False
