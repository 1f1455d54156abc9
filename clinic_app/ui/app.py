"""The Qt application and its clothes. Light to import: it stands on the way to the first painted window."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from clinic_app.ui.style import ClinicStyle, FocusRing, WheelFilter
from clinic_app.ui.theme import ThemeName, apply_theme


def system_theme() -> ThemeName:
    """The theme that the desktop asks for: high contrast, dark, or light where it says nothing."""
    hints = QGuiApplication.styleHints()
    contrast = getattr(hints, "accessibility", None)
    if contrast is not None and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return ThemeName.HIGH_CONTRAST
    return ThemeName.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else ThemeName.LIGHT


def make_application(arguments: Sequence[str], theme: ThemeName | None = None, scale: float = 1.0) -> QApplication:
    """The one application of the process, in its theme, with the focus ring and the wheel that never edits."""
    app = QApplication(list(arguments))
    app.setApplicationName("clinic-app")
    dress(app, theme or system_theme(), scale)
    return app


def dress(app: QApplication, theme: ThemeName, scale: float = 1.0) -> None:
    """Give an application the clinic's style, theme, focus ring and wheel. Called once."""
    app.setStyle(ClinicStyle(WheelFilter(app)))
    apply_theme(app, theme, scale)
    FocusRing(app)
