"""Risks of a deficiency to ask for: which apply at an age, and what was recorded of each. Never a diagnosis."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from clinic_app.clinical.conditions import Condition, Known, View
from clinic_app.clinical.rules import Example
from clinic_app.clinical.truth import Truth


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk.

    Attributes:
        ask: the question in words.
        from_months, to_months: completed calendar months since birth, half-open.
        condition: when it is recorded.
        signs: fields of signs that go with it.
        look_for: those and others in words.
        nutrients: what may be lacking.
        tests: what a clinician may think of; nothing is ordered.
        labs: fields of laboratory values that belong to it.
    """

    id: str
    title: str
    ask: str
    from_months: int
    to_months: int
    condition: Condition
    signs: tuple[str, ...]
    look_for: str
    nutrients: tuple[str, ...]
    tests: str
    labs: tuple[str, ...]
    source: str
    confidence: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskReading:
    """A risk beside a record.

    Attributes:
        truth: whether it is recorded; ``UNKNOWN`` while an answer is missing that could show it.
        inputs: the recorded facts that decide it.
        missing: the fields that would settle it.
        signs: signs that were recorded as there.
        signs_unasked: signs about which nothing was recorded.
    """

    risk: Risk
    truth: Truth
    inputs: Mapping[str, Known]
    missing: tuple[str, ...]
    signs: tuple[str, ...]
    signs_unasked: tuple[str, ...]


def risks_at(risks: Collection[Risk], months: int) -> tuple[Risk, ...]:
    """The risks to ask for at this age, in the order of the file."""
    return tuple(risk for risk in risks if risk.from_months <= months < risk.to_months)


def read_risk(risk: Risk, view: View) -> RiskReading:
    """What is recorded of a risk. Only facts with a value are known: what was answered with "unknown" is not."""
    truth = risk.condition.test(view)
    missing: dict[str, None] = {}
    if truth is Truth.UNKNOWN:
        risk.condition.missing(view, missing)
    decided = () if truth is Truth.UNKNOWN else tuple(dict.fromkeys(risk.condition.support(view)))
    return RiskReading(
        risk,
        truth,
        {fact: view.known[fact] for fact in decided if fact in view.known},
        tuple(missing),
        tuple(sign for sign in risk.signs if view.known.get(sign) == "yes"),
        tuple(sign for sign in risk.signs if sign not in view.known),
    )
