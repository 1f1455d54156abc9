"""What the rules read of a HINE: worked out from the item scores, never typed.

A rule must not wait for what cannot change it any more, and must not be quieted by what is missing. So beside the
total, which exists only when all 26 items are scored, there are two bounds that hold while the form is incomplete: the
highest total still possible, and the asymmetries found so far.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from clinic_app.clinical.conditions import Known
from clinic_app.clinical.hine_form import MAX_LEVEL, HineForm, HineItem
from clinic_app.clinical.hine_instrument import score_field, tick_field
from clinic_app.clinical.worksheet import Worksheet

TOTAL: Final = "ex_hine_total"
AT_MOST: Final = "ex_hine_at_most"
ASYMMETRIES: Final = "ex_hine_asymmetry_count"
ASYMMETRIES_SO_FAR: Final = "ex_hine_asymmetries_so_far"
#: Facts that the form as a whole decides.
WHOLE: Final = frozenset({TOTAL, AT_MOST, ASYMMETRIES, ASYMMETRIES_SO_FAR})
#: What to record when a bound is missing.
SOURCES: Final = {AT_MOST: (TOTAL,), ASYMMETRIES_SO_FAR: (ASYMMETRIES,)}

#: A fact, its value, and the fact that a person reads as its reason.
HineFact = tuple[str, float, str]


class HineFacts:
    """Total, count of asymmetries and their bounds. Each stands for itself: 47 scores would hide what a flag says."""

    def __init__(self, form: HineForm) -> None:
        self._items = tuple((_facts(item), tick_field(item.id)) for item in form.items)

    def apply(self, sheet: Worksheet) -> None:
        """Put what follows from the scores and ticks of the sheet."""
        for fact, value, reason in self._derive(sheet.known):
            sheet.put(fact, value, (reason,))

    def _derive(self, known: Mapping[str, Known]) -> Iterator[HineFact]:
        whole, at_most, decided, differ = 0, 0.0, 0, 0
        for facts, tick in self._items:
            scores = [float(value) for fact in facts if isinstance(value := known.get(fact), str)]
            is_whole = len(scores) == len(facts)
            at_most += (sum(scores) + MAX_LEVEL * (len(facts) - len(scores))) / len(facts)
            whole += is_whole
            apart = known.get(tick) == "yes" or (is_whole and len(set(scores)) > 1)
            differ += apart
            decided += apart or is_whole
        if decided:
            yield from _bounds(len(self._items), whole, at_most, decided, differ)
        else:
            yield from _typed(known)


def _facts(item: HineItem) -> tuple[str, ...]:
    field = score_field(item.id)
    return (f"{field}_right", f"{field}_left") if item.sided else (field,)


def _bounds(items: int, whole: int, at_most: float, decided: int, differ: int) -> Iterator[HineFact]:
    if whole == items:
        yield TOTAL, at_most, TOTAL
    if whole:
        yield AT_MOST, at_most, TOTAL if whole == items else AT_MOST
    if decided == items:
        yield ASYMMETRIES, float(differ), ASYMMETRIES
    yield ASYMMETRIES_SO_FAR, float(differ), ASYMMETRIES if decided == items else ASYMMETRIES_SO_FAR


def _typed(known: Mapping[str, Known]) -> Iterator[HineFact]:
    """A total or a count that was handed over without its items bounds itself."""
    for whole, bound in ((TOTAL, AT_MOST), (ASYMMETRIES, ASYMMETRIES_SO_FAR)):
        value = known.get(whole)
        if isinstance(value, float):
            yield bound, value, whole
