"""A child with a log of eleven weeks, in the real record."""

from datetime import date, timedelta

import pytest

from clinic_app.domain.episodes import EpisodeEvent, EventId, EventTime, SaidKind, Seen
from clinic_app.domain.people import Role
from clinic_app.services.episodes import events, threads

MONDAY = date(2026, 9, 7)
#: Events told on the Monday of each week; ``None`` is a week without a log.
COUNTS = (6, 11, 12, None, None, 8, 7, 0, 6, 3, 2)
SEEN = Seen(6, ("limb_stretch",), ("awake_quiet",), "yes", "right_only")


def told(place: int, count: int, seen: Seen = SEEN) -> EpisodeEvent:
    return EpisodeEvent(EventId(f"week-{place}"), EventTime(MONDAY + timedelta(days=7 * place)), count, seen=seen)


@pytest.fixture
def logged(past):
    """The known child of ``past`` with one thread under a hostile name."""
    nurse = past.desk(Role.NURSE)
    thread = nurse.run(threads.start_thread, past.known.id, "Leg <b>shakes</b>", MONDAY, request_id="t")
    lines = [told(place, count) for place, count in enumerate(COUNTS) if count is not None]
    nurse.run(events.log_events, thread.id, lines, request_id="e")
    nurse.run(
        threads.say, thread.id, SaidKind.ADVICE, date(2026, 10, 14), "hold <i>gently</i> when it shakes", request_id="s"
    )
    return past
