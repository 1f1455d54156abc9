"""A theme is the palette, the style sheet and the font of one set of tokens."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clinic_app.resources import resource_path
from clinic_app.ui.theme import TextStyle, ThemeName, apply_theme, current, font, next_theme, watcher
from clinic_app.ui.theme.sheet import style_sheet
from clinic_app.ui.theme.tokens import load_tokens

_UI = Path(__file__).parents[3] / "clinic_app" / "ui"


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.usefixtures("dressed")
def test_every_role_of_the_style_sheet_is_filled(theme: ThemeName) -> None:
    assert "@" not in style_sheet(load_tokens(theme))


@pytest.mark.parametrize("theme", [ThemeName.LIGHT, ThemeName.DARK])
def test_the_palette_carries_the_tokens(dressed: QApplication, theme: ThemeName) -> None:
    apply_theme(dressed, theme)
    assert dressed.palette().color(QPalette.ColorRole.Window) == current().colour("bg_app")
    assert dressed.palette().color(QPalette.ColorRole.Text) == current().colour("text_primary")


def test_high_contrast_takes_the_colours_of_the_system(dressed: QApplication) -> None:
    system = dressed.style().standardPalette().color(QPalette.ColorRole.Base)
    apply_theme(dressed, ThemeName.DARK)
    apply_theme(dressed, ThemeName.HIGH_CONTRAST)
    assert current().colour("bg_app") == system
    assert current().colour("bg_app") != load_tokens(ThemeName.DARK).colour("bg_app")
    assert current().border == 2


def test_the_themes_go_round(dressed: QApplication) -> None:
    seen = []
    for _ in ThemeName:
        apply_theme(dressed, next_theme())
        seen.append(current().theme)
    assert seen == [ThemeName.DARK, ThemeName.HIGH_CONTRAST, ThemeName.LIGHT]


def test_painted_widgets_are_told(dressed: QApplication, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watcher().changed):
        apply_theme(dressed, ThemeName.DARK)


def test_larger_text_grows_words_and_controls_but_no_lines() -> None:
    sheet = style_sheet(load_tokens(ThemeName.LIGHT, 1.3))
    assert "font-size: 16px" in sheet
    assert "max-height: 1px" in sheet
    assert "min-height: 36px" in sheet  # 28 * 1.3


@pytest.mark.parametrize("style", list(TextStyle))
@pytest.mark.usefixtures("dressed")
def test_the_shipped_fonts_are_the_ones_shown(style: TextStyle) -> None:
    assert QFontInfo(font(style)).family().startswith("IBM Plex")


@pytest.mark.usefixtures("dressed")
def test_digits_have_equal_widths() -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(font(TextStyle.BODY))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_licences_lie_beside_the_fonts_and_icons() -> None:
    assert "SIL OPEN FONT LICENSE" in resource_path("fonts", "OFL.txt").read_text("utf-8").upper()


def test_no_colour_is_written_outside_the_tokens() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|\bQColor\(\s*[\"'0-9]|Qt\.GlobalColor\.(?!transparent)")
    found = [path.name for path in _UI.rglob("*.py") if literal.search(path.read_text("utf-8"))]
    assert found == []
