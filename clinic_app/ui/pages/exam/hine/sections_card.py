"""The sections of the HINE with how much of each is scored, and where the form comes from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.clinical.hine_form import HineForm
from clinic_app.domain.answers import Answers
from clinic_app.i18n import _
from clinic_app.services.hine import HineVisit
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.pages.exam.marks import counts
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine
from clinic_app.ui.widgets.section_list import SectionList, SectionProgress


class SectionsCard(Card):
    """Choosing a section goes to its first item."""

    #: The id of a section.
    section_chosen = Signal(str)
    #: Where the form comes from was asked for.
    citation_wanted = Signal()

    def __init__(self, form: HineForm, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(1, 4, 1, 6), parent=parent)
        self._knowledge = knowledge
        self._scored = frozenset(one.id for one in form.sections)
        self.setObjectName("hine_sections_card")
        self._list = SectionList("hine_sections", _("Sections of the HINE"))
        self._list.section_chosen.connect(self.section_chosen)
        span = _("Form {version}, for {first}–{last} months corrected.")
        form_words = span.format(version=form.form_version, first=form.age_from, last=form.age_to)
        own = PlainLabel(
            _("The published form is not reproduced; levels are in own words."), TextStyle.SMALL, wrap=True
        )
        own.set_ink("muted")
        cite = ActionButton("button:hine_citation", _("Citation"), ButtonKind.LINK)
        cite.clicked.connect(self.citation_wanted)
        notes = QVBoxLayout()
        notes.setContentsMargins(px(10), px(4), px(8), 0)
        notes.setSpacing(px(6))
        notes.addWidget(RuleLine())
        notes.addWidget(PlainLabel(form_words, TextStyle.SMALL, ink="muted", wrap=True))
        notes.addWidget(own)
        notes.addWidget(cite, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._list)
        self.body.addLayout(notes)
        self.body.addStretch(1)

    def show_answers(self, answers: Answers, now: HineVisit | None) -> None:
        """How many items of each section are scored; of the others how many places say something."""
        progress = []
        for section in self._knowledge.hine.sections:
            done, total = counts(section, answers)
            subtotal = now.score.subtotals.get(section.id) if now is not None else None
            if subtotal is not None:
                done, total = subtotal.scored, subtotal.items
            elif section.id in self._scored:
                done, total = 0, len(section.items)
            progress.append(SectionProgress(section.id, _short(section.title), done, total))
        self._list.set_sections(progress)

    def set_current(self, section_id: str) -> None:
        """The section of the focused item."""
        self._list.set_current(section_id)

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _short(title: str) -> str:
    """``Reflexes`` for ``Reflexes and reactions``, so that the list stays narrow."""
    return title.split(" and ")[0].split(" function")[0]
