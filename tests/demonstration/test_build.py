"""The demonstration clinic: told stories, legal answers, the same for the same seed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic_app.bootstrap import OpenRecord
from clinic_app.clinical.fields import Field, FieldType
from clinic_app.demonstration import DEMO_PASSWORD, DemoClinic, build_demo
from clinic_app.domain.answers import Answer, AnswerState, ItemKey
from clinic_app.domain.record import ANSWER
from clinic_app.services import chart as charts
from clinic_app.services import plans, worklist
from clinic_app.services.milestones import earlier_visits
from clinic_app.storage.passwords import check_password
from clinic_app.storage.paths import ClinicFolder

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, 38, tzinfo=UTC)
CHILDREN = 22


def make(folder: Path) -> tuple[DemoClinic, OpenRecord]:
    demo = build_demo(ClinicFolder.at(folder), patients=CHILDREN, seed=1, today=TODAY, now=NOW)
    return demo, demo.record.unlock(demo.record.people()[0].person_id, DEMO_PASSWORD)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRecord]:
    _demo, record = make(tmp_path_factory.mktemp("clinic"))
    yield record
    record.close()


def every_chart(opened: OpenRecord) -> list[charts.Chart]:
    desk = opened.desk
    return [desk.run(charts.read_chart, one.id) for one in desk.context.reads.recent_patients(CHILDREN)]


def content(opened: OpenRecord) -> list[Any]:
    """Everything that is told of the children, without the ids that differ each time."""
    reads = opened.desk.context.reads
    notes = [
        (chart.patient.number, visit.day, visit.reason, reads.note(visit.note_id).content()["picture"])
        for chart in every_chart(opened)
        for visit in chart.visits
        if visit.note_id is not None
    ]
    findings = [
        (chart.patient.number, row.day, row.field, row.side, row.code, row.number)
        for chart in every_chart(opened)
        for row in chart.observations
    ]
    return [sorted(notes, key=lambda one: one[:3]), sorted(findings, key=repr)]


def test_the_same_seed_and_day_tell_the_same_stories(opened: OpenRecord, tmp_path: Path) -> None:
    _demo, again = make(tmp_path / "again")
    try:
        assert content(again) == content(opened)
    finally:
        again.close()


def test_the_days_list_is_that_of_a_clinic_at_work(opened: OpenRecord) -> None:
    rows = {row.patient.given_name: row for row in opened.desk.run(worklist.day_list, TODAY)}
    states = {name: str(row.visit.state) for name, row in rows.items()}
    assert states["Otis"] == "done"
    assert states["Temi"] == "with_doctor"
    assert states["Ayla"] == states["Isla"] == "ready"
    assert states["Juniper"] == "with_nurse"
    assert states["Pim"] == "arrived"
    assert states["Luc"] == "expected"
    assert rows["Nico"].note == "draft"
    assert rows["Temi"].visit.with_person == "Dr Mara Tallow"
    assert all(row.visit.at is not None for row in rows.values())
    waited = NOW - rows["Ayla"].visit.state_since
    assert timedelta(minutes=17) < waited <= timedelta(minutes=18)
    assert all(row.visit.state_since <= NOW for row in rows.values())


def test_the_twins_share_a_birth_and_have_charts_of_their_own(opened: OpenRecord) -> None:
    ayla, isla = (chart for chart in sorted(every_chart(opened), key=_name) if chart.patient.twin_group)
    assert (ayla.patient.birth_date, str(ayla.patient.gestation)) == (date(2026, 3, 14), "34+3")
    assert isla.patient.birth_date == ayla.patient.birth_date
    assert [one.id for one in ayla.twins] == [isla.patient.id]
    assert ayla.observations != isla.observations


def _name(chart: charts.Chart) -> str:
    return chart.patient.given_name


def test_every_answer_is_one_that_a_form_could_record(opened: OpenRecord) -> None:
    reads, fields = opened.desk.context.reads, opened.desk.context.knowledge.fields
    seen = 0
    for chart in every_chart(opened):
        for visit in chart.visits:
            for key, doc in _entries(reads, visit):
                answer = Answer.from_json(doc)
                assert _legal(fields[ItemKey.parse(key).field], answer), (key, answer)
                seen += 1
    assert seen > 1000


def _entries(reads: Any, visit: Any) -> Iterator[tuple[str, Any]]:
    if visit.note_id is not None:
        entries = {key: one["value"] for key, one in reads.note(visit.note_id).content()["entries"].items()}
    else:
        draft = reads.draft_of_visit(visit.id)
        entries = {} if draft is None else {key: one.value for key, one in draft.entries.items()}
    yield from ((key.removeprefix(ANSWER), doc) for key, doc in entries.items() if key.startswith(ANSWER))


def _legal(field: Field, answer: Answer) -> bool:
    value = answer.value
    if answer.state is AnswerState.NOT_EXAMINED or field.type in {FieldType.TEXT, FieldType.DATE}:
        return True
    if field.type in {FieldType.INT, FieldType.FLOAT}:
        low, high = field.range.hard_min, field.range.hard_max
        return answer.unit == field.unit and (low is None or value >= low) and (high is None or value <= high)
    codes = value if isinstance(value, tuple) else (value,)
    allowed = {"yes", "no", "unknown"} if field.type is FieldType.TRI else set(field.values)
    return set(codes) <= allowed and answer.scale == field.scale


def test_growth_follows_a_line_and_nothing_implausible_is_drawn(opened: OpenRecord) -> None:
    from clinic_app.services.growth import growth_points

    for chart in every_chart(opened):
        points = growth_points(chart.patient, chart.measurements())
        assert all(point.plausible is not False for point in points), chart.patient.number


def test_most_old_plans_are_closed_and_a_few_are_overdue(opened: OpenRecord) -> None:
    due = opened.desk.run(plans.due_lines, TODAY)
    assert 0 < len(due) < CHILDREN


def test_events_are_told_by_day_and_none_lies_ahead(opened: OpenRecord) -> None:
    events = [event for chart in every_chart(opened) for one in chart.episodes for event in one.events]
    assert len({event.when.day for event in events}) > 30
    assert max(event.when.day for event in events) <= TODAY


def test_no_placeholder_is_left_in_a_text(opened: OpenRecord) -> None:
    reads = opened.desk.context.reads
    for chart in every_chart(opened):
        for visit in chart.visits:
            if visit.note_id is not None:
                assert "{" not in str(reads.note(visit.note_id).content()["entries"]["text:family"]["value"])


def test_the_published_password_is_one_that_a_clinic_could_choose() -> None:
    check_password(DEMO_PASSWORD, ("Maple Grove", "Somebody"))
    assert len(DEMO_PASSWORD) >= 15


def test_no_child_of_the_demonstration_unlearns_what_it_did(opened: OpenRecord) -> None:
    """A "not yet" after a yes would be a lost skill, which no story tells."""
    checklist = opened.desk.context.knowledge.milestones
    reads = opened.desk.context.reads
    asked = 0
    for patient in reads.recent_patients(50):
        done: set[str] = set()
        for visit in earlier_visits(checklist, reads.observations_of(patient.id)):
            asked += len(visit.said)
            for name, said in visit.said.items():
                assert said.status is None or said.status.is_done or name not in done
                done |= {name} if said.status is not None and said.status.is_done else set()
    assert asked > 100
