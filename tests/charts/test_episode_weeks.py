"""The course of an episode: one axis for bars, visits and lanes; silence is hatched and words never collide."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.charts.axes import text_width
from clinic_app.charts.episode_weeks import DayLine, EpisodeWeeksModel, axis_of, count_ticks, episode_weeks
from clinic_app.charts.event_bars import EventBar
from clinic_app.charts.scene import Anchor, Dash, Ink, Lines, Rects, Scene, Size, Text
from clinic_app.charts.timeline import Lane, LaneMark

SIZE = Size(686.0, 184.0)
COUNTS = (6, 11, None, 9, 0, 2)


def bar(place: int, count: int | None, **more: object) -> EventBar:
    return EventBar(100 + 7 * place, 107 + 7 * place, f"{place} Sep", count, f"week {place}", **more)  # type: ignore[arg-type]


def model(*lines: DayLine, **more: object) -> EpisodeWeeksModel:
    bars = tuple(bar(place, count, unfinished=place == len(COUNTS) - 1) for place, count in enumerate(COUNTS))
    given_ = {"bars": bars, "today": 138.5, "before": ("no log", "before", "7 Sep")} | more
    return EpisodeWeeksModel(100, 142, today_label="Today", lines=lines, no_log="no log", **given_)  # type: ignore[arg-type]


VISIT = DayLine(109.5, "Visit 16 Sep, hold advice", "Visit 16 Sep", "Visit 16 Sep. Advice: hold gently")
ADVICE = DayLine(120.5, "27 Sep, vitamin D", "27 Sep", "27 Sep. Treatment: vitamin D", Dash.DOTTED)


def upright(scene: Scene, dash: Dash) -> list[float]:
    return [
        segment[0] for one in scene.items if isinstance(one, Lines) and one.pen.dash is dash for segment in one.segments
    ]


def test_bars_stand_on_days_and_visits_run_through_them() -> None:
    scene, axis = episode_weeks(model(VISIT, ADVICE), SIZE), axis_of(model(), SIZE)
    solid = [one.rects[0] for one in scene.items if isinstance(one, Rects) and one.fill is Ink.BAR]
    assert [rect[0] for rect in solid] == pytest.approx([axis(day) + 2.5 for day in (100, 107, 121)])
    assert upright(scene, Dash.DASHED) == pytest.approx([axis(109.5), axis(138.5)])
    assert upright(scene, Dash.DOTTED) == pytest.approx([axis(120.5)])


def test_weeks_without_a_log_are_hatched_and_no_number() -> None:
    scene = episode_weeks(model(), SIZE)
    (hatched,) = [one for one in scene.items if isinstance(one, Rects) and one.hatched]
    axis = axis_of(model(), SIZE)
    assert hatched.rects[0][0] == pytest.approx(axis(114) + 1)
    bold = [one.text for one in scene.items if isinstance(one, Text) and one.bold]
    assert bold == ["6", "11", "9", "0", "2"]


def test_the_running_week_is_dashed_and_a_day_inside_a_logged_week_is_left_empty() -> None:
    blank = bar(2, None, blank=True)
    scene = episode_weeks(model(bars=(bar(0, 3), blank, bar(5, 2, unfinished=True))), SIZE)
    boxes = [one for one in scene.items if isinstance(one, Rects)]
    assert not any(one.hatched for one in boxes)
    assert [one.pen.dash for one in boxes if one.pen and one.fill is Ink.PAPER] == [Dash.DASHED]


def test_the_words_before_the_log_stand_left_of_the_first_bar_or_not_at_all() -> None:
    assert {"before", "7 Sep"} <= set(episode_weeks(model(), SIZE).texts())
    long = model(before=("a very long sentence about what came before this log",))
    assert "before" not in episode_weeks(long, SIZE).texts()


def test_labels_of_lines_are_shortened_where_they_would_meet() -> None:
    near = DayLine(111.5, "Visit 18 Sep, hold advice", "Visit 18 Sep", "Visit 18 Sep")
    texts = episode_weeks(model(VISIT, near), SIZE).texts()
    assert "Visit 16 Sep, hold advice" not in texts
    assert "Visit 18 Sep, hold advice" in texts
    assert "Today" in texts


@given(st.lists(st.integers(100, 141), max_size=12, unique=True), st.integers(200, 1200))
def test_no_label_of_a_line_lies_over_another(days: list[int], width: int) -> None:
    lines = tuple(DayLine(day + 0.5, f"Visit {day}, hold advice", f"Visit {day}", f"Visit {day}") for day in days)
    shown = model(*lines)
    scene = episode_weeks(shown, Size(width, 184.0))
    foot = max(item.y for item in scene.items if isinstance(item, Text))
    spans = sorted(
        (item.x - text_width(item.text), item.x)
        if item.anchor is Anchor.END
        else (item.x, item.x + text_width(item.text))
        for item in scene.items
        if isinstance(item, Text) and item.y == foot
    )
    assert all(before[1] <= after[0] + 0.01 for before, after in itertools.pairwise(spans))


def test_focus_walks_weeks_silence_and_visits_by_time_then_the_lanes() -> None:
    lane = Lane("Skills", marks=(LaneMark(90, "", "too early"), LaneMark(125, "", "sits")))
    spoken = [point.spoken for point in episode_weeks(model(VISIT, lanes=(lane,)), SIZE).focus]
    assert spoken == ["week 0", "week 1", VISIT.spoken, "week 2", "week 3", "week 4", "week 5", "sits"]


@pytest.mark.parametrize(("highest", "ticks"), [(0, (0, 1)), (1, (0, 1)), (12, (0, 4, 8, 12)), (10, (0, 4, 8, 12))])
def test_ticks_of_counts_are_whole_and_reach_the_highest(highest: int, ticks: tuple[int, ...]) -> None:
    assert count_ticks(highest) == ticks


@given(st.integers(0, 60_000))
def test_there_are_few_ticks(highest: int) -> None:
    ticks = count_ticks(highest)
    assert 2 <= len(ticks) <= 5
    assert ticks[-1] >= highest


def test_ten_thousand_bars_cost_no_more_than_the_width() -> None:
    many = tuple(EventBar(n / 10, (n + 1) / 10, "", n % 7, "") for n in range(10_000))
    scene = episode_weeks(EpisodeWeeksModel(0, 1000, many, 999, "Today"), SIZE)
    drawn = [rect for one in scene.items if isinstance(one, Rects) for rect in one.rects]
    assert len(drawn) <= SIZE.width
    assert len(scene.focus) <= SIZE.width


def test_dense_silence_stays_silence() -> None:
    many = tuple(EventBar(n / 10, (n + 1) / 10, "", None, "no log") for n in range(10_000))
    scene = episode_weeks(EpisodeWeeksModel(0, 1000, many, 999, "Today", no_log="no log"), SIZE)
    assert not [one for one in scene.items if isinstance(one, Text) and one.bold]
    assert [one for one in scene.items if isinstance(one, Rects) and one.hatched]
