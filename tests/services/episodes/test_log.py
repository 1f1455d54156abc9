"""Threads and their events through the use cases, on a real encrypted file."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from clinic_app.domain.episodes import (
    Episode,
    EpisodeEvent,
    EpisodeStatus,
    EventId,
    EventTime,
    SaidKind,
    Seen,
)
from clinic_app.domain.errors import ConflictError, NotAllowedError, NotFoundError, UserError
from clinic_app.domain.people import Patient, PatientId, Role, Sex
from clinic_app.services.episodes import events, threads

TODAY = date(2026, 11, 18)
BORN = date(2026, 3, 14)


@pytest.fixture
def child(clinic: Any) -> Patient:
    made = Patient(PatientId("p-1"), "D-00412", "Brightwater", "Ayla", BORN, Sex.FEMALE)
    with clinic.context.uow() as work:
        work.patients.add(made)
        work.commit()
    return made


@pytest.fixture
def thread(clinic: Any, child: Patient) -> Episode:
    return clinic.desk(Role.NURSE).run(threads.start_thread, child.id, " Leg  shakes ", None, request_id="t")


def of(name: str, day: date = TODAY, count: int | None = 1, **more: Any) -> EpisodeEvent:
    return EpisodeEvent(EventId(name), EventTime(day), count, **more)


def stored(clinic: Any, child: Patient) -> Episode:
    (one,) = clinic.context.reads.episodes_of(child.id)
    return one


def test_a_thread_has_the_familys_name_once(clinic: Any, child: Patient, thread: Episode) -> None:
    again = clinic.desk(Role.NURSE).run(threads.start_thread, child.id, "Leg shakes", None, request_id="t")
    assert again.id == thread.id
    assert stored(clinic, child).title == "Leg shakes"
    with pytest.raises(UserError) as problem:
        clinic.desk(Role.NURSE).run(threads.start_thread, child.id, "  ", None, request_id="u")
    assert problem.value.field == "title"


def test_logging_twice_with_one_request_writes_once(clinic: Any, child: Patient, thread: Episode) -> None:
    nurse = clinic.desk(Role.NURSE)
    for _ in range(2):
        nurse.run(events.log_events, thread.id, [of("a", count=2)], request_id="r")
    assert [one.id for one in stored(clinic, child).events] == ["a"]


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (of("a", BORN - timedelta(days=1)), "day"),
        (of("a", TODAY + timedelta(days=1)), "day"),
        (of("a", count=50_001), "count"),
        (of("a", count=-1), "count"),
        (of("a", seen=Seen(longest_s=2_592_001)), "longest"),
        (of("a", seen=Seen(triggers=("sneeze",))), "ep_triggers"),
        (of("a", seen=Seen(side="right")), "ep_side"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(
    clinic: Any, child: Patient, thread: Episode, event: EpisodeEvent, field: str
) -> None:
    with pytest.raises(UserError) as problem:
        clinic.desk(Role.NURSE).run(events.log_events, thread.id, [event], request_id="r")
    assert problem.value.field == field
    assert stored(clinic, child).events == ()


def test_many_lines_are_all_or_nothing_and_the_line_is_named(clinic: Any, child: Patient, thread: Episode) -> None:
    lines = [of(f"e{n}") for n in range(200)]
    lines[150] = of("e150", TODAY + timedelta(days=2))
    with pytest.raises(UserError, match="Line 151: 20 Nov 2026 lies in the future"):
        clinic.desk(Role.NURSE).run(events.log_events, thread.id, lines, request_id="r")
    assert stored(clinic, child).events == ()
    lines[150] = of("e150")
    clinic.desk(Role.NURSE).run(events.log_events, thread.id, lines, request_id="r")
    assert len(stored(clinic, child).events) == 200


def test_over_a_hundred_a_day_is_asked_again_and_kept(clinic: Any, child: Patient, thread: Episode) -> None:
    nurse = clinic.desk(Role.NURSE)
    assert nurse.run(events.log_events, thread.id, [of("a", count=101)], request_id="r").many
    assert not nurse.run(events.log_events, thread.id, [of("b", count=100)], request_id="s").many
    assert len(stored(clinic, child).events) == 2


def test_a_change_keeps_what_it_was_and_who_changed_it(clinic: Any, child: Patient, thread: Episode) -> None:
    nurse, doctor = clinic.desk(Role.NURSE), clinic.desk(Role.PAEDIATRICIAN)
    nurse.run(events.log_events, thread.id, [of("a", count=2)], request_id="r")
    changed = doctor.run(events.change_event, of("a", count=3), seen=1)
    assert (changed.count, changed.version) == (3, 2)
    with pytest.raises(ConflictError):
        nurse.run(events.change_event, of("a", count=4), seen=1)
    (past,) = nurse.run(events.history_of, EventId("a"))
    assert (past.content["count"], past.what, past.person_name) == (2, "changed", doctor.actor.name)


def test_undo_takes_back_and_brings_back(clinic: Any, child: Patient, thread: Episode) -> None:
    nurse = clinic.desk(Role.NURSE)
    nurse.run(events.log_events, thread.id, [of("a", count=2)], request_id="r")
    gone = nurse.run(events.remove_event, EventId("a"), seen=1)
    assert stored(clinic, child).events == ()
    with pytest.raises(NotFoundError, match="taken back"):
        nurse.run(events.change_event, of("a", count=4), seen=gone.version)
    back = nurse.run(events.restore_event, EventId("a"), seen=gone.version)
    assert stored(clinic, child).events == (back,)
    assert [past.what for past in nurse.run(events.history_of, EventId("a"))] == ["removed", "restored"]


def test_an_opinion_is_dated_signed_for_and_never_overwritten(clinic: Any, child: Patient, thread: Episode) -> None:
    doctor = clinic.desk(Role.PAEDIATRICIAN)
    for code, text in (("P01", ""), ("P06", "runs on waking")):
        doctor.run(threads.say, thread.id, SaidKind.OPINION, TODAY, text, code=code, request_id=code)
    doctor.run(threads.say, thread.id, SaidKind.OPINION, TODAY, "", code="P06", request_id="P06")
    found = stored(clinic, child)
    assert [(one.code, one.person_name) for one in found.said] == [
        ("P01", doctor.actor.name),
        ("P06", doctor.actor.name),
    ]
    last = found.last(SaidKind.OPINION)
    assert last is not None
    assert last.code == "P06"
    with pytest.raises(NotAllowedError):
        clinic.desk(Role.NURSE).run(threads.say, thread.id, SaidKind.OPINION, TODAY, "x", request_id="n")
    with pytest.raises(UserError, match="no pattern card"):
        doctor.run(threads.say, thread.id, SaidKind.OPINION, TODAY, "", code="P99", request_id="q")


def test_a_thread_becomes_another_of_the_same_child(clinic: Any, child: Patient, thread: Episode) -> None:
    nurse = clinic.desk(Role.NURSE)
    other = nurse.run(threads.start_thread, child.id, "Jerks in sleep", BORN, request_id="o")
    with pytest.raises(UserError) as problem:
        nurse.run(threads.set_status, thread.id, EpisodeStatus.BECAME, seen=1)
    assert problem.value.field == "became"
    with pytest.raises(UserError):
        nurse.run(threads.set_status, thread.id, EpisodeStatus.BECAME, seen=1, became=thread.id)
    moved = nurse.run(threads.set_status, thread.id, EpisodeStatus.BECAME, seen=1, became=other.id, text="clearer now")
    kept = next(one for one in clinic.context.reads.episodes_of(child.id) if one.id == thread.id)
    assert (kept.status, kept.became, kept.said[-1].text) == (EpisodeStatus.BECAME, other.id, "clearer now")
    with pytest.raises(ConflictError):
        nurse.run(threads.rename_thread, thread.id, "Shakes", None, seen=moved.version - 1)
    assert nurse.run(threads.rename_thread, thread.id, "Shakes", BORN, seen=moved.version).version == moved.version + 1


def test_everything_done_to_a_log_is_in_the_audit(clinic: Any, child: Patient, thread: Episode) -> None:
    nurse = clinic.desk(Role.NURSE)
    nurse.run(events.log_events, thread.id, [of("a"), replace(of("b"), note="<b>")], request_id="r", source="diary")
    nurse.run(events.remove_event, EventId("a"), seen=1)
    told = [line.reason for line in clinic.context.reads.audit(10) if line.action == "log_episode"]
    assert told == ["event removed", "2 told by diary", "started"]
    assert clinic.context.reads.verify_audit().broken_at is None
