"""A flag in words: what raised it, what would change it, where it comes from."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from clinic_app.clinical.assessment import Flag
from clinic_app.clinical.conditions import Known
from clinic_app.clinical.rules import Urgency
from clinic_app.domain.quantities import format_quantity
from clinic_app.domain.record import VisitRecord
from clinic_app.domain.sides import BOTH_SIDES
from clinic_app.i18n import _
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.widgets.flag_card import FlagView
from clinic_app.ui.widgets.level_mark import Level

LEVELS: Final[Mapping[Urgency, Level]] = {
    Urgency.EMERGENCY_NOW: Level.NOW,
    Urgency.SAME_DAY: Level.DAY,
    Urgency.URGENT_2WK: Level.WEEKS,
    Urgency.ROUTINE: Level.PLAN,
    Urgency.REASSURE: Level.PLAN,
}
#: What the child is cannot be recorded otherwise.
_GIVEN: Final = "child"
_LONG_LABEL: Final = 40
#: Where a name goes over into its definition; "Any of: ..." is no name without it.
_DEFINITION: Final = re.compile(r" \(| = |(?<=.{9}): ")
_GESTATION: Final = "ga_weeks"
_WEEK: Final = 7


def flag_view(flag: Flag, record: VisitRecord, knowledge: Knowledge) -> FlagView:
    """What a card shows of a flag."""
    sources = knowledge.content.sources
    rule = flag.rule
    return FlagView(
        id=flag.id,
        level=LEVELS[flag.urgency],
        title=flag.title,
        findings=because(flag.inputs, knowledge),
        would_change=would_change(flag.inputs, knowledge),
        rule=_("Rule {id}, version {version}").format(id=flag.id, version=rule.version),
        sources=tuple(sources[name].cite if name in sources else name for name in rule.source),
        confidence=rule.confidence,
        answer=answer_words(flag.id, record),
    )


def answer_words(rule_id: str, record: VisitRecord) -> str:
    """What was decided about a flag, empty while it is open."""
    answer = record.flag_answers.get(rule_id)
    if answer is not None and answer.dismissed:
        return _("Dismissed: {reason}").format(reason=answer.reason)
    line = next((line for line in record.plan if rule_id in line.flags), None)
    return _("In the plan: {what}").format(what=line.what) if line is not None else ""


def because(inputs: Mapping[str, Known], knowledge: Knowledge) -> tuple[str, ...]:
    """Each finding with its value and unit; both sides of one item on one line, right first."""
    lines: dict[str, list[str]] = {}
    for fact, value in sorted(inputs.items(), key=lambda one: _side_rank(one[0])):
        field = knowledge.fields.of_fact(fact)
        side = _side_of(fact, knowledge)
        head = short_label(field.id if field is not None and side else fact, knowledge)
        words = value_words(fact, value, knowledge)
        lines.setdefault(head, []).append(f"{side} {words}" if side else words)
    return tuple(f"{head}: {', '.join(values)}" for head, values in lines.items())


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
        number = Decimal(str(round(value, 1)))
        return format_quantity(number, field.unit if field is not None else "")
    codes: Iterable[str] = sorted(value) if isinstance(value, frozenset) else (str(value),)
    return ", ".join(knowledge.code_words(field.id if field is not None else fact, code) for code in codes)


def missing_words(missing: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Names of missing findings, each once."""
    return tuple(dict.fromkeys(short_label(fact, knowledge) for fact in missing))


def _side_of(fact: str, knowledge: Knowledge) -> str:
    field = knowledge.fields.of_fact(fact)
    if field is None or not field.sided:
        return ""
    words = {"right": _("right"), "left": _("left")}
    return next((words[side] for side in BOTH_SIDES if fact == f"{field.id}_{side}"), "")


def _side_rank(fact: str) -> bool:
    return fact.endswith("_left")
