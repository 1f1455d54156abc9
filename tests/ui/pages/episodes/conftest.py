"""The known child with a log of its own, and the episodes screen over it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import EpisodeEvent, EventId, EventTime, Seen, TimeOfDay
from clinic_app.domain.people import Role
from clinic_app.services.episodes import events, threads
from clinic_app.ui.pages.episodes.episodes_page import EpisodesPage

TODAY = date(2026, 11, 18)
TITLE = "<img src=x> her legs & O'Neil \u05e9 \U0001f600"


def told(name: str, days_ago: int, count: int | None = 1, time: str = "", by: str = "mother", **more) -> EpisodeEvent:
    """One line of the log, told so many days ago."""
    seen = Seen(
        more.get("longest", 8),
        tuple(more.get("triggers", ("limb_stretch",))),
        tuple(more.get("states", ("awake_quiet",))),
        more.get("held", "yes"),
        more.get("side", "right_only"),
    )
    described = {ItemKey(field): Answer(value) for field, value in more.get("described", {}).items()}
    return EpisodeEvent(
        EventId(name),
        EventTime(TODAY - timedelta(days=days_ago), time=TimeOfDay.parse(time)),
        count,
        in_run=more.get("in_run", False),
        seen=seen if count != 0 else Seen(),
        described=described,
        told_by=by,
        note=more.get("note", ""),
    )


DESCRIBED = {
    "ep_movement": ("tremor_coarse",),
    "ep_rhythm": "even",
    "ep_body": ("leg_right",),
    "ep_eyes": ("normal",),
    "ep_colour": ("normal",),
    "ep_responsive": "normal",
    "ep_post": ("immediate_normal",),
}

LOG = (
    told("e01", 62, 6, "morning", side="symmetric"),
    told("e02", 50, 3, "8:30", in_run=True),
    told("e03", 40, None, "", triggers=(), states=(), held="", side="", longest=None),
    told("e04", 30, 0, by="father"),
    told("e05", 23, 2, "about 8", triggers=("diaper_change",), states=("awake_active",)),
    told("e06", 16, 1, "about 10", triggers=("cold",), states=("crying",), held="no", side="symmetric", by="nursery"),
    told("e07", 7, 1, "", held="not_tried", states=("drowsy",), longest=10),
    told("e08", 4, 2, "morning", by="<u>father</u>"),
    told("e09", 2, 1, "about 19", triggers=("diaper_change",), states=("awake_active",), longest=5),
    told("e10", 1, 1, "7:10", longest=6, described=DESCRIBED),
)


@pytest.fixture
def logged(with_visit):
    """The known child is here today, and has one thread with ten lines."""
    nurse = with_visit.desk(Role.NURSE)
    thread = nurse.run(threads.start_thread, with_visit.known.id, TITLE, date(2026, 9, 7), request_id="thread")
    nurse.run(events.log_events, thread.id, LOG, request_id="log")
    return with_visit


@pytest.fixture
def episodes(show_child, logged) -> Callable[..., object]:
    """The screen over the known child."""
    return lambda **more: show_child(EpisodesPage, logged, logged.known, **more)


@pytest.fixture
def told_line() -> Callable[..., EpisodeEvent]:
    """Makes one line of a log."""
    return told
