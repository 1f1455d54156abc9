"""A row of the day's list in words."""

from collections.abc import Iterable
from datetime import datetime

from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.visits import VisitState
from clinic_app.i18n import _, day_text, ngettext
from clinic_app.services.views import DayRow
from clinic_app.ui.banner_words import sex_words
from clinic_app.ui.widgets.chip import ChipKind
from clinic_app.ui.widgets.level_mark import Level
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row

#: The shapes of the levels that plan lines and rules are stored with.
LEVELS = {
    "emergency_now": Level.NOW,
    "same_day": Level.DAY,
    "urgent_2wk": Level.WEEKS,
    "routine": Level.PLAN,
}
_ICONS = {
    VisitState.EXPECTED: "clock",
    VisitState.ARRIVED: "users",
    VisitState.WITH_NURSE: "clipboard-heart",
    VisitState.READY: "clipboard-check",
    VisitState.WITH_DOCTOR: "stethoscope",
    VisitState.DONE: "check",
}
_WAITING = frozenset({VisitState.ARRIVED, VisitState.WITH_NURSE, VisitState.READY, VisitState.WITH_DOCTOR})
_MOST_MARKS = 2
#: A longer wait is told in hours and minutes.
_MOST_MINUTES = 99


def state_words(state: VisitState) -> str:
    """A state in words."""
    return {
        VisitState.EXPECTED: _("Expected"),
        VisitState.ARRIVED: _("Arrived"),
        VisitState.WITH_NURSE: _("With nurse"),
        VisitState.READY: _("Ready"),
        VisitState.WITH_DOCTOR: _("With doctor"),
        VisitState.DONE: _("Done"),
    }[state]


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("time", _("Time"), 47),
        Column("child", _("Child"), 188, stretches=True),
        Column("sex", _("Sex"), 35),
        Column("born", _("Born"), 92),
        Column("age", _("Age"), 72),
        Column("corrected", _("Corrected"), 74),
        Column("reason", _("Reason"), 110, stretches=True),
        Column("flags", _("Flags"), 54),
        Column("note", _("Note"), 92),
        Column("state", _("State"), 101),
        Column("waiting", _("Waiting"), 66, right_aligned=True),
        Column("with", _("With"), 50),
    )


def row_of(row: DayRow, now: datetime, *, reason_below: bool = False) -> Row:
    """One visit. What is done is quieter; a note that should have been signed says so.

    In a narrow window the reason stands under the name.
    """
    patient, visit = row.patient, row.visit
    age = age_on(patient.birth_date, patient.gestation, max(visit.day, patient.birth_date))
    return Row(
        visit.id,
        (
            Cell(visit.at.strftime("%H:%M") if visit.at is not None else "–"),
            _name(row, visit.reason if reason_below else ""),
            Cell(sex_words(patient.sex)),
            Cell(day_text(patient.birth_date)),
            Cell(age.text),
            corrected_cell(age),
            Cell(visit.reason),
            _flags(row),
            _note(row),
            Cell(state_words(visit.state), icon_name=_ICONS[visit.state]),
            Cell(_minutes(waiting_minutes(row, now))),
            Cell(visit.with_person.rsplit(" ", 1)[-1], spoken=visit.with_person),
        ),
        is_past=visit.state is VisitState.DONE,
    )


def corrected_cell(age: AgeOn) -> Cell:
    """Corrected age where it differs; before term the postmenstrual age, as weeks+days."""
    if not age.use_corrected:
        return Cell("–", spoken=_("not corrected"))
    if age.before_term and age.postmenstrual_days is not None:
        weeks, days = divmod(age.postmenstrual_days, 7)
        return Cell(_("PMA {weeks}+{days}").format(weeks=weeks, days=days), spoken=age.corrected_text)
    return Cell(age.corrected_text)


def _name(row: DayRow, below: str) -> Cell:
    patient = row.patient
    return Cell(
        strong=patient.family_name.upper(),
        text=f", {patient.given_name}",
        below=below,
        chip=_("Twin {letter}").format(letter=patient.birth_order) if patient.twin_group else "",
        chip_kind=ChipKind.TWIN,
    )


def _flags(row: DayRow) -> Cell:
    """The worst levels that are open; how many more is said, not left out."""
    levels = tuple(LEVELS[level] for level in row.flag_levels if level in LEVELS)
    if not levels:
        return Cell(_("none"), ink=Ink.MUTED, spoken=_("no open flags"))
    shown = levels if len(levels) <= _MOST_MARKS else levels[: _MOST_MARKS - 1]
    more = len(levels) - len(shown)
    return Cell(f"+{more}" if more else "", levels=shown, spoken=", ".join(level.words for level in levels))


def is_unsigned(row: DayRow) -> bool:
    """Whether the visit is over and what was found at it is not signed."""
    return row.note == "draft" and row.visit.state is VisitState.DONE


def _note(row: DayRow) -> Cell:
    if is_unsigned(row):
        return Cell(chip=_("Unsigned"), chip_kind=ChipKind.NOTICE, chip_icon="signature")
    return Cell({"signed": _("Signed"), "draft": _("Draft")}.get(row.note, "–"))


def waiting_minutes(row: DayRow, now: datetime) -> int | None:
    """Minutes in the present state, for a child who is in the house."""
    if row.visit.state not in _WAITING:
        return None
    return max(0, int((now - row.visit.state_since).total_seconds() // 60))


def _minutes(minutes: int | None) -> str:
    if minutes is None:
        return ""
    if minutes <= _MOST_MINUTES:
        return _("{count} min").format(count=minutes)
    hours, rest = divmod(minutes, 60)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def summary(rows: Iterable[DayRow], now: datetime, read_at: str) -> str:
    """The line under the list: how long children wait, when it was read, what is unsigned."""
    listed = tuple(rows)
    waits = [minutes for row in listed if (minutes := waiting_minutes(row, now)) is not None]
    unsigned = sum(is_unsigned(row) for row in listed)
    parts = []
    if waits:
        parts.append(_("Mean wait {wait}").format(wait=_minutes(round(sum(waits) / len(waits)))))
        parts.append(_("longest {wait}").format(wait=_minutes(max(waits))))
    parts.append(_("refreshed by itself {time}").format(time=read_at))
    if unsigned:
        words = ngettext("{count} note is unsigned", "{count} notes are unsigned", unsigned)
        parts.append(words.format(count=unsigned))
    return " · ".join(parts)
