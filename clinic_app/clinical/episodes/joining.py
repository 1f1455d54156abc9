"""The visit's own assessment and those of its open threads as one: the most urgent counts, reassurance needs all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from clinic_app.clinical.assessment import (
    Assessment,
    Flag,
    NotAssessable,
    PatternFinding,
    PatternState,
    Reassurance,
    SwitchedOff,
    outcome,
)

#: How telling a card's state is, the least first.
_TELLING = (PatternState.HIDDEN, PatternState.POSSIBLE, PatternState.CONSIDERED, PatternState.NOT_SAFE)


def joined(visit: Assessment, threads: Mapping[str, Assessment]) -> Assessment:
    """One assessment of everything.

    Each of ``threads``, by episode id, was judged with the visit's facts beside those of its log. Where there are
    threads, what cannot be assessed is what no log decides, and reassurance is that of every log together.
    """
    if not threads:
        return visit
    flags = _flags(visit, threads)
    patterns = _patterns(visit, threads)
    reassurance = _reassurance(visit, threads, flags)
    return Assessment(
        urgency=outcome(
            flags, (*visit.patterns, *(one for said in threads.values() for one in said.patterns)), reassurance
        ),
        reassurance=reassurance,
        flags=flags,
        not_assessable=_not_assessable(threads.values(), {flag.id for flag in flags}),
        patterns=patterns,
        switched_off=_switched_off([visit, *threads.values()]),
    )


def _flags(visit: Assessment, threads: Mapping[str, Assessment]) -> tuple[Flag, ...]:
    found = {flag.id: flag for flag in visit.flags}
    for episode, said in threads.items():
        for flag in said.flags:
            found.setdefault(flag.id, replace(flag, episode=episode))
    return tuple(sorted(found.values(), key=lambda flag: (-flag.urgency, flag.id)))


def _patterns(visit: Assessment, threads: Mapping[str, Assessment]) -> tuple[PatternFinding, ...]:
    """The most telling finding of each card; among equals the one that knows more."""
    found = {card.id: card for card in visit.patterns}
    for episode, said in threads.items():
        for card in said.patterns:
            if _rank(card) > _rank(found[card.id]):
                found[card.id] = replace(card, episode=episode)
    return tuple(found.values())


def _rank(card: PatternFinding) -> tuple[int, int]:
    return _TELLING.index(card.state), len(card.for_) + len(card.against) + len(card.unsafe)


def _reassurance(visit: Assessment, threads: Mapping[str, Assessment], flags: Sequence[Flag]) -> Reassurance:
    missing = dict.fromkeys(name for said in threads.values() for name in said.reassurance.missing)
    silenced = any(one.fits for one in visit.switched_off)
    allowed = not flags and not silenced and all(said.reassurance.allowed for said in threads.values())
    return Reassurance(allowed, tuple(missing))


def _not_assessable(threads: Iterable[Assessment], fired: set[str]) -> tuple[NotAssessable, ...]:
    found: dict[str, NotAssessable] = {}
    for said in threads:
        for one in said.not_assessable:
            if one.id not in fired:
                before = found[one.id].missing if one.id in found else ()
                found[one.id] = replace(one, missing=tuple(dict.fromkeys((*before, *one.missing))))
    return tuple(found.values())


def _switched_off(all_said: Iterable[Assessment]) -> tuple[SwitchedOff, ...]:
    found: dict[str, SwitchedOff] = {}
    for said in all_said:
        for one in said.switched_off:
            before = found.get(one.rule.id)
            found[one.rule.id] = one if before is None else replace(one, fits=one.fits or before.fits)
    return tuple(found.values())
