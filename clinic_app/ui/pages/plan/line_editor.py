"""A plan line while it is written, in its place in the list."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.domain.people import Patient
from clinic_app.domain.plans import PlanLine
from clinic_app.i18n import _
from clinic_app.ui.pages.plan.due_field import DueField
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.text_field import TextField


class LineEditor(QFrame):
    """What, why, due, who. Each field stores when it is left; Enter goes on, and closes after the last."""

    #: The line as it is now.
    line_changed = Signal(object)
    #: Writing is over.
    closed = Signal()
    remove_requested = Signal(str)

    def __init__(
        self, line: PlanLine, number: int, patient: Patient, today: Callable[[], date], names: Sequence[str]
    ) -> None:
        super().__init__()
        self._line = line
        self.setObjectName("plan_line_editor")
        self.setProperty("look", "sunken")
        said = _("line {n}").format(n=number)
        self._what = TextField("plan_line_what", _("What, {line}").format(line=said), _("What"), needed=True)
        self._why = TextField("plan_line_why", _("Why, {line}").format(line=said), _("Why"))
        self._due = DueField("plan_line_due", patient, today)
        self._who = TextField("plan_line_who", _("Who, {line}").format(line=said), _("Who"), needed=True)
        self._names = QStringListModel(list(names))
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._who.edit.setCompleter(completer)
        self._fields = (self._what, self._why, self._due, self._who)
        self._show(line)
        for field in self._fields:
            field.answer_changed.connect(self._on_changed)
        self._build_ui()

    def _build_ui(self) -> None:
        self._done = ActionButton("button:plan_line_done", _("Done"), ButtonKind.SMALL, key="Esc")
        self._remove = ActionButton("button:plan_line_remove", _("Remove line"), ButtonKind.SMALL, icon_name="trash")
        done, remove = self._done, self._remove
        done.clicked.connect(self.close_line)
        remove.clicked.connect(self._on_remove)
        below = QHBoxLayout()
        below.setSpacing(px(8))
        below.addWidget(self._due, 1)
        below.addWidget(self._who, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(remove)
        buttons.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(6), px(10), px(8))
        column.setSpacing(px(5))
        column.addWidget(self._what)
        column.addWidget(self._why)
        column.addLayout(below)
        column.addLayout(buttons)

    @property
    def line(self) -> PlanLine:
        """The line with everything that was taken over."""
        return self._line

    def order_tabs(self) -> None:
        """Tab goes through the fields as they are read; called once the editor stands in its window."""
        stops: list[QWidget] = [*self._edits(), self._remove, self._done]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def focus_first_gap(self) -> None:
        """Put the keyboard where something is missing, or into the first field."""
        gaps = ((self._what, self._line.what), (self._due, self._line.due), (self._who, self._line.who))
        field = next((field for field, value in gaps if not value), self._what)
        field.focus_edit()

    def set_names(self, names: Sequence[str]) -> None:
        """Who can be offered while a name is typed."""
        self._names.setStringList(list(names))

    def commit(self) -> None:
        """Take over what is half typed."""
        for field in self._fields:
            field.commit()

    @Slot()
    def close_line(self) -> None:
        """Take over and close."""
        self.commit()
        self.closed.emit()

    @Slot()
    def _on_remove(self) -> None:
        self.remove_requested.emit(str(self._line.id))

    def _edits(self) -> tuple[QLineEdit, ...]:
        return self._what.edit, self._why.edit, self._due.edit, self._who.edit

    def _go_on(self) -> None:
        """The next field."""
        at = next((at for at, edit in enumerate(self._edits()) if edit.hasFocus()), 0)
        self._fields[min(at + 1, len(self._fields) - 1)].focus_edit()

    def _show(self, line: PlanLine) -> None:
        for field, text in ((self._what, line.what), (self._why, line.why), (self._who, line.who)):
            field.set_answer(Answer(text) if text else None)
            field.edit.setCursorPosition(0)
        self._due.set_answer(Answer(line.due) if line.due is not None else None)

    @Slot()
    def _on_changed(self) -> None:
        new = replace(self._line, what=_text(self._what), why=_text(self._why), due=self._due.day, who=_text(self._who))
        if new != self._line:
            self._line = new
            self.line_changed.emit(new)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Enter goes to the next field, and after the last one closes."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_line()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._who.edit.hasFocus() or event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.close_line()
            else:
                self._go_on()
        else:
            super().keyPressEvent(event)


def _text(field: TextField) -> str:
    return str(field.answer.value) if field.answer is not None and field.answer.value is not None else ""
