"""What changed in an episode since the visit before, in a few words each: for the overview.

The time since that visit stands beside as much time before it. What one of the two does not tell is no change.
"""

from datetime import date
from typing import Final

from clinic_app.clinical.episodes.compare import Compared, Measure, compare, since_and_before
from clinic_app.clinical.episodes.facts import STATES, TRIGGERS
from clinic_app.domain.episodes import Episode
from clinic_app.i18n import _, number_text
from clinic_app.services.episodes.comparing import share_words
from clinic_app.services.episodes.looks import side_words
from clinic_app.services.knowledge import Knowledge

ARROW: Final = "→"
_NEW: Final = frozenset({Measure.SIDE, Measure.TRIGGER, Measure.STATE})
_STOPS: Final = "yes"


def short_changes(knowledge: Knowledge, episode: Episode, day: date, today: date) -> tuple[str, ...]:
    """``8.4 → 3.0 a week``, ``now also right only``; nothing where ``day`` is today or one time has no log."""
    periods = since_and_before(day, today)
    if periods is None:
        return ()
    lines = compare(episode.events, *periods).lines
    said = (_short(knowledge, line) for line in lines if line.before.value is not None and line.after.value is not None)
    return tuple(words for words in said if words)


def _short(knowledge: Knowledge, line: Compared) -> str:
    then, now = line.before.value or 0, line.after.value or 0
    if line.measure is Measure.A_WEEK and then != now:
        return _("{then} {arrow} {now} a week").format(then=number_text(then, 1), arrow=ARROW, now=number_text(now, 1))
    if line.measure is Measure.LONGEST and then != now:
        return _("longest {then} {arrow} {now} s").format(then=round(then), arrow=ARROW, now=round(now))
    if line.measure is Measure.HELD and line.code == _STOPS and then * line.after.whole != now * line.before.whole:
        shares = (share_words(round(one.value or 0), one.whole) for one in (line.before, line.after))
        return _("stops when held: {then} {arrow} {now}").format(then=next(shares), arrow=ARROW, now=next(shares))
    if line.measure in _NEW and not then and now:
        return _("now also {what}").format(what=_code_words(knowledge, line))
    return ""


def _code_words(knowledge: Knowledge, line: Compared) -> str:
    if line.measure is Measure.SIDE:
        return side_words(knowledge, line.code)
    return knowledge.code_words(TRIGGERS if line.measure is Measure.TRIGGER else STATES, line.code)
