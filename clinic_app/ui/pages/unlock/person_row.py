"""One of the people who may unlock."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QWidget

from clinic_app.storage.keys import SlotOwner
from clinic_app.ui.role_words import role_words
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.key_cap import draw_key, key_size
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_HEIGHT = 40
_AVATAR = 26
#: Words before a name that are no part of its initials.
_TITLES = frozenset({"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms."})
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def initials_of(name: str) -> str:
    """First letters of the first and the last name: ``MT`` for "Dr Mara Tallow"."""
    words = [word for word in name.split() if word.casefold() not in _TITLES] or name.split()
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0] for word in chosen).upper()


class PersonRow(QRadioButton):
    """Initials, name, role and the key that chooses it; the chosen one is filled and has a heavier edge."""

    def __init__(self, owner: SlotOwner, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.owner = owner
        self._key = f"Alt+{place}" if place <= 9 else ""
        self.setObjectName(f"person:{place}")
        self.setAccessibleName(f"{owner.name}, {role_words(owner.role)}")
        self.setToolTip("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(px(280), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(_HEIGHT))

    def hitButton(self, position: QPoint) -> bool:
        """The whole row is pressed."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ground = "accent_subtle" if chosen else "bg_hover" if self.underMouse() else "bg_surface"
        width = tokens.border * 1.5 if chosen else tokens.border
        painter.setBrush(tokens.colour(ground))
        painter.setPen(QPen(tokens.colour("accent" if chosen else "border_subtle"), width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        self._paint_words(painter, self._paint_avatar(painter), self._paint_key(painter))
        painter.end()

    # Private

    def _place(self, left: int, width: int, height: int) -> QRect:
        """A part in the middle of the row, ``left`` counted from where reading begins."""
        part = QRect(left, (self.height() - height) // 2, width, height)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), part)

    def _paint_avatar(self, painter: QPainter) -> int:
        """Paint the initials and return where the words begin."""
        tokens = current()
        area = self._place(px(11), px(_AVATAR), px(_AVATAR))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("bg_sunken"))
        painter.drawEllipse(area)
        made = font(TextStyle.SMALL, tokens.scale)
        made.setWeight(QFont.Weight.DemiBold)
        painter.setFont(made)
        painter.setPen(tokens.colour("text_primary"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, initials_of(self.owner.name))
        return px(11) + px(_AVATAR) + px(8)

    def _paint_key(self, painter: QPainter) -> int:
        """Paint the key and return where the words must end."""
        if not self._key:
            return self.width() - px(11)
        size = key_size(self._key)
        left = self.width() - px(11) - size.width()
        tokens = current()
        ink, line, ground = (tokens.colour(role) for role in ("text_secondary", "border_subtle", "bg_surface"))
        draw_key(painter, QRectF(self._place(left, size.width(), size.height())), self._key, ink, line, ground)
        return left - px(8)

    def _paint_words(self, painter: QPainter, left: int, right: int) -> None:
        tokens = current()
        strong, small = font(TextStyle.STRONG, tokens.scale), font(TextStyle.SMALL, tokens.scale)
        role, name = role_words(self.owner.role), self.owner.name
        role_width = QFontMetrics(small).horizontalAdvance(role) + 1
        metrics = QFontMetrics(strong)
        room = max(right - left - role_width - px(5), px(40))
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.setToolTip(self.owner.name if name != self.owner.name else "")
        name_width = metrics.horizontalAdvance(name) + 1
        painter.setFont(strong)
        painter.setPen(tokens.colour("text_primary"))
        painter.drawText(self._place(left, name_width, self.height()), _MIDDLE, name)
        painter.setFont(small)
        painter.setPen(tokens.colour("text_muted"))
        painter.drawText(self._place(left + name_width + px(5), role_width, self.height()), _MIDDLE, role)
