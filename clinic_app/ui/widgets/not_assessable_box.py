"""What could not be judged, and what is missing for it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, watcher
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.level_mark import Level, LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_SHOWN = 6


class NotAssessableBox(QFrame):
    """Dashed like everything that is not examined. Hidden while nothing is missing."""

    #: Jump to the first missing finding.
    go_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = PlainLabel("", TextStyle.STRONG)
        self._missing = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._go = ActionButton(f"button:go:{name}", _("Go to first"), ButtonKind.LINK)
        self._go.clicked.connect(self.go_requested)
        grid = QGridLayout(self)
        grid.setContentsMargins(px(9), px(5), px(8), px(4))
        grid.setHorizontalSpacing(px(4))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(1, 1)
        grid.addWidget(LevelMark(Level.NOT_ASSESSABLE), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._missing, 1, 0, 1, 2)
        grid.addWidget(self._go, 2, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.set_missing(())
        watcher().changed.connect(self.update)

    def set_missing(self, missing: Sequence[str], count: int | None = None) -> None:
        """Name the missing findings; ``count`` is the number of rules, where that differs."""
        total = len(missing) if count is None else count
        self._title.setText(_("Not assessable yet, {count}").format(count=total))
        shown = ", ".join(missing[:_SHOWN])
        more = len(missing) - _SHOWN
        if more > 0:
            shown = _("{names} and {count} more").format(names=shown, count=more)
        self._missing.setText(_("{names}: not recorded.").format(names=shown))
        self.setAccessibleName(f"{self._title.text()}: {self._missing.text()}")
        self.setVisible(bool(missing))

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current()
        pen = QPen(tokens.colour("unset_line"), tokens.border)
        pen.setDashPattern([3, 2])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
