"""Why the summary says what it says: an explanation of each flag, score, band, window and centile on it."""

from collections.abc import Iterator

from clinic_app.clinical.birth_risks import birth_risk_facts
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.domain.answers import AnswerState
from clinic_app.i18n import _
from clinic_app.services.assessing import identity_facts, lasting_facts, recorded_facts
from clinic_app.services.chart import Chart, measurement_of_answers
from clinic_app.services.documents.growth import printed_points
from clinic_app.services.documents.milestones import prints_windows
from clinic_app.services.documents.printable import Printable
from clinic_app.services.explanations import (
    Explanation,
    Trail,
    explain_band,
    explain_flag,
    explain_growth,
    explain_hine,
    explain_window,
    said_then,
    trail_of,
)
from clinic_app.services.hine import CP_RISK, hine_of
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.milestones import book_of
from clinic_app.services.report_models import ReasonGroup


def reason_groups(
    knowledge: Knowledge, chart: Chart, visit: Printable, points: tuple[GrowthPoint, ...]
) -> tuple[ReasonGroup, ...]:
    """Everything that the summary of ``visit`` says and that can be explained; ``points`` are those of its table."""
    trail = trail_of(knowledge, chart, visit.day, visit.written, visit.record.answers, visit.patient)
    groups = (
        (_("Flags"), _flags(knowledge, visit, trail)),
        (_("Scores"), _scores(knowledge, chart, visit, trail)),
        (_("Expected at this age"), _bands(knowledge, visit, trail)),
        (_("Motor windows"), _windows(knowledge, chart, visit, trail)),
        (_("Centiles and z-scores"), _centiles(chart, visit, trail, points)),
    )
    made = ((title, tuple(entries)) for title, entries in groups)
    return tuple(ReasonGroup(title, entries) for title, entries in made if entries)


def _flags(knowledge: Knowledge, visit: Printable, trail: Trail) -> Iterator[Explanation]:
    """Those that stand and those that were dismissed: both are printed."""
    return (explain_flag(knowledge, said_then(flag), trail) for flag in visit.picture["flags"])


def _scores(knowledge: Knowledge, chart: Chart, visit: Printable, trail: Trail) -> Iterator[Explanation]:
    """The score with the risk that was recorded up to the visit: which limit holds depends on it."""
    risk = _risk(knowledge, chart, visit)
    found = hine_of(visit.patient, visit.day, visit.record.answers, risk)
    if found is not None:
        yield explain_hine(knowledge, visit.patient, found, risk, trail)


def _risk(knowledge: Knowledge, chart: Chart, visit: Printable) -> object:
    """The recorded risk of cerebral palsy, also where it follows from the birth history."""
    before = [row for row in chart.observations if row.day <= visit.day]
    facts = lasting_facts(before, knowledge.lasting) | recorded_facts(visit.record.answers)
    facts |= identity_facts(visit.patient, visit.age)
    return (facts | birth_risk_facts(facts)).get(CP_RISK)


def _bands(knowledge: Knowledge, visit: Printable, trail: Trail) -> Iterator[Explanation]:
    """Every finding that was recorded and that something is expected of at some age."""
    answers = visit.record.answers
    for section in knowledge.exam_sections(visit.age, answers):
        for item in section.items:
            held = (answers.get(key) for key in item.keys)
            recorded = any(answer is not None and answer.state is AnswerState.RECORDED for answer in held)
            if recorded and item.expected.drawable:
                yield explain_band(knowledge, item, visit.age, answers, trail)


def _windows(knowledge: Knowledge, chart: Chart, visit: Printable, trail: Trail) -> Iterator[Explanation]:
    book = book_of(knowledge.milestones, visit.patient, chart.observations, visit.record.answers, visit.day)
    if prints_windows(book):
        found = (explain_window(knowledge, book, item, trail) for item in book.checklist.windowed)
        yield from (one for one in found if one is not None)


def _centiles(chart: Chart, visit: Printable, trail: Trail, points: tuple[GrowthPoint, ...]) -> Iterator[Explanation]:
    """Each row of the table of growth, newest first."""
    measured = {one.day: one for one in chart.measurements()}
    now = measurement_of_answers(visit.record.answers, visit.day)
    if now is not None:
        measured[visit.day] = now
    return (explain_growth(visit.patient, one, measured.get(one.on), trail) for one in printed_points(points))
