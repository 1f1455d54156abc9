"""Nothing typed is lost, and nobody's words are overwritten unseen."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.drafts import Draft, DraftId, DraftKind
from clinic_app.domain.errors import ConflictError
from clinic_app.domain.people import PersonId

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
NURSE, DOCTOR = PersonId("nurse"), PersonId("doctor")


def empty() -> Draft:
    return Draft(DraftId("d"), DraftKind.VISIT, NURSE, NOW)


def test_two_people_may_write_different_keys_from_the_same_version() -> None:
    draft = empty().patched({"a": 1}, by=NURSE, at=NOW, seen=1).patched({"b": 2}, by=DOCTOR, at=NOW, seen=1)
    assert {key: entry.value for key, entry in draft.entries.items()} == {"a": 1, "b": 2}


def test_another_persons_newer_value_is_not_overwritten() -> None:
    draft = empty().patched({"a": 1}, by=NURSE, at=NOW, seen=1)
    with pytest.raises(ConflictError) as caught:
        draft.patched({"a": 2, "b": 3}, by=DOCTOR, at=NOW, seen=1)
    assert caught.value.keys == frozenset({"a"})


def test_the_same_person_saving_twice_is_never_told_that_somebody_else_changed_it() -> None:
    draft = empty().patched({"a": 1}, by=NURSE, at=NOW, seen=1).patched({"a": 2}, by=NURSE, at=NOW, seen=1)
    assert draft.entries["a"].value == 2


def test_an_entry_that_is_taken_back_stays_to_be_seen() -> None:
    draft = empty().patched({"a": 1}, by=NURSE, at=NOW, seen=1).patched({"a": None}, by=DOCTOR, at=NOW, seen=2)
    assert draft.entries["a"].value is None
    assert draft.entries["a"].by == DOCTOR


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(), st.sampled_from([NURSE, DOCTOR]))))
def test_whoever_has_seen_everything_may_change_everything(steps: list[tuple[str, int, PersonId]]) -> None:
    draft = empty()
    for key, value, person in steps:
        draft = draft.patched({key: value}, by=person, at=NOW, seen=draft.version)
    assert {key: entry.value for key, entry in draft.entries.items()} == {key: value for key, value, _ in steps}
    assert draft.version == 1 + len(steps)
