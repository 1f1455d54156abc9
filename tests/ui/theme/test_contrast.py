"""The contrast table of the design, computed again from the colours that ship."""

import pytest

from clinic_app.ui.theme.tokens import token_file

_THEMES = ("light", "dark")


def _luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB``, WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _pairs() -> list[tuple[str, str]]:
    return [(theme, pair) for theme in _THEMES for pair in token_file()["contrast"][theme]]


@pytest.mark.parametrize(("theme", "pair"), _pairs())
def test_each_pair_is_as_readable_as_the_table_says(theme: str, pair: str) -> None:
    ink, ground = pair.split(" on ")
    colours = token_file()["color"][theme]
    stated = token_file()["contrast"][theme][pair]
    measured = _contrast(colours[ink], colours[ground])
    assert measured >= stated["required"]
    assert round(measured, 2) == pytest.approx(stated["ratio"], abs=0.01)


def test_white_and_black_are_21_to_1() -> None:
    assert _contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


def test_both_themes_name_the_same_roles() -> None:
    colours = token_file()["color"]
    assert set(colours["light"]) == set(colours["dark"])
