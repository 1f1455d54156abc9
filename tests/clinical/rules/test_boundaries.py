"""Every limit in a rule has an example on its quiet side that one step more would turn."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest

from clinic_app.clinical.assessment import RecordView
from clinic_app.clinical.conditions import AllOf, AnyOf, Comparison, Condition, Known, Not, Unless
from clinic_app.clinical.content import load_content
from clinic_app.clinical.fields import Field, FieldType
from clinic_app.clinical.rules import DerivedRule, Rule
from clinic_app.clinical.truth import Truth
from clinic_app.clinical.worksheet import Worksheet

_LIMIT = re.compile(r"([a-z_0-9]+) (==|<=|>=|<|>) (-?\d+(?:\.\d+)?)")
_ORDER = re.compile(r"<|>")
CONTENT = load_content()
Entry = Rule | DerivedRule


def comparisons(condition: Condition, positive: bool = True) -> Iterator[tuple[Comparison, bool]]:
    """Every comparison of a block, and whether it speaks for firing."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from comparisons(part, positive)
    elif isinstance(condition, Not | Unless):
        yield from comparisons(condition.part, not positive)
    elif isinstance(condition, Comparison):
        yield condition, positive


def step_of(field: Field) -> float:
    """The smallest difference that the field can record."""
    return 1.0 if field.type is FieldType.INT else 10.0**-field.decimals


def turned(recorded: dict[str, Known], known: Mapping[str, Known], fact: str, value: float) -> Iterator[RecordView]:
    """The record with another value: worked out anew, and with everything else as it was."""
    yield RecordView(CONTENT, CONTENT.derivations.apply({**recorded, fact: value}))
    yield RecordView(CONTENT, Worksheet({**known, fact: value}, {}))


def is_shown(entry: Entry, leaf: Comparison, positive: bool, examples: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a quiet example stands at the limit, and the next step over it fires."""
    match = _LIMIT.fullmatch(leaf.text)
    assert match is not None
    fact, limit = match[1], float(match[3])
    step = step_of(CONTENT.fields.of_fact(fact) or CONTENT.fields[fact])
    quiet = Truth.FALSE if positive else Truth.TRUE
    for facts in examples:
        recorded = CONTENT.reader.read(facts)
        view = RecordView(CONTENT, CONTENT.derivations.apply(recorded))
        value = view.known.get(fact)
        if not isinstance(value, float) or abs(value - limit) > max(step, abs(limit) * 0.02) + 1e-9:
            continue
        if leaf.test(view) is not quiet or entry.condition.test(view) is not Truth.FALSE:
            continue
        for other in (limit - step, limit, limit + step):
            if any(entry.condition.test(one) is Truth.TRUE for one in turned(recorded, view.known, fact, other)):
                return True
    return False


ENTRIES: list[Entry] = [*CONTENT.rules.values(), *CONTENT.derived.values()]
LIMITS = [
    (entry, leaf, positive)
    for entry in ENTRIES
    for leaf, positive in comparisons(entry.condition)
    if _LIMIT.fullmatch(leaf.text)
]
#: Limits that nothing crosses: an age is never below 0, a duration that is known at all switches RF-S20 off, and the
#: reference of EX34 ends at 28 weeks, which is 6.44 months.
NEVER_CROSSED = {
    ("d_reassurance_minimum", "age_days >= 0"),
    ("RF-S20", "as_limpness_duration_days <= 14"),
    ("RF-S20", "as_limpness_duration_days > 14"),
    ("EX34", "corrected_age_months <= 6.5"),
}


def own_examples(entry: Entry) -> list[Mapping[str, Any]]:
    """The examples of an entry; a derived fact without any is shown by the rules and cards that read it."""
    if entry.examples:
        return [example.facts for example in entry.examples]
    found = [example.facts for rule in CONTENT.rules.values() for example in rule.examples]
    return found + [example.facts for card in CONTENT.patterns.values() for example in card.examples]


def test_there_are_limits_to_look_at() -> None:
    assert len(LIMITS) > 170


@pytest.mark.parametrize(
    ("entry", "leaf", "positive"),
    [limit for limit in LIMITS if (limit[0].id, limit[1].text) not in NEVER_CROSSED],
    ids=lambda part: getattr(part, "id", getattr(part, "text", str(part))),
)
def test_a_limit_is_shown_on_its_quiet_side(entry: Entry, leaf: Comparison, positive: bool) -> None:
    assert is_shown(entry, leaf, positive, own_examples(entry))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_a_comparison_of_two_values_has_an_example_on_each_side(entry: Entry) -> None:
    for leaf, _positive in comparisons(entry.condition):
        if _ORDER.search(leaf.text) and not _LIMIT.fullmatch(leaf.text):
            views = (
                RecordView(CONTENT, CONTENT.derivations.apply(CONTENT.reader.read(facts)))
                for facts in own_examples(entry)
            )
            assert {Truth.TRUE, Truth.FALSE} <= {leaf.test(view) for view in views}, leaf.text
