"""What families told of events, week by week: as patchy, guessed and different as real logs are. All invented."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import ClockKind, DayPart, EpisodeEvent, EventId, EventTime, Seen, TimeOfDay

#: Events in each week, oldest first; the last week still runs.
WEEKS = (6, 11, 12, 9, 10, 8, 7, 5, 6, 3, 2)
TITLES: Mapping[str, str] = {"stretch": "Leg shakes", "shudder": "Shudders"}

_Weighted = Mapping[str, int]
_TELLERS: _Weighted = {"mother": 13, "father": 5, "nursery": 2}
_TRIGGERS: Mapping[str, _Weighted] = {
    "stretch": {"limb_stretch": 58, "diaper_change": 12, "cold": 6, "startle_noise": 2, "none_seen": 1},
    "shudder": {"excitement": 30, "feeding": 12, "frustration": 4},
}
_STATES: Mapping[str, _Weighted] = {
    "limb_stretch": {"awake_quiet": 38, "awake_active": 14, "crying": 3, "drowsy": 3},
    "diaper_change": {"awake_quiet": 7, "awake_active": 4, "crying": 1},
    "cold": {"awake_quiet": 3, "awake_active": 1, "crying": 2},
    "startle_noise": {"awake_active": 1, "crying": 1},
}
_USUAL_STATE: _Weighted = {"awake_active": 3, "awake_quiet": 1}
_HELD: Mapping[str, _Weighted] = {"stretch": {"yes": 71, "no": 2, "not_tried": 6}, "shudder": {"": 1}}
_SIDES: Mapping[str, _Weighted] = {
    "stretch": {"right_only": 30, "asymmetric": 2, "symmetric": 2},
    "shudder": {"symmetric": 1},
}
_DESCRIBED: Mapping[str, Mapping[str, str | tuple[str, ...]]] = {
    "stretch": {
        "ep_movement": ("tremor_coarse",), "ep_rhythm": "even", "ep_body": ("leg_right",), "ep_eyes": ("normal",),
        "ep_colour": ("normal",), "ep_responsive": "normal", "ep_post": ("immediate_normal",),
    },
    "shudder": {
        "ep_movement": ("shudder",), "ep_body": ("head_neck", "trunk"), "ep_eyes": ("normal",),
        "ep_colour": ("normal",), "ep_breathing": ("normal",), "ep_responsive": "normal",
        "ep_post": ("immediate_normal",), "ep_clusters": "no",
    },
}  # fmt: skip
_FEWEST_IN_RUN = 3


def first_monday(today: date) -> date:
    """The Monday of the first week that was logged."""
    return today - timedelta(days=today.weekday() + 7 * (len(WEEKS) - 1))


def log_of(story: str, today: date, chance: random.Random) -> tuple[EpisodeEvent, ...]:
    """The log of a story up to ``today``: the newest event is described, one day is told as none."""
    told = [event for event in _told(story, first_monday(today), chance) if event.when.day <= today]
    told[-1] = _described(story, told[-1])
    quiet = next((day for day in _days(told) if day not in {one.when.day for one in told}), None)
    if quiet is not None:
        told.append(EpisodeEvent(EventId(str(uuid4())), EventTime(quiet), 0, told_by="mother"))
    return tuple(sorted(told, key=lambda one: one.when.day))


def _told(story: str, monday: date, chance: random.Random) -> Iterator[EpisodeEvent]:
    for week, count in enumerate(WEEKS):
        for day, part in sorted(Counter(chance.choices(range(7), k=count)).items()):
            yield _event(story, monday + timedelta(days=7 * week + day), part, chance)


def _event(story: str, day: date, count: int, chance: random.Random) -> EpisodeEvent:
    trigger = _pick(_TRIGGERS[story], chance)
    seen = Seen(
        longest_s=chance.randint(5, 12),
        triggers=(trigger,),
        states=(_pick(_STATES.get(trigger, _USUAL_STATE), chance),),
        held=_pick(_HELD[story], chance),
        side=_pick(_SIDES[story], chance),
    )
    when = EventTime(day, time=_time(chance))
    in_run = count >= _FEWEST_IN_RUN and story == "stretch" and chance.random() < 0.5
    teller = _pick(_TELLERS, chance)
    return EpisodeEvent(EventId(str(uuid4())), when, count, in_run=in_run, seen=seen, told_by=teller)


def _time(chance: random.Random) -> TimeOfDay:
    kind = _pick({ClockKind.EXACT: 4, ClockKind.ABOUT: 4, ClockKind.PART: 3, ClockKind.UNKNOWN: 1}, chance)
    if kind == ClockKind.PART:
        return TimeOfDay(ClockKind.PART, part=chance.choice((DayPart.MORNING, DayPart.EVENING)))
    if kind == ClockKind.UNKNOWN:
        return TimeOfDay()
    hour = chance.choice((7, 7, 8, 10, 12, 15, 18, 19))
    minute = chance.choice((0, 10, 30)) if kind == ClockKind.EXACT else 0
    return TimeOfDay(ClockKind(kind), hour * 60 + minute)


def _described(story: str, event: EpisodeEvent) -> EpisodeEvent:
    answers = {ItemKey(field): Answer(value) for field, value in _DESCRIBED[story].items()}
    return replace(event, described=answers)


def _days(told: Sequence[EpisodeEvent]) -> Iterator[date]:
    """Days of the log, newest first."""
    first, last = told[0].when.day, told[-1].when.day
    return (last - timedelta(days=back) for back in range((last - first).days))


def _pick(weights: Mapping[str, int], chance: random.Random) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
