"""What changed in an episode since the visit before: two periods of the log beside each other, in words.

The period since that visit stands beside one of the same length before it. Numbers carry what they are of; a period
in which nothing was logged says so and is compared with nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clinic_app.clinical.episodes.facts import SIDE, STATES, TRIGGERS
from clinic_app.clinical.episodes.summary import NOT_TOLD, LogSummary, Share, summarise
from clinic_app.domain.episodes import Episode
from clinic_app.i18n import _, ngettext, number_text, short_day_text
from clinic_app.services.knowledge import Knowledge

ARROW = "→"
_STOPS = "yes"
_MOST_NEW = 3


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One thing about the events: ``before`` and ``since`` with what they are of, and both in ``short``.

    ``differs`` where both were told and are not the same.
    """

    item: str
    before: str
    since: str
    short: str
    differs: bool


@dataclass(frozen=True, slots=True)
class LogChange:
    """The log of one thread over two periods.

    Attributes:
        day: the visit that parts them; it belongs to the first.
        lines: frequency, length, held, side, and what is new among triggers and states; empty unless both were logged.
    """

    episode: Episode
    day: date
    before: LogSummary
    since: LogSummary
    lines: tuple[ChangedLine, ...]


def log_change(knowledge: Knowledge, episode: Episode, day: date, today: date) -> LogChange | None:
    """The time since ``day`` beside as much time up to it; ``None`` where ``day`` is today or later."""
    length = (today - day).days
    if length <= 0:
        return None
    before = summarise(episode.events, day - timedelta(days=length - 1), day)
    since = summarise(episode.events, day + timedelta(days=1), today)
    both = before.logged_weeks and since.logged_weeks
    lines = _lines(knowledge, before, since) if both else ()
    return LogChange(episode, day, before, since, lines)


def _lines(knowledge: Knowledge, before: LogSummary, since: LogSummary) -> tuple[ChangedLine, ...]:
    lines = [_frequency(before, since)]
    if before.longest_s is not None and since.longest_s is not None:
        short = _("longest {then} {arrow} {now} s").format(then=before.longest_s, arrow=ARROW, now=since.longest_s)
        differs = before.longest_s != since.longest_s
        lines.append(ChangedLine(_("Longest"), _seconds(before), _seconds(since), short, differs))
    held = (before.share_held(_STOPS), since.share_held(_STOPS))
    if all(share.whole for share in held):
        differs = held[0].part * held[1].whole != held[1].part * held[0].whole
        then, now = (_share(one) for one in held)
        short = _("stops when held: {then} {arrow} {now}").format(then=then, arrow=ARROW, now=now)
        lines.append(ChangedLine(_("Stops when held"), then, now, short, differs))
    sides = tuple(_told(one.side) for one in (before, since))
    if all(sides):
        then, now = (_codes(knowledge, SIDE, one) for one in sides)
        fresh = [code for code in sides[1] if code not in sides[0]]
        short = _new_words(knowledge, SIDE, fresh) if fresh else f"{then} {ARROW} {now}"
        lines.append(ChangedLine(_("Side"), then, now, short, set(sides[0]) != set(sides[1])))
    lines += _new(knowledge, TRIGGERS, _("Trigger"), before.by_trigger, since.by_trigger)
    lines += _new(knowledge, STATES, _("State"), before.by_state, since.by_state)
    return tuple(lines)


def _frequency(before: LogSummary, since: LogSummary) -> ChangedLine:
    differs = before.events * since.logged_weeks != since.events * before.logged_weeks
    then, now = (number_text(one.a_week or 0.0, 1) for one in (before, since))
    short = _("{then} {arrow} {now} a week").format(then=then, arrow=ARROW, now=now)
    return ChangedLine(_("Events a week"), _a_week(before), _a_week(since), short, differs)


def _new_words(knowledge: Knowledge, field: str, codes: Iterable[str]) -> str:
    return _("now also {what}").format(what=", ".join(knowledge.code_words(field, code) for code in codes))


def _a_week(part: LogSummary) -> str:
    """``8.4 (42 in 5 logged weeks)``."""
    words = ngettext("{count} in {weeks} logged week", "{count} in {weeks} logged weeks", part.logged_weeks)
    said = words.format(count=part.events, weeks=part.logged_weeks)
    average = part.a_week
    return said if average is None else f"{number_text(average, 1)} ({said})"


def _seconds(part: LogSummary) -> str:
    return _("{longest} s (told {count} times)").format(longest=part.longest_s, count=part.lengths)


def _share(share: Share) -> str:
    return _("{part} of {whole}").format(part=share.part, whole=share.whole)


def _told(counts: Mapping[str, int]) -> dict[str, int]:
    return {code: count for code, count in counts.items() if code not in {NOT_TOLD, "unclear", "unknown"}}


def _codes(knowledge: Knowledge, field: str, counts: Mapping[str, int]) -> str:
    """``right only 30, both 2``, the most frequent first."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{knowledge.code_words(field, code)} {count}" for code, count in ordered)


def _new(
    knowledge: Knowledge, field: str, item: str, before: Mapping[str, int], since: Mapping[str, int]
) -> Iterable[ChangedLine]:
    """Codes that were told since and never before."""
    told = _told(before)
    new = {code: count for code, count in _told(since).items() if code not in told}
    if told and new:
        first = dict(sorted(new.items(), key=lambda pair: -pair[1])[:_MOST_NEW])
        short = _new_words(knowledge, field, first)
        yield ChangedLine(item, _("not told"), _codes(knowledge, field, first), short, differs=True)


def since_words(change: LogChange) -> str:
    """``since 14 Oct``."""
    return _("since {day}").format(day=short_day_text(change.day))
