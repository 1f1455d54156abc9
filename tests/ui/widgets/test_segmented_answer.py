"""The answer control: by pointer, by key, read aloud, and never by the wheel."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from clinic_app.domain.answers import Answer
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer

GRADES = [Choice(str(n), str(n), f"grade {n}") for n in range(5)]
POWER = [Choice(code, code, code) for code in ("0", "1", "2", "3", "4-", "4", "4+", "5")]
WORDS = [Choice("absent", "Abs", "absent"), Choice("weak", "Weak", "weak"), Choice("present", "Pres", "present")]


def made(qtbot: QtBot, options=GRADES, **options_of) -> SegmentedAnswer:
    control = SegmentedAnswer("knee_right", "Knee jerk, child's right", options, scale="dtr_0_4", **options_of)
    qtbot.addWidget(control)
    control.resize(control.sizeHint())
    control.show()
    return control


@pytest.fixture
def heard():
    return []


def test_a_digit_is_the_grade_itself_and_the_same_digit_clears(dressed, qtbot, heard):
    control = made(qtbot)
    control.answer_changed.connect(heard.append)
    qtbot.keyClick(control, Qt.Key.Key_0)
    qtbot.keyClick(control, Qt.Key.Key_3)
    assert heard == [Answer("0", scale="dtr_0_4"), Answer("3", scale="dtr_0_4")]
    qtbot.keyClick(control, Qt.Key.Key_3)
    assert heard[-1] is None
    assert control.answer is None


def test_a_digit_counts_the_answers_where_they_are_words(dressed, qtbot):
    control = made(qtbot, WORDS)
    assert control.press_digit(2)
    assert control.answer == Answer("weak", scale="dtr_0_4")
    assert not control.press_digit(0)
    assert not control.press_digit(4)
    assert control.answer == Answer("weak", scale="dtr_0_4")


def test_a_grade_outside_the_scale_is_not_an_answer(dressed, qtbot):
    control = made(qtbot)
    assert not control.press_digit(5)
    assert control.answer is None


def test_half_grades_are_reached_by_plus_and_minus(dressed, qtbot):
    control = made(qtbot, POWER)
    qtbot.keyClick(control, Qt.Key.Key_4)
    qtbot.keyClick(control, Qt.Key.Key_Plus)
    assert control.answer == Answer("4+", scale="dtr_0_4")
    qtbot.keyClick(control, Qt.Key.Key_Plus)
    qtbot.keyClick(control, Qt.Key.Key_Plus)
    assert control.answer == Answer("5", scale="dtr_0_4")


def test_each_cell_answers_to_the_pointer(dressed, qtbot):
    control = made(qtbot)
    width = control.width() // 6
    for grade in range(5):
        qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(width * grade + width // 2, 10))
        assert control.answer == Answer(str(grade), scale="dtr_0_4")


def test_not_examined_asks_why(dressed, qtbot, heard):
    control = made(qtbot)
    control.answer_changed.connect(heard.append)
    qtbot.keyClick(control, Qt.Key.Key_N)
    menu = control.findChild(QMenu)
    assert heard == []
    menu.actions()[0].trigger()
    assert heard == [Answer.not_examined("asleep")]
    assert "not examined, asleep" in control.accessibleName()
    control.press_not_examined("crying")
    assert control.answer == Answer.not_examined("crying")
    control.press_not_examined("crying")
    assert control.answer is None


def test_the_state_is_spoken(dressed, qtbot):
    control = made(qtbot)
    assert control.accessibleName() == "Knee jerk, child's right, not set"
    control.press_digit(3)
    assert control.accessibleName() == "Knee jerk, child's right, set to grade 3"


def test_a_stored_answer_is_shown_without_being_told_again(dressed, qtbot, heard):
    control = made(qtbot)
    control.answer_changed.connect(heard.append)
    control.set_answer(Answer("2", scale="dtr_0_4"))
    assert control.answer == Answer("2", scale="dtr_0_4")
    assert heard == []


def test_a_signed_answer_cannot_be_pressed(dressed, qtbot):
    control = made(qtbot)
    control.set_answer(Answer("2", scale="dtr_0_4"))
    control.set_read_only(True, "set 18 Nov")
    assert not control.press_digit(3)
    control.clear()
    control.press_not_examined("asleep")
    qtbot.mouseClick(control, Qt.MouseButton.LeftButton, pos=QPoint(5, 10))
    assert control.answer == Answer("2", scale="dtr_0_4")
    assert "set 18 Nov" in control.accessibleName()


def test_arrows_and_letters_are_left_to_the_grid(dressed, qtbot):
    control = made(qtbot)
    control.set_answer(Answer("2"))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_J):
        qtbot.keyClick(control, key)
    assert control.answer == Answer("2")


def test_named_and_deaf_to_the_wheel(dressed, qtbot, assert_named, assert_wheel_edits_nothing):
    control = made(qtbot)
    control.press_digit(1)
    page = control.parentWidget() or control
    assert_named(page)
    assert_wheel_edits_nothing(page)


def pixel(control, x, y):
    return control.grab().toImage().pixelColor(x, y).name()


def test_unset_set_and_not_examined_look_different(dressed, qtbot):
    control = made(qtbot)
    unset = control.grab().toImage()
    control.press_digit(0)
    chosen = control.grab().toImage()
    control.press_not_examined("asleep")
    assert len({unset.cacheKey(), chosen.cacheKey()}) == 2
    assert unset != chosen
    assert chosen != control.grab().toImage()
    control.press_digit(0)
    assert pixel(control, 6, 5) == "#0b6478"
