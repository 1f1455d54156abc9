"""From flags and findings to an assessment and a plan: what is offered, never what is decided."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from clinic_app.clinical.assessment import Flag
from clinic_app.clinical.instruments.findings import finding_of
from clinic_app.clinical.instruments.model import Finding, Item
from clinic_app.clinical.rules import Urgency
from clinic_app.domain.answers import AnswerState
from clinic_app.domain.people import Actor
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.assessing import Picture
from clinic_app.services.context import Context
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.signing import SigningReview, is_answered, review
from clinic_app.services.tokens import finding_words, token

#: Days until a line is due that is made from a flag of this urgency: knowledge, the clinician edits it.
DUE_DAYS: Final[Mapping[Urgency, int]] = {
    Urgency.EMERGENCY_NOW: 0,
    Urgency.SAME_DAY: 0,
    Urgency.URGENT_2WK: 14,
    Urgency.ROUTINE: 28,
    Urgency.REASSURE: 28,
}


@dataclass(frozen=True, slots=True)
class OfferedFinding:
    """A finding of today that can be put into the text.

    Attributes:
        field_id: what the token is made of.
        words: item with both sides and unit, ``Knee jerk R 3+, L 2+``.
        urgency: of the most urgent flag that rests on it, ``None`` where none does.
        notable: rests under a flag, differs between sides, or does not read as expected.
        used: stands in the text already.
    """

    field_id: str
    words: str
    urgency: Urgency | None
    notable: bool
    used: bool


@dataclass(frozen=True, slots=True)
class LookedOver:
    """A record as it was looked over before signing: the draft's version and what stands in the way."""

    version: int
    review: SigningReview


def look_over(context: Context, actor: Actor, record: VisitRecord, picture: Picture, version: int) -> LookedOver:
    """``review`` with the version of the draft that it was made of."""
    context.allow(actor, Action.ASSESS)
    return LookedOver(version, review(context, actor, record, picture))


def staff_names(context: Context, actor: Actor) -> tuple[str, ...]:
    """Who can be named in a plan line."""
    context.allow(actor, Action.ASSESS)
    return tuple(person.name for person in context.reads.people() if person.active)


def offered_findings(record: VisitRecord, picture: Picture, knowledge: Knowledge) -> tuple[OfferedFinding, ...]:
    """Everything recorded in this examination, what rests under a flag first, then in the order of the form."""
    urgencies = _urgencies(picture, knowledge)
    found = []
    for section in knowledge.exam_sections(picture.age, record.answers):
        for item in section.items:
            words = finding_words(item.field.id, record.answers, knowledge)
            if words:
                found.append(_offered(item, words, urgencies.get(item.field.id), record, picture))
    return tuple(sorted(found, key=lambda one: (not one.notable, -(one.urgency or 0))))


def _offered(item: Item, words: str, urgency: Urgency | None, record: VisitRecord, picture: Picture) -> OfferedFinding:
    answers = [record.answers[key] for key in item.keys if key in record.answers]
    months = None if picture.age.before_term else picture.age.months_for_norms
    reads = {finding_of(item, answer, months) for answer in answers}
    values = {answer.value for answer in answers if answer.state is AnswerState.RECORDED}
    notable = urgency is not None or len(values) > 1 or bool(reads & {Finding.ABNORMAL, Finding.EQUIVOCAL})
    return OfferedFinding(item.field.id, words, urgency, notable, token(item.field.id) in record.assessment)


def _urgencies(picture: Picture, knowledge: Knowledge) -> dict[str, Urgency]:
    """The most urgent flag that rests on each field; flags come most urgent first."""
    found: dict[str, Urgency] = {}
    for flag in picture.assessment.flags:
        for fact in flag.inputs:
            field = knowledge.fields.of_fact(fact)
            if field is not None:
                found.setdefault(field.id, flag.urgency)
    return found


def leading(flags: Sequence[Flag]) -> Mapping[str, tuple[str, ...]]:
    """Every flag that no other leads, with those that speak about the same finding."""
    by_id = {flag.id: flag for flag in flags}
    groups: dict[str, list[str]] = {flag.id: [] for flag in flags if not flag.led_by}
    for flag in flags:
        top, seen = flag, {flag.id}
        while top.led_by and top.led_by[0] in by_id and top.led_by[0] not in seen:
            top = by_id[top.led_by[0]]
            seen.add(top.id)
        if top.id != flag.id:
            groups.setdefault(top.id, []).append(flag.id)
        elif flag.led_by:
            groups.setdefault(flag.id, [])
    return {leader: tuple(followers) for leader, followers in groups.items()}


def line_for(flag: Flag, also: Sequence[str], day: date, who: str, line_id: PlanLineId) -> PlanLine:
    """A line that answers ``flag`` and the flags ``also``: what the rule prompts for, why, and by when."""
    return PlanLine(
        line_id,
        what=flag.rule.action or _("Follow up: {title}").format(title=flag.title),
        why=flag.title,
        due=day + timedelta(days=DUE_DAYS[flag.urgency]),
        who=who,
        level=flag.urgency.code,
        flags=(flag.id, *also),
    )


def lines_from_flags(
    record: VisitRecord,
    picture: Picture,
    day: date,
    who: str,
    new_id: Callable[[], PlanLineId],
) -> tuple[PlanLine, ...]:
    """One line for each finding that is flagged and not answered; the line answers every flag about it."""
    flags = picture.assessment.flags
    by_id = {flag.id: flag for flag in flags}
    lines = []
    for leader, followers in leading(flags).items():
        waiting = [one for one in (leader, *followers) if not is_answered(record, one)]
        if waiting:
            first, *also = waiting
            lines.append(line_for(by_id[first], also, day, who, new_id()))
    return tuple(lines)
