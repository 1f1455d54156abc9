"""Qt without a screen, in the clinic's own look, and what every screen is held to."""

import os
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from clinic_app.ui.app import dress
from clinic_app.ui.theme import ThemeName, apply_theme, current

_CONTROLS = (
    QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractSlider,
    QAbstractItemView, QTabBar,
)  # fmt: skip


@pytest.fixture(scope="session")
def clinic_qapp(qapp: QApplication) -> QApplication:
    """The application of all tests, with the clinic's style, fonts, ring and wheel."""
    if not qapp.property("is_dressed"):
        dress(qapp, ThemeName.LIGHT)
        qapp.setProperty("is_dressed", True)
    return qapp


@pytest.fixture
def dressed(clinic_qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, whatever a test does to it."""
    yield clinic_qapp
    if current().theme is not ThemeName.LIGHT or current().scale != 1.0:
        apply_theme(clinic_qapp, ThemeName.LIGHT)


def controls_of(screen: QWidget) -> list[QWidget]:
    """Every control of a screen that a person can reach, hidden pages included; Qt's own inner parts left out."""
    found = [child for child in screen.findChildren(QWidget) if isinstance(child, _CONTROLS) or _takes_keys(child)]
    return [child for child in found if not isinstance(child, QScrollBar) and not _is_inner(child)]


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _is_inner(widget: QWidget) -> bool:
    """Parts that Qt makes itself: the editor in a combo box, the header of a table, the list that drops down."""
    if widget.objectName().startswith("qt_"):
        return True
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QAbstractItemView, QAbstractSpinBox)):
            return True
        parent = parent.parentWidget()
    return False


@pytest.fixture
def assert_named() -> Callable[[QWidget], None]:
    """Fails with the list of controls of a screen that have no object name or no accessible name."""

    def check(screen: QWidget) -> None:
        nameless = [
            f"{type(child).__name__} objectName={child.objectName()!r} accessibleName={child.accessibleName()!r}"
            for child in controls_of(screen)
            if not child.objectName() or not (child.accessibleName() or _words_of(child))
        ]
        assert not nameless, "\n".join(nameless)

    return check


def _words_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def turn_wheel(widget: QWidget, steps: int = -2) -> None:
    """Turn the wheel over the middle of a widget, as the window system would send it."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def content_of(widget: QWidget) -> object:
    """What a control holds, to see whether it changed."""
    if isinstance(widget, QComboBox):
        return widget.currentIndex(), widget.currentText()
    if isinstance(widget, (QAbstractSpinBox, QLineEdit)):
        return widget.text()
    if isinstance(widget, QAbstractSlider):
        return widget.value()
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return widget.toPlainText()
    if isinstance(widget, QAbstractButton):
        return widget.isChecked()
    if isinstance(widget, QTabBar):
        return widget.currentIndex()
    answer = getattr(widget, "answer", None)
    return answer() if callable(answer) else answer


@pytest.fixture
def assert_wheel_edits_nothing() -> Callable[[QWidget], None]:
    """Turns the wheel both ways over every control of a screen, focused and not, and compares what they hold."""

    def check(screen: QWidget) -> None:
        inputs = controls_of(screen)
        before = [content_of(child) for child in inputs]
        for child in inputs:
            for focused in (False, True):
                if focused:
                    child.setFocus()
                turn_wheel(child, -2)
                turn_wheel(child, 1)
        changed = [c.objectName() for c, held in zip(inputs, before, strict=True) if content_of(c) != held]
        assert not changed, f"the wheel edited {changed}"

    return check


@pytest.fixture
def wheel() -> Callable[[QWidget, int], None]:
    """Turns the wheel over one widget."""
    return turn_wheel
