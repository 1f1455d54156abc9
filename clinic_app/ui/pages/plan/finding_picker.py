"""The list of today's findings: type a part of one, Enter puts it into the text."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.planning import OfferedFinding
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.widgets.icon import icon
from clinic_app.ui.widgets.level_mark import level_pixmap
from clinic_app.ui.widgets.measures import px

_FIELD = Qt.ItemDataRole.UserRole
_WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class FindingPicker(QFrame):
    """Pops up at the cursor. Findings under a flag stand first with the mark of its level."""

    #: The field of the finding to insert.
    chosen = Signal(str)

    def __init__(self, findings: Sequence[OfferedFinding], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("finding_picker")
        self.setAccessibleName(_("Insert a finding"))
        self.setProperty("look", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._findings = tuple(findings)
        self._filter = QLineEdit()
        self._filter.setObjectName("finding_picker_filter")
        self._filter.setAccessibleName(_("Part of a finding"))
        self._filter.setPlaceholderText(_("Part of a finding, such as knee"))
        self._filter.textChanged.connect(self._fill)
        self._list = QListWidget()
        self._list.setObjectName("finding_picker_list")
        self._list.setAccessibleName(_("Findings of today"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.addWidget(self._filter)
        column.addWidget(self._list)
        self.resize(px(400), px(280))
        self._fill("")

    def show_at(self, place: QPoint) -> None:
        """Open with the keyboard in the filter."""
        self.move(place)
        self.show()
        self._filter.setFocus()

    @Slot(str)
    def _fill(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self._list.clear()
        for one in self._findings:
            if not all(part in one.words.casefold() for part in wanted):
                continue
            item = QListWidgetItem(one.words)
            item.setData(_FIELD, one.field_id)
            if one.urgency is not None:
                item.setIcon(level_pixmap(LEVELS[one.urgency], 14, 2.0))
            elif one.used:
                item.setIcon(icon("check", "text_muted", 14))
            if one.used:
                item.setToolTip(_("In the text already"))
            self._list.addItem(item)
        if not self._list.count():
            empty = _("Nothing recorded today") if not self._findings else _("No finding of today fits")
            item = QListWidgetItem(empty)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
            return
        self._list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        field_id = item.data(_FIELD)
        if field_id:
            self.close()
            self.chosen.emit(field_id)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Enter chooses, Escape closes; everything else was taken by the filter."""
        key = Qt.Key(event.key())
        if key in _WALK:
            row = min(max(self._list.currentRow() + _WALK[key], 0), self._list.count() - 1)
            self._list.setCurrentRow(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem() is not None:
            self._choose(self._list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
