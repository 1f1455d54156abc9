"""Who recorded each finding and when: in the open visit, in a sealed note, or at an earlier visit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from clinic_app.domain.answers import ItemKey
from clinic_app.domain.drafts import Draft
from clinic_app.domain.notes import Note
from clinic_app.domain.people import Actor
from clinic_app.domain.record import answer_key
from clinic_app.domain.sides import BOTH_SIDES
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.services.access import Action
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.projection import NOT_EXAMINED

#: Who wrote each entry and when, by entry key.
Written = Mapping[str, tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the facts of one visit come from.

    Attributes:
        day: of the visit.
        written: who wrote each entry of the visit and when.
        earlier: by fact, the signed visit that lasting history comes from.
    """

    knowledge: Knowledge
    day: date
    written: Written
    earlier: Mapping[str, date]

    def of_fact(self, fact: str) -> str:
        """``18 Nov 2026 10:12, Dr Tallow``; what nobody typed says what it is worked out from."""
        field = self.knowledge.fields.of_fact(fact)
        if field is None:
            return _("worked out from what is recorded")
        sides = [side for side in BOTH_SIDES if field.sided and fact == f"{field.id}_{side}"]
        key = ItemKey(field.id, sides[0]) if sides else ItemKey(field.id)
        if (said := self.of_key(key)) or field.group != "child":
            return said or self._unwritten(fact)
        return _("from birth date, gestation and sex in the child's record")

    def of_key(self, key: ItemKey) -> str:
        """Who recorded an answer of this visit, empty where nobody did or it is not stored yet."""
        found = self.written.get(answer_key(key))
        return written_words(*found) if found is not None else ""

    def _unwritten(self, fact: str) -> str:
        day = self.earlier.get(fact)
        if day is not None:
            return _("signed visit of {day}").format(day=day_text(day))
        return _("worked out from what is recorded")

    def of_facts(self, facts: Iterable[str]) -> str:
        """The origins of several facts, each once."""
        return "; ".join(dict.fromkeys(text for fact in facts if (text := self.of_fact(fact))))


def written_words(name: str, at: datetime) -> str:
    """``18 Nov 2026 10:12, Dr Tallow``."""
    when = f"{day_text(at.astimezone().date())} {clock_text(at)}"
    return f"{when}, {name}" if name else when


def trail_of(knowledge: Knowledge, chart: Chart, day: date, written: Written) -> Trail:
    """The trail of a visit: its own entries, and lasting history of signed visits up to its day."""
    earlier = {
        ItemKey(row.field, row.side).fact: row.day
        for row in chart.observations
        if row.field in knowledge.lasting and row.code != NOT_EXAMINED and row.day <= day
    }
    return Trail(knowledge, day, written, earlier)


def visit_trail(context: Context, actor: Actor, chart: Chart, draft: Draft, day: date) -> Trail:
    """The trail of the open visit, as it is stored now."""
    context.allow(actor, Action.READ_CHART)
    names = {person.id: person.name for person in context.reads.people()}
    written = {
        key: (names.get(entry.by, ""), entry.at) for key, entry in draft.entries.items() if entry.value is not None
    }
    return trail_of(context.knowledge, chart, day, written)


def note_trail(knowledge: Knowledge, chart: Chart, note: Note) -> Trail:
    """The trail of a sealed note, out of its own document."""
    entries = note.content()["entries"]
    written = {
        key: (entry["by"], datetime.fromisoformat(entry["at"]))
        for key, entry in entries.items()
        if entry["value"] is not None
    }
    return trail_of(knowledge, chart, note.day, written)
