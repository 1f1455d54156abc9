"""One ring, around whatever has the keyboard."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.style import FOCUS_HOST, FOCUS_OWN, FocusRing
from clinic_app.ui.theme import current


@pytest.fixture
def ring(dressed: QApplication) -> FocusRing:
    found = dressed.findChild(FocusRing)
    assert found is not None
    return found


@pytest.fixture
def screen(dressed: QApplication, qtbot: QtBot) -> QWidget:
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(20, 20, 20, 20)
    row.addWidget(QPushButton("Add", objectName="add"))
    host = QWidget(objectName="host")
    QHBoxLayout(host).addWidget(QLineEdit(objectName="inner"))
    row.addWidget(host)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


def _part(screen: QWidget, name: str) -> QWidget:
    found = screen.findChild(QWidget, name)
    assert found is not None
    return found


def _colours_along(image: QImage, y: int) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width())}


def test_the_ring_is_seen_outside_the_control(screen: QWidget, ring: FocusRing) -> None:
    button = _part(screen, "add")
    button.setFocus()
    assert ring.target is button
    above = button.geometry().top() - 2
    focus = current().colour("focus").name()
    assert focus in _colours_along(screen.grab().toImage(), above)


def test_no_ring_where_nothing_has_the_focus(screen: QWidget, ring: FocusRing) -> None:
    button = _part(screen, "add")
    button.setFocus()
    button.clearFocus()
    assert ring.target is None
    focus = current().colour("focus").name()
    assert focus not in _colours_along(screen.grab().toImage(), button.geometry().top() - 2)


def test_the_ring_goes_round_the_frame_of_a_composed_field(screen: QWidget, ring: FocusRing) -> None:
    host = _part(screen, "host")
    host.setProperty(FOCUS_HOST, True)
    _part(screen, "inner").setFocus()
    assert ring.target is host


def test_a_control_may_paint_its_own_focus(screen: QWidget, ring: FocusRing) -> None:
    inner = _part(screen, "inner")
    inner.setProperty(FOCUS_OWN, True)
    inner.setFocus()
    assert ring.target is None


def test_the_ring_survives_the_end_of_its_control(screen: QWidget, ring: FocusRing, qtbot: QtBot) -> None:
    button = _part(screen, "add")
    button.setFocus()
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    inner = _part(screen, "inner")
    inner.setFocus()
    assert ring.target is inner
