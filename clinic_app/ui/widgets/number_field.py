"""A number as people type it, with its unit, its limits and what was understood."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from clinic_app.domain.answers import Answer, AnswerState, Typed
from clinic_app.domain.errors import UserError
from clinic_app.domain.quantities import (
    Limits,
    Parsed,
    RangeCheck,
    Verdict,
    check_range,
    format_number,
    format_quantity,
    parse_quantity,
)
from clinic_app.domain.units import OtherUnit
from clinic_app.i18n import _
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.field_frame import FieldFrame, HintKind
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.reasons import not_examined_text, reason_menu
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch
from clinic_app.ui.widgets.unit_switch import unit_switch
from clinic_app.ui.widgets.unit_words import unit_word, usual_words

_USUAL: Final = RangeCheck(Verdict.USUAL)
#: Longer text than any number; what is pasted beyond it is told as "not a number" by its first part.
_MAX_TEXT: Final = 60


class NumberField(FieldFrame):
    """A line edit, never a spin box.

    A number that cannot be true is refused: the text stays, a sentence says the limits, one press takes the number
    that was probably meant, and nothing is stored in its place. An unusual number is stored at once; the field asks
    for it again and marks it as confirmed when the same number is typed a second time or Enter is pressed.

    Args:
        name, accessible, label: as for every field; the unit is added to the accessible name.
        unit: UCUM-like unit, stored with each answer.
        decimals: digits kept after the point.
        limits: hard and soft limits, ``None`` for any number.
        previous: the value of the last visit with its date, shown below.
        needed: painted as still needed while empty.
        compact: 26 high without label and line below, for grids; the sentence goes to the tooltip and
            ``message_changed``. N in the empty field asks why it was not examined.
        others: other units in which the number may be typed; a switch beside the field chooses the one that is meant
            when no unit is typed. The number stays as it was typed; what is kept is in ``unit``.
    """

    #: The sentence below, also in grids where no line is shown.
    message_changed = Signal(str)

    def __init__(
        self,
        name: str,
        accessible: str,
        label: str = "",
        unit: str = "",
        decimals: int = 0,
        limits: Limits | None = None,
        previous: str = "",
        needed: bool = False,
        compact: bool = False,
        others: tuple[OtherUnit, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        self._spoken = accessible
        spoken = self._spoken_with(unit)
        super().__init__(name, spoken, "" if compact else label, parent)
        self._unit, self._decimals, self._limits = unit, decimals, limits
        self._previous, self._needed, self._compact = previous, needed, compact
        self._others, self._chosen = others, unit
        self._own_units = (unit, *(one.unit for one in others))
        self._asked_again: Decimal | None = None
        self._is_retyped = False
        self._problem = ""
        self._box = InputBox(unit_word(unit), 26 if compact else 30)
        self._edit = self._box.edit
        self._edit.setMaxLength(_MAX_TEXT)
        self._edit.installEventFilter(self)
        self.use_control(self._edit)
        self._use = ActionButton(f"{name}_use", "", spoken=_("{field}: use the suggested number").format(field=spoken))
        self._use.hide()
        self.row().addWidget(self._box, 1)
        self._units = self._make_units()
        self.row().addWidget(self._use)
        if compact:
            self._box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.returnPressed.connect(self._on_enter)
        self._box.left.connect(self.commit)
        self._use.clicked.connect(self._on_use)
        self._suggestion: Decimal | None = None
        self._show_rest()

    def _spoken_with(self, unit: str) -> str:
        """Item, side and unit, as a screen reader says them."""
        known = not unit or unit_word(unit) in self._spoken
        return self._spoken if known else f"{self._spoken}, {unit_word(unit)}"

    def _make_units(self) -> SegmentedSwitch | None:
        if not self._others:
            return None
        switch = unit_switch(f"{self.objectName()}_unit", self._spoken, self._own_units)
        switch.chosen.connect(self._on_unit)
        self._box.set_suffix("")
        self.row().addWidget(switch)
        return switch

    @property
    def unit(self) -> str:
        """The unit that a number without one is read in."""
        return self._chosen

    @property
    def typed_text(self) -> str:
        """What stands in the field, with its unit where that is not the one the field keeps."""
        text = self._edit.text().strip()
        return f"{text} {self._chosen}" if text and self._chosen != self._unit and text[-1:].isdigit() else text

    @property
    def edit(self) -> QLineEdit:
        """The line edit, for tab order and tests."""
        return self._edit

    @property
    def problem(self) -> str:
        """Why what is typed is not stored; empty when it is."""
        return self._problem

    @property
    def suggestion(self) -> Decimal | None:
        """The number that was probably meant, when what was typed is refused."""
        return self._suggestion

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored answer. One in another unit is shown with that unit, never under the unit of the field."""
        self._settle.stop()
        self._answer = answer
        if answer is not None:
            self._choose_unit(answer.typed.unit if answer.typed is not None else self._unit)
        self._edit.setText(self._text_of(answer))
        self._asked_again, self._is_retyped = None, False
        if answer is None or answer.state is AnswerState.NOT_EXAMINED:
            self._show_rest()
        else:
            self._judge(is_left=True, may_confirm=False, tells=False)

    def set_previous(self, previous: str) -> None:
        """The value of the last visit with its date."""
        self._previous = previous
        self.set_answer(self._answer)

    def set_limits(self, limits: Limits | None) -> None:
        """Other limits, because something else about the child is known now. What is stored is judged anew."""
        if limits != self._limits:
            self._limits = limits
            if not self._problem and not self._edit.hasFocus():
                self.set_answer(self._answer)

    def set_read_only(self, read_only: bool) -> None:
        """Signed: shown, not typed."""
        self._edit.setReadOnly(read_only)
        self._use.setEnabled(not read_only)
        if self._units is not None:
            self._units.setEnabled(not read_only)
        self._box.update()

    def press_not_examined(self, reason: str) -> None:
        """Record that it was not measured, and why."""
        if self._edit.isReadOnly():
            return
        self._edit.clear()
        self.keep(Answer.not_examined(reason))
        self._show_rest()

    def ask_reason(self) -> None:
        """Open the menu of reasons below the field."""
        if not self._edit.isReadOnly():
            corner = self._box.mapToGlobal(QPoint(0, self._box.height() + 2))
            reason_menu(self, self.press_not_examined).popup(corner)

    def clear(self) -> None:
        """Back to not asked."""
        if not self._edit.isReadOnly():
            self._edit.clear()
            self.keep(None)
            self._show_rest()

    @Slot()
    def commit(self) -> None:
        """Take over what is typed and judge it."""
        if not self._edit.isReadOnly() and not self._is_not_examined:
            self._judge(is_left=True, may_confirm=self._is_retyped)

    @Slot()
    def settle(self) -> None:
        """Take over what is typed so far; a number is asked for again only once the field is left."""
        if not self._is_not_examined:
            self._judge(is_left=False, may_confirm=False)

    # What happens

    @property
    def _is_not_examined(self) -> bool:
        return self._answer is not None and self._answer.state is AnswerState.NOT_EXAMINED

    @Slot()
    def _on_edited(self) -> None:
        if self._is_not_examined:
            self.keep(None)
        self._is_retyped = True
        self._box.set_hatched(False)
        self._box.set_unset(False)
        if self._box.kind is HintKind.REFUSED:
            self._show_rest()
        self.typing()

    @Slot()
    def _on_enter(self) -> None:
        if not self._edit.isReadOnly() and not self._is_not_examined:
            self._judge(is_left=True, may_confirm=True)
            self._edit.selectAll()

    @Slot()
    def _on_use(self) -> None:
        if self._suggestion is not None:
            self._choose_unit(self._unit)  # what is suggested is in the unit of the field
            self._edit.setText(format_number(self._suggestion))
            self._asked_again = None
            self._judge(is_left=True, may_confirm=False)
            self._edit.setFocus()

    @Slot(str)
    def _on_unit(self, unit: str) -> None:
        """Another unit for the number as it stands: the digits stay, what they mean is read anew."""
        if not self._edit.isReadOnly():
            self._choose_unit(unit)
            self._asked_again = None
            if self._edit.text() and not self._is_not_examined:
                self._judge(is_left=True, may_confirm=False)

    def _choose_unit(self, unit: str) -> None:
        if self._units is not None and unit in self._own_units:
            self._chosen = unit
            self._units.set_current(unit)
            self.accessible = self._spoken_with(unit)
            self._edit.setAccessibleName(self.accessible)

    # Reading the text

    def _judge(self, *, is_left: bool, may_confirm: bool, tells: bool = True) -> None:
        """Read the text, store what may be stored, and say what was understood.

        Args:
            is_left: the person is done typing: from now on the same number again confirms an unusual one.
            may_confirm: whether this is the second time.
            tells: whether the stored answer may change.
        """
        text = self._edit.text().strip()
        if not text:
            self._asked_again = None
            self._store(None, tells)
            self._show_rest()
            return
        try:
            parsed = self._parsed(text)
        except UserError as problem:
            self._refuse(problem.message, None, tells)
            return
        check = _USUAL if self._limits is None else check_range(parsed.value, self._limits, self._unit)
        if check.verdict is Verdict.REFUSED:
            self._refuse(check.message, check.suggestion, tells)
            return
        confirmed = check.verdict is Verdict.UNUSUAL and self._confirms(parsed.value, may_confirm)
        typed = Typed(parsed.typed, parsed.typed_unit) if parsed.converted else None
        self._store(Answer(parsed.value, unit=self._unit, confirmed_unusual=confirmed, typed=typed), tells)
        if is_left:
            self._take_unit(parsed)
            self._asked_again = parsed.value if check.verdict is Verdict.UNUSUAL else None
            self._is_retyped = False
        self._show_read(parsed, check, confirmed=confirmed)

    def _parsed(self, text: str) -> Parsed:
        return parse_quantity(
            text,
            unit=self._unit,
            decimals=self._decimals,
            field=self.objectName(),
            others=self._others,
            assumed=self._chosen,
        )

    def _take_unit(self, parsed: Parsed) -> None:
        """A unit that was typed behind the number moves to the switch, so that it is said once."""
        if self._units is not None and parsed.typed_unit in self._own_units:
            self._choose_unit(parsed.typed_unit)
            if not self._edit.text().strip()[-1:].isdigit():
                self._edit.setText(format_number(parsed.typed))

    def _confirms(self, value: Decimal, may_confirm: bool) -> bool:
        held = self._answer
        if held is not None and held.value == value and held.confirmed_unusual:
            return True
        return may_confirm and self._asked_again == value

    def _store(self, answer: Answer | None, tells: bool) -> None:
        if tells:
            self.keep(answer)

    def _refuse(self, message: str, suggestion: Decimal | None, tells: bool) -> None:
        self._asked_again = None
        self._store(None, tells)
        self._show(message, HintKind.REFUSED, suggestion)

    def _text_of(self, answer: Answer | None) -> str:
        if answer is None or not isinstance(answer.value, Decimal):
            return "" if answer is None or answer.value is None else str(answer.value)
        if answer.typed is not None:
            own = answer.typed.unit == self._chosen and self._units is not None
            return (
                format_number(answer.typed.number) if own else format_quantity(answer.typed.number, answer.typed.unit)
            )
        fits = answer.unit in ("", self._unit)
        return format_number(answer.value) if fits else format_quantity(answer.value, answer.unit)

    # Showing it

    def _show_rest(self) -> None:
        """Nothing typed, or a refusal that is being corrected: what is usual, and the value before."""
        hatched = self._is_not_examined and not self._edit.text()
        words = not_examined_text(self._answer.reason) if hatched and self._answer is not None else ""
        self._edit.setAccessibleName(f"{self.accessible}, {words}" if words else self.accessible)
        kind = HintKind.NEEDED if self._needed and not self._edit.text() and not hatched else HintKind.PLAIN
        self._show(_sentences(words.capitalize(), self._usual(), self._previous), kind)
        self._box.set_hatched(hatched)
        self._box.set_unset(self._compact and not hatched and not self._edit.text())

    def _show_read(self, parsed: Parsed, check: RangeCheck, *, confirmed: bool) -> None:
        self._edit.setAccessibleName(self.accessible)
        read = "" if self._is_plainly_read(parsed) else _("Read as {value}").format(value=_after_read(parsed))
        if check.verdict is Verdict.USUAL:
            self._show(_sentences(read, self._usual(), self._previous), HintKind.PLAIN)
            return
        soft = self._limits.soft_message if self._limits is not None else ""
        soft = soft[:1].upper() + soft[1:]
        ask = _("Unusual, confirmed") if confirmed else _("Type it again to confirm")
        words = _sentences(read, self._usual(), soft.rstrip(". "), ask, self._previous)
        self._show(words, HintKind.UNUSUAL, None if confirmed else check.suggestion)

    def _is_plainly_read(self, parsed: Parsed) -> bool:
        return not parsed.converted and self._edit.text().strip() == format_number(parsed.value)

    def _usual(self) -> str:
        return "" if self._limits is None else usual_words(self._limits, self._unit)

    def _show(self, message: str, kind: HintKind, suggestion: Decimal | None = None) -> None:
        self._problem = message if kind is HintKind.REFUSED else ""
        if self._edit.text():
            self._box.set_unset(False)
        self._suggestion = suggestion
        self._box.set_kind(kind)
        self._use.setVisible(suggestion is not None and not self._compact)
        if suggestion is not None:
            self._use.set_words(_("Use {number}").format(number=format_number(suggestion)))
        self.show_hint(message, kind)
        if self._compact:
            self._hint.hide()
            self._box.setToolTip(message)
        self.message_changed.emit(message)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """N in an empty field of a grid asks why it was not measured; Backspace there takes that back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self._edit.text():
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if self._compact and plain and event.key() == Qt.Key.Key_N:
                self.ask_reason()
                return True
            if self._is_not_examined and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self.clear()
                return True
        return super().eventFilter(watched, event)


def _sentences(*parts: str) -> str:
    return ". ".join(part for part in parts if part)


def _after_read(parsed: Parsed) -> str:
    return parsed.echo.partition(" read as ")[2] if parsed.converted else parsed.echo
