"""Buttons, with an icon before the words and the key after them."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.key_cap import draw_key, key_size
from clinic_app.ui.widgets.measures import px, repaint_with_theme


class ButtonKind(StrEnum):
    """How much a button asks for attention; one primary action on a screen."""

    PRIMARY = "primary"  # 36 high
    PRIMARY_STANDARD = "primary_standard"  # 30 high
    STANDARD = "standard"
    SMALL = "small"
    LINK = "link"
    DANGER = "danger"


_HEIGHT = {ButtonKind.PRIMARY: 36, ButtonKind.SMALL: 26}
_PADDING = {ButtonKind.PRIMARY: 16, ButtonKind.SMALL: 8, ButtonKind.LINK: 4}
_GAP = 8
#: Ctrl+Enter and the like belong to the page.
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class ActionButton(QPushButton):
    """A button whose words are its accessible name. ``key`` is drawn only; the page owns the shortcut.

    Args:
        name: object name, ``button:<action>``.
        text: a verb with its object.
        key: drawn as a keycap, e.g. ``Ctrl+S``.
        icon_name: drawn before the words; a button without words needs ``spoken``.
        spoken: accessible name and tooltip, when the words alone do not say it.
    """

    def __init__(
        self,
        name: str,
        text: str,
        kind: ButtonKind = ButtonKind.STANDARD,
        *,
        key: str = "",
        icon_name: str = "",
        spoken: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._key, self._icon_name, self._spoken = kind, key, icon_name, spoken
        self.setObjectName(name)
        self.setProperty("look", "painted")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.set_words(text)
        repaint_with_theme(self)

    @property
    def kind(self) -> ButtonKind:
        """How the button looks."""
        return self._kind

    def set_words(self, text: str) -> None:
        """Change what the button says. An ampersand is a character like any other."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setShortcut("")
        self.setAccessibleName(self._spoken or text)
        if self._spoken and not text:
            self.setToolTip(self._spoken)
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: ButtonKind) -> None:
        """Change how the button looks."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keys, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _CHORD:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        height = px(_HEIGHT.get(self._kind, 30))
        if not self._words and self._icon_name:
            return QSize(px(40), height)
        return QSize(round(self._content_width()) + 2 * px(_PADDING.get(self._kind, 11)) + 2, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, border, ink = self._colours()
        if self._kind is not ButtonKind.LINK:
            painter.setPen(QPen(border, current().border))
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._paint_content(painter, ink)
        painter.end()

    # Private

    def _font(self) -> QFont:
        small = self._kind is ButtonKind.SMALL
        made = font(TextStyle.SMALL if small else TextStyle.STRONG, current().scale)
        made.setWeight(QFont.Weight.DemiBold)
        if self._kind is ButtonKind.PRIMARY:
            made.setPixelSize(px(14))
        return made

    def _content_width(self) -> float:
        words = QFontMetricsF(self._font()).horizontalAdvance(self._words)
        icon_width = px(16) + (px(_GAP) if self._words else 0) if self._icon_name else 0
        key_width = key_size(self._key).width() + px(_GAP) if self._key else 0
        return words + icon_width + key_width

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Ground, border and ink for the state the button is in."""
        colour = current().colour
        if not self.isEnabled():
            return colour("bg_sunken"), colour("border_subtle"), colour("disabled_text")
        if self._kind in (ButtonKind.PRIMARY, ButtonKind.PRIMARY_STANDARD):
            fill = "accent_pressed" if self.isDown() else "accent_hover" if self.underMouse() else "accent"
            return colour(fill), colour(fill), colour("text_on_accent")
        ground = colour("bg_sunken" if self.isDown() else "bg_hover" if self.underMouse() else "bg_surface")
        if self._kind is ButtonKind.DANGER:
            return ground, colour("sev_now_mark"), colour("sev_now_fg")
        if self._kind is ButtonKind.LINK:
            return ground, ground, colour("text_link")
        return ground, colour("border_control"), colour("text_primary")

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        area = QRectF(self.rect())
        left = (area.width() - self._content_width()) / 2
        if self._icon_name:
            size = px(16)
            draw_icon(
                painter, self._icon_name, QRectF(round(left), (area.height() - size) / 2, size, size), self._ink()
            )
            left += size + (px(_GAP) if self._words else 0)
        painter.setFont(self._font())
        painter.setPen(ink)
        words = QFontMetricsF(self._font()).horizontalAdvance(self._words)
        painter.drawText(QRectF(left, 0, words + 1, area.height()), Qt.AlignmentFlag.AlignVCenter, self._words)
        if self.underMouse() and self._kind is ButtonKind.LINK:
            base = (area.height() + QFontMetricsF(self._font()).ascent()) / 2 + 1
            painter.drawLine(round(left), round(base), round(left + words), round(base))
        if self._key:
            size_of_key = key_size(self._key)
            top = (area.height() - size_of_key.height()) / 2
            place = QRectF(round(left + words + px(_GAP)), round(top), size_of_key.width(), size_of_key.height())
            self._paint_key(painter, place, ink)

    def _paint_key(self, painter: QPainter, place: QRectF, ink: QColor) -> None:
        colour = current().colour
        if self._kind in (ButtonKind.PRIMARY, ButtonKind.PRIMARY_STANDARD) or not self.isEnabled():
            draw_key(painter, place, self._key, ink, ink)
            return
        draw_key(painter, place, self._key, colour("text_secondary"), colour("border_subtle"), colour("bg_app"))

    def _ink(self) -> str:
        if not self.isEnabled():
            return "disabled_text"
        roles = {ButtonKind.PRIMARY: "text_on_accent", ButtonKind.PRIMARY_STANDARD: "text_on_accent"}
        others = {ButtonKind.LINK: "text_link", ButtonKind.DANGER: "sev_now_fg"}
        return {**roles, **others}.get(self._kind, "text_primary")
