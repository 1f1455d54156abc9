"""The timeline keeps days in order on one axis; the sparkline shows one point as a point."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.charts.axes import round_step, spread, tick_label, ticks
from clinic_app.charts.marks import FlagLevel, level_mark
from clinic_app.charts.scene import Dots, Ink, Marker, Poly, Rects, Size, Text
from clinic_app.charts.sparkline import SparklineModel, sparkline
from clinic_app.charts.timeline import AgeTick, Lane, LaneBar, LaneMark, LanePoint, TimelineModel, timeline

SIZE = Size(860.0, 290.0)
AGES = tuple(AgeTick(m * 30.4375, f"{m} m") for m in range(9))


def model(*lanes: Lane) -> TimelineModel:
    early = tuple(AgeTick(t.day + 39, t.label) for t in AGES)
    return TimelineModel(0, 270, 249, "Today", lanes, AGES, AGES, early, ("Age", "Corrected"))


VISITS = Lane(
    "Visits",
    marks=(LaneMark(0, "Birth", "Birth", Marker.SQUARE), LaneMark(100, "3 months", "Visit at 3 months", Marker.SQUARE)),
)
HINE = Lane(
    "HINE total",
    points=(LanePoint(100, 0.4, "58.5", "HINE 58.5"), LanePoint(249, 0.5, "", "HINE 18 of 26 scored", open=True)),
    reference=(0.45, "typical from 60"),
)


def test_marks_stand_at_their_day_on_one_axis() -> None:
    scene = timeline(model(VISITS, HINE), SIZE)
    places = sorted({d.points[0][0] for d in scene.items if isinstance(d, Dots)})
    scale = (SIZE.width - 24 - 96) / 270
    assert places == pytest.approx([96.0, 96 + 100 * scale, 96 + 249 * scale])


def test_focus_walks_lane_by_lane_oldest_first() -> None:
    spoken = [f.spoken for f in timeline(model(VISITS, HINE), SIZE).focus]
    assert spoken == ["Birth", "Visit at 3 months", "HINE 58.5", "HINE 18 of 26 scored"]


def test_a_score_that_is_not_complete_is_hollow_and_not_joined() -> None:
    scene = timeline(model(HINE), SIZE)
    assert [d.hollow for d in scene.items if isinstance(d, Dots)] == [False, True]
    assert not [p for p in scene.items if isinstance(p, Poly)]


def test_both_age_axes_are_written() -> None:
    texts = timeline(model(VISITS), SIZE).texts()
    assert {"Age", "Corrected", "Today"} <= set(texts)


def test_ten_thousand_events_cost_no_more_than_the_width() -> None:
    bars = tuple(LaneBar(i * 0.027, (i + 1) * 0.027, (i % 10) / 10) for i in range(10_000))
    scene = timeline(model(Lane("Events", bars=bars)), SIZE)
    drawn = sum(len(r.rects) for r in scene.items if isinstance(r, Rects))
    assert drawn < SIZE.width
    tallest = max(r[3] for rects in scene.items if isinstance(rects, Rects) for r in rects.rects)
    full = timeline(model(Lane("Events", bars=(LaneBar(0, 1, 0.9),))), SIZE)
    assert tallest == max(r[3] for rects in full.items if isinstance(rects, Rects) for r in rects.rects)


def test_a_timeline_of_one_day_and_no_lanes_is_drawn() -> None:
    scene = timeline(TimelineModel(0, 0, 0, "Today", (), (), ()), SIZE)
    assert "Today" in scene.texts()


def test_one_value_is_a_point_and_two_are_a_line() -> None:
    one = sparkline(SparklineModel(((100.0, -0.9),)), Size(150, 26))
    two = sparkline(SparklineModel(((50.0, -0.5), (100.0, -0.9))), Size(150, 26))
    assert not [i for i in one.items if isinstance(i, Poly)]
    assert len([i for i in two.items if isinstance(i, Poly)]) == 1
    assert len([i for i in one.items if isinstance(i, Dots)]) == 1


def test_no_value_is_an_empty_band() -> None:
    assert not [i for i in sparkline(SparklineModel(()), Size(150, 26)).items if isinstance(i, Dots)]


def test_an_extreme_value_stays_inside_the_sparkline() -> None:
    scene = sparkline(SparklineModel(((1.0, -9.0), (2.0, 8.0))), Size(150, 26))
    (line,) = [i for i in scene.items if isinstance(i, Poly)]
    assert all(0 <= y <= 26 for _, y in line.points)


def test_the_five_levels_have_five_shapes_without_text() -> None:
    shapes = [level_mark(level).items for level in FlagLevel]
    assert len(set(shapes)) == 5
    assert not [i for items in shapes for i in items if isinstance(i, Text)]


@given(st.floats(0.001, 1e6), st.integers(1, 20))
def test_a_round_step_cuts_into_at_most_so_many(span: float, most: int) -> None:
    assert span / round_step(span, most) <= most * (1 + 1e-6)


@given(st.lists(st.floats(0, 100), max_size=6).map(sorted))
def test_spread_labels_do_not_overlap_and_keep_their_order(places: list[float]) -> None:
    out = spread(places, 10, 0, 100)
    assert all(b - a >= 10 - 1e-6 for a, b in itertools.pairwise(out))
    assert all(-1e-6 <= p <= 100 + 1e-6 for p in out)


def test_ticks_include_both_ends_and_show_a_true_minus() -> None:
    assert ticks(-1, 1, 0.5) == (-1.0, -0.5, 0.0, 0.5, 1.0)
    assert tick_label(-0.5) == "\u22120.5"


def test_days_without_a_log_are_hatched_and_no_bar() -> None:
    bars = (LaneBar(100, 107, 0.5, "", "6 events"), LaneBar(107, 121, 0.0, "", "no log", silent=True))
    scene = timeline(model(Lane("Events", bars=bars)), SIZE)
    (hatched,) = [r for r in scene.items if isinstance(r, Rects) and r.hatched]
    (solid,) = [r for r in scene.items if isinstance(r, Rects) and r.fill is Ink.ACCENT]
    assert hatched.rects[0][2] == pytest.approx(2 * solid.rects[0][2] + 1.5)
    assert [f.spoken for f in scene.focus] == ["6 events", "no log"]


def test_what_lies_before_a_zoomed_axis_is_left_out_or_cut() -> None:
    lane = Lane(
        "All",
        marks=(LaneMark(90, "early", "early"), LaneMark(200, "late", "late")),
        bars=(LaneBar(140, 160, 0.5, "", "cut"), LaneBar(10, 20, 0.5, "", "gone")),
    )
    zoomed = TimelineModel(150, 270, 249, "Today", (lane,), AGES, AGES)
    scene = timeline(zoomed, SIZE)
    assert sorted(f.spoken for f in scene.focus) == ["cut", "late"]
    drawn = [rect for r in scene.items if isinstance(r, Rects) and r.fill is Ink.ACCENT for rect in r.rects]
    assert all(rect[0] >= 96 for rect in drawn)
