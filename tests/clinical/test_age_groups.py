"""Which items belong to which age."""

from datetime import date

import pytest

from clinic_app.clinical.age_groups import AgeGroup, age_group
from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.sides import Side
from clinic_app.services.knowledge import Knowledge, load_knowledge

NEWBORN, INFANT, TODDLER, CHILD, ADOLESCENT = AgeGroup


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def offered(knowledge: Knowledge, months: float) -> set[str]:
    return {item.field.id for section in knowledge.exam.offered(months, {}) for item in section.items}


@pytest.mark.parametrize(
    ("months", "group"),
    [
        (-2.5, NEWBORN), (0, NEWBORN), (0.999, NEWBORN), (1, INFANT), (11.999, INFANT), (12, TODDLER),
        (23.999, TODDLER), (24, CHILD), (143.999, CHILD), (144, ADOLESCENT), (216, ADOLESCENT),
    ],
)  # fmt: skip
def test_a_group_is_half_open(months: float, group: AgeGroup) -> None:
    assert age_group(months) is group


def test_the_group_goes_by_the_corrected_age_until_24_months() -> None:
    born, gestation = date(2024, 1, 1), Gestation(28, 0)  # 84 days early
    on_day = {day: age_group(age_on(born, gestation, day).months_for_norms) for day in (date(2025, 1, 1),)}
    assert on_day == {date(2025, 1, 1): INFANT}
    assert age_group(age_on(born, None, date(2025, 1, 1)).months_for_norms) is TODDLER
    last = age_on(born, gestation, date(2026, 3, 24))
    assert last.use_corrected
    assert age_group(last.months_for_norms) is TODDLER
    assert age_group(age_on(born, gestation, date(2026, 3, 27)).months_for_norms) is CHILD


@pytest.mark.parametrize(
    ("months", "there", "not_there"),
    [
        (0.2, {"ex_refl_moro", "ex_cry", "ex_head_lag", "ex_fontanelle"}, {"ex_gait", "ex_mrc_grip", "ex_romberg"}),
        (8, {"ex_react_parachute_forward", "ex_scarf", "ex_reach"}, {"ex_gait", "ex_walk_on_toes"}),
        (18, {"ex_gait", "ex_runs", "ex_stairs", "ex_chewing"}, {"ex_refl_stepping", "ex_gowers", "ex_mrc_grip"}),
        (38, {"ex_walk_on_toes", "ex_hop_count", "ex_strength_arm"}, {"ex_scarf", "ex_tandem_steps_off"}),
        (170, {"ex_mrc_grip", "ex_romberg", "ex_tandem_steps_off", "ex_dtr_patellar"},
         {"ex_fontanelle", "ex_cry", "ex_head_lag", "ex_angle_heel_to_ear", "ex_react_landau", "ex_strength_arm"}),
    ],
)  # fmt: skip
def test_items_belong_to_an_age(knowledge: Knowledge, months: float, there: set[str], not_there: set[str]) -> None:
    found = offered(knowledge, months)
    assert there <= found
    assert not not_there & found


def test_every_limit_of_age_is_half_open_and_every_item_has_an_age(knowledge: Knowledge) -> None:
    for item in knowledge.exam.items:
        if item.age_from is not None:
            assert item.offered(float(item.age_from))
            assert not item.offered(float(item.age_from) - 0.001)
        if item.age_to is not None:
            assert not item.offered(float(item.age_to))
            assert item.offered(float(item.age_to) - 0.001)
    everything = {item.field.id for section in knowledge.exam.offered(None, {}) for item in section.items}
    hanging = {item.field.id for item in knowledge.exam.items if item.asked_if is not None}
    assert everything | hanging == {item.field.id for item in knowledge.exam.items}


def test_what_was_recorded_is_shown_at_any_age(knowledge: Knowledge) -> None:
    for item in knowledge.exam.items:
        for months in (0.0, 6.0, 18.0, 60.0, 200.0):
            held = {
                ItemKey(item.field.id, Side.RIGHT if item.field.sided else Side.NONE): Answer.not_examined("asleep")
            }
            shown = {one.field.id for section in knowledge.exam.offered(months, held) for one in section.items}
            assert item.field.id in shown
