"""The nutrition content of one release: risks, food, intakes and laboratory limits."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from clinic_app.clinical.conditions import AnyOf
from clinic_app.clinical.fields import FieldRegistry
from clinic_app.clinical.nutrition import intakes, lab_limits
from clinic_app.clinical.nutrition.food import FoodKind, FoodRule
from clinic_app.clinical.nutrition.intakes import Intake, load_intakes
from clinic_app.clinical.nutrition.lab_limits import LabLimit, load_lab_limits
from clinic_app.clinical.nutrition.risks import Risk
from clinic_app.clinical.predicates import Vocabulary, parse
from clinic_app.clinical.reading import each, read_toml
from clinic_app.clinical.rules import Example
from clinic_app.domain.errors import ContentError

FILE: Final = "nutrition.toml"
_RISK: Final = frozenset(Risk.__dataclass_fields__) - {"condition", "examples"} | {"any", "example"}
_FOOD: Final = frozenset(FoodRule.__dataclass_fields__)
_STATES: Final = frozenset({"yes", "no", "unknown"})


@dataclass(frozen=True, slots=True)
class Nutrition:
    """Everything that the nutrition files say. ``version`` is that of ``nutrition.toml``."""

    version: str
    risks: tuple[Risk, ...]
    food: tuple[FoodRule, ...]
    intakes: tuple[Intake, ...]
    limits: tuple[LabLimit, ...]


def load_nutrition(folder: Path, fields: FieldRegistry, sources: Collection[str], vocabulary: Vocabulary) -> Nutrition:
    """Read the three files of a folder laid out as ``resources/clinical``.

    Raises:
        ContentError: file, entry or line, and reason: an unknown key, field, source or predicate, an id that stands
            there twice, an empty band of age.
    """
    document = read_toml(folder / FILE)
    if set(document) != {"version", "risk", "food"}:
        raise ContentError(FILE, "only version, [[risk]] and [[food]] entries are accepted")
    risks = each(lambda entry: _risk(entry, fields, sources, vocabulary), document["risk"])
    food = each(lambda entry: _food(entry, sources), document["food"])
    for kind, ids in (("risk", [one.id for one in risks]), ("food", [one.id for one in food])):
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ContentError(f"{FILE} {twice[0]}", f"this {kind} stands there twice")
    return Nutrition(
        version=document["version"],
        risks=risks,
        food=food,
        intakes=load_intakes(folder / intakes.FILE, sources),
        limits=load_lab_limits(folder / lab_limits.FILE, fields, sources),
    )


def _risk(entry: Mapping[str, Any], fields: FieldRegistry, sources: Collection[str], vocabulary: Vocabulary) -> Risk:
    where = _checked(entry, _RISK, _RISK, sources)
    if strangers := sorted({*entry["signs"], *entry["labs"]} - {field.id for field in fields}):
        raise ContentError(where, f"{', '.join(strangers)} is not a field")
    if not entry["any"]:
        raise ContentError(where, "it needs any with at least one predicate")
    examples = tuple(Example(**example) for example in entry["example"])
    if {example.fires for example in examples} != _STATES:
        raise ContentError(where, "it needs an example each that is yes, no and unknown")
    rest = {key: entry[key] for key in _RISK - {"any", "example"}}
    lists = {key: tuple(entry[key]) for key in ("signs", "nutrients", "labs")}
    condition = AnyOf(tuple(parse(text, vocabulary, where) for text in entry["any"]))
    return Risk(**(rest | lists), condition=condition, examples=examples)


def _food(entry: Mapping[str, Any], sources: Collection[str]) -> FoodRule:
    where = _checked(entry, _FOOD, _FOOD - {"family"}, sources)
    try:
        return FoodRule(**(dict(entry) | {"kind": FoodKind(entry["kind"])}))
    except ValueError as problem:
        raise ContentError(where, f"missing or wrong: {problem}") from problem


def _checked(entry: Mapping[str, Any], known: frozenset[str], needed: frozenset[str], sources: Collection[str]) -> str:
    """The place of an entry, once its keys, its source and its band of age are in order."""
    where = f"{FILE} {entry.get('id', '?')}"
    if unknown := sorted(set(entry) - known):
        raise ContentError(where, f"unknown key {', '.join(unknown)}")
    if missing := sorted(needed - set(entry)):
        raise ContentError(where, f"the key {', '.join(missing)} is missing")
    if entry["source"] not in sources:
        raise ContentError(where, f"its source {entry['source']} is not in sources.toml")
    start, end = entry["from_months"], entry["to_months"]
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        raise ContentError(where, f"no band of age: {start} to {end} months")
    return where
