"""Gestation at birth: completed weeks and days, never a decimal."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.i18n import _, ngettext
from clinic_app.ui.widgets.field_frame import FieldFrame, HintKind
from clinic_app.ui.widgets.input_box import InputBox


class WeeksDaysField(FieldFrame):
    """Two small boxes, ``34`` weeks and ``3`` days, with ``39 days early`` below.

    ``34+3`` or ``34 3`` typed into the first box fills both. Weeks without days are not stored: days are 0 only when
    they are typed.

    Args:
        name, accessible, label: as for every field.
        needed: painted as still needed while empty.
    """

    #: The new ``Gestation`` or ``None``. Not emitted by ``set_gestation``.
    gestation_changed = Signal(object)

    def __init__(
        self, name: str, accessible: str, label: str = "", *, needed: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, accessible, label, parent)
        self._needed = needed
        self._gestation: Gestation | None = None
        self._problem = ""
        self._corrected = ""
        self._weeks, self._days = InputBox(_("weeks")), InputBox(_("days"))
        for box, part, spoken in ((self._weeks, "weeks", _("completed weeks")), (self._days, "days", _("days"))):
            box.edit.setObjectName(f"{name}_{part}")
            box.edit.setAccessibleName(f"{accessible}, {spoken}")
            box.edit.setMaxLength(8)
            box.edit.textEdited.connect(self._on_edited)
            box.edit.returnPressed.connect(self.commit)
            box.left.connect(self._on_left)
            self.row().addWidget(box)
        self.row().addStretch(1)
        self._days.edit.setValidator(QIntValidator(0, 9, self._days.edit))
        self._control = self._weeks.edit
        self._show()

    @property
    def gestation(self) -> Gestation | None:
        """What is stored; ``None`` when unknown."""
        return self._gestation

    @property
    def problem(self) -> str:
        """Why what is typed is not stored; empty when it is."""
        return self._problem

    def set_gestation(self, gestation: Gestation | None) -> None:
        """Show a stored gestation without telling anybody."""
        self._settle.stop()
        self._gestation = gestation
        self._weeks.edit.setText("" if gestation is None else str(gestation.weeks))
        self._days.edit.setText("" if gestation is None else str(gestation.days))
        self._problem = ""
        self._show()

    def set_corrected(self, text: str) -> None:
        """The corrected age in words, to stand beside the days early."""
        self._corrected = text
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """Signed: shown, not typed."""
        for box in (self._weeks, self._days):
            box.edit.setReadOnly(read_only)
            box.update()

    @Slot()
    def commit(self) -> None:
        """Read both boxes."""
        self._settle.stop()
        if self._weeks.edit.isReadOnly():
            return
        self._split()
        weeks, days = self._weeks.edit.text().strip(), self._days.edit.text().strip()
        self._problem = ""
        gestation = None
        try:
            gestation = _gestation(weeks, days)
        except UserError as problem:
            self._problem = problem.message
        if gestation != self._gestation:
            self._gestation = gestation
            self.gestation_changed.emit(gestation)
        self._show()

    def _split(self) -> None:
        """``34+3`` typed into the box of weeks."""
        weeks, mark, days = self._weeks.edit.text().strip().replace(" ", "+").partition("+")
        if mark and days.strip("+").isdigit():
            self._weeks.edit.setText(weeks)
            self._days.edit.setText(days.strip("+"))

    @Slot()
    def _on_edited(self) -> None:
        if self._problem:
            self._problem = ""
            self._show()
        self.typing()

    @Slot()
    def settle(self) -> None:
        """Weeks without days are not judged while the keyboard is still in the field."""
        self._on_left()

    @Slot()
    def _on_left(self) -> None:
        """Going from weeks to days is not leaving the field."""
        if not (self._weeks.edit.hasFocus() or self._days.edit.hasFocus()) or self._days.edit.text():
            self.commit()

    def _show(self) -> None:
        missing = self._needed and self._gestation is None
        kind = HintKind.REFUSED if self._problem else HintKind.NEEDED if missing else HintKind.PLAIN
        for box in (self._weeks, self._days):
            box.set_kind(kind)
        self.show_hint(self._problem or self._echo(), kind)

    def _echo(self) -> str:
        if self._gestation is None:
            return ""
        if not self._gestation.is_preterm:
            return _("Term: age is not corrected")
        early = self._gestation.correction_days
        words = ngettext("{count} day early", "{count} days early", early).format(count=early)
        return f"{words}: {_('corrected {age}').format(age=self._corrected)}" if self._corrected else words


def _gestation(weeks: str, days: str) -> Gestation | None:
    if not weeks and not days:
        return None
    if not weeks.isdecimal() or not days.isdecimal():
        raise UserError(_("Type the completed weeks and the days, such as 34 and 3."))
    return Gestation(int(weeks), int(days))
