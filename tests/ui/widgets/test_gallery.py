"""The component sheet: every control in every state, named, deaf to the wheel, in every theme."""

import pytest
from pytestqt.qtbot import QtBot

from clinic_app.ui.gallery import gallery
from clinic_app.ui.theme import ThemeName, apply_theme


def test_every_control_is_named_and_no_wheel_edits(dressed, qtbot: QtBot, assert_named, assert_wheel_edits_nothing):
    sheet = gallery()
    qtbot.addWidget(sheet)
    sheet.show()
    assert_named(sheet)
    assert_wheel_edits_nothing(sheet)


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_it_paints_in_every_theme_and_text_size(dressed, qtbot: QtBot, theme: ThemeName, scale: float):
    sheet = gallery()
    qtbot.addWidget(sheet)
    apply_theme(dressed, theme, scale)
    sheet.resize(1366, 768)
    sheet.show()
    image = sheet.widget().grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 8
