"""What is safe to eat at an age, as sentences."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class FoodKind(StrEnum):
    """What a sentence is about."""

    OK = "ok"
    AVOID = "avoid"
    CHOKING = "choking"


@dataclass(frozen=True, slots=True)
class FoodRule:
    """One sentence. ``from_months`` to ``to_months``: completed calendar months since birth, half-open.

    ``family``: a matter of safety that the family's paper carries.
    """

    id: str
    kind: FoodKind
    text: str
    from_months: int
    to_months: int
    source: str
    confidence: str
    family: bool = False


def food_at(rules: Collection[FoodRule], months: int, kind: FoodKind | None = None) -> tuple[FoodRule, ...]:
    """The sentences for this age, all or of one kind, in the order of the file."""
    return tuple(
        rule for rule in rules if rule.from_months <= months < rule.to_months and (kind is None or rule.kind is kind)
    )


def told_to_families(rules: Collection[FoodRule], months: int) -> tuple[FoodRule, ...]:
    """The sentences of safety for this age."""
    return tuple(rule for rule in food_at(rules, months) if rule.family)
