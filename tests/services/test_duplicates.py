"""Who is shown while a child is being registered: the same child, twins, brothers and sisters."""

from datetime import date, timedelta

import pytest

from clinic_app.domain.people import Role
from clinic_app.services import children
from clinic_app.services.children import Likeness
from tests.services.test_visit import BORN, IDENTITY, entry, register


def shown(clinic, family: str, given: str, born: date | None) -> dict[str, Likeness]:
    found = clinic.desk(Role.NURSE).run(children.possible_duplicates, family, given, born)
    return {one.patient.given_name: one.likeness for one in found}


@pytest.fixture
def family(clinic):
    """Ayla, her twin Isla born after midnight, and their elder brother."""
    register(clinic)
    night = entry("pt_given_name", "Isla") | entry("pt_birth_date", BORN + timedelta(days=1))
    register(clinic, IDENTITY | night, "isla")
    elder = entry("pt_given_name", "Oren") | entry("pt_birth_date", date(2023, 5, 2)) | entry("sex", "male")
    register(clinic, IDENTITY | elder, "oren")
    other = entry("pt_family_name", "Quarrystone") | entry("pt_given_name", "Bo")
    register(clinic, IDENTITY | other, "bo")
    return clinic


def test_brothers_and_sisters_stay_when_the_birth_date_is_typed_and_twins_come_first(family) -> None:
    found = shown(family, "Brightwater", "Noor", BORN)
    assert found == {"Ayla": Likeness.TWIN, "Isla": Likeness.TWIN, "Oren": Likeness.SIBLING}
    assert list(found)[-1] == "Oren"


def test_they_are_shown_before_a_birth_date_is_typed(family) -> None:
    found = shown(family, "Brightwater", "Noor", None)
    assert set(found) == {"Ayla", "Isla", "Oren"}
    assert set(found.values()) == {Likeness.SIBLING}


def test_the_same_child_comes_before_the_twin(family) -> None:
    assert list(shown(family, "Brightwater", "Ayla", BORN).items())[:2] == [
        ("Ayla", Likeness.SAME),
        ("Isla", Likeness.TWIN),
    ]


def test_a_sibling_born_another_day_is_no_twin(family) -> None:
    found = shown(family, "Brightwater", "Noor", BORN + timedelta(days=3))
    assert found == {"Ayla": Likeness.SIBLING, "Isla": Likeness.SIBLING, "Oren": Likeness.SIBLING}


def test_who_only_shares_the_birth_date_is_not_shown(family) -> None:
    assert "Bo" not in shown(family, "Brightwater", "Noor", BORN)
