"""What the printed content is made of: sections of entries, each entry lines of label and text."""

from collections.abc import Iterable
from dataclasses import dataclass

from clinic_app.services.documents.provenance import source_words

#: A label and what it says.
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ContentEntry:
    """One rule, card, item or table: its id, what it is called, and lines of label and text."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ContentSection:
    """Entries under one heading, with what a reader needs to know before them."""

    title: str
    intro: str
    entries: tuple[ContentEntry, ...]


@dataclass(frozen=True, slots=True)
class ContentReport:
    """The whole content of one release. ``digest``: SHA-256 over every content file, 64 hex digits."""

    program_version: str
    digest: str
    counts: tuple[Line, ...]
    sections: tuple[ContentSection, ...]


def said(*lines: Line) -> tuple[Line, ...]:
    """Lines that say something."""
    return tuple((label, text) for label, text in lines if text)


def cited(source: Iterable[str]) -> str:
    """Ids of sources in words."""
    return "; ".join(source_words(name) for name in source)
