"""The HINE in brief, under the sections of the examination, with the way to it."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.clinical.hine_form import load_hine
from clinic_app.i18n import _
from clinic_app.services.hine import HineVisit, plain
from clinic_app.ui.style.hatch import draw_hatch
from clinic_app.ui.theme import TextStyle, current
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px, repaint_with_theme
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine


class _Progress(QWidget):
    """Items scored as a filled part, the rest hatched."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(100), px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), current()
        whole = QRectF(0.5, 0.5, self.width() - 1, self.height() - 1)
        draw_hatch(painter, whole)
        painter.setPen(QPen(tokens.colour("border_control"), tokens.border))
        painter.drawRect(whole)
        painter.fillRect(QRectF(0, 0, self.width() * self._share, self.height()), tokens.colour("accent"))
        painter.end()


class HineSoFar(QWidget):
    """Sum, how much is scored, asymmetries."""

    #: Show the HINE.
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hine_so_far")
        self._count = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._sum = PlainLabel("", TextStyle.DISPLAY)
        self._of = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._progress = _Progress()
        self._words = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        way = ActionButton("button:open_hine", _("Open HINE view"), ButtonKind.LINK)
        way.clicked.connect(self.open_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(4), px(10), px(6))
        column.setSpacing(px(4))
        column.addWidget(RuleLine())
        column.addLayout(_row(PlainLabel(_("HINE so far"), TextStyle.STRONG), None, self._count))
        column.addLayout(_row(self._sum, self._of, None))
        column.addWidget(self._progress)
        column.addWidget(self._words)
        column.addLayout(_row(way, KeyCap("H"), None))

    def show_score(self, now: HineVisit | None) -> None:
        """Show today's score, ``None`` while nothing of the form is recorded."""
        items = len(load_hine().items)
        score = now.score if now is not None else None
        scored = score.items_scored if score is not None else 0
        self._count.setText(f"{scored}/{items}")
        self._sum.setText(plain(score.partial_sum) if score is not None and scored else "–")
        possible = score.possible if score is not None else 0
        self._of.setText(_("of {possible} possible").format(possible=possible) if scored else _("nothing scored"))
        self._progress.show_share(scored / items)
        parts = [] if scored in (0, items) else [_("No total until all {items} are scored.").format(items=items)]
        if score is not None and score.asymmetry_count is not None:
            parts.append(_("Sides differ in {count}.").format(count=score.asymmetry_count))
        self._words.setText(" ".join(parts))
        self._words.setVisible(bool(parts))
        self.setAccessibleName(_("HINE so far, {scored} of {items} scored").format(scored=scored, items=items))


def _row(first: QWidget, second: QWidget | None, last: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(6))
    row.addWidget(first)
    if second is not None:
        row.addWidget(second)
    row.addStretch(1)
    if last is not None:
        row.addWidget(last)
    return row
