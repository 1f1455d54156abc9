"""What the shipped forms promise."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.fields import FieldRegistry, FieldType
from clinic_app.clinical.instruments.findings import finding_of
from clinic_app.clinical.instruments.golden import disagreements
from clinic_app.clinical.instruments.model import Finding, Instrument, ItemKind
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.sides import Side
from clinic_app.resources import resource_path

WINDOW = [3.0, 6.9, 12.5, 30.0, 72.0]


def test_golden_examples(instruments: dict[str, Instrument]) -> None:
    assert [(form.id, *found) for form in instruments.values() for found in disagreements(form)] == []
    told = sum(len(example.answers) for form in instruments.values() for example in form.examples)
    assert told >= 40


def test_the_examination_has_its_sections_in_order(instruments: dict[str, Instrument]) -> None:
    assert [section.id for section in instruments["general_exam"].sections] == [
        "behaviour", "cranial_nerves", "posture", "movement", "tendon_reflexes", "passive_tone", "active_tone",
        "primitive_reflexes", "postural_reactions", "strength", "coordination", "sensation", "head_spine", "overall",
    ]  # fmt: skip


def test_whatever_reassurance_needs_can_be_recorded(instruments: dict[str, Instrument]) -> None:
    rules = tomllib.loads(resource_path("clinical", "derived_facts.toml").read_text("utf-8"))["derived"]
    minimum = next(rule for rule in rules if rule["id"] == "d_reassurance_minimum")["all"]
    wanted = {line.split()[0] for line in minimum} - {"age_days", "d_newborn_history_clear"}
    offered = {item.field.id for instrument in instruments.values() for item in instrument.items}
    assert wanted <= offered


def test_not_examined_is_never_a_cell_of_the_examination(instruments: dict[str, Instrument]) -> None:
    for item in instruments["general_exam"].items:
        assert not {option.code for option in item.options} & {"not_tested", "not_done", "not_seen", "not_assessed"}
        assert all(len(option.short) <= 9 for option in item.options if item.kind is not ItemKind.MULTI)


def test_graded_items_name_their_scale_and_numbers_their_limits(fields: FieldRegistry) -> None:
    known = {
        scale["id"] for scale in tomllib.loads(resource_path("clinical", "scales.toml").read_text("utf-8"))["scale"]
    }
    for field in fields:
        if field.type is FieldType.GRADE:
            assert field.scale in known
        if field.id.startswith(("ex_", "birth_", "apgar")) and field.type in {FieldType.INT, FieldType.FLOAT}:
            assert field.range.hard_min is not None or field.who == "derived"


def test_angle_bands_are_those_of_the_derivations(instruments: dict[str, Instrument]) -> None:
    table = tomllib.loads(resource_path("clinical", "derivations.toml").read_text("utf-8"))["angles"]["band"]
    exam = instruments["general_exam"]
    for name in ("popliteal", "adductor", "dorsiflexion", "heel_to_ear"):
        shown = [(list(band.months), [band.low, band.high]) for band in exam.item(f"ex_angle_{name}").expected.bands]
        assert shown == [(row["months"], row[name]) for row in table]


@pytest.mark.parametrize(("months", "band"), [(3.99, (80, 100)), (4.0, (90, 120)), (12.99, (150, 170)), (13.0, None)])
def test_bands_hold_for_completed_months(
    instruments: dict[str, Instrument], months: float, band: tuple[int, int] | None
) -> None:
    usual = instruments["general_exam"].item("ex_angle_popliteal").expected.numbers_at(months)
    assert (None if usual is None else (usual.low, usual.high)) == band


def test_items_go_by_age_but_never_hide_what_they_hold(instruments: dict[str, Instrument]) -> None:
    exam = instruments["general_exam"]
    infant = {item.field.id for section in exam.offered(6.9, {}) for item in section.items}
    school = {item.field.id for section in exam.offered(72, {}) for item in section.items}
    assert "ex_refl_moro" in infant - school
    assert "ex_finger_nose" in school - infant
    held = {ItemKey("ex_refl_moro", Side.RIGHT): Answer("present")}
    assert "ex_refl_moro" in {item.field.id for section in exam.offered(72, held) for item in section.items}


def test_a_following_question_waits_for_its_answer(instruments: dict[str, Instrument]) -> None:
    exam = instruments["general_exam"]

    def shown(code: str) -> set[str]:
        answers = {ItemKey("ex_dimple_present"): Answer(code)}
        return {item.field.id for section in exam.offered(3, answers) for item in section.items}

    assert "ex_dimple_midline" in shown("yes")
    assert "ex_dimple_midline" not in shown("no")


@given(months=st.none() | st.floats(-3, 200))
def test_not_examined_never_reads_as_a_finding(instruments: dict[str, Instrument], months: float | None) -> None:
    for item in instruments["general_exam"].items:
        assert finding_of(item, Answer.not_examined("asleep"), months) is None


@given(months=st.floats(-3, 200))
def test_absence_is_abnormal_only_where_presence_is_due(instruments: dict[str, Instrument], months: float) -> None:
    for item in instruments["general_exam"].items:
        if {"absent", "present"} <= {option.code for option in item.options} and item.expected.usual:
            readings = {finding_of(item, Answer(code), months) for code in ("absent", "present")}
            assert readings != {Finding.ABNORMAL}
            assert (readings == {None}) == (months < 0)


@pytest.mark.parametrize("months", WINDOW)
def test_nothing_on_the_form_is_wordless(instruments: dict[str, Instrument], months: float) -> None:
    for instrument in instruments.values():
        for section in instrument.offered(months, {}):
            assert section.title
            for item in section.items:
                assert item.label
                assert item.label == item.label.strip()
