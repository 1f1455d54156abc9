"""Geometry of the growth chart: every mark stands where its numbers say."""

from dataclasses import replace

import pytest

from clinic_app.charts.growth import AxisNote, Curve, GrowthChartModel, GrowthPoint, growth_chart
from clinic_app.charts.scene import Dash, Dots, Item, Lines, Marker, Poly, Rects, Scene, Size, Text

MONTH = 30.4375
SIZE = Size(600.0, 400.0)


def point(age: float, corrected: float | None, value: float, *, plausible: bool = True) -> GrowthPoint:
    early = None if corrected is None else corrected * MONTH
    return GrowthPoint(age * MONTH, early, value, f"{value} kg", f"{value} kg at {age}", ("a", "b"), plausible)


def curve(label: str, low: float, high: float) -> Curve:
    return Curve(label, ((0.0, low), (6 * MONTH, (low + high) / 2), (24 * MONTH, high * 1.6)))


CURVES = (
    curve("3rd", 2, 7),
    curve("15th", 2.8, 8),
    curve("50th", 3.3, 9),
    curve("85th", 4, 10),
    curve("97th", 4.4, 12),
)
MODEL = GrowthChartModel(
    "Weight, kg", "WHO 2006, girls", CURVES, (), 0.0, 12 * MONTH, value_from=2, value_to=12, table_header=("x", "y")
)


def having(scene: Scene, kind: type[Item]) -> list[Item]:
    return [item for item in scene.items if isinstance(item, kind)]


def frame_of(scene: Scene) -> tuple[float, float, float, float]:
    (rects,) = [r for r in scene.items if isinstance(r, Rects)]
    return rects.rects[0]


def dots(scene: Scene, marker: Marker) -> list[Dots]:
    return [d for d in scene.items if isinstance(d, Dots) and d.marker is marker]


def test_dot_at_chronological_and_cross_at_corrected_age_joined_by_a_line() -> None:
    scene = growth_chart(replace(MODEL, points=(point(8, 6, 7),)), SIZE)
    left, top, width, height = frame_of(scene)
    (dot,), (cross,) = dots(scene, Marker.DOT), dots(scene, Marker.CROSS)
    y = top + height * (12 - 7) / 10
    assert dot.points == (pytest.approx((left + width * 8 / 12, y)),)
    assert cross.points == (pytest.approx((left + width * 6 / 12, y)),)
    joins = [
        s for line in scene.items if isinstance(line, Lines) for s in line.segments if s[1] == s[3] == dot.points[0][1]
    ]
    assert pytest.approx((*cross.points[0], *dot.points[0])) in joins


def test_a_term_child_has_a_dot_and_no_cross() -> None:
    scene = growth_chart(replace(MODEL, points=(point(8, None, 7),)), SIZE)
    assert len(dots(scene, Marker.DOT)) == 1
    assert dots(scene, Marker.CROSS) == []


def test_two_visits_are_not_joined_to_each_other() -> None:
    scene = growth_chart(replace(MODEL, points=(point(4, None, 6), point(8, None, 7))), SIZE)
    places = [d.points[0] for d in dots(scene, Marker.DOT)]
    ends = {(s[0], s[1]) for line in scene.items if isinstance(line, Lines) for s in line.segments}
    assert len(places) == 2
    assert not ends & set(places)


def test_centile_lines_alternate_dashes_and_none_is_heavier() -> None:
    lines = [p for p in growth_chart(MODEL, SIZE).items if isinstance(p, Poly)]
    pens = [p.pen for p in lines]
    assert [pen.dash for pen in pens if pen] == [Dash.DASHED, Dash.SOLID, Dash.DASHED, Dash.SOLID, Dash.DASHED]
    assert {(pen.width, pen.ink) for pen in pens if pen} == {(1.0, pens[0].ink if pens[0] else None)}


def test_everything_inside_the_picture_and_curves_inside_the_frame() -> None:
    scene = growth_chart(replace(MODEL, points=(point(8, 6, 7), point(1, -1, 3), point(11, 9, 40))), SIZE)
    left, top, width, height = frame_of(scene)
    for poly in scene.items:
        if isinstance(poly, Poly) and not poly.closed:
            for x, y in poly.points:
                assert left - 0.01 <= x <= left + width + 0.01
                assert top - 0.01 <= y <= top + height + 0.01
    for box in scene.focus:
        assert 0 <= box.centre[0] <= SIZE.width
        assert 0 <= box.centre[1] <= SIZE.height
    for text in scene.items:
        if isinstance(text, Text):
            assert 0 <= text.x <= SIZE.width
            assert 0 <= text.y <= SIZE.height


def test_a_curve_is_cut_exactly_at_the_edge_of_the_age_axis() -> None:
    scene = growth_chart(MODEL, SIZE)
    left, _, width, _ = frame_of(scene)
    for poly in scene.items:
        if isinstance(poly, Poly):
            assert poly.points[0][0] == pytest.approx(left)
            assert poly.points[-1][0] <= left + width + 0.01


def test_a_value_beyond_the_axis_gets_an_arrow_and_its_number() -> None:
    scene = growth_chart(replace(MODEL, points=(point(8, 6, 31.5),)), SIZE)
    assert dots(scene, Marker.DOT) == []
    assert "31.5 kg" in scene.texts()
    assert any(isinstance(i, Poly) and i.closed and i.fill for i in scene.items)
    assert scene.focus[0].spoken.startswith("31.5 kg")


def test_an_implausible_value_is_hollow_and_not_joined() -> None:
    scene = growth_chart(replace(MODEL, points=(point(8, 6, 7, plausible=False),)), SIZE)
    assert dots(scene, Marker.DOT)[0].hollow
    y = dots(scene, Marker.DOT)[0].points[0][1]
    assert not [
        s for i in scene.items if isinstance(i, Lines) for s in i.segments if s[1] == s[3] == y and i.pen.width > 1
    ]


def test_names_of_measure_reference_and_centiles_stand_on_the_chart() -> None:
    texts = growth_chart(replace(MODEL, notes=(AxisNote(5 * MONTH, "Shakes first told"),)), SIZE).texts()
    assert {"Weight, kg", "WHO 2006, girls", "3rd", "15th", "50th", "85th", "97th", "Shakes first told"} <= set(texts)


def test_crowded_centile_labels_leave_every_other_one_out() -> None:
    texts = growth_chart(MODEL, Size(300.0, 90.0)).texts()
    assert {"3rd", "50th", "97th"} <= set(texts)
    assert "15th" not in texts


def test_two_values_on_one_day_are_both_drawn_and_both_spoken() -> None:
    scene = growth_chart(replace(MODEL, points=(point(8, 6, 7), point(8, 6, 7.4))), SIZE)
    assert len(dots(scene, Marker.DOT)) == 2
    assert len(scene.focus) == len(scene.table.rows) == 2


def test_without_curves_or_points_there_is_still_a_frame() -> None:
    empty = GrowthChartModel("Weight", "none", (), (), 0.0, 365.0)
    assert frame_of(growth_chart(empty, SIZE))[2] > 0


def test_no_emphasis_by_fill() -> None:
    assert not [r for r in having(growth_chart(MODEL, SIZE), Rects) if isinstance(r, Rects) and r.fill]


def test_a_reference_by_day_is_thinned_to_what_can_be_seen_and_keeps_its_ends() -> None:
    by_day = Curve("50th", tuple((float(d), 3 + d / 100) for d in range(1857)))
    scene = growth_chart(replace(MODEL, curves=(by_day,)), SIZE)
    (line,) = [p for p in scene.items if isinstance(p, Poly)]
    left, top, width, height = frame_of(scene)
    assert len(line.points) < width / 2
    assert line.points[0] == pytest.approx((left, top + height * 0.9))
    assert line.points[-1][0] == pytest.approx(left + width)
