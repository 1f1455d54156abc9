"""Printing a diary sheet for the episode that is looked at, or for a child that has none yet."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import ClinicError
from clinic_app.i18n import _
from clinic_app.reports.writing import write_pdf
from clinic_app.services.documents.diary import diary_sheet
from clinic_app.services.documents.output import Way, note_output
from clinic_app.services.report_models import DiaryDocument
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.documents.made_visit import MadePdf, made_diary
from clinic_app.ui.pages.documents.preview_card import PreviewCard
from clinic_app.ui.pages.documents.print_card import PrintCard
from clinic_app.ui.pages.documents.printing import make_printer, print_pages
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.toast import toast_of

_DOCUMENT = "diary"


class PrintDiaryDialog(QDialog):
    """The sheet as it prints, with its code; the same bytes are previewed, printed and saved."""

    def __init__(self, child: OpenChild, parent: QWidget) -> None:
        super().__init__(parent)
        self._child = child
        self._model: DiaryDocument | None = None
        self._pdf = MadePdf()
        self.setObjectName("dialog:print_diary")
        self.setWindowTitle(_("Print a diary sheet"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preview = PreviewCard(child.runner)
        self._print = PrintCard()
        self._words = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._words.setObjectName("print_diary:says")
        self._back = ActionButton("button:print_diary_back", _("Close"), key="Esc")
        self._build_ui()
        self._print.paper_changed.connect(self._lay_out)
        self._print.print_requested.connect(self.print_sheet)
        self._print.save_requested.connect(self.ask_where_to_save)
        self._back.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self, self.ask_where_to_save)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_sheet)
        self._make()

    def _build_ui(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self._print)
        right.addWidget(self._words)
        right.addStretch(1)
        right.addWidget(self._back, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setSpacing(px(10))
        row.addWidget(self._preview, 2)
        row.addLayout(right, 1)
        self.resize(px(940), px(620))

    @property
    def content(self) -> bytes:
        """The bytes that are previewed."""
        return self._pdf.content

    @property
    def code(self) -> str:
        """The code of the sheet, empty until it is made and for a child without an episode."""
        return self._model.diaries[0].code if self._model is not None else ""

    def _make(self) -> None:
        thread = self._child.log.current
        self._child.runner.command(
            self._child.desk.run,
            diary_sheet,
            self._child.chart,
            thread.id if thread is not None else None,
            owner=self,
            on_done=self._on_read,
            on_failed=self._on_failed,
        )

    def _on_read(self, model: DiaryDocument) -> None:
        self._model = model
        self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        if self._model is not None:
            self._child.runner.query(
                made_diary, self._model, self._print.paper, owner=self, on_done=self._on_made, on_failed=self._on_failed
            )

    def _on_made(self, pdf: MadePdf) -> None:
        if self._model is None:
            return
        self._pdf = pdf
        self._preview.set_title(self._model.diaries[0].title)
        self._preview.view.show_pdf(pdf.content, pdf.sizes)
        self._print.show_document(len(pdf.sizes), self._model.frame.digest)
        self._print.say_problem(pdf.problem)
        self._print.print.setFocus()
        coded = _("Sheet {code}: with this code the returned sheet finds its child and its episode again.")
        plain = _("This sheet has no code: begin an episode first, and the returned sheet finds it again.")
        self._words.setText(coded.format(code=self.code) if self.code else plain)

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, ClinicError):
            self._print.say_problem(str(problem))
        else:
            self._child.runner.failed.emit(problem)

    # Out of the house

    def _job(self) -> str:
        """Record number and code: what a print queue or a folder may show. Never a name."""
        return "-".join(part for part in (self._child.chart.patient.number, _DOCUMENT, self.code) if part)

    @Slot()
    def print_sheet(self) -> None:
        """Ask for a printer; what was previewed is what it gets."""
        if self._model is None or not self._pdf.content:
            return
        printer = make_printer(self._print.paper, self._job(), self._print.copies)
        dialog = QPrintDialog(printer, self)
        dialog.setObjectName("dialog:print")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        send = partial(print_pages, printer, self._pdf.content, len(self._pdf.sizes))
        dialog.accepted.connect(partial(self._send, send, _("Sent to the printer"), Way.PRINTED))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    @Slot()
    def ask_where_to_save(self) -> None:
        """Ask for a file; the name offered holds the record number, never a child's name."""
        if not self._pdf.content:
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
        if self._pdf.content:
            self._send(partial(write_pdf, Path(path), self._pdf.content), _("Saved, as previewed"), Way.SAVED)

    def _send(self, send: "partial[None]", done: str, way: Way) -> None:
        """Print or save off the window's thread, and log that a paper left the record."""
        child, model = self._child, self._model
        if model is None:
            return
        self._print.say_problem("")

        def work() -> None:
            send()
            child.desk.run(note_output, child.chart.patient.id, model.frame.digest, _DOCUMENT, way)

        def sent(_none: None) -> None:
            toast_of(self.parentWidget() or self).say(done)
            self.accept()

        child.runner.command(work, owner=self, on_done=sent, on_failed=self._on_failed)
