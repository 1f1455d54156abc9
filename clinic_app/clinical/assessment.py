"""What a record says: flags, what could not be assessed, patterns, and how urgent it is.

The outcome is the highest urgency among TRUE rules and cards that fit. Reassurance has to be earned: a complete
minimum record, no rule of either family, and a benign card that fits; otherwise the floor is routine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from clinic_app.clinical.conditions import AllOf, Condition, Known
from clinic_app.clinical.content import ClinicalContent
from clinic_app.clinical.facts import FactValue
from clinic_app.clinical.rules import Pattern, Rule, Urgency
from clinic_app.clinical.truth import Truth
from clinic_app.clinical.worksheet import Worksheet
from clinic_app.domain.local_rules import LocalRule, RuleState

#: The derived fact that says the minimum record is complete and negative.
MINIMUM = "d_reassurance_minimum"


class PatternState(StrEnum):
    """How a card stands to the record."""

    CONSIDERED = "considered"
    POSSIBLE = "possible"
    NOT_SAFE = "not_safe"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule that fires, with the recorded facts that made it fire.

    ``led_by`` are rules that fire too and lead this one in the same finding; ``supports`` are those that it leads.
    ``episode`` is the id of the thread whose log raises it, empty where the visit's own record does.
    """

    rule: Rule
    inputs: Mapping[str, Known]
    led_by: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    episode: str = ""

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id

    @property
    def title(self) -> str:
        """The rule's title."""
        return self.rule.title

    @property
    def urgency(self) -> Urgency:
        """The rule's own urgency."""
        return self.rule.urgency


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A rule that this clinic does not use, with the decision; ``fits``: it would have raised its flag here."""

    rule: Rule
    decision: LocalRule
    fits: bool


@dataclass(frozen=True, slots=True)
class NotAssessable:
    """A rule that could not be decided, and the fields whose answer could decide it."""

    rule: Rule
    missing: tuple[str, ...]

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id


@dataclass(frozen=True, slots=True)
class PatternFinding:
    """A card with what speaks for it, against it, and makes it unsafe to attribute anything to it.

    ``fits``: the description itself is met, whether or not it is safe to attribute anything to it.
    ``missing``: for a possible card what would decide it, for a considered one what was not yet excluded.
    ``episode``: as for a flag.
    """

    pattern: Pattern
    state: PatternState
    fits: bool = False
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    unsafe: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    episode: str = ""

    @property
    def id(self) -> str:
        """The card's id."""
        return self.pattern.id


@dataclass(frozen=True, slots=True)
class Reassurance:
    """Whether reassurance is earned, and which fields of the minimum record are not answered."""

    allowed: bool
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the content says about one record. ``flags`` are ordered by urgency, then id."""

    urgency: Urgency
    reassurance: Reassurance
    flags: tuple[Flag, ...]
    not_assessable: tuple[NotAssessable, ...]
    patterns: tuple[PatternFinding, ...]
    switched_off: tuple[SwitchedOff, ...] = ()


class RecordView:
    """One record while rules look at it; derived facts are worked out once."""

    def __init__(self, content: ClinicalContent, sheet: Worksheet) -> None:
        self._content = content
        self._sheet = sheet
        self.known: dict[str, Known] = sheet.known
        self._truth: dict[str, Truth] = {}
        self._support: dict[str, tuple[str, ...]] = {}
        self._missing: dict[str, dict[str, None]] = {}
        self._askable: dict[str, tuple[str, ...]] = {}

    def derived(self, name: str) -> Truth:
        """The truth of a derived fact."""
        truth = self._truth.get(name)
        if truth is None:
            truth = self._truth[name] = self._content.derived[name].condition.test(self)
        return truth

    def derived_support(self, name: str) -> tuple[str, ...]:
        """The facts that decided a derived fact."""
        if name not in self._support:
            self._support[name] = tuple(dict.fromkeys(self._content.derived[name].condition.support(self)))
        return self._support[name]

    def derived_missing(self, name: str) -> Mapping[str, None]:
        """What could decide a derived fact, in the order to ask."""
        if name not in self._missing:
            self._missing[name] = {}
            self._content.derived[name].condition.missing(self, self._missing[name])
        return self._missing[name]

    def inputs(self, condition: Condition) -> dict[str, Known]:
        """The recorded facts behind a decided condition, with their values."""
        origins = self._sheet.origins
        recorded = (part for fact in condition.support(self) for part in origins.get(fact, (fact,)))
        return {fact: self.known[fact] for fact in dict.fromkeys(recorded) if fact in self.known}

    def ask(self, conditions: Iterable[Condition]) -> tuple[str, ...]:
        """What a person would record to settle the undecided ones: fields, or one side of a field."""
        names: dict[str, None] = {}
        for condition in conditions:
            if condition.test(self) is Truth.UNKNOWN:
                condition.missing(self, names)
        return tuple(names)

    def recordable(self, fact: str) -> tuple[str, ...]:
        """The fields, or sides of a field, that a missing fact is worked out from; the fact itself if none."""
        if fact not in self._askable:
            sources = self._content.derivations.sources.get(fact, (fact,))
            unset = [source for source in sources if source not in self.known] or [fact]
            self._askable[fact] = tuple(dict.fromkeys(self._field_or_side(source, unset) for source in unset))
        return self._askable[fact]

    def _field_or_side(self, fact: str, unset: list[str]) -> str:
        field = self._content.fields.of_fact(fact)
        both = field is not None and field.sided and all(side in unset for side in field.facts)
        return field.id if field is not None and both else fact


def derive(content: ClinicalContent, facts: Mapping[str, FactValue]) -> Mapping[str, Known]:
    """Every known value of a record, recorded and derived. Raises ``UserError`` on a fact that cannot be."""
    return content.derivations.apply(content.reader.read(facts)).known


def assess(content: ClinicalContent, facts: Mapping[str, FactValue]) -> Assessment:
    """Evaluate every rule and card on one record. Raises ``UserError`` naming a field that cannot be."""
    view = RecordView(content, content.derivations.apply(content.reader.read(facts)))
    off = _switched_off(content, view)
    used = [rule for rule in content.rules.values() if rule.id not in {one.rule.id for one in off}]
    truths = {rule.id: rule.condition.test(view) for rule in used}
    patterns = tuple(_pattern(view, card) for card in content.patterns.values())
    flags = _flags(content, view, truths)
    reassurance = _reassurance(content, view, flags, patterns, off)
    return Assessment(
        urgency=outcome(flags, patterns, reassurance),
        reassurance=reassurance,
        flags=flags,
        not_assessable=tuple(
            NotAssessable(rule, view.ask((rule.condition,))) for rule in used if truths[rule.id] is Truth.UNKNOWN
        ),
        patterns=patterns,
        switched_off=off,
    )


def _switched_off(content: ClinicalContent, view: RecordView) -> tuple[SwitchedOff, ...]:
    off = ((content.rules[name], one) for name, one in content.local.items() if one.state is RuleState.OFF)
    return tuple(SwitchedOff(rule, one, rule.condition.test(view) is Truth.TRUE) for rule, one in off)


def _flags(content: ClinicalContent, view: RecordView, truths: Mapping[str, Truth]) -> tuple[Flag, ...]:
    fires = {rule_id for rule_id, truth in truths.items() if truth is Truth.TRUE}
    led_by: dict[str, list[str]] = {}
    supports: dict[str, list[str]] = {}
    for pair in content.overlaps:
        if pair.leads in fires and pair.follows in fires:
            led_by.setdefault(pair.follows, []).append(pair.leads)
            supports.setdefault(pair.leads, []).append(pair.follows)
    flags = [
        Flag(rule, view.inputs(rule.condition), tuple(led_by.get(rule.id, ())), tuple(supports.get(rule.id, ())))
        for rule in content.rules.values()
        if rule.id in fires
    ]
    return tuple(sorted(flags, key=lambda flag: (-flag.urgency, flag.id)))


def _pattern(view: RecordView, card: Pattern) -> PatternFinding:
    truth = card.condition.test(view)
    if truth is Truth.FALSE:
        return PatternFinding(card, PatternState.HIDDEN)
    unsafe = tuple(text for text, condition in card.unsafe_if if condition.test(view) is Truth.TRUE)
    if unsafe:
        state = PatternState.NOT_SAFE
    else:
        state = PatternState.CONSIDERED if truth is Truth.TRUE else PatternState.POSSIBLE
    waiting = [card.condition] if truth is Truth.UNKNOWN else [condition for _text, condition in card.unsafe_if]
    return PatternFinding(
        pattern=card,
        state=state,
        fits=truth is Truth.TRUE,
        for_=tuple(text for text, condition in card.raises if condition.test(view) is Truth.TRUE),
        against=tuple(text for text, condition in card.lowers if condition.test(view) is Truth.TRUE),
        unsafe=unsafe,
        missing=view.ask(waiting),
    )


def _reassurance(
    content: ClinicalContent,
    view: RecordView,
    flags: tuple[Flag, ...],
    patterns: tuple[PatternFinding, ...],
    off: tuple[SwitchedOff, ...],
) -> Reassurance:
    """Earned as ever: a rule that is switched off raises no flag, but what it speaks of still ends reassurance."""
    fits = any(
        found.state is PatternState.CONSIDERED and found.pattern.urgency is Urgency.REASSURE for found in patterns
    )
    silenced = any(one.fits for one in off)
    allowed = fits and not flags and not silenced and view.derived(MINIMUM) is Truth.TRUE
    return Reassurance(allowed, view.ask(_parts(content.derived[MINIMUM].condition)))


def _parts(minimum: Condition) -> tuple[Condition, ...]:
    """Each part of the minimum record by itself, so that one abnormal part does not hide what is unanswered."""
    return minimum.parts if isinstance(minimum, AllOf) else (minimum,)


def outcome(flags: Iterable[Flag], patterns: Iterable[PatternFinding], reassurance: Reassurance) -> Urgency:
    """The highest urgency. A serious description that is met counts also when a harmless name for it is unsafe."""
    cards = [found.pattern.urgency for found in patterns if found.fits]
    floor = Urgency.REASSURE if reassurance.allowed else Urgency.ROUTINE
    return max([floor, *(flag.urgency for flag in flags), *cards])
