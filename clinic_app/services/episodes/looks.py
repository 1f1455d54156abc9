"""What events look like, counted: trigger by state, and what was told of holding, in words and as pictures' models."""

from collections.abc import Mapping, Sequence
from typing import Final

from clinic_app.charts.dot_table import DotRow, DotTableModel
from clinic_app.clinical.episodes.facts import SIDE, STATES, TRIGGERS
from clinic_app.clinical.episodes.summary import NOT_TOLD, LogSummary
from clinic_app.i18n import _
from clinic_app.services.knowledge import Knowledge

#: States that every table shows, also where none was told: an empty column is an answer.
_ALWAYS: Final = ("awake_quiet", "awake_active", "crying", "drowsy", "asleep")
_LAST: Final = ("none_seen",)


def trigger_table(knowledge: Knowledge, summary: LogSummary) -> DotTableModel:
    """Triggers by state: the most frequent first, none seen and not told last."""
    states = _states(knowledge, summary)
    rows = []
    for trigger in _triggers(summary):
        cells = tuple(summary.triggers.get((trigger, state), 0) for state in states)
        label = _("Not told") if trigger == NOT_TOLD else capital(knowledge.code_words(TRIGGERS, trigger))
        rows.append(DotRow(label, cells, summary.by_trigger[trigger], quiet=trigger == NOT_TOLD))
    several = sum(summary.by_trigger.values()) > summary.events or sum(summary.by_state.values()) > summary.events
    return DotTableModel(
        corner=_("Trigger"),
        columns=tuple(
            _("Not told") if state == NOT_TOLD else capital(knowledge.code_words(STATES, state)) for state in states
        ),
        rows=tuple(rows),
        all_label=_("All"),
        note=_("An event with several triggers or states stands in each of them.") if several else "",
    )


def _states(knowledge: Knowledge, summary: LogSummary) -> list[str]:
    told = [state for state in knowledge.fields[STATES].values if state in _ALWAYS or summary.by_state.get(state)]
    return [*told, *([NOT_TOLD] if summary.by_state.get(NOT_TOLD) else [])]


def _triggers(summary: LogSummary) -> list[str]:
    last = (*_LAST, NOT_TOLD)
    told = [code for code in summary.by_trigger if code not in last]
    told.sort(key=lambda code: (-summary.by_trigger[code], code))
    return [*told, *(code for code in last if summary.by_trigger.get(code))]


def held_words(summary: LogSummary) -> str:
    """``Held: stops 71, partly 0, no 2, not tried 6``; what was not known or not told only where there is any."""
    counts = summary.held
    parts = [f"{words} {counts.get(code, 0)}" for code, words in held_codes().items() if code not in _RARE]
    parts += [f"{words} {counts[code]}" for code, words in held_codes().items() if code in _RARE and counts.get(code)]
    return _("Held: {parts}").format(parts=", ".join(parts))


_RARE: Final = frozenset({"unknown", NOT_TOLD})


def held_codes() -> Mapping[str, str]:
    """Answers to whether it stops when held, in the words of a table, what was not told last."""
    return {
        "yes": _("stops"),
        "partly": _("partly"),
        "no": _("no"),
        "not_tried": _("not tried"),
        "unknown": _("not known"),
        NOT_TOLD: _("not told"),
    }


def side_codes(knowledge: Knowledge, told: Sequence[str]) -> Mapping[str, str]:
    """Sides in words, the child's right first; those that were told, and what was not told last."""
    first = ("right_only", "left_only", "symmetric")
    order = [*first, *(code for code in knowledge.fields[SIDE].values if code not in first)]
    words = {code: side_words(knowledge, code) for code in order if code in told}
    return words | ({NOT_TOLD: _("not told")} if NOT_TOLD in told else {})


def side_words(knowledge: Knowledge, code: str) -> str:
    """A side as a table says it: the child's own, spelled out."""
    known = {"right_only": _("right"), "left_only": _("left"), "symmetric": _("both")}
    return known.get(code) or knowledge.code_words(SIDE, code)


def held_of(summary: LogSummary) -> Mapping[str, int]:
    """Holding by answer, with a zero for each that nobody gave."""
    return {code: summary.held.get(code, 0) for code in held_codes()}


def capital(words: str) -> str:
    """The first letter as at the start of a line."""
    return words[:1].upper() + words[1:]
