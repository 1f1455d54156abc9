"""Measures of the design at the chosen text size."""

from PySide6.QtWidgets import QWidget

from clinic_app.ui.theme import current, watcher


def px(pixels: float) -> int:
    """A measure of the design, grown with the text size."""
    return round(pixels * current().scale)


def repaint_with_theme(widget: QWidget) -> None:
    """Keep a painted widget in step with the theme and the text size."""
    watcher().changed.connect(widget.updateGeometry)
    watcher().changed.connect(widget.update)


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet asks for (``look``, ``ink``, ``state``) and show the difference."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
