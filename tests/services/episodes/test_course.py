"""Which part of a log is looked at, and that part in words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.charts.scene import Dash
from clinic_app.clinical.episodes.weeks import Step
from clinic_app.domain.episodes import EpisodeStatus, SaidKind
from clinic_app.services.episodes.course import CountedLog, View, course_model, moved, since_view, total_words, zoomed
from clinic_app.services.timeline import timeline_model
from tests.clinical.episodes.logs import MONDAY, event, thread, weeks_of
from tests.services.episodes.child import BORN, TODAY, chart_of, said, visit

COUNTS = (6, 11, 12, None, None, 8, 7, 0, 6, 3, 2)
LOG = CountedLog(thread(*weeks_of(*COUNTS)), TODAY)


def test_a_log_is_shown_by_week_from_its_first_to_the_running_one() -> None:
    assert LOG.whole == View(MONDAY, date(2026, 11, 22), Step.WEEK)
    model = course_model(LOG, chart_of(LOG.episode), LOG.whole)
    assert [bar.count for bar in model.bars] == list(COUNTS)
    assert model.bars[0].start == (MONDAY - BORN).days
    assert [bar.unfinished for bar in model.bars] == [False] * 10 + [True]
    assert model.before == ("no log", "before", "7 Sep")


def test_a_short_log_does_not_fill_the_width() -> None:
    log = CountedLog(thread(event(TODAY, 2)), TODAY)
    assert log.whole.days == 56
    assert len(course_model(log, chart_of(log.episode), log.whole).bars) == 1


def test_years_are_shown_by_month_and_months_name_their_silent_weeks() -> None:
    old = event(date(2025, 3, 3), 4)
    log = CountedLog(thread(old, *weeks_of(*COUNTS)), TODAY)
    assert log.whole.step is Step.MONTH
    model = course_model(log, chart_of(log.episode), log.whole)
    assert model.bars[0].spoken == "Mar 2025: 4 events, 4 weeks without a log"
    assert model.bars[1].count is None


def test_days_without_a_line_in_a_logged_week_are_empty_and_not_silence() -> None:
    view = zoomed(LOG, LOG.whole, 0.4, MONDAY + timedelta(days=20))
    assert view.step is Step.DAY
    bars = course_model(LOG, chart_of(LOG.episode), view).bars
    empty = [bar for bar in bars if bar.count is None]
    assert {bar.blank for bar in empty} == {True, False}
    assert all(bar.spoken.endswith("nothing written") == bar.blank for bar in empty)
    assert all(bar.spoken.endswith("no log") != bar.blank for bar in empty)


def test_visits_carry_what_was_advised_and_advice_between_visits_has_its_own_line() -> None:
    told = replace(
        LOG.episode,
        said=(
            said(SaidKind.ADVICE, date(2026, 10, 14), "hold the leg gently when it shakes"),
            said(SaidKind.NOTE, date(2026, 10, 20), "not drawn"),
            said(SaidKind.TREATMENT, date(2026, 11, 3), "vitamin D"),
        ),
    )
    visits = (visit(date(2026, 9, 16)), visit(date(2026, 10, 14)), visit(TODAY))
    lines = course_model(replace(LOG, episode=told), chart_of(told, visits=visits), LOG.whole).lines
    assert [(line.label, line.dash) for line in lines] == [
        ("Visit 16 Sep", Dash.DASHED),
        ("Visit 14 Oct, hold the leg gently…", Dash.DASHED),
        ("3 Nov, vitamin D", Dash.DOTTED),
    ]
    assert lines[1].spoken == "Visit 14 Oct. Advice: hold the leg gently when it shakes"


def test_the_table_says_what_is_drawn() -> None:
    table = course_model(LOG, chart_of(LOG.episode, visits=(visit(date(2026, 9, 16)),)), LOG.whole).table
    assert table.rows[1] == ("Week of 14 Sep", "11 events", "Visit 16 Sep")
    assert table.rows[3][1] == "no log"
    assert table.rows[-1][1] == "2 events, week not over"


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (weeks_of(*COUNTS), "55 events since 7 Sep; this week is not over"),
        (weeks_of(6, 5), "11 events since 7 Sep; nothing logged this week yet"),
        ([event(TODAY, None)], "at least 1 event since 18 Nov; this week is not over"),
        ([event(TODAY, 3, about=True)], "3 events, 3 of them about, since 18 Nov; this week is not over"),
        ([], "nothing logged yet"),
    ],
)
def test_the_total_says_how_surely_and_since_when(events: list, words: str) -> None:
    assert total_words(CountedLog(thread(*events), TODAY)) == words


@given(
    st.lists(st.tuples(st.sampled_from(("zoom", "move")), st.floats(0.05, 4), st.integers(-400, 400)), max_size=20),
    st.integers(0, 900),
)
def test_no_zooming_or_moving_leaves_the_log(steps: list[tuple[str, float, int]], age: int) -> None:
    log = CountedLog(thread(event(TODAY - timedelta(days=age), 1), event(TODAY, 1)), TODAY)
    view = log.whole
    for what, factor, days in steps:
        view = (
            zoomed(log, view, factor, view.first + timedelta(days=abs(days) % view.days))
            if what == "zoom"
            else moved(log, view, days)
        )
        assert log.whole.first <= view.first < view.last <= log.whole.last
        assert view.days >= 7
    assert zoomed(log, view, 1000, TODAY) == log.whole


def test_what_is_zoomed_at_stays_in_view() -> None:
    at = date(2026, 10, 14)
    view = LOG.whole
    for _ in range(8):
        view = zoomed(LOG, view, 0.6, at)
        assert view.first <= at <= view.last
    assert (view.days, view.step) == (7, Step.DAY)


def test_since_the_last_visit() -> None:
    view = since_view(LOG, date(2026, 10, 14))
    assert view.first <= date(2026, 10, 14)
    assert view.last >= TODAY
    assert view.days < LOG.whole.days


def test_the_timeline_hatches_silence_and_keeps_threads_apart() -> None:
    other = replace(thread(event(date(2026, 5, 4), 3)), title="Startles", status=EpisodeStatus.RESOLVED)
    chart = chart_of(LOG.episode, other)
    lanes = {lane.title: lane for lane in timeline_model(chart, (), TODAY).lanes}
    silent = [bar for bar in lanes["Leg shakes"].bars if bar.silent]
    assert [bar.spoken for bar in silent] == ["28 Sep to 11 Oct: no log"]
    assert [bar.label for bar in lanes["Leg shakes"].bars if bar.label] == ["12"]
    assert [bar.level for bar in lanes["Leg shakes"].bars if bar.spoken.endswith(": 0 events")] == [0.0]
    assert "Startles" in lanes
    zoomed_in = timeline_model(chart, (), TODAY, since=date(2026, 10, 14)).lanes
    assert "Startles" not in {lane.title for lane in zoomed_in}
    shakes = next(lane for lane in zoomed_in if lane.title == "Leg shakes")
    assert [bar.label for bar in shakes.bars if bar.label] == ["8"]
