"""A date as people type it, read back with the month as a word."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_app.domain.ages import age_text
from clinic_app.domain.answers import Answer
from clinic_app.domain.dates import format_date, parse_birth_date, parse_date
from clinic_app.domain.errors import UserError
from clinic_app.i18n import _
from clinic_app.ui.widgets.field_frame import FieldFrame, HintKind
from clinic_app.ui.widgets.input_box import InputBox

_MAX_TEXT = 40


class DateField(FieldFrame):
    """Free typing: ``18 11 26``, ``18nov``, ``t``, ``t-3``. The box shows the date with its month as a word once left.

    Args:
        name, accessible, label: as for every field.
        birth: a date of birth: a future one is refused, and the line below says the age today.
        today: tells the day; asked at each reading, because a form may stay open over midnight.
        born: the child's birth date, to show the age on the typed day after the hairline; ``None`` for no age.
        day_first: order of figures alone, from the settings of the clinic.
        needed: painted as still needed while empty.
    """

    def __init__(
        self,
        name: str,
        accessible: str,
        label: str = "",
        *,
        today: Callable[[], date],
        birth: bool = False,
        born: date | None = None,
        day_first: bool = True,
        needed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, accessible, label, parent)
        self._today, self._is_birth, self._born = today, birth, born
        self._day_first, self._needed = day_first, needed
        self._problem = ""
        self._box = InputBox()
        self._edit = self._box.edit
        self._edit.setMaxLength(_MAX_TEXT)
        self.use_control(self._edit)
        self.row().addWidget(self._box, 1)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.returnPressed.connect(self.commit)
        self._box.left.connect(self.commit)
        self._show_rest()

    @property
    def edit(self) -> QLineEdit:
        """The line edit, for tab order and tests."""
        return self._edit

    @property
    def problem(self) -> str:
        """Why what is typed is not stored; empty when it is."""
        return self._problem

    @property
    def day(self) -> date | None:
        """The stored date."""
        held = None if self._answer is None else self._answer.value
        return held if isinstance(held, date) else None

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored date without telling anybody."""
        self._settle.stop()
        self._answer = answer
        self._show_kept()

    def set_born(self, born: date | None) -> None:
        """Another birth date to count the age from."""
        self._born = born
        if not self._problem and not self._settle.isActive():
            self._show_kept()

    def set_read_only(self, read_only: bool) -> None:
        """Signed: shown, not typed."""
        self._edit.setReadOnly(read_only)
        self._box.update()

    @Slot()
    def commit(self) -> None:
        """Read the text; a date is stored and written out, anything else keeps its text with a sentence below."""
        if self._edit.isReadOnly():
            return
        if self._read():
            self._show_kept()

    @Slot()
    def settle(self) -> None:
        """Store what is typed so far and read it back below; the text itself is left as it is."""
        if not self._edit.isReadOnly() and self._read() and self.day is not None:
            self._show_date(self.day)

    def _read(self) -> bool:
        """Store what the text says. ``False`` when it is refused."""
        text = self._edit.text().strip()
        reader = parse_birth_date if self._is_birth else parse_date
        try:
            day = reader(text, self._today(), day_first=self._day_first, field=self.objectName()) if text else None
        except UserError as problem:
            self._problem = problem.message
            self.keep(None)
            self._box.set_kind(HintKind.REFUSED)
            self._box.set_suffix("")
            self.show_hint(problem.message, HintKind.REFUSED)
            return False
        self._problem = ""
        self.keep(None if day is None else Answer(day))
        return True

    @Slot()
    def _on_edited(self) -> None:
        if self._box.kind is not HintKind.PLAIN:
            self._problem = ""
            self._box.set_kind(HintKind.PLAIN)
            self.show_hint("")
        self.typing()

    def _show_kept(self) -> None:
        self._problem = ""
        day = self.day
        self._edit.setText("" if day is None else format_date(day))
        if day is None:
            self._show_rest()
        else:
            self._show_date(day)

    def _show_rest(self) -> None:
        self._box.set_kind(HintKind.NEEDED if self._needed else HintKind.PLAIN)
        self._box.set_suffix("")
        self.show_hint("")

    def _show_date(self, day: date) -> None:
        self._box.set_kind(HintKind.PLAIN)
        self._box.set_suffix("" if self._born is None or day < self._born else age_text(self._born, day))
        shown = format_date(day)
        parts = [] if self._edit.text().strip() == shown else [_("Read as {day}").format(day=shown)]
        if self._is_birth:
            parts.append(_("{age} old today").format(age=age_text(day, self._today())))
        elif self._born is not None and day < self._born:
            parts.append(_("Before the birth date, {day}").format(day=format_date(self._born)))
        self.show_hint(". ".join(parts))
