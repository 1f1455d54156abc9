"""What a form asks at this moment, how much of it is answered, and what is still needed. No widgets."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from clinic_app.clinical.instruments.model import Instrument, Item, Section
from clinic_app.domain.answers import Answers, ItemKey

#: Completed weeks and the days beside them are one question with two answers.
PAIRED: Final[Mapping[str, str]] = {"pt_ga_weeks": "pt_ga_days"}
_SECOND: Final = frozenset(PAIRED.values())


@dataclass(frozen=True, slots=True)
class Count:
    """How many questions of a section are answered."""

    section: str
    title: str
    done: int
    total: int


class FormModel:
    """One or more instruments as one form: sections of the same id are one section, in the order of the instruments.

    Args:
        instruments: what is asked.
        months: age at which items are offered, ``None`` for every age.
        known: fields whose earlier answer still counts, such as the birth history; not needed again.
    """

    def __init__(
        self, instruments: Iterable[Instrument], months: float | None = None, known: Collection[str] = ()
    ) -> None:
        self._instruments = tuple(instruments)
        self.months = months
        self.known = frozenset(known)
        self.answers: Answers = {}

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section with every item, whatever the age and the answers."""
        return _merged(instrument.sections for instrument in self._instruments)

    @property
    def asked(self) -> tuple[Section, ...]:
        """What is asked now: for the age, and where another answer makes it a question. What is answered stays."""
        return _merged(instrument.offered(self.months, self.answers) for instrument in self._instruments)

    def section(self, section_id: str) -> Section:
        """A section with every item. Raises ``KeyError`` for an unknown one."""
        return {section.id: section for section in self.sections}[section_id]

    def section_of(self, field_id: str) -> str | None:
        """The section that asks for a field, by id, fact or second half of a pair; ``None`` where none does."""
        first = {second: first for first, second in PAIRED.items()}.get(field_id, field_id)
        for section in self.sections:
            if any(first in (item.field.id, *item.field.facts) for item in section.items):
                return section.id
        return None

    def is_asked(self, item: Item) -> bool:
        """Whether the item is a question at this moment."""
        return any(item.field.id == one.field.id for section in self.asked for one in section.items)

    def is_answered(self, item: Item) -> bool:
        """Whether the item holds an answer, or one of an earlier visit still counts."""
        return item.field.id in self.known or any(key in self.answers for key in item.keys)

    def counts(self) -> tuple[Count, ...]:
        """Progress of each section."""
        return tuple(
            Count(section.id, section.title, sum(map(self.is_answered, section.items)), len(section.items))
            for section in self.asked
        )

    def still_needed(self) -> tuple[Item, ...]:
        """Needed questions without an answer, in the order of the form."""
        return tuple(
            item for section in self.asked for item in section.items if item.needed and not self.is_answered(item)
        )


def _merged(forms: Iterable[tuple[Section, ...]]) -> tuple[Section, ...]:
    merged: dict[str, Section] = {}
    for section in (section for sections in forms for section in sections):
        held = merged.get(section.id)
        items = (*(held.items if held is not None else ()), *section.items)
        shown = tuple(item for item in items if item.field.id not in _SECOND)
        merged[section.id] = Section(section.id, section.title, shown, section.hint)
    return tuple(merged.values())


def keys_of(item: Item) -> tuple[ItemKey, ...]:
    """Where the answers of one question are kept, the second half of a pair included."""
    second = PAIRED.get(item.field.id)
    return item.keys if second is None else (*item.keys, ItemKey(second))
