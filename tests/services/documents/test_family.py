"""What the family takes home."""

from datetime import date
from typing import Any

from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId, EventId, EventTime
from clinic_app.services.documents.events import weekly_events
from clinic_app.services.report_models import HelpLevel
from tests.services.documents.played import IDENTITY, Played, entry, register


def test_the_words_of_the_clinician_and_the_plan(played: Played) -> None:
    plan = played.family(played.sign(family="We looked at her leg.\nIt is not an emergency."))
    assert plan.talked_about == ("We looked at her leg.", "It is not an emergency.")
    assert [(row.when, row.what, row.who) for row in plan.next_steps] == [
        ("By 2 Dec 2026", "Refer: movement team", "Dr Tallow")
    ]
    assert plan.frame.subtitle == "After the visit on Wednesday 18 November 2026 with The paediatrician"


def test_when_to_get_help_has_three_levels_and_no_sign_is_lost(played: Played) -> None:
    plan = played.family()
    assert [box.level for box in plan.help_boxes] == list(HelpLevel)
    assert all(sign[0] == sign[0].upper() for box in plan.help_boxes for sign in box.signs)
    assert any("38 °C" in sign for box in plan.help_boxes for sign in box.signs)


def test_clinic_numbers_and_who_made_it(played: Played) -> None:
    plan = played.family(played.sign())
    assert [contact.number for contact in plan.contacts] == ["000 555 0118"]
    assert "Signed by The paediatrician." in plan.made_by[0]
    assert "general knowledge, to be checked" in plan.made_by[0]


def test_a_draft_is_marked(played: Played) -> None:
    plan = played.family()
    assert plan.frame.is_draft
    assert "Not signed yet." in plan.made_by[0]


def test_the_diary_comes_for_events_alone_and_names_the_childs_own_side(clinic: Any, played: Played) -> None:
    assert played.family().diaries == ()
    played.write(entry("ep_side", "right_only"), as_nurse=True)
    (diary,) = played.family().diaries
    assert diary.own_side.label == "R is Ayla’s own right side."
    assert "on your left" in diary.own_side.text


def test_a_week_without_a_log_is_not_a_week_without_events(clinic: Any) -> None:
    patient, _visit = register(clinic, IDENTITY)
    told = ((date(2026, 11, 2), 5), (date(2026, 11, 16), 2), (date(2026, 11, 17), 1))
    events = tuple(EpisodeEvent(EventId(f"e{i}"), EventTime(day), count=count) for i, (day, count) in enumerate(told))
    with clinic.context.uow() as work:
        work.episodes.add(Episode(EpisodeId("t"), patient.id, "Leg shakes", date(2026, 11, 2), events=events))
        work.commit()
    model, caption = weekly_events(Played(clinic, patient, None).chart(), date(2026, 11, 18))
    assert model is not None
    assert [week.count for week in model.weeks] == [5, None, 3]
    assert [week.unfinished for week in model.weeks] == [False, False, True]
    assert caption == "Leg shakes: 8 events told by the family, 2 Nov to 18 Nov 2026. Last bar: week not over."


def test_events_after_the_visit_are_not_on_its_paper(clinic: Any) -> None:
    patient, _visit = register(clinic, IDENTITY)
    event = EpisodeEvent(EventId("e"), EventTime(date(2026, 11, 20)), count=4)
    with clinic.context.uow() as work:
        work.episodes.add(Episode(EpisodeId("t"), patient.id, "Leg shakes", None, events=(event,)))
        work.commit()
    assert weekly_events(Played(clinic, patient, None).chart(), date(2026, 11, 18)) == (None, "")
