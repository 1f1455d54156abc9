"""The HINE on the clinician summary."""

from typing import Any

import pytest

from clinic_app.services.report_models import ClinicianSummary
from tests.services.documents.played import Played, entry, left_out
from tests.services.test_hine import scores


def sections(summary: ClinicianSummary) -> dict[str, Any]:
    return {one.title: one for one in summary.examination if one.title.startswith("HINE")}


def test_without_a_hine_nothing_is_said_of_one(played: Played) -> None:
    summary = played.summary()
    assert summary.hine == ""
    assert not sections(summary)


def test_a_whole_form_prints_total_subtotals_and_asymmetries_with_sides(played: Played) -> None:
    played.write(scores({"posture_feet": ("1", "2"), "tendon_reflexes": "2", "posture_trunk": "2.5"}))
    summary = played.summary(played.sign())
    assert summary.hine.startswith("Total 75 of 78. Asymmetries 1: Feet R 1, L 2.")
    assert "Not scored" not in summary.hine
    found = sections(summary)
    assert found["HINE, posture"].counts == "6 of 6 scored, 16 of 18"
    feet = next(row for row in found["HINE, posture"].rows if row.item.startswith("Feet"))
    trunk = next(row for row in found["HINE, posture"].rows if row.item.startswith("Trunk"))
    assert (feet.right, feet.left, trunk.value) == ("1", "2", "2.5, no side")


def test_a_part_prints_no_total_and_names_what_was_not_scored(played: Played) -> None:
    played.write(scores({"arm_protection": None, "scarf_sign": ("3", None)}))
    played.write(left_out("hine_pull_to_sit", "crying"))
    summary = played.summary()
    assert "Total" not in summary.hine
    assert summary.hine.startswith("No total: 23 of 26 items scored, 69 of 69 possible.")
    assert "Not scored: scarf sign, pull to sit, arm protection." in summary.hine
    tone = sections(summary)["HINE, tone"]
    assert (tone.counts, tone.not_examined) == ("6 of 8 scored, 18 of 18", ("Pull to sit (crying)",))
    scarf = next(row for row in tone.rows if row.item == "Scarf sign")
    assert (scarf.right, scarf.left) == ("3", "not examined")


@pytest.mark.parametrize("signed", [True, False])
def test_milestones_and_behaviour_print_in_words_and_never_add_up(played: Played, signed: bool) -> None:
    played.write(entry("hine_sitting", "props") | entry("hine_social_orientation", "4"))
    summary = played.summary(played.sign() if signed else None)
    assert summary.hine.startswith("No total: 0 of 26 items scored. Asymmetries: not recorded.")
    found = sections(summary)
    assert found["HINE, motor milestones"].rows[0].value == "props on the arms"
    assert found["HINE, behaviour"].counts == "1 of 3"


def test_who_recorded_the_form_is_said(played: Played) -> None:
    played.write(scores())
    assert any("HINE: The paediatrician" in line for line in played.summary().provenance)
