"""Items that the state of the child makes unreliable are marked, in words too."""

from PySide6.QtWidgets import QWidget

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.sides import Side
from tests.ui.pages.exam.conftest import RIGHT


def in_state(exam, state: str) -> None:
    exam.controller.set_answer(ItemKey("ex_state"), Answer(state))


def test_an_item_is_marked_while_the_child_sleeps_and_only_then(exam) -> None:
    row = exam.at("ex_dtr_patellar").grid.row("ex_dtr_patellar")
    assert row.doubt == ""
    in_state(exam, "asleep")
    cell = row.widget(RIGHT)
    assert row.doubt.startswith("child asleep: ")
    assert row.toolTip() == row.doubt
    assert row.doubt in cell.accessibleDescription()
    in_state(exam, "awake_calm")
    assert (row.doubt, row.toolTip(), cell.accessibleDescription()) == ("", "", "")


def test_a_flag_and_a_doubt_are_both_said(exam, qtbot) -> None:
    exam.at("ex_dtr_patellar")
    for side, grade in ((Side.RIGHT, "4"), (Side.LEFT, "2")):
        exam.controller.set_answer(ItemKey("ex_dtr_patellar", side), Answer(grade, scale="dtr_common"))
    cell = exam.grid.row("ex_dtr_patellar").widget(RIGHT)
    qtbot.waitUntil(lambda: "flag: " in cell.accessibleDescription())
    in_state(exam, "crying")
    assert "flag: " in cell.accessibleDescription()
    assert "child crying" in cell.accessibleDescription()


def test_rows_that_are_made_later_are_marked_and_the_explanation_says_why(exam, qtbot) -> None:
    in_state(exam, "asleep")
    assert exam.at("ex_head_lag", Side.NONE).grid.row("ex_head_lag").doubt
    assert exam.grid.row("ex_head_shape").doubt == ""
    exam.body._explain()
    qtbot.waitUntil(lambda: exam.page.findChild(QWidget, "why_text") is not None)
    assert "\nChild asleep: in sleep" in exam.page.findChild(QWidget, "why_text").accessibleName()


def test_the_mark_is_painted(exam) -> None:
    row = exam.at("ex_dtr_patellar").grid.row("ex_dtr_patellar")
    before = row.grab().toImage()
    in_state(exam, "asleep")
    assert row.grab().toImage() != before
