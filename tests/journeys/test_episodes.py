"""Children whose movements are followed over weeks, from the family's words to the printed report."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from tests.journeys.screens.station import Station

PASSWORD = "lantern orchard velvet quarry"
LAST = date(2026, 11, 18)
STRETCH = ("8", "limb", "awake calm", "stops")
ENTER = Qt.Key.Key_Return


@pytest.fixture
def first_visit(open_station, clock):
    """A clinic, and a child born on 14 Mar 2026 who is there for the first time ``weeks`` before the last visit."""

    def make(weeks: int, gestation: str = "40") -> Station:
        clock.go_to(LAST - timedelta(days=7 * weeks))
        station = open_station()
        station.setup.set_up("Maple Hollow Children's Clinic", "Dr Mara Tallow", PASSWORD)
        form = station.new_child()
        form.answer("pt_family_name", "Brightwater").answer("pt_given_name", "Ayla").answer(
            "pt_birth_date", "14 3 2026"
        )
        form.answer("sex", "1").answer("pt_ga_weeks", gestation, "0")
        form.finish()
        return station

    return make


def again(open_station, clock, station: Station, weeks: int) -> Station:
    """The next visit, on a day of its own."""
    station.close()
    clock.go_to(LAST - timedelta(days=7 * weeks))
    station = open_station()
    station.unlock.unlock(PASSWORD)
    station.find.start_visit("brightwater")
    return station


def sign(station: Station, words: str) -> None:
    station.go_to("plan")
    station.plan.write(words).lines_from_flags()
    station.plan.add_line("Look again", "see how it goes on", "4 w", "Nurse Linden")
    station.plan.sign()


def days_ago(clock, count: int) -> str:
    return (clock.today() - timedelta(days=count)).isoformat()


def test_a_child_followed_over_fourteen_weeks_and_five_visits(open_station, clock, first_visit, tmp_path) -> None:
    station = first_visit(14)
    station.go_to("episodes")
    station.episodes.begin("Her legs shake")
    for ago, count in ((6, "6"), (4, "3 in a run"), (2, "about 4")):
        station.episodes.tell(days_ago(clock, ago), count, *STRETCH, "both", "mother")
    sign(station, "Shakes when she stretches; nothing else is seen.")

    for weeks, counts in ((10, ("11", "9")), (6, ("8", "7")), (3, ("5", "6"))):
        station = again(open_station, clock, station, weeks)
        station.go_to("episodes")
        for back, count in enumerate(counts):
            station.episodes.tell(days_ago(clock, 2 + 7 * back), count, *STRETCH, "both", "mother")
        sign(station, "Still there, less often.")

    station = again(open_station, clock, station, 0)
    station.go_to("episodes")
    station.episodes.tell(days_ago(clock, 9), "none").tell(days_ago(clock, 2), "2", *STRETCH, "both", "father")
    station.episodes.describe(ep_movement="tremor_fine", ep_responsive="1")
    station.episodes.about_all()
    station.hands.wait(lambda: "told of 1 of" in station.episodes.verdict())
    station.go_to("overview")
    station.hands.wait(lambda: "a week" in station.hands.words("strip:changes"))
    assert "Her legs shake" in station.hands.words("strip:changes")
    sign(station, "Fading. No other sign.")
    pages = station.documents.choose("Episode report").saved_pages(tmp_path)
    words = " ".join(pages)
    for told in (
        "Episode: Her legs shake",
        "Still happening",
        "lines logged from",
        "told of 1 of",
        "What changed",
        "Signed",
    ):
        assert told in words
    assert "Draft" not in words
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "BRIGHTWATER, Ayla · born 14 Mar 2026 · D-00001" in page


def test_a_stretch_tremor_that_gains_a_side_loses_its_reassurance(open_station, clock, first_visit) -> None:
    station = first_visit(4)
    station.go_to("episodes")
    station.episodes.begin("Stretch shakes")
    station.episodes.tell(days_ago(clock, 3), "4", *STRETCH, "both")
    station.episodes.describe(ep_movement="tremor_fine")
    station.hands.wait(lambda: "Fits “Physiological leg tremor" in station.episodes.verdict())
    assert "not safe to attribute" not in station.episodes.verdict()
    sign(station, "Fits a stretch tremor.")

    station = again(open_station, clock, station, 0)
    station.go_to("episodes")
    station.episodes.tell(days_ago(clock, 1), "2", *STRETCH, "right")
    station.episodes.describe(ep_movement="tremor_fine")
    station.hands.wait(lambda: "One-sided shaking" in station.episodes.verdict())
    station.episodes.about_all()
    station.hands.wait(lambda: "One-sided shaking" in station.episodes.verdict())
    assert "Against" in station.episodes.verdict()


def test_runs_on_waking_raise_a_same_day_flag_that_must_be_answered(first_visit, clock) -> None:
    station = first_visit(0)
    station.go_to("episodes")
    station.episodes.begin("Little bows")
    station.episodes.tell(days_ago(clock, 0), "8 in a run", "2", "none", "waking")
    station.episodes.describe(ep_movement="spasm")
    station.hands.wait(lambda: "Same day" in station.episodes.verdict())
    station.go_to("plan")
    station.plan.write("Seen as described: ")
    station.plan.try_to_sign()
    station.hands.wait(lambda: "No answer yet" in station.hands.words("toast"))
