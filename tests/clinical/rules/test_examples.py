"""The golden examples that stand beside every rule and card in the content files."""

import pytest

from clinic_app.clinical.assessment import Assessment, assess
from clinic_app.clinical.content import ClinicalContent, load_content
from clinic_app.clinical.rules import Example, Pattern, PatternExample, Rule


def _answer(assessment: Assessment, rule_id: str) -> str:
    if any(flag.id == rule_id for flag in assessment.flags):
        return "yes"
    return "unknown" if any(found.id == rule_id for found in assessment.not_assessable) else "no"


@pytest.mark.parametrize("rule", load_content().rules.values(), ids=lambda rule: rule.id)
def test_a_rule_answers_its_examples(content: ClinicalContent, rule: Rule) -> None:
    def wrong(example: Example) -> bool:
        return _answer(assess(content, example.facts), rule.id) != example.fires

    assert [example for example in rule.examples if wrong(example)] == []


@pytest.mark.parametrize("rule", load_content().rules.values(), ids=lambda rule: rule.id)
def test_a_rule_shows_firing_quiet_and_undecided(rule: Rule) -> None:
    assert {example.fires for example in rule.examples} == {"yes", "no", "unknown"}


@pytest.mark.parametrize("rule", load_content().rules.values(), ids=lambda rule: rule.id)
def test_what_fires_names_recorded_inputs_and_what_does_not_names_what_is_missing(
    content: ClinicalContent, rule: Rule
) -> None:
    for example in rule.examples:
        assessment = assess(content, example.facts)
        for flag in assessment.flags:
            assert flag.inputs
            assert set(flag.inputs) <= set(example.facts)
        for found in assessment.not_assessable:
            assert found.missing, f"{found.id} on {dict(example.facts)}"


@pytest.mark.parametrize("card", load_content().patterns.values(), ids=lambda card: card.id)
def test_a_card_answers_its_examples(content: ClinicalContent, card: Pattern) -> None:
    def state(example: PatternExample) -> str:
        return next(found.state for found in assess(content, example.facts).patterns if found.id == card.id)

    assert [example for example in card.examples if state(example) != example.state] == []
    assert {example.state for example in card.examples} >= {"considered", "possible", "hidden"}
