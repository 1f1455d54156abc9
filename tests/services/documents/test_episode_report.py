"""The report of one episode says what the log tells, of how many, and what nobody asked."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import (
    Episode,
    EpisodeEvent,
    EpisodeId,
    EpisodeStatus,
    EventId,
    EventTime,
    SaidKind,
    Seen,
)
from clinic_app.domain.errors import NotFoundError
from clinic_app.reports.clinician_summary import render_clinician_summary
from clinic_app.reports.episode_report import render_episode_report
from clinic_app.services import chart as charts
from clinic_app.services.documents import episode_reports, printable_draft, printable_note
from clinic_app.services.documents.episode import episode_report
from clinic_app.services.episodes import events, threads
from clinic_app.services.report_models import EpisodeReport, Paper
from tests.services.documents.played import DAY, Played, entry

COARSE = {"ep_movement": ("tremor_coarse",)}
TITLE = "Leg shakes <b>& jumps</b>"


def told(
    name: str, day: date, count: int | None = 1, described: dict[str, Any] | None = None, **seen: Any
) -> EpisodeEvent:
    answers = {ItemKey(field): Answer(value) for field, value in (described or {}).items()}
    return EpisodeEvent(EventId(name), EventTime(day), count, seen=Seen(**seen), described=answers, told_by="mother")


@pytest.fixture
def thread(played: Played) -> Episode:
    nurse = played.nurse
    made = nurse.run(threads.start_thread, played.patient.id, TITLE, date(2026, 9, 7), request_id="t")
    quick = {"triggers": ("limb_stretch",), "states": ("awake_quiet",), "held": "yes"}
    log = [
        told(f"e{week}", date(2026, 9, 7) + timedelta(days=7 * week), 8 - week, side="symmetric", longest_s=8, **quick)
        for week in range(8)
    ]
    log += [
        told(
            "r",
            DAY - timedelta(days=5),
            2,
            {"ep_movement": ("tremor_coarse",)},
            side="right_only",
            longest_s=6,
            **quick,
        ),
        told("later", DAY, 1, side="right_only", **quick),
    ]
    nurse.run(events.log_events, made.id, log, request_id="e")
    played.doctor.run(threads.say, made.id, SaidKind.ADVICE, DAY, "Hold the leg gently", request_id="a")
    played.doctor.run(threads.say, made.id, SaidKind.OPINION, DAY, "", code="P01", request_id="o")
    return made


def report_of(played: Played, thread: Episode) -> EpisodeReport:
    chart = played.chart()
    if played.notes:
        visit = played.doctor.run(printable_note, chart, played.notes[-1])
    else:
        visit = played.doctor.run(printable_draft, chart, played.doctor.run(charts.open_visit, chart))
    return played.doctor.run(episode_report, chart, visit, thread.id)


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_every_line_says_of_how_many_it_was_told(played: Played, thread: Episode) -> None:
    report = report_of(played, thread)
    said = {line.label: line.text for line in report.described}
    assert said["Kind of movement:"].endswith("(told of 1 of 10 lines)")
    assert said["Side:"] == "both sides the same 36, right only 3"
    assert report.status == "Still happening, first seen 7 Sep 2026"
    assert "10 lines logged from 7 Sep 2026 to 18 Nov 2026" in report.log_words
    assert "not part of what is signed" in report.log_words
    assert [row.kind for row in report.said] == ["Advice", "Opinion"]


def test_a_visit_before_parts_two_periods(played: Played, thread: Episode) -> None:
    assert report_of(played, thread).periods is None
    played.sign()
    played.visit(DAY + timedelta(days=14))
    played.nurse.run(
        events.log_events, thread.id, [told("n", DAY + timedelta(days=3), 4, side="left_only")], request_id="n"
    )
    periods = report_of_open(played, thread).periods
    assert periods is not None
    rows = {row.item: (row.before, row.since) for row in periods.rows}
    assert rows["Events"][0].startswith("3")
    assert rows["Events"][1].startswith("4")
    sides = {what: cells for what, cells in rows.items() if what.startswith("Side")}
    assert any("3 of 3" in before for before, _after in sides.values())
    assert any("4 of 4" in after for _before, after in sides.values())


def report_of_open(played: Played, thread: Episode) -> EpisodeReport:
    chart = played.chart()
    visit = played.doctor.run(printable_draft, chart, played.doctor.run(charts.open_visit, chart))
    return played.doctor.run(episode_report, chart, visit, thread.id)


def test_events_after_the_visit_are_not_on_its_paper(played: Played, thread: Episode) -> None:
    played.sign()
    played.clinic.clock.go_to(DAY + timedelta(days=3))
    before = report_of(played, thread).log_words
    played.nurse.run(events.log_events, thread.id, [told("x", DAY + timedelta(days=2))], request_id="x")
    assert report_of(played, thread).log_words == before


def test_what_was_typed_prints_as_typed_and_twice_the_same(played: Played, thread: Episode) -> None:
    report = report_of(played, thread)
    pdf = render_episode_report([report], Paper.A4)
    assert TITLE in text_of(pdf)
    assert render_episode_report([report], Paper.A4) == pdf
    assert "Not asked yet" in text_of(pdf)


def test_a_thread_that_is_over_raises_nothing_and_says_so(played: Played, thread: Episode) -> None:
    played.nurse.run(threads.set_status, thread.id, EpisodeStatus.RESOLVED, seen=1)
    report = report_of(played, thread)
    assert report.flags == ()
    assert "is over" in report.flags_summary


def test_another_childs_thread_is_not_found(played: Played, thread: Episode) -> None:
    with pytest.raises(NotFoundError):
        report_of(played, Episode(EpisodeId("other"), played.patient.id, "x", None))


def test_a_flag_of_the_log_is_on_the_page(played: Played, thread: Episode) -> None:
    spasm = told("s", DAY, 6, {"ep_movement": ("spasm",)}, states=("on_waking",))
    played.nurse.run(events.log_events, thread.id, [spasm], request_id="s")
    played.write(entry("ep_side", "right_only"), as_nurse=True)
    report = report_of(played, thread)
    assert report.flags[0].level.value in {"same_day", "emergency_now"}
    assert "Prompts for a clinician" in report.flags_summary


def test_it_joins_the_summary_as_one_document(played: Played, thread: Episode) -> None:
    other = played.nurse.run(threads.start_thread, played.patient.id, "Night jerks", None, request_id="n")
    played.nurse.run(events.log_events, other.id, [told("j", DAY, 2)], request_id="j")
    visit = played.printable()
    reports = played.doctor.run(episode_reports, played.chart(), visit)
    assert {report.title for report in reports} == {TITLE, "Night jerks"}
    alone = render_clinician_summary(played.summary(), Paper.A4)
    joined = render_clinician_summary(played.summary(), Paper.A4, reports)
    assert len(PdfReader(BytesIO(joined)).pages) >= len(PdfReader(BytesIO(alone)).pages) + 2
    assert "Episode: Night jerks" in text_of(joined)


def test_a_child_without_events_has_no_report(played: Played) -> None:
    assert played.doctor.run(episode_reports, played.chart(), played.printable()) == ()
