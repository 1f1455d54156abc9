"""The shipped content as one clinic uses it: rules switched off, and limits changed that rest on knowledge alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from clinic_app.clinical.conditions import AllOf, AnyOf, Comparison, Condition, Not, Unless
from clinic_app.clinical.content import ClinicalContent, vocabulary
from clinic_app.clinical.predicates import Vocabulary, parse
from clinic_app.clinical.rules import Rule
from clinic_app.domain.errors import UserError
from clinic_app.domain.local_rules import LocalRule, RuleState, newest

#: How the confidence of a rule begins whose limits a clinic may change: no source gives them.
KNOWLEDGE = "knowledge"
_LIMIT = re.compile(r"([a-z_0-9]+) (<=|>=|<|>) (-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Limit:
    """One number in a rule. ``text`` is the whole comparison as it ships."""

    text: str
    fact: str
    operator: str
    number: str


def limits_of(rule: Rule) -> tuple[Limit, ...]:
    """The limits of a rule that a clinic may change: none unless the rule rests on knowledge."""
    if not rule.confidence.startswith(KNOWLEDGE):
        return ()
    matches = (_LIMIT.fullmatch(leaf.text) for leaf in _leaves(rule.condition))
    found = (Limit(match[0], match[1], match[2], match[3]) for match in matches if match is not None)
    return tuple(dict.fromkeys(found))


def changed_limit(content: ClinicalContent, limit: Limit, number: str) -> str:
    """The comparison with another number.

    Raises:
        UserError: not a number, outside what the field can hold, or the number that ships.
    """
    typed = number.strip().replace(",", ".")
    if not re.fullmatch(r"-?\d{1,6}(\.\d{1,3})?", typed):
        raise UserError("Type a number, such as 14 or 2.5.", "limit")
    if float(typed) == float(limit.number):
        raise UserError(f"{limit.number} is what ships. To go back to it, restore the shipped rule.", "limit")
    field = content.fields.of_fact(limit.fact) or content.fields[limit.fact]
    low, high = field.range.hard_min, field.range.hard_max
    if (low is not None and float(typed) < low) or (high is not None and float(typed) > high):
        raise UserError(f"{field.label} is never {typed}.", "limit")
    return f"{limit.fact} {limit.operator} {typed}"


def holds(rule: Rule, decision: LocalRule) -> bool:
    """Whether a decision still holds: it was made about this version of the rule, and its limits are in it.

    After an update that changes the rule the shipped rule stands until somebody decides again.
    """
    texts = {limit.text for limit in limits_of(rule)}
    return decision.rule_version == rule.version and decision.limits.keys() <= texts


def localised(content: ClinicalContent, decisions: Iterable[LocalRule]) -> ClinicalContent:
    """The content with a clinic's decisions; ``content`` is the shipped one and stays as it is."""
    held = {
        rule_id: one
        for rule_id, one in newest(decisions).items()
        if one.state is not RuleState.SHIPPED and rule_id in content.rules and holds(content.rules[rule_id], one)
    }
    if not held:
        return content
    words = vocabulary(content.fields, content.derivations.child_codes(), frozenset(content.derived))
    rules = {
        rule.id: _changed(rule, held[rule.id], words) if rule.id in held and held[rule.id].limits else rule
        for rule in content.rules.values()
    }
    return replace(content, rules=rules, local=held)


def _changed(rule: Rule, decision: LocalRule, words: Vocabulary) -> Rule:
    parsed = {text: parse(local, words, rule.id) for text, local in decision.limits.items()}
    return replace(
        rule,
        condition=_with(rule.condition, parsed),
        version=f"{rule.version}, changed by this clinic ({decision.version})",
        title=f"{rule.title} (limit changed by this clinic)",
    )


def _with(condition: Condition, local: Mapping[str, Condition]) -> Condition:
    """The condition with other comparisons in the places of the shipped ones."""
    match condition:
        case Comparison():
            return local.get(condition.text, condition)
        case AllOf():
            return AllOf(tuple(_with(part, local) for part in condition.parts))
        case AnyOf():
            return AnyOf(tuple(_with(part, local) for part in condition.parts))
        case Not():
            return Not(_with(condition.part, local))
        case Unless():
            return Unless(_with(condition.part, local))
        case _:
            return condition


def _leaves(condition: Condition) -> Iterable[Comparison]:
    match condition:
        case Comparison():
            yield condition
        case AllOf() | AnyOf():
            for part in condition.parts:
                yield from _leaves(part)
        case Not() | Unless():
            yield from _leaves(condition.part)
