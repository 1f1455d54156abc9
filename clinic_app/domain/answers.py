"""What a person recorded in a form: one answer for each item and side.

Missing is never normal: an item without an ``Answer`` was not asked or examined, an ``Answer`` whose state is
``NOT_EXAMINED`` was looked at and left out with a reason, and only ``RECORDED`` carries a value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from clinic_app.domain.sides import Side

#: A code or free text, a number, several codes, or a calendar date.
Value = str | Decimal | tuple[str, ...] | date


class AnswerState(StrEnum):
    """Whether the item was recorded or explicitly left out."""

    RECORDED = "recorded"
    NOT_EXAMINED = "not_examined"


@dataclass(frozen=True, slots=True, order=True)
class ItemKey:
    """One item of a form on one side of the child."""

    field: str
    side: Side = Side.NONE

    def __str__(self) -> str:
        return self.field if self.side is Side.NONE else f"{self.field}@{self.side}"

    @property
    def fact(self) -> str:
        """The flat field id that rules use, e.g. ``ex_refl_moro_right``."""
        return self.field if self.side is Side.NONE else f"{self.field}_{self.side}"

    @staticmethod
    def parse(text: str) -> "ItemKey":
        """Read back what ``str`` wrote. Raises ``ValueError`` on an unknown side."""
        field, _, side = text.partition("@")
        return ItemKey(field, Side(side) if side else Side.NONE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as it was typed, where that was in another unit than the one it is kept in."""

    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One recorded finding, with its unit, its scale, and why it was left out if it was.

    Attributes:
        value: the code, number, codes, text or date; ``None`` exactly when not examined.
        unit: UCUM unit of a number, empty for anything else.
        scale: id of the grading scale, so that a grade is never read on another one.
        reason: why it was not examined (``asleep``, ``crying``, ``refused``, ``no_time``, ``other``).
        comment: the examiner's own words.
        confirmed_unusual: outside the usual range and typed a second time.
        typed: the number and unit as typed, where ``value`` was worked out of them.
    """

    value: Value | None
    state: AnswerState = AnswerState.RECORDED
    unit: str = ""
    scale: str = ""
    reason: str = ""
    comment: str = ""
    confirmed_unusual: bool = False
    typed: Typed | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.state is AnswerState.NOT_EXAMINED):
            raise ValueError("a recorded answer needs a value; an answer that was not examined has none")

    @staticmethod
    def not_examined(reason: str, comment: str = "") -> "Answer":
        """An explicit 'not examined', which prints as such."""
        return Answer(None, AnswerState.NOT_EXAMINED, reason=reason, comment=comment)

    def to_json(self) -> dict[str, Any]:
        """Canonical JSON shape; empty parts are left out, numbers and dates are tagged strings."""
        doc: dict[str, Any] = {"state": str(self.state)}
        if self.value is not None:
            doc["value"] = _value_to_json(self.value)
        for name in ("unit", "scale", "reason", "comment"):
            if text := getattr(self, name):
                doc[name] = text
        if self.confirmed_unusual:
            doc["confirmed_unusual"] = True
        if self.typed is not None:
            doc["typed"] = {"number": format(self.typed.number, "f"), "unit": self.typed.unit}
        return doc

    @staticmethod
    def from_json(doc: Mapping[str, Any]) -> "Answer":
        """Read back what ``to_json`` wrote."""
        raw, typed = doc.get("value"), doc.get("typed")
        return Answer(
            None if raw is None else _value_from_json(raw),
            AnswerState(doc["state"]),
            unit=doc.get("unit", ""),
            scale=doc.get("scale", ""),
            reason=doc.get("reason", ""),
            comment=doc.get("comment", ""),
            confirmed_unusual=bool(doc.get("confirmed_unusual", False)),
            typed=None if typed is None else Typed(Decimal(typed["number"]), typed["unit"]),
        )


#: Every answer of a form, by item and side. Items that are absent were not asked.
Answers = Mapping[ItemKey, Answer]


def _value_to_json(value: Value) -> Any:
    if isinstance(value, Decimal):
        return {"number": format(value, "f")}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return list(value)
    return value


def _value_from_json(raw: Any) -> Value:
    if isinstance(raw, dict):
        return Decimal(raw["number"]) if "number" in raw else date.fromisoformat(raw["date"])
    if isinstance(raw, list):
        return tuple(str(part) for part in raw)
    return str(raw)
