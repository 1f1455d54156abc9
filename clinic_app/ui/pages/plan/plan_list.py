"""The lines of the plan, read and written in place."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.people import Patient
from clinic_app.domain.plans import PlanLine
from clinic_app.i18n import _
from clinic_app.ui.pages.plan.line_editor import LineEditor
from clinic_app.ui.pages.plan.line_row import CHIP_WIDTH, DUE_WIDTH, NUMBER_WIDTH, WHO_WIDTH, LineRow
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine


class PlanList(QWidget):
    """At most one line is being written. What is shown follows the record; the line being written is left alone."""

    #: A line as it was written.
    line_changed = Signal(object)
    remove_requested = Signal(str)

    def __init__(
        self, patient: Patient, today: Callable[[], date], *, may_write: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._patient, self._today, self._may_write = patient, today, may_write
        self._lines: tuple[PlanLine, ...] = ()
        self._names: tuple[str, ...] = ()
        self._parts: list[LineRow | LineEditor] = []
        self._editor: LineEditor | None = None
        self.setObjectName("plan_list")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        none = _("Nothing planned yet. Ctrl+L makes a line for each flag, L starts an empty one.")
        self._none = PlainLabel(none, ink="muted", wrap=True)
        self._none.setContentsMargins(px(10), px(10), px(10), px(10))
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("plan_list_scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(_titles())
        outer.addWidget(RuleLine())
        outer.addWidget(self._scroll, 1)

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """The lines as shown."""
        return self._lines

    def set_names(self, names: Sequence[str]) -> None:
        """Who is offered while a name is typed."""
        self._names = tuple(names)
        if self._editor is not None:
            self._editor.set_names(names)

    def show_lines(self, lines: tuple[PlanLine, ...]) -> None:
        """Show the plan. The keyboard stays on its line, or goes to the one that took its place."""
        if lines == self._lines and self._parts:
            return
        held = self._held_place()
        self._lines = lines
        writing = self._editor.line.id if self._editor is not None else ""
        if self._editor is not None and all(line.id != writing for line in lines):
            self._editor = None
        for part in self._parts:
            self._column.removeWidget(part)
            if part is not self._editor:
                part.hide()
                part.deleteLater()
        self._parts = [self._part(line, number) for number, line in enumerate(lines, start=1)]
        for place, part in enumerate(self._parts):
            self._insert(place, part)
        self._none.setVisible(not lines)
        if held >= 0 and self._editor is None and self._parts:
            self._parts[min(held, len(self._parts) - 1)].setFocus()

    def edit(self, line_id: str) -> bool:
        """Write a line; ``False`` when there is none with this id."""
        number = next((n for n, line in enumerate(self._lines, start=1) if line.id == line_id), 0)
        if not number or not self._may_write:
            return self.focus_line(line_id)
        if self._editor is not None and self._editor.line.id == line_id:
            self._editor.focus_first_gap()
            return True
        self._close_editor()
        editor = LineEditor(self._lines[number - 1], number, self._patient, self._today, self._names)
        editor.line_changed.connect(self._on_line_changed)
        editor.closed.connect(self._on_closed)
        editor.remove_requested.connect(self.remove_requested)
        self._editor = editor
        self._replace(number - 1, editor)
        editor.order_tabs()
        editor.focus_first_gap()
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(editor))
        return True

    def focus_line(self, line_id: str) -> bool:
        """Give the keyboard to a line."""
        row = next((part for part in self._parts if isinstance(part, LineRow) and part.line_id == line_id), None)
        if row is None:
            return False
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(row)
        return True

    def commit(self) -> None:
        """Take over what is half typed."""
        if self._editor is not None:
            self._editor.commit()

    def _held_place(self) -> int:
        focused = QApplication.focusWidget()
        places = (at for at, part in enumerate(self._parts) if part is focused or part.isAncestorOf(focused or self))
        return next(places, -1)

    def _part(self, line: PlanLine, number: int) -> LineRow | LineEditor:
        if self._editor is not None and self._editor.line.id == line.id:
            return self._editor
        row = LineRow(line, number, self._patient, may_write=self._may_write)
        row.edit_requested.connect(self.edit)
        row.remove_requested.connect(self.remove_requested)
        row.walked.connect(self._walk)
        return row

    def _replace(self, place: int, part: LineRow | LineEditor) -> None:
        old = self._parts[place]
        self._parts[place] = part
        self._insert(place, part)
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()

    def _insert(self, place: int, part: LineRow | LineEditor) -> None:
        """Shown at once, not with the next event, so that it can take the keyboard."""
        self._column.insertWidget(place, part)
        part.show()

    @Slot(int)
    def _walk(self, steps: int) -> None:
        place = self._held_place()
        self._parts[min(max(place + steps, 0), len(self._parts) - 1)].setFocus()

    @Slot(object)
    def _on_line_changed(self, line: PlanLine) -> None:
        self._lines = tuple(line if one.id == line.id else one for one in self._lines)
        self.line_changed.emit(line)

    @Slot()
    def _on_closed(self) -> None:
        """Back to reading; the keyboard stays on the line."""
        line_id = str(self._editor.line.id) if self._editor is not None else ""
        self._close_editor()
        self.focus_line(line_id)

    def _close_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        editor.commit()
        place = self._parts.index(editor)
        self._replace(place, self._part(editor.line, place + 1))


def _titles() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(px(8), px(4), px(8), px(4))
    row.setSpacing(px(8))
    head = PlainLabel("", TextStyle.SMALL)
    head.setFixedWidth(px(NUMBER_WIDTH))
    row.addWidget(head)
    row.addWidget(PlainLabel(_("What and why"), TextStyle.SMALL, ink="secondary"), 1)
    for title, width in ((_("Due"), DUE_WIDTH), (_("Who"), WHO_WIDTH), (_("Level"), CHIP_WIDTH)):
        label = PlainLabel(title, TextStyle.SMALL, ink="secondary")
        label.setFixedWidth(px(width))
        row.addWidget(label)
    return row
