"""The rows of a table as they were understood, for the list of a preview."""

from clinic_app.domain.episodes import EpisodeEvent
from clinic_app.domain.episodes.how_many import HowMany
from clinic_app.exchange.diary_table import DiaryTable, Refusal, TableRow
from clinic_app.i18n import _, day_text
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.widgets.chip import ChipKind
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row

_LONGEST_CELL = 40


def preview_columns() -> tuple[Column, ...]:
    """Line, what would be stored, and what becomes of it."""
    return (
        Column("line", _("Line"), 48, right_aligned=True),
        Column("state", _("Will be"), 96),
        Column("day", _("Date"), 92),
        Column("time", _("Time"), 72),
        Column("count", _("Count"), 66),
        Column("longest", _("Longest"), 62),
        Column("what", _("As it was understood, or why it is refused"), 300, stretches=True),
    )


def preview_row(at: int, row: TableRow, table: DiaryTable, knowledge: Knowledge, *, repeated: bool) -> Row:
    """One row. ``repeated``: what is in the log already is added, too."""
    line = Cell(str(row.line), ink=Ink.MUTED)
    if row.event is None:
        said = "; ".join(refusal_words(one, table) for one in row.refusals)
        nothing = (Cell(), Cell(), Cell(), Cell())
        return Row(
            str(at), (line, Cell(chip=_("refused"), chip_kind=ChipKind.NOTICE), *nothing, Cell(said, spoken=said))
        )
    event = row.event
    left_out = row.logged is not None and not repeated
    chip, kind = (_("left out"), ChipKind.QUIET) if left_out else (_("added"), ChipKind.OK)
    words = understood(event, knowledge)
    if row.logged is not None:
        words = _("in the log already; {words}").format(words=words)
    length = "" if event.seen.longest_s is None else _("{count} s").format(count=event.seen.longest_s)
    count = str(HowMany(event.count, event.count_about, event.per_day, event.in_run))
    cells = (Cell(day_text(event.when.day)), Cell(str(event.when.time)), Cell(count), Cell(length))
    return Row(str(at), (line, Cell(chip=chip, chip_kind=kind), *cells, Cell(words)), is_past=left_out)


def understood(event: EpisodeEvent, knowledge: Knowledge) -> str:
    """Everything of an event that has no column of its own, sides spelled out."""
    seen, parts = event.seen, []
    for field, codes in (
        ("ep_triggers", seen.triggers),
        ("ep_states", seen.states),
        ("ep_side", (seen.side,)),
    ):
        parts += [knowledge.code_words(field, code) for code in codes if code]
    if seen.held:
        parts.append(_("stops when held: {answer}").format(answer=knowledge.code_words("ep_suppressible", seen.held)))
    parts += [
        f"{knowledge.name_of(key)}: {knowledge.value_words(key.field, one)}" for key, one in event.described.items()
    ]
    parts += [f"“{event.note}”"] if event.note else []
    return ", ".join(parts)


def refusal_words(refusal: Refusal, table: DiaryTable) -> str:
    """The cell and the reason: ``Duration “many”: ...``."""
    if refusal.column is None:
        return refusal.sentence
    heading = table.heading[refusal.column] if refusal.column < len(table.heading) else ""
    name = heading or _("Column {number}").format(number=refusal.column + 1)
    if refusal.cell.strip()[:20] in refusal.sentence:
        return f"{name}: {refusal.sentence}"
    return f"{name} “{refusal.cell.strip()[:_LONGEST_CELL]}”: {refusal.sentence}"
