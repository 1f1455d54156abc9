"""How many events somebody told of, typed as it is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.episodes import HowMany
from clinic_app.domain.errors import UserError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", HowMany(2)),
        (" 12 ", HowMany(12)),
        ("\uff12", HowMany(2)),
        ("about 10", HowMany(10, about=True)),
        ("~10", HowMany(10, about=True)),
        ("10 a day", HowMany(10, per_day=True)),
        ("10/day", HowMany(10, per_day=True)),
        ("About 10 per day", HowMany(10, about=True, per_day=True)),
        ("3 in a run", HowMany(3, in_run=True)),
        ("3r", HowMany(3, in_run=True)),
        ("? in a run", HowMany(None, in_run=True)),
        ("0", HowMany(0)),
        ("none", HowMany(0)),
        ("?", HowMany(None)),
        ("some", HowMany(None)),
    ],
)
def test_a_number_is_read_as_it_is_said(text: str, expected: HowMany) -> None:
    assert HowMany.parse(text) == expected


@pytest.mark.parametrize(
    "text", ["", "  ", "-1", "2.5", "two", "1 000", "3 in", "10 a week", "50001", "9999999999", "<b>2</b>"]
)
def test_anything_else_is_refused_and_says_what_is_accepted(text: str) -> None:
    with pytest.raises(UserError) as refused:
        HowMany.parse(text)
    assert refused.value.field == "count"


@given(st.one_of(st.none(), st.integers(1, 50_000)), st.booleans(), st.booleans(), st.booleans())
def test_what_is_shown_can_be_typed_again(count: int | None, about: bool, per_day: bool, in_run: bool) -> None:
    many = HowMany(count, about and count is not None, per_day and count is not None, in_run)
    assert HowMany.parse(str(many)) == many


@given(st.text(max_size=30))
def test_no_text_brings_anything_but_a_number_or_a_sentence(text: str) -> None:
    try:
        many = HowMany.parse(text)
    except UserError:
        return
    assert many.count is None or 0 <= many.count <= 50_000
