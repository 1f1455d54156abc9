"""The rows of one day's list."""

import json
from datetime import date

from sqlalchemy import Connection, select

from clinic_app.domain.plans import PlanState
from clinic_app.services.views import DayRow
from clinic_app.storage import rows
from clinic_app.storage.mapping import patient_of, visit_of

#: Levels of flags, worst first.
_WORST_FIRST = ("emergency_now", "same_day", "urgent_2wk", "routine")


def day_rows(connection: Connection, day: date) -> list[DayRow]:
    """Every visit of ``day`` with its child, whether it has a note or a draft, and what is still open for the child.

    A flag is open while a plan line that answers it is; one raised at several visits counts once, at its worst.
    """
    visit, patient, note, draft = rows.visit, rows.patient, rows.note, rows.draft
    visits = [visit_of(row) for row in connection.execute(select(visit).where(visit.c.day == day))]
    here = select(visit.c.patient_id).where(visit.c.day == day)
    children = {row.id: patient_of(row) for row in connection.execute(select(patient).where(patient.c.id.in_(here)))}
    of_day = select(visit.c.id).where(visit.c.day == day)
    signed = set(connection.scalars(select(note.c.visit_id).where(note.c.visit_id.in_(of_day))))
    begun = set(connection.scalars(select(draft.c.visit_id).where(draft.c.visit_id.in_(of_day))))
    levels, lines = _open_for(connection, day)
    return [
        DayRow(
            visit=one,
            patient=children[one.patient_id],
            note="signed" if one.id in signed else "draft" if one.id in begun else "none",
            flag_levels=tuple(sorted(levels.get(one.patient_id, {}).values(), key=_badness)),
            open_plan_lines=lines.get(one.patient_id, 0),
        )
        for one in visits
    ]


def _open_for(connection: Connection, day: date) -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """Worst open level of each flag, and the number of open plan lines, for the children of a day."""
    line = rows.plan_line
    here = select(rows.visit.c.patient_id).where(rows.visit.c.day == day)
    wanted = select(line.c.patient_id, line.c.level, line.c.flags).where(
        line.c.patient_id.in_(here), line.c.state == str(PlanState.OPEN)
    )
    levels: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for patient_id, level, flags in connection.execute(wanted):
        lines[patient_id] = lines.get(patient_id, 0) + 1
        known = levels.setdefault(patient_id, {})
        for flag in json.loads(flags) if level else ():
            known[flag] = min(known.get(flag, level), level, key=_badness)
    return levels, lines


def _badness(level: str) -> int:
    return _WORST_FIRST.index(level) if level in _WORST_FIRST else len(_WORST_FIRST)
