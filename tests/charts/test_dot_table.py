"""Dots whose area is the count, numbers beside them, and every cell in words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.charts.dot_table import DotRow, DotTableModel, ShareRow, dot_table, height_of
from clinic_app.charts.scene import Dots, Rects, Size, Text

SIZE = Size(573.0, 160.0)
MODEL = DotTableModel(
    "Trigger",
    ("Awake quiet", "Crying", "Not told"),
    (DotRow("Limb stretch", (36, 9, 0), 45), DotRow("Not told", (0, None, 4), 4, quiet=True)),
    "All",
    "no log",
)


def test_the_area_of_a_dot_is_its_count() -> None:
    large, small = [one for one in dot_table(MODEL, SIZE).items if isinstance(one, Dots) and not one.hollow]
    assert small.size / large.size == pytest.approx(math.sqrt(9 / 36))


def test_numbers_zeros_and_silence_look_different() -> None:
    scene = dot_table(MODEL, SIZE)
    texts = scene.texts()
    assert {"36", "9", "4", "45"} <= set(texts)
    assert texts.count("·") == 2
    assert [one.hatched for one in scene.items if isinstance(one, Rects)] == [True]


def test_what_was_not_told_is_hollow() -> None:
    assert [one.hollow for one in dot_table(MODEL, SIZE).items if isinstance(one, Dots)] == [False, False, True]


def test_every_cell_is_spoken_with_its_row_and_column() -> None:
    spoken = [point.spoken for point in dot_table(MODEL, SIZE).focus]
    assert spoken[0] == "Limb stretch, Awake quiet: 36"
    assert spoken[4] == "Not told, Crying: no log"
    assert len(spoken) == 6


def test_the_table_has_every_number_and_the_total() -> None:
    table = dot_table(MODEL, SIZE).table
    assert table.header == ("Trigger", "Awake quiet", "Crying", "Not told", "All")
    assert table.rows == (("Limb stretch", "36", "9", "0", "45"), ("Not told", "0", "no log", "4", "4"))


def test_shares_stand_beneath_and_in_the_table() -> None:
    share = ShareRow("stops, of tried", ("6/8", "", "–"), "6/8")
    scene = dot_table(DotTableModel("When", MODEL.columns, MODEL.rows, "All", "no log", share=share), SIZE)
    assert scene.table.rows[-1] == ("stops, of tried", "6/8", "no log", "–", "6/8")
    assert scene.focus[-1].spoken == "stops, of tried, Not told: –"


def test_narrow_columns_say_the_number_alone() -> None:
    columns = tuple(str(n) for n in range(14))
    scene = dot_table(DotTableModel("", columns, (DotRow("stops", tuple(range(1, 15)), 105),), "All"), Size(560, 200))
    assert not [one for one in scene.items if isinstance(one, Dots)]
    assert {"1", "14"} <= set(scene.texts())


@given(
    st.lists(st.lists(st.none() | st.integers(0, 5000), min_size=3, max_size=3), max_size=12),
    st.integers(160, 1400),
)
def test_everything_stays_inside_at_any_width(counts: list[list[int | None]], width: int) -> None:
    rows = tuple(DotRow("a long name of a trigger " * 3, tuple(cells), 9) for cells in counts)
    model = DotTableModel("Trigger", ("Awake quiet", "Crying", "On waking"), rows, "All", "no log", "A note.")
    size = Size(width, height_of(model))
    scene = dot_table(model, size)
    assert all(point.x >= 0 and point.x + point.width <= width for point in scene.focus)
    assert all(0 <= item.y <= size.height for item in scene.items if isinstance(item, Text))
