"""Fields side by side on a grid of narrow columns, so that they line up over the rows."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from clinic_app.ui.forms.field_slot import FieldSlot
from clinic_app.ui.widgets.measures import px

_COLUMN: Final = 45
#: A number with its unit, its usual range and the button that corrects it.
_LEAST_SPAN: Final = 4
_GAP: Final = 14
_ROW_GAP: Final = 9


class FieldFlow(QLayout):
    """Each field takes as many columns as its control needs; a row is as high as its highest field."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def _slots(self) -> list[tuple[QLayoutItem, FieldSlot]]:
        widgets = ((item, item.widget()) for item in self._items)
        return [(item, one) for item, one in widgets if isinstance(one, FieldSlot) and not one.isHidden()]

    def _place(self, area: QRect, *, moves: bool) -> int:
        """Go through the rows; returns the height that they take."""
        gap = px(_GAP)
        columns = max(_LEAST_SPAN, (area.width() + gap) // (px(_COLUMN) + gap))
        unit = (area.width() + gap) / columns
        at, top, height = 0, area.top(), 0
        for item, slot in self._slots():
            span = (
                columns if slot.is_wide else min(columns, max(_LEAST_SPAN, -(-(slot.least_width() + gap) // int(unit))))
            )
            if at and at + span > columns:
                at, top, height = 0, top + height + px(_ROW_GAP), 0
            width = round(unit * span) - gap
            needs = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if moves:
                item.setGeometry(
                    self._mirrored(area, QRect(QPoint(area.left() + round(at * unit), top), QSize(width, needs)))
                )
            at, height = at + span, max(height, needs)
        return top + height - area.top()

    def _mirrored(self, area: QRect, place: QRect) -> QRect:
        host = self.parentWidget()
        if host is None or not host.isRightToLeft():
            return place
        return QRect(QPoint(area.left() + area.right() - place.right(), place.top()), place.size())

    # Qt overrides

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        height = self._place(rect, moves=True)
        host = self.parentWidget()
        if host is not None and host.minimumHeight() != height:
            host.setMinimumHeight(height)  # a scroll area does not ask for a height at a width

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        return QSize(px(_LEAST_SPAN * (_COLUMN + _GAP)), 0)
