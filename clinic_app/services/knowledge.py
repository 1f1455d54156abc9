"""The clinical content as the use cases ask it: names, words, forms, rules."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from clinic_app.clinical.content import ClinicalContent, load_content, read_content
from clinic_app.clinical.episodes.reading_rules import ThreadReading, load_thread_reading
from clinic_app.clinical.fields import Field, FieldRegistry, FieldType
from clinic_app.clinical.hine_form import load_hine
from clinic_app.clinical.hine_instrument import HINE, hine_instrument
from clinic_app.clinical.instruments.loader import load_instrument, load_instruments
from clinic_app.clinical.instruments.model import Instrument, Item, Section
from clinic_app.clinical.local_rules import localised
from clinic_app.clinical.milestones import MILESTONES, NOT_ASKED, Checklist
from clinic_app.clinical.nutrition.lab_limits import LabLimit
from clinic_app.clinical.nutrition.own_limits import own_limits
from clinic_app.clinical.own_forms import OwnForms, read_own_forms
from clinic_app.clinical.slips import Slip, locate
from clinic_app.clinical.state_effects import STATE, StateEffect, load_state_effects
from clinic_app.domain.ages import AgeOn
from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey, Typed
from clinic_app.domain.dates import format_date
from clinic_app.domain.errors import ContentError
from clinic_app.domain.local_rules import LocalRule
from clinic_app.domain.notes import canonical_json, digest
from clinic_app.domain.quantities import format_quantity
from clinic_app.domain.record import ANSWER
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.i18n import _
from clinic_app.resources import resource_path

EPISODE_EVENT = "episode_event.toml"
EXAM, INTAKE, REGISTRATION, NUTRITION = "general_exam", "intake", "registration", "nutrition"

#: Reasons for leaving an item out, in words.
REASONS = {
    "asleep": "asleep",
    "crying": "crying",
    "refused": "refused",
    "no_time": "no time",
    "other": "other reason",
}
NOT_EXAMINED = "not examined"
NOT_ASKED_WORDS = "not asked"


@dataclass(frozen=True)
class Knowledge:
    """Clinical content and forms, loaded once and shared by every use case.

    Attributes:
        lasting: the history that cannot change once it is known.
        state_effects: by state of the child, which findings are read with care.
        own_forms: ids of the clinic's own forms.
        left_out: files of the clinic's own that are not used, each with what is wrong in it.
        shipped: the content before the clinic's decisions, where there are any.
        own_limits: laboratory limits of the clinic's own; they stand beside the shipped ones.
    """

    content: ClinicalContent
    instruments: Mapping[str, Instrument]
    lasting: frozenset[str]
    state_effects: Mapping[str, StateEffect]
    own_forms: frozenset[str] = frozenset()
    left_out: tuple[Slip, ...] = ()
    shipped: ClinicalContent | None = None
    own_limits: tuple[LabLimit, ...] = ()

    @property
    def shipped_content(self) -> ClinicalContent:
        """The content as it ships, whatever the clinic decided."""
        return self.shipped or self.content

    def with_local(self, decisions: Iterable[LocalRule]) -> "Knowledge":
        """The same knowledge under a clinic's decisions about rules and laboratory limits."""
        made = tuple(decisions)
        content = localised(self.shipped_content, made)
        limits = own_limits(made, self.shipped_content.fields)
        return replace(self, content=content, shipped=self.shipped_content, own_limits=limits)

    @property
    def lab_limits(self) -> tuple[LabLimit, ...]:
        """Every laboratory limit in use: the clinic's own, and the shipped ones."""
        return (*self.own_limits, *self.content.nutrition.limits)

    @property
    def fields(self) -> FieldRegistry:
        """Every fact."""
        return self.content.fields

    @property
    def exam(self) -> Instrument:
        """The general neurological examination."""
        return self.instruments[EXAM]

    @property
    def hine(self) -> Instrument:
        """The Hammersmith Infant Neurological Examination."""
        return self.instruments[HINE]

    @cached_property
    def further_forms(self) -> tuple[Instrument, ...]:
        """Forms that are chosen at a visit: those shipped beside the examination, then the clinic's own."""
        own_screen = {EXAM, HINE, INTAKE, NUTRITION, REGISTRATION, MILESTONES}
        return tuple(form for form in self.instruments.values() if form.id not in own_screen)

    @cached_property
    def findings(self) -> tuple[Item, ...]:
        """The items of the examination, then those of further forms that it has not."""
        found: dict[str, Item] = {}
        for form in (self.exam, *self.further_forms):
            for item in form.items:
                found.setdefault(item.field.id, item)
        return tuple(found.values())

    @property
    def intake(self) -> Instrument:
        """Registration, history, concern and measurements."""
        return self.instruments[INTAKE]

    @property
    def nutrition(self) -> Instrument:
        """Risk questions and signs of nutrition, and laboratory values."""
        return self.instruments[NUTRITION]

    @property
    def milestones(self) -> Checklist:
        """The milestone checklist."""
        return self.content.milestones

    @property
    def registration(self) -> Instrument:
        """What makes a child's identity."""
        return self.instruments[REGISTRATION]

    @cached_property
    def thread_reading(self) -> ThreadReading:
        """How the log of an episode is read as a whole."""
        return load_thread_reading(self.fields, self.content.sources)

    @cached_property
    def episode_event(self) -> Instrument:
        """Everything that can be told of one event of an episode; no form of a visit."""
        return load_instrument(resource_path("clinical", EPISODE_EVENT), self.fields)

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The item that asks for each field; where two forms share a field, the first form's."""
        found: dict[str, Item] = {}
        for instrument in self.instruments.values():
            for item in instrument.items:
                found.setdefault(item.field.id, item)
        return found

    @cached_property
    def _named_by_section(self) -> frozenset[str]:
        """Fields whose item is named within its section only, such as one angle of many muscles."""
        return frozenset(
            item.field.id for form in self.further_forms for item in form.items if not self.exam.has(item.field.id)
        )

    @cached_property
    def content_hash(self) -> str:
        """One digest of every rule and pattern with its version, stored with each signed note."""
        versions = {rule.id: rule.version for rule in self.content.rules.values()}
        versions |= {card.id: card.facts for card in self.content.patterns.values()}
        versions |= {f"limit {number}": str(one) for number, one in enumerate(self.own_limits)}
        versions |= {f"local {name}": f"{one.version} {one.state}" for name, one in self.content.local.items()}
        return digest(canonical_json(versions))

    def instrument_stamps(self) -> dict[str, dict[str, str]]:
        """Version and content hash of each form, stored with each signed note."""
        return {
            instrument.id: {"version": instrument.version, "sha256": instrument.content_hash}
            for instrument in self.instruments.values()
        }

    def exam_sections(self, age: AgeOn, answers: Answers) -> tuple[Section, ...]:
        """Sections and items of the examination for this age; what holds an answer stays at any age."""
        return self.exam.offered(age.months_for_norms, answers)

    def exam_keys(self, age: AgeOn, answers: Answers) -> tuple[ItemKey, ...]:
        """Every place of the examination that can hold a finding at this age."""
        return tuple(key for section in self.exam_sections(age, answers) for item in section.items for key in item.keys)

    def doubt_of(self, field_id: str, answers: Answers) -> StateEffect | None:
        """What the recorded state of the child does to the finding of a field, ``None`` where it does nothing."""
        state = answers.get(ItemKey(STATE))
        effect = self.state_effects.get(str(state.value)) if state is not None else None
        return effect if effect is not None and field_id in effect.fields else None

    def field_of_entry(self, entry_key: str) -> Field | None:
        """The field that a draft entry answers, ``None`` for plan lines, texts and unknown fields."""
        if not entry_key.startswith(ANSWER):
            return None
        field_id = ItemKey.parse(entry_key.removeprefix(ANSWER)).field
        return self.fields.get(field_id)

    def field_of_target(self, target: str) -> str:
        """The field of a place to go to: an entry (``ex_scarf@right``), a field, or a fact of one side."""
        if "@" in target:
            return ItemKey.parse(target).field
        field = self.fields.of_fact(target)
        return field.id if field is not None else target

    def label(self, field_id: str) -> str:
        """What a person reads for a field, a fact of one side, or a derived value."""
        if field_id in self.items and field_id not in self._named_by_section:
            return self.items[field_id].label
        field = self.fields.of_fact(field_id)
        if field is None:
            return self.fields[field_id].label if field_id in self.fields else field_id
        for side in BOTH_SIDES:
            if field.sided and field_id == f"{field.id}_{side}":
                return f"{self.label(field.id)}, {side}"
        return field.label

    def name_of(self, key: ItemKey) -> str:
        """Item and side in words: ``Knee jerk, right``."""
        label = self.label(key.field)
        return label if key.side is Side.NONE else f"{label}, {key.side}"

    def code_words(self, field_id: str, code: str) -> str:
        """What a person reads for one code of a field."""
        item = self.items.get(field_id)
        option = item.option(code) if item is not None else None
        if option is not None:
            return option.word
        return self.fields[field_id].word(code) if field_id in self.fields else code.replace("_", " ")

    def brief_words(self, field_id: str, answer: Answer) -> str:
        """As ``value_words``, for a table cell: a grade without its explanation, ``3+`` for ``3+ brisker``."""
        words = self.value_words(field_id, answer)
        is_grade = field_id in self.fields and self.fields[field_id].type is FieldType.GRADE
        return words.split(" ", 1)[0] if is_grade and answer.state is AnswerState.RECORDED else words

    def value_words(self, field_id: str, answer: Answer) -> str:
        """A recorded value in words, with its unit; ``not examined`` with the reason where it was left out."""
        if answer.state is AnswerState.NOT_EXAMINED and answer.reason == NOT_ASKED:
            return NOT_ASKED_WORDS
        if answer.state is AnswerState.NOT_EXAMINED:
            reason = REASONS.get(answer.reason, answer.reason)
            return f"{NOT_EXAMINED}, {reason}" if reason else NOT_EXAMINED
        value = answer.value
        if isinstance(value, Decimal):
            words = format_quantity(value, answer.unit)
            return words if answer.typed is None else f"{words} ({typed_words(answer.typed)})"
        if isinstance(value, tuple):
            return ", ".join(self.code_words(field_id, code) for code in value)
        if value is None or isinstance(value, str):
            text = value or ""
            is_text = field_id in self.fields and self.fields[field_id].type is FieldType.TEXT
            return text if is_text else self.code_words(field_id, text)
        return format_date(value)


def typed_words(typed: Typed) -> str:
    """A number as it was typed, in the unit in which it was typed."""
    return _("typed as {value}").format(value=format_quantity(typed.number, typed.unit))


def load_knowledge(own: Path | None = None) -> Knowledge:
    """Read the shipped content and a clinic's folder of forms of its own.

    A slip in a clinic's own file never keeps the record shut: that file is left out and told.

    Raises ``ContentError`` on any slip in what is shipped.
    """
    content = load_content()
    instruments = load_instruments([resource_path("clinical", "instruments")], content.fields)
    instruments[MILESTONES] = content.milestones.instrument(content.fields)
    instruments[HINE] = hine_instrument(load_hine(), content.fields)
    brought = OwnForms() if own is None else read_own_forms(own, content.fields, instruments)
    if brought.fields:
        content = read_content(resource_path("clinical"), brought.fields)
    left_out = tuple(locate(slip, [own]) for slips in brought.problems.values() for slip in slips) if own else ()
    effects = load_state_effects(resource_path("clinical", "state_effects.toml"), content.fields, content.sources)
    forms = instruments | dict(brought.instruments)
    own_ids = frozenset(brought.instruments)
    return Knowledge(content, forms, _lasting(content.fields), effects, own_ids, left_out)


def _lasting(fields: FieldRegistry) -> frozenset[str]:
    path = resource_path("clinical", "lasting_history.toml")
    named = frozenset(tomllib.loads(path.read_text("utf-8"))["fields"])
    for field_id in named:
        if field_id not in fields:
            raise ContentError(path.name, f"{field_id} is not a field")
    return named
