"""Milestones on the clinician summary: every answer, what nobody asked, and the windows as on the screen."""

from collections.abc import Callable

import printed_samples as samples
import pytest

from clinic_app.charts.milestone_windows import WindowDot, WindowMark, WindowRow, WindowsModel
from clinic_app.domain.errors import UserError
from clinic_app.reports.clinician_summary import render_clinician_summary
from clinic_app.services.report_models import Labelled, MilestonesPart, Paper

Pages = Callable[[bytes], list[str]]


def windows(note: str = "Not yet (family, today)") -> WindowsModel:
    dots = tuple(WindowDot(6.0 + place, mark) for place, mark in enumerate(WindowMark))
    row = WindowRow("Sits without support", note, (3.8, 4.3, 5.9, 8.0, 9.2), dots, "spoken")
    return WindowsModel((row,), 6.9, "corrected 6.9", "Corrected age, months", "tick 50th", 8.2, "chronological 8.2")


PART = MilestonesPart(
    counts="6 m list, by corrected age 6.9 m: 10 of 12 answered. Ages corrected.",
    answers=(
        Labelled("Lost:", "Laughs (told by the family, since 6.3 m)"),
        Labelled("Not yet:", "Rolls from tummy to back (seen here)"),
        Labelled("Not sure:", "Squeals (source not noted)"),
        Labelled("Yes:", "Enjoys a mirror (told by the family, by 6.9 m)"),
    ),
    not_asked="2 of 12: Blows raspberries; Sits leaning on hands. Not asked is not the same as done.",
    reading=("Lost: Laughs. Since 6.3 m. A lost skill is a flag at any age.",),
    windows=windows(),
)


@pytest.mark.parametrize("paper", Paper)
def test_every_answer_prints_with_source_and_age(paper: Paper, pages: Pages) -> None:
    text = " ".join(pages(render_clinician_summary(samples.summary(milestones=PART), paper)))
    for said in (PART.counts, PART.not_asked, *PART.reading, *(f"{line.label} {line.text}" for line in PART.answers)):
        assert said in text
    assert "Motor milestones and their windows" in text
    assert "corrected 6.9" in text
    assert "Not yet (family, today)" in text


def test_the_same_part_gives_the_same_bytes() -> None:
    papers = [render_clinician_summary(samples.summary(milestones=PART), Paper.A4) for _ in range(2)]
    assert papers[0] == papers[1]


def test_a_child_beyond_the_lists_prints_no_milestones(pages: Pages) -> None:
    text = " ".join(pages(render_clinician_summary(samples.summary(milestones=None), Paper.A4)))
    assert "Motor milestones" not in text


def test_words_that_cannot_be_printed_are_refused_in_the_picture_too() -> None:
    part = MilestonesPart("6 m list", windows=windows("مرحبا"))
    with pytest.raises(UserError, match="milestones"):
        render_clinician_summary(samples.summary(milestones=part), Paper.A4)
