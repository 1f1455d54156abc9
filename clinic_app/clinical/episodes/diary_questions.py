"""Which questions the next diary sheet asks: those that tell most about this log, and what it does not tell yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from clinic_app.clinical.episodes.facts import Told
from clinic_app.clinical.facts import FactValue
from clinic_app.clinical.fields import FieldRegistry
from clinic_app.clinical.reading import each, read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

FILE = "episode_diary.toml"
_HEAD = frozenset(
    {"version", "source", "confidence", "fewest", "most", "most_prompts", "question", "prompt"}
)  # fmt: skip
_KEYS = frozenset({"id", "asks", "place", "first_if"})


class Place(StrEnum):
    """How firmly a question stands on the sheet; see the head of the file."""

    FIXED = "fixed"
    USUAL = "usual"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Question:
    """One column. ``asks`` are fields of the registry; ``first_if`` are fields with codes that bring it forward."""

    id: str
    asks: tuple[str, ...]
    place: Place
    first_if: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class DiaryQuestions:
    """Everything in the file. ``prompts`` are ids with the field each asks for."""

    questions: tuple[Question, ...]
    prompts: tuple[tuple[str, str], ...]
    fewest: int
    most: int
    most_prompts: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one sheet, and what Notes asks to look at."""

    questions: tuple[str, ...]
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownOfLog:
    """What a log tells so far.

    Attributes:
        facts: by field id, the log's own before the visit's.
        told: by field id, of how many events it was told.
        wanted: fields that the rules miss, or hold back until every event was asked.
    """

    facts: Mapping[str, FactValue]
    told: Mapping[str, Told]
    wanted: Collection[str]


def choose(content: DiaryQuestions, known: KnownOfLog) -> Asked:
    """The questions for the next sheet.

    Fixed ones always; then what the log makes telling, the usual ones, and one that the rules miss and nobody has
    told of every event yet. What is not chosen is asked for under Notes as far as it fits.
    """
    fixed = [one for one in content.questions if one.place is Place.FIXED]
    rest = [one for one in content.questions if one.place is not Place.FIXED]
    ranked = sorted((one for one in rest if _rank(one, known) is not None), key=lambda one: _rank(one, known) or 0)
    chosen = {one.id for one in (*fixed, *ranked[: content.most - len(fixed)])}
    shown = tuple(one for one in content.questions if one.id in chosen)
    columns = {field for one in shown for field in one.asks}
    open_prompts = [name for name, field in content.prompts if field not in columns and not _is_told(field, known)]
    return Asked(tuple(one.id for one in shown), tuple(open_prompts[: content.most_prompts]))


def _rank(question: Question, known: KnownOfLog) -> int | None:
    """0 leads; ``None`` where the question adds nothing to this log."""
    if any(_codes(known.facts.get(field)) & codes for field, codes in question.first_if):
        return 0
    if question.place is Place.USUAL:
        return 1
    wanted = any(field in known.wanted for field in question.asks)
    return 2 if wanted and not all(_is_told(field, known) for field in question.asks) else None


def _codes(value: FactValue) -> frozenset[str]:
    if value is None or isinstance(value, (bool, int, float, Decimal)):
        return frozenset()
    return frozenset((value,)) if isinstance(value, str) else frozenset(str(code) for code in value)


def _is_told(field: str, known: KnownOfLog) -> bool:
    told = known.told.get(field)
    return told is not None and told.events > 0 and told.asked == told.events


@cache
def load_diary_questions() -> DiaryQuestions:
    """The shipped questions, read once. Raises ``ContentError``."""
    return read_diary_questions(resource_path("clinical", FILE))


def read_diary_questions(
    path: Path, fields: FieldRegistry | None = None, sources: Collection[str] | None = None
) -> DiaryQuestions:
    """Read the file; with ``fields`` and ``sources`` every name in it is checked. Raises ``ContentError``."""
    doc = read_toml(path)
    if odd := sorted(set(doc) ^ _HEAD):
        raise ContentError(path.name, f"{', '.join(odd)} is missing or unknown")
    if sources is not None and (strangers := sorted(set(doc["source"]) - set(sources))):
        raise ContentError(path.name, f"its source {', '.join(strangers)} is not in sources.toml")
    questions = each(lambda entry: _question(path.name, entry, fields), doc["question"])
    prompts = tuple((entry["id"], _field(path.name, entry["asks"], fields)) for entry in doc["prompt"])
    found = DiaryQuestions(questions, prompts, doc["fewest"], doc["most"], doc["most_prompts"])
    always = sum(one.place is not Place.OPEN for one in questions)
    if not found.fewest <= always <= found.most:
        raise ContentError(path.name, f"{always} fixed and usual questions are not {found.fewest} to {found.most}")
    return found


def _question(file: str, entry: Mapping[str, Any], fields: FieldRegistry | None) -> Question:
    if odd := sorted(set(entry) - _KEYS):
        raise ContentError(file, f"unknown key {', '.join(odd)}")
    asks = tuple(_field(file, name, fields) for name in entry["asks"])
    first_if = tuple((_coded(file, one, fields), frozenset(one["any"])) for one in entry.get("first_if", ()))
    return Question(entry["id"], asks, Place(entry["place"]), first_if)


def _field(file: str, name: str, fields: FieldRegistry | None) -> str:
    if fields is not None and name not in fields:
        raise ContentError(file, f"there is no field {name}")
    return name


def _coded(file: str, condition: Mapping[str, Any], fields: FieldRegistry | None) -> str:
    name = _field(file, condition["field"], fields)
    allowed = {"yes", "no", "unknown"} if fields is None or not fields[name].values else set(fields[name].values)
    if fields is not None and (odd := sorted(set(condition["any"]) - allowed)):
        raise ContentError(file, f"{name} has no value {', '.join(odd)}")
    return name
