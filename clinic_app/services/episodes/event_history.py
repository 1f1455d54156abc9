"""Who changed an event when, and what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clinic_app.clinical.episodes.facts import HELD, SIDE, STATES, TRIGGERS
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import EpisodeEvent, PastEvent
from clinic_app.i18n import _
from clinic_app.services.episodes.event_words import question_label
from clinic_app.services.knowledge import Knowledge

_CODED = {"triggers": TRIGGERS, "states": STATES, "held": HELD, "side": SIDE}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: who, when, and each difference as ``Count: 1, now 2``."""

    at: datetime
    person_name: str
    what: str
    differences: tuple[str, ...]


def changes_of(past: Sequence[PastEvent], now: EpisodeEvent, knowledge: Knowledge) -> tuple[Change, ...]:
    """Every change, the newest first. ``past`` is what stood before each, the oldest first."""
    after = [one.content for one in past[1:]] + [now.to_json()]
    found = [
        Change(one.at, one.person_name, what_words(one.what), _differences(one.content, then, knowledge))
        for one, then in zip(past, after, strict=True)
    ]
    return tuple(reversed(found))


def what_words(what: str) -> str:
    """What was done."""
    return {"changed": _("Changed"), "removed": _("Taken back"), "restored": _("Brought back")}.get(what, what)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any], knowledge: Knowledge) -> tuple[str, ...]:
    found = []
    for key, title in _titles().items():
        if before.get(key) != after.get(key):
            old, new = (_words(key, doc.get(key), knowledge) for doc in (before, after))
            found.append(_("{what}: {old}, now {new}").format(what=title, old=old, new=new))
    old_told, new_told = before.get("described", {}), after.get("described", {})
    for key in dict.fromkeys((*old_told, *new_told)):
        if old_told.get(key) != new_told.get(key):
            old, new = (_answer(key, doc.get(key), knowledge) for doc in (old_told, new_told))
            title = question_label(ItemKey.parse(key).field, knowledge)
            found.append(_("{what}: {old}, now {new}").format(what=title, old=old, new=new))
    return tuple(found)


def _titles() -> dict[str, str]:
    return {
        "day": _("Date"),
        "last_day": _("Last day"),
        "about": _("Date is a guess"),
        "time": _("Time"),
        "count": _("Count"),
        "count_about": _("Count is a guess"),
        "per_day": _("Each day"),
        "in_run": _("In a run"),
        "longest_s": _("Longest, seconds"),
        "triggers": _("Trigger"),
        "states": _("State"),
        "held": _("Held"),
        "side": _("Side"),
        "told_by": _("From"),
        "note": _("Note"),
    }


def _words(key: str, value: Any, knowledge: Knowledge) -> str:
    """A value of the history in words; what nobody told is said to be so."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value in ("", [], "?"):
        return _("not told")
    if key in _CODED:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(knowledge.code_words(_CODED[key], code) for code in codes)
    return str(value)


def _answer(key: str, doc: Any, knowledge: Knowledge) -> str:
    return _("not told") if doc is None else knowledge.value_words(ItemKey.parse(key).field, Answer.from_json(doc))
