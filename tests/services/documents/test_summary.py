"""What the clinician summary says of a signed note and of an open draft."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from clinic_app.domain.answers import AnswerState
from clinic_app.domain.errors import NotAllowedError
from clinic_app.domain.local_rules import LocalRule, RuleState
from clinic_app.domain.people import Actor, PersonId, Role
from clinic_app.domain.sides import Side
from clinic_app.services import documents, signing
from clinic_app.services.report_models import ClinicianSummary
from tests.services.documents.played import DAY, IDENTITY, Played, entry, register


def rows(summary: ClinicianSummary) -> dict[str, Any]:
    return {row.item: row for section in summary.examination for row in section.rows}


def texts(value: Any) -> Iterator[str]:
    """Every string of a model that is printed; levels are drawn."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts(getattr(value, part.name))


def history(summary: ClinicianSummary) -> str:
    return " ".join(f"{line.label} {line.text}" for line in (*summary.history, *summary.development))


def test_both_ages_units_and_sides_are_spelled_out(played: Played) -> None:
    summary = played.summary(played.sign())
    assert (summary.frame.identity.age_at_visit, summary.frame.identity.corrected_age) == ("8 m 4 d", "6 m 27 d")
    assert summary.frame.identity.corrected_label == "Corrected (34+3)"
    found = rows(summary)
    assert (found["Knee jerk"].right, found["Knee jerk"].left) == ("3+", "2+")
    assert (found["Ankle clonus"].right, found["Ankle clonus"].left) == ("6 beats", "2 beats")
    assert (found["Hip adductors, both"].value, found["Hip adductors, both"].note) == ("110°", "both knees straight")


def test_a_side_left_out_says_so_with_its_reason_beside_the_side_that_was_found(played: Played) -> None:
    moro = rows(played.summary())["Moro"]
    assert (moro.right, moro.left) == ("absent", "not examined, crying")


def test_not_examined_is_counted_and_named_with_its_reason(played: Played) -> None:
    summary = played.summary()
    named = [name for section in summary.examination for name in section.not_examined]
    assert "Palmar grasp (asleep)" in named
    total = sum(len(section.rows) + len(section.not_examined) for section in summary.examination)
    assert summary.not_examined.startswith(f"{len(named)} of {total} items: ")
    assert "Not examined is not normal" in summary.not_examined


def test_every_recorded_answer_stands_on_the_paper(played: Played) -> None:
    printable = played.printable()
    summary = played.summary()
    knowledge = played.clinic.context.knowledge
    printed = " ".join(texts((summary.examination, summary.history, summary.development, summary.reason)))
    identity = {item.field.id for item in knowledge.registration.items}
    for key, answer in printable.record.answers.items():
        if answer.state is AnswerState.RECORDED and key.field not in identity:
            assert knowledge.brief_words(key.field, answer) in printed, key


def test_an_unusual_value_keeps_its_mark_and_its_comment(played: Played) -> None:
    assert "Temperature measured: 36.85 °C (unusual, confirmed) (in the ear)" in history(played.summary())


def test_a_question_is_followed_by_its_answer_without_a_colon(played: Played) -> None:
    played.write(entry("ep_active_now", "no"), as_nurse=True)
    assert "Is it happening now? no" in history(played.summary())


def test_flags_carry_findings_rule_version_sources_and_what_was_answered(played: Played) -> None:
    summary = played.summary(played.sign())
    flag = next(flag for flag in summary.flags if "EX28" in flag.source)
    assert "Knee jerk: right 3+ brisker than average, left 2+ average" in flag.why
    assert flag.source.startswith("EX28 v")
    assert flag.answer == "In plan, by 2 Dec 2026."
    assert flag.level_words == "Within 2 weeks"


def test_a_dismissed_flag_says_why_who_and_when(played: Played) -> None:
    summary = played.summary(played.sign())
    assert summary.dismissed
    for flag in summary.dismissed:
        assert flag.reason == "seen with the first"
        assert flag.by.startswith("The paediatrician, 18 Nov 2026 ")
    assert f"Dismissed: {len(summary.dismissed)}." in summary.flags_summary


def test_what_could_not_be_judged_is_named_in_words(played: Played) -> None:
    summary = played.summary()
    missing = " ".join(rule.missing for rule in summary.not_assessable)
    assert "Plantar response" in missing
    assert "_" not in missing


def test_no_field_id_or_code_reaches_the_paper(played: Played) -> None:
    summary = played.summary(played.sign())
    words = (summary.patterns, summary.flags, summary.dismissed, summary.not_assessable, summary.examination)
    assert [text for text in texts(words) if "_" in text or "==" in text] == []


def test_plan_lines_say_the_corrected_age_on_their_date(played: Played) -> None:
    row = played.summary(played.sign()).plan[0]
    assert (row.when, row.what, row.who) == ("By 2 Dec 2026 (7 m 10 d corr.)", "Refer: movement team", "Dr Tallow")


def test_growth_at_both_ages_with_a_real_minus(played: Played) -> None:
    summary = played.summary(played.sign())
    weight = next(row for row in summary.growth if row.measure == "Weight")
    assert (weight.value, weight.age, weight.corrected_age) == ("6.84 kg", "8 m 4 d", "6 m 27 d")
    assert weight.at_corrected.endswith("z −0.9")
    assert weight.at_chronological.endswith("z −1.3")
    assert weight.reference == "WHO 2006"
    assert summary.growth_chart is not None
    assert "corrected" in summary.growth_caption


def test_a_draft_is_marked_and_judged_now(played: Played) -> None:
    draft = played.summary()
    assert draft.frame.is_draft
    assert any("EX28" in flag.source for flag in draft.flags)
    assert all(flag.answer == "No answer yet." for flag in draft.flags)


def test_a_signed_note_is_never_judged_anew(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    note = played.sign()
    before = played.summary(note)
    monkeypatch.setattr("clinic_app.services.documents.printable.assess_visit", lambda *_: pytest.fail("judged anew"))
    after = played.summary(note)
    assert replace(after, frame=before.frame) == before


def test_a_later_visit_and_a_later_name_change_nothing_on_an_older_note(played: Played) -> None:
    note = played.sign()
    before = played.summary(note)
    played.visit(date(2026, 12, 22))
    played.write(entry("weight_kg", Decimal("7.4"), unit="kg"), as_nurse=True)
    played.sign()
    with played.clinic.context.uow() as work:
        now = work.patients.get(played.patient.id)
        work.patients.save(replace(now, family_name="Changed", version=now.version + 1), seen=now.version)
        work.commit()
    played.clinic.clock.go_to(DAY)
    after = played.summary(note)
    assert after.frame.identity == before.frame.identity
    assert (after.growth, after.changes, after.flags) == (before.growth, before.changes, before.flags)


def test_changes_stand_beside_the_last_signed_visit(played: Played) -> None:
    played.sign()
    played.visit(date(2026, 12, 22))
    played.write(
        entry("ex_dtr_patellar", "2", Side.RIGHT, scale="dtr_common")
        | entry("ex_dtr_patellar", "2", Side.LEFT, scale="dtr_common")
    )
    summary = played.summary()
    assert summary.previous_visit == "18 Nov (R / L)"
    knee = next(row for row in summary.changes if row.item == "Knee jerk")
    assert (knee.previous, knee.right, knee.left, knee.note) == ("3+ / 2+", "2+", "2+", "")


def test_the_first_visit_has_nothing_to_compare_with(played: Played) -> None:
    assert played.summary().previous_visit == "No earlier visit"


def test_two_visits_of_one_day_are_told_apart(played: Played) -> None:
    first = played.sign()
    played.visit(DAY)
    played.write(entry("ex_dtr_patellar", "1", Side.RIGHT, scale="dtr_common"))
    second = played.sign()
    assert played.summary(first).previous_visit == "No earlier visit"
    assert played.summary(second).previous_visit == "18 Nov (R / L)"


def test_who_recorded_what_and_when(played: Played) -> None:
    lines = played.summary(played.sign()).provenance
    assert any(line.startswith("History and measurements: The nurse, 18 Nov 2026 ") for line in lines)
    assert any(line.startswith("Examination: The paediatrician, 18 Nov 2026 ") for line in lines)
    assert lines[-1].startswith("Reviewed and signed: The paediatrician, 18 Nov 2026 ")


def test_forms_that_changed_since_are_said(played: Played) -> None:
    note = played.sign()
    desk, chart = played.doctor, played.chart()
    visit = played.printable(note)
    assert not any("changed since" in line for line in played.summary(note).rules)
    older = replace(visit, forms={**visit.forms, "general_exam": {"version": "0", "sha256": "0" * 64}})
    rules = desk.run(documents.clinician_summary, chart, older).rules
    assert any("changed since" in line for line in rules)
    assert "version 0" in rules[0]


def test_a_sealed_finding_prints_when_no_form_asks_for_it_any_more(played: Played) -> None:
    played.write(entry("ex_hc_z", Decimal("1.25")))
    assert "1.25" in history(played.summary())


def test_text_is_kept_letter_by_letter(played: Played) -> None:
    words = "Line one\n  <b>two</b> & =cmd|’"
    summary = played.summary(played.sign(words=words))
    assert summary.assessment == ("Line one", "  <b>two</b> & =cmd|’")
    assert "Right leg shakes <i>when</i> stretched" in summary.reason


def test_the_twin_is_named_also_when_registered_after_the_signature(played: Played) -> None:
    note = played.sign()
    isla, _ = register(played.clinic, IDENTITY | entry("pt_given_name", "Isla"), played.patient.id)
    twin = played.summary(note).identity_notes[0]
    assert twin.label == "Twin A."
    assert f"Isla Brightwater (twin B, {isla.number})" in twin.text


def test_allergies_that_nobody_asked_for_are_not_none(clinic: Any) -> None:
    patient, visit = register(clinic, IDENTITY)
    one = Played(clinic, patient, None)
    notes = {line.label: line.text for line in one.summary().identity_notes}
    assert notes["Allergies:"] == "not asked."
    assert visit.patient_id == patient.id


def test_addenda_print_and_make_a_new_version(played: Played) -> None:
    note = played.sign()
    assert played.summary(note).frame.version == 1
    played.doctor.run(signing.add_addendum, note.id, "Phoned the team.", request_id="a")
    summary = played.summary(note)
    assert summary.frame.version == 2
    assert summary.addenda[0].text == "Phoned the team."


def test_each_document_leaves_one_line_in_the_log(played: Played) -> None:
    note = played.sign()
    before = played.clinic.context.reads.verify_audit().events
    visit, chart = played.printable(note), played.chart()
    played.doctor.run(documents.clinician_summary, chart, visit)
    played.doctor.run(documents.family_plan, chart, visit)
    after = played.clinic.context.reads.verify_audit()
    assert after.events == before + 2
    assert after.broken_at is None


def test_an_administrator_may_not_print(played: Played) -> None:
    note = played.sign()
    chart, visit = played.chart(), played.printable(note)
    outsider = Actor(PersonId("x"), "Admin", Role.ADMINISTRATOR, "Station 1")
    for use_case in (documents.clinician_summary, documents.family_plan):
        with pytest.raises(NotAllowedError):
            use_case(played.clinic.context, outsider, chart, visit)
    for open_one in (documents.printable_note, documents.printable_draft):
        with pytest.raises(NotAllowedError):
            open_one(played.clinic.context, outsider, chart, note)  # type: ignore[arg-type]


def test_intake_is_printed_by_section(played: Played) -> None:
    birth = next(line.text for line in played.summary().history if line.label == "Birth:")
    assert "Birth weight: 2\u2009100 g" in birth


def test_a_plan_line_due_after_the_correction_ends_says_one_age(played: Played) -> None:
    from clinic_app.services.documents.summary import plan_rows

    visit = played.printable(played.sign())
    line = replace(visit.record.plan[0], due=DAY + timedelta(days=900))
    later = replace(visit, record=replace(visit.record, plan=(line,)))
    assert "corr." not in plan_rows(later)[0].when


def test_a_finding_in_a_state_that_makes_it_unreliable_says_so_and_others_do_not(played: Played) -> None:
    played.write(entry("ex_state", "asleep") | entry("ex_head_shape", "normal"))
    found = rows(played.summary(played.sign()))
    assert found["Knee jerk"].note == "child asleep"
    assert found["Hip adductors, both"].note == "both knees straight; child asleep"
    assert "asleep" not in found["Head shape"].note


def test_a_rule_that_the_clinic_switched_off_is_said_on_paper_and_stays_said(played: Played) -> None:
    context = played.clinic.context
    at = context.clock.now()
    off = LocalRule("EX28", 1, RuleState.OFF, "We examine this ourselves", "1", PersonId("p"), "Dr Ida Lead", at, {})
    before = played.summary()
    context.use_rules([off])
    try:
        note = played.sign()
    finally:
        context.use_rules([])
    assert "Switched off by this clinic" not in before.flags_summary
    said = played.summary(note).flags_summary
    assert "Switched off by this clinic: EX28 " in said
    assert "(it would have raised its flag here)" in said
