"""Events a week: heights are counts, silence is not zero, an unfinished week looks unfinished."""

import pytest

from clinic_app.charts.scene import Dash, Dots, Ink, Marker, Rects, Scene, Size
from clinic_app.charts.weekly import VisitMark, Week, WeeklyEventsModel, events_per_week

SIZE = Size(400.0, 180.0)


def week(label: str, count: int | None, *, unfinished: bool = False) -> Week:
    return Week(label, count, f"{label}: {count}", unfinished)


MODEL = WeeklyEventsModel(
    (
        week("7 Sep", 6),
        week("14 Sep", 12),
        week("21 Sep", 0),
        week("28 Sep", None),
        week("5 Oct", None),
        week("12 Oct", 3, unfinished=True),
    ),
    (VisitMark(1.5, "visit"), VisitMark(5.5, "today")),
    "no log",
    ("Week of", "Events"),
)


def bars(scene: Scene) -> list[Rects]:
    return [r for r in scene.items if isinstance(r, Rects) and r.fill is Ink.BAR]


def test_bar_heights_are_proportional_to_counts() -> None:
    six, twelve = (bar.rects[0] for bar in bars(events_per_week(MODEL, SIZE)))
    assert twelve[3] == pytest.approx(2 * six[3])


def test_zero_has_its_number_and_no_bar() -> None:
    scene = events_per_week(MODEL, SIZE)
    assert "0" in scene.texts()
    assert len(bars(scene)) == 2


def test_weeks_without_a_log_are_hatched_and_named_and_never_a_number() -> None:
    scene = events_per_week(MODEL, SIZE)
    (hatched,) = [r for r in scene.items if isinstance(r, Rects) and r.hatched]
    assert hatched.rects[0][2] == pytest.approx(2 * (SIZE.width - 8) / 6 - 2)
    assert "no log" in scene.texts()
    assert scene.texts().count("0") == 1
    assert [row[1] for row in scene.table.rows] == ["6", "12", "0", "no log", "no log", "3"]


def test_the_running_week_is_a_dashed_outline() -> None:
    outlines = [r for r in events_per_week(MODEL, SIZE).items if isinstance(r, Rects) and r.pen]
    assert [r.pen.dash for r in outlines if r.fill is Ink.PAPER and r.pen] == [Dash.DASHED]


def test_guesses_are_an_outline_on_top_and_uncounted_lines_a_plus() -> None:
    week = Week("7 Sep", 70, "", about=30, mark="+")
    scene = events_per_week(WeeklyEventsModel((week,)), SIZE)
    guess, sure = [r for r in scene.items if isinstance(r, Rects)]
    assert (guess.fill, sure.fill) == (Ink.PAPER, Ink.BAR)
    assert guess.rects[0][3] / sure.rects[0][3] == pytest.approx(30 / 40)
    assert "70+" in scene.texts()
    assert scene.table.rows[0][1] == "70+"


def test_visits_stand_under_their_week() -> None:
    marks = [d for d in events_per_week(MODEL, SIZE).items if isinstance(d, Dots)]
    assert all(d.marker is Marker.TRIANGLE for d in marks)
    xs = [d.points[0][0] for d in marks]
    assert xs == pytest.approx([4 + 1.5 * (SIZE.width - 8) / 6, 4 + 5.5 * (SIZE.width - 8) / 6])


def test_every_week_can_be_focused_and_spoken() -> None:
    scene = events_per_week(MODEL, SIZE)
    assert [f.spoken for f in scene.focus] == [w.spoken for w in MODEL.weeks]
    centres = [f.centre[0] for f in scene.focus]
    assert centres == sorted(centres)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_any_number_of_weeks_stays_inside_the_picture(count: int) -> None:
    scene = events_per_week(WeeklyEventsModel(tuple(week(str(i), i) for i in range(count))), SIZE)
    for rects in bars(scene):
        for x, y, width, height in rects.rects:
            assert 0 <= x <= x + width <= SIZE.width
            assert 0 <= y <= y + height <= SIZE.height
