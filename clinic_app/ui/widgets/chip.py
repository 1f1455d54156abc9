"""Chips: filters, findings, states and the twin warning."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.level_mark import Level, draw_level
from clinic_app.ui.widgets.measures import px, repaint_with_theme


class ChipKind(StrEnum):
    """What a chip is for."""

    FILTER = "filter"  # a toggle
    FINDING = "finding"  # a button that inserts a finding
    QUIET = "quiet"  # a fact in passing
    NOTICE = "notice"  # asks for attention, such as "Unsigned"
    OK = "ok"  # proven or saved, never "normal"
    PLAN = "plan"
    ACCENT = "accent"  # a state of the visit
    UNSET = "unset"  # not asked
    TWIN = "twin"  # cannot be mistaken and cannot be closed


_COLOURS = {
    ChipKind.FILTER: ("bg_surface", "border_control", "text_primary"),
    ChipKind.FINDING: ("accent_subtle", "accent", "text_primary"),
    ChipKind.QUIET: ("bg_app", "border_subtle", "text_muted"),
    ChipKind.NOTICE: ("sev_2wk_bg", "sev_2wk_mark", "sev_2wk_fg"),
    ChipKind.OK: ("ok_bg", "ok_fg", "ok_fg"),
    ChipKind.PLAN: ("sev_plan_bg", "sev_plan_mark", "sev_plan_fg"),
    ChipKind.ACCENT: ("accent_subtle", "accent", "text_primary"),
    ChipKind.UNSET: ("bg_surface", "unset_line", "text_primary"),
    ChipKind.TWIN: ("bg_surface", "text_primary", "text_primary"),
}
_BOLD = (ChipKind.TWIN, ChipKind.ACCENT, ChipKind.FINDING)
_PRESSED_KINDS = (ChipKind.FILTER, ChipKind.FINDING)


class Chip(QPushButton):
    """A rounded word. Filters toggle, findings press, the others only say something and take no focus."""

    def __init__(
        self,
        name: str,
        text: str,
        kind: ChipKind = ChipKind.QUIET,
        *,
        icon_name: str = "",
        level: Level | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon_name, self._level = kind, icon_name, level
        self.setObjectName(name)
        self.setProperty("look", "painted")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setCheckable(kind is ChipKind.FILTER)
        if kind not in _PRESSED_KINDS:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_words(text)
        self.toggled.connect(self._on_toggled)
        repaint_with_theme(self)

    def set_words(self, text: str, count: int | None = None) -> None:
        """Change what the chip says; a filter may carry how many it would show."""
        self._words = text if count is None else f"{text} {count}"
        self.setText(self._words.replace("&", "&&"))
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: ChipKind, icon_name: str = "") -> None:
        """Change how a chip that only says something looks."""
        self._kind, self._icon_name = kind, icon_name
        self.updateGeometry()
        self.update()

    def _on_toggled(self, _checked: bool) -> None:
        self.updateGeometry()

    # Qt overrides

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._font()).horizontalAdvance(self._words)
        return QSize(round(words) + self._lead() + 2 * px(9), px(22))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(
            painter, QRectF(self.rect()), self._words, self._kind, self._font(),
            checked=self.isChecked(), icon_name=self._icon_name, level=self._level, hovered=self._is_hovered(),
        )  # fmt: skip
        painter.end()

    def _is_hovered(self) -> bool:
        return self.underMouse() and self._kind in _PRESSED_KINDS

    def _lead(self) -> int:
        return px(14) + px(5) if self._icon_name or self._level else 0

    def _font(self) -> QFont:
        return chip_font(self._kind, checked=self.isChecked())


def chip_font(kind: ChipKind, *, checked: bool = False) -> QFont:
    """The font of a chip."""
    made = font(TextStyle.SMALL, current().scale)
    if checked or kind in _BOLD:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def paint_chip(
    painter: QPainter,
    area: QRectF,
    words: str,
    kind: ChipKind,
    words_font: QFont,
    *,
    checked: bool = False,
    icon_name: str = "",
    level: Level | None = None,
    hovered: bool = False,
    padding: int = 9,
) -> None:
    """Paint a chip into ``area``; table cells give it less ``padding`` at its sides."""
    ground, border, ink = _chip_colours(kind, checked=checked, hovered=hovered)
    width = 2.0 if kind is ChipKind.TWIN else float(current().border)
    pen = QPen(border, width, Qt.PenStyle.DashLine if kind is ChipKind.UNSET else Qt.PenStyle.SolidLine)
    if kind is ChipKind.UNSET:
        pen.setDashPattern([3, 2])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(ground)
    inset = width / 2
    body = area.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
    left = area.left() + px(padding)
    mark = QRectF(round(left), round(area.center().y() - px(14) / 2), px(14), px(14))
    if level is not None:
        draw_level(painter, level, mark.adjusted(1, 1, -1, -1))
    elif icon_name:
        draw_icon(painter, icon_name, mark, _COLOURS[kind][2])
    lead = px(14) + px(5) if level is not None or icon_name else 0
    painter.setFont(words_font)
    painter.setPen(ink)
    painter.drawText(area.adjusted(px(padding) + lead, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


def _chip_colours(kind: ChipKind, *, checked: bool, hovered: bool) -> tuple[QColor, QColor, QColor]:
    ground, border, ink = _COLOURS[kind]
    if checked:
        ground, border = "accent_subtle", "accent"
    elif hovered:
        ground = "bg_hover"
    colour = current().colour
    return colour(ground), colour(border), colour(ink)
