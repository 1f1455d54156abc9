"""Who is here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from clinic_app.storage.keys import SlotOwner
from clinic_app.ui.pages.unlock.person_row import PersonRow
from clinic_app.ui.widgets.measures import px

#: More people than this scroll.
_MOST = 5
_ROW, _GAP = 40, 6


class PersonList(QWidget):
    """Exactly one person is chosen, the first to begin with. Never empty: a record has at least one."""

    #: A person was chosen by hand.
    chosen = Signal()

    def __init__(self, people: Sequence[SlotOwner], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = [PersonRow(owner, place) for place, owner in enumerate(people, 1)]
        self._group = QButtonGroup(self)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setSpacing(px(_GAP))
        scrolls = len(self._rows) > _MOST
        edge = 3 if scrolls else 0  # room for the focus ring
        rows.setContentsMargins(edge, edge, edge, edge)
        for row in self._rows:
            self._group.addButton(row)
            row.clicked.connect(self.chosen)
            rows.addWidget(row)
        self._rows[0].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_scrolled(inner) if scrolls else inner)

    @property
    def person(self) -> SlotOwner:
        """The chosen person."""
        return next(row.owner for row in self._rows if row.isChecked())

    def choose(self, person_id: str) -> None:
        """Choose a person; one who is not in the list changes nothing."""
        for row in self._rows:
            if row.owner.person_id == person_id:
                row.setChecked(True)

    def choose_place(self, place: int) -> None:
        """Choose the first, second ... of the list; a place beyond its end changes nothing."""
        if place <= len(self._rows):
            self._rows[place - 1].setChecked(True)
            self.chosen.emit()


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("people:scroll")
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    area.setFixedHeight(px((_ROW + _GAP) * _MOST - _GAP // 2 + 12))
    return area
