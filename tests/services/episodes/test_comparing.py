"""Two periods in words: denominators shown, no percentage of few, silence is no number."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.episodes.compare import Amount, Measure, Period, compare
from clinic_app.clinical.episodes.summary import summarise
from clinic_app.domain.errors import UserError
from clinic_app.services.episodes.comparing import (
    amount_words,
    checked_period,
    compared_rows,
    offered_periods,
    period_words,
    share_words,
)
from clinic_app.services.episodes.course import CountedLog
from clinic_app.services.episodes.looks import held_words, trigger_table
from clinic_app.services.episodes.over_time import held_over_time, lengths_over_time, side_over_time, spans_of
from clinic_app.services.knowledge import Knowledge, load_knowledge
from tests.clinical.episodes.logs import MONDAY, event, thread, weeks_of
from tests.services.episodes.child import BORN, TODAY, chart_of, visit


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(31, 33, 4), "31 of 33 (94 %), not told 4"),
        (Amount(3, 9, 0, 2), "3 of 9, not tried 2"),
        (Amount(None, 0, 4), "not told 4"),
        (Amount(None, 0), "–"),
        (Amount(0, 12), "0 of 12 (0 %)"),
    ],
)
def test_a_share_has_its_denominator(amount: Amount, words: str) -> None:
    assert amount_words(Measure.HELD, amount) == words


@pytest.mark.parametrize(
    ("measure", "amount", "words"),
    [
        (Measure.EVENTS, Amount(12, 28, 7), "12, 7 days without a log"),
        (Measure.EVENTS, Amount(0, 7), "0"),
        (Measure.EVENTS, Amount(None, 0, 14), "no log"),
        (Measure.A_WEEK, Amount(None, 3, 0), "too short to say"),
        (Measure.A_WEEK, Amount(9.25, 28, 0), "9.2 (on 28 days)"),
        (Measure.LONGEST, Amount(12, 8, 1), "12 s (told of 8 lines, not told of 1)"),
        (Measure.MEDIAN, Amount(9.5, 1, 0), "9.5 s (told of 1 line)"),
        (Measure.MEDIAN, Amount(None, 0, 3), "not told of 3"),
    ],
)
def test_numbers_say_what_they_are_of(measure: Measure, amount: Amount, words: str) -> None:
    assert amount_words(measure, amount) == words


@given(st.integers(1, 5000), st.data())
def test_all_and_none_are_never_rounded_to(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    words = share_words(part, whole)
    assert ("(" in words) == (whole >= 10)
    assert ("(100 %)" in words) == (whole >= 10 and part == whole)
    assert ("(0 %)" in words) == (whole >= 10 and part == 0)


def test_the_periods_that_are_offered() -> None:
    chart = chart_of(visits=(visit(date(2026, 9, 16)), visit(date(2026, 10, 14)), visit(TODAY)))
    before, after = offered_periods(chart, TODAY)
    assert after == Period(date(2026, 10, 15), TODAY)
    assert before == Period(date(2026, 9, 10), date(2026, 10, 14))
    first_time = offered_periods(chart_of(), TODAY)
    assert [one.days for one in first_time] == [28, 28]
    assert period_words(after, TODAY) == "15 Oct to 18 Nov, 35 days"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, TODAY, "needs"),
        (BORN - timedelta(days=1), TODAY, "before the birth"),
        (BORN, TODAY + timedelta(days=1), "future"),
        (TODAY, BORN, "before it begins"),
    ],
)
def test_a_period_that_cannot_be_is_refused(first: date | None, last: date | None, words: str) -> None:
    with pytest.raises(UserError, match=words):
        checked_period(first, last, BORN, TODAY)


def test_a_period_beside_itself_differs_in_nothing(knowledge: Knowledge) -> None:
    period = Period(MONDAY, MONDAY + timedelta(days=20))
    told = [event(MONDAY + timedelta(days=day), 3, held="yes", side="right_only", longest_s=4) for day in range(20)]
    rows = compared_rows(knowledge, compare(told, period, period))
    assert rows
    assert not any(row.differs for row in rows)
    assert all(row.before == row.after for row in rows)


def test_a_share_differs_where_what_is_written_differs(knowledge: Knowledge) -> None:
    later = MONDAY + timedelta(days=7)
    told = [
        event(MONDAY, 22, held="yes"),
        event(MONDAY, 14, held="no"),
        event(later, 14, held="yes"),
        event(later, 9, held="no"),
    ]
    two = (Period(MONDAY, MONDAY + timedelta(days=6)), Period(later, later + timedelta(days=6)))
    row = next(row for row in compared_rows(knowledge, compare(told, *two)) if row.what == "Stops when held")
    assert (row.before, row.after, row.differs) == ("22 of 36 (61 %)", "14 of 23 (61 %)", False)


def test_a_line_outside_a_period_still_says_that_its_week_was_logged() -> None:
    found = summarise([event(MONDAY, 0)], MONDAY + timedelta(days=3), MONDAY + timedelta(days=6))
    assert (found.events, found.logged_days) == (0, 4)


def test_trigger_by_state_keeps_what_was_not_told_apart(knowledge: Knowledge) -> None:
    told = [
        event(MONDAY, 5, triggers=("cold",), states=("crying",), held="yes"),
        event(MONDAY, 7, triggers=("none_seen",), states=("on_waking",), held="not_tried"),
        event(MONDAY, 2),
    ]
    summary = summarise(told, MONDAY, MONDAY)
    model = trigger_table(knowledge, summary)
    assert [(row.label, row.total, row.quiet) for row in model.rows] == [
        ("Cold", 5, False),
        ("None seen", 7, False),
        ("Not told", 2, True),
    ]
    assert model.columns[-2:] == ("On waking", "Not told")
    assert "Feeding" not in model.columns
    assert sum(cell for row in model.rows for cell in row.cells if cell is not None) == summary.events
    assert model.note == ""
    assert held_words(summary) == "Held: stops 5, partly 0, no 0, not tried 7, not told 2"


def test_an_event_with_two_triggers_stands_in_both_and_the_table_says_so(knowledge: Knowledge) -> None:
    model = trigger_table(knowledge, summarise([event(MONDAY, 4, triggers=("cold", "crying"))], MONDAY, MONDAY))
    assert [row.total for row in model.rows] == [4, 4]
    assert "each of them" in model.note


def test_over_time_keeps_silent_weeks_silent(knowledge: Knowledge) -> None:
    log = CountedLog(thread(*weeks_of(3, None, 0, 4)), MONDAY + timedelta(days=27))
    spans = spans_of(log)
    held, side = held_over_time(spans), side_over_time(knowledge, spans)
    assert {row.cells[1] for row in (*held.rows, *side.rows)} == {None}
    assert {row.cells[2] for row in (*held.rows, *side.rows)} == {0}
    assert [row.total for row in held.rows if row.quiet] == [7]
    assert [span.logged for span in lengths_over_time(spans).spans] == [True, False, True, True]


def test_a_long_log_is_cut_into_few_columns_that_hold_every_event() -> None:
    log = CountedLog(thread(*(event(MONDAY + timedelta(days=9 * n), n % 5) for n in range(120))), date(2029, 11, 1))
    spans = spans_of(log)
    assert len(spans) <= 14
    assert spans[0].label == "Earlier"
    assert sum(one.summary.events for one in spans) == sum(n % 5 for n in range(120))
