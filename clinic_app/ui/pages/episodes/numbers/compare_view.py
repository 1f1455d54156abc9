"""Two periods of the log beside each other; the days of both can be typed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.clinical.episodes.compare import Period, compare
from clinic_app.domain.answers import Answer
from clinic_app.domain.errors import UserError
from clinic_app.i18n import _, short_day_text
from clinic_app.services.episodes.comparing import (
    ComparedRow,
    checked_period,
    compared_rows,
    last_visit_before,
    offered_periods,
    period_words,
    reaching_words,
)
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row

_FIELD_WIDTH = 126


class CompareView(QWidget):
    """Starts with the time since the last visit and as long before it. Nothing here is stored."""

    #: A digit while the table has the keyboard.
    digit_pressed = Signal(int)

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._fields = {
            name: self._make_field(name, words)
            for name, words in (
                ("before_first", _("First period, from")),
                ("before_last", _("First period, to")),
                ("after_first", _("Second period, from")),
                ("after_last", _("Second period, to")),
            )
        }
        self._problem = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._problem.setObjectName("compare_problem")
        self._problem.hide()
        self._note = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self._table = ClinicTable("table:compared", _("Two periods compared"), _columns("", ""), row_height=28)
        self._table.digit_pressed.connect(lambda _row, digit: self.digit_pressed.emit(digit))
        self._card = Card(_("Two periods"), margins=(0, 0, 0, 6))
        self._card.body.addWidget(self._table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(self._make_row())
        column.addWidget(self._problem)
        column.addWidget(self._card, 1)
        column.addWidget(self._note)
        self.offer()

    def _make_field(self, name: str, words: str) -> DateField:
        log = self._child.log
        field = DateField(
            f"compare_{name}", words, words, today=lambda: log.today, born=self._child.chart.patient.birth_date
        )
        field.setMinimumWidth(px(_FIELD_WIDTH))
        field.answer_changed.connect(self.refresh)
        return field

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for place, field in enumerate(self._fields.values()):
            if place == 2:
                row.addSpacing(px(16))
            row.addWidget(field, 1)
        last = last_visit_before(self._child.chart, self._child.log.today)
        words = _("Since the visit {day}").format(day=short_day_text(last)) if last else _("Last four weeks")
        offer = ActionButton("button:compare_offer", words)
        offer.clicked.connect(self.offer)
        row.addWidget(offer)
        return row

    @Slot()
    def offer(self) -> None:
        """The time since the last visit beside as long before it."""
        before, after = offered_periods(self._child.chart, self._child.log.today)
        days = (before.first, before.last, after.first, after.last)
        for field, day in zip(self._fields.values(), days, strict=True):
            field.set_answer(Answer(day))
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Compare what is typed; a period that cannot be says why and leaves the table as it was."""
        thread, today = self._child.log.current, self._child.log.today
        if thread is None:
            return
        try:
            before, after = self._period("before"), self._period("after")
        except UserError as problem:
            self._problem.setText(problem.message)
            self._problem.show()
            return
        self._problem.hide()
        found = compare(thread.events, before, after)
        self._table.set_title("before", period_words(before, today))
        self._table.set_title("after", period_words(after, today))
        self._table.set_rows(
            [_row(place, row) for place, row in enumerate(compared_rows(self._child.desk.context.knowledge, found))]
        )
        overlap = _("The two periods overlap.") if after.first <= before.last and before.first <= after.last else ""
        words = _("A share of fewer than ten events has no percentage. Bold: both were told and differ.")
        self._note.setText(" ".join(part for part in (words, reaching_words(found), overlap) if part))

    def _period(self, name: str) -> Period:
        first, last = self._fields[f"{name}_first"], self._fields[f"{name}_last"]
        for field in (first, last):
            if field.problem:
                raise UserError(field.problem)
        return checked_period(first.day, last.day, self._child.chart.patient.birth_date, self._child.log.today)

    def focus_first(self) -> None:
        """Where the keyboard starts: the table, which can be walked at once."""
        self._table.setFocus()


def _columns(before: str, after: str) -> tuple[Column, ...]:
    return (
        Column("what", _("What"), 250),
        Column("before", before, 330),
        Column("after", after, 330, stretches=True),
    )


def _row(place: int, row: ComparedRow) -> Row:
    after = Cell(strong=row.after) if row.differs else Cell(row.after)
    before = Cell(row.before, ink=Ink.PRIMARY)
    return Row(str(place), (Cell(row.what, ink=Ink.SECONDARY), before, after))
