"""What the family is told: the clinician's words, and when to get help."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.plan_templates import SafetyNet, load_plan_templates
from clinic_app.domain.answers import Answer
from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.level_mark import Level, LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.note_field import NoteField
from clinic_app.ui.widgets.plain_label import PlainLabel

_LEVELS: Final = {"ambulance": Level.NOW, "same_day": Level.DAY, "at_visit": Level.PLAN}


class FamilyCard(Card):
    """The note is written here; the signs that ask for help print as they stand."""

    #: The note, empty when it was taken away.
    note_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("For the family"), parent=parent)
        self.setObjectName("card:family")
        self._note = NoteField(
            "plan_family_note",
            _("What the family is told, in plain words"),
            placeholder=_("In plain words: what was seen, what it means, what happens next"),
            lines=3,
        )
        self._note.answer_changed.connect(self._on_note)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(6))
        for net in load_plan_templates().safety_net:
            column.addWidget(_signs(net))
        column.addWidget(PlainLabel(_("Prints on the family plan."), TextStyle.SMALL, ink="muted", wrap=True))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("family_signs")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.body.addWidget(self._note)
        self.body.addWidget(scroll, 1)

    def show_note(self, text: str) -> None:
        """Show the stored note; what is being typed is left alone."""
        held = self._note.answer
        if (str(held.value) if held is not None else "") != text and not self._note.edit.hasFocus():
            self._note.set_answer(Answer(text) if text else None)

    def focus_note(self) -> None:
        """Give the keyboard to the note."""
        self._note.focus_edit()

    def commit(self) -> None:
        """Take over what is half typed."""
        self._note.commit()

    def _on_note(self, answer: Answer | None) -> None:
        self.note_changed.emit("" if answer is None else str(answer.value))


def _signs(net: SafetyNet) -> QWidget:
    titles = {
        "ambulance": _("Ambulance"),
        "same_day": _("Same day"),
        "at_visit": _("In the next days"),
    }
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(8))
    grid.setVerticalSpacing(0)
    grid.addWidget(LevelMark(_LEVELS[net.level], 14), 0, 0, Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(PlainLabel(titles[net.level], TextStyle.STRONG), 0, 1)
    grid.addWidget(PlainLabel("; ".join(net.items), TextStyle.SMALL, ink="secondary", wrap=True), 1, 1)
    grid.setColumnStretch(1, 1)
    return row
