"""What changed since the last visit, and the lines of the overview. Words ready to show; nothing is judged here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey
from clinic_app.domain.notes import Observation
from clinic_app.domain.quantities import format_number, format_quantity
from clinic_app.domain.record import VisitRecord
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.i18n import _, short_day_text
from clinic_app.services.chart import Chart
from clinic_app.services.episodes.changes import ARROW, short_changes
from clinic_app.services.growth import all_measurements, growth_points
from clinic_app.services.hine import hine_of, past_hines, plain, short_words
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.milestone_changes import SkillChange, lost_skills, new_skills
from clinic_app.services.milestones import MilestoneBook, book_of
from clinic_app.services.projection import answers_of


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from the last visit: the item, old and new, and a remark."""

    item: str
    what: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One item of the examination beside the last visit. Empty: not recorded then, or not examined now.

    ``facts`` are the fact ids of the item, so that a flag that uses one can be marked.
    """

    item: str
    before: str
    right: str
    left: str
    value: str
    facts: tuple[str, ...]


def current_answers(knowledge: Knowledge, chart: Chart, record: VisitRecord | None) -> Mapping[ItemKey, Answer]:
    """The open record, or the last signed visit where none is open."""
    if record is not None:
        return record.answers
    return answers_of(chart.last_findings(), knowledge.fields)


def earlier_findings(chart: Chart, record: VisitRecord | None) -> tuple[date | None, Mapping[ItemKey, Observation]]:
    """Day and findings of the visit to compare with: the last signed one, or the one before it."""
    notes = sorted({(row.day, row.note_id) for row in chart.observations}, reverse=True)
    wanted = 0 if record is not None else 1
    if len(notes) <= wanted:
        return None, {}
    day, note_id = notes[wanted]
    return day, chart.findings_of(note_id)


def compared_rows(knowledge: Knowledge, chart: Chart, record: VisitRecord | None) -> tuple[ComparedRow, ...]:
    """What differs in the open visit, or in the last signed one where none is open."""
    before = earlier_findings(chart, record)[1]
    return compare(knowledge, current_answers(knowledge, chart, record), answers_of(before, knowledge.fields))


def compare(knowledge: Knowledge, now: Answers, before: Answers) -> tuple[ComparedRow, ...]:
    """Examination items whose sides differ or that changed since ``before``, in the order of the form."""
    rows = []
    for item in knowledge.findings:
        found = {key.side: now[key] for key in item.keys if key in now and now[key].state is AnswerState.RECORDED}
        old = {key.side: before[key] for key in item.keys if key in before}
        if found and (_differs(found) or _changed(found, old)):
            rows.append(_compared(knowledge, item.field.id, found, old))
    return tuple(rows)


def examined_items(knowledge: Knowledge, age: AgeOn, answers: Answers) -> tuple[int, int]:
    """How many items of the examination hold a finding, and how many are offered at this age."""
    offered = knowledge.exam_keys(age, answers)
    examined = {key.field for key in offered if key in answers and answers[key].state is AnswerState.RECORDED}
    return len(examined), len({key.field for key in offered})


def _differs(found: Mapping[Side, Answer]) -> bool:
    return len({answer.value for answer in found.values()}) > 1


def _changed(found: Mapping[Side, Answer], old: Mapping[Side, Answer]) -> bool:
    return any(side in old and old[side].value not in {None, answer.value} for side, answer in found.items())


def _compared(
    knowledge: Knowledge, field_id: str, found: Mapping[Side, Answer], old: Mapping[Side, Answer]
) -> ComparedRow:
    def words(answers: Mapping[Side, Answer], side: Side) -> str:
        return knowledge.brief_words(field_id, answers[side]) if side in answers else ""

    sided = Side.NONE not in found
    before = " / ".join(words(old, side) or "–" for side in BOTH_SIDES) if sided and old else words(old, Side.NONE)
    return ComparedRow(
        knowledge.label(field_id),
        before,
        words(found, Side.RIGHT),
        words(found, Side.LEFT),
        words(found, Side.NONE),
        tuple(ItemKey(field_id, side).fact for side in found),
    )


def changes(knowledge: Knowledge, chart: Chart, record: VisitRecord | None, today: date) -> tuple[Change, ...]:
    """What differs from the visit before: lost skills, events, HINE, findings, growth, new skills."""
    since, before = earlier_findings(chart, record)
    if since is None:
        return ()
    book = milestone_book(knowledge, chart, record, today)
    return (
        *_skill_changes(lost_skills(book)),
        *_event_changes(knowledge, chart, since, today),
        *_hine_changes(chart, record, since, today),
        *_finding_changes(knowledge, current_answers(knowledge, chart, record), before),
        *_growth_changes(chart, record, today),
        *_skill_changes(new_skills(book)),
    )


def milestone_book(knowledge: Knowledge, chart: Chart, record: VisitRecord | None, today: date) -> MilestoneBook:
    """Milestones of the open visit, or of the last signed one where none is open, and of those before."""
    last = chart.last_note.day if chart.last_note is not None else today
    day = today if record is not None else last
    answers = current_answers(knowledge, chart, record)
    return book_of(knowledge.milestones, chart.patient, chart.observations, answers, day)


def _skill_changes(changes: tuple[SkillChange, ...]) -> Iterator[Change]:
    return (Change(one.item, one.what, one.remark) for one in changes)


def _finding_changes(
    knowledge: Knowledge, now: Mapping[ItemKey, Answer], before: Mapping[ItemKey, Observation]
) -> Iterator[Change]:
    """One change an item where both sides changed alike, else one a side that says what the other side did."""
    old = answers_of(before, knowledge.fields)
    for item in knowledge.findings:
        changed = [key for key in item.keys if _is_changed(key, now, old)]
        whats = [_what_changed(knowledge, key, now, old) for key in changed]
        if len(changed) > 1 and len(set(whats)) == 1:
            yield Change(knowledge.label(item.field.id), whats[0], _("right and left"))
            continue
        for key, what in zip(changed, whats, strict=True):
            yield Change(knowledge.name_of(key), what, _other_side(knowledge, key, now, old))


def _is_changed(key: ItemKey, now: Answers, old: Answers) -> bool:
    if key not in now or key not in old:
        return False
    answers = (now[key], old[key])
    return all(answer.state is AnswerState.RECORDED for answer in answers) and answers[0].value != answers[1].value


def _what_changed(knowledge: Knowledge, key: ItemKey, now: Answers, old: Answers) -> str:
    return f"{knowledge.brief_words(key.field, old[key])} {ARROW} {knowledge.brief_words(key.field, now[key])}"


def _other_side(knowledge: Knowledge, key: ItemKey, now: Answers, old: Answers) -> str:
    """A word on the other side, so that a change on one side is never read as both."""
    if key.side is Side.NONE:
        return ""
    other = ItemKey(key.field, Side.LEFT if key.side is Side.RIGHT else Side.RIGHT)
    found = now.get(other)
    if found is None or found.state is not AnswerState.RECORDED:
        return _("left not examined") if other.side is Side.LEFT else _("right not examined")
    if other in old and old[other].value == found.value:
        return _("left unchanged") if other.side is Side.LEFT else _("right unchanged")
    words = _("left {value}") if other.side is Side.LEFT else _("right {value}")
    return words.format(value=knowledge.brief_words(other.field, found))


def _hine_changes(chart: Chart, record: VisitRecord | None, since: date, today: date) -> Iterator[Change]:
    """The score beside the last one that has a total; without a total, how much of the form is scored."""
    found = past_hines(chart)
    if record is not None:
        now, earlier = hine_of(chart.patient, today, record.answers), found
    else:
        now = next((one for one in found if one.day > since), None)
        earlier = tuple(one for one in found if one.day <= since)
    if now is None:
        return
    before = next((one for one in earlier if one.score.total is not None), None)
    if before is not None and before.score.total is not None:
        words = f"{plain(before.score.total)} {ARROW} {short_words(now.score)}"
        on = _("total of {day}").format(day=short_day_text(before.day))
    else:
        words, on = short_words(now.score), ""
    differ = len(now.asymmetric)
    asymmetries = _("sides differ in {count}").format(count=differ) if differ else ""
    yield Change("HINE", words, ", ".join(part for part in (on, asymmetries) if part))


def _growth_changes(chart: Chart, record: VisitRecord | None, today: date) -> Iterator[Change]:
    measured = all_measurements(chart, record, today)
    weights = [(one.day, one.weight_kg) for one in measured if one.weight_kg is not None]
    heads = [(one.day, one.head_cm) for one in measured if one.head_cm is not None]
    if len(weights) > 1:
        (first, old), (last, new) = weights[-2:]
        grams = int((new - old) * 1000)
        days = (last - first).days
        rate = _("{grams} g a day").format(grams=format_number(Decimal(round(grams / days)))) if days else ""
        yield Change(_("Weight"), f"{'+' if grams >= 0 else ''}{format_quantity(Decimal(grams), 'g')}", rate)
    if len(heads) > 1:
        old, new = heads[-2][1], heads[-1][1]
        yield Change(_("Head"), f"{format_number(old)} {ARROW} {format_quantity(new, 'cm')}")


def _event_changes(knowledge: Knowledge, chart: Chart, since: date, today: date) -> Iterator[Change]:
    """What differs in each open thread between the time since the visit before and as much time up to it.

    One change a thread: how often first, then what is new, so that no log crowds out the examination.
    """
    for episode in chart.episodes:
        said = short_changes(knowledge, episode, since, today) if episode.status.is_open else ()
        if said:
            yield Change(episode.title, said[0], "; ".join(said[1:3]))


def latest_points(chart: Chart, record: VisitRecord | None, today: date) -> Mapping[Indicator, tuple[GrowthPoint, ...]]:
    """Growth of each measure over time, oldest first."""
    found: dict[Indicator, list[GrowthPoint]] = {}
    for point in growth_points(chart.patient, all_measurements(chart, record, today)):
        found.setdefault(point.indicator, []).append(point)
    return {indicator: tuple(points) for indicator, points in found.items()}


def days_of_life(chart: Chart, day: date) -> int:
    """Days from birth to ``day``."""
    return age_on(chart.patient.birth_date, chart.patient.gestation, day).chron_days
