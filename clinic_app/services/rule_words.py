"""A rule in plain words, for the settings and for the printed content."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from clinic_app.clinical.conditions import AllOf, AnyOf, Condition, Not, Unless
from clinic_app.clinical.rules import Urgency
from clinic_app.i18n import _
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.wording import predicate_words, short_label

_FACT: Final = re.compile(r"[a-z][a-z0-9_]*")


def urgency_words(urgency: Urgency) -> str:
    """How soon, in words."""
    return {
        Urgency.EMERGENCY_NOW: _("Emergency now"),
        Urgency.SAME_DAY: _("Same day"),
        Urgency.URGENT_2WK: _("Within 2 weeks"),
        Urgency.ROUTINE: _("Planned"),
        Urgency.REASSURE: _("Reassuring"),
    }[urgency]


def condition_lines(condition: Condition, knowledge: Knowledge) -> tuple[str, ...]:
    """When a rule fires: one line for each thing that must hold, then what must not, then what switches it off."""
    parts = condition.parts if isinstance(condition, AllOf) else (condition,)
    lines: list[str] = []
    for kind, group in groupby(parts, key=type):
        of_kind = list(group)
        if kind is Not:
            words = _list([part.part for part in of_kind if isinstance(part, Not)], knowledge)
            lines.append(_("None of: {list}").format(list=words))
        elif kind is Unless:
            words = _list([part.part for part in of_kind if isinstance(part, Unless)], knowledge)
            lines.append(_("Unless: {list}").format(list=words))
        elif kind is AnyOf:
            lines += [
                _("At least one of: {list}").format(list=_list(part.parts, knowledge))
                for part in of_kind
                if isinstance(part, AnyOf)
            ]
        else:
            lines += [_words(part, knowledge) for part in of_kind]
    return tuple(lines)


def _list(parts: Sequence[Condition], knowledge: Knowledge) -> str:
    return "; ".join(_words(part, knowledge) for part in parts)


def _words(condition: Condition, knowledge: Knowledge) -> str:
    match condition:
        case AllOf():
            return _(" and ").join(_words(part, knowledge) for part in condition.parts)
        case AnyOf():
            return "(" + _(" or ").join(_words(part, knowledge) for part in condition.parts) + ")"
        case Not() | Unless():
            return _("not {words}").format(words=_words(condition.part, knowledge))
        case _:
            return comparison_words(str(getattr(condition, "text", "")), knowledge)


def comparison_words(text: str, knowledge: Knowledge) -> str:
    """One comparison in words; sums keep their signs, with the names of the findings in them."""
    words = predicate_words(text, knowledge)
    if words != text:
        return words

    def named(match: re.Match[str]) -> str:
        known = match[0] in knowledge.fields or knowledge.fields.of_fact(match[0]) is not None
        return short_label(match[0], knowledge) if known else match[0]

    return _FACT.sub(named, text).replace("abs(", _("size of ("))
