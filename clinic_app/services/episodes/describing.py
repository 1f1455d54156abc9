"""One event as the answers of its form, and back: the quick line and the full description are the same event."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from clinic_app.clinical.episodes.facts import HELD, LONGEST, SIDE, STATES, TRIGGERS
from clinic_app.clinical.instruments.model import Instrument
from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey
from clinic_app.domain.episodes import EpisodeEvent, Seen
from clinic_app.services.knowledge import Knowledge

_QUICK: Final = frozenset({TRIGGERS, STATES, HELD, SIDE, LONGEST})
_SECONDS: Final = "s"


def answers_of(event: EpisodeEvent) -> dict[ItemKey, Answer]:
    """Everything that was told, as answers: the description, and what the quick line asks of it."""
    seen = event.seen
    answers = dict(event.described)
    if seen.triggers:
        answers[ItemKey(TRIGGERS)] = Answer(seen.triggers)
    if seen.states:
        answers[ItemKey(STATES)] = Answer(seen.states)
    if seen.held:
        answers[ItemKey(HELD)] = Answer(seen.held)
    if seen.side:
        answers[ItemKey(SIDE)] = Answer(seen.side)
    if seen.longest_s is not None:
        answers[ItemKey(LONGEST)] = Answer(Decimal(seen.longest_s), unit=_SECONDS)
    return answers


def with_answers(event: EpisodeEvent, answers: Answers) -> EpisodeEvent:
    """The event as these answers describe it. A length is kept in whole seconds."""
    told = {key: one for key, one in answers.items() if one.state is AnswerState.RECORDED and one.value is not None}
    seen = Seen(
        _seconds(told.get(ItemKey(LONGEST))),
        _several(told.get(ItemKey(TRIGGERS))),
        _several(told.get(ItemKey(STATES))),
        _code(told.get(ItemKey(HELD))),
        _code(told.get(ItemKey(SIDE))),
    )
    described = {key: one for key, one in told.items() if key.field not in _QUICK}
    return replace(event, seen=seen, described=described)


def form_for(knowledge: Knowledge, *, examines: bool) -> Instrument:
    """The form of an event. The clinician's terms stand in it only for who examines."""
    form = knowledge.episode_event
    if examines:
        return form
    sections = tuple(
        replace(section, items=tuple(replace(item, how="") for item in section.items)) for section in form.sections
    )
    return replace(form, sections=sections)


def _seconds(answer: Answer | None) -> int | None:
    if answer is None or not isinstance(answer.value, Decimal):
        return None
    return int(answer.value.to_integral_value(ROUND_HALF_UP))


def _several(answer: Answer | None) -> tuple[str, ...]:
    return answer.value if answer is not None and isinstance(answer.value, tuple) else ()


def _code(answer: Answer | None) -> str:
    return answer.value if answer is not None and isinstance(answer.value, str) else ""
