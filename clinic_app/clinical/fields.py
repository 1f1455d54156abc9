"""The one registry of facts: every field that a form records, a rule reads or a document prints.

Fields live in ``resources/clinical/fields/*.toml``. A field is named once; the other drafts' names are aliases.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from clinic_app.clinical.reading import each, read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.domain.units import OtherUnit

#: Codes that mean "asked, and not known": they decide nothing in any rule.
UNKNOWN_CODES = frozenset({"unknown", "not_done", "not_assessed", "not_tried", "not_tested", "unclear"})


class FieldType(StrEnum):
    """How a value is entered and compared."""

    TRI = "tri"  # yes, no, unknown
    ENUM = "enum"  # exactly one of values
    MULTI = "multi"  # any number of values
    GRADE = "grade"  # one of values, which are numbers on a named scale
    INT = "int"
    FLOAT = "float"
    TEXT = "text"
    DATE = "date"


_USUAL = "Usual"


@dataclass(frozen=True, slots=True)
class Range:
    """Limits of a number. Outside hard: refused. Outside soft: asked again, kept with a mark.

    ``soft_name`` says what the soft limits are, before their numbers.
    """

    hard_min: Decimal | None = None
    hard_max: Decimal | None = None
    soft_min: Decimal | None = None
    soft_max: Decimal | None = None
    soft_message: str = ""
    soft_name: str = _USUAL


@dataclass(frozen=True, slots=True)
class Field:
    """One fact.

    Attributes:
        id: stable id, e.g. ``ex_refl_moro``; a sided field's facts are ``<id>_right`` and ``<id>_left``.
        type: how it is entered and compared.
        label: what a person reads.
        group: ``child``, ``history``, ``episode``, ``associated``, ``exam``, ``development``, ``lab``, ``measure``.
        who: who records it: ``nurse``, ``doctor``, ``both`` or ``derived`` (computed, never typed).
        unit: UCUM-like unit shown beside the number, empty for codes.
        sided: recorded once for each of the child's sides.
        values: allowed codes in the order they are offered.
        labels: words for the codes, where the code itself is not the word.
        decimals: digits kept after the point.
        range: limits of a number.
        scale: id of the grading scale for ``grade`` fields.
        core: asked first at intake.
        aliases: names of the same fact in other drafts.
        other_units: units besides ``unit`` in which a number may be typed.
        source, confidence: where the field's limits or wording come from.
    """

    id: str
    type: FieldType
    label: str
    group: str
    who: str = "both"
    unit: str = ""
    sided: bool = False
    values: tuple[str, ...] = ()
    labels: Mapping[str, str] | None = None
    decimals: int = 0
    range: Range = Range()
    scale: str = ""
    core: bool = False
    aliases: tuple[str, ...] = ()
    other_units: tuple[OtherUnit, ...] = ()
    source: str = ""
    confidence: str = ""

    def other_unit(self, unit: str) -> OtherUnit | None:
        """The other unit of this name, ``None`` for the unit of the field and for strange ones."""
        return next((one for one in self.other_units if one.unit == unit), None)

    def word(self, code: str) -> str:
        """What a person reads for one code."""
        return (self.labels or {}).get(code, code.replace("_", " "))

    @property
    def facts(self) -> tuple[str, ...]:
        """The flat ids under which this field's values reach the rules."""
        return (f"{self.id}_right", f"{self.id}_left") if self.sided else (self.id,)


_KEYS = frozenset(Field.__dataclass_fields__) - {"range"} | {
    "hard_min", "hard_max", "soft_min", "soft_max", "soft_message", "soft_name",
}  # fmt: skip


class FieldRegistry:
    """Every field by id, by fact and by alias."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._by_id: dict[str, Field] = {}
        self._by_fact: dict[str, Field] = {}
        self._alias: dict[str, str] = {}
        for field in fields:
            self._add(field)

    def _add(self, field: Field) -> None:
        if field.id in self._by_id:
            raise ContentError(field.id, "this field is defined twice")
        for name in {field.id, *field.facts}:
            if name in self._by_fact:
                raise ContentError(field.id, f"{name} is a fact of {self._by_fact[name].id} already")
            if name in self._alias:
                raise ContentError(field.id, f"{name} is another name of {self._alias[name]}")
        self._by_id[field.id] = field
        for fact in field.facts:
            self._by_fact[fact] = field
        for alias in field.aliases:
            if alias in self._alias or alias in self._by_id:
                raise ContentError(field.id, f"the alias {alias} belongs to {self.canonical(alias)} already")
            self._alias[alias] = field.id

    def __contains__(self, field_id: object) -> bool:
        return field_id in self._by_id

    def __iter__(self) -> Iterator[Field]:
        return iter(self._by_id.values())

    def __getitem__(self, field_id: str) -> Field:
        try:
            return self._by_id[field_id]
        except KeyError:
            raise ContentError(field_id, "no such field") from None

    def get(self, field_id: str) -> Field | None:
        """The field, or ``None`` where there is none of this id."""
        return self._by_id.get(field_id)

    def of_fact(self, fact: str) -> Field | None:
        """The field behind a flat fact id such as ``ex_refl_moro_right``, or ``None``."""
        return self._by_fact.get(fact)

    def canonical(self, name: str) -> str:
        """The field id for a name or alias; an unknown name comes back as it is."""
        return self._alias.get(name, name)


def load_fields(*folders: Path, also: Iterable[Field] = ()) -> FieldRegistry:
    """Read every ``[[field]]`` of every ``*.toml`` in the folders; an instrument may bring fields of its own.

    ``also`` are fields that come from elsewhere, such as the milestone checklist or a clinic's own forms.

    Raises:
        ContentError: the file and entry at fault.
    """
    read = each(fields_in, (path for folder in folders for path in sorted(folder.glob("*.toml"))))
    return FieldRegistry(itertools.chain(*read, also))


def fields_in(path: Path) -> tuple[Field, ...]:
    """Every ``[[field]]`` of one file. Raises ``ContentError`` on whatever any of them gets wrong."""
    return each(lambda entry: _field(f"{path.name} {entry.get('id', '?')}", entry), read_toml(path).get("field", ()))


def _field(where: str, entry: Mapping[str, Any]) -> Field:
    if unknown := set(entry) - _KEYS:
        raise ContentError(where, f"unknown key {', '.join(sorted(unknown))}")
    try:
        limits = {
            key: Decimal(str(entry[key])) for key in ("hard_min", "hard_max", "soft_min", "soft_max") if key in entry
        }
        apart = {*limits, "soft_message", "soft_name"}
        rest = {key: value for key, value in entry.items() if key not in apart}
        soft = Range(**limits, soft_message=entry.get("soft_message", ""), soft_name=entry.get("soft_name", _USUAL))
        field = Field(
            **(rest | {
                "type": FieldType(entry["type"]),
                "values": tuple(entry.get("values", ())),
                "aliases": tuple(entry.get("aliases", ())),
                "other_units": tuple(_other_unit(one) for one in entry.get("other_units", ())),
                "range": soft,
            })
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as problem:
        raise ContentError(where, f"missing or wrong: {problem}") from problem
    if field.type in {FieldType.ENUM, FieldType.MULTI, FieldType.GRADE} and not field.values:
        raise ContentError(where, "an enum, multi or grade field needs values")
    return field


def _other_unit(entry: Mapping[str, Any]) -> OtherUnit:
    """One factor. Raises ``TypeError`` on a strange or missing key, ``ValueError`` on a factor that is not positive."""
    times, over = Decimal(str(entry["times"])), Decimal(str(entry["over"]))
    if times <= 0 or over <= 0:
        raise ValueError(f"a factor of {times} over {over}")
    return OtherUnit(**(dict(entry) | {"times": times, "over": over}))
