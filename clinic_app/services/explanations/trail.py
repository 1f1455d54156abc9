"""Who recorded each finding and when: in the open visit, in a sealed note, or at an earlier visit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from clinic_app.clinical.birth_risks import birth_risk_origins
from clinic_app.clinical.facts import FactValue
from clinic_app.clinical.growth.series import HEAD_FACTS
from clinic_app.clinical.hine_facts import WHOLE
from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.domain.drafts import Draft
from clinic_app.domain.notes import Note
from clinic_app.domain.people import Actor, Patient
from clinic_app.domain.record import VisitRecord, answer_key
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.services.access import Action
from clinic_app.services.assessing import identity_facts, lasting_facts, recorded_facts
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.projection import NOT_EXAMINED
from clinic_app.services.wording import finding_pairs

#: Who wrote each entry and when, by entry key.
Written = Mapping[str, tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class Trail:
    """Where the facts of one visit come from.

    Attributes:
        day: of the visit.
        written: who wrote each entry of the visit and when.
        earlier: by fact, the signed visit that lasting history comes from.
        follows: in words, what a fact that nobody typed follows from.
    """

    knowledge: Knowledge
    day: date
    written: Written
    earlier: Mapping[str, date]
    follows: Mapping[str, str]

    def of_fact(self, fact: str) -> str:
        """``18 Nov 2026 10:12, Dr Tallow``; what nobody typed says what it is worked out from."""
        field = self.knowledge.fields.of_fact(fact)
        if field is None:
            return _("worked out from what is recorded")
        if (said := self.of_key(self._key(fact))) or field.group != "child":
            return said or self._unwritten(fact)
        return _("from birth date, gestation and sex in the child's record")

    def is_written(self, fact: str) -> bool:
        """Whether somebody typed it at this visit."""
        return answer_key(self._key(fact)) in self.written

    def _key(self, fact: str) -> ItemKey:
        field = self.knowledge.fields.of_fact(fact)
        if field is None:
            return ItemKey(fact)
        side = next((side for side in BOTH_SIDES if field.sided and fact == f"{field.id}_{side}"), Side.NONE)
        return ItemKey(field.id, side)

    def of_key(self, key: ItemKey) -> str:
        """Who recorded an answer of this visit, empty where nobody did or it is not stored yet."""
        found = self.written.get(answer_key(key))
        return written_words(*found) if found is not None else ""

    def _unwritten(self, fact: str) -> str:
        day = self.earlier.get(fact)
        if day is not None:
            return _("signed visit of {day}").format(day=day_text(day))
        return self.follows.get(fact) or _("worked out from what is recorded")

    def of_facts(self, facts: Iterable[str]) -> str:
        """The origins of several facts, each once."""
        return "; ".join(dict.fromkeys(text for fact in facts if (text := self.of_fact(fact))))


def written_words(name: str, at: datetime) -> str:
    """``18 Nov 2026 10:12, Dr Tallow``."""
    when = f"{day_text(at.astimezone().date())} {clock_text(at)}"
    return f"{when}, {name}" if name else when


def trail_of(
    knowledge: Knowledge, chart: Chart, day: date, written: Written, answers: Answers, patient: Patient | None = None
) -> Trail:
    """The trail of a visit: its own entries, and lasting history of signed visits up to its day.

    ``patient`` is the child as sealed, where that differs from the chart.
    """
    rows = [row for row in chart.observations if row.day <= day]
    earlier = {
        ItemKey(row.field, row.side).fact: row.day
        for row in rows
        if row.field in knowledge.lasting and row.code != NOT_EXAMINED
    }
    child = patient or chart.patient
    facts = lasting_facts(rows, knowledge.lasting) | recorded_facts(answers)
    facts |= identity_facts(child, age_on(child.birth_date, child.gestation, max(day, child.birth_date)))
    return Trail(knowledge, day, written, earlier, _follows(knowledge, facts))


def _follows(knowledge: Knowledge, facts: Mapping[str, FactValue]) -> dict[str, str]:
    """What the birth history, the HINE and the measured head make known without anybody typing it."""
    worked_out = _("worked out from {facts}")
    found = dict.fromkeys(WHOLE, worked_out.format(facts=_("the scores of the HINE")))
    found |= dict.fromkeys(HEAD_FACTS, worked_out.format(facts=_("the head circumferences and their reference")))
    for fact, parts in birth_risk_origins(facts).items():
        known = {part: value for part in parts if isinstance(value := facts[part], (str, float))}
        said = ", ".join(f"{head}: {words}" for head, words in finding_pairs(known, knowledge))
        found[fact] = worked_out.format(facts=said)
    return found


def visit_trail(context: Context, actor: Actor, chart: Chart, draft: Draft, day: date) -> Trail:
    """The trail of the open visit, as it is stored now."""
    context.allow(actor, Action.READ_CHART)
    names = {person.id: person.name for person in context.reads.people()}
    written = {
        key: (names.get(entry.by, ""), entry.at) for key, entry in draft.entries.items() if entry.value is not None
    }
    record = VisitRecord.from_entries({key: entry.value for key, entry in draft.entries.items()})
    return trail_of(context.knowledge, chart, day, written, record.answers)


def note_trail(knowledge: Knowledge, chart: Chart, note: Note) -> Trail:
    """The trail of a sealed note, out of its own document."""
    entries = note.content()["entries"]
    written = {
        key: (entry["by"], datetime.fromisoformat(entry["at"]))
        for key, entry in entries.items()
        if entry["value"] is not None
    }
    record = VisitRecord.from_entries({key: entry["value"] for key, entry in entries.items()})
    return trail_of(knowledge, chart, note.day, written, record.answers)
