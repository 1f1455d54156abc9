"""Where a missing finding is recorded, and which one to go to first."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from clinic_app.clinical.assessment import NotAssessable
from clinic_app.clinical.hine_facts import WHOLE
from clinic_app.clinical.hine_instrument import is_hine_field
from clinic_app.domain.answers import ItemKey
from clinic_app.services.knowledge import Knowledge


class Place(Enum):
    """The screen that records a finding."""

    EXAM = auto()
    HISTORY = auto()
    MILESTONES = auto()
    NOWHERE = auto()


def place_of(fact: str, knowledge: Knowledge) -> Place:
    """The screen that records a fact or field; ``NOWHERE`` where no form asks for it yet."""
    field = knowledge.fields.of_fact(fact)
    field_id = field.id if field is not None else fact
    if field_id in WHOLE or is_hine_field(field_id):
        return Place.EXAM
    if any(item.field.id == field_id for item in knowledge.findings):
        return Place.EXAM
    if field_id in knowledge.milestones.facts or field_id in knowledge.milestones.by_field:
        return Place.MILESTONES
    return Place.HISTORY if field_id in knowledge.items else Place.NOWHERE


def ordered_missing(rules: Iterable[NotAssessable], offered: Sequence[ItemKey]) -> tuple[str, ...]:
    """Missing facts, each once: findings of this examination in the order of the form, then the rest, urgent first."""
    urgent_first = sorted(rules, key=lambda one: -one.rule.urgency)
    missing = dict.fromkeys(fact for rule in urgent_first for fact in rule.missing)
    rank: dict[str, int] = {}
    for at, key in enumerate(offered):
        rank.setdefault(key.field, at)
        rank.setdefault(key.fact, at)
    on_form = sorted((fact for fact in missing if fact in rank), key=rank.__getitem__)
    return (*on_form, *(fact for fact in missing if fact not in rank))
