"""A number that the grid does not accept is kept as it was typed, and stands in the way of signing."""

from PySide6.QtCore import Qt

from clinic_app.domain.answers import ItemKey
from tests.ui.pages.exam.conftest import RIGHT

KEY = ItemKey("ex_angle_popliteal", RIGHT)


def edit_of(exam):
    return exam.grid.cell_widget(KEY).field.edit


def test_a_refused_number_is_kept_and_shown_again(open_exam) -> None:
    exam = open_exam()
    exam.at(KEY.field).keys("9", "9", "9", "9", Qt.Key.Key_Return)
    assert exam.controller.record.refused == {KEY: "9999"}
    assert exam.stored(KEY.field, RIGHT) is None
    again = open_exam()
    again.at(KEY.field)
    assert edit_of(again).text() == "9999"
    assert again.grid.cell_widget(KEY).field.problem


def test_a_corrected_number_is_no_longer_in_the_way(exam) -> None:
    exam.at(KEY.field).keys("9", "9", "9", "9", Qt.Key.Key_Return)
    edit_of(exam).selectAll()
    exam.keys("1", "0", "0", Qt.Key.Key_Return)
    assert exam.controller.record.refused == {}
    assert exam.value(KEY.field, RIGHT) == 100
