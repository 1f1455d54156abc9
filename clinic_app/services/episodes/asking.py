"""What has not been asked of an event or of a log yet, the most telling question first."""

from collections.abc import Collection

from clinic_app.clinical.assessment import Assessment, PatternState
from clinic_app.clinical.rules import Urgency


def open_questions(said: Assessment, asked: Collection[str]) -> tuple[str, ...]:
    """Fields among ``asked`` whose answer would decide something.

    First what the most urgent undecided rules wait for, among these what the most rules wait for; then what
    reassurance still needs; then what would decide a card that something speaks for.
    """
    rank: dict[str, tuple[int, int]] = {}
    for one in said.not_assessable:
        for field in one.missing:
            _count(rank, field, int(one.rule.urgency))
    lowest = int(min(Urgency))
    for field in said.reassurance.missing:
        _count(rank, field, max(lowest, int(Urgency.ROUTINE)))
    for card in said.patterns:
        if card.state is PatternState.POSSIBLE and card.for_:
            for field in card.missing:
                _count(rank, field, int(card.pattern.urgency))
    found = [field for field in rank if field in asked]
    return tuple(sorted(found, key=lambda field: (-rank[field][0], -rank[field][1])))


def _count(rank: dict[str, tuple[int, int]], field: str, urgency: int) -> None:
    most, times = rank.get(field, (urgency, 0))
    rank[field] = (max(most, urgency), times + 1)
