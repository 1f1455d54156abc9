"""Why, in one click and by keys alone, on every screen that says something about the child."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.hine_form import load_hine
from clinic_app.clinical.hine_instrument import score_field
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.services import chart, drafts
from clinic_app.ui.pages.exam.exam_page import ExamPage
from clinic_app.ui.pages.milestones.milestones_page import MilestonesPage
from clinic_app.ui.pages.overview.overview_page import OverviewPage
from clinic_app.ui.widgets.why_dialog import WhyDialog
from tests.ui.pages.conftest import said


def opened(screen, name: str) -> str:
    """What the card says that the button opens with the keyboard; Escape closes it again."""
    button = screen.find(name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    screen.settle()
    (dialog,) = screen.page.window().findChildren(WhyDialog)
    text = dialog.findChild(QWidget, "why_text").accessibleName()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    screen.settle()
    assert screen.page.window().findChildren(WhyDialog) == []
    return text


@pytest.mark.parametrize(("measure", "words"), [("weight", "day 210"), ("head", "day 175")])
def test_a_centile_of_the_overview(with_visit, show_child, measure, words) -> None:
    text = opened(show_child(OverviewPage, with_visit, with_visit.known), f"button:why:growth:{measure}")
    assert f"Read at corrected age: {words} of the table who2006_{measure}." in text


def test_a_measure_that_was_not_taken_has_nothing_to_explain(with_visit, show_child) -> None:
    screen = show_child(OverviewPage, with_visit, with_visit.known)
    assert not screen.find("button:why:growth:length_height").isEnabled()


def test_the_score_of_the_hine(with_visit, show_child) -> None:
    doctor = with_visit.desk()
    draft = doctor.run(chart.open_visit, doctor.run(chart.open_chart, with_visit.known.id)).draft
    scores = {}
    for item in load_hine().items:
        for side in BOTH_SIDES if item.sided else (Side.NONE,):
            scores |= said(score_field(item.id), "3", side)
    doctor.run(drafts.keep, draft.id, scores, seen=draft.version)
    screen = show_child(ExamPage, with_visit, with_visit.known)
    QTest.keyClick(screen.page.body.grid, Qt.Key.Key_H)
    screen.settle()
    text = opened(screen, "button:why:hine")
    assert text.startswith("HINE: Total 78 of 78")
    assert "Risk factor for cerebral palsy: recorded (worked out from " in text


def test_the_windows_of_the_milestones(with_visit, show_child) -> None:
    text = opened(show_child(MilestonesPage, with_visit, with_visit.known), "button:why:windows")
    for item in with_visit.clinic.context.knowledge.milestones.windowed:
        assert item.window.label in text


def test_what_is_expected_of_an_item(with_visit, show_child) -> None:
    screen = show_child(ExamPage, with_visit, with_visit.known)
    screen.page.show_target("ex_refl_moro@right")
    QTest.keyClick(screen.page.body.grid.focusWidget() or screen.page.body.grid, Qt.Key.Key_F1)
    screen.settle()
    text = screen.find("why_text").accessibleName()
    assert "Usual in most children" in text
    assert "Not examined is not normal." in text


def test_a_flag_of_the_last_note(past, show_child) -> None:
    screen = show_child(OverviewPage, past, past.known)
    names = [w.objectName() for w in screen.page.findChildren(QWidget) if w.objectName().startswith("button:why_all:")]
    assert names
    cards = [w for w in screen.page.findChildren(QWidget) if w.objectName().startswith("button:why:")]
    QTest.keyClick(cards[-1], Qt.Key.Key_Space)
    assert "Rule " in opened(screen, names[0])
