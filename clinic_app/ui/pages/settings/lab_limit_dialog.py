"""A laboratory limit of the clinic's own: for whom, from where to where, and why."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.clinical.nutrition.lab_limits import ANY, LabLimit
from clinic_app.clinical.nutrition.own_limits import band_of
from clinic_app.i18n import _
from clinic_app.services import lab_limits
from clinic_app.services.context import Desk
from clinic_app.services.lab_limits import AnalyteEntry, NewLimit
from clinic_app.services.nutrition import limit_words, whom_words
from clinic_app.ui.pages.settings.reason_dialog import ReasonDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.action_button import ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch
from clinic_app.ui.widgets.unit_words import unit_word


class NewLimitDialog(ReasonDialog):
    """For whom it holds, its two figures with their unit, and why."""

    def __init__(self, desk: Desk, entry: AnalyteEntry, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(
            "lab_limit",
            _("Set a laboratory limit"),
            _("Set the limit"),
            entry.label,
            _(
                "It stands first beside every value of a child of this age, with the shipped limit under it. Rules and "
                "flags keep their own limits. Ages: 28 d, 6 m, 5 y. One figure may stay empty."
            ),
            desk,
            runner,
            parent,
        )
        self._entry = entry
        left, right = self._pair()
        self._from = self.add_text("from_age", _("From age"), needed=True, into=left)
        self._until = self.add_text("until_age", _("Until age, not included"), needed=True, into=right)
        left, right = self._pair()
        self._low = self.add_text("low", _("Lower limit"), into=left)
        self._high = self.add_text("high", _("Upper limit"), into=right)
        units = (entry.field.unit, *(one.unit for one in entry.field.other_units))
        self._unit = self._switch("unit", _("Unit"), [(unit, unit_word(unit)) for unit in units])
        gestations = [(ANY, _("All")), ("term", _("Term")), ("preterm", _("Before 37 weeks"))]
        self._gestation = self._switch("gestation", _("Born"), gestations)
        sexes = [(ANY, _("All")), ("female", _("Girls")), ("male", _("Boys"))]
        self._sex = self._switch("sex", _("Sex"), sexes)
        self.add_reason()

    def _pair(self) -> tuple[QVBoxLayout, QVBoxLayout]:
        """Two places side by side."""
        row = QHBoxLayout()
        row.setSpacing(px(12))
        left, right = QVBoxLayout(), QVBoxLayout()
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self.body.addLayout(row)
        return left, right

    def _switch(self, name: str, label: str, views: list[tuple[str, str]]) -> SegmentedSwitch:
        switch = SegmentedSwitch(f"switch:{name}", label, views)
        switch.chosen.connect(switch.set_current)
        row = QHBoxLayout()
        row.setSpacing(px(10))
        words = PlainLabel(label, ink="secondary")
        words.setFixedWidth(px(60))
        row.addWidget(words)
        row.addWidget(switch)
        row.addStretch(1)
        self.body.addLayout(row)
        return switch

    def work(self) -> Callable[[], object] | None:
        """Set it."""
        new = NewLimit(
            self._from.edit.text(),
            self._until.edit.text(),
            self._low.edit.text(),
            self._high.edit.text(),
            self._unit.current,
            self._gestation.current,
            self._sex.current,
        )
        entry = self._entry
        return partial(self._desk.run, lab_limits.set_own_limit, entry.field.id, new, self.reason, entry.version)


class RemoveLimitDialog(ReasonDialog):
    """Use the shipped limits alone."""

    def __init__(self, desk: Desk, entry: AnalyteEntry, limit: LabLimit, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(
            "lab_limit_remove",
            _("Remove a limit of this clinic"),
            _("Remove the limit"),
            f"{entry.label}, {whom_words(limit)}: {limit_words(limit)}",
            _("The shipped limits stand alone. What was decided before stays in the history."),
            desk,
            runner,
            parent,
            ButtonKind.DANGER,
        )
        self._entry, self._band = entry, band_of(limit)
        self.add_reason()

    def work(self) -> Callable[[], object] | None:
        """Remove it."""
        entry = self._entry
        return partial(
            self._desk.run, lab_limits.remove_own_limit, entry.field.id, self._band, self.reason, entry.version
        )
