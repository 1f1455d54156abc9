"""A table is looked at before anything is stored, and stored as a whole or not at all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from clinic_app.ui.pages.episodes.diary import ImportDialog
from clinic_app.ui.widgets.clinic_table import ClinicTable

CTRL = Qt.KeyboardModifier.ControlModifier
GOOD = "Date;Time;Seconds;Side;Notes\n17.11.2026;07:20;6;R;=1+1\n16.11.2026;07:10;;R;\n14.11.2026;?;3,4;both;x\n"


def paste(diary, dialog, text: str) -> None:
    dialog.findChild(QPlainTextEdit, "import:text").setPlainText(text)
    diary.screen.find("import:text")
    dialog._on_text()
    diary.screen.settle()


def says(dialog) -> str:
    return dialog.findChild(object, "import:says").text()


def listed(dialog) -> list[str]:
    return [" | ".join(cell.words for cell in row.cells) for row in dialog.findChild(ClinicTable, "table:import").rows]


def choose(diary, dialog, name: str, code: str) -> None:
    box = dialog.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())
    diary.screen.settle()


def test_rows_are_shown_as_they_are_understood_and_then_stored(diary) -> None:
    dialog = diary.open(ImportDialog)
    paste(diary, dialog, GOOD)
    rows = listed(dialog)
    assert "right only" in rows[0]
    assert "“=1+1”" in rows[0]
    assert "left out" in rows[1]
    assert "in the log already" in rows[1]
    assert "2 of 3 rows" in says(dialog)
    diary.screen.keys((Qt.Key.Key_Return, CTRL)).settle()
    assert [event.seen.longest_s for event in diary.stored(diary.thread)] == [3, 6, 6]
    assert any(event.note == "=1+1" for event in diary.stored(diary.thread))


def test_what_is_logged_already_is_added_only_when_somebody_says_so(diary) -> None:
    dialog = diary.open(ImportDialog)
    paste(diary, dialog, GOOD)
    diary.screen.press("import:repeated")
    diary.screen.press("button:import_add")
    diary.screen.settle()
    assert len(diary.stored(diary.thread)) == 4


def test_one_refused_row_keeps_all_of_them_out_and_is_named(diary) -> None:
    dialog = diary.open(ImportDialog)
    paste(diary, dialog, GOOD + "31.11.2026;7;1;R;\n13.11.2026;7;long;R;\n")
    assert "2 rows are refused (line 5, 6)" in says(dialog)
    assert not dialog.findChild(object, "button:import_add").isEnabled()
    diary.screen.press("filter:import:refused")
    rows = listed(dialog)
    assert len(rows) == 2
    assert "Date" in rows[0]
    assert "does not exist" in rows[0]
    assert "“long” is not a length" in rows[1]
    diary.screen.keys((Qt.Key.Key_Return, CTRL)).settle()
    assert len(diary.stored(diary.thread)) == 1
    paste(diary, dialog, GOOD + "30.10.2026;7;1;R;\n13.11.2026;7;1;R;\n")
    assert dialog.findChild(object, "button:import_add").isEnabled()


def test_dates_that_can_be_read_in_two_ways_wait_for_a_choice(diary) -> None:
    dialog = diary.open(ImportDialog)
    paste(diary, dialog, "date,length\n09/10/2026,2\n10/11/2026,3\n")
    assert "choose the order" in says(dialog)
    assert listed(dialog) == []
    choose(diary, dialog, "column:0:order", "month_first")
    choose(diary, dialog, "column:1:unit", "minutes")
    assert "10 Sep 2026" in listed(dialog)[0]
    assert "120 s" in listed(dialog)[0]
    assert dialog.findChild(object, "button:import_add").isEnabled()


def test_a_column_is_given_another_meaning(diary) -> None:
    dialog = diary.open(ImportDialog)
    paste(diary, dialog, "when it was,what\n2026-11-12,cold\n")
    choose(diary, dialog, "column:1:meaning", "doing")
    assert "cold" in listed(dialog)[0]
    choose(diary, dialog, "column:0:meaning", "left_out")
    assert "Choose the column that holds the date" in says(dialog)


def test_a_file_is_opened_whatever_its_encoding_and_a_workbook_is_refused(diary, tmp_path) -> None:
    dialog = diary.open(ImportDialog)
    (tmp_path / "d.csv").write_bytes(GOOD.replace("x", "größer").encode("utf-16"))
    dialog.open_file(str(tmp_path / "d.csv"))
    diary.screen.settle()
    assert "größer" in "".join(listed(dialog))
    (tmp_path / "d.xlsx").write_bytes(b"PK\x03\x04 and so on")
    dialog.open_file(str(tmp_path / "d.xlsx"))
    diary.screen.settle()
    assert "workbook" in says(dialog)
    assert len(listed(dialog)) == 3
    dialog.open_file(str(tmp_path / "nowhere.csv"))
    diary.screen.settle()
    assert "cannot be read" in says(dialog)
    assert str(tmp_path) not in says(dialog)


def test_two_hundred_lines_at_once_and_more_than_can_be(diary) -> None:
    dialog = diary.open(ImportDialog)
    lines = "".join(f"{1 + at % 28:02d}.{9 + at % 2:02d}.2026;{at % 24:02d}:{at % 60:02d};{at}\n" for at in range(200))
    paste(diary, dialog, "Date;Time;Seconds\n" + lines)
    diary.screen.press("button:import_add")
    diary.screen.settle()
    assert len(diary.stored(diary.thread)) == 201
    dialog = diary.open(ImportDialog)
    paste(diary, dialog, "Date\n" + "17.11.2026\n" * 5001)
    assert "At most 5000" in says(dialog)


def test_hostile_cells_are_shown_as_they_are(diary) -> None:
    hostile = "<img src=x> O'Neil שרה 😀 ‮txt"
    dialog = diary.open(ImportDialog)
    paste(diary, dialog, f"date\tnotes\n2026-11-12\t{hostile}\n")
    assert hostile in "".join(listed(dialog))
    diary.screen.press("button:import_add")
    diary.screen.settle()
    assert hostile in [event.note for event in diary.stored(diary.thread)]


def test_every_control_is_named_and_the_wheel_edits_nothing(diary, assert_named, assert_wheel_edits_nothing) -> None:
    dialog = diary.open(ImportDialog)
    paste(diary, dialog, GOOD)
    assert_named(dialog)
    assert_wheel_edits_nothing(dialog)
