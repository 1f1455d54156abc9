"""The clinician summary: one page to act on, then everything that was and was not recorded."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from clinic_app.charts.growth import growth_chart
from clinic_app.charts.milestone_windows import milestone_windows
from clinic_app.charts.scene import Scene, Size
from clinic_app.charts.weekly import events_per_week
from clinic_app.i18n import _
from clinic_app.reports.blocks import (
    Ledger,
    Part,
    heading,
    labelled,
    mark,
    opening,
    paragraphs,
    running_head,
    section,
)
from clinic_app.reports.columns import COLUMN_WIDTH, TwoColumns
from clinic_app.reports.episode_report import episode_pages
from clinic_app.reports.frame import CONTENT_HEIGHT, CONTENT_WIDTH, PageFurniture, build_document
from clinic_app.reports.reasons import reasons_pages
from clinic_app.reports.scene_painter import SceneBox
from clinic_app.reports.styles import (
    BODY,
    BODY_GREY,
    CELL_BOLD,
    MINOR_HEADING,
    SMALL,
    SMALL_BOLD,
    SMALL_GREY,
    paragraph,
    run_in,
    table_style,
)
from clinic_app.reports.text import check_document
from clinic_app.services.report_models import (
    ClinicianSummary,
    DismissedFlag,
    EpisodeReport,
    ExamRow,
    ExamSection,
    Labelled,
    MilestonesPart,
    Paper,
    PatternLine,
)

_SCALE = 2 / 3  # 12 logical units of chart text print at 8 points
_CHART_HEIGHT = 110.0
_WINDOWS_HEIGHT = 190.0
_GAP = 11.0
_COLUMN_HEIGHT = CONTENT_HEIGHT - 100  # a page less the heading and a running head of up to six lines
_ROOM_FOR_RECORD = CONTENT_HEIGHT * 0.45  # with less than this left, the record begins on a page of its own


def render_clinician_summary(model: ClinicianSummary, paper: Paper, episodes: Sequence[EpisodeReport] = ()) -> bytes:
    """Return the PDF, with the reports of ``episodes`` joined to it. The same models and paper give the same bytes.

    Raises ``UserError`` naming the field when a character cannot be printed.
    """
    check_document(model)
    title = _("Clinician summary")
    record = [*_record(model), *episode_pages(episodes), *reasons_pages(model.reasons)]
    story = [*_first_page(model, title), CondPageBreak(_ROOM_FOR_RECORD), *record]
    return build_document(PageFurniture(model.frame, title, paper), running_head(model.frame), story)


def _first_page(model: ClinicianSummary, title: str) -> list[Flowable]:
    frame = model.frame
    status = frame.signed_words or _("Draft, not signed")
    subtitle = _("{visit}. {status}").format(visit=frame.subtitle, status=status)
    notes = [(note.label, note.text) for note in model.identity_notes]
    intro = [Spacer(0, 5), run_in(notes, BODY)] if notes else []
    return [
        *opening(frame, title, subtitle),
        *intro,
        *section(_("Reason and assessment"), paragraphs((*model.reason, *model.assessment))),
        *section(_("Red flags raised by recorded findings"), _flags(model)),
        *section(_("Examination: what differs or changed"), _changes(model)),
        *_charts(model),
        *section(_("Plan"), _plan(model)),
    ]


def _flags(model: ClinicianSummary) -> list[Flowable]:
    ledger = Ledger((22, 76, 276, CONTENT_WIDTH - 374))
    for flag in model.flags:
        ledger.add(
            mark(flag.level),
            (Part(flag.level_words, CELL_BOLD),),
            (Part(flag.title, CELL_BOLD), Part(" ".join(part for part in (flag.why, flag.answer) if part))),
            (Part(flag.source, SMALL_GREY),),
        )
    none = [] if model.flags else [paragraph(_("No flag was raised by what was recorded."), BODY)]
    summary = model.flags_summary or _("Prompts for a clinician, not diagnoses.")
    back = [paragraph(text, BODY, _("Taken back:")) for text in model.taken_back]
    return [*none, *ledger.blocks(), Spacer(0, 2), paragraph(summary, BODY_GREY), *back]


def _changes(model: ClinicianSummary) -> list[Flowable]:
    previous = model.previous_visit or _("Last visit")
    header = (_("Item"), previous, _("Right today"), _("Left today"), _("Note"))
    ledger = Ledger((167, 81, 72, 65, CONTENT_WIDTH - 385), header)
    for row in model.changes:
        ledger.add(
            (Part(row.item),),
            (Part(row.previous),),
            (Part(row.right, CELL_BOLD),),
            (Part(row.left, CELL_BOLD),),
            (Part(row.note),),
        )
    nothing = _("No recorded finding differs between sides or from the last visit.")
    table = ledger.blocks() or [paragraph(nothing, BODY)]
    hine = [paragraph(model.hine, BODY, _("HINE:"))] if model.hine else []
    missing = model.not_examined or _("nothing is listed as not examined.")
    return [*table, Spacer(0, 3), paragraph(missing, BODY, _("Not examined today:")), Spacer(0, 2), *hine]


def _charts(model: ClinicianSummary) -> list[Flowable]:
    """Growth and events side by side; one alone takes the whole width."""
    both = model.growth_chart is not None and model.events_chart is not None
    left = (CONTENT_WIDTH - _GAP) * 0.52 if both else CONTENT_WIDTH
    right = CONTENT_WIDTH - _GAP - left if both else CONTENT_WIDTH
    columns: list[tuple[float, list[Flowable]]] = []
    if model.growth_chart is not None:
        scene = growth_chart(model.growth_chart, _chart_size(left))
        columns.append((left, _chart(_("Growth"), scene, model.growth_caption, left)))
    if model.events_chart is not None:
        scene = events_per_week(model.events_chart, _chart_size(right))
        columns.append((right, _chart(_("Events a week"), scene, model.events_caption, right)))
    if not columns:
        return []
    cells: list[list[Flowable] | str] = [blocks for _width, blocks in columns]
    widths = [width for width, _blocks in columns]
    if both:
        cells.insert(1, "")
        widths.insert(1, _GAP)
    return [Spacer(0, 8), Table([cells], colWidths=widths, style=table_style())]


def _chart_size(width: float) -> Size:
    return Size(width / _SCALE, _CHART_HEIGHT / _SCALE)


def _chart(title: str, scene: Scene, caption: str, width: float) -> list[Flowable]:
    words = [paragraph(caption, SMALL_GREY)] if caption else []
    return [heading(title, width=width), Spacer(0, 4), SceneBox(scene, _SCALE), Spacer(0, 2), *words]


def _plan(model: ClinicianSummary) -> list[Flowable]:
    ledger = Ledger((116, CONTENT_WIDTH - 196, 80))
    for row in model.plan:
        ledger.add((Part(row.when, CELL_BOLD),), (Part(row.what), Part(row.detail, SMALL_GREY)), (Part(row.who),))
    return ledger.blocks() or [paragraph(_("No plan line was written."), BODY)]


def _record(model: ClinicianSummary) -> list[Flowable]:
    """Everything behind page 1, in full."""
    undecided = [Labelled(f"{rule.rule}:", rule.missing) for rule in model.not_assessable]
    none_undecided = [paragraph(_("Every rule that applies could be decided."), SMALL)]
    groups = [
        *(_exam_section(part) for part in model.examination),
        *_groups(_("History"), _each(model.history)),
        *_groups(_("Development"), _each(model.development)),
        *_groups(_("Nutrition"), _each(model.nutrition)),
        *_groups(_("Milestones"), _milestones(model.milestones)),
        *_groups(_("Not assessable: rules that lack a finding"), _each(undecided) or [none_undecided]),
        *_groups(_("Flags dismissed, with the reason"), _dismissed(model.dismissed)),
        *_groups(_("Patterns considered"), _patterns(model.patterns)),
    ]
    lines = ((_("Recorded and reviewed:"), model.provenance), (_("Rule sets:"), model.rules))
    small_print = [*lines, (_("Sources:"), model.sources)]
    return [
        heading(_("Examination and record in full")),
        Spacer(0, 3),
        TwoColumns([group for group in groups if group], _COLUMN_HEIGHT),
        *section(_("Motor milestones and their windows"), _windows(model.milestones), MINOR_HEADING),
        *section(_("Growth"), _growth(model), MINOR_HEADING),
        *section(_("Laboratory values"), _laboratory(model), MINOR_HEADING),
        *section(_("Added after signing"), labelled(model.addenda), MINOR_HEADING),
        Spacer(0, 6),
        *(paragraph(" ".join(texts), SMALL, label) for label, texts in small_print if texts),
    ]


def _groups(title: str, parts: list[list[Flowable]]) -> list[list[Flowable]]:
    """Parts that may stand in different columns, the first under its heading; nothing where there is none."""
    if not parts:
        return []
    first, *others = parts
    headed = [heading(title, SMALL_BOLD, COLUMN_WIDTH), Spacer(0, 2), *first]
    out = [headed, *others]
    out[-1] = [*out[-1], Spacer(0, 6)]
    return out


def _each(lines: Sequence[Labelled]) -> list[list[Flowable]]:
    return [labelled((line,), SMALL) for line in lines]


def _milestones(part: MilestonesPart | None) -> list[list[Flowable]]:
    """Counts first, then each answer with its skills, and by name what nobody asked."""
    if part is None:
        return []
    asked = Labelled(_("Not asked:"), part.not_asked)
    said = [[paragraph(text, SMALL), Spacer(0, 1.5)] for text in part.reading]
    return [[paragraph(part.counts, SMALL), Spacer(0, 1.5)], *_each((*part.answers, asked)), *said]


def _windows(part: MilestonesPart | None) -> list[Flowable]:
    """The picture of the screen, in the inks of paper."""
    if part is None or part.windows is None:
        return []
    scene = milestone_windows(part.windows, Size(CONTENT_WIDTH / _SCALE, _WINDOWS_HEIGHT / _SCALE))
    return [SceneBox(scene, _SCALE), Spacer(0, 2), paragraph(_windows_legend(), SMALL_GREY)]


def _windows_legend() -> str:
    return _(
        "WHO 2006. Filled dot: the age at which it came. Half-filled: there by that visit. Ring: not yet or not sure. "
        "Diamond: lost. Dotted ring: not asked."
    )


def _exam_section(part: ExamSection) -> list[Flowable]:
    """A small table per section: the child's right is the left-hand column, as when facing the child."""
    side = 50.0
    name = f"{part.title} ({part.counts})" if part.counts else part.title
    sided = any(row.right or row.left for row in part.rows)
    sides = (_("Right"), _("Left")) if sided else ("", "")
    out: list[Flowable] = []
    if part.rows:
        ledger = Ledger((COLUMN_WIDTH - 2 * side, side, side), (name, *sides), SMALL_BOLD, 1.1)
        for row in part.rows:
            _exam_row(ledger, row)
        out.extend(ledger.blocks())
    names = "; ".join(part.not_examined)
    if part.rows and names:
        out.extend((Spacer(0, 1.5), paragraph(names, SMALL_GREY, _("Not examined:"))))
    elif not part.rows:
        missing = _("Not examined: {names}").format(names=names) if names else _("Not examined.")
        out.append(paragraph(missing, SMALL_GREY, f"{name}."))
    return [*out, Spacer(0, 6)]


def _exam_row(ledger: Ledger, row: ExamRow) -> None:
    """Sided values stand in their columns; the value of a finding without sides runs over both."""
    words = (Part(row.item, SMALL), Part(row.note, SMALL_GREY))
    silent = _("not recorded")
    if row.right or row.left:
        ledger.add(words, (Part(row.right or silent, SMALL_BOLD),), (Part(row.left or silent, SMALL_BOLD),))
    else:
        ledger.add_joined(words, (Part(row.value or silent, SMALL_BOLD),))


def _growth(model: ClinicianSummary) -> list[Flowable]:
    if not model.growth:
        return []
    header = (
        _("Date"),
        _("Age"),
        _("Corrected"),
        _("Measure"),
        _("Value"),
        _("At corrected age"),
        _("At chronological age"),
        _("Reference"),
    )
    ledger = Ledger((56, 46, 46, 54, 50, 80, 88, CONTENT_WIDTH - 420), header, SMALL_BOLD, 1.4)
    for row in model.growth:
        plain = (row.date, row.age, row.corrected_age, row.measure)
        values = (row.at_corrected, row.at_chronological)
        ledger.add(
            *((Part(text, SMALL),) for text in plain),
            (Part(row.value, SMALL_BOLD),),
            *((Part(text, SMALL),) for text in values),
            (Part(row.reference, SMALL), Part(row.note, SMALL_GREY)),
        )
    return ledger.blocks()


def _laboratory(model: ClinicianSummary) -> list[Flowable]:
    """Each value beside every limit for the child, with who says so; a value without a limit says that."""
    header = (_("Value"), _("Result"), _("As typed"), _("Limit for this child and its source"))
    ledger = Ledger((126, 76, 70, CONTENT_WIDTH - 272), header, SMALL_BOLD, 1.4)
    for row in model.laboratory:
        ledger.add(
            (Part(row.name, SMALL),),
            (Part(row.value, SMALL_BOLD),),
            (Part(row.typed, SMALL),),
            tuple(Part(text, SMALL) for text in row.limits),
        )
    return ledger.blocks()


def _dismissed(flags: Sequence[DismissedFlag]) -> list[list[Flowable]]:
    if not flags:
        return [[paragraph(_("None."), SMALL)]]
    out: list[list[Flowable]] = []
    for flag in flags:
        text = f"{flag.level_words}. {flag.reason}. {flag.by}. {flag.source}"
        out.append([paragraph(text, SMALL, f"{flag.title}."), Spacer(0, 1.5)])
    return out


def _patterns(patterns: Sequence[PatternLine]) -> list[list[Flowable]]:
    out: list[list[Flowable]] = []
    for card in patterns:
        said = (
            (_("For"), card.speaks_for),
            (_("Against"), card.speaks_against),
            (_("Missing"), card.missing),
        )
        parts = [f"{label}: {text}." for label, text in said if text]
        text = " ".join((f"{card.state}.", *parts, card.source))
        out.append([paragraph(text, SMALL, f"{card.title}."), Spacer(0, 1.5)])
    return out
