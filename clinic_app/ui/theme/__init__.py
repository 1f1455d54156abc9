"""One look for the whole window: tokens, palette, style sheet, fonts. No colour stands anywhere else."""

from clinic_app.ui.theme.apply import apply_theme, current, next_theme, watcher
from clinic_app.ui.theme.fonts import TextStyle, font
from clinic_app.ui.theme.tokens import ThemeName, Tokens, paper_colour

__all__ = [
    "TextStyle",
    "ThemeName",
    "Tokens",
    "apply_theme",
    "current",
    "font",
    "next_theme",
    "paper_colour",
    "watcher",
]
