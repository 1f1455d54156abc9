"""A document that was made: its bytes, and pictures of its pages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QImage

from clinic_app.domain.errors import UserError
from clinic_app.domain.notes import Note
from clinic_app.services.chart import Chart, OpenVisit
from clinic_app.services.context import Desk
from clinic_app.services.documents import (
    Printable,
    clinician_summary,
    family_plan,
    printable_draft,
    printable_note,
)
from clinic_app.services.report_models import Paper


class Kind(StrEnum):
    """The documents there are."""

    SUMMARY = "summary"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """One PDF. ``problem`` says why there is none, naming the field at fault."""

    content: bytes
    visit: Printable
    problem: str = ""


def make_document(desk: Desk, chart: Chart, source: Note | OpenVisit, kind: Kind, paper: Paper) -> MadeDocument:
    """Lay a document out. Runs off the UI thread."""
    from clinic_app.reports.clinician_summary import render_clinician_summary
    from clinic_app.reports.family_plan import render_family_plan

    if isinstance(source, Note):
        visit = desk.run(printable_note, chart, source)
    else:
        visit = desk.run(printable_draft, chart, source)
    try:
        if kind is Kind.FAMILY:
            return MadeDocument(render_family_plan(desk.run(family_plan, chart, visit), paper), visit)
        return MadeDocument(render_clinician_summary(desk.run(clinician_summary, chart, visit), paper), visit)
    except UserError as problem:
        return MadeDocument(b"", visit, problem.message)


def page_images(content: bytes, pixels_per_point: float) -> tuple[QImage, ...]:
    """Every page as a picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        return tuple(_image(page.render(scale=pixels_per_point)) for page in document)
    finally:
        document.close()


def _image(bitmap: Any) -> QImage:
    picture = bitmap.to_pil().convert("RGB")
    data = picture.tobytes()
    made = QImage(data, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
    return made.copy()
