"""An event, and a whole log, as facts for the rules. What was not told has no fact."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clinic_app.clinical.episodes.reading_rules import FieldReading, How, ThreadReading, TrendRule
from clinic_app.clinical.episodes.weeks import weekly
from clinic_app.clinical.facts import FactValue
from clinic_app.clinical.fields import UNKNOWN_CODES
from clinic_app.domain.answers import AnswerState
from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeStatus

TRIGGERS, STATES, HELD, SIDE, LONGEST = (
    "ep_triggers",
    "ep_states",
    "ep_suppressible",
    "ep_side",
    "ep_duration_longest_s",
)
CLUSTERS, CLUSTER_SIZE, PER_DAY, TOTAL, TREND = (
    "ep_clusters",
    "ep_cluster_size",
    "ep_per_day",
    "ep_count_total",
    "ep_trend",
)
FIRST_SEEN = "ep_first_seen_age_days"
_NOBODY_SAW = UNKNOWN_CODES | {"not_seen", ""}
_ONE_SIDED = frozenset({"left_only", "right_only"})
_BOTH = "symmetric"


@dataclass(frozen=True, slots=True)
class Told:
    """Of how many of the events a field was told."""

    asked: int
    events: int


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """A log as one set of facts.

    Attributes:
        facts: by field id, ready for the rules.
        told: by field id, of how many events each field was told; for every field that is read over a log.
        held_back: fields whose answers would reassure but were not told of every event.
    """

    facts: Mapping[str, FactValue]
    told: Mapping[str, Told]
    held_back: tuple[str, ...]


def has_events(episode: Episode, until: date) -> bool:
    """Whether the log tells of an event up to ``until``."""
    return any(event.happened and event.when.day <= until for event in episode.events)


def event_facts(event: EpisodeEvent) -> dict[str, FactValue]:
    """What one line of a log tells. A day without an event has no facts."""
    if not event.happened:
        return {}
    facts: dict[str, FactValue] = {}
    for key, answer in event.described.items():
        if answer.state is AnswerState.RECORDED and answer.value is not None and not isinstance(answer.value, date):
            facts[key.fact] = float(answer.value) if isinstance(answer.value, Decimal) else answer.value
    return facts | _quick_facts(event)


def _quick_facts(event: EpisodeEvent) -> dict[str, FactValue]:
    seen = event.seen
    facts: dict[str, FactValue] = {}
    if seen.triggers:
        facts[TRIGGERS] = seen.triggers
    if seen.states:
        facts[STATES] = seen.states
    if seen.held:
        facts[HELD] = seen.held
    if seen.side:
        facts[SIDE] = seen.side
    if seen.longest_s is not None:
        facts[LONGEST] = float(seen.longest_s)
    if event.in_run:
        facts[CLUSTERS] = "yes"
        if event.count is not None and event.count > 1 and not event.per_day:
            facts[CLUSTER_SIZE] = event.count
    if event.most_a_day is not None:
        facts[PER_DAY] = event.most_a_day
    return facts


def thread_facts(
    reading: ThreadReading, episode: Episode, born: date, today: date, asked: Mapping[str, FactValue]
) -> ThreadFacts:
    """The whole log as facts.

    Args:
        asked: answers that a visit holds for the episode as a whole; one voice more, and it speaks for every event.
    """
    events = [event for event in episode.events if event.happened and event.when.day <= today]
    spoken = _spoken([event_facts(event) for event in events])
    summed = _summed(reading.trend, episode, events, today)
    facts: dict[str, FactValue] = {}
    held_back: list[str] = []
    told = {name: Told(len(spoken.get(one.of or name, ())), len(events)) for name, one in reading.fields.items()}
    for field in reading.fields.values():
        overall = [value for value in (summed.get(field.id), asked.get(field.id)) if _speaks(value)]
        value = _read(field, [*spoken.get(field.id, ()), *overall], spoken.get(field.of, ()))
        if value is None:
            continue
        everyone = told[field.id].asked == len(events) or bool(overall)
        if field.every and not everyone and _is_mild(field, value):
            held_back.append(field.id)
        else:
            facts[field.id] = value
    if episode.first_seen is not None:
        facts[FIRST_SEEN] = max(0, (episode.first_seen - born).days)
    return ThreadFacts(facts, told, tuple(held_back))


def _spoken(voices: Iterable[Mapping[str, FactValue]]) -> dict[str, list[FactValue]]:
    """Every answer of every event by field, in one pass: a log may hold thousands."""
    spoken: dict[str, list[FactValue]] = {}
    for voice in voices:
        for name, value in voice.items():
            if _speaks(value):
                spoken.setdefault(name, []).append(value)
    return spoken


def _summed(rule: TrendRule, episode: Episode, events: Sequence[EpisodeEvent], today: date) -> dict[str, FactValue]:
    """What the log as a whole says: how many so far, and the trend."""
    summed: dict[str, FactValue] = {}
    if events:
        summed[TOTAL] = sum(1 if event.total is None else event.total for event in events)
    trend = trend_of(rule, episode, today)
    if trend is not None:
        summed[TREND] = trend
    return summed


def trend_of(rule: TrendRule, episode: Episode, today: date) -> str | None:
    """A code of ``ep_trend`` from the last whole logged weeks; ``None`` where they are too few to say."""
    if episode.status is EpisodeStatus.RESOLVED:
        return "resolved"
    whole = [week for week in weekly(episode.events, today) if week.logged and not week.unfinished][-rule.weeks :]
    if len(whole) < rule.fewest_logged:
        return None
    half = len(whole) // 2
    older = sum(week.at_least for week in whole[:half]) / half
    newer = sum(week.at_least for week in whole[-half:]) / half
    if newer > older and newer >= older * rule.increasing_from:
        return "increasing"
    return "decreasing" if newer < older and newer <= older * rule.decreasing_to else "stable"


def _speaks(value: FactValue) -> bool:
    """Whether somebody saw it: an answer that means "not known" is none."""
    if value is None:
        return False
    if isinstance(value, (tuple, list)):
        return any(code not in _NOBODY_SAW for code in value)
    return value not in _NOBODY_SAW


def _read(field: FieldReading, spoken: Sequence[FactValue], of: Sequence[FactValue]) -> FactValue:
    if field.how is How.ONLY:
        return _only(field, spoken, of)
    if not spoken:
        return None
    if field.how is How.UNION:
        return tuple(dict.fromkeys(code for value in spoken for code in _codes(value) if code not in _NOBODY_SAW))
    if field.how is How.LONGEST:
        return max(float(value) for value in spoken if isinstance(value, (int, float, Decimal)))
    codes = [str(value) for value in spoken]
    return _side(field, codes) if field.how is How.SIDE else _worst(field, codes)


def _worst(field: FieldReading, codes: Iterable[str]) -> str | None:
    known = [code for code in codes if code in field.order]
    return max(known, key=field.order.index, default=None)


def _side(field: FieldReading, codes: Sequence[str]) -> str:
    """One side where any event was one-sided, the more frequent of the two: the rules weigh that most.

    Otherwise what all agree on, migrating where any did, and asymmetric for any other mixture.
    """
    one_sided = [code for code in codes if code in _ONE_SIDED]
    if one_sided:
        return Counter(one_sided).most_common(1)[0][0]
    told = set(codes)
    if len(told) == 1:
        return codes[0]
    if told <= field.mild:
        return _BOTH
    return "migrating" if "migrating" in told else "asymmetric"


def _only(field: FieldReading, spoken: Sequence[FactValue], of: Sequence[FactValue]) -> FactValue:
    """``no`` as soon as one event was in another state; ``yes`` when all that were told were in these."""
    said = {str(value) for value in spoken}
    codes = {code for value in of for code in _codes(value)}
    if "no" in said or codes - field.codes:
        return "no"
    return "yes" if "yes" in said or codes else None


def _is_mild(field: FieldReading, value: FactValue) -> bool:
    return all(code in field.mild for code in _codes(value)) if field.mild else False


def _codes(value: FactValue) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (str(value),)
