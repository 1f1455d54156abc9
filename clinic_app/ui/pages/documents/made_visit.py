"""The documents of one visit on one paper: the bytes, and what was checked in them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from clinic_app.domain.errors import UserError
from clinic_app.domain.notes import NoteId
from clinic_app.reports.clinician_summary import render_clinician_summary
from clinic_app.reports.diary import render_diary
from clinic_app.reports.episode_report import render_episode_report
from clinic_app.reports.family_plan import render_family_plan
from clinic_app.services.chart import Chart, OpenVisit, read_note
from clinic_app.services.context import Desk
from clinic_app.services.documents import (
    Printable,
    clinician_summary,
    episode_reports,
    family_plan,
    printable_draft,
    printable_note,
)
from clinic_app.services.documents.diary import diary_document
from clinic_app.services.report_models import (
    ClinicianSummary,
    DiaryDocument,
    DocumentFrame,
    EpisodeReport,
    FamilyPlan,
    Paper,
)
from clinic_app.ui.pages.documents.kind import Kind
from clinic_app.ui.pages.documents.pdf import page_sizes, page_texts


@dataclass(frozen=True, slots=True)
class MadePdf:
    """One document.

    Attributes:
        content: the bytes that are previewed, printed and saved; empty when there is a ``problem``.
        sizes: width and height of each page in points.
        identified: pages that were found to carry name, birth date, number and their page number.
        marked_draft: pages that say that they are a draft.
        problem: why there is no document, naming the field at fault.
    """

    content: bytes = b""
    sizes: tuple[tuple[float, float], ...] = ()
    identified: int = 0
    marked_draft: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class MadeVisit:
    """Every document of a visit; without a logged event there is no episode report.

    ``not_examined`` of ``offered`` items print as such.
    """

    visit: Printable
    paper: Paper
    documents: Mapping[Kind, MadePdf]
    not_examined: int
    offered: int


@dataclass(frozen=True, slots=True)
class VisitPapers:
    """What every document of a visit says, before it stands on paper; the summary with its reasons."""

    visit: Printable
    summary: ClinicianSummary
    family: FamilyPlan
    episodes: tuple[EpisodeReport, ...]
    diary: DiaryDocument


def read_papers(desk: Desk, chart: Chart, source: NoteId | OpenVisit) -> VisitPapers:
    """What the documents of a signed note, or of the open visit, say. That they were made is logged: a command."""
    if isinstance(source, OpenVisit):
        visit = desk.run(printable_draft, chart, source)
    else:
        visit = desk.run(printable_note, chart, desk.run(read_note, source))
    summary, family = desk.run(clinician_summary, chart, visit, reasons=True), desk.run(family_plan, chart, visit)
    episodes, diary = desk.run(episode_reports, chart, visit), desk.run(diary_document, chart, family.diaries)
    return VisitPapers(visit, summary, family, episodes, diary)


def lay_out(papers: VisitPapers, paper: Paper, *, reasons: bool = False, joined: bool = False) -> MadeVisit:
    """Put every document on paper and look it over. Slow: runs off the window's thread.

    ``reasons`` adds the last page that says why to the clinician summary, ``joined`` the report of each episode.
    """
    summary, family, episodes = papers.summary, papers.family, papers.episodes
    if not reasons:
        summary = replace(summary, reasons=())
    documents = {
        Kind.SUMMARY: _made(
            lambda: render_clinician_summary(summary, paper, episodes if joined else ()), summary.frame
        ),
        Kind.FAMILY: _made(lambda: render_family_plan(family, paper), family.frame),
    }
    if episodes:
        documents[Kind.EPISODES] = _made(lambda: render_episode_report(episodes, paper), episodes[0].frame)
    if papers.diary.diaries:
        documents[Kind.DIARY] = made_diary(papers.diary, paper)
    return MadeVisit(
        papers.visit,
        paper,
        documents,
        not_examined=sum(len(section.not_examined) for section in summary.examination),
        offered=sum(len(section.rows) + len(section.not_examined) for section in summary.examination),
    )


def made_diary(diary: DiaryDocument, paper: Paper) -> MadePdf:
    """A diary sheet on one paper, looked over like every document. Slow: runs off the window's thread."""
    return _made(lambda: render_diary(diary, paper), diary.frame)


def _made(render: Callable[[], bytes], frame: DocumentFrame) -> MadePdf:
    try:
        content = render()
    except UserError as problem:
        return MadePdf(problem=problem.message)
    texts = tuple(_flat(text) for text in page_texts(content))
    who = frame.identity
    wanted = [_flat(part) for part in (who.name, who.born, who.number)]
    identified = sum(
        all(part in text for part in wanted) and bool(re.search(rf"\b{at}\b.*\b{len(texts)}\b", text))
        for at, text in enumerate(texts, start=1)
    )
    drafts = sum("draft" in text.lower() for text in texts)
    return MadePdf(content, page_sizes(content), identified, drafts)


def _flat(text: str) -> str:
    """Words with single blanks between them, so that a line break inside a name is no difference."""
    return " ".join(text.split())
