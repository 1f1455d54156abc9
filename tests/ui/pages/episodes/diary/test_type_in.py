"""A returned sheet is typed in by keys alone; nothing typed is lost, and it goes to the child and episode it is of."""

from datetime import date

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from clinic_app.domain.answers import ItemKey
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Role
from clinic_app.services.episodes.diary_sheets import code_for
from clinic_app.ui.pages.episodes.diary import TypeInDialog
from tests.ui.pages.episodes.diary.conftest import HOSTILE_TITLE, begin

ENTER, TAB, CTRL = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier


def typed(*cells: str) -> list:
    """Cells of a line with Tab between them."""
    keys: list = []
    for at, cell in enumerate(cells):
        keys += [*([TAB] if at else []), *([cell] if cell else [])]
    return keys


def cell(dialog, line: int, part: str) -> QLineEdit:
    return dialog.findChild(QLineEdit, f"sheet:{line}:{part}")


def says(dialog) -> str:
    return dialog.findChild(object, "type_in:says").text()


def type_code(diary, dialog, code: str) -> None:
    diary.screen.keys(code, ENTER).settle()


def test_a_sheet_by_keys_alone(diary) -> None:
    dialog = diary.open(TypeInDialog)
    code = diary.code(diary.thread)
    type_code(diary, dialog, code.lower())
    assert HOSTILE_TITLE in dialog.findChild(object, "type_in:found").text()
    keys = diary.screen.keys
    keys(*typed("17 nov", "7:20", "limb, on granny's lap", "6", "r", "y", "x", "looked at me"), ENTER)
    keys(TAB, *typed("about 19", "cold", "2 min", "both", "-"), ENTER)
    keys(*typed("15 nov", "none"), (ENTER, CTRL))
    diary.screen.settle()
    by_time = {str(event.when.time): event for event in diary.stored(diary.thread)}
    first, second, third = by_time["07:20"], by_time["about 19 h"], by_time["?"]
    assert (first.seen.triggers, first.seen.longest_s, first.seen.side) == (("limb_stretch",), 6, "right_only")
    assert first.note == "looked at me; limb stretch, on granny's lap"
    assert first.described[ItemKey("ep_video")].value == "available"
    assert second.when.day == date(2026, 11, 17)
    assert (second.seen.longest_s, second.seen.held, second.seen.side) == (120, "not_tried", "symmetric")
    assert (third.count, third.when.day) == (0, date(2026, 11, 15))
    assert {event.told_by for event in (first, second, third)} == {f"sheet {code}"}
    assert not shiboken6.isValid(dialog)


def test_every_bad_cell_is_marked_and_nothing_is_stored_or_lost(diary) -> None:
    dialog = diary.open(TypeInDialog)
    before = diary.stored(diary.thread)
    type_code(diary, dialog, "")
    diary.screen.keys(*typed("17 nov", "7:20", "cold", "6", "up", "y"), ENTER)
    diary.screen.keys(*typed("31 nov", "25:00", "", "ages", "r"), (ENTER, CTRL)).settle()
    assert diary.stored(diary.thread) == before
    refused = [edit.objectName() for edit in dialog.findChildren(QLineEdit) if edit.property("state") == "refused"]
    assert set(refused) >= {"sheet:1:side", "sheet:2:day", "sheet:2:longest"}
    assert "does not exist" in cell(dialog, 2, "day").accessibleDescription()
    assert "cells have to be put right" in says(dialog)
    assert QApplication.focusWidget() is cell(dialog, 1, "side")
    assert cell(dialog, 2, "longest").text() == "ages"
    diary.screen.keys("r")
    cell(dialog, 2, "day").setText("16 nov")
    cell(dialog, 2, "time").setText("8")
    cell(dialog, 2, "longest").setText("9")
    diary.screen.keys((ENTER, CTRL)).settle()
    assert len(diary.stored(diary.thread)) == len(before) + 2


def test_a_slip_in_the_code_stops_everything_until_it_is_clear(diary) -> None:
    dialog = diary.open(TypeInDialog)
    code = diary.code(diary.thread)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    type_code(diary, dialog, wrong)
    assert "slip" in dialog.findChild(object, "type_in:found").text()
    diary.screen.keys(*typed("17 nov", "7:20"), (ENTER, CTRL)).settle()
    assert "not clear yet" in says(dialog)
    assert len(diary.stored(diary.thread)) == 1


def test_a_sheet_of_another_child_is_refused_without_a_name(diary) -> None:
    stranger = begin(diary.past, diary.past.known, "Secret name of it")
    code = diary.past.desk(Role.NURSE).run(code_for, stranger, "x")
    dialog = diary.open(TypeInDialog)
    type_code(diary, dialog, code)
    words = diary.words(dialog)
    assert "another child" in words
    assert not any(name in words for name in ("Secret", "img src", "Ayla", diary.past.known.number))


def test_a_sheet_of_another_episode_says_so_and_goes_there(diary) -> None:
    dialog = diary.open(TypeInDialog)
    type_code(diary, dialog, diary.code(diary.other))
    assert "the lines go there" in dialog.findChild(object, "type_in:found").text()
    diary.screen.keys(*typed("17 nov", "7:20"), (ENTER, CTRL)).settle()
    assert len(diary.stored(diary.other)) == 1
    assert len(diary.stored(diary.thread)) == 1


def test_the_same_sheet_a_second_time_is_noticed(diary) -> None:
    code = diary.code(diary.thread)
    for turn in range(2):
        dialog = diary.open(TypeInDialog)
        type_code(diary, dialog, code)
        if turn:
            assert "1 line of this sheet is in the log already" in diary.words(dialog)
        diary.screen.keys(*typed("17 nov", "7:20", "cold"), (ENTER, CTRL)).settle()
    assert len(diary.stored(diary.thread)) == 2
    assert "line 1 is in the log already" in says(dialog)
    diary.screen.keys((ENTER, CTRL)).settle()
    assert len(diary.stored(diary.thread)) == 3


def test_a_carried_date_alone_is_no_event_and_a_typed_one_is_asked_about(diary) -> None:
    dialog = diary.open(TypeInDialog)
    type_code(diary, dialog, "")
    diary.screen.keys(*typed("17 nov", "7:20"), ENTER)
    assert cell(dialog, 2, "day").text() == "17 nov"
    assert dialog.findChild(object, "button:type_in_add").text() == "Add 1 line"
    diary.screen.keys("16 nov", (ENTER, CTRL)).settle()
    assert len(diary.stored(diary.thread)) == 1
    assert "Only a date" in diary.words(dialog)


def test_more_lines_and_more_columns(diary) -> None:
    dialog = diary.open(TypeInDialog)
    type_code(diary, dialog, "")
    diary.screen.press("filter:column:count")
    dialog.grid.start()
    diary.screen.keys("17 nov", TAB, "7:00", TAB, TAB, "3 in a row", ENTER)
    for hour in range(8, 15):
        diary.screen.keys(TAB, f"{hour}:00", TAB, TAB, "3 in a row", ENTER)
    diary.screen.keys((ENTER, CTRL)).settle()
    assert not shiboken6.isValid(dialog)
    runs = [event for event in diary.stored(diary.thread) if event.in_run]
    assert [event.count for event in runs] == [3] * 8


def test_tab_goes_on_from_line_to_line_also_in_a_line_that_came_later(diary) -> None:
    dialog = diary.open(TypeInDialog)
    type_code(diary, dialog, "")
    for _line in range(4):
        diary.screen.keys("17 nov", ENTER)
    cell(dialog, 4, "note").setFocus()
    diary.screen.keys(TAB, "16 nov")
    assert cell(dialog, 5, "day").text() == "16 nov"
    diary.screen.keys(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is cell(dialog, 4, "day")


def test_typed_lines_are_not_thrown_away_by_one_key(diary) -> None:
    dialog = diary.open(TypeInDialog)
    type_code(diary, dialog, "")
    diary.screen.keys(*typed("17 nov", "7:20"), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "not stored" in says(dialog)
    diary.screen.keys(Qt.Key.Key_Escape).settle()
    assert len(diary.stored(diary.thread)) == 1


def test_what_the_record_refuses_leaves_every_line_where_it_is(diary, monkeypatch) -> None:
    dialog = diary.open(TypeInDialog)
    type_code(diary, dialog, "")
    diary.screen.keys(*typed("17 nov", "7:20"))

    def refuse(told, source="", on_done=None, on_failed=None) -> None:
        on_failed(UserError("The disk is full."))

    monkeypatch.setattr(diary.child.log, "add", refuse)
    diary.screen.keys((ENTER, CTRL)).settle()
    assert "disk is full" in says(dialog)
    assert cell(dialog, 1, "time").text() == "7:20"
    assert dialog.findChild(object, "button:type_in_add").isEnabled()


def test_every_control_is_named_and_the_wheel_edits_nothing(diary, assert_named, assert_wheel_edits_nothing) -> None:
    dialog = diary.open(TypeInDialog)
    assert_named(dialog)
    assert_wheel_edits_nothing(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
