"""Labels, buttons, chips, notices and the toast."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.resources import resource_path
from clinic_app.ui.theme import ThemeName, apply_theme
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.icon import icon, icon_pixmap
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.toast import Toast

HOSTILE = ["<img src=x>", "a & b", "<b>bold</b>", "O'Neil", "👶🏽"]


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("text", HOSTILE)
def test_labels_show_what_they_are_given(qtbot: QtBot, text: str) -> None:
    label = PlainLabel(text)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == text


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("text", HOSTILE)
def test_buttons_and_chips_have_no_hidden_shortcuts(qtbot: QtBot, text: str) -> None:
    for made in (ActionButton("button:x", text), Chip("chip:x", text, ChipKind.FINDING)):
        qtbot.addWidget(made)
        assert made.accessibleName() == text
        assert made.shortcut().isEmpty()


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize(
    ("kind", "height"),
    [
        (ButtonKind.PRIMARY, 36), (ButtonKind.PRIMARY_STANDARD, 30), (ButtonKind.STANDARD, 30), (ButtonKind.SMALL, 26),
        (ButtonKind.LINK, 30), (ButtonKind.DANGER, 30),
    ],
)  # fmt: skip
def test_buttons_have_the_heights_of_the_design(qtbot: QtBot, kind: ButtonKind, height: int) -> None:
    card = Card("Buttons")
    qtbot.addWidget(card)
    made = ActionButton("button:x", "Add", kind, key="Ctrl+S", icon_name="plus")
    card.body.addWidget(made)
    card.resize(300, 400)
    card.show()
    assert made.height() == height


@pytest.mark.usefixtures("dressed")
def test_a_filter_toggles_and_a_state_does_not(qtbot: QtBot) -> None:
    choose, say = Chip("chip:all", "All", ChipKind.FILTER), Chip("chip:state", "Unsigned", ChipKind.NOTICE)
    for made in (choose, say):
        qtbot.addWidget(made)
        made.show()
        qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    choose.set_words("All", 14)
    assert choose.isChecked()
    assert choose.accessibleName() == "All 14"
    assert not say.isCheckable()
    assert say.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_icons_take_the_colour_of_the_theme(dressed: QApplication) -> None:
    def ink() -> set[str]:
        image = icon_pixmap("users", "accent", 32).toImage()
        points = [(x, y) for x in range(32) for y in range(32)]
        return {image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255}

    light = ink()
    apply_theme(dressed, ThemeName.DARK)
    assert light
    assert ink()
    assert light.isdisjoint(ink())


@pytest.mark.usefixtures("dressed")
def test_icons_are_crisp_on_dense_screens() -> None:
    pixmap = icon_pixmap("users", size=16, ratio=2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)
    assert isinstance(icon("users"), QIcon)


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("name", sorted(path.stem for path in resource_path("icons").glob("*.svg")))
def test_every_shipped_icon_draws(name: str) -> None:
    image = icon_pixmap(name, size=24).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


@pytest.mark.usefixtures("dressed")
def test_a_notice_speaks_its_words(qtbot: QtBot) -> None:
    strip = NoticeStrip("notice:record", "Typing is kept.", "Record not reachable.")
    qtbot.addWidget(strip)
    assert strip.accessibleName() == "Record not reachable. Typing is kept."
    strip.say("It is back.")
    assert strip.accessibleName() == "It is back."


@pytest.fixture
def toast(dressed: QApplication, qtbot: QtBot) -> Iterator[Toast]:
    window = QWidget()
    window.resize(800, 600)
    qtbot.addWidget(window)
    window.show()
    yield Toast(window)
    window.close()  # keeps the window alive for as long as its toast


def test_a_toast_undoes_once_and_goes(toast: Toast) -> None:
    undone: list[bool] = []
    toast.say("Event removed", lambda: undone.append(True))
    assert toast.isVisible()
    toast.findChild(QPushButton).click()
    assert undone == [True]
    assert toast.words == ""


def test_a_toast_without_undo_offers_nothing(toast: Toast) -> None:
    toast.say("Moved")
    assert not toast.findChild(QPushButton).isVisible()
    assert toast.findChildren(QLabel)[0].text() == "Moved"


def test_the_next_toast_takes_the_place_of_the_last(toast: Toast) -> None:
    undone: list[str] = []
    toast.say("first", lambda: undone.append("first"))
    toast.say("second", lambda: undone.append("second"))
    toast.findChild(QPushButton).click()
    assert undone == ["second"]


def test_a_toast_goes_when_its_time_is_over_unless_it_is_used(toast: Toast, qtbot: QtBot) -> None:
    toast.say("Event removed", lambda: None)
    timer = toast.findChild(QTimer)
    assert timer is not None
    qtbot.waitActive(toast.window())
    toast.findChild(QPushButton).setFocus()
    timer.timeout.emit()
    assert toast.isVisible()
    toast.findChild(QPushButton).clearFocus()
    timer.timeout.emit()
    assert not toast.isVisible()


def test_a_toast_stays_in_the_middle(toast: Toast) -> None:
    toast.say("Moved")
    window = toast.window()
    window.resize(1000, 500)
    assert abs(toast.geometry().center().x() - 500) <= 1
    assert toast.geometry().bottom() < 500


def test_enter_presses_the_button_that_has_the_keys(qtbot: QtBot) -> None:
    button = ActionButton("button:next", "Next")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
