"""The one card in the middle of the window while no record is open."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.frame.footer import Footer
from clinic_app.ui.pages.gate.gate_mark import GateMark
from clinic_app.ui.pages.gate.side_panel import SidePanel
from clinic_app.ui.theme import TextStyle, watcher
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_WIDTH = 940
_SIDE = 350
_HEIGHT = 510
#: Narrower than this the side panel stands below the main one.
_BESIDE = 820


class GateFrame(QWidget):
    """Main panel with mark and title on the leading side, a quiet panel beside it, keys in the footer.

    Where the window is narrow the side panel goes below; where it is low the card scrolls. Nothing is removed.
    """

    def __init__(self, hints: Sequence[tuple[str, str]], version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = PlainLabel("", TextStyle.DISPLAY, wrap=True)
        self._title.setObjectName("text:gate_title")
        self._subtitle = PlainLabel("", ink="secondary", wrap=True)
        self._subtitle.setObjectName("text:gate_subtitle")
        self._main = QVBoxLayout()
        self._side = QVBoxLayout()
        self._card = QFrame()
        self._card.setObjectName("card:gate")
        self._card.setProperty("look", "gate")
        self._panels = QHBoxLayout(self._card)
        self._side_panel = SidePanel()
        self._build(Footer(), hints, version)
        watcher().changed.connect(self._fit)

    def _build(self, footer: Footer, hints: Sequence[tuple[str, str]], version: str) -> None:
        self._panels.setContentsMargins(0, 0, 0, 0)
        self._panels.setSpacing(0)
        self._panels.addWidget(self._make_main(), 1)
        self._panels.addWidget(self._make_side())
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.setContentsMargins(px(12), px(12), px(12), px(12))
        across.addStretch(1)
        across.addWidget(self._card, 0, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        area = QScrollArea()
        area.setObjectName("gate:scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(middle)
        footer.set_hints(hints)
        footer.set_who(_("Version {version}").format(version=version), "")
        self._footer = footer
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(footer)

    def _make_main(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(px(40), px(34), px(40), px(30))
        column.setSpacing(px(4))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(GateMark(), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        column.addWidget(self._subtitle)
        column.addSpacing(px(10))
        column.addLayout(self._main, 1)
        return panel

    def _make_side(self) -> QWidget:
        column = QVBoxLayout(self._side_panel)
        column.setContentsMargins(px(26), px(34), px(26), px(26))
        column.addLayout(self._side)
        column.addStretch(1)
        return self._side_panel

    @property
    def main(self) -> QVBoxLayout:
        """Where the thing to do goes."""
        return self._main

    @property
    def side(self) -> QVBoxLayout:
        """Where the things to know go."""
        return self._side

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Say where one is."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    @Slot()
    def _fit(self) -> None:
        is_beside = self.width() >= px(_BESIDE)
        way = QHBoxLayout.Direction.LeftToRight if is_beside else QHBoxLayout.Direction.TopToBottom
        self._panels.setDirection(way)
        beside = Qt.Edge.RightEdge if self.isRightToLeft() else Qt.Edge.LeftEdge
        self._side_panel.set_edge(beside if is_beside else Qt.Edge.TopEdge)
        width = min(px(_WIDTH), self.width() - px(24) - 12)
        self._card.setFixedWidth(max(width, px(360)))
        self._card.setMinimumHeight(px(_HEIGHT))
        self._side_panel.setFixedWidth(px(_SIDE) if is_beside else self._card.width() - 2)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
