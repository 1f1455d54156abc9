"""Documents of a child: choose, look, print or save the same bytes."""

from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.domain.errors import ClinicError
from clinic_app.domain.notes import NoteId, check_code
from clinic_app.i18n import _, day_text
from clinic_app.services import signing
from clinic_app.services.access import Action
from clinic_app.services.chart import Chart, OpenVisit, read_note
from clinic_app.services.report_models import Paper
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.documents.made_document import Kind, MadeDocument, make_document, page_images
from clinic_app.ui.pages.documents.page_view import PageView
from clinic_app.ui.pages.documents.printing import make_printer, print_pages
from clinic_app.ui.pages.page import Page
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.note_field import NoteField
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Row
from clinic_app.ui.widgets.toast import toast_of

_DRAFT = "draft"
_PREVIEW_WIDTH_POINTS = 595.0


class DocumentsPage(Page):
    """The visits on the left, the pages in the middle, printing on the right."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._kind, self._paper = Kind.SUMMARY, Paper.A4
        self._made: MadeDocument | None = None
        self._turn = 0
        self.setObjectName("page:documents")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build_ui()
        self._fill_visits()

    def _build_ui(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(10), px(12), px(10))
        row.setSpacing(px(10))
        left = QVBoxLayout()
        left.setSpacing(px(10))
        left.addWidget(self._make_kinds())
        left.addWidget(self._make_visits(), 1)
        row.addLayout(left, 236)
        row.addWidget(self._make_preview(), 704)
        right = QVBoxLayout()
        right.setSpacing(px(10))
        right.addWidget(self._make_checks())
        right.addWidget(self._make_print())
        right.addWidget(self._make_addendum(), 1)
        row.addLayout(right, 310)

    def _make_kinds(self) -> Card:
        card = Card(_("Documents"), margins=(10, 8, 10, 8))
        self._kinds: dict[Kind, Chip] = {}
        for kind, words in ((Kind.SUMMARY, _("Clinician summary")), (Kind.FAMILY, _("Family plan"))):
            chip = Chip(f"filter:document:{kind}", words, ChipKind.FILTER)
            chip.clicked.connect(partial(self._show_kind, kind))
            self._kinds[kind] = chip
            card.body.addWidget(chip)
        return card

    def _make_visits(self) -> Card:
        card = Card(_("Visits"), margins=(0, 0, 0, 6))
        columns = (Column("day", _("Day"), 92), Column("state", _("State"), 120, stretches=True))
        self._visits = ClinicTable("table:documents", _("Visits"), columns, row_height=44)
        self._visits.row_selected.connect(lambda _row: self._make())
        card.body.addWidget(self._visits, 1)
        return card

    def _make_preview(self) -> Card:
        self._preview_card = Card(_("Preview"), margins=(0, 0, 0, 0))
        self._pages_label = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._preview_card.header_right.addWidget(self._pages_label)
        self._view = PageView()
        self._preview_card.body.addWidget(self._view, 1)
        return self._preview_card

    def _make_checks(self) -> Card:
        card = Card(_("Checked before printing"), margins=(10, 8, 10, 10))
        self._checks = PlainLabel("", wrap=True)
        self._problem = PlainLabel("", ink="danger", wrap=True)
        card.body.addWidget(self._checks)
        card.body.addWidget(self._problem)
        return card

    def _make_print(self) -> Card:
        card = Card(_("Print"), margins=(10, 8, 10, 10))
        papers = [Choice(str(Paper.A4), "A4", "A4"), Choice(str(Paper.LETTER), "US Letter", "US Letter")]
        self._paper_field = ChoiceField("field:paper", _("Paper"), _("Paper"), options=papers)
        self._paper_field.set_answer(Answer(str(Paper.A4)))
        self._paper_field.answer_changed.connect(self._on_paper)
        self._print = ActionButton("button:print", _("Print"), ButtonKind.PRIMARY, key="Enter", icon_name="printer")
        self._print.clicked.connect(self.print_document)
        self._save = ActionButton("button:save_pdf", _("Save PDF"), icon_name="download")
        self._save.clicked.connect(self.ask_where_to_save)
        self._code = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        for part in (self._paper_field, self._print, self._save, self._code):
            card.body.addWidget(part)
        return card

    def _make_addendum(self) -> Card:
        card = Card(_("Addenda"), margins=(10, 8, 10, 10))
        self._addenda = PlainLabel("", TextStyle.SMALL, wrap=True)
        self._addendum = NoteField("field:addendum", _("Addendum to this signed visit"), lines=2)
        self._add = ActionButton("button:add_addendum", _("Add addendum"))
        self._add.clicked.connect(self._on_add)
        for part in (self._addenda, self._addendum, self._add):
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (("J K", _("Visit")), ("PgUp PgDn", _("Page")), ("Enter", _("Print")))

    def show_target(self, target: str) -> None:
        """Show the documents of a signed note."""
        self._visits.select(target)

    # Which document

    def _fill_visits(self) -> None:
        rows = []
        controller = self._child.controller
        if controller is not None:
            rows.append(Row(_DRAFT, (Cell(strong=day_text(controller.day)), Cell(_("Draft, not signed")))))
        for visit in sorted(self._child.chart.visits, key=lambda one: one.day, reverse=True):
            if visit.note_id is not None:
                words = _("Signed, {name}").format(name=visit.signed_name)
                cell = Cell(words, below=check_code(visit.sha256))
                rows.append(Row(str(visit.note_id), (Cell(strong=day_text(visit.day)), cell)))
        self._visits.set_rows(rows)
        if not rows:
            self._checks.setText(_("There is no visit to print yet."))

    def _show_kind(self, kind: Kind) -> None:
        self._kind = kind
        self._make()

    @Slot(object)
    def _on_paper(self, answer: Answer | None) -> None:
        if answer is not None:
            self._paper = Paper(str(answer.value))
            self._make()

    @Slot()
    def _make(self) -> None:
        """Lay the chosen document out; an answer for an older choice is dropped."""
        for kind, chip in self._kinds.items():
            chip.setChecked(kind is self._kind)
        chosen = self._visits.selected_id
        if not chosen:
            return
        self._turn += 1
        turn = self._turn
        controller = self._child.controller
        draft = OpenVisit(controller.day, controller.draft) if controller is not None and chosen == _DRAFT else None
        self._child.runner.query(
            self._lay_out,
            self._child.chart,
            draft or NoteId(chosen),
            self._kind,
            self._paper,
            owner=self,
            on_done=lambda made: self._show(turn, *made),
        )

    def _lay_out(
        self, chart: Chart, source: OpenVisit | NoteId, kind: Kind, paper: Paper
    ) -> tuple[MadeDocument, tuple[QImage, ...]]:
        desk = self._child.desk
        read = source if isinstance(source, OpenVisit) else desk.run(read_note, source)
        made = make_document(desk, chart, read, kind, paper)
        scale = self._scale() * self.devicePixelRatioF()
        return made, page_images(made.content, scale) if made.content else ()

    def _scale(self) -> float:
        return max(0.6, (self._view.viewport().width() - 40) / _PREVIEW_WIDTH_POINTS)

    def _show(self, turn: int, made: MadeDocument, images: tuple[QImage, ...]) -> None:
        if turn != self._turn:
            return
        self._made = made
        self._view.show_pages(images, self.devicePixelRatioF())
        self._pages_label.setText(_("{count} pages").format(count=len(images)))
        self._preview_card.set_title(self._kinds[self._kind].text().replace("&&", "&"))
        status = _("Signed visit") if made.visit.signed is not None else _("DRAFT, not signed: every page says so")
        checks = [
            _("Name, birth date and page number on every page"),
            status,
            _("Not examined items are printed as such"),
        ]
        if self._child.chart.twins:
            name = made.visit.patient.given_name
            checks.append(_("Twin: this paper is for {name}").format(name=name))
        self._checks.setText("\n".join(checks))
        self._problem.setText(made.problem)
        self._code.setText(
            _("The preview is the file that prints. Check code {code}.").format(code=check_code(made.visit.sha256))
        )
        for button in (self._print, self._save):
            button.setEnabled(bool(made.content))
        self._show_addenda(made)

    # Out of the house

    def _job(self) -> str:
        """Record number and day: what a print queue or a folder may show."""
        made = self._made
        day = made.visit.day.isoformat() if made is not None else ""
        return f"{self._child.chart.patient.number} {day} {self._kind}"

    @Slot()
    def print_document(self) -> None:
        """Ask for a printer and print the previewed bytes."""
        if self._made is None or not self._made.content:
            return
        content = self._made.content
        printer = make_printer(self._paper, self._job())
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("dialog:print")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self._send(partial(print_pages, printer, content)))
        dialog.show()

    def _send(self, send: partial[None]) -> None:
        try:
            send()
        except ClinicError as problem:
            self._problem.setText(str(problem))
            return
        toast_of(self).say(_("Sent to the printer"))

    @Slot()
    def ask_where_to_save(self) -> None:
        """Ask for a file; the name offered holds the record number, never a child's name."""
        dialog = QFileDialog(self, _("Save PDF"), f"{self._job().replace(' ', '-')}.pdf", "PDF (*.pdf)")
        dialog.setObjectName("dialog:save_pdf")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the previewed bytes to a file, off this thread."""
        from clinic_app.reports.writing import write_pdf

        if self._made is not None and self._made.content:
            self._child.runner.command(
                write_pdf,
                Path(path),
                self._made.content,
                owner=self,
                on_done=lambda _none: toast_of(self).say(_("Saved")),
                on_failed=lambda problem: self._problem.setText(str(problem)),
            )

    # Addenda

    def _show_addenda(self, made: MadeDocument) -> None:
        is_signed = made.visit.signed is not None
        words = [f"{day_text(one.written_at.date())}, {one.author_name}: {one.text}" for one in made.visit.addenda]
        self._addenda.setText("\n".join(words) if words else _("None.") if is_signed else _("A draft has no addenda."))
        allowed = self._child.desk.context.permissions.get(self._child.desk.actor.role, frozenset())
        for part in (self._addendum, self._add):
            part.setVisible(is_signed and Action.SIGN_NOTE in allowed)

    @Slot()
    def _on_add(self) -> None:
        self._addendum.commit()
        answer = self._addendum.answer
        self._child.runner.command(
            self._child.desk.run,
            signing.add_addendum,
            NoteId(self._visits.selected_id),
            str(answer.value) if answer is not None and answer.value is not None else "",
            request_id=str(uuid4()),
            owner=self,
            on_done=self._on_added,
            on_failed=lambda problem: self._problem.setText(str(problem)),
        )

    def _on_added(self, _addendum: object) -> None:
        self._addendum.set_answer(None)
        self._make()
