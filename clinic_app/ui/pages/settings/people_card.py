"""Who is in the clinic, and what can be done about each."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clinic_app.domain.people import Person, PersonId
from clinic_app.i18n import _
from clinic_app.ui.role_words import role_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Row


class PeopleCard(Card):
    """Asks through signals; changes nothing itself.

    Args:
        me: who is at the record; nobody ends their own access.
        refusal: why nothing can be changed here, empty for who may.
    """

    add_requested = Signal()
    #: Carries a ``Person``.
    password_requested = Signal(object)
    deactivate_requested = Signal(object)

    def __init__(self, me: PersonId, refusal: str, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._me, self._may = me, not refusal
        self._people: dict[str, Person] = {}
        self.setObjectName("card:people")
        columns = (
            Column("name", _("Name"), 108, stretches=True),
            Column("role", _("Role"), 100),
            Column("state", _("State"), 134),
        )
        self._table = ClinicTable("table:people", _("People"), columns, row_height=30)
        self._table.row_selected.connect(self._on_selected)
        self.body.addWidget(self._table, 1)
        self.body.addLayout(self._make_actions(refusal))

    def _make_actions(self, refusal: str) -> QHBoxLayout:
        self.add = ActionButton("button:open_add_person", _("Add person"), icon_name="user-plus", key="A")
        self._password = ActionButton("button:open_password", _("New password"), ButtonKind.SMALL, icon_name="key")
        self._deactivate = ActionButton("button:open_deactivate", _("Deactivate"), ButtonKind.SMALL)
        self.add.clicked.connect(self.add_requested)
        self._password.clicked.connect(lambda: self.password_requested.emit(self._selected))
        self._deactivate.clicked.connect(lambda: self.deactivate_requested.emit(self._selected))
        row = QHBoxLayout()
        row.setContentsMargins(px(8), px(6), px(8), px(6))
        row.setSpacing(px(8))
        self._note = PlainLabel(refusal, TextStyle.SMALL, ink="muted", wrap=True)
        self._note.setObjectName("text:people_note")
        row.addWidget(self._note, 1)
        for button in (self._password, self._deactivate):
            button.setVisible(self._may)
            row.addWidget(button)
        self.add.setVisible(self._may)
        self.header_right.addWidget(self.add)
        return row

    @property
    def table(self) -> ClinicTable:
        """The table."""
        return self._table

    @property
    def _selected(self) -> Person | None:
        return self._people.get(self._table.selected_id)

    def show_people(self, people: Sequence[Person], with_password: Collection[str]) -> None:
        """Show everybody, active ones first; ``with_password`` are the ids of those who can unlock."""
        ordered = sorted(people, key=lambda one: (not one.active, one.name.casefold()))
        self._people = {one.id: one for one in ordered}
        self._table.set_rows([self._row(one, one.id in with_password) for one in ordered])
        self._on_selected(self._table.selected_id)

    def _row(self, person: Person, has_password: bool) -> Row:
        you = _(" (you)") if person.id == self._me else ""
        if not person.active:
            state = Cell(_("No access"), icon_name="lock")
        elif not has_password:
            state = Cell(_("No password yet"), icon_name="key")
        else:
            state = Cell(_("Active"), icon_name="check")
        cells = (Cell(you, strong=person.name), Cell(role_words(person.role)), state)
        return Row(person.id, cells, is_past=not person.active)

    @Slot(str)
    def _on_selected(self, _row_id: str) -> None:
        person = self._selected
        is_other = person is not None and person.id != self._me
        self._password.setEnabled(is_other)
        self._password.set_words(_("New password") if person is None or person.active else _("Let in again"))
        self._deactivate.setEnabled(is_other and person is not None and person.active)
        if self._may:
            self._note.setText(_("Your own access is ended by somebody else.") if person and not is_other else "")
