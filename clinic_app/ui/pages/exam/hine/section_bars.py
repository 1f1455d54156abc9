"""Each section's sum as a bar: filled what was scored, empty what was lost, dashed what is not scored yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from clinic_app.i18n import _
from clinic_app.services.hine import plain
from clinic_app.ui.pages.exam.item_row import paint_words
from clinic_app.ui.theme import TextStyle, current
from clinic_app.ui.widgets.measures import px, repaint_with_theme

_ROW, _NAME, _SUM = 24, 88, 72


@dataclass(frozen=True, slots=True)
class SectionBar:
    """One section: what was scored out of what was possible so far, out of ``most``; ``last`` at the visit before."""

    title: str
    sum: Decimal
    possible: int
    most: int
    last: Decimal | None = None

    @property
    def words(self) -> str:
        """``13 of 24``; nothing scored is no number."""
        got = plain(self.sum) if self.possible else "–"
        words = _("{title} {sum} of {most}").format(title=self.title, sum=got, most=self.most)
        if self.last is None:
            return words
        return _("{words}, last visit {last}").format(words=words, last=plain(self.last))


class SectionBars(QWidget):
    """Spoken as one list; the numbers stand at the end of each bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[SectionBar, ...] = ()
        self.setObjectName("hine_bars")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)

    def show_bars(self, bars: Sequence[SectionBar]) -> None:
        """Show these sections."""
        self._bars = tuple(bars)
        self.setAccessibleName("; ".join(bar.words for bar in self._bars))
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        """One line a section."""
        return QSize(px(240), px(_ROW) * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return QSize(px(200), px(_ROW) * len(self._bars))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A bar a line."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for at, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, at * px(_ROW))
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: SectionBar, top: int) -> None:
        tokens, height = current(), px(_ROW)
        paint_words(painter, QRectF(0, top, px(_NAME), height), bar.title, "text_primary")
        track = QRectF(px(_NAME), top + (height - px(9)) / 2, self.width() - px(_NAME) - px(_SUM), px(9))
        scale = track.width() / bar.most
        scored = QRectF(track.left(), track.top(), bar.possible * scale, track.height())
        dashed = QPen(tokens.colour("unset_line"), tokens.border)
        dashed.setDashPattern([3, 2])
        painter.setPen(dashed)
        painter.drawRect(track)
        if bar.possible:
            painter.setPen(QPen(tokens.colour("border_control"), tokens.border))
            painter.setBrush(tokens.colour("bg_sunken"))
            painter.drawRect(scored)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.fillRect(
                QRectF(track.left(), track.top(), float(bar.sum) * scale, track.height()), tokens.colour("accent")
            )
        if bar.last is not None:
            painter.fillRect(
                QRectF(track.left() + float(bar.last) * scale - 1, track.top() - 3, 2, 15),
                tokens.colour("text_primary"),
            )
        self._paint_sum(painter, bar, top)

    def _paint_sum(self, painter: QPainter, bar: SectionBar, top: int) -> None:
        got, most, height = plain(bar.sum) if bar.possible else "–", f" / {bar.most}", px(_ROW)
        right = Qt.AlignmentFlag.AlignRight
        paint_words(painter, QRectF(self.width() - px(34), top, px(34), height), most, "text_secondary", right)
        paint_words(
            painter, QRectF(self.width() - px(_SUM), top, px(38), height), got, "text_primary", right, TextStyle.STRONG
        )
