"""What is expected for age, in words and as painted."""

from decimal import Decimal

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from clinic_app.clinical.instruments.expected import AgeBand, NumericBand
from clinic_app.ui.theme import current
from clinic_app.ui.widgets.age_band import AgeBandCell

MORO = AgeBand(usual=(Decimal(0), Decimal(4)), fading=(Decimal(4), Decimal(6)))
PARACHUTE = AgeBand(emerging=(Decimal(6), Decimal(9)), usual=(Decimal(9), None))
ANGLE = AgeBand(bands=(NumericBand((4, 6), Decimal(90), Decimal(120)),))


def made(qtbot: QtBot, *arguments) -> AgeBandCell:
    cell = AgeBandCell(*arguments)
    qtbot.addWidget(cell)
    cell.resize(94, 28)
    return cell


def columns_of(cell: AgeBandCell, role: str) -> list[int]:
    """The columns of pixels in which exactly this colour was painted."""
    image, wanted = cell.grab().toImage(), QColor(current().colour(role)).rgb()
    return [x for x in range(image.width()) if any(image.pixel(x, y) == wanted for y in range(image.height()))]


def test_a_window_is_said_with_the_childs_age(dressed, qtbot):
    assert made(qtbot, MORO, 6.9).words == "usual 0 to 4 months; fading 4 to 6 months; now 6.9 months corrected"
    assert made(qtbot, PARACHUTE, 6.9).words.startswith("emerging 6 to 9 months; usual from 9 months")


def test_the_filled_band_lies_at_its_months(dressed, qtbot):
    filled = columns_of(made(qtbot, MORO, None), "band")
    assert 4 <= filled[0] <= 6
    assert 30 <= filled[-1] <= 34  # four of twelve months on a line of 85 pixels


def test_the_mark_stands_at_the_age(dressed, qtbot):
    early, late = (columns_of(made(qtbot, MORO, age), "text_primary") for age in (1.0, 11.0))
    assert early
    assert late
    assert early[-1] < late[0]


def test_no_age_no_mark(dressed, qtbot):
    assert columns_of(made(qtbot, MORO, None), "text_primary") == []
    assert "now" not in made(qtbot, MORO, None).words


def test_an_age_beyond_the_line_stands_at_its_end(dressed, qtbot):
    assert columns_of(made(qtbot, MORO, 30.0), "text_primary")[-1] >= 88


def test_numbers_show_both_sides_on_the_band_of_the_completed_month(dressed, qtbot):
    cell = made(qtbot, ANGLE, 6.9, Decimal(95), Decimal(130))
    assert cell.words == "expected 90 to 120; right 95; left 130"
    assert columns_of(cell, "right")[0] < columns_of(cell, "left")[0]
    cell.set_values(Decimal(130), Decimal(95))
    assert columns_of(cell, "left")[0] < columns_of(cell, "right")[0]


def test_a_side_that_was_not_measured_has_no_mark(dressed, qtbot):
    cell = made(qtbot, ANGLE, 5.0, Decimal(95))
    assert columns_of(cell, "left") == []
    assert "left" not in cell.words


def test_no_norm_at_this_age_is_said_and_no_band_painted(dressed, qtbot):
    cell = made(qtbot, ANGLE, 7.0, Decimal(95), Decimal(95))
    assert cell.words == "no norm at this age; right 95; left 95"
    assert columns_of(cell, "band") == []
    assert made(qtbot, ANGLE, 7.0).words == "no norm at this age"


def test_a_phrase_stands_as_words(dressed, qtbot):
    cell = made(qtbot, AgeBand(phrase="compare <b>sides</b>"), 7.0)
    assert cell.words == "compare <b>sides</b>"
    image: QImage = cell.grab().toImage()
    assert len({image.pixel(x, y) for x in range(94) for y in range(28)}) > 2
