"""Charts on the screen: painted for real, walked with keys, swapped for a table, spoken."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.charts.growth import growth_chart
from clinic_app.charts.marks import FlagLevel, level_mark
from clinic_app.charts.scene import Dots, Ink, Marker, Rects, Scene
from clinic_app.charts.weekly import Week, WeeklyEventsModel, events_per_week
from clinic_app.ui.painting.chart_widget import ChartWidget
from clinic_app.ui.painting.scene_painter import TOKEN_OF_INK, ScenePainter, colours_from_tokens

sys.path.insert(0, str(Path(__file__).parents[2] / "reports"))
import printed_samples as samples  # the fictional child of the printed pages

PAPER = QColor("#ffffff")
COLOURS = {ink: QColor(i, 40, 80) for i, ink in enumerate(Ink)} | {Ink.PAPER: PAPER}


def painted(scene: Scene) -> QImage:
    image = QImage(int(scene.width), int(scene.height), QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    ScenePainter(painter, COLOURS, QFont("sans-serif")).paint(scene)
    painter.end()
    return image


@pytest.fixture
def widget(qtbot: QtBot) -> ChartWidget:
    chart = ChartWidget("growth_weight", "Weight in kg at both ages", COLOURS, QColor("#0a4fd0"))
    qtbot.addWidget(chart)
    chart.resize(600, 400)
    chart.set_builder(lambda size: growth_chart(samples.weight_chart(), size))
    chart.show()
    chart.setFocus()
    return chart


def test_marks_are_painted_where_the_scene_says(qtbot: QtBot) -> None:
    scene = Scene(
        60, 60, (Dots(((20.0, 30.0),), Marker.SQUARE, 10, Ink.ACCENT), Rects(((40.0, 5.0, 10.0, 10.0),), Ink.BAR))
    )
    image = painted(scene)
    assert image.pixelColor(20, 30) == COLOURS[Ink.ACCENT]
    assert image.pixelColor(45, 10) == COLOURS[Ink.BAR]
    assert image.pixelColor(5, 5) == PAPER


@pytest.mark.parametrize("level", list(FlagLevel))
def test_each_level_paints_something(level: FlagLevel, qtbot: QtBot) -> None:
    image = painted(level_mark(level))
    assert any(image.pixelColor(x, y) != PAPER for x in range(16) for y in range(16))


def test_every_ink_reads_a_token() -> None:
    tokens = dict.fromkeys(TOKEN_OF_INK.values(), "#123456")
    assert set(colours_from_tokens(tokens)) == set(Ink)


def test_arrow_keys_walk_the_points_and_speak_each(widget: ChartWidget, qtbot: QtBot) -> None:
    picture = widget.findChild(QWidget, "growth_weight_picture")
    spoken = []
    widget.point_changed.connect(lambda i: spoken.append((i, picture.accessibleDescription())))
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right):
        qtbot.keyClick(picture, key)
    points = samples.weight_chart().points
    assert spoken == [(i, points[i].spoken) for i in (0, 0, 1, 4, 4)]


def test_enter_opens_the_point(widget: ChartWidget, qtbot: QtBot) -> None:
    widget.focus_point(2)
    with qtbot.waitSignal(widget.opened) as opened:
        qtbot.keyClick(widget.findChild(QWidget, "growth_weight_picture"), Qt.Key.Key_Return)
    assert opened.args == [2]


def test_a_click_on_a_point_rests_on_it(widget: ChartWidget, qtbot: QtBot) -> None:
    scene = widget.scene
    assert scene is not None
    x, y = scene.focus[1].centre
    picture = widget.findChild(QWidget, "growth_weight_picture")
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(int(x), int(y)))
    assert picture.accessibleDescription() == samples.weight_chart().points[1].spoken


def test_t_swaps_for_a_table_with_the_same_data_and_back(widget: ChartWidget, qtbot: QtBot) -> None:
    qtbot.keyClick(widget.findChild(QWidget, "growth_weight_picture"), Qt.Key.Key_T)
    table = widget.findChild(QTableWidget, "growth_weight_table")
    assert widget.shows_table
    rows = [tuple(table.item(r, c).text() for c in range(3)) for r in range(table.rowCount())]
    assert rows == [p.cells for p in samples.weight_chart().points]
    qtbot.keyClick(table, Qt.Key.Key_T)
    assert not widget.shows_table


def test_names_for_screen_readers(widget: ChartWidget) -> None:
    for child in (widget, *widget.findChildren(QWidget, "growth_weight_picture")):
        assert child.accessibleName() == "Weight in kg at both ages"


def test_it_repaints_for_its_size_rather_than_scales(widget: ChartWidget) -> None:
    widget.resize(900, 500)
    scene = widget.scene
    assert scene is not None
    assert (scene.width, scene.height) == (900, 500)


def test_an_empty_chart_takes_keys_without_harm(qtbot: QtBot) -> None:
    chart = ChartWidget("events", "Events a week", COLOURS, QColor("#0a4fd0"))
    qtbot.addWidget(chart)
    chart.resize(300, 120)
    chart.set_builder(lambda size: events_per_week(WeeklyEventsModel(()), size))
    chart.show()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_T, Qt.Key.Key_T):
        qtbot.keyClick(chart.focusProxy(), key)
    assert not chart.shows_table


def test_names_are_shown_as_plain_text(qtbot: QtBot) -> None:
    chart = ChartWidget("events", "Events", COLOURS, QColor("#0a4fd0"))
    qtbot.addWidget(chart)
    model = WeeklyEventsModel((Week("<b>7 Sep</b>", 3, "spoken"),), no_log="none", table_header=("Week", "n"))
    chart.set_builder(lambda size: events_per_week(model, size))
    chart.toggle_table()
    table = chart.findChild(QTableWidget, "events_table")
    assert table.item(0, 0).text() == "<b>7 Sep</b>"
