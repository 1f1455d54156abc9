"""The screens of one child."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font, watcher
from clinic_app.ui.widgets.disclosure_button import DisclosureButton
from clinic_app.ui.widgets.key_cap import draw_key, key_size
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_HEIGHT = 34


class _TabButton(QPushButton):
    """The words of a screen and the digit that opens it with Alt."""

    def __init__(self, name: str, words: str, digit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._digit = words, str(digit)
        self.setObjectName(f"tab:{name}")
        self.setAccessibleName(_("{screen}, Alt+{digit}").format(screen=words, digit=digit))
        self.setProperty("look", "painted")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    def _font(self) -> QFont:
        return font(TextStyle.STRONG if self.isChecked() else TextStyle.BODY, current().scale)

    # Qt overrides

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(font(TextStyle.STRONG, current().scale)).horizontalAdvance(self._words)
        return QSize(round(words) + key_size(self._digit).width() + px(27), px(_HEIGHT) - 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current()
        painter = QPainter(self)
        area = QRectF(self.rect())
        words_font = self._font()
        width = QFontMetricsF(words_font).horizontalAdvance(self._words)
        painter.setFont(words_font)
        is_lit = self.isChecked() or self.underMouse()
        painter.setPen(tokens.colour("text_primary" if is_lit else "text_secondary"))
        painter.drawText(area.adjusted(px(10), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        size = key_size(self._digit)
        key = QRectF(
            round(px(10) + width + px(6)), round((area.height() - size.height()) / 2), size.width(), size.height()
        )
        draw_key(
            painter, key, self._digit,
            tokens.colour("text_secondary"), tokens.colour("border_subtle"), tokens.colour("bg_app"),
        )  # fmt: skip
        if self.isChecked():
            painter.fillRect(QRectF(0, area.height() - 3, area.width(), 3), tokens.colour("accent"))
        painter.end()


class PatientTabs(QFrame):
    """34 pixels of tabs; those that do not fit stand under "More". The search box of a child stands at the end."""

    #: A tab was chosen; carries its id.
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setProperty("look", "banner")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, _TabButton] = {}
        self._words: dict[str, str] = {}
        self._more = DisclosureButton("tab:more", _("More"), _("More screens of this child"), self)
        self._more.setCheckable(False)
        self._more.clicked.connect(self._on_more_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(11), 0, px(8), 1)
        row.setSpacing(px(1))
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(px(1))
        self._tools = QHBoxLayout()
        row.addLayout(self._tabs)
        row.addWidget(self._more)
        row.addStretch(1)
        row.addLayout(self._tools)
        watcher().changed.connect(self._fit)

    @property
    def tools(self) -> QHBoxLayout:
        """Where the search box goes."""
        return self._tools

    def set_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Make the tabs from ids and words; Alt with their place opens them."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons, self._words = {}, dict(tabs)
        for digit, (tab_id, words) in enumerate(tabs, start=1):
            button = _TabButton(tab_id, words, digit, self)
            button.clicked.connect(lambda _checked=False, chosen=tab_id: self.chosen.emit(chosen))
            self._group.addButton(button)
            self._buttons[tab_id] = button
            self._tabs.addWidget(button)
        self._fit()

    def ids(self) -> tuple[str, ...]:
        """The tabs in their order."""
        return tuple(self._buttons)

    def select(self, tab_id: str) -> None:
        """Show which screen is open; its tab is always seen."""
        self._buttons[tab_id].setChecked(True)
        self._fit()

    def overflowing(self) -> tuple[str, ...]:
        """The tabs that stand under "More" at this width."""
        return tuple(tab_id for tab_id, button in self._buttons.items() if button.isHidden())

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(px(_HEIGHT))
        room = self.width() - self._tools.sizeHint().width() - px(40)
        widths = {tab_id: button.sizeHint().width() + px(1) for tab_id, button in self._buttons.items()}
        if sum(widths.values()) > room:
            room -= self._more.sizeHint().width()
        kept: set[str] = set()
        for tab_id in sorted(self._buttons, key=lambda name: not self._buttons[name].isChecked()):
            if widths[tab_id] > room:
                break
            kept.add(tab_id)
            room -= widths[tab_id]
        for tab_id, button in self._buttons.items():
            button.setVisible(tab_id in kept)
        self._more.setVisible(len(kept) < len(self._buttons))

    @Slot()
    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tab_id in self.overflowing():
            action = menu.addAction(self._words[tab_id].replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, chosen=tab_id: self.chosen.emit(chosen))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """Narrower windows move tabs under "More" instead of growing."""
        return QSize(px(300), px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
