"""One card for every explanation: plain text that can be selected, an address that can be copied, keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from clinic_app.services.explanations import Explanation, Input, Reference
from clinic_app.ui.widgets.why_dialog import WhyDialog

WHY = Explanation(
    title="Ankle clonus <b>6 beats</b>",
    said=("How soon: within 2 weeks.",),
    inputs=(Input("Ankle clonus", "right 6 beats", "18 Nov 2026 10:12, Dr Tallow"),),
    working=("Ankle clonus: above 5 beats",),
    sources=(Reference("NICE NG62", "https://example.org/ng62", "read in a summary"), Reference("Textbook")),
    confidence="summary read",
    version="Rule RF-U12, version 3",
    would_change="Clears only if recorded otherwise.",
)


@pytest.fixture
def dialog(dressed, qtbot) -> WhyDialog:
    screen = QWidget()
    screen.resize(900, 700)
    qtbot.addWidget(screen)
    screen.show()
    made = WhyDialog((WHY, Explanation("Another", ("Short.",))), screen)
    made.open()
    qtbot.waitExposed(made)
    made.screen_under = screen
    return made


def words_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_it_says_everything_as_plain_text(dialog) -> None:
    words = words_of(dialog)
    for text in (WHY.title, *WHY.said, *WHY.working, WHY.confidence, WHY.version, WHY.would_change):
        assert text in words
    assert "Ankle clonus: right 6 beats" in words
    assert "18 Nov 2026 10:12, Dr Tallow" in words
    assert "NICE NG62 (read in a summary)" in words
    assert "https://example.org/ng62" in words
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel) if label.text())


def test_every_text_can_be_selected_with_the_mouse_and_the_keyboard(dialog) -> None:
    said = {WHY.title, *WHY.said, *WHY.working, "https://example.org/ng62"}
    for label in dialog.findChildren(QLabel):
        if label.text() in said:
            assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
            assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_the_address_is_copied_and_nothing_else(dialog, qtbot) -> None:
    QGuiApplication.clipboard().setText("before")
    dialog.findChild(QPushButton, "button:copy_address_0").click()
    assert QGuiApplication.clipboard().text() == "https://example.org/ng62"
    assert dialog.findChild(QPushButton, "button:copy_address_1") is None


def test_by_keys_it_is_read_and_closed(dialog, qtbot) -> None:
    area = dialog.findChild(QWidget, "why_text")
    qtbot.waitUntil(area.hasFocus)
    assert WHY.text in area.accessibleName()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert dialog.focusWidget().objectName() == "button:copy_address_0"
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_every_control_is_named(dialog, assert_named) -> None:
    assert_named(dialog)


def test_its_text_reads_in_order() -> None:
    text = WHY.text
    order = [
        text.index(part)
        for part in (WHY.title, WHY.said[0], "\nUsed\n", "\nHow\n", WHY.would_change, "NICE", WHY.version)
    ]
    assert order == sorted(order)
