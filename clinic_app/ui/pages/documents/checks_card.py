"""What was checked in the document before it is printed."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.people import Patient
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.ui.pages.documents.kind import Kind
from clinic_app.ui.pages.documents.made_visit import MadePdf, MadeVisit
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class ChecksCard(Card):
    """One line for each check; a failed one says what failed in the colour of errors."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Checked before printing"), parent=parent)
        self.setObjectName("card:checks")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(7))
        self.body.addLayout(self._rows)
        self._words: list[str] = []

    @property
    def words(self) -> tuple[str, ...]:
        """What is said, line by line."""
        return tuple(self._words)

    def show_checks(self, made: MadeVisit, kind: Kind, twins: tuple[Patient, ...]) -> None:
        """Say what was found in this document."""
        pdf = made.documents[kind]
        self.clear()
        if pdf.problem:
            self._add("alert-circle", pdf.problem, ink="danger")
            return
        pages = len(pdf.sizes)
        if pdf.identified == pages:
            words = _("Name, birth date, number and page number on all {pages} pages")
            self._add("check", words.format(pages=pages))
        else:
            words = _("Only {found} of {pages} pages carry name, birth date, number and page number")
            self._add("alert-circle", words.format(found=pdf.identified, pages=pages), ink="danger")
        if kind.is_signed_for:
            self._add_status(made, pdf)
        else:
            self._add("check", _("A sheet to fill in: it holds no findings and waits for no signature"))
        self._add("check", _("All letters can be printed"))
        if kind.is_signed_for:
            words = _("{count} of {offered} items not examined: printed as such")
            self._add("circle-dashed", words.format(count=made.not_examined, offered=made.offered))
        for twin in twins:
            words = _("Twin: this paper is for {name}, not {other}")
            self._add("users", words.format(name=made.visit.patient.given_name, other=twin.given_name), ink="unusual")

    def _add_status(self, made: MadeVisit, pdf: MadePdf) -> None:
        if made.visit.signed is not None:
            name, at = made.visit.signed
            self._add("check", _("Visit signed {time}, {name}").format(time=_clock(at), name=name))
        elif pdf.marked_draft == len(pdf.sizes):
            self._add("pencil", _("DRAFT, not signed: every page says so"), ink="unusual")
        else:
            self._add("alert-circle", _("Not signed, and not every page says so"), ink="danger")

    def say(self, words: str) -> None:
        """A sentence in place of the checks."""
        self.clear()
        self._add("info-circle", words)

    def clear(self) -> None:
        """Take everything back."""
        self._words = []
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, icon_name: str, words: str, ink: str = "") -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Icon(icon_name, "text_primary", 16))
        row.addWidget(PlainLabel(words, ink=ink, wrap=True), 1)
        self._rows.addWidget(line)
        self._words.append(words)


def _clock(at: datetime) -> str:
    return f"{day_text(at.astimezone().date())} {clock_text(at)}"
