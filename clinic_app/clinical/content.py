"""Everything the clinic knows, loaded once: fields, derivations, rules, patterns, sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from clinic_app.clinical.derivations import Derivations, load_derivations
from clinic_app.clinical.facts import FactReader, allowed_codes, load_aliases
from clinic_app.clinical.fields import Field, FieldRegistry, FieldType, load_fields
from clinic_app.clinical.hine_form import load_hine, read_hine
from clinic_app.clinical.hine_instrument import hine_fields
from clinic_app.clinical.milestone_files import ITEMS, load_milestones
from clinic_app.clinical.milestones import Checklist
from clinic_app.clinical.nutrition.content import Nutrition, load_nutrition
from clinic_app.clinical.predicates import Vocabulary
from clinic_app.clinical.rules import (
    DerivedRule,
    Overlap,
    Pattern,
    Rule,
    Source,
    derived_names,
    load_derived,
    load_overlaps,
    load_patterns,
    load_rules,
    load_sources,
)
from clinic_app.domain.errors import ContentError
from clinic_app.domain.local_rules import LocalRule
from clinic_app.resources import resource_path

_NUMBERS = frozenset({FieldType.INT, FieldType.FLOAT})
_CHOICES = frozenset({FieldType.TRI, FieldType.ENUM, FieldType.GRADE})


@dataclass(frozen=True, slots=True)
class ClinicalContent:
    """The clinical content of one release.

    Attributes:
        fields: the registry of facts.
        reader: reads facts under any of their names.
        derivations: values that are worked out.
        derived: derived facts ``d_...`` by name.
        rules: every red flag by id, both families.
        patterns: every pattern card by id.
        overlaps: pairs of rules that speak about one finding.
        sources: every source by id.
        milestones: the milestone checklist.
        nutrition: risks, food, intakes and laboratory limits.
        local: by rule id, the decisions of a clinic that hold; empty for what ships.
    """

    fields: FieldRegistry
    reader: FactReader
    derivations: Derivations
    derived: Mapping[str, DerivedRule]
    rules: Mapping[str, Rule]
    patterns: Mapping[str, Pattern]
    overlaps: tuple[Overlap, ...]
    sources: Mapping[str, Source]
    milestones: Checklist
    nutrition: Nutrition
    local: Mapping[str, LocalRule] = field(default_factory=dict)

    def facts_read(self) -> frozenset[str]:
        """Every fact that a rule, derived fact or card reads, with the facts that those are worked out from."""
        conditions = [rule.condition for rule in self.rules.values()]
        conditions += [risk.condition for risk in self.nutrition.risks]
        conditions += [fact.condition for fact in self.derived.values()]
        for card in self.patterns.values():
            conditions.append(card.condition)
            conditions += [part for _text, part in (*card.raises, *card.lowers, *card.unsafe_if)]
        read = {name for condition in conditions for name in condition.reads()} - self.derived.keys()
        found = (self.derivations.sources, self.derivations.reads)
        return frozenset(read | {source for fact in read for part in found for source in part.get(fact, ())})


RULE_FILES = ("rules.toml", "exam_rules.toml")


@cache
def load_content() -> ClinicalContent:
    """The content that ships with the program, read once. Raises ``ContentError`` on any slip in it."""
    return read_content(resource_path("clinical"))


def read_content(folder: Path, also: Iterable[Field] = ()) -> ClinicalContent:
    """Read the content of a folder laid out as ``resources/clinical``, with the fields of a clinic's own forms.

    Raises ``ContentError``.
    """
    milestones = load_milestones(folder)
    hine = load_hine() if folder == resource_path("clinical") else read_hine(folder / "hine.toml")
    made = (*milestones.fields(), *hine_fields(hine), *also)
    fields = load_fields(folder / "fields", folder / "instruments", also=made)
    derivations = load_derivations(folder / "derivations.toml", fields, milestones, hine)
    words = vocabulary(fields, derivations.child_codes(), derived_names(folder / "derived_facts.toml"))
    derived = {rule.id: rule for rule in load_derived(folder / "derived_facts.toml", words)}
    rules = {rule.id: rule for name in RULE_FILES for rule in load_rules(folder / name, words)}
    sources = load_sources(folder / "sources.toml")
    content = ClinicalContent(
        fields=fields,
        reader=FactReader(fields, load_aliases(folder / "aliases.toml"), words.codes),
        derivations=derivations,
        derived=derived,
        rules=rules,
        patterns={card.id: card for card in load_patterns(folder / "patterns.toml", words)},
        overlaps=load_overlaps(folder / "rule_overlaps.toml", rules),
        sources=sources,
        milestones=milestones,
        nutrition=load_nutrition(folder, fields, sources, words),
    )
    _check_sources(content)
    _check_cycles(content)
    return content


def vocabulary(fields: FieldRegistry, child_codes: Mapping[str, frozenset[str]], derived: frozenset[str]) -> Vocabulary:
    """What a rule may speak of: every fact of the registry, and the child's value of each sided field."""
    numbers: set[str] = set()
    codes: dict[str, frozenset[str]] = {}
    multis: dict[str, frozenset[str]] = {}
    for one in fields:
        for fact in {one.id, *one.facts}:
            if one.type in _NUMBERS:
                numbers.add(fact)
            elif one.type in _CHOICES:
                extra = child_codes.get(one.id, frozenset()) if fact == one.id else frozenset()
                codes[fact] = allowed_codes(one) | extra
            elif one.type is FieldType.MULTI:
                multis[fact] = frozenset(one.values)
    return Vocabulary(frozenset(numbers), codes, multis, derived)


def _check_sources(content: ClinicalContent) -> None:
    cited: Iterable[Rule | Pattern] = (*content.rules.values(), *content.patterns.values())
    for entry in cited:
        for source in entry.source:
            if source not in content.sources:
                raise ContentError(entry.id, f"its source {source} is not in sources.toml")
    for item in content.milestones.items:
        for source in (item.source, *((item.window.source,) if item.window is not None else ())):
            if source not in content.sources:
                raise ContentError(f"{ITEMS} {item.id}", f"its source {source} is not in sources.toml")


def _check_cycles(content: ClinicalContent) -> None:
    """A derived fact must not need itself."""
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            raise ContentError(name, "this derived fact needs itself")
        if name not in done:
            for needed in content.derived[name].condition.reads():
                if needed in content.derived:
                    visit(needed, (*above, name))
            done.add(name)

    for name in content.derived:
        visit(name, ())
