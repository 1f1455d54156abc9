"""The head of the examination card: the child's state, the visit beside, and leaving the rest out."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from clinic_app.clinical.instruments.model import Item
from clinic_app.domain.answers import Answer
from clinic_app.i18n import _, day_text, short_day_text
from clinic_app.services.views import VisitSummary
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.drop_down import DropDown
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.reasons import reason_menu

_NOTHING = -1


class Toolbar(QWidget):
    """What holds for the whole examination."""

    #: The state in which the child is examined, as an ``Answer``.
    state_chosen = Signal(object)
    #: The id of the note to put beside, empty for none.
    beside_chosen = Signal(str)
    #: Every visit side by side.
    all_requested = Signal()
    #: Leave out what is still unset in this section, with the reason.
    rest_left_out = Signal(str)

    def __init__(self, state: Item | None, visits: Sequence[VisitSummary], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visits = tuple(visits)
        self._codes = [option.code for option in state.options] if state is not None else []
        self._state = DropDown("exam_state", _("State of the child during the examination"))
        self._state.setPlaceholderText(_("Not recorded"))
        self._state.setMinimumWidth(px(112))
        for option in state.options if state is not None else ():
            self._state.addItem(option.word.capitalize(), option.code)
        self._state.setCurrentIndex(_NOTHING)
        self._state.activated.connect(self._on_state)
        self._beside = ActionButton("button:exam_beside", "", icon_name="history")
        self._beside.clicked.connect(self._on_beside)
        self._rest = ActionButton(
            "button:exam_rest",
            _("Rest not examined"),
            spoken=_("Mark the rest of this section as not examined"),
        )
        self._rest.clicked.connect(self._on_rest)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        label = PlainLabel(_("State"), ink="secondary")
        for part in (label, self._state, self._beside, self._rest):
            row.addWidget(part)
        for part in (label, self._state):
            part.setVisible(state is not None)
        self.show_beside(self._visits[0] if self._visits else None)

    def show_state(self, answer: Answer | None) -> None:
        """Show the recorded state."""
        code = answer.value if answer is not None else None
        self._state.setCurrentIndex(self._codes.index(str(code)) if code in self._codes else _NOTHING)

    def show_beside(self, visit: VisitSummary | None) -> None:
        """Which visit is shown beside today."""
        if not self._visits:
            self._beside.set_words(_("No earlier visit"))
            self._beside.setEnabled(False)
        elif visit is None:
            self._beside.set_words(_("Beside: none"))
        else:
            self._beside.set_words(_("Beside: {day}").format(day=short_day_text(visit.day)))
            self._beside.setToolTip(day_text(visit.day))

    def show_section(self, title: str) -> None:
        """Which section's rest the button leaves out."""
        words = _("Mark the rest of “{section}” as not examined").format(section=title)
        self._rest.setToolTip(words)
        self._rest.setAccessibleName(words)

    def set_read_only(self) -> None:
        """Shown, not changed."""
        self._state.setEnabled(False)
        self._rest.setEnabled(False)

    @Slot(int)
    def _on_state(self, index: int) -> None:
        self.state_chosen.emit(Answer(self._codes[index]))

    @Slot()
    def _on_beside(self) -> None:
        menu = QMenu(self._beside)
        menu.setObjectName("exam_beside_menu")
        menu.setAccessibleName(_("Visit to show beside"))
        for visit in self._visits:
            action = menu.addAction(day_text(visit.day))
            action.triggered.connect(lambda _checked=False, note=visit.note_id: self.beside_chosen.emit(str(note)))
        menu.addAction(_("None")).triggered.connect(lambda: self.beside_chosen.emit(""))
        menu.addSeparator()
        menu.addAction(_("All visits, item by item\tB")).triggered.connect(self.all_requested)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._beside.mapToGlobal(QPoint(0, self._beside.height() + 2)))

    @Slot()
    def _on_rest(self) -> None:
        menu = reason_menu(self._rest, self.rest_left_out.emit)
        menu.popup(self._rest.mapToGlobal(QPoint(0, self._rest.height() + 2)))
