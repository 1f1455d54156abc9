"""Short ways to make a log."""

from datetime import date, timedelta
from itertools import count

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId, EventId, EventTime, Seen
from clinic_app.domain.people import PatientId

_NUMBERS = count()
MONDAY = date(2026, 9, 7)


def event(
    day: date, number: int | None = 1, described: dict[str, str | tuple[str, ...]] | None = None, **more
) -> EpisodeEvent:
    seen = Seen(
        **{name: more.pop(name) for name in ("longest_s", "triggers", "states", "held", "side") if name in more}
    )
    when = EventTime(day, more.pop("last_day", None), more.pop("about", False))
    answers = {ItemKey(field): Answer(value) for field, value in (described or {}).items()}
    return EpisodeEvent(EventId(f"e{next(_NUMBERS)}"), when, number, seen=seen, described=answers, **more)


def thread(*events: EpisodeEvent, **more) -> Episode:
    return Episode(EpisodeId("t"), PatientId("p"), "Leg shakes", None, events=tuple(events), **more)


def weeks_of(*counts: int | None) -> list[EpisodeEvent]:
    """One event line a week from a Monday; ``None`` is a week without a log."""
    return [event(MONDAY + timedelta(days=7 * at), n) for at, n in enumerate(counts) if n is not None]
