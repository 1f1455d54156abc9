"""The design tokens, read once from ``resources/theme/tokens.json``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from clinic_app.resources import resource_path


class ThemeName(StrEnum):
    """The looks that can be chosen; high contrast takes the system's own colours."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


@cache
def token_file() -> Mapping[str, Any]:
    """Everything in the token file."""
    document: dict[str, Any] = json.loads(resource_path("theme", "tokens.json").read_text("utf-8"))
    return document


def paper_colour() -> QColor:
    """What a printed page is drawn on: the same in every theme."""
    return QColor(token_file()["print"]["paper"])


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme by role, and the factor of the chosen text size."""

    theme: ThemeName
    colours: Mapping[str, str]
    scale: float = 1.0

    def colour(self, role: str) -> QColor:
        """The colour of a role such as ``accent``. An unknown role is a programming error."""
        return QColor(self.colours[role])

    @property
    def border(self) -> int:
        """Width of an ordinary border in pixels."""
        return 2 if self.theme is ThemeName.HIGH_CONTRAST else 1

    @property
    def is_plain(self) -> bool:
        """Whether fills are dropped and only borders and words are left."""
        return self.theme is ThemeName.HIGH_CONTRAST


def load_tokens(theme: ThemeName, scale: float = 1.0) -> Tokens:
    """The tokens of a theme."""
    if theme is ThemeName.HIGH_CONTRAST:
        return Tokens(theme, _system_colours(), scale)
    return Tokens(theme, token_file()["color"][str(theme)], scale)


def _system_colours() -> dict[str, str]:
    """The system palette under the names of the tokens: all fills dropped, all inks the text colour."""
    palette = QGuiApplication.palette()
    ground = palette.color(QPalette.ColorRole.Base).name()
    ink = palette.color(QPalette.ColorRole.Text).name()
    chosen = palette.color(QPalette.ColorRole.Highlight).name()
    on_chosen = palette.color(QPalette.ColorRole.HighlightedText).name()
    fills = {"band", "pending_bg", "selection", "accent_subtle"}
    special = {
        "accent": chosen, "accent_hover": chosen, "accent_pressed": chosen, "focus": chosen, "selection": ground,
        "text_on_accent": on_chosen, "rail_selected": chosen, "text_on_rail": ink,
    }  # fmt: skip
    return {
        role: special.get(role, ground if role.startswith("bg_") or role.endswith("_bg") or role in fills else ink)
        for role in token_file()["color"]["light"]
    }
