"""The control of one item on one side, chosen by what the item records."""

from collections.abc import Callable
from datetime import date
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.instruments.model import Item, ItemKind
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.ui.pages.exam.date_cell import DateCell
from clinic_app.ui.pages.exam.multi_cell import MultiCell
from clinic_app.ui.pages.exam.number_cell import NumberCell
from clinic_app.ui.pages.exam.text_cell import TextCell
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer


class AnswerCell(Protocol):
    """What the grid asks of every control."""

    answer_changed: SignalInstance

    @property
    def answer(self) -> Answer | None: ...
    def set_answer(self, answer: Answer | None) -> None: ...
    def press_digit(self, digit: int) -> bool: ...
    def press_not_examined(self, reason: str) -> None: ...
    def ask_reason(self) -> None: ...
    def clear(self) -> None: ...


def side_words(side: Side) -> str:
    """``child's right``, ``child's left``, or ``no side``."""
    return {Side.RIGHT: _("child’s right"), Side.LEFT: _("child’s left"), Side.NONE: _("no side")}[side]


def scale_words(item: Item) -> str:
    """What may be answered, in a few words: ``grade 0 to 4``, ``1 Flex, 2 Ext``, ``number in °``."""
    if item.kind is ItemKind.NUMBER:
        low, high = item.field.range.hard_min, item.field.range.hard_max
        return _("{low} to {high} {unit}").format(low=low, high=high, unit=item.field.unit).strip()
    if is_graded(item):
        return _("grade {low} to {high}").format(low=item.options[0].code, high=item.options[-1].code)
    return ", ".join(f"{at} {option.short}" for at, option in enumerate(item.options, 1))


def is_graded(item: Item) -> bool:
    """Whether digits mean the grade itself."""
    return bool(item.options) and all(option.code.rstrip("+-").replace(".", "", 1).isdigit() for option in item.options)


def spoken_name(item: Item, key: ItemKey, past: str) -> str:
    """Item, child's side, scale and the last visit's value; the control adds what is set now."""
    parts = [item.label, side_words(key.side)]
    if item.kind is not ItemKind.TEXT:
        parts.append(scale_words(item))
    if past:
        parts.append(_("last visit {value}").format(value=past))
    return ", ".join(parts)


def make_cell(item: Item, key: ItemKey, past: str, today: Callable[[], date], parent: QWidget) -> QWidget:
    """The control for ``key``; it satisfies ``AnswerCell``. ``today`` is the last day that a date may be."""
    name, spoken = f"exam_{key.field}_{key.side}", spoken_name(item, key, past)
    match item.kind:
        case ItemKind.NUMBER:
            return NumberCell(name, spoken, item.field, parent)
        case ItemKind.MULTI:
            return MultiCell(name, spoken, item.options, parent)
        case ItemKind.DATE:
            return DateCell(name, spoken, today, parent)
        case ItemKind.TEXT:
            return TextCell(name, spoken, parent, lines=item.lines)
        case _:
            return SegmentedAnswer(name, spoken, item.options, scale=item.field.scale, parent=parent)


def as_cell(widget: QWidget) -> AnswerCell:
    """The same widget, seen as a control of the grid."""
    return cast(AnswerCell, widget)
