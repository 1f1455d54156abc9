"""Paper, copies, print and save."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.domain.notes import check_code
from clinic_app.i18n import _, ngettext
from clinic_app.services.report_models import Paper
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.plain_label import PlainLabel

_MOST_COPIES = 20


class PrintCard(Card):
    """Nothing is printed or saved from here; the card asks."""

    #: Another ``Paper``.
    paper_changed = Signal(object)
    #: The page that says why is wanted, or not any more.
    reasons_changed = Signal(bool)
    #: The report of each episode is wanted behind the summary, or not any more.
    join_changed = Signal(bool)
    print_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Print"), parent=parent)
        self.setObjectName("card:print")
        self._paper = Paper.A4
        papers = [Choice(str(Paper.A4), "A4", "A4"), Choice(str(Paper.LETTER), "US Letter", "US Letter")]
        self._papers = ChoiceField("field:paper", _("Paper"), _("Paper"), options=papers)
        self._papers.set_answer(Answer(str(Paper.A4)))
        self._papers.answer_changed.connect(self._on_paper)
        self._copies = InputBox()
        self._copies.edit.setObjectName("field:copies")
        self._copies.edit.setAccessibleName(_("Copies, 1 to {most}").format(most=_MOST_COPIES))
        self._copies.edit.setValidator(QIntValidator(1, _MOST_COPIES, self))
        self._copies.edit.setText("1")
        self._copies.left.connect(self._on_copies_left)
        self._reasons = QCheckBox(_("Print reasons on a last page"))
        self._reasons.setObjectName("check:reasons")
        self._reasons.setToolTip(_("Why each flag, score, band and centile of the summary says what it says"))
        self._reasons.toggled.connect(self.reasons_changed)
        self._join = QCheckBox(_("Join the episode report, for a referral"))
        self._join.setObjectName("check:join")
        self._join.toggled.connect(self.join_changed)
        self.print = ActionButton("button:print", _("Print"), ButtonKind.PRIMARY, key="Enter", icon_name="printer")
        self.print.clicked.connect(self.print_requested)
        self.save = ActionButton("button:save_pdf", _("Save PDF"), key="Ctrl+S", icon_name="download")
        self.save.clicked.connect(self.save_requested)
        self._problem = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._problem.setObjectName("print_problem")
        self._problem.hide()
        self._code = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self._code.setObjectName("check_code")
        self._build_ui()
        self.show_document(0, "")

    def _build_ui(self) -> None:
        copies = QVBoxLayout()
        copies.setSpacing(3)
        copies.addWidget(PlainLabel(_("Copies"), TextStyle.SMALL, ink="secondary"))
        copies.addWidget(self._copies)
        copies.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self._papers, 1)
        row.addLayout(copies)
        self._copies.setFixedWidth(px(70))
        self.body.addLayout(row)
        for part in (self._reasons, self._join, self.print, self.save, self._problem, self._code):
            self.body.addWidget(part)

    @property
    def paper(self) -> Paper:
        """The chosen paper."""
        return self._paper

    @property
    def copies(self) -> int:
        """How many copies; one where nothing acceptable is typed."""
        edit = self._copies.edit
        return int(edit.text()) if edit.hasAcceptableInput() else 1

    @property
    def wants_reasons(self) -> bool:
        """Whether the summary is to say why on a last page."""
        return self._reasons.isChecked()

    def offer_reasons(self, *, offered: bool) -> None:
        """Whether the document that is shown can say why."""
        self._reasons.setEnabled(offered)

    @property
    def wants_episodes(self) -> bool:
        """Whether the summary is to carry the report of each episode."""
        return self._join.isChecked()

    def offer_episodes(self, *, offered: bool) -> None:
        """Whether there is an episode report that the document which is shown can carry."""
        self._join.setEnabled(offered)

    def show_document(self, pages: int, sha256: str) -> None:
        """Name the pages that would print and the check code that is on each; without pages nothing can be."""
        words = ngettext("Print {count} page", "Print {count} pages", pages).format(count=pages)
        self.print.set_words(words if pages else _("Print"))
        self.print.setEnabled(pages > 0)
        self.save.setEnabled(pages > 0)
        self.say_problem("")
        code = _("The preview is the file that prints. Check code {code} is on each page.")
        self._code.setText(code.format(code=check_code(sha256)) if pages else "")

    def say_problem(self, words: str) -> None:
        """What went wrong; empty takes it back."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    @Slot(object)
    def _on_paper(self, answer: Answer | None) -> None:
        """Pressing the chosen paper again leaves it chosen."""
        if answer is None:
            with QSignalBlocker(self._papers):
                self._papers.set_answer(Answer(str(self._paper)))
            return
        self._paper = Paper(str(answer.value))
        self.paper_changed.emit(self._paper)

    @Slot()
    def _on_copies_left(self) -> None:
        self._copies.edit.setText(str(self.copies))
