"""What must hold on every record."""

import importlib.util
import random
from pathlib import Path
from typing import Any

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from clinic_app.clinical.assessment import Assessment, PatternState, assess, derive
from clinic_app.clinical.content import load_content
from clinic_app.clinical.hine_facts import WHOLE
from clinic_app.clinical.rules import Urgency
from clinic_app.domain.errors import UserError


def _sibling(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(f"rules_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


naive = _sibling("naive")
strategies = _sibling("strategies")
CONTENT = load_content()
BLOCKS = {
    **naive.entries("rules.toml", "rule"),
    **naive.entries("exam_rules.toml", "rule"),
    **naive.entries("patterns.toml", "pattern"),
}
LOGIC = {"yes": True, "no": False, "unknown": None}


@settings(max_examples=150, deadline=None)
@given(strategies.records())
def test_a_second_evaluator_agrees(facts: dict[str, Any]) -> None:
    known = dict(derive(CONTENT, facts))
    other = naive.Naive(known)
    assessment = assess(CONTENT, facts)
    fires = {flag.id for flag in assessment.flags}
    undecided = {found.id for found in assessment.not_assessable}
    for rule_id in CONTENT.rules:
        expected = other.block(BLOCKS[rule_id])
        assert (rule_id in fires, rule_id in undecided) == (expected is True, expected is None), rule_id
    for found in assessment.patterns:
        block = other.block(BLOCKS[found.id])
        unsafe = any(other.predicate(text) is True for text in BLOCKS[found.id]["unsafe_if"])
        state = "hidden" if block is False else "not_safe" if unsafe else "considered" if block else "possible"
        assert found.state == state


@settings(max_examples=500, deadline=None)
@given(strategies.near_records() | strategies.records(), st.data())
def test_taking_back_a_negative_or_missing_answer_is_never_milder(facts: dict[str, Any], data: st.DataObject) -> None:
    """Over every field, alone and together; only a recorded abnormal finding may make the outcome milder."""
    whole = _assessed(facts)
    negative = [
        fact
        for fact, value in facts.items()
        if strategies.is_negative(fact, value) and not strategies.is_half_of_a_difference(facts, fact)
    ]
    if not negative:
        return
    taken = data.draw(st.lists(st.sampled_from(negative), min_size=1, max_size=4, unique=True) | st.just(negative))
    less = _assessed({fact: value for fact, value in facts.items() if fact not in taken})
    unsaid = _assessed(facts | dict.fromkeys(taken))
    assert less.urgency >= whole.urgency, taken
    assert whole.reassurance.allowed or not less.reassurance.allowed, taken
    assert (unsaid.urgency, unsaid.reassurance) == (less.urgency, less.reassurance), "unknown is as good as missing"


def _assessed(facts: dict[str, Any]) -> Assessment:
    """The assessment, where the record can be at all; two answers that cannot go together are no example."""
    try:
        return assess(CONTENT, facts)
    except UserError:
        reject()


@settings(max_examples=200, deadline=None)
@given(strategies.records(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(facts: dict[str, Any], rng: random.Random) -> None:
    mixed = list(facts.items())
    rng.shuffle(mixed)
    one, two = assess(CONTENT, facts), assess(CONTENT, dict(mixed))
    assert one.urgency is two.urgency
    assert [flag.id for flag in one.flags] == [flag.id for flag in two.flags]
    assert [(found.id, set(found.missing)) for found in one.not_assessable] == [
        (found.id, set(found.missing)) for found in two.not_assessable
    ]
    assert [found.state for found in one.patterns] == [found.state for found in two.patterns]


@settings(max_examples=150, deadline=None)
@given(strategies.records())
def test_an_assessment_holds_together(facts: dict[str, Any]) -> None:
    assessment = assess(CONTENT, facts)
    assert assessment.urgency >= max((flag.urgency for flag in assessment.flags), default=Urgency.REASSURE)
    if assessment.urgency is Urgency.REASSURE:
        assert assessment.reassurance.allowed
        assert not assessment.flags
        assert assessment.reassurance.missing == ()
    for flag in assessment.flags:
        assert flag.inputs
        assert set(flag.inputs) <= set(facts) | WHOLE  # a HINE speaks as a whole: 47 scores would hide what is said
    recorded = {fact for fact, value in derive(CONTENT, facts).items() if value and fact in facts}
    for found in assessment.not_assessable:
        single_choice = [name for name in found.missing if name in recorded]
        assert all(isinstance(derive(CONTENT, facts)[name], frozenset) for name in single_choice)
    for card in assessment.patterns:
        assert (card.state is PatternState.NOT_SAFE) == bool(card.unsafe)
