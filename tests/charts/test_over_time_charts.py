"""Time of day and lengths: what was told in full, as a guess, in part, and not at all."""

from clinic_app.charts.day_hours import DayCount, DayHoursModel, day_hours
from clinic_app.charts.lengths import LengthsModel, LengthSpan, lengths_chart
from clinic_app.charts.scene import Dots, Ink, Marker, Rects, Size

SIZE = Size(560.0, 230.0)


def test_a_guessed_hour_is_an_outline_and_parts_stand_apart() -> None:
    hours = tuple(DayCount(str(hour), 4 if hour == 7 else 0, f"{hour}", 1 if hour == 7 else 0) for hour in range(24))
    scene = day_hours(
        DayHoursModel(hours, (DayCount("morn.", 2, "morning: 2"), DayCount("?", 8, "not known: 8"))), SIZE
    )
    guess, sure, morning, unknown = [one.rects[0] for one in scene.items if isinstance(one, Rects)]
    assert guess[3] * 3 == sure[3]
    assert sure[0] < morning[0] < unknown[0]
    assert unknown[3] == 4 * morning[3]
    assert len(scene.focus) == 26


def test_lengths_are_a_median_and_a_longest_and_nothing_where_none_was_told() -> None:
    spans = (
        LengthSpan("7 Sep", 6.0, 12, logged=True, spoken="a"),
        LengthSpan("14 Sep", None, None, logged=True, spoken="b"),
        LengthSpan("21 Sep", None, None, logged=False, spoken="c"),
    )
    scene = lengths_chart(LengthsModel(spans, "s", "no log"), SIZE)
    dots = {one.marker: one.points for one in scene.items if isinstance(one, Dots)}
    assert {marker: len(points) for marker, points in dots.items()} == {Marker.TRIANGLE: 1, Marker.DOT: 1}
    assert dots[Marker.TRIANGLE][0][1] < dots[Marker.DOT][0][1]
    (hatched,) = [one for one in scene.items if isinstance(one, Rects) and one.hatched]
    assert hatched.rects[0][0] > dots[Marker.DOT][0][0] + hatched.rects[0][2]
    assert not [one for one in scene.items if isinstance(one, Rects) and one.fill is Ink.BAR]
    assert "12 s" in scene.texts()
