"""The wheel scrolls the page and changes nothing in it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDial,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

Turn = Callable[[QWidget, int], None]


@pytest.fixture
def page(dressed: QApplication, qtbot: QtBot) -> QScrollArea:
    body = QWidget()
    column = QVBoxLayout(body)
    combo = QComboBox(objectName="combo")
    combo.addItems(["asleep", "crying", "refused"])
    combo.setCurrentIndex(1)
    spin = QSpinBox(objectName="spin", value=5)
    slider = QSlider(Qt.Orientation.Horizontal, objectName="slider", value=50)
    tabs = QTabBar(objectName="tabs")
    for word in ("one", "two", "three"):
        tabs.addTab(word)
    tabs.setCurrentIndex(1)
    for child in (combo, spin, slider, QDial(objectName="dial", value=40), tabs):
        child.setAccessibleName(child.objectName())
        column.addWidget(child)
    body.setFixedHeight(3000)
    area = QScrollArea()
    area.setWidget(body)
    area.resize(300, 300)
    qtbot.addWidget(area)
    area.show()
    return area


def test_the_wheel_edits_nothing(page: QScrollArea, assert_wheel_edits_nothing: Callable[[QWidget], None]) -> None:
    assert_wheel_edits_nothing(page)


@pytest.mark.parametrize("name", ["combo", "spin", "slider", "dial", "tabs"])
def test_the_wheel_over_an_editor_scrolls_the_page(page: QScrollArea, wheel: Turn, name: str) -> None:
    editor = page.findChild(QWidget, name)
    assert editor is not None
    wheel(editor, -2)
    assert page.verticalScrollBar().value() > 0


def test_the_scroll_bar_still_scrolls(page: QScrollArea, wheel: Turn) -> None:
    wheel(page.verticalScrollBar(), -2)
    assert page.verticalScrollBar().value() > 0
