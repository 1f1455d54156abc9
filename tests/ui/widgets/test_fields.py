"""Dates, gestation, text, notes and choices: what is read, shown back and stored."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.domain.answers import Answer
from clinic_app.domain.gestation import Gestation
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.field_frame import FieldFrame
from clinic_app.ui.widgets.multi_choice_field import MultiChoiceField
from clinic_app.ui.widgets.note_field import MAX_CHARACTERS, NoteField
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer
from clinic_app.ui.widgets.text_field import TextField
from clinic_app.ui.widgets.tri_field import TriField
from clinic_app.ui.widgets.weeks_days_field import WeeksDaysField

TODAY = date(2026, 11, 18)
HOSTILE = ["<img src=x>", "O'Neil", "\u202eمريم", "👶 & <b>"]


def today() -> date:
    return TODAY


def options(count: int) -> list[Choice]:
    return [Choice(f"code{n}", f"Short{n}", f"Word {n}") for n in range(count)]


class Form(QWidget):
    """A field, somewhere else to go, and everything it told."""

    def __init__(self, field: FieldFrame) -> None:
        super().__init__()
        self.other = QPushButton("Other")
        self.other.setObjectName("other")
        self.field = field
        self.heard: list[object] = []
        field.answer_changed.connect(self.heard.append)
        layout = QVBoxLayout(self)
        layout.addWidget(field)
        layout.addWidget(self.other)

    def leave(self) -> None:
        self.other.setFocus()


@pytest.fixture
def form(dressed, qtbot: QtBot):
    def make(field: FieldFrame) -> Form:
        made = Form(field)
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        made.activateWindow()
        field.focus_edit()
        return made

    return make


def test_a_date_is_stored_and_written_with_its_month_as_a_word(form, qtbot):
    page = form(DateField("onset", "Onset", "Onset", today=today, born=date(2026, 3, 14)))
    qtbot.keyClicks(page.field.edit, "6 11 26")
    page.leave()
    assert page.heard == [Answer(date(2026, 11, 6))]
    assert page.field.edit.text() == "6 Nov 2026"


def test_a_date_is_read_back_while_it_is_typed(form, qtbot):
    page = form(DateField("onset", "Onset", today=today))
    qtbot.keyClicks(page.field.edit, "t-3")
    page.field.settle()
    assert page.field.hint == "Read as 15 Nov 2026"
    assert page.field.edit.text() == "t-3"


def test_what_is_no_date_keeps_its_text_and_stores_nothing(form, qtbot):
    page = form(DateField("onset", "Onset", today=today))
    page.field.set_answer(Answer(date(2026, 11, 6)))
    page.field.edit.selectAll()
    qtbot.keyClicks(page.field.edit, "31 2 2026")
    page.leave()
    assert page.heard == [None]
    assert page.field.edit.text() == "31 2 2026"
    assert "February 2026 has 28 days" in page.field.problem


def test_a_birth_date_says_the_age_and_is_never_in_the_future(form, qtbot):
    page = form(DateField("dob", "Date of birth", today=today, birth=True))
    qtbot.keyClicks(page.field.edit, "30 9 2026")
    page.leave()
    assert page.field.day == date(2026, 9, 30)
    assert page.field.hint.endswith("old today")
    page.field.edit.setText("19 11 2026")
    page.field.commit()
    assert page.field.day is None
    assert "future" in page.field.problem


def test_gestation_is_weeks_and_days(form, qtbot):
    page = form(WeeksDaysField("gestation", "Gestation at birth"))
    heard: list[object] = []
    page.field.gestation_changed.connect(heard.append)
    qtbot.keyClicks(page.field.findChild(QWidget, "gestation_weeks"), "34")
    qtbot.keyClick(page.field.findChild(QWidget, "gestation_weeks"), Qt.Key.Key_Tab)
    assert heard == []
    assert page.field.problem == ""
    qtbot.keyClicks(page.field.findChild(QWidget, "gestation_days"), "3")
    page.leave()
    assert heard == [Gestation(34, 3)]
    assert page.field.hint == "39 days early"


def test_weeks_alone_are_not_zero_days(form, qtbot):
    page = form(WeeksDaysField("gestation", "Gestation at birth"))
    qtbot.keyClicks(page.field.findChild(QWidget, "gestation_weeks"), "34")
    page.field.commit()
    assert page.field.gestation is None
    assert page.field.problem


def test_gestation_typed_in_one_go(form, qtbot):
    page = form(WeeksDaysField("gestation", "Gestation at birth"))
    qtbot.keyClicks(page.field.findChild(QWidget, "gestation_weeks"), "34+3")
    page.leave()
    assert page.field.gestation == Gestation(34, 3)


def test_an_impossible_gestation_is_refused(form, qtbot):
    page = form(WeeksDaysField("gestation", "Gestation at birth"))
    qtbot.keyClicks(page.field.findChild(QWidget, "gestation_weeks"), "14+3")
    page.leave()
    assert page.field.gestation is None
    assert "20 to 45" in page.field.problem


@pytest.mark.parametrize("words", HOSTILE)
def test_text_is_stored_and_shown_exactly(form, words):
    page = form(TextField("name", "Surname", "Surname"))
    page.field.edit.setText(f"  {words} ")
    page.leave()
    assert page.heard == [Answer(words)]
    page.field.set_problem(words)
    assert page.field.hint == words


def test_words_that_do_not_fit_are_said(form, qtbot):
    page = form(TextField("name", "Surname", max_characters=5))
    QApplication.clipboard().setText("Brightwater")
    page.field.edit.paste()
    assert page.field.edit.text() == "Brigh"
    assert page.field.hint.startswith("Only 5 characters fit")


def test_blanks_are_not_an_answer(form, qtbot):
    page = form(TextField("name", "Surname"))
    qtbot.keyClicks(page.field.edit, "   ")
    page.leave()
    assert page.heard == []


def mime(text: str, html: str = "") -> QMimeData:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_pasted_words_lose_their_looks(form):
    page = form(NoteField("notes", "Notes on birth"))
    page.field.edit.insertFromMimeData(mime("bold", "<b>bold</b>"))
    page.leave()
    assert page.heard == [Answer("bold")]


def test_a_paste_that_does_not_fit_is_left_out_whole_and_said(form, qtbot):
    page = form(NoteField("notes", "Notes on birth"))
    page.field.edit.insertFromMimeData(mime("a" * MAX_CHARACTERS))
    page.field.edit.insertFromMimeData(mime("bc"))
    assert len(page.field.edit.toPlainText()) == MAX_CHARACTERS
    assert page.field.hint.startswith("2 characters more than the 10\u2009000")
    qtbot.keyClicks(page.field.edit, "d")
    assert len(page.field.edit.toPlainText()) == MAX_CHARACTERS
    page.field.edit.selectAll()
    qtbot.keyClicks(page.field.edit, "d")
    assert page.field.edit.toPlainText() == "d"


def test_a_note_waits_for_a_pause(form, qtbot):
    page = form(NoteField("notes", "Notes on birth"))
    qtbot.keyClicks(page.field.edit, "fed")
    assert page.heard == []
    page.field.settle()
    assert page.heard == [Answer("fed")]


def test_a_stored_note_is_not_told_again(form):
    page = form(NoteField("notes", "Notes on birth"))
    page.field.set_answer(Answer("fed"))
    page.leave()
    assert page.heard == []


def test_few_answers_stand_in_cells_many_in_a_list(form):
    assert form(ChoiceField("a", "A", options=options(6))).field.findChild(SegmentedAnswer) is not None
    page = form(ChoiceField("b", "B", options=options(7)))
    combo = page.field.findChild(QComboBox)
    assert combo.currentText() == "Choose"
    combo.setCurrentIndex(3)
    combo.activated.emit(3)
    assert page.heard == [Answer("code2")]
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert page.heard[-1] is None


def test_a_code_that_is_not_offered_any_more_is_seen(form):
    page = form(ChoiceField("b", "B", options=options(7)))
    page.field.set_answer(Answer("old_code"))
    assert page.field.findChild(QComboBox).currentText() == "old_code"
    assert page.field.answer == Answer("old_code")


def test_yes_no_and_unknown_are_three_answers(form, qtbot):
    page = form(TriField("fits", "Fits in the family"))
    cells = page.field.findChild(SegmentedAnswer)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_U, Qt.Key.Key_U):
        qtbot.keyClick(cells, key)
    assert page.heard == [Answer("yes"), Answer("no"), Answer("unknown"), None]


def test_several_answers_are_stored_in_their_own_order(form, qtbot):
    page = form(MultiChoiceField("drugs", "Exposure", options=[*options(3), Choice("none", "None", "None")]))
    for code in ("code2", "code0"):
        qtbot.mouseClick(page.field.findChild(QPushButton, f"drugs_{code}"), Qt.MouseButton.LeftButton)
    assert page.heard[-1] == Answer(("code0", "code2"))
    qtbot.mouseClick(page.field.findChild(QPushButton, "drugs_none"), Qt.MouseButton.LeftButton)
    assert page.heard[-1] == Answer(("none",))
    qtbot.mouseClick(page.field.findChild(QPushButton, "drugs_code1"), Qt.MouseButton.LeftButton)
    assert page.heard[-1] == Answer(("code1",))
    qtbot.mouseClick(page.field.findChild(QPushButton, "drugs_code1"), Qt.MouseButton.LeftButton)
    assert page.heard[-1] is None


def test_a_stored_code_without_a_chip_is_kept(form, qtbot):
    page = form(MultiChoiceField("drugs", "Exposure", options=options(3)))
    page.field.set_answer(Answer(("code0", "older")))
    qtbot.mouseClick(page.field.findChild(QPushButton, "drugs_code1"), Qt.MouseButton.LeftButton)
    assert page.heard == [Answer(("code0", "code1", "older"))]


@pytest.mark.parametrize(
    "make",
    [
        lambda: DateField("f", "Onset", "Onset", today=today),
        lambda: WeeksDaysField("f", "Gestation", "Gestation"),
        lambda: TextField("f", "Surname", "Surname"),
        lambda: NoteField("f", "Notes", "Notes"),
        lambda: ChoiceField("f", "Cells", options=options(3)),
        lambda: ChoiceField("f", "List", options=options(9)),
        lambda: TriField("f", "Fits"),
        lambda: MultiChoiceField("f", "Exposure", options=options(4)),
    ],
)
def test_named_and_deaf_to_the_wheel(form, make, assert_named, assert_wheel_edits_nothing):
    page = form(make())
    assert_named(page)
    assert_wheel_edits_nothing(page)
    assert page.heard == []
