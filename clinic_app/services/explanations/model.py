"""What an explanation holds, whatever it explains."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.clinical.rules import Source
from clinic_app.i18n import _


class PartKind(StrEnum):
    """The parts of an explanation, in the order of screen and paper."""

    SAID = "said"
    USED = "used"
    HOW = "how"
    CHANGE = "change"
    SOURCE = "source"
    SURE = "sure"

    @property
    def heading(self) -> str:
        """What stands over the part; nothing over what is said."""
        return {
            PartKind.SAID: "",
            PartKind.USED: _("Used"),
            PartKind.HOW: _("How"),
            PartKind.CHANGE: _("What would change it"),
            PartKind.SOURCE: _("Source"),
            PartKind.SURE: _("Confidence and version"),
        }[self]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that was used. ``value`` carries its unit; ``origin`` says who recorded it and when, where known."""

    name: str
    value: str
    origin: str = ""

    @property
    def line(self) -> str:
        """Name, value and unit."""
        return f"{self.name}: {self.value}"


@dataclass(frozen=True, slots=True)
class Reference:
    """Where it is published: as it is cited, its address, and what was read of it and how."""

    title: str
    address: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """As it is cited, and how it was read."""
        return f"{self.title} ({self.note})" if self.note else self.title

    @property
    def line(self) -> str:
        """Everything in one line."""
        return f"{self.words}. {self.address}" if self.address else self.words


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one thing is said. Every text is plain and in the words of the person's language.

    Attributes:
        title: what is explained: a flag, a score, a band, a centile with its value.
        said: what is said, in plain words.
        inputs: what was used, each with value, unit, day and who recorded it.
        working: the rule, the formula, the row of the table, line by line.
        sources: where that comes from.
        confidence: how sure the program is of the source.
        version: of the rule, the form or the table.
        would_change: what would change it.
    """

    title: str
    said: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    working: tuple[str, ...] = ()
    sources: tuple[Reference, ...] = ()
    confidence: str = ""
    version: str = ""
    would_change: str = ""

    def parts(self) -> Iterator[tuple[PartKind, tuple[str, ...]]]:
        """The lines of each part; a part that is empty is left out."""
        lines = {
            PartKind.SAID: self.said,
            PartKind.USED: tuple(f"{one.line} ({one.origin})" if one.origin else one.line for one in self.inputs),
            PartKind.HOW: self.working,
            PartKind.CHANGE: (self.would_change,) if self.would_change else (),
            PartKind.SOURCE: tuple(one.line for one in self.sources),
            PartKind.SURE: tuple(text for text in (self.confidence, self.version) if text),
        }
        return ((kind, said) for kind, said in lines.items() if said)

    @property
    def text(self) -> str:
        """Everything as plain text, to be read aloud or copied."""
        blocks = [self.title]
        for kind, lines in self.parts():
            blocks.append("\n".join((kind.heading, *lines) if kind.heading else lines))
        return "\n\n".join(blocks)


def references(ids: tuple[str, ...], known: Mapping[str, Source]) -> tuple[Reference, ...]:
    """The sources of these ids; one that is not in the list is named by its id, and what is not published says so."""
    plain = {"SEED": _("own wording"), "KNOWLEDGE": _("general knowledge, to be checked")}
    found = []
    for name in ids:
        source = known.get(name)
        if source is None:
            found.append(Reference(plain.get(name, name)))
            continue
        found.append(Reference(source.cite, source.url, _seen_words(source.seen)))
    return tuple(found)


def _seen_words(seen: str) -> str:
    words = {
        "text": _("read in the source"),
        "summary": _("read in a summary"),
        "knowledge": _("general knowledge, to be checked"),
    }
    return words.get(seen, seen)
