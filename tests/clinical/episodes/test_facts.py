"""A log as facts: the worst that was told counts, and what reassures only when every event was asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.clinical.assessment import assess
from clinic_app.clinical.content import load_content
from clinic_app.clinical.episodes.facts import Told, event_facts, thread_facts, trend_of
from clinic_app.clinical.episodes.joining import joined
from clinic_app.clinical.episodes.reading_rules import ThreadReading, load_thread_reading
from clinic_app.domain.episodes import EpisodeStatus
from tests.clinical.episodes.logs import MONDAY, event, thread, weeks_of

BORN = date(2026, 3, 14)
CHILD = {"age_days": 249, "age_months": 8.2, "corrected_age_months": 8.2}


def facts_of(reading: ThreadReading, *events, today: date, asked=None, **more):
    return thread_facts(reading, thread(*events, **more), BORN, today, asked or {})


def test_quick_answers_are_facts_of_an_event() -> None:
    one = event(
        MONDAY, 3, triggers=("cold",), states=("drowsy",), held="no", side="left_only", longest_s=9, in_run=True
    )
    assert event_facts(one) == {
        "ep_triggers": ("cold",),
        "ep_states": ("drowsy",),
        "ep_suppressible": "no",
        "ep_side": "left_only",
        "ep_duration_longest_s": 9.0,
        "ep_clusters": "yes",
        "ep_cluster_size": 3,
        "ep_per_day": 3.0,
    }
    assert event_facts(event(MONDAY, 0, held="no")) == {}


def test_one_abnormal_event_among_many_counts(reading: ThreadReading, today: date) -> None:
    many = [event(MONDAY, 1, {"ep_eyes": ("normal",), "ep_responsive": "normal"}, held="yes") for _ in range(50)]
    odd = event(MONDAY, 1, {"ep_eyes": ("staring",), "ep_responsive": "reduced"}, held="no")
    found = facts_of(reading, *many, odd, today=today).facts
    assert found["ep_responsive"] == "reduced"
    assert found["ep_suppressible"] == "no"
    assert set(found["ep_eyes"]) == {"normal", "staring"}


def test_normal_eyes_of_one_event_are_not_normal_eyes_of_all(reading: ThreadReading, today: date) -> None:
    told, untold = event(MONDAY, 1, {"ep_eyes": ("normal",)}), event(MONDAY, 1)
    found = facts_of(reading, told, untold, today=today)
    assert "ep_eyes" not in found.facts
    assert "ep_eyes" in found.held_back
    assert found.told["ep_eyes"] == Told(1, 2)
    assert facts_of(reading, told, today=today).facts["ep_eyes"] == ("normal",)


def test_the_visits_answer_speaks_for_every_event(reading: ThreadReading, today: date) -> None:
    told, untold = event(MONDAY, 1, {"ep_eyes": ("normal",)}), event(MONDAY, 1)
    assert facts_of(reading, told, untold, today=today, asked={"ep_eyes": ("normal",)}).facts["ep_eyes"] == ("normal",)
    worse = event(MONDAY, 1, {"ep_eyes": ("rolled_up",)})
    found = facts_of(reading, worse, today=today, asked={"ep_eyes": ("normal",)}).facts
    assert "rolled_up" in found["ep_eyes"]


@pytest.mark.parametrize(
    ("sides", "side"),
    [
        (("right_only", "right_only"), "right_only"),
        (("right_only", "left_only", "left_only"), "left_only"),
        (("right_only", "symmetric", "symmetric"), "right_only"),
        (("asymmetric", "symmetric"), "asymmetric"),
        (("symmetric", "midline"), "symmetric"),
        (("symmetric", "unclear"), "symmetric"),
        (("symmetric", "migrating"), "migrating"),
    ],
)
def test_sides_of_many_events(reading: ThreadReading, today: date, sides: tuple[str, ...], side: str) -> None:
    found = facts_of(reading, *(event(MONDAY, 1, side=one) for one in sides), today=today)
    assert found.facts["ep_side"] == side


def test_only_in_sleep_needs_the_state_of_every_event(reading: ThreadReading, today: date) -> None:
    asleep = event(MONDAY, 1, states=("asleep",))
    assert facts_of(reading, asleep, today=today).facts["ep_only_in_sleep"] == "yes"
    assert "ep_only_in_sleep" not in facts_of(reading, asleep, event(MONDAY, 1), today=today).facts
    awake = event(MONDAY, 1, states=("awake_quiet",))
    assert facts_of(reading, asleep, event(MONDAY, 1), awake, today=today).facts["ep_only_in_sleep"] == "no"


@pytest.mark.parametrize(
    ("counts", "trend"),
    [
        ((8, 8, 4, 4), "decreasing"),
        ((4, 4, 5, 5), "increasing"),
        ((4, 4, 4, 4), "stable"),
        ((8, None, 8, 4, None, 4), "decreasing"),
        ((8, 4, 2), None),
        ((0, 0, 0, 0), "stable"),
        ((0, 0, 0, 3), "increasing"),
    ],
)
def test_the_trend_compares_whole_logged_weeks(reading: ThreadReading, counts, trend: str | None) -> None:
    until = MONDAY + timedelta(days=7 * len(counts) - 1)
    assert trend_of(reading.trend, thread(*weeks_of(*counts)), until) == trend


def test_the_running_week_is_no_fall(reading: ThreadReading) -> None:
    events = weeks_of(8, 8, 8, 8, 1)
    assert trend_of(reading.trend, thread(*events), MONDAY + timedelta(days=28)) == "stable"


def test_a_resolved_thread_says_so(reading: ThreadReading, today: date) -> None:
    assert trend_of(reading.trend, thread(status=EpisodeStatus.RESOLVED), today) == "resolved"


def test_events_after_the_day_are_not_read(reading: ThreadReading) -> None:
    later = event(MONDAY + timedelta(days=1), 1, held="no")
    assert "ep_suppressible" not in facts_of(reading, event(MONDAY, 1), later, today=MONDAY).facts


CODES = {
    "ep_eyes": ("normal", "rolled_up", "staring", "closed"),
    "ep_colour": ("normal", "blue"),
    "ep_post": ("immediate_normal", "sleepy", "confused"),
    "ep_movement": ("tremor_fine", "rhythmic_jerk", "spasm", "stiffening", "shudder"),
}
ONE_CODE = {"ep_responsive": ("normal", "reduced", "absent"), "ep_at_rest": ("yes", "no"), "ep_clusters": ("yes", "no")}


@st.composite
def events(draw) -> object:
    described = {field: (draw(st.sampled_from(codes)),) for field, codes in CODES.items() if draw(st.booleans())}
    described |= {field: draw(st.sampled_from(codes)) for field, codes in ONE_CODE.items() if draw(st.booleans())}
    more = {}
    if draw(st.booleans()):
        more["held"] = draw(st.sampled_from(("yes", "partly", "no", "not_tried")))
    if draw(st.booleans()):
        more["side"] = draw(st.sampled_from(("symmetric", "left_only", "right_only", "unclear")))
    if draw(st.booleans()):
        more["states"] = (draw(st.sampled_from(("asleep", "awake_quiet", "on_waking"))),)
    if draw(st.booleans()):
        more["triggers"] = (draw(st.sampled_from(("limb_stretch", "waking", "startle_noise"))),)
    return event(MONDAY + timedelta(days=draw(st.integers(0, 60))), draw(st.integers(1, 5)), described, **more)


@settings(max_examples=120, deadline=None)
@given(st.lists(events(), min_size=1, max_size=5), st.sampled_from(sorted({*CODES, *ONE_CODE})), st.data())
def test_leaving_out_a_mild_answer_never_makes_a_log_milder(log, field: str, data) -> None:
    """An event whose mild or missing answer is taken back can only cost reassurance, never win it."""
    content = load_content()
    reading = load_thread_reading(content.fields, content.sources)
    today = MONDAY + timedelta(days=61)
    at = data.draw(st.integers(0, len(log) - 1))
    key = next((key for key in log[at].described if key.field == field), None)
    if key is not None:
        value = log[at].described[key].value
        codes = {value} if isinstance(value, str) else set(value)
        if reading.fields[field].mild and not codes <= reading.fields[field].mild:
            return
        if not reading.fields[field].mild:
            return
    without = {one: answer for one, answer in log[at].described.items() if one.field != field}
    less = [*log[:at], replace(log[at], described=without), *log[at + 1 :]]
    before, after = (
        assess(content, CHILD | dict(thread_facts(reading, thread(*one), BORN, today, {}).facts)) for one in (log, less)
    )
    assert after.urgency >= before.urgency
    assert before.reassurance.allowed or not after.reassurance.allowed


@settings(max_examples=60, deadline=None)
@given(st.lists(events(), min_size=1, max_size=4), st.lists(events(), min_size=1, max_size=4))
def test_a_second_thread_never_makes_the_whole_milder(one, other) -> None:
    content = load_content()
    reading = load_thread_reading(content.fields, content.sources)
    today = MONDAY + timedelta(days=61)
    visit = assess(content, CHILD)
    first, second = (
        assess(content, CHILD | dict(thread_facts(reading, thread(*log), BORN, today, {}).facts))
        for log in (one, other)
    )
    alone, both = joined(visit, {"a": first}), joined(visit, {"a": first, "b": second})
    assert both.urgency >= alone.urgency
    assert {flag.id for flag in both.flags} >= {flag.id for flag in alone.flags}
    assert alone.reassurance.allowed or not both.reassurance.allowed
    assert {flag.episode for flag in both.flags} <= {"a", "b", ""}


def test_without_threads_nothing_changes() -> None:
    said = assess(load_content(), CHILD)
    assert joined(said, {}) is said
