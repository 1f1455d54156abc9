"""What to know about the selected child before opening the chart."""

import html
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.domain.people import PatientId
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.services.context import Desk
from clinic_app.services.glance import Glance, Measured, glance
from clinic_app.services.views import DayRow
from clinic_app.ui.pages.today.day_words import LEVELS
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.level_mark import LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_MOST_LINES = 5
_NOTE_LETTERS = 160
#: A plan line that falls due within this time after the visit is dealt with at it.
_AT_THIS_VISIT = timedelta(days=7)


class PreviewCard(Card):
    """Details come a moment later, off this thread; an answer for another row is dropped."""

    #: The chart is wanted.
    open_requested = Signal()
    #: A visit is wanted.
    start_requested = Signal()

    def __init__(self, desk: Desk, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(_("No child selected"), margins=(10, 8, 10, 10), parent=parent)
        self._desk, self._runner = desk, runner
        self._row: DayRow | None = None
        self.setObjectName("card:preview")
        self._twin = Chip("chip:twin", _("Twin"), ChipKind.TWIN)
        self.header_right.addWidget(self._twin)
        self._details = QVBoxLayout()
        self._details.setSpacing(px(2))
        self.body.addLayout(self._details)
        self._open = ActionButton("button:open_chart", _("Open chart"), ButtonKind.PRIMARY_STANDARD, key="Enter")
        self._open.clicked.connect(self.open_requested)
        self._start = ActionButton("button:open_start", _("Open and start visit"), key="Ctrl+Enter")
        self._start.clicked.connect(self.start_requested)
        for button in (self._open, self._start):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.body.addWidget(button)
        self.body.addStretch(1)
        self._clear(None)

    def show_row(self, row: DayRow | None) -> None:
        """Show a row of the list; what is known of its child is read in the background.

        The same child is read again without its card being emptied meanwhile.
        """
        if row is None or self._row is None or row.visit.id != self._row.visit.id:
            self._clear(row)
        self._row = row
        if row is None:
            return
        self._runner.query(
            self._desk.run,
            glance,
            PatientId(row.patient.id),
            row.visit.day,
            owner=self,
            on_done=self._on_read,
            on_failed=lambda _problem: None,
        )

    def _clear(self, row: DayRow | None) -> None:
        self._empty()
        for button in (self._open, self._start):
            button.setVisible(row is not None)
        self._twin.setVisible(row is not None and bool(row.patient.twin_group))
        if row is None:
            self.set_title(_("No child selected"))
            return
        self._twin.set_words(_("Twin {letter}").format(letter=row.patient.birth_order))
        taken = self._twin.sizeHint().width() + px(8) if row.patient.twin_group else 0
        metrics = QFontMetrics(font(TextStyle.HEADING, current().scale))
        room = self.maximumWidth() - 2 * px(10) - taken
        self.set_title(metrics.elidedText(row.patient.display_name, Qt.TextElideMode.ElideRight, room))
        self.setToolTip(f"<span>{html.escape(row.patient.display_name)}</span>")

    def _on_read(self, seen: Glance) -> None:
        if self._row is None or self._row.patient.id != seen.patient.id:
            return
        self._empty()
        if self.accessibleName() != seen.patient.display_name:
            self._details.addWidget(PlainLabel(seen.patient.display_name, TextStyle.STRONG, wrap=True))
        self._add_identity(seen)
        due = [item.line.what for item in seen.plan if self._falls_now(item.line.due)]
        if due:
            self._add_title(_("Due at this visit"))
            self._add_lines([(Icon("clipboard-list", "text_secondary"), what) for what in due])
        if seen.flags:
            self._add_title(_("Open flags"))
            self._add_lines([(LevelMark(LEVELS[flag.level]), flag.title) for flag in seen.flags])
        if seen.last_note is not None:
            self._add_title(_("Last note, {day}").format(day=day_text(seen.last_note.day)))
            self._add_text(_shortened(seen.last_words) or _("no words of its own"))
        else:
            self._add_text(_("No signed note yet"), "muted")
        if seen.measured is not None:
            self._add_measured(seen.measured)
        self._details.addSpacing(px(6))

    def _falls_now(self, due: date | None) -> bool:
        """Whether a line is for this visit; one without a date always is."""
        row = self._row
        return row is not None and (due is None or due <= row.visit.day + _AT_THIS_VISIT)

    def _add_identity(self, seen: Glance) -> None:
        patient = seen.patient
        if patient.guardian:
            self._add_text(_("With {guardian}").format(guardian=patient.guardian), "secondary")
        if seen.twins:
            others = ", ".join(f"{twin.given_name} ({twin.birth_order})" for twin in seen.twins)
            self._add_title(_("How to tell the twins apart"))
            marks = patient.distinguishing or _("Nothing recorded. Ask the name and the birth order.")
            self._add_text(_("Not {others}. {marks}").format(others=others, marks=marks))
        elif patient.distinguishing:
            self._add_title(_("How to recognise"))
            self._add_text(patient.distinguishing)

    def _add_measured(self, measured: Measured) -> None:
        words = self._desk.context.knowledge.value_words
        names = {"hc_cm": _("head {value}"), "temp_c": _("temperature {value}")}
        parts = [
            names.get(field, "{value}").format(value=words(field, answer)) for field, answer in measured.answers.items()
        ]
        self._add_title(_("Measured by {name}, {time}").format(name=measured.by, time=clock_text(measured.at)))
        self._add_text(", ".join(parts))

    # Lines

    def _add_title(self, title: str) -> None:
        self._details.addSpacing(px(6))
        self._details.addWidget(PlainLabel(title, TextStyle.SMALL, ink="secondary"))

    def _add_text(self, text: str, ink: str = "") -> None:
        self._details.addWidget(PlainLabel(text, ink=ink, wrap=True))

    def _add_lines(self, lines: list[tuple[QWidget, str]]) -> None:
        for mark, words in lines[:_MOST_LINES]:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(5))
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            mark.setFixedHeight(px(18))
            row.addWidget(PlainLabel(words, wrap=True), 1)
            self._details.addWidget(line)
        if len(lines) > _MOST_LINES:
            self._add_text(_("{count} more").format(count=len(lines) - _MOST_LINES), "muted")

    def _empty(self) -> None:
        while (item := self._details.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _shortened(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= _NOTE_LETTERS else f"{text[:_NOTE_LETTERS].rsplit(' ', 1)[0]} …"
