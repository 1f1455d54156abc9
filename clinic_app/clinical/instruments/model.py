"""A form: sections of items, each item one field of the registry."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from clinic_app.clinical.fields import Field, FieldType
from clinic_app.clinical.instruments.expected import NOTHING_EXPECTED, AgeBand
from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.domain.sides import BOTH_SIDES, Side

#: Codes that say "not examined"; on a form that is a state of its own (N), not a cell.
NOT_EXAMINED_CODES = frozenset({"not_tested", "not_done", "not_assessed"})


class ItemKind(StrEnum):
    """Which control records an item."""

    CHOICE = "choice"  # one code, in cells
    TRI = "tri"  # yes, no, unknown
    MULTI = "multi"  # any number of codes
    NUMBER = "number"  # a number with its unit
    TEXT = "text"
    DATE = "date"


class Finding(StrEnum):
    """How a recorded answer reads. Not examined is a state of the answer, never one of these."""

    NORMAL = "normal"
    EQUIVOCAL = "equivocal"
    ABNORMAL = "abnormal"


@dataclass(frozen=True, slots=True)
class Option:
    """One cell: the code that is stored, the short word in the cell, and how it reads at any age, where it does."""

    code: str
    short: str
    word: str
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only when another answer of the same form has this code."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question or one finding.

    Attributes:
        field: what is stored, with type, unit, limits and scale.
        label: what a person reads in the item column.
        how: how to elicit or measure it, for the line of the focused item.
        options: the cells, in the order of their keys; empty for numbers, text and dates.
        age_from, age_to: corrected months at which the item is offered, half-open.
        expected: what is expected for age.
        needed: asked of every child; the form names it while it is not answered. Nothing is locked by it.
        asked_if: only then is the item shown.
        lines: how many lines a text is written on.
    """

    field: Field
    label: str
    how: str = ""
    options: tuple[Option, ...] = ()
    age_from: Decimal | None = None
    age_to: Decimal | None = None
    expected: AgeBand = NOTHING_EXPECTED
    needed: bool = False
    asked_if: Condition | None = None
    lines: int = 3

    @property
    def kind(self) -> ItemKind:
        """Which control records it."""
        return _KINDS[self.field.type]

    @property
    def keys(self) -> tuple[ItemKey, ...]:
        """Where its answers are kept: right before left, or one without a side."""
        sides = BOTH_SIDES if self.field.sided else (Side.NONE,)
        return tuple(ItemKey(self.field.id, side) for side in sides)

    def option(self, code: str) -> Option | None:
        """The cell of a code, ``None`` when the form does not offer it."""
        return next((option for option in self.options if option.code == code), None)

    def offered(self, months: float | None) -> bool:
        """Whether the item suits the age; without an age everything is offered."""
        if months is None:
            return True
        age = Decimal(str(months))
        return (self.age_from is None or age >= self.age_from) and (self.age_to is None or age < self.age_to)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its items."""

    id: str
    title: str
    items: tuple[Item, ...]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """Golden: at this age, these recorded codes or numbers by fact id read as these findings and make these results.

    A result gives ``scored`` and ``of``, and ``value`` only where there is one.
    """

    name: str
    corrected_months: float
    answers: Mapping[str, str]
    findings: Mapping[str, str]
    results: Mapping[str, Mapping[str, float]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ResultRule:
    """Something a form works out: ``kind`` is ``sum`` or ``difference``, ``of`` are fields of the form."""

    id: str
    label: str
    kind: str
    of: tuple[str, ...]
    note: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One form in one version. ``content_hash`` (SHA-256 of the canonical content) is stored beside the answers."""

    id: str
    version: str
    title: str
    sections: tuple[Section, ...]
    source: tuple[str, ...]
    confidence: str
    content_hash: str
    examples: tuple[Example, ...] = ()
    results: tuple[ResultRule, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order of the form."""
        return tuple(item for section in self.sections for item in section.items)

    def item(self, field_id: str) -> Item:
        """The item of a field. Raises ``KeyError`` when the form has none."""
        return next((item for item in self.items if item.field.id == field_id), None) or _no_item(field_id)

    def has(self, field_id: str) -> bool:
        """Whether the form records a field."""
        return any(item.field.id == field_id for item in self.items)

    def offered(self, months: float | None, answers: Answers) -> tuple[Section, ...]:
        """Sections and items for this age, for every age where it is ``None``; what holds an answer is always kept.

        An item that hangs on another answer is shown when that answer is given.
        """
        held = {key.field for key in answers}
        sections = (
            Section(
                section.id,
                section.title,
                tuple(item for item in section.items if _shown(item, months, held, answers)),
                section.hint,
            )
            for section in self.sections
        )
        return tuple(section for section in sections if section.items)


def _shown(item: Item, months: float | None, held: Collection[str], answers: Answers) -> bool:
    if item.field.id in held:
        return True
    if item.asked_if is not None:
        asked = answers.get(ItemKey(item.asked_if.field))
        if asked is None or asked.value != item.asked_if.value:
            return False
    return item.offered(months)


def _no_item(field_id: str) -> Item:
    raise KeyError(field_id)


_KINDS = {
    FieldType.TRI: ItemKind.TRI,
    FieldType.ENUM: ItemKind.CHOICE,
    FieldType.GRADE: ItemKind.CHOICE,
    FieldType.MULTI: ItemKind.MULTI,
    FieldType.INT: ItemKind.NUMBER,
    FieldType.FLOAT: ItemKind.NUMBER,
    FieldType.TEXT: ItemKind.TEXT,
    FieldType.DATE: ItemKind.DATE,
}
