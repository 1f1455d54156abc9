"""The assessment of flat facts as JSON, for other programs and for the command line. Never localised."""

import json
from collections.abc import Mapping
from typing import Any

from clinic_app.clinical.assessment import Assessment, Flag, PatternFinding, assess
from clinic_app.clinical.conditions import Known
from clinic_app.clinical.content import ClinicalContent, load_content
from clinic_app.clinical.facts import FactValue
from clinic_app.domain.errors import UserError

_ACCEPTED = "the facts are one flat object of field ids, or an array of such objects"


def assess_json(text: str) -> str:
    """Assess one JSON object of facts, or an array of them; an array gives an array of answers.

    Raises ``UserError`` with one sentence naming the field and what is accepted.
    """
    content = load_content()
    doc = _parsed(text)
    if isinstance(doc, list):
        answers = [_one(content, facts, f"record {number}: ") for number, facts in enumerate(doc, start=1)]
        return json.dumps(answers, ensure_ascii=False, indent=2)
    return json.dumps(_one(content, doc, ""), ensure_ascii=False, indent=2)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant)
    except json.JSONDecodeError as problem:
        raise UserError(f"the facts are not JSON: {problem.msg} at line {problem.lineno}") from None
    except RecursionError:
        raise UserError(f"the facts are nested too deeply; {_ACCEPTED}") from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    doc: dict[str, Any] = {}
    for key, value in pairs:
        if key in doc:
            raise UserError(f"{key} is given twice", key)
        doc[key] = value
    return doc


def _refuse_constant(word: str) -> float:
    raise UserError(f"{word} is not a number that can be recorded")


def _one(content: ClinicalContent, facts: Any, place: str) -> dict[str, Any]:
    if not isinstance(facts, dict):
        raise UserError(f"{place}{_ACCEPTED}")
    try:
        return assessment_document(assess(content, _flat(facts)))
    except UserError as problem:
        if not place:
            raise
        raise UserError(f"{place}{problem.message}", problem.field) from None


def _flat(facts: Mapping[str, Any]) -> dict[str, FactValue]:
    for name, value in facts.items():
        if isinstance(value, dict):
            raise UserError(f"{name} is not a field with parts; {_ACCEPTED}", name)
    return dict(facts)


def assessment_document(assessment: Assessment) -> dict[str, Any]:
    """An assessment in its stable JSON shape."""
    return {
        "urgency": assessment.urgency.code,
        "reassurance": {
            "allowed": assessment.reassurance.allowed,
            "missing": list(assessment.reassurance.missing),
        },
        "flags": [_flag(flag) for flag in assessment.flags],
        "not_assessable": [{"id": found.id, "missing": list(found.missing)} for found in assessment.not_assessable],
        "patterns": [_pattern(found) for found in assessment.patterns],
    }


def _flag(flag: Flag) -> dict[str, Any]:
    return {
        "id": flag.id,
        "title": flag.title,
        "urgency": flag.urgency.code,
        "inputs": {fact: _plain(value) for fact, value in flag.inputs.items()},
        "source": list(flag.rule.source),
        "version": flag.rule.version,
    }


def _pattern(found: PatternFinding) -> dict[str, Any]:
    return {
        "id": found.id,
        "state": str(found.state),
        "for": list(found.for_),
        "against": list(found.against),
        "missing": list(found.missing),
    }


def _plain(value: Known) -> str | float | int | list[str]:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
