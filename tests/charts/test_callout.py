"""The card of a point stands beside it, inside the picture, and never over it."""

import pytest

from clinic_app.charts.callout import callout
from clinic_app.charts.scene import CardLine, Dots, FocusPoint, Marker, Rects, Size, Text

CARD = (CardLine("6.84 kg on 18 Nov", bold=True), CardLine("corrected 6 m: 19th", Marker.CROSS), CardLine("a note"))


@pytest.mark.parametrize("height", [160.0, 400.0])
@pytest.mark.parametrize("x", [10.0, 300.0, 560.0])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.85])
def test_it_stands_in_the_picture_and_not_over_its_point(height: float, x: float, part: float) -> None:
    point = FocusPoint(x, height * part - 10, 40.0, 20.0, "spoken", CARD)
    items = callout(point, Size(600.0, height))
    (rects,) = [item for item in items if isinstance(item, Rects)]
    left, top, width, tall = rects.rects[0]
    assert left >= 0
    assert top >= 0
    assert left + width <= 600
    assert top + tall <= height
    apart = left >= x + 40 or left + width <= x or top >= point.y + 20 or top + tall <= point.y
    assert apart


def test_it_says_every_line_behind_its_mark() -> None:
    items = callout(FocusPoint(100, 100, 20, 20, "spoken", CARD), Size(600, 400))
    assert [item.text for item in items if isinstance(item, Text)] == [line.text for line in CARD]
    assert [item.marker for item in items if isinstance(item, Dots)] == [Marker.CROSS]


def test_a_point_without_a_card_has_none() -> None:
    assert callout(FocusPoint(100, 100, 20, 20, "spoken"), Size(600, 400)) == ()
