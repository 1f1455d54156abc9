"""Laboratory values beside the limits for a child's age. Without a limit nothing is said, and never "normal"."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Final

from clinic_app.clinical.fields import Field, FieldRegistry
from clinic_app.clinical.nutrition.rows import Row, number_in, read_rows, whole_in, word_in
from clinic_app.domain.answers import Answer
from clinic_app.domain.errors import ContentError
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Sex

FILE: Final = "lab_limits.csv"
#: Version of the table: a decision of a clinic says which one it was made beside.
VERSION: Final = "1"
_COLUMNS: Final = (
    "analyte", "from_days", "to_days", "gestation", "sex", "low", "high", "unit", "low_other", "high_other",
    "other_unit", "by", "what", "hint", "source", "confidence",
)  # fmt: skip
ANY: Final = "any"
_TERM, _PRETERM = "term", "preterm"
_GESTATIONS: Final = frozenset({ANY, _TERM, _PRETERM})
_SEXES: Final = frozenset({ANY, str(Sex.FEMALE), str(Sex.MALE)})
#: How far the two printed figures of one limit may lie apart: they were rounded by whoever printed them.
_ROUNDING: Final = Fraction(4, 100)
_TERM_WEEKS: Final = 37


class Position(StrEnum):
    """Where a value lies beside one limit."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    NO_LIMIT = "no_limit"  # the row names no figure, only what to do


@dataclass(frozen=True, slots=True)
class Person:
    """What of a child decides which limits apply: age in days since birth, term or preterm, sex."""

    age_days: int
    gestation: Gestation | None
    sex: Sex


@dataclass(frozen=True, slots=True)
class LabLimit:
    """One limit of one analyte in one band of age.

    Attributes:
        analyte: id of the field.
        from_days, to_days: days since birth, both included.
        gestation: ``any``, ``term`` (37 weeks or more) or ``preterm``.
        sex: ``any``, ``female`` or ``male``.
        low, high: in ``unit``; a value that equals one of them is within.
        low_other, high_other: the same limits as printed in ``other_unit``, where they are.
        by: who says so, where bodies differ; ``own`` is true for a limit of the clinic's own.
        what: what the limit means: a reference range, a definition, a target.
    """

    analyte: str
    from_days: int
    to_days: int
    gestation: str
    sex: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    low_other: Decimal | None = None
    high_other: Decimal | None = None
    other_unit: str = ""
    by: str = ""
    what: str = ""
    hint: str = ""
    source: str = ""
    confidence: str = ""
    own: bool = False

    def fits(self, person: Person) -> bool:
        """Whether it speaks of this child. Unknown gestation or sex leaves the rows of either standing."""
        gestation = _gestation_of(person.gestation)
        sex = str(person.sex) if person.sex in (Sex.FEMALE, Sex.MALE) else ""
        return (
            self.from_days <= person.age_days <= self.to_days
            and (self.gestation == ANY or not gestation or self.gestation == gestation)
            and (self.sex == ANY or not sex or self.sex == sex)
        )


@dataclass(frozen=True, slots=True)
class LabReading:
    """A value beside one limit. ``low`` and ``high`` are the figures compared with, in ``unit``, the unit typed."""

    limit: LabLimit
    position: Position
    low: Decimal | None
    high: Decimal | None
    unit: str


def readings(field: Field, answer: Answer, person: Person, limits: Iterable[LabLimit]) -> tuple[LabReading, ...]:
    """A recorded number beside every limit for this child, the clinic's own first; empty where there is none.

    The number is compared as it was typed: with the figure printed for that unit where there is one, else with the
    exactly converted limit. Rounding for display therefore never moves a value across a limit.
    """
    if not isinstance(answer.value, Decimal):
        return ()
    fitting = [limit for limit in limits if limit.analyte == field.id and limit.fits(person)]
    return tuple(_reading(field, answer, limit) for limit in sorted(fitting, key=lambda one: not one.own))


def _reading(field: Field, answer: Answer, limit: LabLimit) -> LabReading:
    number, unit = answer.value, field.unit
    if answer.typed is not None:
        number, unit = answer.typed.number, answer.typed.unit
    if not isinstance(number, Decimal):
        raise TypeError("a laboratory value is a number")
    low, high = _figures(field, limit, unit)
    return LabReading(limit, _position(number, low, high), _shown(low), _shown(high), unit)


def _position(number: Decimal, low: Fraction | None, high: Fraction | None) -> Position:
    if low is None and high is None:
        return Position.NO_LIMIT
    if low is not None and number < low:
        return Position.BELOW
    if high is not None and number > high:
        return Position.ABOVE
    return Position.WITHIN


def _figures(field: Field, limit: LabLimit, unit: str) -> tuple[Fraction | None, Fraction | None]:
    """The two limits in a unit: as printed where they are, else converted."""
    if unit == limit.unit:
        return _exact(limit.low), _exact(limit.high)
    if unit == limit.other_unit:
        return _exact(limit.low_other), _exact(limit.high_other)
    low, high = (in_unit(field, one, limit.unit, unit) for one in (limit.low, limit.high))
    return low, high


def in_unit(field: Field, number: Decimal | None, unit: str, wanted: str) -> Fraction | None:
    """A number of one unit of a field in another one of it, exact; ``None`` stays ``None``.

    Raises ``ContentError`` for a unit that the field does not have.
    """
    if number is None:
        return None
    known = {field.unit, *(one.unit for one in field.other_units)}
    if strange := {unit, wanted} - known:
        raise ContentError(field.id, f"{', '.join(sorted(strange))} is not a unit of it")
    source, target = field.other_unit(unit), field.other_unit(wanted)
    kept = Fraction(number) if source is None else source.kept(number)
    return kept if target is None else target.turned_back(kept)


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _shown(number: Fraction | None) -> Decimal | None:
    """A limit for people: exact where it was printed, three significant digits where it was converted."""
    if number is None:
        return None
    plain = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(plain) == number:
        return plain
    return plain.quantize(Decimal(1).scaleb(plain.adjusted() - 2))


def _gestation_of(gestation: Gestation | None) -> str:
    if gestation is None:
        return ""
    return _TERM if gestation.weeks >= _TERM_WEEKS else _PRETERM


def load_lab_limits(path: Path, fields: FieldRegistry, sources: Collection[str]) -> tuple[LabLimit, ...]:
    """Read the table.

    Raises:
        ContentError: a wrong cell, a field or unit that is not there, figures of two units that do not agree, an
            empty band, or two rows of one body for the same children.
    """
    rows = read_rows(path, _COLUMNS, lambda row: _limit(row, fields, sources))
    for one, other in combinations(rows, 2):
        if overlap(one, other):
            raise ContentError(path.name, f"two rows of {one.analyte} from day {other.from_days} on overlap")
    return rows


def overlap(one: LabLimit, other: LabLimit) -> bool:
    """Whether two limits of one analyte and one body speak of the same children."""
    return (
        (one.analyte, one.by) == (other.analyte, other.by)
        and one.from_days <= other.to_days
        and other.from_days <= one.to_days
        and (one.gestation == other.gestation or ANY in (one.gestation, other.gestation))
        and (one.sex == other.sex or ANY in (one.sex, other.sex))
    )


def _limit(row: Row, fields: FieldRegistry, sources: Collection[str]) -> LabLimit:
    analyte = word_in(row, "analyte", frozenset(field.id for field in fields if field.group == "lab"))
    limit = LabLimit(
        analyte=analyte,
        from_days=whole_in(row, "from_days"),
        to_days=whole_in(row, "to_days"),
        gestation=word_in(row, "gestation", _GESTATIONS),
        sex=word_in(row, "sex", _SEXES),
        low=number_in(row, "low"),
        high=number_in(row, "high"),
        unit=word_in(row, "unit", frozenset({fields[analyte].unit})),
        low_other=number_in(row, "low_other"),
        high_other=number_in(row, "high_other"),
        other_unit=row["other_unit"],
        by=row["by"],
        what=word_in(row, "what"),
        hint=row["hint"],
        source=word_in(row, "source", frozenset(sources)),
        confidence=word_in(row, "confidence"),
    )
    _check(limit, fields[analyte])
    return limit


def _check(limit: LabLimit, field: Field) -> None:
    if limit.from_days > limit.to_days:
        raise ValueError("the band of age is empty")
    if limit.low is not None and limit.high is not None and limit.low >= limit.high:
        raise ValueError("low must be less than high")
    if limit.low is None and limit.high is None and not limit.hint:
        raise ValueError("a row without a figure must say what to do")
    if not limit.other_unit:
        if limit.low_other is not None or limit.high_other is not None:
            raise ValueError("other_unit is missing")
        return
    other = field.other_unit(limit.other_unit)
    if other is None:
        raise ValueError(f"{limit.other_unit} is not a unit of {field.id}")
    for number, printed in ((limit.low, limit.low_other), (limit.high, limit.high_other)):
        if (number is None) != (printed is None):
            raise ValueError(f"a limit is given in one of {field.unit} and {limit.other_unit} only")
        if number is not None and printed is not None and abs(other.kept(printed) / Fraction(number) - 1) > _ROUNDING:
            raise ValueError(f"{number} {field.unit} and {printed} {limit.other_unit} do not agree")
