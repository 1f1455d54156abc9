"""The due date of a plan line, as a day, a time from now, or an age."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.domain.due_dates import parse_due
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Patient
from clinic_app.i18n import _, day_text
from clinic_app.ui.pages.plan.due_words import age_words
from clinic_app.ui.widgets.field_frame import FieldFrame, HintKind
from clinic_app.ui.widgets.input_box import InputBox

_MAX_TEXT = 40


class DueField(FieldFrame):
    """``2 dec``, ``2 w``, ``8 m corrected``; reads back the day and how old the child will be."""

    def __init__(self, name: str, patient: Patient, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(name, _("Due: a day, a time from now such as 2 w, or an age"), _("Due"), parent)
        self._patient, self._today = patient, today
        self._box = InputBox()
        self._edit = self._box.edit
        self._edit.setMaxLength(_MAX_TEXT)
        self._edit.setPlaceholderText(_("2 w, 2 dec, 8 m corrected"))
        self.use_control(self._edit)
        self.row().addWidget(self._box, 1)
        self._edit.textEdited.connect(self.typing)
        self._edit.returnPressed.connect(self.commit)
        self._box.left.connect(self.commit)

    @property
    def edit(self) -> QLineEdit:
        """The line edit, for tab order and tests."""
        return self._edit

    @property
    def day(self) -> date | None:
        """The stored day."""
        held = None if self._answer is None else self._answer.value
        return held if isinstance(held, date) else None

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored day without telling anybody."""
        self._settle.stop()
        self._answer = answer
        self._show_kept()

    def set_read_only(self, read_only: bool) -> None:
        """Signed: shown, not typed."""
        self._edit.setReadOnly(read_only)

    @Slot()
    def commit(self) -> None:
        """Read the text; what is no due date keeps its text, with a sentence below."""
        text = self._edit.text().strip()
        if self.day is not None and text == day_text(self.day):
            return  # left as it was shown; an old line may be overdue
        try:
            day = self._read(text)
        except UserError as problem:
            self.keep(None)
            self._box.set_kind(HintKind.REFUSED)
            self.show_hint(problem.message, HintKind.REFUSED)
            return
        self.keep(None if day is None else Answer(day))
        self._show_kept()

    @Slot()
    def settle(self) -> None:
        """Say below what is understood so far; the text itself is left as it is."""
        try:
            day = self._read(self._edit.text().strip())
        except UserError:
            return
        if day is not None:
            self.keep(Answer(day))
            self._say(day)

    def _read(self, text: str) -> date | None:
        if not text:
            return None
        patient = self._patient
        return parse_due(text, self._today(), patient.birth_date, patient.gestation, field=self.objectName())

    def _show_kept(self) -> None:
        day = self.day
        self._box.set_kind(HintKind.NEEDED if day is None else HintKind.PLAIN)
        self._edit.setText("" if day is None else day_text(day))
        if day is None:
            self.show_hint("")
        else:
            self._say(day)

    def _say(self, day: date) -> None:
        self._box.set_kind(HintKind.PLAIN)
        self.show_hint(f"{day_text(day)}, {age_words(self._patient, day)}")
