"""Rules, derived facts and pattern cards as they stand in the content files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

from clinic_app.clinical.conditions import AllOf, AnyOf, Condition, Not, Unless
from clinic_app.clinical.predicates import Vocabulary, parse
from clinic_app.clinical.reading import each, read_toml
from clinic_app.domain.errors import ContentError

T = TypeVar("T")


class Urgency(IntEnum):
    """How soon a child is to be seen; the highest wins. ``code`` is the word in files and records."""

    REASSURE = 0
    ROUTINE = 1
    URGENT_2WK = 2
    SAME_DAY = 3
    EMERGENCY_NOW = 4

    @property
    def code(self) -> str:
        """``reassure``, ``routine``, ``urgent_2wk``, ``same_day`` or ``emergency_now``."""
        return self.name.lower()

    @staticmethod
    def of(code: str) -> "Urgency":
        """The urgency with this code. Raises ``KeyError``."""
        return Urgency[code.upper()]


@dataclass(frozen=True, slots=True)
class Example:
    """A golden example of a rule: facts, and whether it fires (``yes``, ``no`` or ``unknown``)."""

    facts: Mapping[str, Any]
    fires: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PatternExample:
    """A golden example of a card: facts, and its state (``considered``, ``possible``, ``not_safe``, ``hidden``)."""

    facts: Mapping[str, Any]
    state: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A red flag.

    Attributes:
        id: ``RF-...`` or ``EX..``.
        urgency: its class of urgency.
        severity: ``urgent``, ``refer`` or ``watch`` for flags of the examination, else empty.
        condition: when it fires.
        action: what it prompts for.
        source: ids of its sources.
        source_note: which fact was read where.
        confidence: how sure we are of the source.
        version: grows with each change of the rule.
        urgency_note: why the urgency differs from what the severity says.
    """

    id: str
    title: str
    urgency: Urgency
    condition: Condition
    version: str
    source: tuple[str, ...]
    confidence: str
    action: str = ""
    severity: str = ""
    source_note: str = ""
    urgency_note: str = ""
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivedRule:
    """A derived fact ``d_...``, yes when its block is TRUE and no when it is FALSE."""

    id: str
    label: str
    condition: Condition
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern card: a recognisable description to compare the record with. Never a diagnosis.

    Attributes:
        urgency: what it adds to the outcome when it is considered.
        raises, lowers: predicates shown for and against, never summed.
        unsafe_if: any TRUE one makes it unsafe to attribute the finding to this card.
    """

    id: str
    label: str
    parent_label: str
    group: str
    typical_age_months: tuple[float, float]
    urgency: Urgency
    condition: Condition
    raises: tuple[tuple[str, Condition], ...]
    lowers: tuple[tuple[str, Condition], ...]
    unsafe_if: tuple[tuple[str, Condition], ...]
    facts: str
    first_steps: tuple[str, ...]
    version: str
    source: tuple[str, ...]
    confidence: str
    examples: tuple[PatternExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules about one finding. Both are shown; ``leads`` is never the less urgent of the pair."""

    leads: str
    follows: str
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. ``seen``: ``text``, ``summary``, ``knowledge`` or a mix."""

    id: str
    cite: str
    seen: str
    url: str = ""
    note: str = ""


_BLOCK = ("all", "any", "any_b", "unless", "none")
_RULE_KEYS = frozenset({
    "id", "version", "urgency", "severity", "title", "action", "source", "source_note", "confidence", "urgency_note",
    "example", *_BLOCK,
})  # fmt: skip
_PATTERN_KEYS = frozenset({
    "id", "version", "example", "label", "parent_label", "group", "typical_age_months", "raises", "lowers", "unsafe_if",
    "urgency_if_considered", "facts", "first_steps", "source", "confidence", *_BLOCK,
})  # fmt: skip


def block(entry: Mapping[str, Any], vocabulary: Vocabulary, where: str) -> Condition:
    """The condition of an entry's ``all``, ``any``, ``any_b``, ``none`` and ``unless``."""
    groups = {key: tuple(parse(text, vocabulary, where) for text in entry[key]) for key in _BLOCK if key in entry}
    if not any(groups.get(key) for key in ("all", "any", "any_b")):
        raise ContentError(where, "it needs all, any or any_b with at least one predicate")
    parts: list[Condition] = list(groups.get("all", ()))
    parts += [AnyOf(groups[key]) for key in ("any", "any_b") if key in groups]
    parts += [Not(part) for part in groups.get("none", ())]
    parts += [Unless(part) for part in groups.get("unless", ())]
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def load_rules(path: Path, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """Read ``[[rule]]`` entries. Raises ``ContentError`` naming file, entry and reason."""
    return _entries(path, "rule", _RULE_KEYS, lambda where, entry: _rule(where, entry, vocabulary))


def _rule(where: str, entry: Mapping[str, Any], vocabulary: Vocabulary) -> Rule:
    texts = {key: entry[key] for key in ("action", "severity", "source_note", "urgency_note") if key in entry}
    return Rule(
        id=entry["id"],
        title=entry["title"],
        urgency=Urgency.of(entry["urgency"]),
        condition=block(entry, vocabulary, where),
        version=entry["version"],
        source=tuple(entry["source"]),
        confidence=entry["confidence"],
        examples=tuple(Example(**example) for example in entry.get("example", ())),
        **texts,
    )


def load_derived(path: Path, vocabulary: Vocabulary) -> tuple[DerivedRule, ...]:
    """Read ``[[derived]]`` entries. Raises ``ContentError`` naming file, entry and reason."""

    def made(where: str, entry: Mapping[str, Any]) -> DerivedRule:
        examples = tuple(Example(**example) for example in entry.get("example", ()))
        return DerivedRule(entry["id"], entry["label"], block(entry, vocabulary, where), examples)

    return _entries(path, "derived", frozenset({"id", "label", "example", *_BLOCK}), made)


def derived_names(path: Path) -> frozenset[str]:
    """Names of the derived facts, read before their blocks because blocks refer to each other."""
    return frozenset(entry["id"] for entry in read_toml(path).get("derived", ()) if "id" in entry)


def load_patterns(path: Path, vocabulary: Vocabulary) -> tuple[Pattern, ...]:
    """Read ``[[pattern]]`` entries. Raises ``ContentError`` naming file, entry and reason."""
    return _entries(path, "pattern", _PATTERN_KEYS, lambda where, entry: _pattern(where, entry, vocabulary))


def _pattern(where: str, entry: Mapping[str, Any], vocabulary: Vocabulary) -> Pattern:
    lists = {
        key: tuple((text, parse(text, vocabulary, where)) for text in entry[key])
        for key in ("raises", "lowers", "unsafe_if")
    }
    low, high = entry["typical_age_months"]
    return Pattern(
        id=entry["id"],
        label=entry["label"],
        parent_label=entry["parent_label"],
        group=entry["group"],
        typical_age_months=(low, high),
        urgency=Urgency.of(entry["urgency_if_considered"]),
        condition=block(entry, vocabulary, where),
        facts=entry["facts"],
        first_steps=tuple(entry["first_steps"]),
        version=entry["version"],
        source=tuple(entry["source"]),
        confidence=entry["confidence"],
        examples=tuple(PatternExample(**example) for example in entry.get("example", ())),
        **lists,
    )


def load_overlaps(path: Path, rules: Mapping[str, Rule]) -> tuple[Overlap, ...]:
    """Read ``[[overlap]]`` entries. Raises ``ContentError`` on an unknown rule or a leader that is less urgent."""

    def made(where: str, entry: Mapping[str, Any]) -> Overlap:
        pair, leads = entry["pair"], entry["leads"]
        if leads not in pair or len(pair) != len({"leader", "follower"}) or not rules.keys() >= set(pair):
            raise ContentError(where, "a pair names two rules, and one of them leads")
        follows = pair[0] if leads == pair[1] else pair[1]
        if rules[leads].urgency < rules[follows].urgency:
            raise ContentError(where, f"{leads} leads but is less urgent than {follows}")
        return Overlap(leads, follows, entry["why"])

    return _entries(path, "overlap", frozenset({"pair", "leads", "why"}), made, named="pair")


def load_sources(path: Path) -> Mapping[str, Source]:
    """Read ``[[source]]`` entries by id. Raises ``ContentError`` on an unknown key or a second entry."""
    keys = frozenset(Source.__dataclass_fields__)
    return {source.id: source for source in _entries(path, "source", keys, lambda _where, entry: Source(**entry))}


def _entries(
    path: Path,
    kind: str,
    keys: frozenset[str],
    make: Callable[[str, Mapping[str, Any]], T],
    named: str = "id",
) -> tuple[T, ...]:
    """What ``make`` makes of every entry of one kind. Raises ``ContentError`` on whatever any of them gets wrong."""
    doc = read_toml(path)
    if set(doc) != {kind}:
        raise ContentError(path.name, f"only [[{kind}]] entries are accepted")
    seen: set[str] = set()

    def made(entry: Mapping[str, Any]) -> T:
        name = str(entry.get(named, "an entry without a name"))
        where = f"{path.name} {name}"
        if unknown := set(entry) - keys:
            raise ContentError(where, f"unknown key {', '.join(sorted(unknown))}")
        if name in seen:
            raise ContentError(where, "it is there twice")
        seen.add(name)
        try:
            return make(where, entry)
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise ContentError(where, f"missing or wrong: {problem}") from problem

    return each(made, doc[kind])
