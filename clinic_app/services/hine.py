"""The HINE of a visit: its score out of the answers, earlier visits to put beside it, and how a score is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from clinic_app.clinical.hine import HineContext, HineScore, ItemAnswer, SideScores, score_hine
from clinic_app.clinical.hine_form import MAX_LEVEL, HineItem, load_hine
from clinic_app.clinical.hine_instrument import is_hine_field, score_field, tick_field
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey
from clinic_app.domain.notes import Observation
from clinic_app.domain.people import Patient
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.i18n import _
from clinic_app.services.chart import Chart
from clinic_app.services.projection import NOT_EXAMINED

#: The fact that says whether a risk factor for cerebral palsy is recorded.
CP_RISK: Final = "hx_cp_risk"


@dataclass(frozen=True, slots=True)
class HineVisit:
    """The HINE of one visit.

    Attributes:
        answers: of the form alone: scores, ticks, milestones, behaviour.
        asymmetric: ids of the items whose sides differ, by score or by tick, in the order of the form.
    """

    day: date
    age: AgeOn
    answers: Answers
    score: HineScore
    asymmetric: tuple[str, ...]


def hine_of(patient: Patient, day: date, answers: Answers, cp_risk: object = None) -> HineVisit | None:
    """Score what was answered on a day; ``None`` where nothing of the form was.

    ``cp_risk`` is the fact ``hx_cp_risk``: ``yes``, ``no``, anything else is unknown.
    """
    form = load_hine()
    own = {key: answer for key, answer in answers.items() if is_hine_field(key.field)}
    if not own:
        return None
    age = age_on(patient.birth_date, patient.gestation, day)
    risk = cp_risk if cp_risk in ("yes", "no") else "unknown"
    scores = {item.id: _item_answer(item, own) for item in form.items}
    asymmetric = tuple(item.id for item in form.items if _differs(item, own, scores[item.id]))
    told = bool(asymmetric) or any(_is_whole(score) for score in scores.values())
    who = HineContext(form.months(age), str(risk), patient.gestation)
    score = score_hine(scores, asymmetric if told else None, who)
    return HineVisit(day, age, own, score, asymmetric)


def past_hines(chart: Chart, before: date | None = None) -> tuple[HineVisit, ...]:
    """The HINE of each signed visit before a day, newest first."""
    notes: dict[str, list[Observation]] = {}
    for row in chart.observations:
        if is_hine_field(row.field) and (before is None or row.day < before):
            notes.setdefault(row.note_id, []).append(row)
    found = (hine_of(chart.patient, rows[0].day, _answers(rows)) for rows in notes.values())
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.day, reverse=True))


def side_words(item: HineItem, answers: Answers) -> str:
    """The score of an item in brief: ``3 / 2``, ``2.5``, ``N / 3``; empty where nothing was said."""
    field = score_field(item.id)
    held = [answers.get(ItemKey(field, side)) for side in (BOTH_SIDES if item.sided else (Side.NONE,))]
    if all(answer is None for answer in held):
        return ""
    return " / ".join("–" if answer is None else _brief(answer) for answer in held)


def sum_words(score: HineScore) -> str:
    """``Total 65 of 78``, or ``46.5 of 54 possible, no total until 26 of 26 items are scored``."""
    items = len(load_hine().items)
    if score.total is not None:
        return _("Total {total} of {most}").format(total=plain(score.total), most=MAX_LEVEL * items)
    words = _("{sum} of {possible} possible, no total until {items} of {items} items are scored (now {scored})")
    return words.format(sum=plain(score.partial_sum), possible=score.possible, items=items, scored=score.items_scored)


def short_words(score: HineScore) -> str:
    """``65``, or ``18 of 26 scored``: for a mark on a line."""
    if score.total is not None:
        return plain(score.total)
    return _("{scored} of {items} scored").format(scored=score.items_scored, items=len(load_hine().items))


def item_labels(items: Iterable[str]) -> tuple[str, ...]:
    """What a person calls some items, without what is said in brackets."""
    names = set(items)
    return tuple(item.label.split(" (")[0] for item in load_hine().items if item.id in names)


def plain(number: Decimal) -> str:
    """A score without zeros after the point: ``46.5``, ``20``."""
    return format(number.normalize(), "f")


def _answers(rows: Iterable[Observation]) -> Answers:
    answers = {}
    for row in rows:
        answer = Answer.not_examined("") if row.code == NOT_EXAMINED else Answer(row.code, scale=row.scale)
        answers[ItemKey(row.field, row.side)] = answer
    return answers


def _item_answer(item: HineItem, answers: Answers) -> ItemAnswer:
    field = score_field(item.id)
    if not item.sided:
        return _number(answers.get(ItemKey(field)))
    return SideScores(*(_number(answers.get(ItemKey(field, side))) for side in BOTH_SIDES))


def _number(answer: Answer | None) -> Decimal | None:
    if answer is None or answer.state is not AnswerState.RECORDED:
        return None
    return Decimal(str(answer.value))


def _is_whole(score: ItemAnswer) -> bool:
    if isinstance(score, SideScores):
        return score.right is not None and score.left is not None
    return score is not None


def _differs(item: HineItem, answers: Answers, score: ItemAnswer) -> bool:
    tick = answers.get(ItemKey(tick_field(item.id)))
    if tick is not None and tick.value == "yes":
        return True
    return isinstance(score, SideScores) and _is_whole(score) and score.right != score.left


def _brief(answer: Answer) -> str:
    return "N" if answer.state is AnswerState.NOT_EXAMINED else str(answer.value)
