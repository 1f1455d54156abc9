"""The sections of a form with how much of each is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font, watcher
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.progress_ring import draw_progress_ring

_ID: Final = Qt.ItemDataRole.UserRole
_DONE: Final = Qt.ItemDataRole.UserRole + 1
_TOTAL: Final = Qt.ItemDataRole.UserRole + 2
_TITLE: Final = Qt.ItemDataRole.UserRole + 3
_ABSOLUTE: Final = Qt.AlignmentFlag.AlignAbsolute
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """A section and how many of its items are answered, left out with a reason included."""

    id: str
    title: str
    done: int
    total: int


class _Rows(QStyledItemDelegate):
    """Ring, title, count; the chosen row has a fill, an edge and a bold title."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(px(120), px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current()
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        done, total = index.data(_DONE), index.data(_TOTAL)
        painter.save()
        if chosen:
            painter.fillRect(area, tokens.colour("accent_subtle"))
            painter.fillRect(
                _mirrored(option, QRect(area.left(), area.top(), 3, area.height())), tokens.colour("accent")
            )
        ring = QRect(area.left() + px(10), area.top(), px(15), area.height())
        draw_progress_ring(painter, QRectF(_mirrored(option, ring)), done, total)
        self._words(painter, option, index.data(_TITLE), _("{done}/{total}").format(done=done, total=total))
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, option: QStyleOptionViewItem, title: str, count: str) -> None:
        tokens = current()
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        made = font(TextStyle.STRONG if chosen else TextStyle.BODY, tokens.scale)
        count_font = font(TextStyle.BODY, tokens.scale)
        room = QFontMetrics(count_font).horizontalAdvance(count)
        start, end = (
            QStyle.visualAlignment(option.direction, side | Qt.AlignmentFlag.AlignVCenter)
            for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        )
        left = area.adjusted(px(32), 0, -room - px(14), 0)
        painter.setFont(made)
        painter.setPen(tokens.colour("text_primary"))
        shown = QFontMetrics(made).elidedText(title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(_mirrored(option, left), start | _ABSOLUTE, shown)
        painter.setFont(count_font)
        painter.setPen(tokens.colour("text_muted"))
        painter.drawText(_mirrored(option, area.adjusted(0, 0, -px(8), 0)), end | _ABSOLUTE, count)


def _mirrored(option: QStyleOptionViewItem, part: QRect) -> QRect:
    """A part of the row, on the other side in right-to-left languages."""
    return QStyle.visualRect(option.direction, option.rect, part)


class SectionList(QListWidget):
    """One row for each section; J and K, the arrows, Home, End and typing ahead go through them.

    Args:
        name: object name.
        accessible: what the sections belong to, such as ``Sections of the examination``.
    """

    #: Id of the section that a person chose. Not emitted by ``set_current``.
    section_chosen = Signal(str)

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setProperty("look", "sections")
        self.setItemDelegate(_Rows(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_setting = False
        self.currentItemChanged.connect(self._on_current)
        watcher().changed.connect(self.doItemsLayout)

    def set_sections(self, sections: Sequence[SectionProgress]) -> None:
        """Show these sections. The chosen one stays chosen, and rows that stay are changed in place."""
        self._is_setting = True
        if [section.id for section in sections] != [self.item(row).data(_ID) for row in range(self.count())]:
            chosen = self.current
            self.clear()
            for section in sections:
                self.addItem(QListWidgetItem())
                self.item(self.count() - 1).setData(_ID, section.id)
            self.set_current(chosen)
            self._is_setting = True
        for row, section in enumerate(sections):
            self._fill(self.item(row), section)
        self._is_setting = False

    @staticmethod
    def _fill(item: QListWidgetItem, section: SectionProgress) -> None:
        """Words for the screen reader and for typing ahead; the rest for painting. Only what differs is touched."""
        words = _("{title}, {done} of {total} answered")
        item.setText(section.title)
        item.setToolTip("")
        item.setData(_TITLE, section.title)
        item.setData(_DONE, section.done)
        item.setData(_TOTAL, section.total)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            words.format(title=section.title, done=section.done, total=section.total),
        )

    @property
    def current(self) -> str:
        """Id of the chosen section, empty for none."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_ID))

    def set_current(self, section_id: str) -> None:
        """Choose a section without telling anybody."""
        self._is_setting = True
        for row in range(self.count()):
            if self.item(row).data(_ID) == section_id:
                self.setCurrentRow(row)
        self._is_setting = False

    def step(self, by: int) -> None:
        """Choose the next or the previous section, as a person would."""
        row = min(max(self.currentRow() + by, 0), self.count() - 1)
        if row >= 0:
            self.setCurrentRow(row)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._is_setting:
            self.section_chosen.emit(item.data(_ID))

    # Qt overrides

    def sizeHint(self) -> QSize:
        """All rows, where there is room for them."""
        return QSize(px(186), px(28) * max(self.count(), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K; everything else as in every list."""
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        step = steps.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if step is not None:
            self.step(step)
        else:
            super().keyPressEvent(event)
