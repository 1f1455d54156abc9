"""Scales, growth references, plans, ranges, hazards and sources, in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from clinic_app.clinical.fields import Field, FieldType, Range
from clinic_app.clinical.growth.rules import growth_rules
from clinic_app.clinical.hazards import load_hazards
from clinic_app.clinical.plan_templates import load_plan_templates
from clinic_app.clinical.reading import read_toml
from clinic_app.clinical.scales import load_scales
from clinic_app.domain.units import OtherUnit
from clinic_app.services.content_report.model import ContentEntry, ContentSection, Line, cited, said
from clinic_app.services.documents.provenance import source_words
from clinic_app.services.knowledge import Knowledge


def scale_section(folder: Path) -> ContentSection:
    """Every grading scale with the words of its levels."""
    return ContentSection(
        "Grading scales",
        "A grade is never read on, or converted to, another scale.",
        tuple(
            ContentEntry(
                scale.id,
                scale.title,
                said(
                    ("Levels", "; ".join(_level(*level) for level in zip(scale.grades, scale.levels, strict=True))),
                    ("Note", scale.note),
                    ("Source", scale.source),
                    ("How sure", scale.confidence),
                ),
            )
            for scale in load_scales(folder / "scales.toml").values()
        ),
    )


def _level(grade: str, words: str) -> str:
    return words if words[:1].isdigit() else f"{grade} {words}"


def growth_section(folder: Path) -> ContentSection:
    """Every growth reference with what it covers, and the limits around z-scores."""
    document = read_toml(folder / "growth" / "growth_tables.toml")
    entries = [
        ContentEntry(name, str(entry["title"]), _reference(name, entry, document["table"]))
        for name, entry in document["reference"].items()
    ]
    rules = growth_rules()
    limits = "; ".join(f"{name}: {low:g} to {high:g}" for name, (low, high) in rules.plausible.items())
    entries.append(
        ContentEntry(
            "growth_rules",
            "Limits around z-scores",
            said(
                ("Asked again outside", limits),
                (
                    "Shown outside",
                    f"{rules.low:g} to {rules.high:g}, and {rules.severe_low:g} to {rules.severe_high:g}",
                ),
                ("Source", source_words(rules.source)),
                ("How sure", rules.confidence),
            ),
        )
    )
    return ContentSection(
        "Growth references", "Tables and equations with where their figures come from.", tuple(entries)
    )


def _reference(name: str, entry: Mapping[str, str], tables: Iterable[Mapping[str, str]]) -> tuple[Line, ...]:
    covers = "; ".join(f"{one['name']}: {one['covers']}" for one in tables if one["reference"] == name)
    return said(
        ("Publisher", entry.get("publisher", "")),
        ("Source", entry.get("citation", "")),
        ("Version", entry.get("version", "")),
        ("Figures from", entry.get("taken_from", "")),
        ("Checked", entry.get("checked", "")),
        ("Covers", covers),
        ("Licence", entry.get("licence", "")),
        ("How sure", entry.get("conf", "")),
    )


def plan_section() -> ContentSection:
    """Signs that ask for help, what to do at home, and the diary."""
    templates = load_plan_templates()
    nets = [
        ContentEntry(
            net.level, "When to get help", said(("Signs", "; ".join(net.items)), ("Source", cited(net.source)))
        )
        for net in templates.safety_net
    ]
    home = [
        ContentEntry(
            one.id,
            one.title,
            said(
                ("By age", "; ".join(one.by_age)),
                ("Rules", "; ".join(one.rules)),
                ("Source", source_words(one.source)),
                ("How sure", one.confidence),
            ),
        )
        for one in templates.home
    ]
    diary = ContentEntry(
        "diary",
        "Diary and video",
        (("Asked", "; ".join(templates.diary_fields)), ("Video", "; ".join(templates.video_tips))),
    )
    return ContentSection(
        "What a family is given",
        "A clinician picks and edits; nothing is ordered by the program.",
        (*nets, *home, diary),
    )


def range_section(knowledge: Knowledge) -> ContentSection:
    """Every number with limits."""
    asked = {item.field_id for item in knowledge.milestones.items}
    numbers = (
        field
        for field in knowledge.fields
        if field.type in {FieldType.INT, FieldType.FLOAT} and not any(field.id.startswith(name) for name in asked)
    )
    entries = (ContentEntry(field.id, field.label, _range(field)) for field in numbers)
    return ContentSection(
        "Ranges of numbers",
        "Outside what is possible a number is refused; outside what is usual it is asked again and kept marked.",
        tuple(entry for entry in entries if entry.lines),
    )


def _range(field: Field) -> tuple[Line, ...]:
    limits = field.range
    if limits == Range(hard_min=Decimal(0)):  # says no more than that it is a number
        return ()
    return said(
        ("Possible", _between(limits.hard_min, limits.hard_max, field.unit)),
        (limits.soft_name, _between(limits.soft_min, limits.soft_max, field.unit)),
        ("Said", limits.soft_message),
        ("Other units", "; ".join(_unit(field, one) for one in field.other_units)),
        ("Source", source_words(field.source) if field.source else ""),
        ("How sure", field.confidence),
    )


def _unit(field: Field, other: OtherUnit) -> str:
    return f"1 {other.unit} is {other.times} / {other.over} {field.unit} ({other.confidence})"


def _between(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    words = (
        f"{low} to {high}"
        if low is not None and high is not None
        else f"{low} or more"
        if high is None
        else f"up to {high}"
    )
    return f"{words} {unit}".strip()


def hazard_section(folder: Path) -> ContentSection:
    """What is open comes last, so that nobody reads past it."""
    return ContentSection(
        "Hazards",
        "What can go wrong for a child through this program, and what stands against it, shown by tests.",
        tuple(
            ContentEntry(
                hazard.id,
                hazard.title,
                said(
                    ("Harm", hazard.harm),
                    ("Before any control", f"{hazard.severity}, likelihood {hazard.likelihood}"),
                    *((f"Control ({len(control.tests)} tests named)", control.text) for control in hazard.controls),
                    ("Not controlled yet", hazard.open),
                ),
            )
            for hazard in load_hazards(folder / "hazards.toml")
        ),
    )


def source_section(knowledge: Knowledge) -> ContentSection:
    """Every source with how it was read."""
    seen = {
        "text": "read in the source",
        "summary": "read in somebody else's summary",
        "knowledge": "general knowledge, to be checked",
    }
    return ContentSection(
        "Sources",
        "The mark says how a source was read; the words beside each rule say it for that rule and win.",
        tuple(
            ContentEntry(
                source_words(source.id) if source.id not in {"SEED", "KNOWLEDGE"} else source.id,
                source.cite,
                said(("Address", source.url), ("Read", seen.get(source.seen, source.seen)), ("Note", source.note)),
            )
            for source in knowledge.content.sources.values()
        ),
    )
