"""An event of a log in words: the cells of the table, the lines of its card, and what a person typed of it."""

from typing import Final

from clinic_app.domain.episodes import EpisodeEvent, EpisodeStatus, HowMany
from clinic_app.i18n import _, day_text, ngettext, number_text, short_day_text
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.wording import predicate_words, short_label

#: What stands where nobody told. It is never a zero and never a no.
NOT_TOLD: Final = "–"
_MINUTE: Final = 60
_LONG: Final = 180


def capital(words: str) -> str:
    """With a capital, as words stand by themselves."""
    return words[:1].upper() + words[1:]


def status_words(status: EpisodeStatus) -> str:
    """How a thread goes on."""
    return {
        EpisodeStatus.ACTIVE: _("active"),
        EpisodeStatus.FADING: _("fading"),
        EpisodeStatus.RESOLVED: _("resolved"),
        EpisodeStatus.BECAME: _("became something else"),
    }[status]


def day_words(event: EpisodeEvent, *, short: bool = False) -> str:
    """``17 Nov 2026``, ``about 17 Nov``, ``9 Nov to 15 Nov``."""
    written = short_day_text if short else day_text
    when = event.when
    words = written(when.day)
    if when.last_day is not None:
        words = _("{first} to {last}").format(first=words, last=written(when.last_day))
    return _("about {day}").format(day=words) if when.about else words


def time_words(event: EpisodeEvent) -> str:
    """``07:10``, ``about 19 h``, ``morning``, ``?``."""
    time = event.when.time
    return _(str(time)) if time.part is not None else str(time)


def count_words(event: EpisodeEvent) -> str:
    """``1``, ``about 10 a day``, ``3 in a run``, ``none``, ``?``."""
    return str(HowMany(event.count, event.count_about, event.per_day, event.in_run))


def spoken_count(event: EpisodeEvent) -> str:
    """The same as it is read out."""
    return _("not counted") if event.count is None else count_words(event)


def events_words(event: EpisodeEvent) -> str:
    """``1 event``, ``about 10 events a day``, ``3 events in a run``, ``no event``, ``events, not counted``."""
    if event.count is None:
        words = _("events, not counted")
    elif event.count == 0:
        return _("no event")
    else:
        words = ngettext("{count} event", "{count} events", event.count).format(count=number_text(event.count))
        words = _("about {events}").format(events=words) if event.count_about else words
    words = _("{events} a day").format(events=words) if event.per_day else words
    return _("{events} in a run").format(events=words) if event.in_run else words


def length_words(seconds: int | None) -> str:
    """``8 s``, ``4 min``, ``3 min 20 s``; a long one in hours. Nothing where nobody told."""
    if seconds is None:
        return ""
    if seconds < _LONG:
        return _("{count} s").format(count=seconds)
    minutes, rest = divmod(seconds, _MINUTE)
    if minutes < _LONG:
        words = _("{count} min").format(count=minutes)
        return f"{words} {_('{count} s').format(count=rest)}" if rest else words
    return _("{hours} h {minutes} min").format(hours=minutes // _MINUTE, minutes=minutes % _MINUTE)


def held_words(code: str) -> str:
    """Whether it stops when held, as the log says it."""
    words = {
        "yes": _("Stops"),
        "partly": _("Partly"),
        "no": _("No"),
        "not_tried": _("Not tried"),
        "unknown": _("Not known"),
    }
    return words.get(code, "")


def side_mark(code: str) -> str:
    """The child's own side in a narrow column; ``side_words`` says it in full."""
    words = {
        "symmetric": _("Both"),
        "left_only": _("L"),
        "right_only": _("R"),
        "asymmetric": _("Uneven"),
        "alternating": _("R / L"),
        "migrating": _("Moves"),
        "midline": _("Middle"),
        "unclear": _("Unclear"),
    }
    return words.get(code, "")


def side_words(code: str) -> str:
    """The child's own side, spelled out."""
    words = {
        "symmetric": _("both sides the same"),
        "left_only": _("the child’s left only"),
        "right_only": _("the child’s right only"),
        "asymmetric": _("both sides, one more"),
        "alternating": _("now one side, now the other"),
        "migrating": _("moves from place to place"),
        "midline": _("in the middle"),
        "unclear": _("side unclear"),
    }
    return words.get(code, "")


def codes_words(field_id: str, codes: tuple[str, ...], knowledge: Knowledge) -> str:
    """Codes of a field, with a capital: ``Limb stretch, cold``. Nothing where nobody told."""
    return capital(", ".join(knowledge.code_words(field_id, code) for code in codes))


def question_label(field_id: str, knowledge: Knowledge) -> str:
    """A question about an event as it is named beside its answer: shorter than it is asked at intake."""
    items = (item for item in knowledge.episode_event.items if item.field.id == field_id)
    return next((item.label for item in items), short_label(field_id, knowledge))


def predicate_label(text: str, knowledge: Knowledge) -> str:
    """A predicate of a card in words, with that name: ``Stops when held: yes``."""
    words, fact = predicate_words(text, knowledge), text.split(maxsplit=1)[0]
    return words.replace(f"{short_label(fact, knowledge)}:", f"{question_label(fact, knowledge)}:", 1)
