"""What goes in comes out, exactly; a stale save is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.drafts import Draft, DraftId, DraftKind, Entry
from clinic_app.domain.episodes import (
    ClockKind,
    DiarySheet,
    Episode,
    EpisodeEvent,
    EpisodeId,
    EventId,
    EventTime,
    PastEvent,
    Said,
    SaidKind,
    Seen,
    SheetCode,
    TimeOfDay,
)
from clinic_app.domain.errors import ConflictError, NotFoundError
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.notes import Addendum, Note, NoteId, Observation, canonical_json, digest
from clinic_app.domain.people import PatientId, Person, PersonId, Role, Sex
from clinic_app.domain.plans import PlanItem, PlanLine, PlanLineId, PlanState
from clinic_app.domain.sides import Side
from clinic_app.domain.visits import VisitId, VisitState
from clinic_app.services.ports import UnitOfWork
from tests.storage.samples import CHILD, DOCTOR, NOW, VISIT, Opened, child

DAY = VISIT.day
NAMES = ("<img src=x>", "O'Neil", "=cmd|' /C calc'!A0", "עֲדִינָה", "🧸 Bär", "a\u202eb", "Nguyễn", "x" * 300)


def write(opened: Opened, change: Callable[[UnitOfWork], None]) -> None:
    with opened.store.unit_of_work() as work:
        change(work)
        work.commit()


def note(number: int = 1, day: date = DAY, visit: str = "v-1") -> Note:
    text = canonical_json({"entries": {"text:assessment": {"value": f"  Assessment {number}.\nSecond line"}}})
    return Note(NoteId(f"n-{number}"), VisitId(visit), CHILD.id, day, text, digest(text), NOW, DOCTOR.id, DOCTOR.name)


@pytest.mark.parametrize("name", NAMES)
def test_names_come_back_character_for_character(opened: Opened, name: str) -> None:
    other = replace(child(2, name, name), guardian=name, address=name, distinguishing=name, allergies=name)
    opened.add_children(other)
    assert opened.store.reads.patient(other.id) == other


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    family=st.text(min_size=1).filter(lambda text: text.isprintable()),
    born=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    sex=st.sampled_from(Sex),
    gestation=st.none() | st.builds(Gestation, st.integers(20, 45), st.integers(0, 6)),
    allergies=st.none() | st.text(),
)
def test_any_child_comes_back(
    opened: Opened, family: str, born: date, sex: Sex, gestation: Gestation | None, allergies: str | None
) -> None:
    with opened.store.unit_of_work() as work:
        one = replace(
            child(7, family, "Zoë", born), sex=sex, gestation=gestation, allergies=allergies, number="D-00007"
        )
        work.patients.add(one)
        assert work.patients.get(one.id) == one


def test_not_asked_and_none_known_are_two_things(opened: Opened) -> None:
    opened.add_children(replace(child(2, "A", "B"), allergies=""), replace(child(3, "A", "B"), allergies=None))
    assert opened.store.reads.patient(PatientId("c-2")).allergies == ""
    assert opened.store.reads.patient(PatientId("c-3")).allergies is None


def test_saving_a_child_moves_its_version(opened: Opened) -> None:
    write(opened, lambda work: work.patients.save(replace(CHILD, phone="1"), seen=1))
    assert opened.store.reads.patient(CHILD.id) == replace(CHILD, phone="1", version=2)


def test_a_stale_save_is_refused_and_changes_nothing(opened: Opened) -> None:
    write(opened, lambda work: work.patients.save(replace(CHILD, phone="1"), seen=1))
    with pytest.raises(ConflictError, match="Somebody else"):
        write(opened, lambda work: work.patients.save(replace(CHILD, phone="2"), seen=1))
    assert opened.store.reads.patient(CHILD.id).phone == "1"


@pytest.mark.parametrize(
    "look",
    [
        lambda work: work.patients.get(PatientId("nobody")),
        lambda work: work.patients.save(replace(CHILD, id=PatientId("nobody"), number="D-9"), seen=1),
        lambda work: work.visits.get(VisitId("none")),
        lambda work: work.drafts.get(DraftId("none")),
        lambda work: work.notes.get(NoteId("none")),
        lambda work: work.plans.get(PlanLineId("none")),
        lambda work: work.people.get(PersonId("none")),
    ],
)
def test_what_is_not_there_is_a_sentence(opened: Opened, look: Callable[[UnitOfWork], None]) -> None:
    with pytest.raises(NotFoundError, match=r"record|signed"), opened.store.unit_of_work() as work:
        look(work)


def test_numbers_run_and_skip_what_is_taken(opened: Opened) -> None:
    with opened.store.unit_of_work() as work:
        assert work.patients.next_number("D-") == "D-00002"
        assert work.patients.next_number("D-") == "D-00003"
        assert work.patients.next_number("K-") == "K-00001"
    with opened.store.unit_of_work() as work:
        assert work.patients.next_number("D-") == "D-00002", "nothing was committed, so nothing was used up"


def test_a_number_belongs_to_one_child(opened: Opened) -> None:
    with pytest.raises(ConflictError, match="another child"):
        opened.add_children(replace(child(2, "A", "B"), number="D-00001"))


@pytest.mark.parametrize("typed", ["D-00001", "d-1", "d1", "00001", "1", "D 1"])
def test_a_number_is_found_however_it_is_typed(opened: Opened, typed: str) -> None:
    assert opened.store.reads.patient_by_number(typed) == CHILD


@pytest.mark.parametrize("typed", ["", "D-", "K-1", "2", "x"])
def test_another_number_is_nobody(opened: Opened, typed: str) -> None:
    assert opened.store.reads.patient_by_number(typed) is None


def test_twins_know_each_other_and_nobody_else(opened: Opened) -> None:
    twins = [
        replace(child(n, "Moss", name), twin_group="t-1", birth_order=order)
        for n, name, order in ((2, "Ada", "B"), (3, "Eve", "A"))
    ]
    opened.add_children(*twins)
    assert opened.store.reads.twins_of(twins[0]) == [twins[1]]
    assert opened.store.reads.twins_of(CHILD) == []


def test_clinic_and_staff_come_back(opened: Opened) -> None:
    clinic = Clinic("Lindenhof", "3 Mill Row", "1", "2", True, "Dr X, 2026-01-01", "L-")
    write(opened, lambda work: work.clinic.save(clinic))
    write(opened, lambda work: work.people.add(Person(PersonId("p-2"), "Ben Sato", Role.NURSE, active=False)))
    assert opened.store.reads.clinic() == clinic
    assert opened.store.reads.people() == [Person(PersonId("p-2"), "Ben Sato", Role.NURSE, active=False), DOCTOR]


def test_a_visit_comes_back_and_moves(opened: Opened) -> None:
    ready = replace(VISIT, state=VisitState.READY, state_since=NOW + timedelta(minutes=5), with_person="Ben")
    write(opened, lambda work: work.visits.save(ready, seen=1))
    with opened.store.unit_of_work() as work:
        assert work.visits.get(VISIT.id) == replace(ready, version=2)


def test_a_draft_comes_back_with_who_and_when_of_each_entry(opened: Opened) -> None:
    entries = {
        "answer:ex_tone@left": Entry({"state": "recorded", "value": {"number": "2.50"}}, DOCTOR.id, NOW, 3),
        "text:assessment": Entry("10 000 letters: " + "ü" * 10_000, DOCTOR.id, NOW, 4),
        "plan:1": Entry(None, DOCTOR.id, NOW, 5),
    }
    draft = Draft(DraftId("d"), DraftKind.VISIT, DOCTOR.id, NOW, CHILD.id, VISIT.id, 5, entries)
    write(opened, lambda work: work.drafts.add(draft))
    assert opened.store.reads.draft_of_visit(VISIT.id) == draft
    write(opened, lambda work: work.drafts.save(replace(draft, version=6), expected=5))
    with pytest.raises(ConflictError):
        write(opened, lambda work: work.drafts.save(replace(draft, version=6), expected=5))
    write(opened, lambda work: work.drafts.remove(draft.id))
    assert opened.store.reads.draft_of_visit(VISIT.id) is None


def test_unfinished_registrations_are_ones_own_newest_first(opened: Opened) -> None:
    for number in (1, 2):
        kept = Draft(DraftId(f"d-{number}"), DraftKind.REGISTRATION, DOCTOR.id, NOW + timedelta(minutes=number))
        write(opened, lambda work, kept=kept: work.drafts.add(kept))
    with opened.store.unit_of_work() as work:
        assert [one.id for one in work.drafts.registrations_of(DOCTOR.id)] == ["d-2", "d-1"]
        assert work.drafts.registrations_of(PersonId("p-2")) == []


def test_a_note_comes_back_with_its_addenda_and_findings(opened: Opened) -> None:
    sealed = note()
    findings = [
        Observation(sealed.id, DAY, "ex_refl_patellar", Side.LEFT, number=Decimal("3"), unit="1", scale="ninds"),
        Observation(sealed.id, DAY, "ex_refl_patellar", Side.RIGHT, code="not_examined"),
        Observation(sealed.id, DAY, "weight_kg", Side.NONE, number=Decimal("7.250"), unit="kg"),
    ]
    added = Addendum("a-1", sealed.id, "One more thing.", NOW, DOCTOR.id, DOCTOR.name)
    write(opened, lambda work: work.notes.add(sealed, findings))
    write(opened, lambda work: work.notes.add_addendum(added))
    reads = opened.store.reads
    assert reads.note(sealed.id) == replace(sealed, addenda=(added,))
    assert reads.observations_of(CHILD.id) == findings
    assert str(reads.observations_of(CHILD.id)[2].number) == "7.250"
    with opened.store.unit_of_work() as work:
        assert work.notes.of_visit(VISIT.id) == replace(sealed, addenda=(added,))


def test_the_newest_note_before_a_day(opened: Opened) -> None:
    later = replace(VISIT, id=VisitId("v-2"), day=DAY + timedelta(days=30))
    write(opened, lambda work: work.visits.add(later))
    write(opened, lambda work: work.notes.add(note(1), []))
    write(opened, lambda work: work.notes.add(note(2, later.day, "v-2"), []))
    reads = opened.store.reads
    assert reads.latest_note(CHILD.id) == note(2, later.day, "v-2")
    assert reads.latest_note(CHILD.id, before=later.day) == note(1)
    assert reads.latest_note(CHILD.id, before=DAY) is None


def test_visits_of_a_child_newest_first_with_what_was_signed(opened: Opened) -> None:
    later = replace(VISIT, id=VisitId("v-2"), day=DAY + timedelta(days=30), at=None)
    write(opened, lambda work: work.visits.add(later))
    write(opened, lambda work: work.notes.add(note(1), []))
    newest, first = opened.store.reads.visits_of(CHILD.id)
    assert (newest.id, newest.note_id, newest.signed_at, newest.summary) == ("v-2", None, None, "")
    assert (first.id, first.note_id, first.signed_at) == ("v-1", "n-1", NOW)
    assert (first.sha256, first.summary) == (note().sha256, "Assessment 1.")


def plan_item(number: int, level: str, flags: tuple[str, ...], due: date | None = DAY) -> PlanItem:
    line = PlanLine(PlanLineId(f"l-{number}"), "EEG", "spasms?", due, "Dr O", level, flags)
    return PlanItem(line, CHILD.id, "n-1")


def test_plan_lines_come_back_are_due_and_are_closed(opened: Opened) -> None:
    first, second = plan_item(1, "same_day", ("RF-1",)), plan_item(2, "", (), due=None)
    write(opened, lambda work: work.notes.add(note(), []))
    write(opened, lambda work: work.plans.add(first))
    write(opened, lambda work: work.plans.add(second))
    reads = opened.store.reads
    assert reads.plans_of(CHILD.id) == [first, second]
    assert reads.plans_due(DAY) == [first]
    assert reads.plans_due(DAY - timedelta(days=1)) == []
    done = replace(first, state=PlanState.DONE, closed_on=DAY, closed_reason="came")
    write(opened, lambda work: work.plans.save(done, seen=1))
    assert reads.plans_of(CHILD.id)[0] == replace(done, version=2)
    assert reads.plans_due(DAY) == []


def test_the_day_shows_note_open_lines_and_worst_flags_first(opened: Opened) -> None:
    (row,) = opened.store.reads.day(DAY)
    assert (row.visit, row.patient, row.note, row.flag_levels, row.open_plan_lines) == (VISIT, CHILD, "none", (), 0)
    draft = Draft(DraftId("d"), DraftKind.VISIT, DOCTOR.id, NOW, CHILD.id, VISIT.id)
    write(opened, lambda work: work.drafts.add(draft))
    assert opened.store.reads.day(DAY)[0].note == "draft"
    write(opened, lambda work: work.notes.add(note(), []))
    lines = (("routine", ("RF-1", "RF-2")), ("same_day", ("RF-3",)), ("urgent_2wk", ("RF-1",)), ("", ()))
    for number, (level, flags) in enumerate(lines):
        item = plan_item(number, level, flags)
        write(opened, lambda work, item=item: work.plans.add(item))
    (row,) = opened.store.reads.day(DAY)
    assert (row.note, row.open_plan_lines) == ("signed", 4)
    assert row.flag_levels == ("same_day", "urgent_2wk", "routine")
    assert opened.store.reads.day(DAY + timedelta(days=1)) == []


def test_episodes_come_back_with_their_events_by_day(opened: Opened) -> None:
    time = TimeOfDay(ClockKind.ABOUT, 19 * 60)
    seen = Seen(5, ("waking", "cold"), ("drowsy",), "no", "right_only")
    described = {ItemKey("ep_eyes"): Answer(("normal",)), ItemKey("ep_rate_hz"): Answer(Decimal("5.0"), unit="Hz")}
    told = EpisodeEvent(
        EventId("e-2"), EventTime(DAY, None, True, time), None, seen=seen, described=described, told_by="mother"
    )
    span = EventTime(DAY - timedelta(days=4), DAY - timedelta(days=2))
    earlier = EpisodeEvent(EventId("e-1"), span, count=10, count_about=True, per_day=True, in_run=True, note="<b>&")
    said = Said("s-1", SaidKind.OPINION, DAY, "looks benign", DOCTOR.id, DOCTOR.name, NOW, "P01")
    thread = Episode(EpisodeId("t"), CHILD.id, "the jumps", None, events=(told,), said=(said,))
    write(opened, lambda work: work.episodes.add(thread))
    write(opened, lambda work: work.episodes.add_events(thread.id, [earlier]))
    assert opened.store.reads.episodes_of(CHILD.id) == [replace(thread, events=(earlier, told))]


def test_an_event_keeps_what_it_was_and_refuses_an_old_version(opened: Opened) -> None:
    event = EpisodeEvent(EventId("e"), EventTime(DAY), count=3)
    write(opened, lambda work: work.episodes.add(Episode(EpisodeId("t"), CHILD.id, "x", None, events=(event,))))
    past = PastEvent(event.id, 1, "changed", DOCTOR.id, DOCTOR.name, NOW, event.to_json())
    later = replace(event, count=4, version=2)
    write(opened, lambda work: work.episodes.save_event(later, removed=False, seen=1, past=past))
    with pytest.raises(ConflictError):
        write(opened, lambda work: work.episodes.save_event(later, removed=True, seen=1, past=replace(past, version=2)))
    assert opened.store.reads.past_of_event(event.id) == [past]
    assert opened.store.reads.episodes_of(CHILD.id)[0].events == (later,)
    gone = replace(later, version=3)
    write(opened, lambda work: work.episodes.save_event(gone, removed=True, seen=2, past=replace(past, version=2)))
    assert opened.store.reads.episodes_of(CHILD.id)[0].events == ()


def test_a_diary_sheet_is_found_by_its_code(opened: Opened) -> None:
    write(opened, lambda work: work.episodes.add(Episode(EpisodeId("t"), CHILD.id, "x", None)))
    sheet = DiarySheet(SheetCode("K7Q4MTX"), CHILD.id, EpisodeId("t"), NOW, DOCTOR.id)
    write(opened, lambda work: work.episodes.add_sheet(sheet))
    assert opened.store.reads.diary_sheet(sheet.code) == sheet
    assert opened.store.reads.diary_sheet(SheetCode("K7Q4MT0")) is None


def test_recent_children_are_those_seen_last(opened: Opened) -> None:
    opened.add_children(child(2, "Moss", "Ada"), child(3, "Never", "Seen"))
    later = replace(VISIT, id=VisitId("v-2"), patient_id=PatientId("c-2"), state_since=NOW + timedelta(hours=1))
    write(opened, lambda work: work.visits.add(replace(later, at=time(8, 0))))
    assert [one.id for one in opened.store.reads.recent_patients(5)] == ["c-2", "c-1"]
    assert [one.id for one in opened.store.reads.recent_patients(1)] == ["c-2"]


def test_a_request_is_remembered(opened: Opened) -> None:
    write(opened, lambda work: work.requests.remember("r-1", "v-1"))
    with opened.store.unit_of_work() as work:
        assert work.requests.result_of("r-1") == "v-1"
        assert work.requests.result_of("r-2") is None
