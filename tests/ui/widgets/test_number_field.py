"""A number field: what is read, refused, asked for again, and stored."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.clinical.fields import Range
from clinic_app.domain.answers import Answer, Typed
from clinic_app.ui.widgets.field_frame import HintKind
from clinic_app.ui.widgets.number_field import NumberField

LENGTH = Range(Decimal(20), Decimal(65), Decimal(42), Decimal(56))


class Form(QWidget):
    """One field, and something else to go to."""

    def __init__(self, **options) -> None:
        super().__init__()
        self.field = NumberField("length", "Birth length", "Birth length", "cm", 1, LENGTH, **options)
        self.other = QPushButton("Other")
        self.heard: list[Answer | None] = []
        self.field.answer_changed.connect(self.heard.append)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)

    def type(self, qtbot: QtBot, text: str, *, leave: bool = True) -> None:
        self.activateWindow()
        self.field.focus_edit()
        self.field.edit.selectAll()
        qtbot.keyClick(self.field.edit, Qt.Key.Key_Delete)
        qtbot.keyClicks(self.field.edit, text)
        if leave:
            self.other.setFocus()


@pytest.fixture
def form(dressed, qtbot: QtBot):
    return shown(qtbot)


def shown(qtbot: QtBot, **options) -> Form:
    made = Form(**options)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def cm(number: str, *, confirmed: bool = False) -> Answer:
    return Answer(Decimal(number), unit="cm", confirmed_unusual=confirmed)


def test_a_usual_number_is_stored_with_its_unit_and_echoed(form, qtbot):
    form.type(qtbot, "46,5")
    assert form.heard == [cm("46.5")]
    assert form.field.hint == "Read as 46.5 cm. Usual 42 to 56 cm"
    assert form.field.problem == ""


def test_a_number_written_as_it_is_shown_needs_no_echo(form, qtbot):
    form.type(qtbot, "46.5")
    assert form.field.hint == "Usual 42 to 56 cm"


def test_another_unit_is_converted_and_said(form, qtbot):
    form.type(qtbot, "465 mm")
    assert form.heard == [replace(cm("46.5"), typed=Typed(Decimal(465), "mm"))]
    assert "Read as 46.5 cm" in form.field.hint


def test_an_impossible_number_keeps_its_text_and_stores_nothing(form, qtbot):
    form.type(qtbot, "465")
    assert form.heard == []
    assert form.field.edit.text() == "465"
    assert form.field.problem == "Not saved: 20 to 65 cm."


def test_an_impossible_number_takes_the_place_of_the_one_before(form, qtbot):
    form.type(qtbot, "46.5")
    form.type(qtbot, "465")
    assert form.heard == [cm("46.5"), None]


def test_one_press_takes_the_number_that_was_meant(form, qtbot):
    form.type(qtbot, "465")
    use = form.findChild(QPushButton, "length_use")
    assert use.isVisible()
    assert use.text() == "Use 46.5"
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    assert form.heard == [cm("46.5")]
    assert not use.isVisible()


def test_no_number_is_guessed_where_none_fits(form, qtbot):
    form.type(qtbot, "3")
    assert form.field.problem
    assert form.field.suggestion is None
    form.type(qtbot, "abc")
    assert form.field.problem
    assert form.field.suggestion is None
    assert not form.findChild(QPushButton, "length_use").isVisible()


def test_an_unusual_number_is_kept_and_confirmed_by_typing_it_again(form, qtbot):
    form.type(qtbot, "60")
    assert form.heard == [cm("60")]
    assert form.field.hint == "Usual 42 to 56 cm. Type it again to confirm"
    form.type(qtbot, "60")
    assert form.heard == [cm("60"), cm("60", confirmed=True)]
    assert "confirmed" in form.field.hint


def test_an_unusual_number_is_confirmed_by_a_second_enter(form, qtbot):
    form.type(qtbot, "60", leave=False)
    qtbot.keyClick(form.field.edit, Qt.Key.Key_Return)
    assert form.heard == [cm("60")]
    qtbot.keyClick(form.field.edit, Qt.Key.Key_Return)
    assert form.heard == [cm("60"), cm("60", confirmed=True)]


def test_leaving_twice_without_typing_confirms_nothing(form, qtbot):
    form.type(qtbot, "60")
    form.field.focus_edit()
    form.other.setFocus()
    assert form.heard == [cm("60")]


def test_another_unusual_number_is_asked_for_anew(form, qtbot):
    form.type(qtbot, "60")
    form.type(qtbot, "61")
    assert form.heard[-1] == cm("61")


def test_a_number_in_the_making_is_not_asked_for_again(form, qtbot):
    form.type(qtbot, "60", leave=False)
    form.field.settle()
    assert form.heard == [cm("60")]
    qtbot.keyClick(form.field.edit, Qt.Key.Key_Backspace)
    qtbot.keyClicks(form.field.edit, "0")
    form.other.setFocus()
    assert form.heard == [cm("60")]


def test_emptied_means_not_asked(form, qtbot):
    form.type(qtbot, "46.5")
    form.type(qtbot, "")
    assert form.heard == [cm("46.5"), None]


def test_a_stored_answer_is_shown_without_being_told_again(form, qtbot):
    form.field.set_answer(cm("60", confirmed=True))
    form.field.focus_edit()
    form.other.setFocus()
    assert form.heard == []
    assert form.field.answer == cm("60", confirmed=True)
    assert form.field.edit.text() == "60"


def test_a_stored_number_in_another_unit_never_takes_the_unit_of_the_field(form):
    form.field.set_answer(Answer(Decimal(465), unit="mm"))
    assert form.field.edit.text() == "465 mm"


def test_still_needed_until_typed(dressed, qtbot):
    form = shown(qtbot, needed=True)
    assert form.field._box.kind is HintKind.NEEDED
    form.type(qtbot, "46.5")
    assert form.field._box.kind is HintKind.PLAIN


def test_a_signed_number_is_not_typed(form, qtbot):
    form.field.set_answer(cm("46.5"))
    form.field.set_read_only(True)
    qtbot.keyClicks(form.field.edit, "9")
    qtbot.keyClick(form.field.edit, Qt.Key.Key_Return)
    form.field.press_not_examined("asleep")
    assert form.field.edit.text() == "46.5"
    assert form.heard == []


def test_in_a_grid_n_asks_why_and_the_message_is_told(dressed, qtbot):
    form = shown(qtbot, compact=True)
    messages: list[str] = []
    form.field.message_changed.connect(messages.append)
    form.field.focus_edit()
    qtbot.keyClick(form.field.edit, Qt.Key.Key_N)
    menu = form.field.findChild(QMenu)
    menu.actions()[1].trigger()
    menu.close()
    assert form.heard == [Answer.not_examined("crying")]
    assert "not examined, crying" in form.field.edit.accessibleName()
    form.type(qtbot, "465")
    assert messages[-1] == "Not saved: 20 to 65 cm."
    assert form.heard[-1] is None


def test_a_page_that_goes_away_takes_what_was_typed(form, qtbot):
    form.type(qtbot, "46.5", leave=False)
    form.hide()
    assert form.heard == [cm("46.5")]


def test_named_and_deaf_to_the_wheel(form, qtbot, assert_named, assert_wheel_edits_nothing):
    form.type(qtbot, "46.5")
    form.other.setObjectName("other")
    assert_named(form)
    assert_wheel_edits_nothing(form)
    assert form.field.edit.accessibleName() == "Birth length, cm"
