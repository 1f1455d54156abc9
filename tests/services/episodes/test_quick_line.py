"""The quick line: typed words become an event, or a sentence for the field they stand in."""

from datetime import date
from typing import Any

import pytest

from clinic_app.domain.episodes import EventId, EventTime, Seen, TimeOfDay
from clinic_app.domain.errors import UserError
from clinic_app.services.episodes.quick_line import Typed, new_event, read_length, read_line, tellers, used_codes

BORN, TODAY = date(2026, 3, 14), date(2026, 11, 18)


def read(clinic: Any, **typed: Any) -> Any:
    line = Typed(**({"day": "", "time": "", "count": "1", "longest": "", "codes": {}, "told_by": ""} | typed))
    return read_line(line, new_event(EventId("e")), BORN, TODAY, clinic.context.knowledge)


def test_everything_that_can_be_typed_is_kept(clinic: Any) -> None:
    codes = {
        "ep_triggers": ("limb_stretch", "cold"), "ep_states": ("crying",), "ep_suppressible": ("no",),
        "ep_side": ("left_only",),
    }  # fmt: skip
    event = read(
        clinic, day="17 nov", time="about 19", count="3 in a run", longest="2 min", codes=codes, told_by=" the  nan "
    )
    assert event.when == EventTime(date(2026, 11, 17), time=TimeOfDay.parse("about 19"))
    assert (event.count, event.in_run, event.told_by) == (3, True, "the nan")
    assert event.seen == Seen(120, ("limb_stretch", "cold"), ("crying",), "no", "left_only")


def test_about_ten_a_day_since_monday_is_kept_as_it_is(clinic: Any) -> None:
    event = read(clinic, day="since monday", count="about 10 a day")
    assert (event.when.day, event.when.last_day) == (date(2026, 11, 16), TODAY)
    assert (event.count, event.count_about, event.per_day, event.total) == (10, True, True, 30)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": "1 jan 2026"}, "day"),
        ({"day": "19 nov 2026"}, "day"),
        ({"day": "15 nov to 12 nov"}, "day"),
        ({"day": "whenever"}, "day"),
        ({"time": "25:00"}, "time"),
        ({"count": ""}, "count"),
        ({"count": "many"}, "count"),
        ({"longest": "long"}, "longest"),
        ({"longest": "99999999"}, "longest"),
        ({"codes": {"ep_triggers": ("nonsense",)}}, "ep_triggers"),
        ({"count": "none", "longest": "8"}, "count"),
    ],
)
def test_a_refusal_names_its_field(clinic: Any, typed: dict[str, Any], field: str) -> None:
    with pytest.raises(UserError) as refused:
        read(clinic, **typed)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", None),
        ("?", None),
        ("8", 8),
        ("8s", 8),
        ("8 sec", 8),
        ("2 min", 120),
        ("1:30", 90),
        ("2 m 5 s", 125),
        ("1 h", 3600),
    ],
)
def test_a_length_in_seconds(text: str, seconds: int | None) -> None:
    assert read_length(text) == seconds


@pytest.mark.parametrize("text", ["1:75", "8 9", "-3", "3,5", "1 h 30", "a while"])
def test_a_length_that_cannot_be_read(text: str) -> None:
    with pytest.raises(UserError):
        read_length(text)


def test_what_was_told_before_is_offered_first(clinic: Any) -> None:
    first = read(clinic, codes={"ep_triggers": ("cold",)}, told_by="nan")
    second = read(clinic, codes={"ep_triggers": ("crying",)}, told_by="mother")
    assert used_codes([first, second, second], "ep_triggers") == ("crying", "cold")
    assert tellers([first, second], ("mother", "father")) == ("mother", "nan", "father")
