"""Where one goes within the settings."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font, watcher
from clinic_app.ui.widgets.icon import draw_icon
from clinic_app.ui.widgets.measures import px

_ID: Final = Qt.ItemDataRole.UserRole
_ICON: Final = Qt.ItemDataRole.UserRole + 1
_WIDE, _NARROW, _ROW = 198, 42, 32
_STEP = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the settings."""

    id: str
    title: str
    icon_name: str


class _Rows(QStyledItemDelegate):
    """Icon and title; the chosen row has a fill, an edge and a bold title."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(px(_NARROW), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = current()
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            edge = QRect(area.left(), area.top(), 3, area.height())
            painter.fillRect(area, tokens.colour("accent_subtle"))
            painter.fillRect(QStyle.visualRect(option.direction, area, edge), tokens.colour("accent"))
        size = px(16)
        mark = QRect(area.left() + px(13), area.center().y() - size // 2 + 1, size, size)
        draw_icon(painter, index.data(_ICON), QRectF(QStyle.visualRect(option.direction, area, mark)))
        words = QStyle.visualRect(option.direction, area, area.adjusted(px(38), 0, -px(4), 0))
        painter.setFont(font(TextStyle.STRONG if chosen else TextStyle.BODY, tokens.scale))
        painter.setPen(tokens.colour("text_primary"))
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if area.width() > px(_NARROW) * 2:
            painter.drawText(words, side | Qt.AlignmentFlag.AlignAbsolute, index.data())
        painter.restore()


class SettingsSections(QListWidget):
    """One row for each part. In a narrow window its icons alone, with the title as tooltip."""

    #: Id of the part that a person chose.
    section_chosen = Signal(str)

    def __init__(self, sections: tuple[Section, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("list:settings")
        self.setAccessibleName(_("Parts of the settings"))
        self.setItemDelegate(_Rows(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for section in sections:
            item = QListWidgetItem(section.title)
            item.setData(_ID, section.id)
            item.setData(_ICON, section.icon_name)
            item.setToolTip(section.title)
            self.addItem(item)
        self.setCurrentRow(0)
        self.set_narrow(narrow=False)
        self.currentItemChanged.connect(self._on_current)
        watcher().changed.connect(self.doItemsLayout)

    @property
    def current(self) -> str:
        """Id of the chosen part."""
        return str(self.currentItem().data(_ID))

    def choose(self, place: int) -> None:
        """Go to a part by its place, from 0."""
        self.setCurrentRow(place)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, or with words."""
        self.setFixedWidth(px(_NARROW if narrow else _WIDE))

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.section_chosen.emit(item.data(_ID))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K; everything else as in every list."""
        step = _STEP.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if step is None:
            super().keyPressEvent(event)
            return
        self.setCurrentRow(min(max(self.currentRow() + step, 0), self.count() - 1))
