"""A plan line as it is read."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.clinical.rules import Urgency
from clinic_app.domain.people import Patient
from clinic_app.domain.plans import PlanLine
from clinic_app.i18n import _, day_text
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.pages.plan.due_words import age_words
from clinic_app.ui.style import FOCUS_OWN
from clinic_app.ui.theme import TextStyle, current, watcher
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.level_mark import Level, LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

DUE_WIDTH, WHO_WIDTH, CHIP_WIDTH, NUMBER_WIDTH = 118, 96, 92, 16
_KEYS = {Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1}


def level_of(line: PlanLine) -> Level | None:
    """The flag level that a line carries."""
    return LEVELS[Urgency.of(line.level)] if line.level else None


class LineRow(QWidget):
    """One stop of the keyboard. Enter edits, Delete removes, J and K walk."""

    #: The line's id.
    edit_requested = Signal(str)
    remove_requested = Signal(str)
    #: Steps down (positive) or up.
    walked = Signal(int)

    def __init__(self, line: PlanLine, number: int, patient: Patient, *, may_write: bool) -> None:
        super().__init__()
        self.line_id = str(line.id)
        self._may_write = may_write
        self.setObjectName(f"plan_line:{line.id}")
        self.setProperty(FOCUS_OWN, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), px(4), px(8), px(5))
        row.setSpacing(px(8))
        number_label = PlainLabel(str(number), TextStyle.SMALL, ink="muted")
        number_label.setFixedWidth(px(NUMBER_WIDTH))
        row.addWidget(number_label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(_what(line), 1)
        due = day_text(line.due) if line.due is not None else _("no date")
        age = age_words(patient, line.due) if line.due is not None else ""
        row.addWidget(_two_lines(due, age, DUE_WIDTH, is_missing=line.due is None))
        row.addWidget(_two_lines(line.who or _("nobody named"), "", WHO_WIDTH, is_missing=not line.who.strip()))
        row.addWidget(_chip_cell(line))
        words = (_("Line {n}").format(n=number), line.what or _("says nothing yet"), line.why, due, age,
                 line.who or _("nobody named"))  # fmt: skip
        self.setAccessibleName(", ".join(part for part in words if part))
        watcher().changed.connect(self.update)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(px(41), super().sizeHint().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        colour = current().colour
        if self.hasFocus():
            painter.fillRect(area, colour("selection"))
            painter.fillRect(QRectF(0, 0, px(3), area.height()), colour("focus"))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), colour("border_subtle"))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click edits in place."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._ask(self.edit_requested)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if plain and key in _KEYS:
            self.walked.emit(_KEYS[key])
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self._ask(self.edit_requested)
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._ask(self.remove_requested)
        else:
            super().keyPressEvent(event)

    def _ask(self, signal: SignalInstance) -> None:
        if self._may_write:
            signal.emit(self.line_id)


def _what(line: PlanLine) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    what = PlainLabel(
        line.what or _("says nothing yet"), TextStyle.STRONG, ink="" if line.what else "danger", wrap=True
    )
    column.addWidget(what)
    level = level_of(line)
    if line.why or level is not None:
        why = QHBoxLayout()
        why.setSpacing(px(4))
        if level is not None and line.flags:
            why.addWidget(LevelMark(level, 12), 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(PlainLabel(line.why, TextStyle.SMALL, ink="secondary", wrap=True), 1)
        column.addLayout(why)
    column.addStretch(1)
    return column


def _two_lines(first: str, second: str, width: int, *, is_missing: bool) -> QWidget:
    cell = QWidget()
    cell.setFixedWidth(px(width))
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(PlainLabel(first, ink="danger" if is_missing else "", wrap=True))
    if second:
        column.addWidget(PlainLabel(second, TextStyle.SMALL, ink="secondary", wrap=True))
    column.addStretch(1)
    return cell


def _chip_cell(line: PlanLine) -> QWidget:
    cell = QWidget()
    cell.setFixedWidth(px(CHIP_WIDTH))
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    level = level_of(line)
    if level is not None:
        words = {Level.NOW: _("Now"), Level.DAY: _("Today"), Level.WEEKS: _("2 weeks"), Level.PLAN: _("Planned")}[level]
        kind = ChipKind.QUIET if level is Level.PLAN else ChipKind.NOTICE
        chip = Chip(f"chip:line:{line.id}", words, kind)
        chip.setToolTip(level.words)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    return cell
