"""What a clinic decided about a shipped rule: switched off, a limit changed, or the shipped rule again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clinic_app.domain.people import PersonId


class RuleState(StrEnum):
    """How a shipped rule stands in a clinic."""

    SHIPPED = "shipped"
    OFF = "off"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class LocalRule:
    """One decision about one rule. Decisions are added, never edited; the newest version of a rule holds.

    Attributes:
        version: 1 for a rule's first decision, one more for each.
        limits: by comparison as shipped, the comparison that holds here instead; only for ``CHANGED``.
        reason: why, in the words of the person who decided.
        rule_version: version of the shipped rule that was decided about; the decision holds for no other.
    """

    rule_id: str
    version: int
    state: RuleState
    reason: str
    rule_version: str
    person_id: PersonId
    person_name: str
    at: datetime
    limits: Mapping[str, str]


def newest(decisions: Iterable[LocalRule]) -> dict[str, LocalRule]:
    """The decision of each rule that holds, by rule id."""
    return {one.rule_id: one for one in sorted(decisions, key=lambda one: one.version)}
