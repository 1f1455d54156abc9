"""Saying something about a thread: an opinion, an assessment, a note, advice or treatment."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.episodes import SaidKind
from clinic_app.domain.errors import ClinicError
from clinic_app.domain.people import Role
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.episodes.opinions import kind_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.role_words import role_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.drop_down import DropDown
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.note_field import NoteField
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch

_FREE = (SaidKind.NOTE, SaidKind.ADVICE)
_DOCTORS = (SaidKind.OPINION, SaidKind.ASSESSMENT, SaidKind.TREATMENT)


class SayForm(QWidget):
    """Every entry carries a day, a name and the time of writing. A change of mind is a new entry."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        permissions, role = child.desk.context.permissions, child.desk.actor.role
        self._may_judge = Action.WRITE_EXAM in permissions.get(role, frozenset())
        kinds = (*_DOCTORS, *_FREE) if self._may_judge else _FREE
        self._switch = SegmentedSwitch("switch:kind", _("What is said"), [(str(one), kind_words(one)) for one in kinds])
        self._switch.chosen.connect(self._on_kind)
        self._card = DropDown("choice:card", _("The pattern that it is thought to be"))
        self._card.addItem(_("In own words alone"), "")
        for pattern in child.desk.context.knowledge.content.patterns.values():
            self._card.addItem(pattern.label, pattern.id)
        log = child.log
        self._day = DateField(
            "say:day", _("Day that it is about"), today=lambda: log.today, born=child.chart.patient.birth_date
        )
        self._day.edit.setPlaceholderText(_("Today"))
        self._day.setFixedWidth(px(190))
        self._words = NoteField("say:words", _("In own words"), placeholder=_("In own words"), lines=6)
        self._say = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._say.setObjectName("say:says")
        self._say.hide()
        self._lay_out()
        self._on_kind(self._switch.current)

    def _lay_out(self) -> None:
        add = ActionButton(
            "button:say", _("Add as {name}").format(name=self._child.desk.actor.name), ButtonKind.PRIMARY_STANDARD,
            key="Ctrl+Enter",
        )  # fmt: skip
        add.clicked.connect(self.store)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._day, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(5))
        column.addWidget(PlainLabel(_("Say something about it"), TextStyle.SMALL, ink="secondary"))
        column.addWidget(self._switch)
        if not self._may_judge:
            column.addWidget(PlainLabel(self._who_may(), TextStyle.SMALL, ink="muted", wrap=True))
        column.addWidget(self._card)
        column.addWidget(self._words)
        column.addWidget(self._say)
        column.addLayout(row)
        column.addStretch(1)

    def _who_may(self) -> str:
        permissions = self._child.desk.context.permissions
        roles = [role_words(role).lower() for role in Role if Action.WRITE_EXAM in permissions.get(role, frozenset())]
        return _("Opinion, assessment and treatment: {roles}.").format(roles=", ".join(roles))

    @Slot(str)
    def _on_kind(self, kind: str) -> None:
        self._switch.set_current(kind)
        self._card.setVisible(kind == SaidKind.OPINION)
        self._say.hide()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not stored."""
        return bool(self._words.edit.toPlainText().strip())

    @Slot()
    def store(self) -> None:
        """Add the entry, signed; what cannot be is said and what is typed stays."""
        self._day.commit()
        if self._day.problem:
            self._day.focus_edit()
            return
        kind, words = SaidKind(self._switch.current), self._words.edit.toPlainText()
        code = str(self._card.currentData() or "") if kind is SaidKind.OPINION else ""
        day = self._day.day or self._child.log.today

        def failed(problem: Exception) -> None:
            if not self._words.edit.toPlainText():
                self._words.edit.setPlainText(words)
            self._say.setText(str(problem) if isinstance(problem, ClinicError) else type(problem).__name__)
            self._say.show()

        self._say.hide()
        self._words.set_answer(None)
        self._child.log.say(kind, day, words, code, on_failed=failed)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds."""
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.store()
            return
        super().keyPressEvent(event)
