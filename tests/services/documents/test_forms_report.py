"""Further forms on the clinician summary."""

from decimal import Decimal
from typing import Any

from clinic_app.domain.sides import Side
from clinic_app.reports.clinician_summary import render_clinician_summary
from clinic_app.services.report_models import ClinicianSummary, Paper
from tests.services.documents.played import Played, entry, left_out

RIGHT, LEFT = Side.RIGHT, Side.LEFT
TONE = (
    entry("ex_mas_hamstrings", "1+", RIGHT, scale="mas")
    | left_out("ex_mas_hamstrings", "refused", LEFT)
    | entry("ex_tardieu_hamstrings_r2", Decimal(140), RIGHT, unit="deg")
    | entry("ex_tardieu_hamstrings_r1", Decimal(105), RIGHT, unit="deg")
    | entry("ex_tardieu_hamstrings_r2", Decimal(150), LEFT, unit="deg")
)


def printed(summary: ClinicianSummary) -> dict[str, Any]:
    return {one.title: one for one in summary.examination if ": " in one.title}


def test_a_form_that_was_not_chosen_prints_nothing(played: Played) -> None:
    assert not printed(played.summary())


def test_what_was_recorded_prints_under_its_form_with_what_follows_from_it(played: Played) -> None:
    played.write(TONE)
    summary = played.summary(played.sign())
    found = printed(summary)
    assert list(found) == ["Ashworth, Tardieu: Ashworth", "Ashworth, Tardieu: Hamstrings"]
    (grade,) = found["Ashworth, Tardieu: Ashworth"].rows
    assert (grade.item, grade.right, grade.left) == ("Hamstrings", "1+", "not examined, refused")
    rows = {row.item: row for row in found["Ashworth, Tardieu: Hamstrings"].rows}
    assert (rows["R2, full range at V1"].right, rows["R1, angle of catch"].left) == ("140°", "not examined")
    result = rows["Hamstrings, R2 − R1"]
    assert (result.right, result.left) == ("35°", "1 of 2 recorded")
    assert "20°" in result.note
    assert not any("Also recorded" in one.label for one in summary.history)
    assert render_clinician_summary(summary, Paper.A4).startswith(b"%PDF")


def test_results_of_other_tools_print_name_date_result_and_who(played: Played) -> None:
    from datetime import date

    played.write(
        entry("tool_other_done", "yes")
        | entry("tool_other_name", "GMFM-66 <b>")
        | entry("tool_other_date", date(2026, 11, 2))
        | entry("tool_other_result", "48.2, centile 60")
        | entry("tool_other_who", "P. Reed")
        | entry("ex_gmfcs", "II")
    )
    found = printed(played.summary(played.sign()))
    values = {row.item: row.value for row in found["Results of other tools: Another tool"].rows}
    assert values == {
        "Result at hand": "yes", "Name and version": "GMFM-66 <b>", "Date of the test": "2 Nov 2026",
        "Result as reported": "48.2, centile 60", "Who did it": "P. Reed",
    }  # fmt: skip
    (level,) = found["Results of other tools: Function levels"].rows
    assert (level.item, level.value) == ("GMFCS level", "level II")
