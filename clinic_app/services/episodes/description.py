"""One event, or a whole log, described in words: observation first, what nobody told is left empty."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from clinic_app.clinical.episodes.facts import LONGEST, SIDE, TREND, ThreadFacts
from clinic_app.clinical.facts import FactValue
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import EpisodeEvent
from clinic_app.i18n import _
from clinic_app.services.episodes.describing import answers_of
from clinic_app.services.episodes.event_words import capital, length_words, side_words
from clinic_app.services.knowledge import Knowledge

#: The label of a line that is a sentence of its own.
ALL_EVENTS: Final = ""
MOVEMENT, RHYTHM, RATE, BODY = "ep_movement", "ep_rhythm", "ep_rate_hz", "ep_body"
EYES, COLOUR, BREATHING, RESPONSIVE = "ep_eyes", "ep_colour", "ep_breathing", "ep_responsive"
POST, RECOVERY, FACE = "ep_post", "ep_recovery_min", "ep_face"


def description_lines(event: EpisodeEvent, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """Label and words of one event. Empty words stand for what was not asked."""
    if not event.happened:
        return ((ALL_EVENTS, _("A day for which somebody told that there was no event.")), *_note(event))
    told = answers_of(event)
    return (
        (_("Movement"), capital(_several(told, (MOVEMENT, RHYTHM, RATE), knowledge))),
        (_("Body, side"), _body(told, knowledge)),
        (_("Eyes"), capital(_several(told, (EYES, FACE), knowledge))),
        (_("Colour, breath"), _pair(told, COLOUR, BREATHING, knowledge)),
        (_("Responsive"), capital(_several(told, (RESPONSIVE,), knowledge))),
        (_("After"), capital(_several(told, (POST, RECOVERY), knowledge))),
        *_note(event),
    )


def _note(event: EpisodeEvent) -> tuple[tuple[str, str], ...]:
    return ((_("Note"), event.note),) if event.note else ()


def _several(told: Mapping[ItemKey, Answer], fields: tuple[str, ...], knowledge: Knowledge) -> str:
    return ", ".join(words for field in fields if (words := _words(told, field, knowledge)))


def _words(told: Mapping[ItemKey, Answer], field: str, knowledge: Knowledge) -> str:
    answer = told.get(ItemKey(field))
    if answer is None:
        return ""
    words = knowledge.value_words(field, answer)
    if field == RATE and isinstance(answer.value, Decimal):
        return _("{count} a second").format(count=words.split()[0])
    return _("recovered in {time}").format(time=words) if field == RECOVERY else words


def _body(told: Mapping[ItemKey, Answer], knowledge: Knowledge) -> str:
    side = told.get(ItemKey(SIDE))
    parts = (_words(told, BODY, knowledge), side_words(str(side.value)) if side is not None else "")
    return capital("; ".join(part for part in parts if part))


def _pair(told: Mapping[ItemKey, Answer], first: str, second: str, knowledge: Knowledge) -> str:
    """Two findings on one line; one of them alone says that the other was not asked."""
    colour, breath = _words(told, first, knowledge), _words(told, second, knowledge)
    if not colour and not breath:
        return ""
    return _("{colour}; breathing {breath}").format(
        colour=capital(colour or _("colour not asked")), breath=breath or _("not asked")
    )


def log_lines(read: ThreadFacts, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """What a log adds up to, each line with how many of its events told it.

    Triggers, states and the seizure questions have tables and counts of their own.
    """
    shown = (
        (_("Movement"), MOVEMENT),
        (_("Body"), BODY),
        (_("Side"), SIDE),
        (_("Longest"), LONGEST),
        (_("Trend"), TREND),
    )
    return tuple((label, _of_log(field, read, knowledge)) for label, field in shown)


def _of_log(field: str, read: ThreadFacts, knowledge: Knowledge) -> str:
    told = read.told.get(field)
    share = _("told of {asked} of {events}").format(asked=told.asked, events=told.events) if told is not None else ""
    value = read.facts.get(field)
    if value is None:
        return _("{share} only, not of all").format(share=capital(share)) if field in read.held_back else ""
    words = capital(_value(field, value, knowledge))
    return words if field == TREND or told is None else f"{words} ({share})"


def _value(field: str, value: FactValue, knowledge: Knowledge) -> str:
    if field == LONGEST and isinstance(value, (int, float)):
        return length_words(int(value))
    if field == SIDE:
        return side_words(str(value))
    codes = tuple(value) if isinstance(value, (tuple, list)) else (str(value),)
    return ", ".join(knowledge.code_words(field, code) for code in codes)
