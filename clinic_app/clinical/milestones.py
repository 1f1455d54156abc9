"""The milestone checklist: what is asked at which age, and the WHO windows of six gross motor milestones.

A list holds what at least three quarters of children do at its age (Zubler 2022); its age is compared with the
corrected age. Windows are centiles of the age of attainment (WHO 2006). Files: ``resources/clinical/milestone*``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Final

from clinic_app.clinical.fields import Field, FieldRegistry, FieldType, Range
from clinic_app.clinical.instruments.model import Instrument, Item, Option, Section
from clinic_app.domain.answers import ItemKey

MILESTONES: Final = "milestones"
#: Why an item has no answer when it was left out on purpose.
NOT_ASKED: Final = "not_asked"
#: Unit of the age at which a skill came or went: days since birth.
DAYS: Final = "d"
_PREFIX: Final = "ms_"
_GROUP: Final = "development"
_ZERO: Final = Decimal(0)


class Status(StrEnum):
    """What a child does. ``REGAINED`` is a yes after an earlier ``LOST``; not asked is no status."""

    YES = "yes"
    REGAINED = "regained"
    UNSURE = "unsure"
    NOT_YET = "not_yet"
    LOST = "lost"

    @property
    def is_done(self) -> bool:
        """The child does it today."""
        return self in (Status.YES, Status.REGAINED)

    @property
    def is_missing(self) -> bool:
        """The child does not do it today. Not sure is neither done nor missing."""
        return self in (Status.NOT_YET, Status.LOST)


class Source(StrEnum):
    """Who says so."""

    SEEN = "seen"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of development; ``short`` for table cells."""

    id: str
    title: str
    short: str


@dataclass(frozen=True, slots=True)
class Window:
    """Ages in months by which 1, 5, 50, 95 and 99 percent of children do it.

    ``is_flagged``: whether not doing it beyond the last of them is a finding.
    """

    id: str
    label: str
    short: str
    criterion: str
    p1: float
    p5: float
    p50: float
    p95: float
    p99: float
    is_flagged: bool
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """One question. ``age_months`` is the age of its list, ``None`` for those that only have a window."""

    id: str
    domain: str
    label: str
    age_months: int | None
    window: Window | None
    source: str
    confidence: str

    @property
    def field_id(self) -> str:
        """The field of its answer."""
        return f"{_PREFIX}{self.id}"

    @property
    def key(self) -> ItemKey:
        """Where its answer is kept."""
        return ItemKey(self.field_id)

    @property
    def source_key(self) -> ItemKey:
        """Where it is kept who says so."""
        return ItemKey(f"{self.field_id}_source")

    @property
    def since_key(self) -> ItemKey:
        """Where it is kept since when, in days since birth: done since, or lost since."""
        return ItemKey(f"{self.field_id}_since")

    @property
    def keys(self) -> tuple[ItemKey, ItemKey, ItemKey]:
        """Everything that is kept of it."""
        return self.key, self.source_key, self.since_key


@dataclass(frozen=True, slots=True)
class Skill:
    """A field that rules read, worked out of milestones (ids). One of ``no`` that is missing wins over ``yes``."""

    field: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True)
class Checklist:
    """Every milestone of one release.

    Attributes:
        items: in the order of the file: by list, then domain.
        windows_from, windows_to: ages of the lists beside which the windows are asked, too.
        never_percent: share of children who never do what is never flagged.
        share_reached: percentage of children who do what their list says.
        content_hash: SHA-256 of the files, stored with each signed note.
    """

    version: str
    title: str
    source: tuple[str, ...]
    confidence: str
    share_reached: int
    domains: tuple[Domain, ...]
    items: tuple[Milestone, ...]
    skills: tuple[Skill, ...]
    windows_from: int
    windows_to: int
    never_percent: float
    content_hash: str

    @cached_property
    def by_id(self) -> Mapping[str, Milestone]:
        """Every milestone by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def by_field(self) -> Mapping[str, Milestone]:
        """The milestone behind each of its fields: answer, source and since."""
        return {key.field: item for item in self.items for key in item.keys}

    @cached_property
    def list_ages(self) -> tuple[int, ...]:
        """Ages of the lists in months, youngest first."""
        return tuple(sorted({item.age_months for item in self.items if item.age_months is not None}))

    @cached_property
    def windowed(self) -> tuple[Milestone, ...]:
        """The milestones with a window, in the order in which they come."""
        return tuple(
            sorted((item for item in self.items if item.window is not None), key=lambda item: _middle(item.window))
        )

    @cached_property
    def facts(self) -> frozenset[str]:
        """Facts that rules read and this checklist answers."""
        return frozenset({*(skill.field for skill in self.skills), "dv_missing_checklist", "dv_beyond_who99"})

    def reached(self, months: float) -> int | None:
        """Age of the list that a child of this corrected age is read by; ``None`` before the first."""
        return max((age for age in self.list_ages if age <= months), default=None)

    def of_list(self, age_months: int) -> tuple[Milestone, ...]:
        """The milestones of one list."""
        return tuple(item for item in self.items if item.age_months == age_months)

    def beside_list(self, age_months: int) -> tuple[Milestone, ...]:
        """Milestones with a window that are asked beside a list and do not stand in it."""
        if not self.windows_from <= age_months <= self.windows_to:
            return ()
        return tuple(item for item in self.windowed if item.age_months != age_months)

    def target(self, fact: str, list_age: int) -> Milestone | None:
        """Where a fact is answered: its own milestone, or the first of the list for what is counted over it."""
        if fact in self.by_field:
            return self.by_field[fact]
        skill = next((skill for skill in self.skills if skill.field == fact), None)
        if skill is not None:
            return self.by_id[skill.yes[0]]
        if fact == "dv_beyond_who99":
            return self.windowed[0]
        return self.of_list(list_age)[0] if fact == "dv_missing_checklist" else None

    def fields(self) -> tuple[Field, ...]:
        """Three fields for each milestone: the answer, who says so, and since when."""
        return tuple(field for item in self.items for field in _fields(item))

    def instrument(self, fields: FieldRegistry) -> Instrument:
        """The checklist as a form: one section for each list and domain, and one for what only has a window."""
        lists = [(f"{age} months", age, self.of_list(age)) for age in self.list_ages]
        sections = [
            Section(f"{age}_{domain.id}", f"{title}: {domain.title}", _form_items(held, fields))
            for title, age, items in lists
            for domain in self.domains
            if (held := tuple(item for item in items if item.domain == domain.id))
        ]
        alone = tuple(item for item in self.items if item.age_months is None)
        sections.append(Section("windows", "WHO motor milestones", _form_items(alone, fields)))
        return Instrument(
            MILESTONES,
            self.version,
            self.title,
            tuple(sections),
            self.source,
            self.confidence,
            self.content_hash,
        )


def _middle(window: Window | None) -> float:
    return window.p50 if window is not None else 0.0


_STATUSES: Final = tuple(status.value for status in Status)
_SOURCES: Final = tuple(source.value for source in Source)
_STATUS_WORDS: Final[Mapping[str, str]] = {
    Status.REGAINED: "yes, regained",
    Status.UNSURE: "not sure",
    Status.NOT_YET: "not yet",
}
_SOURCE_WORDS: Final[Mapping[str, str]] = {Source.SEEN: "seen here", Source.TOLD: "told by the family"}


def _fields(item: Milestone) -> tuple[Field, Field, Field]:
    answer, source, since = item.keys
    made = (
        Field(answer.field, FieldType.ENUM, item.label, _GROUP, values=_STATUSES, labels=_STATUS_WORDS),
        Field(source.field, FieldType.ENUM, f"{item.label}: said by", _GROUP, values=_SOURCES, labels=_SOURCE_WORDS),
        Field(since.field, FieldType.INT, f"{item.label}: since", _GROUP, unit=DAYS, range=Range(hard_min=_ZERO)),
    )
    first, second, third = (replace(field, source=item.source, confidence=item.confidence) for field in made)
    return first, second, third


def _form_items(items: tuple[Milestone, ...], fields: FieldRegistry) -> tuple[Item, ...]:
    return tuple(form_item for item in items for form_item in _asked(item, fields))


def _asked(item: Milestone, fields: FieldRegistry) -> tuple[Item, ...]:
    how = item.window.criterion if item.window is not None else ""
    answer, source, since = (fields[key.field] for key in item.keys)
    return (
        Item(answer, item.label, how, tuple(_option(answer, code) for code in answer.values)),
        Item(source, source.label, "", tuple(_option(source, code) for code in source.values)),
        Item(since, since.label),
    )


def _option(field: Field, code: str) -> Option:
    return Option(code, field.word(code), field.word(code))
