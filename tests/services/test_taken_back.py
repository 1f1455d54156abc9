"""A finding that was stored and is taken back: never silent where the outcome becomes milder."""

import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from clinic_app.clinical.rules import Urgency
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.drafts import Entry
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Sex
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import VisitRecord, answer_key, plan_key, taken_key, taken_why_key
from clinic_app.domain.sides import Side
from clinic_app.domain.taken_back import TakenBackCode, TakenBackReason
from clinic_app.services import assessing, chart, drafts, signing
from clinic_app.services.taken_back import Outcome, change_words, why_words
from tests.clinical.rules.strategies import is_half_of_a_difference, is_negative, near_record
from tests.conftest import PASSWORD
from tests.services.test_visit import entry, examined


def record_of(draft) -> VisitRecord:
    return VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})


def picture_of(doctor, patient, visit, record):
    return doctor.run(assessing.assess_visit, doctor.run(chart.open_chart, patient.id), record, visit.day)


@pytest.fixture
def visit(clinic):
    """An examined visit that also holds one finding more urgent than all the others."""
    patient, visit, doctor, draft = examined(clinic)
    before = picture_of(doctor, patient, visit, record_of(draft)).assessment.urgency
    urgent = next(
        field_entry
        for field_entry in _urgent_entries(clinic)
        if picture_of(
            doctor, patient, visit,
            VisitRecord.from_entries({k: e.value for k, e in draft.entries.items()} | field_entry),
        ).assessment.urgency > before
    )  # fmt: skip
    draft = doctor.run(drafts.keep, draft.id, urgent, seen=draft.version)
    return patient, visit, doctor, draft, urgent


def _urgent_entries(clinic):
    """Single answers out of the examples of emergency rules."""
    for rule in clinic.context.knowledge.content.rules.values():
        if rule.urgency is Urgency.EMERGENCY_NOW:
            for example in rule.examples:
                if example.fires == "yes":
                    yield entries_of(clinic, dict(example.facts))


def entries_of(clinic, facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of a rule as entries of a visit; who the child is comes from the chart."""
    found = {}
    for fact, value in facts.items():
        field = clinic.context.knowledge.fields.of_fact(fact)
        if field is None or field.group == "child" or field.who == "derived":
            continue
        side = next(
            (side for side in (Side.RIGHT, Side.LEFT) if field.sided and fact == f"{field.id}_{side}"), Side.NONE
        )
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, (int, float)):
            value = Decimal(str(value))
        if isinstance(value, list):
            value = tuple(value)
        if value is not None and value != ():
            unit = field.unit if isinstance(value, Decimal) else ""
            found[answer_key(ItemKey(field.id, side))] = Answer(value, unit=unit).to_json()
    return found


def test_a_cleared_finding_is_kept_with_name_values_and_time(clinic, visit) -> None:
    _patient, _visit, doctor, draft, urgent = visit
    key = next(iter(urgent))
    draft = doctor.run(drafts.keep, draft.id, dict.fromkeys(urgent), seen=draft.version)
    record = record_of(draft)
    assert record.unexplained
    one = record.unexplained[0]
    assert answer_key(one.key) in urgent
    assert one.old == Answer.from_json(urgent[answer_key(one.key)])
    assert one.new is None
    assert one.by == "The paediatrician"
    assert Urgency.of(one.urgency_with) > Urgency.of(one.urgency_without)
    assert change_words(clinic.context.knowledge, one).endswith(", then cleared")
    assert key in draft.entries, "the answer itself is seen as taken back"


@pytest.mark.parametrize("new", [None, Answer.not_examined("crying")])
def test_signing_is_refused_until_a_reason_is_given(clinic, visit, new) -> None:
    patient, seen_visit, doctor, draft, urgent = visit
    gone = {key: new.to_json() if new is not None else None for key in urgent}
    draft = doctor.run(drafts.keep, draft.id, gone, seen=draft.version)
    draft = answer_flags(doctor, patient, seen_visit, draft)
    first = record_of(draft).unexplained[0]
    with pytest.raises(UserError, match="Taken back, say why") as refused:
        doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    assert refused.value.field == taken_key(first.id)

    short = {taken_why_key(one.id): {"code": "", "words": "two words"} for one in record_of(draft).unexplained}
    draft = doctor.run(drafts.keep, draft.id, short, seen=draft.version)
    with pytest.raises(UserError, match="Taken back"):
        doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")

    why = TakenBackReason(TakenBackCode.MISTYPED, "read the wrong line").to_json()
    given = {taken_why_key(one.id): why for one in record_of(draft).unexplained}
    draft = doctor.run(drafts.keep, draft.id, given, seen=draft.version)
    note = doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    sealed = note.content()["entries"]
    assert sealed[taken_key(first.id)]["value"]["milder"] is True
    kept = VisitRecord.from_entries({key: one["value"] for key, one in sealed.items()})
    assert first.id in {one.id for one in kept.told_back}
    assert why_words(kept.told_back[0]) == "mistyped: read the wrong line"


def answer_flags(doctor, patient, visit, draft):
    flags = picture_of(doctor, patient, visit, record_of(draft)).assessment.flags
    line = PlanLine(PlanLineId("l1"), "Review", "flags", visit.day, "Dr Tallow", "", tuple(flag.id for flag in flags))
    return doctor.run(drafts.keep, draft.id, {plan_key(line.id): line.to_json()}, seen=draft.version)


def test_what_is_recorded_again_asks_nothing_and_asks_again_when_it_goes_again(visit) -> None:
    _patient, _visit, doctor, draft, urgent = visit
    draft = doctor.run(drafts.keep, draft.id, dict.fromkeys(urgent), seen=draft.version)
    count = len(record_of(draft).unexplained)
    draft = doctor.run(drafts.keep, draft.id, urgent, seen=draft.version)
    assert record_of(draft).unexplained == ()
    assert len(record_of(draft).taken_back) >= count, "the history keeps what was taken back in between"
    draft = doctor.run(drafts.keep, draft.id, dict.fromkeys(urgent), seen=draft.version)
    assert len(record_of(draft).unexplained) == count, "to and fro is one entry until a reason is given"


def test_two_findings_that_each_keep_it_urgent_are_both_asked_for(clinic) -> None:
    patient, visit, doctor, draft = examined(clinic)
    urgent = next(one for one in _urgent_entries(clinic) if len(one) == 1)
    (first,) = urgent
    other = next(
        one for one in _urgent_entries(clinic)
        if len(one) == 1 and first not in one
        and picture_of(doctor, patient, visit, record_of_with(draft, one)).assessment.urgency is Urgency.EMERGENCY_NOW
    )  # fmt: skip
    assert picture_of(doctor, patient, visit, record_of_with(draft, urgent)).assessment.urgency is Urgency.EMERGENCY_NOW
    (second,) = other
    draft = doctor.run(drafts.keep, draft.id, urgent | other, seen=draft.version)
    draft = doctor.run(drafts.keep, draft.id, {first: None}, seen=draft.version)
    assert record_of(draft).unexplained == (), "the other one keeps the outcome as urgent"
    draft = doctor.run(drafts.keep, draft.id, {second: None}, seen=draft.version)
    assert {answer_key(one.key) for one in record_of(draft).unexplained} == {first, second}


def record_of_with(draft, entries) -> VisitRecord:
    return VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()} | entries)


def test_taking_back_what_says_nothing_asks_nothing(clinic) -> None:
    _patient, _visit, doctor, draft = examined(clinic)
    unknown = entry("assoc_fever", "unknown") if "assoc_fever" in clinic.context.knowledge.fields else {}
    draft = doctor.run(drafts.keep, draft.id, unknown | entry("visit_reason", "Shakes"), seen=draft.version)
    draft = doctor.run(drafts.keep, draft.id, dict.fromkeys(unknown) | entry("visit_reason", "Leg"), seen=draft.version)
    assert record_of(draft).taken_back == ()


def test_nobody_writes_the_history_by_hand(clinic, visit) -> None:
    _patient, _visit, doctor, draft, urgent = visit
    draft = doctor.run(drafts.keep, draft.id, dict.fromkeys(urgent), seen=draft.version)
    one = record_of(draft).taken_back[0]
    with pytest.raises(UserError, match="history"):
        doctor.run(drafts.keep, draft.id, {taken_key(one.id): None}, seen=draft.version)


_KILLED = """
import os, signal, sys, json
from pathlib import Path
from clinic_app.bootstrap import open_existing
from clinic_app.services import drafts
from clinic_app.domain.drafts import DraftId
folder, person, password, draft, version, keys = sys.argv[1:]
opened = open_existing(Path(folder)).unlock(person, password)
opened.desk.run(drafts.keep, DraftId(draft), dict.fromkeys(json.loads(keys)), seen=int(version))
print("kept", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process that ends itself at once")
def test_the_history_survives_a_kill_and_another_unlock(clinic, visit) -> None:
    _patient, seen_visit, _doctor, draft, urgent = visit
    (person,) = [one for one in clinic.record.people() if one.name == "Dr Mara Tallow"]
    clinic.opened.close()
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(clinic.folder.root), person.person_id, PASSWORD, draft.id,
         str(draft.version), json.dumps(list(urgent))],
        capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert done.stdout.strip() == "kept"
    again = clinic.record.unlock(person.person_id, PASSWORD)
    kept = again.desk.context.reads.draft_of_visit(seen_visit.id)
    assert kept is not None
    assert record_of(kept).unexplained
    again.close()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), data=st.data())
def test_no_finding_is_taken_back_in_silence(clinic, stage, seed: int, data: st.DataObject) -> None:
    """Over random records at the edge of a decision: milder means an entry, and an entry means milder."""
    facts = near_record(seed)
    entries = entries_of(clinic, facts)
    if not entries:
        reject()
    doctor, draft = stage(facts, entries)
    gone = data.draw(st.lists(st.sampled_from(sorted(entries)), min_size=1, max_size=3, unique=True))
    before, after = outcome(doctor, draft), outcome(doctor, draft, without=gone)
    draft = doctor.run(drafts.keep, draft.id, dict.fromkeys(gone), seen=draft.version)
    asked = {answer_key(one.key) for one in record_of(draft).unexplained}
    assert asked <= set(gone)
    assert bool(asked) == after.is_milder_than(before), (sorted(gone), before, after)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_one_by_one_nothing_is_missed_either(clinic, stage, seed: int) -> None:
    """Findings that are cleared one after the other, each by its own save."""
    rng = random.Random(seed)  # noqa: S311  a test record, no secret
    facts = near_record(seed)
    entries = entries_of(clinic, facts)
    if not entries:
        reject()
    doctor, draft = stage(facts, entries)
    gone = rng.sample(sorted(entries), min(len(entries), 3))
    before, after = outcome(doctor, draft), outcome(doctor, draft, without=gone)
    for key in gone:
        draft = doctor.run(drafts.keep, draft.id, {key: None}, seen=draft.version)
    if after.is_milder_than(before):
        assert record_of(draft).unexplained, gone


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_negative_answer_asks_nothing_when_it_is_cleared(clinic, stage, seed: int) -> None:
    facts = near_record(seed)
    entries = entries_of(clinic, facts)
    calm = [
        fact for fact, value in facts.items() if is_negative(fact, value) and not is_half_of_a_difference(facts, fact)
    ]
    gone = {key: None for fact in calm[:3] for key in entries_of(clinic, {fact: facts[fact]})}
    if not gone:
        reject()
    doctor, draft = stage(facts, entries)
    draft = doctor.run(drafts.keep, draft.id, gone, seen=draft.version)
    assert record_of(draft).unexplained == ()


@pytest.fixture
def stage(clinic):
    """Puts a record into the draft of a visit as if it had been stored so, for a child of the record's age."""
    patient, visit, doctor, _draft = examined(clinic)
    child = clinic.context.reads.patient(patient.id)
    empty = clinic.context.reads.draft_of_visit(visit.id)
    state = {"child": child, "draft": empty}

    def put(facts: dict[str, Any], entries: dict[str, Any]):
        days = int(facts.get("age_days", 200))
        weeks = facts.get("ga_weeks")
        sex = facts.get("sex")
        now_child = replace(
            state["child"],
            birth_date=visit.day - timedelta(days=days),
            gestation=Gestation(int(weeks), 0) if weeks is not None and 22 <= weeks <= 44 else None,
            sex=Sex(sex) if sex in set(Sex) else Sex.UNKNOWN,
            version=state["child"].version + 1,
        )
        held = state["draft"]
        made = {
            key: Entry(value, doctor.actor.person_id, held.updated_at, held.version + 1)
            for key, value in entries.items()
        }
        now_draft = replace(held, entries=made, version=held.version + 1)
        with clinic.context.uow() as work:
            work.patients.save(now_child, seen=state["child"].version)
            work.drafts.save(now_draft, expected=clinic.context.reads.draft_of_visit(visit.id).version)
            work.commit()
        state["child"], state["draft"] = now_child, replace(now_draft, version=now_draft.version + 10)
        try:
            outcome(doctor, now_draft)
        except UserError:
            reject()
        return doctor, now_draft

    return put


def outcome(doctor, draft, without=()) -> Outcome:
    values = {key: one.value for key, one in draft.entries.items() if key not in without}
    context = doctor.context
    visit = next(one for one in context.reads.visits_of(draft.patient_id))
    read = doctor.run(chart.read_chart, draft.patient_id)
    said = assessing.judged(context, read, VisitRecord.from_entries(values), visit.day).assessment
    return Outcome(said.urgency, not said.reassurance.allowed)
