"""The search palette by keys: typing, choosing, twins, registering, and leaving while answers are on their way."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.services import children, worklist
from clinic_app.ui.pages.find.find_palette import FindPalette
from clinic_app.ui.widgets.clinic_table import ClinicTable
from tests.ui.pages.conftest import HOSTILE, TODAY, Screen

CTRL = Qt.KeyboardModifier.ControlModifier


class Under(QWidget):
    """What lies under the palette, with something that had the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setObjectName("under")
        self.edit.setAccessibleName("Under")
        QVBoxLayout(self).addWidget(self.edit)


class Find(Screen):
    palette: FindPalette

    @property
    def box(self) -> QLineEdit:
        return self.find("field:find", QLineEdit)

    @property
    def table(self) -> ClinicTable:
        return self.find("table:hits", ClinicTable)

    def names(self) -> list[str]:
        """Names of the children shown, in their order."""
        return [row.cells[0].text for row in self.table.rows if len(row.cells) > 1]

    def type(self, text: str) -> "Find":
        self.box.setText(text)
        self.box.textEdited.emit(text)
        return self


@pytest.fixture
def find(show, past):
    def make(desk, runner):
        under = Under()
        under.palette = FindPalette(desk, runner, under)
        return under

    screen = show(make, past.desk(), (1366, 768))
    screen.__class__ = Find
    screen.palette = screen.page.palette
    screen.palette.open()
    screen.listen(screen.palette.open_requested, screen.palette.start_requested, screen.palette.register_requested)
    return screen.settle()


def test_an_empty_box_shows_the_children_of_late_and_chooses_none(find) -> None:
    assert set(find.names()) == {f"{HOSTILE.upper()}, <b>Ayla</b>", "VALE, Ivy", "VALE, Ida"}
    assert find.table.selected_id == ""
    find.keys(Qt.Key.Key_Return).settle()
    assert find.heard == []


@pytest.mark.parametrize("typed", ["ayla o'n", "14.3.2026 ayla", "AYLA", "img"])
def test_parts_in_any_order_find_a_child_and_enter_opens_it(find, past, typed) -> None:
    find.type(typed).settle()
    assert find.names()[0] == f"{HOSTILE.upper()}, <b>Ayla</b>"
    find.keys(Qt.Key.Key_Return)
    assert find.heard == [(str(past.known.id),)]
    assert not find.palette.isVisible()


def test_a_record_number_finds_and_control_enter_starts_a_visit(find, past) -> None:
    find.type(past.known.number).settle().keys((Qt.Key.Key_Return, CTRL))
    assert find.heard == [(str(past.known.id), "")]


def test_twins_are_told_apart_before_one_is_opened(find, past) -> None:
    find.type("vale").settle()
    assert [row.cells[0].text for row in find.table.rows if row.id in (past.twin_a.id, past.twin_b.id)]
    find.keys(Qt.Key.Key_Down).settle()
    chips = [row.cells[0].chip for row in find.table.rows if len(row.cells) > 1]
    assert sorted(chips) == ["Twin A", "Twin B"]
    assert any("VALE" in name for name in find.words.splitlines())


def test_nobody_fits_and_enter_registers_with_what_was_typed(find) -> None:
    find.type("Zzyzx <b>Quux</b>").settle()
    assert find.names() == []
    find.keys(Qt.Key.Key_Return)
    assert find.heard == [("Zzyzx <b>Quux</b>",)]


def test_a_likeness_is_shown_and_never_opened_by_itself(find, past) -> None:
    find.type("Ivi Vail").settle()
    find.keys(Qt.Key.Key_Return).settle()
    assert (str(past.twin_a.id),) not in find.heard
    assert (str(past.twin_b.id),) not in find.heard


def test_enter_before_the_answer_waits_for_it(find, past) -> None:
    find.type("ayla").keys(Qt.Key.Key_Return)
    assert find.heard == []
    find.settle()
    assert find.heard == [(str(past.known.id),)]


def test_enter_before_the_answer_opens_nobody_where_several_fit(find) -> None:
    find.type("vale").keys(Qt.Key.Key_Return).settle()
    assert find.heard == []
    assert find.palette.isVisible()


def test_putting_on_the_list_books_today(find, past) -> None:
    clinic = past.clinic
    find.type("ivy").settle().keys((Qt.Key.Key_L, CTRL)).settle()
    assert "was on today's list already" in find.toast
    assert len(past.desk().run(worklist.day_list, TODAY)) == 3
    assert clinic.clock.today() == TODAY


def test_escape_gives_the_keyboard_back_and_nothing_happens(find) -> None:
    find.keys(Qt.Key.Key_Escape)
    find.page.edit.setFocus()
    find.palette.open()
    find.settle().type("ayla").settle().keys(Qt.Key.Key_Escape).settle()
    assert not find.palette.isVisible()
    assert QApplication.focusWidget() is find.page.edit
    assert find.heard == []


def test_the_keys_of_the_window_do_not_reach_through(find) -> None:
    find.keys("under")
    assert find.box.text() == "under"
    assert find.page.edit.text() == ""


def test_tab_goes_round_inside(find) -> None:
    find.type("ayla").settle()
    seen = set()
    for _ in range(6):
        seen.add(QApplication.focusWidget().objectName())
        find.keys(Qt.Key.Key_Tab)
    assert "under" not in seen
    assert "field:find" in seen
    assert len(seen) > 1


def test_a_failure_is_a_sentence_and_the_next_text_searches_again(find, monkeypatch) -> None:
    def broken(*_args, **_kwargs):
        raise EnvironmentProblem("The disk did not accept the data.")

    with monkeypatch.context() as patch:
        patch.setattr(children, "find", broken)
        find.type("ayla").settle()
    assert "The disk did not accept" in find.find("notice:find").accessibleName()
    find.type("ayla o").settle()
    assert not find.find("notice:find").isVisible()
    assert len(find.names()) == 1


def test_only_the_answer_to_the_newest_text_is_shown(find) -> None:
    for text in ("v", "va", "val", "ayla"):
        find.type(text)
    find.settle()
    assert find.names() == [f"{HOSTILE.upper()}, <b>Ayla</b>"]


def test_leaving_while_answers_are_on_their_way_many_times(find) -> None:
    """Quick typing, Escape, again: nothing that arrives late touches what is gone, and nothing stays dimmed."""
    chance = random.Random(7)  # noqa: S311  the same keys each time
    texts = ("vale", "ayla o'n", "14.3.2026", "zzz", "ida", "d-00001")
    for _ in range(60):
        find.palette.open()
        for letter in chance.choice(texts)[: chance.randint(1, 7)]:
            QTest.keyClick(find.box, letter)
            if chance.random() < 0.4:
                QApplication.processEvents()
        if chance.random() < 0.3:
            QTest.keyClick(find.box, Qt.Key.Key_Down)
        find.palette._stale.timeout.emit()  # the list is dimmed, as after a slow answer
        find.palette.grab()
        QTest.keyClick(find.box, Qt.Key.Key_Escape)
        if chance.random() < 0.5:
            QApplication.processEvents()
    find.settle()
    assert find.heard == []
    find.palette.open()
    find.settle()
    assert len(find.names()) == 3
    assert not find.table.is_stale


def test_the_window_can_go_while_an_answer_is_on_its_way(show, past) -> None:
    def make(desk, runner):
        under = Under()
        under.palette = FindPalette(desk, runner, under)
        return under

    for text in ("vale", "ayla", ""):
        screen = show(make, past.desk())
        screen.page.palette.open()
        screen.page.palette._bar.edit.textEdited.emit(text)
        screen.page.palette.deleteLater()
        screen.settle()


def test_names_are_plain_text_wherever_they_stand(find) -> None:
    find.type("ayla").settle()
    assert find.plain_labels()
    assert any(HOSTILE.upper() in words for words in find.words.splitlines())
    assert "<u>Gran</u>" in find.words


@pytest.mark.parametrize("size", [(1366, 768), (960, 540)])
def test_every_control_is_named_and_the_wheel_edits_nothing(
    find, assert_named, assert_wheel_edits_nothing, size
) -> None:
    find.page.resize(*size)
    find.type("vale").settle().keys(Qt.Key.Key_Down).settle()
    assert_named(find.page)
    assert_wheel_edits_nothing(find.page)
