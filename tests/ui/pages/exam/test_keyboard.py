"""The whole examination by keys alone, ending as the right item, side and value in the encrypted file."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit

from clinic_app.domain.answers import Answer, AnswerState
from clinic_app.domain.people import Role
from clinic_app.domain.sides import Side

RIGHT, LEFT = Side.RIGHT, Side.LEFT
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def test_digits_arrows_and_j_record_both_sides_of_two_items(exam) -> None:
    exam.at("ex_dtr_patellar").keys("3", Qt.Key.Key_Right, "2", "j", Qt.Key.Key_Left, "1")
    assert exam.stored("ex_dtr_patellar", RIGHT) == Answer("3", scale="dtr_common")
    assert exam.stored("ex_dtr_patellar", LEFT) == Answer("2", scale="dtr_common")
    assert exam.stored("ex_dtr_adductor", RIGHT) == Answer("1", scale="dtr_common")
    assert exam.stored("ex_dtr_adductor", LEFT) is None


def test_shift_and_a_digit_is_a_statement_about_both_sides(exam) -> None:
    exam.at("ex_dtr_biceps").keys("2", (Qt.Key.Key_2, SHIFT))
    assert exam.stored("ex_dtr_biceps", RIGHT) == exam.stored("ex_dtr_biceps", LEFT)
    assert exam.value("ex_dtr_biceps", LEFT) == "2"


def test_digits_of_words_are_their_places(exam) -> None:
    exam.at("ex_plantar", LEFT).keys("2")
    assert exam.value("ex_plantar", LEFT) == "extensor"
    assert exam.value("ex_plantar", RIGHT) is None


def test_the_same_digit_again_clears_and_undo_brings_it_back(exam) -> None:
    exam.at("ex_dtr_patellar").keys("3", "3")
    assert exam.value("ex_dtr_patellar", RIGHT) is None
    exam.keys((Qt.Key.Key_Z, CTRL))
    assert exam.value("ex_dtr_patellar", RIGHT) == "3"
    exam.keys((Qt.Key.Key_Z, CTRL))
    assert exam.stored("ex_dtr_patellar", RIGHT) is None


def test_n_asks_the_reason_and_backspace_clears(exam) -> None:
    exam.at("ex_dtr_achilles").keys("n").choose("c")
    assert exam.stored("ex_dtr_achilles", RIGHT) == Answer.not_examined("crying")
    exam.keys(Qt.Key.Key_Backspace)
    assert exam.stored("ex_dtr_achilles", RIGHT) is None


def test_shift_n_leaves_both_sides_out(exam) -> None:
    exam.at("ex_dtr_achilles").keys((Qt.Key.Key_N, SHIFT)).choose("a")
    for side in (RIGHT, LEFT):
        assert exam.stored("ex_dtr_achilles", side) == Answer.not_examined("asleep")


@pytest.mark.parametrize("digit", ["5", "9"])
def test_a_digit_outside_the_scale_does_nothing_and_says_the_scale(exam, digit) -> None:
    exam.at("ex_dtr_patellar").keys("2", digit)
    assert exam.value("ex_dtr_patellar", RIGHT) == "2"
    assert "grade 0 to 4" in exam.body.hint
    exam.keys("3")
    assert exam.body.hint == ""


def test_a_number_is_typed_into_its_field_and_enter_gives_the_keys_back(exam) -> None:
    exam.at("ex_angle_popliteal").keys("9", "5", Qt.Key.Key_Return, Qt.Key.Key_Right, "1", "1", "5", Qt.Key.Key_Tab)
    assert exam.place == ("ex_angle_popliteal", LEFT)
    assert exam.stored("ex_angle_popliteal", RIGHT) == Answer(Decimal(95), unit="deg")
    assert exam.stored("ex_angle_popliteal", LEFT) == Answer(Decimal(115), unit="deg")
    exam.keys("j", "k")
    assert exam.place == ("ex_angle_popliteal", LEFT)


def test_an_impossible_angle_is_refused_and_the_likely_one_proposed(exam) -> None:
    exam.at("ex_angle_popliteal").keys("9", "5", "0", Qt.Key.Key_Return)
    assert exam.value("ex_angle_popliteal", RIGHT) is None
    assert "0 to 180" in exam.body.hint
    assert "95" in exam.body.hint
    exam.keys(Qt.Key.Key_Return)
    assert exam.stored("ex_angle_popliteal", RIGHT) == Answer(Decimal(95), unit="deg")


def test_unusual_clonus_is_kept_with_a_mark_only_when_it_is_said_twice(exam) -> None:
    exam.at("ex_clonus_beats").keys("1", "4", Qt.Key.Key_Return)
    assert exam.stored("ex_clonus_beats", RIGHT) == Answer(Decimal(14), unit="beats")
    exam.keys("1", "4", Qt.Key.Key_Return)
    assert exam.stored("ex_clonus_beats", RIGHT) == Answer(Decimal(14), unit="beats", confirmed_unusual=True)


def test_sustained_clonus_is_recorded_only_when_it_is_answered_twice(exam) -> None:
    exam.at("ex_clonus_sustained").keys("1")
    assert exam.value("ex_clonus_sustained", RIGHT) is None
    assert "once more" in exam.body.hint
    exam.keys("1")
    assert exam.stored("ex_clonus_sustained", RIGHT) == Answer("yes", confirmed_unusual=True)
    assert exam.value("ex_clonus_sustained", LEFT) is None


def test_several_movements_are_switched_by_their_digits(exam) -> None:
    exam.at("ex_movement_quality").keys("2", "3")
    assert exam.stored("ex_movement_quality") == Answer(("jerky", "tremulous"))
    exam.keys("1")
    assert exam.value("ex_movement_quality") == ("smooth",)


def test_v_shows_the_last_visit_and_carries_nothing(exam, find) -> None:
    exam.at("ex_dtr_patellar").keys("v")
    shown = find(exam.page, "exam_last_value")
    assert shown.words == "2+ average"
    assert exam.value("ex_dtr_patellar", RIGHT) is None
    exam.keys("3")
    assert shown.words == ""
    assert exam.value("ex_dtr_patellar", RIGHT) == "3"


def test_a_comment_stands_at_its_finding_and_outlives_a_correction(exam, qtbot) -> None:
    exam.at("ex_dtr_patellar").keys("c")
    assert "first" in exam.body.hint
    exam.keys("3", "c")
    dialog = exam.page.findChild(QDialog, "exam_comment")
    edit = dialog.findChild(QPlainTextEdit)
    edit.setPlainText("head turned <b>right</b>")
    QTest.keyClick(edit, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: exam.grid.has_keyboard)
    exam.keys("2")
    expected = Answer("2", scale="dtr_common", comment="head turned <b>right</b>")
    assert exam.stored("ex_dtr_patellar", RIGHT) == expected


def test_ctrl_enter_goes_to_the_first_item_of_the_next_section(exam, find) -> None:
    exam.at("ex_dtr_patellar").keys((Qt.Key.Key_Return, CTRL))
    assert exam.place == ("ex_angle_popliteal", RIGHT)
    assert find(exam.page, "exam_sections").current == "passive_tone"


def test_down_walks_every_item_once_and_stops_at_the_last(exam) -> None:
    items = [item.field.id for item in exam.grid.items()]
    exam.keys(Qt.Key.Key_Home)
    seen = [exam.place[0]]
    for _ in range(len(items)):
        if isinstance(QApplication.focusWidget(), QPlainTextEdit):
            break
        exam.keys(Qt.Key.Key_Down)
        seen.append(exam.place[0])
    assert seen[: len(items)] == items
    assert seen[-1] == items[-1]


def test_f6_goes_round_grid_flags_and_sections(exam, find) -> None:
    exam.at("ex_dtr_patellar").keys(Qt.Key.Key_F6)
    assert exam.body.flags.has_keyboard
    exam.keys(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is find(exam.page, "exam_sections")
    exam.keys(Qt.Key.Key_F6)
    assert exam.place == ("ex_dtr_patellar", RIGHT)
    assert exam.grid.has_keyboard


def test_the_rest_of_a_section_is_left_out_in_one_step_that_can_be_taken_back(exam, find) -> None:
    exam.at("ex_angle_popliteal").keys("9", "5", Qt.Key.Key_Return)
    find(exam.page, "button:exam_rest").click()
    exam.choose("r")
    assert exam.value("ex_angle_popliteal", RIGHT) == Decimal(95)
    left_out = [
        answer.reason for answer in exam.controller.record.answers.values() if answer.state is AnswerState.NOT_EXAMINED
    ]
    assert set(left_out) == {"refused"}
    assert len(left_out) == 16
    assert exam.stored("ex_scarf", LEFT) == Answer.not_examined("refused")
    find(exam.page.window(), "button:toast").click()
    assert exam.stored("ex_scarf", LEFT) is None
    assert exam.value("ex_angle_popliteal", RIGHT) == Decimal(95)


def test_a_nurse_sees_the_examination_and_changes_nothing(open_exam) -> None:
    exam = open_exam(Role.NURSE)
    exam.at("ex_dtr_patellar").keys("3", (Qt.Key.Key_2, SHIFT))
    assert exam.value("ex_dtr_patellar", RIGHT) is None
    assert exam.value("ex_dtr_patellar", LEFT) is None
