"""The table moves by keys, opens by Enter, and stays on its row when rows change."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.level_mark import Level
from clinic_app.ui.widgets.table_cells import Cell, Column, Row

COLUMNS = (Column("time", "Time", 50), Column("child", "Child", 180, stretches=True), Column("flags", "Flags", 60))


def _row(row_id: str, time: str, surname: str) -> Row:
    return Row(row_id, (Cell(time), Cell(", Kim", strong=surname), Cell(levels=(Level.DAY,))))


ROWS = (_row("a", "09:00", "FERNSBY"), _row("b", "09:20", "HALVORSEN"), _row("c", "09:40", "MARCHETTI"))


@pytest.fixture
def table(dressed: QApplication, qtbot: QtBot) -> ClinicTable:
    made = ClinicTable("table:today", "Children of today", COLUMNS, search_column=1)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.set_rows(ROWS)
    made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("j", "b"), ("jj", "c"), ("jjjj", "c"), ("jjk", "b"), ("k", "a")],
)
def test_j_and_k_move(table: ClinicTable, qtbot: QtBot, keys: str, expected: str) -> None:
    qtbot.keyClicks(table, keys)
    assert table.selected_id == expected


def test_arrows_home_and_end_move_too(table: ClinicTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.selected_id == "c"
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.selected_id == "b"
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.selected_id == "a"


def test_enter_opens_the_row(table: ClinicTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_J)
    with qtbot.waitSignal(table.row_opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_a_digit_is_handed_on_with_its_row(table: ClinicTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.digit_pressed) as pressed:
        qtbot.keyClick(table, Qt.Key.Key_4)
    assert pressed.args == ["a", 4]


def test_letters_find_a_child_by_its_name(table: ClinicTable, qtbot: QtBot) -> None:
    qtbot.keyClicks(table, "m")
    assert table.selected_id == "c"


def test_the_selection_stays_on_its_child(table: ClinicTable) -> None:
    table.select("b")
    table.set_rows((_row("new", "08:40", "ASHGROVE"), *ROWS))
    assert table.selected_id == "b"


def test_a_child_that_is_gone_leaves_the_first_row_selected(table: ClinicTable) -> None:
    table.select("b")
    table.set_rows((ROWS[0], ROWS[2]))
    assert table.selected_id == "a"


def test_an_empty_table_selects_and_opens_nothing(table: ClinicTable, qtbot: QtBot) -> None:
    table.set_rows(())
    assert table.selected_id == ""
    with qtbot.assertNotEmitted(table.row_opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)
        qtbot.keyClick(table, Qt.Key.Key_J)


def test_new_words_in_the_same_rows_are_shown(table: ClinicTable) -> None:
    table.select("b")
    table.set_rows((ROWS[0], _row("b", "09:25", "HALVORSEN"), ROWS[2]))
    assert table.model().index(1, 0).data() == "09:25"
    assert table.selected_id == "b"


def test_marks_are_spoken(table: ClinicTable) -> None:
    spoken = table.model().index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Flags: Same day"


def test_it_is_named_and_the_wheel_edits_nothing(
    table: ClinicTable,
    assert_named: Callable[[QWidget], None],
    assert_wheel_edits_nothing: Callable[[QWidget], None],
) -> None:
    assert_named(table)
    assert_wheel_edits_nothing(table)
    assert table.selected_id == "a"


def test_it_paints_every_kind_of_cell(table: ClinicTable) -> None:
    cells = (Cell("09:00", icon_name="check"), Cell(", Kim", strong="X" * 200, below="twin"), Cell(chip="Unsigned"))
    table.set_rows((Row("a", cells, is_past=True),))
    assert not table.grab().isNull()
