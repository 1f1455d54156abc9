"""The report of one episode: one page, by itself or behind the clinician summary."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak, Spacer

from clinic_app.charts.scene import Size
from clinic_app.charts.weekly import events_per_week
from clinic_app.i18n import _
from clinic_app.reports.blocks import Ledger, Part, heading, labelled, mark, opening, running_head, section
from clinic_app.reports.columns import TwoColumns
from clinic_app.reports.frame import CONTENT_HEIGHT, CONTENT_WIDTH, PageFurniture, build_document
from clinic_app.reports.scene_painter import SceneBox
from clinic_app.reports.styles import BODY, SMALL, SMALL_BOLD, SMALL_GREY, paragraph
from clinic_app.reports.text import check_document
from clinic_app.services.report_models import EpisodeReport, Paper

_SCALE = 2 / 3
_CHART_HEIGHT = 104.0


def render_episode_report(reports: Sequence[EpisodeReport], paper: Paper) -> bytes:
    """Return the PDF of every thread, each beginning a page. The same reports and paper give the same bytes.

    Raises ``UserError`` naming the field when a character cannot be printed, ``ValueError`` without any report.
    """
    first, *others = reports
    check_document(first)
    title = _("Episode report")
    status = first.frame.signed_words or _("Draft, not signed")
    subtitle = _("{visit}. {status}").format(visit=first.frame.subtitle, status=status)
    story = [*opening(first.frame, title, subtitle), Spacer(0, 5), *_page(first), *episode_pages(others)]
    return build_document(PageFurniture(first.frame, title, paper), running_head(first.frame), story)


def episode_pages(reports: Sequence[EpisodeReport]) -> list[Flowable]:
    """Each thread on pages of its own, for a document that carries the child's identity already."""
    story: list[Flowable] = []
    for report in reports:
        check_document(report)
        story += [PageBreak(), *_page(report)]
    return story


def _page(model: EpisodeReport) -> list[Flowable]:
    return [
        heading(_("Episode: {title}").format(title=model.title)),
        Spacer(0, 3),
        paragraph(f"{model.status}. {model.log_words}", BODY),
        *section(_("Events a week"), _chart(model)),
        *section(_("How it looks, as told"), _described(model)),
        *section(_("What changed"), _periods(model)),
        *section(_("What speaks for and against"), _patterns(model)),
        *section(_("Flags with this log"), _flags(model)),
        *section(_("Not asked yet"), [paragraph(model.not_asked, SMALL)]),
        *section(_("Thought, advised, given"), _said(model)),
        *section(_("Videos"), [paragraph(line, SMALL) for line in model.clips]),
        *_sources(model),
    ]


def _chart(model: EpisodeReport) -> list[Flowable]:
    if model.events_chart is None:
        return [paragraph(_("No event was logged."), BODY)]
    size = Size(CONTENT_WIDTH / _SCALE, _CHART_HEIGHT / _SCALE)
    scene = events_per_week(model.events_chart, size)
    return [SceneBox(scene, _SCALE), Spacer(0, 2), paragraph(model.events_caption, SMALL_GREY)]


def _described(model: EpisodeReport) -> list[Flowable]:
    if not model.described:
        return [paragraph(_("Nobody has described an event yet."), BODY)]
    groups = [labelled((line,), SMALL) for line in model.described]
    return [TwoColumns(groups, CONTENT_HEIGHT - 100)]


def _periods(model: EpisodeReport) -> list[Flowable]:
    if model.periods is None:
        return [paragraph(_("There is no earlier visit with a log before it to compare with."), BODY)]
    header = (_("Item"), model.periods.before_title, model.periods.since_title)
    ledger = Ledger((110, (CONTENT_WIDTH - 110) / 2, (CONTENT_WIDTH - 110) / 2), header, SMALL_BOLD, 1.2)
    for row in model.periods.rows:
        ledger.add((Part(row.item, SMALL),), (Part(row.before, SMALL),), (Part(row.since, SMALL_BOLD),))
    return ledger.blocks()


def _patterns(model: EpisodeReport) -> list[Flowable]:
    half = (CONTENT_WIDTH - 150) / 2
    ledger = Ledger((150, half, half), (_("Pattern"), _("For"), _("Against")), SMALL_BOLD, 1.2)
    for card in model.patterns:
        ledger.add(
            (Part(card.title, SMALL_BOLD), Part(card.state, SMALL)),
            (Part(card.speaks_for or "–", SMALL),),
            (Part(card.speaks_against or "–", SMALL),),
        )
    none = [] if model.patterns else [paragraph(_("No pattern fits what was told."), BODY)]
    more = [Spacer(0, 2), paragraph(model.possible, SMALL, _("Possible, ask:"))] if model.possible else []
    return [*none, *ledger.blocks(), *more]


def _flags(model: EpisodeReport) -> list[Flowable]:
    ledger = Ledger((20, 70, CONTENT_WIDTH - 210, 120), (), SMALL_BOLD, 1.0)
    for flag in model.flags:
        ledger.add(
            mark(flag.level, 9.0),
            (Part(flag.level_words, SMALL_BOLD),),
            (Part(flag.title, SMALL_BOLD), Part(flag.why, SMALL)),
            (Part(flag.source, SMALL_GREY),),
        )
    return [*ledger.blocks(), Spacer(0, 2), paragraph(model.flags_summary, SMALL_GREY)]


def _said(model: EpisodeReport) -> list[Flowable]:
    ledger = Ledger((62, 58, CONTENT_WIDTH - 210, 90), (), SMALL_BOLD, 1.2)
    for row in model.said:
        cells = (row.day, row.kind, row.text, row.by)
        ledger.add(*((Part(text, SMALL),) for text in cells))
    return ledger.blocks()


def _sources(model: EpisodeReport) -> list[Flowable]:
    if not model.sources:
        return []
    return [Spacer(0, 6), paragraph("; ".join(model.sources), SMALL, _("Sources:"))]
