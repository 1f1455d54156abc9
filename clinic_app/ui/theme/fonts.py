"""IBM Plex Sans in the styles of the design, registered from the shipped files."""

from enum import StrEnum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from clinic_app.resources import resource_path
from clinic_app.ui.theme.tokens import token_file


class TextStyle(StrEnum):
    """Text styles; ``SMALL`` is the minimum."""

    DISPLAY = "display"
    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    STRONG = "strong"
    SMALL = "small"
    MONO = "mono"


@cache
def register_fonts() -> None:
    """Make the shipped fonts known to Qt, once."""
    for path in sorted(resource_path("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def font(style: TextStyle, scale: float = 1.0) -> QFont:
    """The font of a style at the chosen text size."""
    register_fonts()
    kinds = token_file()["type"]
    measures = kinds["scale"][str(style)]
    made = QFont(kinds["family_mono"] if style is TextStyle.MONO else kinds["family"])
    made.setPixelSize(round(measures["size"] * scale))
    made.setWeight(QFont.Weight(measures["weight"]))
    return made
