"""One line of a diary, from paper or from a table, as an event; or a sentence for each cell that cannot be.

Nothing that was written is lost: words that fit no code are kept as the note of the event.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from clinic_app.clinical.episodes.family_words import folded, load_family_words
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import EpisodeEvent, EventId, EventTime, Seen
from clinic_app.domain.episodes.how_many import HowMany
from clinic_app.domain.errors import UserError
from clinic_app.services.episodes.diary_lengths import LengthUnit, read_length
from clinic_app.services.episodes.diary_when import DayOrder, read_when
from clinic_app.services.episodes.events import check_event
from clinic_app.services.knowledge import Knowledge

_ZERO: Final = frozenset({"0", "zero"})
_NONE: Final = frozenset({"none", "no events", "no event", "none today", "nil"})
_BETWEEN: Final = re.compile(r"\s*[,;/&]\s*|\s+(?:and|then)\s+|\s\+\s")
_TIMES: Final = re.compile(r"(?<=\d)\s*(?:x|×|times)$", re.IGNORECASE)
LONGEST_NOTE: Final = 2000
_LONGEST_TELLER: Final = 80


class Part(StrEnum):
    """What a cell tells of."""

    WHEN = "when"  # day and time of day in one cell
    DAY = "day"
    TIME = "time"
    COUNT = "count"
    LONGEST = "longest"
    DOING = "doing"
    STATE = "state"
    SIDE = "side"
    HELD = "held"
    ANSWERED = "answered"
    EYES = "eyes"
    COLOUR = "colour"
    AFTER = "after"
    VIDEO = "video"
    NOTE = "note"
    TOLD_BY = "told_by"


#: The field of the registry that a cell's words belong to.
FIELD: Final[Mapping[Part, str]] = {
    Part.DOING: "ep_triggers",
    Part.STATE: "ep_states",
    Part.SIDE: "ep_side",
    Part.HELD: "ep_suppressible",
    Part.ANSWERED: "ep_responsive",
    Part.EYES: "ep_eyes",
    Part.COLOUR: "ep_colour",
    Part.AFTER: "ep_post",
    Part.VIDEO: "ep_video",
}
_STATES: Final = "ep_states"
#: Told of one event in full; each is one code, or several.
_DESCRIBED: Final = (Part.ANSWERED, Part.EYES, Part.COLOUR, Part.AFTER)
#: Cells that must hold a word that is known; the others keep what they do not know as a note.
_STRICT: Final = (Part.SIDE, Part.HELD, Part.ANSWERED, Part.VIDEO)
_OF_AN_EVENT: Final = (Part.LONGEST, Part.DOING, Part.STATE, Part.SIDE, Part.HELD, *_DESCRIBED)
_NO_VIDEO: Final = "not_possible"
_PART_OF_FIELD: Final[Mapping[str, Part]] = {
    "day": Part.DAY,
    "time": Part.TIME,
    "count": Part.COUNT,
    "longest": Part.LONGEST,
}


@dataclass(frozen=True, slots=True)
class Slip:
    """One cell that cannot be read, and why."""

    part: Part
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """``event`` is ``None`` where anything slipped. ``kept`` are words that fit no code and stand in the note."""

    event: EpisodeEvent | None
    slips: tuple[Slip, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How a diary was written.

    Attributes:
        day_order: the order of the figures of a date; ``None`` where it was not chosen: then a date that can be read
            in two ways is refused.
        unit: what a bare number of the length means.
        told_by: who told it, where no cell says so.
    """

    day_order: DayOrder | None = DayOrder.DAY_FIRST
    unit: LengthUnit = LengthUnit.ANY
    told_by: str = ""


class DiaryReader:
    """Reads lines of a child's diary.

    Args:
        knowledge: gives the words of the codes.
        born, today: no event lies outside of them.
    """

    def __init__(self, knowledge: Knowledge, born: date, today: date) -> None:
        self._knowledge, self._born, self._today = knowledge, born, today
        self._words = {field: _words_of(knowledge, field) for field in FIELD.values()}

    def words(self, part: Part) -> tuple[str, ...]:
        """The words to complete a cell with; for what the child was doing those of triggers and of states."""
        fields = (FIELD[part], _STATES) if part is Part.DOING else (FIELD[part],) if part in FIELD else ()
        known = self._knowledge
        return tuple(dict.fromkeys(known.code_words(one, code) for one in fields for code in known.fields[one].values))

    def read(self, cells: Mapping[Part, str], way: Way, event_id: EventId) -> ReadLine:
        """The event of one line. A line with a day and nothing else tells of one event."""
        return _Line(self._knowledge, self._words, self._born, self._today, cells, way).read(event_id)


class _Line:
    """One line while it is read; slips and words that fit nothing are collected."""

    def __init__(
        self,
        knowledge: Knowledge,
        words: Mapping[str, Mapping[str, str]],
        born: date,
        today: date,
        cells: Mapping[Part, str],
        way: Way,
    ) -> None:
        self._knowledge, self._words, self._born, self._today, self._way = knowledge, words, born, today, way
        self._cells = {part: " ".join(text.split()) for part, text in cells.items() if text.strip()}
        self._slips: list[Slip] = []
        self._kept: list[str] = []

    def read(self, event_id: EventId) -> ReadLine:
        none = self._takes_none()
        when = self._when()
        many = HowMany(0) if none else self._many()
        seen, described = self._seen(), self._described()
        note = self._note()
        if many is not None and many.count == 0 and (seen != Seen() or described):
            self._slip(Part.COUNT, "A day with none has no length, side or anything else: leave these empty.")
        if self._slips or when is None or many is None:
            return ReadLine(None, tuple(self._slips), tuple(self._kept))
        told_by = " ".join(self._cells.get(Part.TOLD_BY, self._way.told_by).split())
        event = EpisodeEvent(
            event_id, when, many.count, many.about, many.per_day, many.in_run, seen, described, told_by, note
        )
        return self._checked(event)

    def _checked(self, event: EpisodeEvent) -> ReadLine:
        if len(event.told_by) > _LONGEST_TELLER:
            self._slip(Part.TOLD_BY, f"A name of up to {_LONGEST_TELLER} letters, please.")
        if len(event.note) > LONGEST_NOTE:
            self._slip(Part.NOTE, f"Up to {LONGEST_NOTE} letters, please: this has {len(event.note)}.")
        try:
            check_event(self._knowledge, event, self._born, self._today)
        except UserError as problem:
            self._slip(_PART_OF_FIELD.get(problem.field, Part.NOTE), str(problem))
        return ReadLine(None if self._slips else event, tuple(self._slips), tuple(self._kept))

    def _slip(self, part: Part, sentence: str) -> None:
        shown = Part.WHEN if part in {Part.DAY, Part.TIME} and Part.WHEN in self._cells else part
        self._slips.append(Slip(shown, sentence))

    def _takes_none(self) -> bool:
        """Whether "none" stands anywhere that a family may put it; those cells are then read."""
        found = [part for part in (Part.COUNT, Part.DOING) if folded(self._cells.get(part, "")) in _NONE | _ZERO]
        found += [part for part in (Part.TIME, Part.LONGEST) if folded(self._cells.get(part, "")) in _NONE]
        for part in found:
            del self._cells[part]
        return bool(found)

    def _when(self) -> EventTime | None:
        both, day, time = (self._cells.get(part, "") for part in (Part.WHEN, Part.DAY, Part.TIME))
        if not (both or day):
            self._slip(Part.DAY, "There is no date.")
            return None
        try:
            return read_when(both, day, time, self._way.day_order, self._today)
        except UserError as problem:
            self._slip(Part.TIME if problem.field == "time" else Part.DAY, str(problem))
            return None

    def _many(self) -> HowMany | None:
        text = self._cells.get(Part.COUNT, "")
        if not text:
            return HowMany(1)
        try:
            many = HowMany.parse(_TIMES.sub("", text))
        except UserError as problem:
            self._slip(Part.COUNT, str(problem))
            return None
        return many

    def _seen(self) -> Seen:
        triggers, states = self._doing()
        states += [code for code in self._several(Part.STATE) if code not in states]
        held, side = self._single(Part.HELD), self._single(Part.SIDE)
        return Seen(self._length(), tuple(triggers), tuple(states), held, side)

    def _length(self) -> int | None:
        text = self._cells.get(Part.LONGEST, "")
        try:
            length = read_length(text, self._way.unit)
        except UserError as problem:
            self._slip(Part.LONGEST, str(problem))
            return None
        if length.kept:
            self._keep(f"how long: {length.kept}")
        return length.seconds

    def _doing(self) -> tuple[list[str], list[str]]:
        """Triggers and states of what the child was doing; with a word that is neither, the whole is a note, too."""
        triggers: list[str] = []
        states: list[str] = []
        text = self._cells.get(Part.DOING, "")
        strange = False
        for piece in (one for one in _BETWEEN.split(text) if one):
            trigger, state = self._words["ep_triggers"].get(folded(piece)), self._words[_STATES].get(folded(piece))
            if trigger is not None:
                triggers.append(trigger)
            elif state is not None:
                states.append(state)
            else:
                strange = True
        if strange:
            self._keep(text)
        return list(dict.fromkeys(triggers)), list(dict.fromkeys(states))

    def _several(self, part: Part) -> list[str]:
        text, words = self._cells.get(part, ""), self._words[FIELD[part]]
        whole = words.get(folded(text))
        if whole is not None:
            return [whole]
        pieces = [words.get(folded(one)) for one in _BETWEEN.split(text) if one]
        if None in pieces:
            self._keep(f"{part.value}: {text}")
        return list(dict.fromkeys(one for one in pieces if one is not None))

    def _single(self, part: Part) -> str:
        text = self._cells.get(part, "")
        if not text:
            return ""
        words = self._words[FIELD[part]]
        code = words.get(folded(text)) or words.get(text.casefold())
        if code is None:
            accepted = ", ".join(_ACCEPTED[part])
            self._slip(part, f"“{text[:30]}” is not understood here: {accepted}, or nothing.")
            return ""
        return code

    def _described(self) -> dict[ItemKey, Answer]:
        described: dict[ItemKey, Answer] = {}
        for part in _DESCRIBED:
            field = FIELD[part]
            if part in _STRICT:
                if code := self._single(part):
                    described[ItemKey(field)] = Answer(code)
            elif codes := self._several(part):
                described[ItemKey(field)] = Answer(tuple(codes))
        if (video := self._single(Part.VIDEO)) and video != _NO_VIDEO:
            described[ItemKey(FIELD[Part.VIDEO])] = Answer(video)
        return described

    def _keep(self, words: str) -> None:
        self._kept.append(words)

    def _note(self) -> str:
        return "; ".join(part for part in (self._cells.get(Part.NOTE, ""), *self._kept) if part)


_ACCEPTED: Final[Mapping[Part, tuple[str, ...]]] = {
    Part.SIDE: ("R", "L", "both"),
    Part.HELD: ("yes", "partly", "no", "- for not tried"),
    Part.ANSWERED: ("yes", "less", "no"),
    Part.VIDEO: ("x or yes where there is a video",),
}


def _words_of(knowledge: Knowledge, field_id: str) -> Mapping[str, str]:
    """Every way of writing a code: its word, the code itself, what families write."""
    field = knowledge.fields[field_id]
    own = {
        folded(name): code
        for code in field.values
        for name in (code, field.word(code), knowledge.code_words(field_id, code))
    }
    signs = {word: code for word, code in load_family_words().get(field_id, {}).items() if word not in own}
    return {**signs, **own}


def same_time(event: EpisodeEvent, logged: Mapping[object, EpisodeEvent]) -> EpisodeEvent | None:
    """The event of a log that says the same, or that was at the same clock time; see ``keys_of``."""
    return next((logged[key] for key in keys_of(event) if key in logged), None)


def keys_of(event: EpisodeEvent) -> tuple[object, ...]:
    """What makes two lines the same event: everything that was told, or day and exact clock time."""
    said = (event.when, event.count, event.seen, event.in_run)
    exact = event.when.time.minute is not None and event.happened
    return (said, (event.when.day, event.when.time)) if exact else (said,)


def logged_keys(events: tuple[EpisodeEvent, ...]) -> dict[object, EpisodeEvent]:
    """Every event of a log by what makes it the same as another."""
    return {key: event for event in events for key in keys_of(event)}
