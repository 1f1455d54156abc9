"""One line of the plan, edited where it stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answer
from clinic_app.domain.people import Patient
from clinic_app.domain.plans import PlanLine
from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField


class PlanLineRow(QWidget):
    """What, why, by when, who."""

    #: The line after a change.
    changed = Signal(object)
    #: The line is to go; carries it, so that it can come back.
    removed = Signal(object)

    def __init__(
        self, line: PlanLine, place: int, patient: Patient, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._line, self._patient = line, patient
        self.setObjectName(f"line:{line.id}")
        head = _("Line {place}").format(place=place)
        self._what = TextField(f"field:what:{line.id}", _("{line}, what").format(line=head), needed=True)
        self._why = TextField(f"field:why:{line.id}", _("{line}, why").format(line=head))
        self._due = DateField(f"field:due:{line.id}", _("{line}, due").format(line=head), today=today, needed=True)
        self._who = TextField(f"field:who:{line.id}", _("{line}, who").format(line=head), needed=True)
        self._age = PlainLabel("", TextStyle.SMALL, ink="secondary")
        remove = ActionButton(
            f"button:remove:{line.id}", "", ButtonKind.SMALL, icon_name="trash",
            spoken=_("{line}, remove").format(line=head),
        )  # fmt: skip
        remove.clicked.connect(lambda: self.removed.emit(self._line))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, px(2), 0, px(2))
        grid.setHorizontalSpacing(px(8))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        grid.addWidget(self._what, 0, 0)
        grid.addWidget(self._due, 0, 1)
        grid.addWidget(self._who, 0, 2)
        grid.addWidget(remove, 0, 3)
        grid.addWidget(self._why, 1, 0)
        grid.addWidget(self._age, 1, 1, 1, 2)
        for field, name in ((self._what, "what"), (self._why, "why"), (self._who, "who")):
            field.answer_changed.connect(lambda answer, part=name: self._on_text(part, answer))
        self._due.answer_changed.connect(self._on_due)
        self.show_line(line)

    @property
    def line(self) -> PlanLine:
        """The line as it stands."""
        return self._line

    def show_line(self, line: PlanLine) -> None:
        """Show a line; fields that already say it are left alone."""
        self._line = line
        for field, text in ((self._what, line.what), (self._why, line.why), (self._who, line.who)):
            answer = Answer(text) if text else None
            if field.answer != answer:
                field.set_answer(answer)
        due = Answer(line.due) if line.due is not None else None
        if self._due.answer != due:
            self._due.set_answer(due)
        self._age.setText(self._age_words(line.due))

    def _age_words(self, due: date | None) -> str:
        """The child's age on that day: corrected where it counts."""
        if due is None or due < self._patient.birth_date:
            return ""
        age = age_on(self._patient.birth_date, self._patient.gestation, due)
        return _("{age} corrected").format(age=age.corrected_text) if age.use_corrected else age.text

    def focus_what(self) -> None:
        """Start typing."""
        self._what.focus_edit()

    def commit(self) -> None:
        """Take what is half typed."""
        for field in (self._what, self._why, self._due, self._who):
            field.commit()

    def _on_text(self, part: str, answer: Answer | None) -> None:
        text = str(answer.value) if answer is not None and answer.value is not None else ""
        self._change(replace(self._line, **{part: text}))  # type: ignore[arg-type]

    @Slot(object)
    def _on_due(self, answer: Answer | None) -> None:
        due = answer.value if answer is not None and isinstance(answer.value, date) else None
        self._change(replace(self._line, due=due))

    def _change(self, line: PlanLine) -> None:
        self._line = line
        self._age.setText(self._age_words(line.due))
        self.changed.emit(line)
