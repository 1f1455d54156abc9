"""Every kind of content read and held against each other, with all that is wrong instead of the first of it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from clinic_app.clinical.assessment import RecordView
from clinic_app.clinical.birth_risks import load_birth_risks
from clinic_app.clinical.content import RULE_FILES, ClinicalContent, read_content, vocabulary
from clinic_app.clinical.derivations import load_derivations
from clinic_app.clinical.episodes.diary_questions import FILE as DIARY
from clinic_app.clinical.episodes.diary_questions import read_diary_questions
from clinic_app.clinical.episodes.family_words import FILE as WORDS
from clinic_app.clinical.episodes.family_words import read_family_words
from clinic_app.clinical.episodes.reading_rules import FILE as THREAD_READING
from clinic_app.clinical.episodes.reading_rules import read_thread_reading
from clinic_app.clinical.fields import FieldRegistry, FieldType, load_fields
from clinic_app.clinical.growth.rules import FILE as GROWTH_RULES
from clinic_app.clinical.growth.rules import read_growth_rules
from clinic_app.clinical.growth.tables import read_table
from clinic_app.clinical.growth.velocity_rules import read_velocity_rules
from clinic_app.clinical.hazards import load_hazards
from clinic_app.clinical.hine_form import HineForm, read_hine
from clinic_app.clinical.hine_instrument import hine_fields
from clinic_app.clinical.instruments.golden import disagreements
from clinic_app.clinical.instruments.loader import load_instrument
from clinic_app.clinical.instruments.model import Instrument
from clinic_app.clinical.milestone_files import load_milestones
from clinic_app.clinical.milestones import Checklist
from clinic_app.clinical.nutrition.content import load_nutrition
from clinic_app.clinical.nutrition.risks import Risk
from clinic_app.clinical.own_forms import read_own_forms
from clinic_app.clinical.plan_templates import read_plan_templates
from clinic_app.clinical.reading import each, read_toml, several
from clinic_app.clinical.rules import (
    DerivedRule,
    Rule,
    derived_names,
    load_derived,
    load_patterns,
    load_rules,
    load_sources,
)
from clinic_app.clinical.scales import load_scales
from clinic_app.clinical.slips import Slip, locate
from clinic_app.clinical.state_effects import load_state_effects
from clinic_app.clinical.truth import Truth
from clinic_app.domain.errors import ContentError, UserError

T = TypeVar("T")
_FIRES = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}
_GROWTH, _GROWTH_TABLES = "growth", "growth_tables.toml"
_DERIVED = "derived_facts.toml"


def check_content(folder: Path, own: Path | None = None) -> tuple[Slip, ...]:
    """What is wrong in a folder laid out as ``resources/clinical`` and in a clinic's folder of own forms, by line."""
    problems = _Problems()
    milestones = problems.of("milestones.toml", lambda: load_milestones(folder))
    hine = problems.of("hine.toml", lambda: read_hine(folder / "hine.toml"))
    also = (*(() if milestones is None else milestones.fields()), *(() if hine is None else hine_fields(hine)))
    fields = problems.of("fields", lambda: load_fields(folder / "fields", folder / "instruments", also=also))
    for name, read in (
        ("sources.toml", load_sources),
        ("hazards.toml", load_hazards),
        ("plan_templates.toml", read_plan_templates),
        (f"{_GROWTH}/{GROWTH_RULES}", read_growth_rules),
        (f"{_GROWTH}/{GROWTH_RULES}", read_velocity_rules),
        (f"{_GROWTH}/{_GROWTH_TABLES}", _growth_tables),
    ):
        problems.of(Path(name).name, partial[object](read, folder / name))
    if fields is not None:
        _fields_and_forms(problems, folder, fields, own)
        if milestones is not None and hine is not None:
            _rules(problems, folder, fields, milestones, hine)
    places = [folder] if own is None else [folder, own]
    return tuple(sorted({locate(problem, places) for problem in problems.found}))


class _Problems:
    """Collects what is wrong."""

    def __init__(self) -> None:
        self.found: list[ContentError] = []

    def of(self, where: str, reading: Callable[[], T]) -> T | None:
        """The result of one reading, or ``None`` where it failed; ``where`` is the file, for what says no place."""
        try:
            return reading()
        except ContentError as problem:
            self.found += several(problem)
        except OSError as problem:
            self.found.append(ContentError(where, f"cannot be read: {problem.strerror}"))
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            self.found.append(ContentError(where, f"missing or wrong: {problem}"))
        return None


def _fields_and_forms(problems: _Problems, folder: Path, fields: FieldRegistry, own: Path | None) -> None:
    for name, read in (
        ("scales.toml", _scales),
        ("birth_risks.toml", load_birth_risks),
        ("lasting_history.toml", _lasting),
    ):
        problems.of(name, partial[object](read, folder / name, fields))
    sources = problems.of("sources.toml", lambda: load_sources(folder / "sources.toml"))
    if sources is not None:
        problems.of(THREAD_READING, lambda: read_thread_reading(folder / THREAD_READING, fields, sources))
        problems.of(DIARY, lambda: read_diary_questions(folder / DIARY, fields, sources))
        problems.of(WORDS, lambda: read_family_words(folder / WORDS, fields, sources))
        effects = "state_effects.toml"
        problems.of(effects, lambda: load_state_effects(folder / effects, fields, sources))
    forms: dict[str, Instrument] = {}
    for path in sorted((folder / "instruments").glob("*.toml")):
        form = problems.of(path.name, partial(load_instrument, path, fields))
        if form is not None:
            forms[form.id] = form
            problems.of(path.name, partial(_form_examples, path.name, form))
    if own is not None:
        problems.found += [slip for slips in read_own_forms(own, fields, forms).problems.values() for slip in slips]


def _rules(problems: _Problems, folder: Path, fields: FieldRegistry, milestones: Checklist, hine: HineForm) -> None:
    """Rules, cards and derived facts, each file by itself; then all of them together."""
    derivations = problems.of(
        "derivations.toml", lambda: load_derivations(folder / "derivations.toml", fields, milestones, hine)
    )
    names = problems.of(_DERIVED, lambda: derived_names(folder / _DERIVED))
    if derivations is None or names is None:
        return
    words = vocabulary(fields, derivations.child_codes(), names)
    before = len(problems.found)
    sources = problems.of("sources.toml", lambda: load_sources(folder / "sources.toml"))
    if sources is not None:
        problems.of("nutrition.toml", lambda: load_nutrition(folder, fields, sources, words))
    problems.of(_DERIVED, lambda: load_derived(folder / _DERIVED, words))
    problems.of("patterns.toml", lambda: load_patterns(folder / "patterns.toml", words))
    for name in RULE_FILES:
        problems.of(name, partial(load_rules, folder / name, words))
    if len(problems.found) > before:
        return
    content = problems.of("", lambda: read_content(folder))
    if content is not None:
        told = (*content.rules.values(), *content.derived.values(), *content.nutrition.risks)
        problems.of("", lambda: each(partial(_examples, content), told))


def _examples(content: ClinicalContent, rule: Rule | DerivedRule | Risk) -> None:
    for number, example in enumerate(rule.examples, start=1):
        try:
            view = RecordView(content, content.derivations.apply(content.reader.read(example.facts)))
        except UserError as problem:
            raise ContentError(rule.id, f"example {number}: {problem.message}") from problem
        found = _FIRES[rule.condition.test(view)]
        if found != example.fires:
            raise ContentError(rule.id, f"example {number} says fires = {example.fires}, the rule says {found}")


def _form_examples(name: str, form: Instrument) -> None:
    def fail(found: tuple[str, str]) -> None:
        raise ContentError(f"{name} {found[0]}", found[1])

    each(fail, disagreements(form))


def _scales(path: Path, fields: FieldRegistry) -> None:
    scales = load_scales(path)
    each(lambda field: _known(field.id, field.scale, scales), (f for f in fields if f.type is FieldType.GRADE))


def _known(field: str, scale: str, scales: Iterable[str]) -> None:
    if scale not in scales:
        raise ContentError(field, f"its scale {scale or '(none)'} is not in scales.toml")


def _lasting(path: Path, fields: FieldRegistry) -> None:
    def known(name: str) -> None:
        if name not in fields:
            raise ContentError(path.name, f"{name} is not a field")

    each(known, read_toml(path).get("fields", ()))


def _growth_tables(path: Path) -> None:
    """Every table is there and in order, and says where it comes from."""
    document = read_toml(path)
    told: Mapping[str, str] = {entry["name"]: entry["reference"] for entry in document["table"]}

    def check(table: Path) -> None:
        if table.stem not in told:
            raise ContentError(table.name, f"{path.name} does not say where it comes from")
        if told[table.stem] not in document["reference"]:
            raise ContentError(f"{path.name} {table.stem}", f"there is no reference {told[table.stem]}")
        read_table(table)

    each(check, sorted(path.parent.glob("*.csv")))
