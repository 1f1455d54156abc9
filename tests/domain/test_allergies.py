"""What was told once about an allergy stays on banner and paper."""

import pytest

from clinic_app.domain.allergies import NONE_KNOWN, allergies_after
from clinic_app.domain.answers import Answer, ItemKey


def told(status: str | None = None, named: str | None = None) -> dict[ItemKey, Answer]:
    said = {"hx_allergy_status": status, "hx_allergy_list": named}
    return {ItemKey(field): Answer(value) for field, value in said.items() if value is not None}


@pytest.mark.parametrize(
    ("before", "status", "named", "after"),
    [
        (None, None, None, None),
        (None, "unknown", None, None),
        (None, "none_known", None, NONE_KNOWN),
        (None, "recorded", "Penicillin", "Penicillin"),
        (None, "recorded", None, "Recorded, see history"),
        (None, None, " Penicillin ", "Penicillin"),
        (NONE_KNOWN, None, None, NONE_KNOWN),
        (NONE_KNOWN, "unknown", None, NONE_KNOWN),
        (NONE_KNOWN, "recorded", "Egg", "Egg"),
        ("Penicillin", None, None, "Penicillin"),
        ("Penicillin", "none_known", None, "Penicillin"),
        ("Penicillin", "unknown", None, "Penicillin"),
        ("Penicillin", "recorded", None, "Penicillin"),
        ("Penicillin", "recorded", "Egg", "Penicillin; Egg"),
        ("Penicillin; Egg", "recorded", "Egg", "Penicillin; Egg"),
        ("Penicillin", "recorded", "Penicillin: rash", "Penicillin: rash"),
        ("Recorded, see history", "recorded", "Egg", "Egg"),
    ],
)
def test_what_is_known_after_each_answer(before, status, named, after) -> None:
    assert allergies_after(before, told(status, named)) == after


def test_a_question_that_was_left_out_says_nothing() -> None:
    assert allergies_after(None, {ItemKey("hx_allergy_status"): Answer.not_examined("asleep")}) is None
