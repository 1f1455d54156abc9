"""How to be sure that it is the right child."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from clinic_app.domain.ages import age_on
from clinic_app.domain.people import Patient
from clinic_app.i18n import _, day_text
from clinic_app.services import chart as charts
from clinic_app.services.chart import Chart
from clinic_app.services.context import Desk
from clinic_app.ui.banner_words import sex_words, twin_words
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_PHONE_TAIL = 3


class HitPreview(QFrame):
    """Identity at once; the last visit a moment later."""

    def __init__(self, desk: Desk, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._shown = ""
        self.setObjectName("preview:hit")
        self.setProperty("look", "station")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(14), px(14), px(14), px(10))
        self._column.setSpacing(px(2))

    def show_child(self, one: Patient | None) -> None:
        """Show a child, or nobody."""
        self._clear()
        self._shown = one.id if one is not None else ""
        if one is None:
            return
        age = age_on(one.birth_date, one.gestation, max(self._desk.context.clock.today(), one.birth_date))
        self._column.addWidget(PlainLabel(one.display_name, TextStyle.TITLE, wrap=True))
        facts = _("{sex}, born {day}, {age}")
        words = facts.format(sex=sex_words(one.sex), day=day_text(one.birth_date), age=age.text)
        self._column.addWidget(PlainLabel(words, ink="secondary", wrap=True))
        phone = _(", phone ends {digits}").format(digits=one.phone[-_PHONE_TAIL:]) if one.phone else ""
        for title, text in (
            (_("How to tell apart"), one.distinguishing),
            (_("Guardian"), f"{one.guardian}{phone}" if one.guardian else ""),
            (_("Address"), one.address),
        ):
            self._add(title, text)
        self._runner.query(
            self._desk.run,
            charts.read_chart,
            one.id,
            owner=self,
            on_done=lambda chart: self._show_chart(chart) if self._shown == chart.patient.id else None,
            on_failed=lambda _problem: None,
        )

    def _show_chart(self, chart: Chart) -> None:
        if chart.twins:
            self._column.insertWidget(2, Chip("chip:twin", twin_words(chart.patient, chart.twins), ChipKind.TWIN))
        visits = sorted(chart.visits, key=lambda visit: visit.day, reverse=True)
        self._add(_("Last visit"), f"{day_text(visits[0].day)}: {visits[0].reason}" if visits else _("none yet"))
        self._column.addStretch(1)

    def _add(self, title: str, text: str) -> None:
        if text:
            self._column.addSpacing(px(5))
            self._column.addWidget(PlainLabel(title, TextStyle.SMALL, ink="secondary"))
            self._column.addWidget(PlainLabel(text, wrap=True))

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
