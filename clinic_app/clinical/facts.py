"""Facts as they come in, checked against the registry and brought to one vocabulary.

Missing stays missing: a fact that is absent, or answered with a code that means "not known", has no value.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from clinic_app.clinical.conditions import Known
from clinic_app.clinical.fields import UNKNOWN_CODES, Field, FieldRegistry, FieldType
from clinic_app.clinical.reading import read_toml
from clinic_app.domain.errors import ContentError, UserError

#: What a caller may hand over: a code, a number, yes/no, several codes, or ``None`` for "not asked".
FactValue = str | int | float | Decimal | bool | tuple[str, ...] | list[str] | None

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_AMBIGUOUS = re.compile(r"[+-]?\d{1,3},\d{3}")
_NO_ANSWER = UNKNOWN_CODES | {"not_seen"}
_SIDES = ("_right", "_left")


@dataclass(frozen=True, slots=True)
class Aliases:
    """Other names of fields and values.

    Attributes:
        names: other name to field id.
        prefixes: prefix of a name to the pattern of the field id.
        values: by field id, other word to code.
    """

    names: Mapping[str, str]
    prefixes: tuple[tuple[str, str], ...]
    values: Mapping[str, Mapping[str, str]]


def load_aliases(path: Path) -> Aliases:
    """Read ``aliases.toml``. Raises ``ContentError`` on an unknown key."""
    doc = read_toml(path)
    if unknown := set(doc) - {"prefix", "name", "value"}:
        raise ContentError(path.name, f"unknown key {', '.join(sorted(unknown))}")
    prefixes = tuple((entry["name"], entry["field"]) for entry in doc.get("prefix", ()))
    return Aliases(doc.get("name", {}), prefixes, doc.get("value", {}))


@dataclass(frozen=True, slots=True)
class FactReader:
    """Reads facts under any of their names.

    Attributes:
        registry: every field.
        aliases: other names and words.
        codes: by fact, the codes that decide something in a rule.
    """

    registry: FieldRegistry
    aliases: Aliases
    codes: Mapping[str, frozenset[str]]
    _located: dict[str, tuple[str, Field]] = field(default_factory=dict, repr=False, compare=False)

    def read(self, facts: Mapping[str, FactValue]) -> dict[str, Known]:
        """Every fact with a known value, by its id in the registry.

        Raises ``UserError`` naming the field and what is accepted: an unknown field, a wrong type, a value that
        the field does not allow, a number outside the possible range, or one fact under two names with two values.
        """
        read: dict[str, Known] = {}
        named: dict[str, str] = {}
        for name, value in facts.items():
            fact, field = self.locate(name)
            known = self._value(name, fact, field, value)
            if fact in named and known != read.get(fact):
                raise UserError(f"{name} and {named[fact]} are the same field and differ", name)
            named[fact] = name
            if known is not None:
                read[fact] = known
        return read

    def locate(self, name: str) -> tuple[str, Field]:
        """The fact id and field behind a name or alias. Raises ``UserError`` for an unknown one."""
        if name not in self._located:
            self._located[name] = self._found(name)
        return self._located[name]

    def _found(self, name: str) -> tuple[str, Field]:
        base, side = name, ""
        for ending in _SIDES:
            if name.endswith(ending) and self.registry.of_fact(name) is None and name not in self.registry:
                base, side = name.removesuffix(ending), ending
        fact = self._canonical(base) + side
        found = self.registry.of_fact(fact)
        if found is None and fact in self.registry:
            found = self.registry[fact]
        if found is None:
            raise UserError(f"{name} is not a field; accepted are the field ids of the registry", name)
        return fact, found

    def _canonical(self, name: str) -> str:
        field = self.registry.canonical(self.aliases.names.get(name, name))
        if field != name or field in self.registry:
            return field
        for prefix, pattern in self.aliases.prefixes:
            if name.startswith(prefix):
                return pattern.format(name.removeprefix(prefix))
        return name

    def _value(self, name: str, fact: str, field: Field, value: FactValue) -> Known | None:
        if value is None:
            return None
        if field.type in {FieldType.INT, FieldType.FLOAT}:
            return _number(name, field, value)
        if field.type is FieldType.MULTI:
            return _codes(name, field, value)
        if field.type in {FieldType.TEXT, FieldType.DATE}:
            if not isinstance(value, str):
                raise UserError(f"{name} is a text", name)
            return value
        return self._code(name, fact, field, value)

    def _code(self, name: str, fact: str, field: Field, value: FactValue) -> str | None:
        allowed = self.codes[fact]
        code = _word(field, value)
        code = self.aliases.values.get(field.id, {}).get(code, code)
        if code in _NO_ANSWER:
            return None
        if code not in allowed:
            raise UserError(f"{name} must be one of {_listed(field, allowed)}, not {_shown(value)}", name)
        return code


def allowed_codes(field: Field) -> frozenset[str]:
    """The codes that decide something in a rule; those that mean "not known" are left out."""
    if field.type is FieldType.TRI:
        return frozenset({"yes", "no"})
    return frozenset(field.values) - (_NO_ANSWER if field.type is not FieldType.MULTI else frozenset())


def _word(field: Field, value: FactValue) -> str:
    if isinstance(value, bool):
        return ("yes" if value else "no") if field.type is FieldType.TRI else str(value)
    if isinstance(value, int | float | Decimal) and field.type is FieldType.GRADE:
        return format(Decimal(str(value)).normalize(), "f")
    return value.strip() if isinstance(value, str) else str(value)


def _codes(name: str, field: Field, value: FactValue) -> frozenset[str] | None:
    codes = (value,) if isinstance(value, str) else value
    if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
        raise UserError(f"{name} is a list of {_listed(field, frozenset(field.values))}", name)
    real = frozenset(codes) - UNKNOWN_CODES
    if wrong := sorted(real - frozenset(field.values)):
        raise UserError(
            f"{name} must hold only {_listed(field, frozenset(field.values))}, not {_shown(wrong[0])}", name
        )
    return real or None


def _number(name: str, field: Field, value: FactValue) -> float | None:
    if isinstance(value, str) and value.strip() in _NO_ANSWER:
        return None
    number = _parsed(value)
    if number is None or not math.isfinite(number):
        raise UserError(f"{name} is a number{_in_unit(field)}, not {_shown(value)}", name)
    if field.type is FieldType.INT and field.group != "child" and not number.is_integer():
        raise UserError(f"{name} is a whole number{_in_unit(field)}, not {_shown(value)}", name)
    low, high = field.range.hard_min, field.range.hard_max
    if (low is not None and number < low) or (high is not None and number > high):
        raise UserError(f"{name} must be {_limits(low, high)}{_in_unit(field)}, not {_shown(value)}", name)
    return number


def _parsed(value: FactValue) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        if _NUMBER.fullmatch(text) is None or _AMBIGUOUS.fullmatch(text) is not None:
            return None
        return float(text.replace(",", "."))
    try:
        return float(value) if isinstance(value, int | float | Decimal) else None
    except OverflowError:
        return None


def _limits(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and high is not None:
        return f"from {low} to {high}"
    return f"{low} or more" if low is not None else f"{high} or less"


def _in_unit(field: Field) -> str:
    return f" in {field.unit}" if field.unit else ""


def _listed(field: Field, codes: frozenset[str]) -> str:
    ordered = [code for code in field.values if code in codes]
    rest = sorted(codes - set(ordered), reverse=True)
    return ", ".join(ordered + rest + (["unknown"] if field.type is FieldType.TRI else []))


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text if len(text) <= 40 else text[:40] + '…'}”"
