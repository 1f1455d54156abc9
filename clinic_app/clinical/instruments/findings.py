"""How a recorded answer reads at an age: normal, equivocal or abnormal.

This words one finding on screen and paper. Whether something is to be done is for the rules. ``None`` means that
nothing is known to read it by, which is never the same as normal.
"""

from decimal import Decimal

from clinic_app.clinical.instruments.expected import AgeBand, within
from clinic_app.clinical.instruments.model import Finding, Item, ItemKind
from clinic_app.domain.answers import Answer, AnswerState

# An extensor plantar response is present, as a reflex that fades; yes and no stand for skills and signs.
_ABSENT = frozenset({"absent", "no"})
_PART = frozenset({"weak", "partial"})
_THERE = frozenset({"present", "exaggerated", "extensor", "yes"})


def finding_of(item: Item, answer: Answer, corrected_months: float | None) -> Finding | None:
    """How ``answer`` to ``item`` reads at ``corrected_months`` (months of 30.4375 days; ``None`` when unknown)."""
    if answer.state is not AnswerState.RECORDED:
        return None
    if isinstance(answer.value, Decimal) and item.kind is ItemKind.NUMBER:
        return _number(item.expected, answer.value, corrected_months)
    codes = answer.value if isinstance(answer.value, tuple) else (str(answer.value),)
    read = [option.finding for code in codes if (option := item.option(code)) and option.finding is not None]
    if read:
        return max(read, key=list(Finding).index)
    if len(codes) != 1 or corrected_months is None or item.kind not in (ItemKind.CHOICE, ItemKind.TRI):
        return None
    return _presence(item.expected, codes[0], corrected_months)


def _number(band: AgeBand, value: Decimal, months: float | None) -> Finding | None:
    usual = band.numbers_at(months) if months is not None else None
    if usual is None:
        return None
    return Finding.NORMAL if usual.low <= value <= usual.high else Finding.EQUIVOCAL


def _presence(band: AgeBand, code: str, months: float) -> Finding | None:
    """A reflex or reaction by its windows. Before term there is no norm."""
    if months < 0 or not band.has_windows:
        return None
    if code in _ABSENT:
        return _absence(band, months)
    if code in _PART:
        return Finding.EQUIVOCAL if within(band.usual, months) else _presence_late(band, months)
    if code in _THERE:
        return _presence_late(band, months)
    return None


def _absence(band: AgeBand, months: float) -> Finding:
    if within(band.absent_abnormal, months):
        return Finding.ABNORMAL
    return Finding.EQUIVOCAL if within(band.usual, months) else Finding.NORMAL


def _presence_late(band: AgeBand, months: float) -> Finding:
    if band.persist_abnormal is not None and Decimal(str(months)) > band.persist_abnormal:
        return Finding.ABNORMAL
    span = band.fading or band.usual
    ends = [age for age in (span[1] if span is not None else None, band.persist_watch) if age is not None]
    return Finding.EQUIVOCAL if ends and Decimal(str(months)) > min(ends) else Finding.NORMAL
