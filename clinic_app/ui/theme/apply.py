"""Putting a theme on the running application."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from clinic_app.ui.theme.fonts import TextStyle, font
from clinic_app.ui.theme.sheet import style_sheet
from clinic_app.ui.theme.tokens import ThemeName, Tokens, load_tokens


class _Watcher(QObject):
    """Tells painted widgets that the theme changed."""

    changed = Signal()


class _State:
    tokens: Tokens | None = None
    watcher: _Watcher | None = None


def watcher() -> _Watcher:
    """The object whose ``changed`` is emitted after each change of theme or text size."""
    if _State.watcher is None:
        _State.watcher = _Watcher()
    return _State.watcher


def current() -> Tokens:
    """The tokens in use; light until a theme was applied."""
    if _State.tokens is None:
        _State.tokens = load_tokens(ThemeName.LIGHT)
    return _State.tokens


def apply_theme(app: QApplication, theme: ThemeName, scale: float = 1.0) -> None:
    """Give the application its palette, font and style sheet."""
    app.setPalette(QPalette())  # back to the system's own, which high contrast reads
    tokens = load_tokens(theme, scale)
    _State.tokens = tokens
    app.setPalette(_palette(tokens))
    app.setFont(font(TextStyle.BODY, scale))
    app.setStyleSheet(style_sheet(tokens))
    watcher().changed.emit()


def next_theme() -> ThemeName:
    """The theme that Ctrl+T goes to."""
    order = list(ThemeName)
    return order[(order.index(current().theme) + 1) % len(order)]


def _palette(tokens: Tokens) -> QPalette:
    if tokens.is_plain:
        return QGuiApplication.palette()
    roles = {
        QPalette.ColorRole.Window: "bg_app",
        QPalette.ColorRole.WindowText: "text_primary",
        QPalette.ColorRole.Base: "bg_surface",
        QPalette.ColorRole.AlternateBase: "bg_sunken",
        QPalette.ColorRole.Text: "text_primary",
        QPalette.ColorRole.Button: "bg_surface",
        QPalette.ColorRole.ButtonText: "text_primary",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "text_on_accent",
        QPalette.ColorRole.ToolTipBase: "bg_surface",
        QPalette.ColorRole.ToolTipText: "text_primary",
        QPalette.ColorRole.PlaceholderText: "text_muted",
        QPalette.ColorRole.Link: "text_link",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, tokens.colour(name))
    disabled = tokens.colour("disabled_text")
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, disabled)
    return palette
