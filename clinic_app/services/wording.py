"""Findings, rules and predicates in words, for the screen and for paper alike."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from clinic_app.clinical.conditions import Known
from clinic_app.domain.quantities import format_quantity
from clinic_app.domain.sides import BOTH_SIDES
from clinic_app.i18n import _
from clinic_app.services.knowledge import Knowledge

#: What the child is cannot be recorded otherwise.
_GIVEN: Final = "child"
_LONG_LABEL: Final = 40
#: Where a name goes over into its definition; "Any of: ..." is no name without it.
_DEFINITION: Final = re.compile(r" \(| = |(?<=.{9}): ")
_GESTATION: Final = "ga_weeks"
_WEEK: Final = 7
_PLACES: Final = 2
_PREDICATE: Final = re.compile(r"(?P<fact>\w+)\s*(?P<op>has_any|has_none|has|in|==|!=|<=|>=|<|>)\s*(?P<value>.+)")
_OPERATORS: Final = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "!=": "not", "has_none": "none of"}


def predicate_words(text: str, knowledge: Knowledge) -> str:
    """A predicate of a pattern card in words: ``ep_side == symmetric`` is ``Side: both the same``."""
    match = _PREDICATE.fullmatch(text.strip())
    if match is None:
        return text
    fact, operator, value = match["fact"], match["op"], match["value"].strip()
    derived = knowledge.content.derived.get(fact)
    label = derived.label if derived is not None else short_label(fact, knowledge)
    codes = [code.strip() for code in value.strip("[]").split(",")]
    if derived is not None:
        return label if value == "yes" else _("not: {fact}").format(fact=label)
    field = knowledge.fields.of_fact(fact) or knowledge.fields.get(fact)
    field_id = field.id if field is not None else fact
    words = _(" or ").join(_code_or_number(field_id, code, knowledge) for code in codes)
    unit = f" {field.unit}" if field is not None and field.unit and codes[0].replace(".", "").isdigit() else ""
    return f"{label}: {_OPERATORS[operator] + ' ' if operator in _OPERATORS else ''}{words}{unit}"


def _code_or_number(field_id: str, code: str, knowledge: Knowledge) -> str:
    if code in knowledge.fields:  # compared with another value of the record
        return short_label(code, knowledge)
    return code if code.replace(".", "").isdigit() else knowledge.code_words(field_id, code)


def because(inputs: Mapping[str, Known], knowledge: Knowledge) -> tuple[str, ...]:
    """Each finding with its value and unit; both sides of one item on one line, right first."""
    return tuple(f"{head}: {words}" for head, words in finding_pairs(inputs, knowledge))


def finding_pairs(inputs: Mapping[str, Known], knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """As ``because``, name and words apart."""
    lines: dict[str, list[str]] = {}
    for fact, value in sorted(inputs.items(), key=lambda one: _side_rank(one[0])):
        field = knowledge.fields.of_fact(fact)
        side = _side_of(fact, knowledge)
        head = short_label(field.id if field is not None and side else fact, knowledge)
        words = value_words(fact, value, knowledge)
        lines.setdefault(head, []).append(f"{side} {words}" if side else words)
    return tuple((head, ", ".join(values)) for head, values in lines.items())


def would_change(inputs: Mapping[str, Known], knowledge: Knowledge) -> str:
    """What would clear the flag. A finding that is left out never clears it."""
    heads: dict[str, None] = {}
    for fact in inputs:
        field = knowledge.fields.of_fact(fact)
        if field is None or (field.group != _GIVEN and field.who != "derived"):
            heads[short_label(field.id if field is not None else fact, knowledge)] = None
    if not heads:
        return ""
    text = _("Clears only if recorded otherwise: {findings}. Left out, it is not assessable, never clear.")
    return text.format(findings=", ".join(heads))


def short_label(fact: str, knowledge: Knowledge) -> str:
    """The name of a fact without the definition that some names carry after a colon or in brackets."""
    label = knowledge.label(fact)
    if len(label) <= _LONG_LABEL:
        return label
    return _DEFINITION.split(label, maxsplit=1)[0]


def value_words(fact: str, value: Known, knowledge: Knowledge) -> str:
    """One value of a rule's input in words, numbers with their unit."""
    field = knowledge.fields.of_fact(fact)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if fact == _GESTATION:
            return _("{weeks}+{days} weeks").format(weeks=int(value), days=round(value * _WEEK) % _WEEK)
        places = field.decimals if field is not None else _PLACES  # as exact as typed: rounding may cross a limit
        number = Decimal(str(round(value, places)))
        return format_quantity(number, field.unit if field is not None else "")
    codes: Iterable[str] = sorted(value) if isinstance(value, frozenset) else (str(value),)
    return ", ".join(knowledge.code_words(field.id if field is not None else fact, code) for code in codes)


def missing_words(missing: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Names of missing findings, each once."""
    return tuple(dict.fromkeys(short_label(fact, knowledge) for fact in missing))


def source_words(source_id: str) -> str:
    """A source in two or three words: ``NICE NG127``; what is not published says so."""
    plain = {"SEED": _("own wording"), "KNOWLEDGE": _("general knowledge, to be checked")}
    return plain.get(source_id) or source_id.replace("-", " ")


def _side_of(fact: str, knowledge: Knowledge) -> str:
    field = knowledge.fields.of_fact(fact)
    if field is None or not field.sided:
        return ""
    words = {"right": _("right"), "left": _("left")}
    return next((words[side] for side in BOTH_SIDES if fact == f"{field.id}_{side}"), "")


def _side_rank(fact: str) -> bool:
    return fact.endswith("_left")
