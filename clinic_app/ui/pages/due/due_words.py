"""Rows of what is due, in groups."""

from datetime import date, timedelta

from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH
from clinic_app.domain.people import Patient
from clinic_app.domain.plans import PlanItem
from clinic_app.i18n import _, day_text, ngettext
from clinic_app.services.recalls import DueList, Recall, Unsigned
from clinic_app.ui.pages.today.day_words import LEVELS
from clinic_app.ui.widgets.chip import ChipKind
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row, RowKind

_SOON = timedelta(days=6)
_MOST_DAYS, _MOST_MONTHS = 60, 24


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("when", _("When"), 132),
        Column("due", _("Due"), 96),
        Column("child", _("Child"), 210),
        Column("number", _("Number"), 80),
        Column("what", _("What"), 200, stretches=True),
        Column("who", _("Who"), 110),
    )


def rows_of(due: DueList) -> list[Row]:
    """Overdue, the next seven days, later, and what was not signed; a group without rows is left out."""
    overdue = [one for one in due.recalls if one.item.line.due is not None and one.item.line.due < due.day]
    later = [one for one in due.recalls if one.item.line.due is None or one.item.line.due > due.day + _SOON]
    soon = [one for one in due.recalls if one not in overdue and one not in later]
    rows: list[Row] = []
    for row_id, words, recalls in (
        ("overdue", _("Overdue"), overdue),
        ("soon", _("Today and the next 6 days"), soon),
        ("later", _("After that, until {day}").format(day=day_text(due.until)), later),
    ):
        if recalls:
            rows.append(_heading(row_id, words, len(recalls)))
            rows += [_recall_row(one, due.day) for one in recalls]
    if due.unsigned:
        rows.append(_heading("unsigned", _("Not signed"), len(due.unsigned)))
        rows += [_unsigned_row(one, due.day) for one in due.unsigned]
    return rows


def when_words(due: date | None, today: date) -> str:
    """``3 days overdue``, ``today``, ``in 5 days``."""
    if due is None:
        return _("No date")
    days = (due - today).days
    if days < 0:
        return overdue_words(-days)
    return _("Today") if days == 0 else ngettext("in {count} day", "in {count} days", days).format(count=days)


def overdue_words(days: int) -> str:
    """Days up to two months, then months, then years: nobody counts 800 days."""
    if days <= _MOST_DAYS:
        return ngettext("{count} day overdue", "{count} days overdue", days).format(count=days)
    months = int(days / DAYS_PER_MONTH)
    if months < _MOST_MONTHS:
        return ngettext("{count} month overdue", "{count} months overdue", months).format(count=months)
    years = months // 12
    return ngettext("{count} year overdue", "{count} years overdue", years).format(count=years)


def _heading(row_id: str, words: str, count: int) -> Row:
    return Row(f"heading:{row_id}", (Cell(f"{words} · {count}"),), kind=RowKind.HEADING)


def _recall_row(one: Recall, today: date) -> Row:
    line = one.item.line
    levels = (LEVELS[line.level],) if line.level in LEVELS else ()
    what = Cell(line.what, levels=levels)
    return Row(line.id, (_when(line.due, today), *_child_cells(one.item, one.patient), what, Cell(line.who)))


def _when(due: date | None, today: date) -> Cell:
    words = when_words(due, today)
    return Cell(strong=words) if due is not None and due < today else Cell(words)


def _child_cells(item: PlanItem, patient: Patient) -> tuple[Cell, ...]:
    return (Cell(day_text(item.line.due) if item.line.due is not None else "–"), *_identity(patient))


def _identity(patient: Patient) -> tuple[Cell, Cell]:
    chip = _("Twin {letter}").format(letter=patient.birth_order) if patient.twin_group else ""
    name = Cell(f", {patient.given_name}", strong=patient.family_name.upper(), chip=chip, chip_kind=ChipKind.TWIN)
    return name, Cell(patient.number, ink=Ink.SECONDARY)


def _unsigned_row(one: Unsigned, today: date) -> Row:
    days = (today - one.visit.day).days
    ago = _("Today") if days == 0 else ngettext("{count} day ago", "{count} days ago", days).format(count=days)
    note = Cell(one.visit.reason, chip=_("Unsigned"), chip_kind=ChipKind.NOTICE, chip_icon="signature")
    cells = (Cell(ago), Cell(day_text(one.visit.day)), *_identity(one.patient), note, Cell(one.visit.with_person))
    return Row(one.visit.id, cells)
