"""The forms of this clinic: what is in use, and which files of its own are left out and why."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row

_ROW = 28


class FormsCard(Card):
    """Reads nothing itself: the forms were read when the record was unlocked.

    Args:
        folder: where the clinic puts its own files; need not be there.
    """

    def __init__(self, knowledge: Knowledge, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("Forms"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self._knowledge = knowledge
        self.setObjectName("card:forms")
        words = _("A form of your own is a TOML file in {folder}. It is read when the record is unlocked.")
        told = PlainLabel(words.format(folder=folder), TextStyle.SMALL, ink="secondary", wrap=True)
        told.setObjectName("text:forms_folder")
        told.setContentsMargins(px(12), px(8), px(12), px(8))
        self.body.addWidget(told)
        self.body.addWidget(self._make_forms(), 1)
        if knowledge.left_out:
            self.body.addWidget(self._make_notice())
            self.body.addWidget(self._make_left_out(), 1)

    def _make_forms(self) -> QWidget:
        columns = (
            Column("title", _("Form"), 240, stretches=True),
            Column("id", _("Id"), 150),
            Column("version", _("Version"), 76),
            Column("items", _("Items"), 70, right_aligned=True),
            Column("origin", _("Comes from"), 150),
        )
        self._forms = ClinicTable("table:forms", _("Forms"), columns, row_height=_ROW, search_column=0)
        own = self._knowledge.own_forms
        self._forms.set_rows([
            Row(form.id, (
                Cell(form.title),
                Cell(form.id, ink=Ink.MUTED),
                Cell(form.version),
                Cell(str(len(form.items))),
                Cell(_("this clinic") if form.id in own else _("the program")),
            ))
            for form in (self._knowledge.exam, self._knowledge.hine, *self._knowledge.further_forms)
        ])  # fmt: skip
        return self._forms

    def _make_notice(self) -> QWidget:
        files = len({slip.file for slip in self._knowledge.left_out})
        words = _("Not used until they are mended; every other form stands. Files: {count}.").format(count=files)
        return NoticeStrip("notice:left_out", words, _("Left out"), warning=True, icon_name="alert-circle")

    def _make_left_out(self) -> QWidget:
        columns = (
            Column("file", _("File"), 170),
            Column("line", _("Line"), 56, right_aligned=True),
            Column("reason", _("What is wrong"), 400, stretches=True),
        )
        table = ClinicTable("table:left_out", _("Files that are left out"), columns, row_height=_ROW, search_column=0)
        table.set_rows([
            Row(str(at), (Cell(slip.file), Cell(str(slip.line)), Cell(slip.reason)))
            for at, slip in enumerate(self._knowledge.left_out)
        ])  # fmt: skip
        return table
