"""Movement episodes: threads, the events told of them, when these were, and what was said over the visits."""

from clinic_app.domain.episodes.event import EpisodeEvent, EventId, PastEvent, Seen
from clinic_app.domain.episodes.how_many import HowMany
from clinic_app.domain.episodes.said import Said, SaidKind
from clinic_app.domain.episodes.sheet import DiarySheet, SheetCode
from clinic_app.domain.episodes.thread import Episode, EpisodeId, EpisodeStatus
from clinic_app.domain.episodes.when import ClockKind, DayPart, EventTime, TimeOfDay

__all__ = [
    "ClockKind",
    "DayPart",
    "DiarySheet",
    "Episode",
    "EpisodeEvent",
    "EpisodeId",
    "EpisodeStatus",
    "EventId",
    "EventTime",
    "HowMany",
    "PastEvent",
    "Said",
    "SaidKind",
    "Seen",
    "SheetCode",
    "TimeOfDay",
]
