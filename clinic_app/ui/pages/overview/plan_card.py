"""What is due for this child; a tick closes a line, and Undo opens it again."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.ages import age_on
from clinic_app.domain.plans import PlanItem, PlanState
from clinic_app.i18n import _, day_text
from clinic_app.services import plans
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.due.due_words import overdue_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.plain_label import PlainLabel


class PlanCard(Card):
    """Open lines first, the most overdue on top."""

    #: A line was closed or opened again.
    changed = Signal()

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("Plan due"), margins=(10, 4, 10, 6), parent=parent)
        self._child = child
        self.setObjectName("card:plan")
        is_open = [item for item in child.chart.plan if item.state is PlanState.OPEN]
        closed = [item for item in child.chart.plan if item.state is not PlanState.OPEN]
        self.header_right.addWidget(PlainLabel(str(len(is_open)), TextStyle.SMALL, ink="secondary"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for item in (*sorted(is_open, key=lambda one: (one.line.due is None, one.line.due)), *closed[-3:]):
            column.addWidget(self._make_line(item))
        if not child.chart.plan:
            column.addWidget(PlainLabel(_("Nothing is planned yet."), ink="muted"))
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("scroll:plan_due")
        area.setAccessibleName(_("Plan due"))
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self.body.addWidget(area, 1)

    def _make_line(self, item: PlanItem) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 3, 0, 3)
        box = QCheckBox()
        box.setObjectName(f"check:plan:{item.line.id}")
        box.setAccessibleName(_("{what}, done").format(what=item.line.what))
        box.setChecked(item.state is PlanState.DONE)
        box.setEnabled(item.state is not PlanState.CANCELLED)
        box.toggled.connect(partial(self._on_toggled, item))
        row.addWidget(box)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(item.line.what, wrap=True))
        words.addWidget(PlainLabel(self._when(item), TextStyle.SMALL, ink="secondary", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(PlainLabel(item.line.who, TextStyle.SMALL, ink="secondary"))
        return line

    def _when(self, item: PlanItem) -> str:
        if item.state is PlanState.DONE and item.closed_on is not None:
            return _("Done {day}").format(day=day_text(item.closed_on))
        if item.state is PlanState.CANCELLED:
            return _("Cancelled: {reason}").format(reason=item.closed_reason)
        due = item.line.due
        if due is None:
            return _("No date")
        patient = self._child.chart.patient
        age = age_on(patient.birth_date, patient.gestation, max(due, patient.birth_date))
        late = (self._child.desk.context.clock.today() - due).days
        words = day_text(due)
        if age.use_corrected:
            words += _(", {age} corrected").format(age=age.corrected_text)
        return f"{words}, {overdue_words(late)}" if late > 0 else words

    def _on_toggled(self, item: PlanItem, is_done: bool) -> None:
        state = PlanState.DONE if is_done else PlanState.OPEN
        child = self._child
        child.runner.command(
            child.desk.run,
            plans.close_line,
            item.line.id,
            state,
            "",
            seen=item.version,
            owner=self,
            on_done=lambda _item: self.changed.emit(),
        )
