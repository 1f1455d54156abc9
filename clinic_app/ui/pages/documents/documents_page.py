"""Documents of a child: choose, look, print or save the same bytes."""

from functools import partial
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import ClinicError
from clinic_app.domain.notes import NoteId, check_code
from clinic_app.domain.people import Role
from clinic_app.i18n import _, day_text, ngettext
from clinic_app.reports.writing import write_pdf
from clinic_app.services import signing
from clinic_app.services.access import Action
from clinic_app.services.chart import OpenVisit
from clinic_app.services.documents.output import Way, note_output
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.documents.addenda_card import AddendaCard
from clinic_app.ui.pages.documents.addendum_dialog import AddendumDialog
from clinic_app.ui.pages.documents.checks_card import ChecksCard
from clinic_app.ui.pages.documents.kind import Kind
from clinic_app.ui.pages.documents.made_visit import MadePdf, MadeVisit, VisitPapers, lay_out, read_papers
from clinic_app.ui.pages.documents.preview_card import PreviewCard
from clinic_app.ui.pages.documents.print_card import PrintCard
from clinic_app.ui.pages.documents.printing import make_printer, print_pages
from clinic_app.ui.pages.page import Page
from clinic_app.ui.role_words import role_words
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.page_scroll import PageScroll
from clinic_app.ui.widgets.table_cells import Cell, Column, Row
from clinic_app.ui.widgets.toast import toast_of

_DRAFT = "draft"
_NARROW = 1000
_LEAST_HEIGHT, _LEAST_HEIGHT_NARROW = 520, 1040


class DocumentsPage(Page):
    """Documents and visits on the left, the pages in the middle, checks and printing on the right."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._papers: VisitPapers | None = None
        self._made: MadeVisit | None = None
        self._turn = 0
        self._is_stale = True
        self.setObjectName("page:documents")
        allowed = child.desk.context.permissions.get(child.desk.actor.role, frozenset())
        self._may_print = Action.PRINT in allowed
        self._kinds = ClinicTable(
            "table:documents", _("Documents"),
            (Column("name", _("Document"), 130, stretches=True), Column("pages", _("Length"), 72)),
        )  # fmt: skip
        self._visits = ClinicTable(
            "table:notes", _("Notes of visits"),
            (Column("day", _("Visit"), 92), Column("state", _("Note"), 120, stretches=True)), row_height=46,
        )  # fmt: skip
        self._preview = PreviewCard(child.runner)
        self._checks = ChecksCard()
        self._print = PrintCard()
        self._addenda = AddendaCard(may_add=Action.SIGN_NOTE in allowed, who_may=_who_signs(child))
        self._build_ui()
        self._connect()
        self._fill_kinds()
        self._fill_visits()
        self.setFocusProxy(self._kinds)

    def _build_ui(self) -> None:
        body = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(12, 10, 12, 10)
        self._columns.setSpacing(px(10))
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        left, right = self._left, self._right
        for title, table, share in ((_("Documents"), self._kinds, 1), (_("Notes of visits"), self._visits, 3)):
            card = Card(title, margins=(0, 0, 0, 4), spacing=0)
            card.body.addWidget(table, 1)
            left.addWidget(card, share)
        self._kinds.setMinimumSize(px(214), px(27 + len(Kind) * 33 + 4))
        self._visits.setMinimumHeight(px(27 + 2 * 46))
        left.addWidget(self._addenda, 2)
        right.addWidget(self._checks, 0, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self._print, 1, Qt.AlignmentFlag.AlignTop)
        for column in (left, right):
            column.setSpacing(px(10))
        self._columns.addLayout(left, 250)
        self._columns.addWidget(self._preview, 690)
        self._columns.addLayout(right, 310)
        self._preview.setMinimumHeight(px(300))
        self._scroll = PageScroll("scroll:documents", body, _LEAST_HEIGHT)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _connect(self) -> None:
        self._kinds.row_selected.connect(self._show_kind)
        self._kinds.row_opened.connect(self.print_document)
        self._visits.row_selected.connect(self._make)
        self._visits.row_opened.connect(self.print_document)
        self._print.paper_changed.connect(self._lay_out)
        self._print.reasons_changed.connect(self._lay_out)
        self._print.join_changed.connect(self._lay_out)
        self._print.print_requested.connect(self.print_document)
        self._print.save_requested.connect(self.ask_where_to_save)
        self._addenda.add_requested.connect(self.write_addendum)
        QShortcut(QKeySequence("Ctrl+S"), self, self.ask_where_to_save)
        controller = self._child.controller
        if controller is not None:
            controller.record_changed.connect(self._on_record_changed)
            controller.saved.connect(self._on_saved)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("J K", _("Document")),
            ("PgUp PgDn", _("Page")),
            ("Enter", _("Print")),
            ("Ctrl+S", _("Save PDF")),
        )

    def show_target(self, target: str) -> None:
        """Show the documents of a signed note."""
        self._visits.select(target)

    # What there is

    @property
    def _kind(self) -> Kind:
        return Kind(self._kinds.selected_id or Kind.SUMMARY)

    def _fill_kinds(self) -> None:
        rows = []
        made = self._made.documents if self._made is not None else {}
        for kind in Kind:
            pdf = made.get(kind)
            if pdf is None and kind is Kind.EPISODES:
                continue
            pages = len(pdf.sizes) if pdf is not None else 0
            length = ngettext("{count} page", "{count} pages", pages).format(count=pages) if pages else "–"
            rows.append(Row(kind, (Cell(strong=kind.words), Cell(length))))
        self._kinds.set_rows(rows)

    def _fill_visits(self) -> None:
        rows = []
        controller = self._child.controller
        if controller is not None:
            rows.append(Row(_DRAFT, (Cell(strong=day_text(controller.day)), Cell(_("Draft"), below=_("not signed")))))
        for visit in sorted(self._child.chart.visits, key=lambda one: one.day, reverse=True):
            if visit.note_id is not None:
                words = _("Signed, {name}").format(name=visit.signed_name)
                cell = Cell(words, below=check_code(visit.sha256))
                rows.append(Row(str(visit.note_id), (Cell(strong=day_text(visit.day)), cell)))
        self._visits.set_rows(rows)
        if not rows:
            self._checks.say(_("There is no visit to print yet. A visit that is begun prints as a draft."))

    # Laying out

    @Slot()
    def _on_record_changed(self) -> None:
        self._is_stale = True

    @Slot()
    def _on_saved(self) -> None:
        if self.isVisible() and self._visits.selected_id == _DRAFT:
            self._make()

    @Slot()
    def _make(self) -> None:
        """Make the documents of the chosen visit; an answer for an older choice is dropped."""
        chosen, controller = self._visits.selected_id, self._child.controller
        if not chosen or not self._may_print:
            return
        source: NoteId | OpenVisit = NoteId(chosen)
        if chosen == _DRAFT:
            if controller is None:
                return
            source, self._is_stale = OpenVisit(controller.day, controller.draft), False
        self._turn += 1
        turn = self._turn
        self._child.runner.command(
            read_papers,
            self._child.desk,
            self._child.chart,
            source,
            owner=self,
            on_done=lambda papers: self._on_read(turn, papers),
            on_failed=lambda problem: self._on_not_made(turn, problem),
        )

    def _on_read(self, turn: int, papers: VisitPapers) -> None:
        if turn == self._turn:
            self._papers = papers
            self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        """Put what was read on the chosen paper."""
        if self._papers is None:
            return
        self._turn += 1
        turn = self._turn
        self._child.runner.query(
            lay_out,
            self._papers,
            self._print.paper,
            reasons=self._print.wants_reasons,
            joined=self._print.wants_episodes,
            owner=self,
            on_done=lambda made: self._on_made(turn, made),
            on_failed=lambda problem: self._on_not_made(turn, problem),
        )

    def _on_made(self, turn: int, made: MadeVisit) -> None:
        if turn == self._turn:
            self._made = made
            self._fill_kinds()
            self._addenda.show_addenda(made.visit.addenda, is_signed=made.visit.signed is not None)
            self._show_kind()

    def _on_not_made(self, turn: int, problem: Exception) -> None:
        if turn != self._turn:
            return
        self._made = self._papers = None
        self._preview.view.show_pdf(b"", ())
        self._print.show_document(0, "")
        if isinstance(problem, ClinicError):
            self._checks.say(str(problem))
        else:
            self._child.runner.failed.emit(problem)

    @Slot()
    def _show_kind(self) -> None:
        """Show the chosen document of what was laid out."""
        pdf = self._pdf
        if self._made is None or pdf is None:
            return
        self._preview.set_title(self._kind.words)
        is_summary = self._kind is Kind.SUMMARY
        self._print.offer_reasons(offered=is_summary)
        self._print.offer_episodes(offered=is_summary and Kind.EPISODES in self._made.documents)
        self._preview.view.show_pdf(pdf.content, pdf.sizes)
        self._checks.show_checks(self._made, self._kind, self._child.chart.twins)
        self._print.show_document(len(pdf.sizes), self._sha256)

    @property
    def _pdf(self) -> MadePdf | None:
        return self._made.documents.get(self._kind) if self._made is not None else None

    @property
    def _sha256(self) -> str:
        """The digest whose beginning is printed on the chosen document."""
        if self._papers is None:
            return ""
        return self._papers.diary.frame.digest if self._kind is Kind.DIARY else self._papers.visit.sha256

    # Out of the house

    def _job(self) -> str:
        """Record number, day and document: what a print queue or a folder may show. Never a name."""
        day = self._made.visit.day.isoformat() if self._made is not None else ""
        return f"{self._child.chart.patient.number}-{day}-{self._kind}"

    @Slot()
    def print_document(self) -> None:
        """Ask for a printer; what was previewed is what it gets."""
        pdf = self._pdf
        if self._made is None or pdf is None or not pdf.content:
            return
        printer = make_printer(self._made.paper, self._job(), self._print.copies)
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("dialog:print")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, len(pdf.sizes))
        send = partial(print_pages, printer, pdf.content, len(pdf.sizes))
        dialog.accepted.connect(partial(self._send, send, _("Sent to the printer"), Way.PRINTED))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    @Slot()
    def ask_where_to_save(self) -> None:
        """Ask for a file; the name offered holds the record number, never a child's name."""
        if self._pdf is None or not self._pdf.content:
            return
        dialog = QFileDialog(self, _("Save PDF"), f"{self._job()}.pdf", "PDF (*.pdf)")
        dialog.setObjectName("dialog:save_pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, path: str) -> None:
        """Write the previewed bytes to a file."""
        pdf = self._pdf
        if pdf is not None and pdf.content:
            self._send(partial(write_pdf, Path(path), pdf.content), _("Saved, as previewed"), Way.SAVED)

    def _send(self, send: "partial[None]", done: str, way: Way) -> None:
        """Print or save off the window's thread, and log that a paper left the record."""
        made, child, kind, sha256 = self._made, self._child, self._kind, self._sha256
        if made is None:
            return

        def work() -> None:
            send()
            child.desk.run(note_output, child.chart.patient.id, sha256, str(kind), way)

        self._print.say_problem("")
        child.runner.command(
            work, owner=self, on_done=lambda _none: toast_of(self).say(done), on_failed=self._on_not_sent
        )

    def _on_not_sent(self, problem: Exception) -> None:
        if isinstance(problem, ClinicError):
            self._print.say_problem(str(problem))
        else:
            self._child.runner.failed.emit(problem)

    # Addenda

    @Slot()
    def write_addendum(self) -> None:
        """Open the form for an addendum to the chosen note."""
        made, note_id = self._made, self._visits.selected_id
        if made is None or made.visit.signed is None:
            return
        words = _("Note of {day}, {name}").format(day=day_text(made.visit.day), name=made.visit.signed[0])
        dialog = AddendumDialog(words, self)
        request_id = str(uuid4())
        dialog.written.connect(lambda text: self._add(dialog, NoteId(note_id), text, request_id))
        dialog.open()

    def _add(self, dialog: AddendumDialog, note_id: NoteId, text: str, request_id: str) -> None:
        def done(_addendum: object) -> None:
            dialog.accept()
            toast_of(self).say(_("Added to the note"))
            self._make()

        def failed(problem: Exception) -> None:
            dialog.say_problem(str(problem) if isinstance(problem, ClinicError) else type(problem).__name__)

        self._child.runner.command(
            self._child.desk.run,
            signing.add_addendum,
            note_id,
            text,
            request_id=request_id,
            owner=dialog,
            on_done=done,
            on_failed=failed,
        )

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """A draft is laid out as it is now, with everything typed on the other screens."""
        super().showEvent(event)
        controller = self._child.controller
        if controller is None or self._visits.selected_id != _DRAFT:
            return
        if not controller.is_saved:
            controller.save_now()
        elif self._is_stale:
            self._make()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < px(_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(down if is_narrow else across)
        for column in (self._left, self._right):
            column.setDirection(across if is_narrow else down)
        self._scroll.set_least_height(_LEAST_HEIGHT_NARROW if is_narrow else _LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn turn pages from anywhere on the screen; Enter prints."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._preview.view.keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.print_document()
        else:
            super().keyPressEvent(event)


def _who_signs(child: OpenChild) -> str:
    permissions = child.desk.context.permissions
    may = (role for role in Role if Action.SIGN_NOTE in permissions.get(role, frozenset()))
    return _(" or ").join(role_words(role).lower() for role in may)
