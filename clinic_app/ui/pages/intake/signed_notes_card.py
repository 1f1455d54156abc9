"""The signed visits of a child, newest first, each a way to its document."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.notes import check_code
from clinic_app.i18n import _, day_text
from clinic_app.services.views import VisitSummary
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class SignedNotesCard(Card):
    """Day, reason, who signed, check code."""

    #: A signed visit was chosen; carries the note id.
    chosen = Signal(str)

    def __init__(self, visits: Sequence[VisitSummary], parent: QWidget | None = None) -> None:
        super().__init__(_("Signed visits"), margins=(0, 0, 0, 0), parent=parent)
        self.setObjectName("card:signed_notes")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(10), px(8), px(10), px(8))
        column.setSpacing(px(1))
        signed = [visit for visit in visits if visit.note_id is not None]
        for visit in sorted(signed, key=lambda one: one.day, reverse=True):
            self._add(column, visit)
        if not signed:
            column.addWidget(PlainLabel(_("None yet. Today’s answers are the first."), ink="muted", wrap=True))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)

    def _add(self, column: QVBoxLayout, visit: VisitSummary) -> None:
        day = day_text(visit.day)
        spoken = _("Signed visit of {day}, show its document").format(day=day)
        button = ActionButton(f"button:note:{visit.note_id}", day, ButtonKind.LINK, spoken=spoken)
        button.clicked.connect(lambda _on=False, note=str(visit.note_id): self.chosen.emit(note))
        column.addWidget(button)
        if visit.reason:
            column.addWidget(_indented(PlainLabel(visit.reason, wrap=True)))
        column.addWidget(_indented(PlainLabel(visit.signed_name, TextStyle.SMALL, ink="secondary", wrap=True)))
        code = _("Check code {code}").format(code=check_code(visit.sha256))
        column.addWidget(_indented(PlainLabel(code, TextStyle.SMALL, ink="secondary")))
        column.addSpacing(px(8))


def _indented(label: PlainLabel) -> PlainLabel:
    label.setContentsMargins(px(5), 0, 0, 0)
    return label
