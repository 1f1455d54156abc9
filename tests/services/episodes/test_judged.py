"""What a log does to the flags and to reassurance of a visit."""

from datetime import date, timedelta
from typing import Any

import pytest

from clinic_app.clinical.rules import Urgency
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import Episode, EpisodeEvent, EventId, EventTime, Seen
from clinic_app.domain.people import Patient, PatientId, Role, Sex
from clinic_app.domain.record import VisitRecord
from clinic_app.services import assessing, chart
from clinic_app.services.episodes import events, threads

TODAY = date(2026, 11, 18)


@pytest.fixture
def child(clinic: Any) -> Patient:
    made = Patient(PatientId("p-1"), "D-00412", "Brightwater", "Ayla", date(2026, 3, 14), Sex.FEMALE)
    with clinic.context.uow() as work:
        work.patients.add(made)
        work.commit()
    return made


def log(clinic: Any, child: Patient, title: str, *told: EpisodeEvent) -> Episode:
    nurse = clinic.desk(Role.NURSE)
    thread = nurse.run(threads.start_thread, child.id, title, None, request_id=title)
    nurse.run(events.log_events, thread.id, told, request_id=f"{title} events")
    return thread


def judged(clinic: Any, child: Patient, record: VisitRecord | None = None) -> assessing.Picture:
    doctor = clinic.desk(Role.PAEDIATRICIAN)
    found = doctor.run(chart.read_chart, child.id)
    return doctor.run(assessing.assess_visit, found, record or VisitRecord(), TODAY)


def shake(name: str, side: str = "symmetric", **described: Any) -> EpisodeEvent:
    answers = {
        ItemKey(field): Answer(value) for field, value in ({"ep_movement": ("tremor_fine",)} | described).items()
    }
    seen = Seen(8, ("limb_stretch",), ("awake_quiet",), "yes", side)
    return EpisodeEvent(EventId(name), EventTime(TODAY - timedelta(days=3)), 1, seen=seen, described=answers)


def test_runs_on_waking_in_a_log_raise_a_same_day_flag(clinic: Any, child: Patient) -> None:
    spasm = EpisodeEvent(
        EventId("a"),
        EventTime(TODAY),
        8,
        in_run=True,
        seen=Seen(states=("on_waking",)),
        described={ItemKey("ep_movement"): Answer(("spasm",))},
    )
    thread = log(clinic, child, "Little bows", spasm)
    picture = judged(clinic, child)
    assert picture.assessment.urgency >= Urgency.SAME_DAY
    assert any(flag.episode == thread.id and flag.urgency >= Urgency.SAME_DAY for flag in picture.assessment.flags)
    assert picture.logs[0].read.facts["ep_clusters"] == "yes"


def test_a_log_beside_an_empty_visit_fits_a_card_and_one_side_makes_it_unsafe(clinic: Any, child: Patient) -> None:
    log(clinic, child, "Leg shakes", shake("a"), shake("b"))
    card = next(one for one in judged(clinic, child).assessment.patterns if one.id == "P01")
    assert str(card.state) == "considered"
    clinic.desk(Role.NURSE).run(
        events.log_events, clinic.context.reads.episodes_of(child.id)[0].id, [shake("c", "right_only")], request_id="z"
    )
    card = next(one for one in judged(clinic, child).assessment.patterns if one.id == "P01")
    assert card.episode
    assert judged(clinic, child).logs[0].read.facts["ep_side"] == "right_only"


def test_the_visits_words_on_the_episode_speak_for_the_only_thread(clinic: Any, child: Patient) -> None:
    log(clinic, child, "Leg shakes", shake("a"))
    record = VisitRecord(answers={ItemKey("ep_responsive"): Answer("normal")})
    assert judged(clinic, child, record).logs[0].read.facts["ep_responsive"] == "normal"
    log(clinic, child, "Something else", shake("b"))
    assert all("ep_responsive" not in one.read.facts for one in judged(clinic, child, record).logs)


def test_the_visits_own_flag_stays_whatever_the_log_says(clinic: Any, child: Patient) -> None:
    record = VisitRecord(answers={ItemKey("as_lethargy"): Answer("yes")})
    before = {flag.id for flag in judged(clinic, child, record).assessment.flags}
    log(clinic, child, "Leg shakes", shake("a"))
    assert before <= {flag.id for flag in judged(clinic, child, record).assessment.flags}
    assert before


def test_one_event_is_judged_at_the_age_it_had(clinic: Any, child: Patient) -> None:
    doctor = clinic.desk(Role.PAEDIATRICIAN)
    found = doctor.run(chart.read_chart, child.id)
    said = doctor.run(assessing.judge_event, found, VisitRecord(), shake("a", ep_eyes=("rolled_up",)))
    assert {card.id: str(card.state) for card in said.patterns}["P01"] == "not_safe"
