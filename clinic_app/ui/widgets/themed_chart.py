"""A chart in the colours of the theme in use."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clinic_app.ui.painting.chart_widget import ChartWidget
from clinic_app.ui.painting.scene_painter import colours_from_tokens
from clinic_app.ui.theme import current, watcher


class ThemedChart(ChartWidget):
    """A ``ChartWidget`` that follows the theme by itself."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        tokens = current()
        super().__init__(name, title, colours_from_tokens(tokens.colours), tokens.colour("focus"), parent)
        watcher().changed.connect(self._on_theme_changed)

    @Slot()
    def _on_theme_changed(self) -> None:
        tokens = current()
        self.set_colours(colours_from_tokens(tokens.colours), tokens.colour("focus"))
