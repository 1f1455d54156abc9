"""Flags, bands, centiles and scores explain themselves by one model, with numbers that can be checked."""

import math
from datetime import date
from decimal import Decimal

import pytest

from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.clinical.hine_form import load_hine
from clinic_app.clinical.hine_instrument import score_field
from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Patient, PatientId, Sex
from clinic_app.domain.record import VisitRecord
from clinic_app.domain.sides import Side
from clinic_app.services import assessing, chart, drafts
from clinic_app.services.chart import Measurement
from clinic_app.services.explanations import (
    explain_band,
    explain_flag,
    explain_growth,
    explain_hine,
    explain_window,
    said_now,
    said_then,
    visit_trail,
)
from clinic_app.services.growth import growth_points
from clinic_app.services.hine import hine_of
from clinic_app.services.milestones import book_of
from tests.services.test_visit import examined

CHILD = Patient(
    id=PatientId("c"), number="MH-1", family_name="B", given_name="A", birth_date=date(2026, 3, 14),
    sex=Sex.FEMALE, gestation=Gestation(34, 3),
)  # fmt: skip
DAY = date(2026, 11, 18)
AGE = age_on(CHILD.birth_date, CHILD.gestation, DAY)


@pytest.fixture
def raised(clinic):
    """A live flag of an examined visit, and the trail of the visit."""
    patient, visit, doctor, draft = examined(clinic)
    read = doctor.run(chart.open_chart, patient.id)
    record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
    picture = doctor.run(assessing.assess_visit, read, record, visit.day)
    flag = next(one for one in picture.assessment.flags if one.id == "EX28")
    return clinic.context.knowledge, picture, flag, doctor.run(visit_trail, read, draft, visit.day)


def test_a_flag_names_its_findings_with_who_and_when(raised) -> None:
    knowledge, _picture, flag, trail = raised
    said = explain_flag(knowledge, said_now(flag), trail)
    knee = next(one for one in said.inputs if one.name == "Knee jerk")
    assert knee.value == "right 3+ brisker than average, left 2+ average"
    assert knee.origin.endswith(", The paediatrician")
    assert knee.origin.startswith("18 Nov 2026 ")
    assert said.version == f"Rule EX28, version {flag.rule.version}"
    assert said.would_change.startswith("Clears only if recorded otherwise")
    assert len(said.working) > 1
    assert said.confidence == flag.rule.confidence
    for text in (said.title, knee.line, said.version, said.would_change, said.sources[0].title):
        assert text in said.text


def test_every_flag_of_every_rule_can_be_explained(clinic) -> None:
    """Over the examples of all rules: findings, the rule in words, a source, a confidence."""
    knowledge = clinic.context.knowledge
    from clinic_app.clinical.assessment import assess

    seen = set()
    for rule in knowledge.content.rules.values():
        for example in rule.examples:
            if example.fires != "yes":
                continue
            for flag in assess(knowledge.content, dict(example.facts)).flags:
                said = explain_flag(knowledge, said_now(flag))
                assert said.inputs, flag.id
                assert said.working, flag.id
                assert said.sources, flag.id
                assert said.confidence, flag.id
                assert "==" not in said.text, flag.id
                seen.add(flag.id)
    assert seen >= {
        rule.id for rule in knowledge.content.rules.values() if any(e.fires == "yes" for e in rule.examples)
    }


def test_a_sealed_flag_explains_itself_from_its_own_words(raised) -> None:
    knowledge, picture, flag, _trail = raised
    (sealed,) = [one for one in picture.to_json({})["flags"] if one["id"] == flag.id]
    assert explain_flag(knowledge, said_then(sealed)) == explain_flag(knowledge, said_now(flag))
    older = explain_flag(knowledge, said_then(sealed | {"version": "0"}))
    assert len(older.working) == 1
    assert "another version" in older.working[0]


def test_a_centile_shows_the_row_and_the_formula_that_give_it() -> None:
    one = Measurement(DAY, weight_kg=Decimal("6.84"), length_cm=Decimal("65.4"), position="lying")
    points = {point.indicator: point for point in growth_points(CHILD, [one])}
    said = explain_growth(CHILD, points[Indicator.WEIGHT], one)
    text = said.text
    assert "Read at corrected age: day 210 of the table who2006_weight." in text
    row = next(line for line in said.working if line.startswith("Row: "))
    power, median, spread = (
        float(part.split()[-1].replace("−", "-")) for part in row.removeprefix("Row: ").rstrip(".").split(", ")
    )
    z = ((6.84 / median) ** power - 1) / (power * spread)
    assert math.isclose(z, points[Indicator.WEIGHT].score.z, abs_tol=0.005), (
        "the row that is shown gives the z that is said"
    )
    assert "At chronological age it would be" in text
    assert said.sources[0].address.startswith("https://")


@pytest.mark.parametrize("indicator", list(Indicator))
@pytest.mark.parametrize(
    "day", [date(2026, 3, 20), date(2026, 11, 18), date(2028, 8, 1), date(2033, 1, 1), date(2047, 1, 1)]
)
def test_every_measure_at_every_age_explains_itself(indicator, day) -> None:
    one = Measurement(day, Decimal("12.3"), Decimal("88"), Decimal("46"), "standing" if day.year > 2027 else "lying")
    for point in growth_points(CHILD, [one]):
        if point.indicator is not indicator:
            continue
        said = explain_growth(CHILD, point, one)
        assert said.title
        assert said.sources
        if point.score.z is None:
            assert said.said[0].startswith("No centile: ")
        else:
            assert said.working


def test_a_sex_without_a_reference_says_so() -> None:
    from dataclasses import replace

    child = replace(CHILD, sex=Sex.UNKNOWN)
    (point,) = growth_points(child, [Measurement(DAY, weight_kg=Decimal("6.84"))])
    said = explain_growth(child, point)
    assert said.said[0].startswith("No centile: ")
    assert said.working == ()


def test_a_score_shows_its_sums_and_which_limits_hold(clinic) -> None:
    form = load_hine()
    answers = {}
    for item in form.items:
        sides = (Side.RIGHT, Side.LEFT) if item.sided else (Side.NONE,)
        answers |= {ItemKey(score_field(item.id), side): Answer("2" if 2 in item.allowed else "3") for side in sides}
    visit = hine_of(CHILD, DAY, answers)
    said = explain_hine(clinic.context.knowledge, CHILD, visit, "yes")
    sums = next(line for line in said.working if line.startswith("Sum of the sections: "))
    shown, total = sums.removeprefix("Sum of the sections: ").split(". ")[0].split(" = ")
    assert sum(Decimal(part) for part in shown.split(" + ")) == Decimal(total) == visit.score.total
    limits = [line for line in said.working if line.startswith("Limit: ")]
    assert any("below 73" in line and "only with a recorded risk factor" in line for line in limits)
    assert not any("Not applied" in line for line in limits)
    without = explain_hine(clinic.context.knowledge, CHILD, visit, "no")
    assert any("Not applied here." in line for line in without.working)
    part = hine_of(CHILD, DAY, dict(list(answers.items())[:4]))
    assert "no total" in explain_hine(clinic.context.knowledge, CHILD, part).title


def test_a_band_marks_the_row_that_was_used(clinic) -> None:
    knowledge = clinic.context.knowledge
    item = next(one for one in knowledge.exam.items if one.expected.numbers_at(AGE.months_for_norms))
    key = item.keys[0]
    low = item.expected.numbers_at(AGE.months_for_norms).low
    said = explain_band(knowledge, item, AGE, {key: Answer(low - 1, unit=item.field.unit)})
    assert sum("this row is used" in line for line in said.working) == 1
    assert any("outside what is usual" in line for line in said.said)
    reflex = next(one for one in knowledge.exam.items if one.expected.usual is not None)
    said = explain_band(knowledge, reflex, AGE, {})
    assert said.said[0] == "Nothing is recorded yet. Not examined is not normal."
    assert any("Usual in most children" in line for line in said.working)


def test_every_item_with_an_expectation_explains_itself(clinic) -> None:
    knowledge = clinic.context.knowledge
    for item in knowledge.exam.items:
        said = explain_band(knowledge, item, AGE, {})
        assert said.sources, item.field.id
        assert said.confidence, item.field.id


def test_a_milestone_window_shows_its_five_ages(clinic) -> None:
    knowledge = clinic.context.knowledge
    book = book_of(knowledge.milestones, CHILD, (), {}, DAY)
    for item in knowledge.milestones.windowed:
        said = explain_window(knowledge, book, item)
        assert said is not None
        assert f"50% by {item.window.p50:g} months" in said.working[0]
        assert said.said[0].startswith("Nobody said yes yet")
    assert (
        explain_window(knowledge, book, next(one for one in knowledge.milestones.items if one.window is None)) is None
    )


def test_lasting_history_says_from_which_visit_it_comes(clinic) -> None:
    patient, visit, doctor, draft = examined(clinic)
    read = doctor.run(chart.open_chart, patient.id)
    kept = doctor.run(drafts.keep, draft.id, {}, seen=draft.version)
    trail = doctor.run(visit_trail, read, kept, visit.day)
    assert trail.of_fact("birth_weight_g").endswith("The nurse")
    assert "birth date" in trail.of_fact("age_days")
    assert trail.of_fact("ex_hc_z") == "worked out from the head circumferences and their reference"
    assert trail.of_fact("hx_cp_risk").startswith("worked out from ")
    assert "34+3 weeks" in trail.of_fact("hx_cp_risk")
    assert trail.of_fact("ex_hine_total") == "worked out from the scores of the HINE"


def test_what_was_not_examined_is_never_read_as_anything(clinic) -> None:
    knowledge = clinic.context.knowledge
    moro = knowledge.exam.item("ex_refl_moro")
    said = explain_band(knowledge, moro, AGE, {moro.keys[1]: Answer.not_examined("crying")})
    assert said.said == ("Left: not examined, which is not normal",)


def test_what_the_log_of_an_episode_adds_up_to_says_so(raised) -> None:
    from dataclasses import replace

    knowledge, _picture, flag, trail = raised
    logged = sorted(knowledge.thread_reading.fields)[0]
    said = replace(said_now(flag), inputs=dict(flag.inputs) | {logged: "yes"}, episode="thread-1")
    origins = {one.name: one.origin for one in explain_flag(knowledge, said, trail).inputs}
    assert "from the log of the episode" in origins.values()
    assert origins["Knee jerk"].endswith("The paediatrician")
