"""The clock of the demonstration: each visit happens on its own day."""

from datetime import UTC, date, datetime, time, timedelta

_TICK = timedelta(milliseconds=7)


class MovingClock:
    """A clock that the builder sets; it moves on a little each time it is asked."""

    def __init__(self, today: date) -> None:
        self._day = today
        self._now = _instant(today, time(8, 0))

    def now(self) -> datetime:
        """The present instant in UTC."""
        self._now += _TICK
        return self._now

    def today(self) -> date:
        """The day that is being played."""
        return self._day

    def go_to(self, day: date, at: time) -> None:
        """Move to a time of a day at the clinic."""
        self._day, self._now = day, _instant(day, at)

    def stand_at(self, instant: datetime, day: date) -> None:
        """Move to an instant that belongs to ``day``."""
        self._day, self._now = day, instant

    def wait(self, minutes: int) -> None:
        """Let some minutes go by."""
        self._now += timedelta(minutes=minutes)


def _instant(day: date, at: time) -> datetime:
    return datetime.combine(day, at).astimezone(UTC)
