"""Everything that the program says clinically, in words, for a clinician to read, correct and sign.

The words are those of the content files, with their sources and how sure each one is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from clinic_app.clinical.fields import Field, FieldType, Range
from clinic_app.clinical.growth.rules import growth_rules
from clinic_app.clinical.hazards import load_hazards
from clinic_app.clinical.hine_form import HineItem, load_hine
from clinic_app.clinical.instruments.expected import AgeBand, Span
from clinic_app.clinical.instruments.model import Instrument, Item
from clinic_app.clinical.milestones import MILESTONES
from clinic_app.clinical.plan_templates import load_plan_templates
from clinic_app.clinical.reading import read_toml
from clinic_app.clinical.rules import Pattern, Rule
from clinic_app.clinical.scales import load_scales
from clinic_app.resources import resource_path
from clinic_app.services.documents.provenance import source_words
from clinic_app.services.knowledge import REGISTRATION, Knowledge
from clinic_app.services.rule_words import comparison_words, condition_lines, urgency_words

#: Identity is no clinical content; milestones and the HINE have sections of their own.
_TOLD_OTHERWISE = frozenset({REGISTRATION, MILESTONES, "hine"})
#: A label and what it says.
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ContentEntry:
    """One rule, card, item or table: its id, what it is called, and lines of label and text."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ContentSection:
    """Entries under one heading, with what a reader needs to know before them."""

    title: str
    intro: str
    entries: tuple[ContentEntry, ...]


@dataclass(frozen=True, slots=True)
class ContentReport:
    """The whole content of one release. ``digest``: SHA-256 over every content file, 64 hex digits."""

    program_version: str
    digest: str
    counts: tuple[Line, ...]
    sections: tuple[ContentSection, ...]


def content_digest(folder: Path) -> str:
    """One digest of every file under a content folder with its name, whatever the order on the disk."""
    total = sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.suffix in {".toml", ".csv"}:
            name = path.relative_to(folder).as_posix().encode()
            total.update(name + b"\0" + sha256(path.read_bytes()).digest())
    return total.hexdigest()


def content_report(knowledge: Knowledge, program_version: str) -> ContentReport:
    """Lay the content out as words. Nothing is left out that a rule, form or document uses."""
    folder = resource_path("clinical")
    sections = (
        *_flags(knowledge),
        _cards(knowledge),
        _derived(knowledge),
        *(_form(form) for form in knowledge.instruments.values() if form.id not in _TOLD_OTHERWISE),
        _states(knowledge),
        _milestones(knowledge),
        _hine(),
        _hine_readings(),
        _windows(knowledge),
        _scales(folder),
        _growth(folder),
        _plans(),
        _ranges(knowledge),
        _hazards(folder),
        _sources(knowledge),
    )
    counts = tuple((section.title, str(len(section.entries))) for section in sections)
    return ContentReport(program_version, content_digest(folder), counts, sections)


def _said(*lines: Line) -> tuple[Line, ...]:
    """Lines that say something."""
    return tuple((label, text) for label, text in lines if text)


def _cited(source: Iterable[str]) -> str:
    return "; ".join(source_words(name) for name in source)


def _flags(knowledge: Knowledge) -> Iterator[ContentSection]:
    """Rules by urgency, the most urgent first, both families together."""
    ordered = sorted(knowledge.shipped_content.rules.values(), key=lambda rule: (-rule.urgency, rule.id))
    for urgency, rules in groupby(ordered, key=lambda rule: rule.urgency):
        yield ContentSection(
            f"Red flags: {urgency_words(urgency).lower()}",
            "Each flag is a prompt for a clinician, not a diagnosis. A finding that was not recorded decides nothing.",
            tuple(_flag(knowledge, rule) for rule in rules),
        )


def _flag(knowledge: Knowledge, rule: Rule) -> ContentEntry:
    leads = [pair for pair in knowledge.shipped_content.overlaps if rule.id in {pair.leads, pair.follows}]
    beside = "; ".join(
        f"{pair.follows if pair.leads == rule.id else pair.leads} ({pair.leads} leads)" for pair in leads
    )
    lines = [("When" if number == 0 else "and", text) for number, text in _numbered(rule, knowledge)]
    return ContentEntry(
        rule.id,
        rule.title,
        _said(
            *lines,
            ("Action", rule.action),
            ("Urgency", rule.urgency_note),
            ("Shown with", beside),
            ("Source", _cited(rule.source)),
            ("Read where", rule.source_note),
            ("How sure", rule.confidence),
            ("Version", f"{rule.version}, {len(rule.examples)} examples tested"),
        ),
    )


def _numbered(rule: Rule, knowledge: Knowledge) -> Iterable[tuple[int, str]]:
    return enumerate(condition_lines(rule.condition, knowledge))


def _cards(knowledge: Knowledge) -> ContentSection:
    return ContentSection(
        "Pattern cards",
        "Recognisable descriptions to compare a record with. What speaks for and against is shown, never summed.",
        tuple(_card(knowledge, card) for card in knowledge.content.patterns.values()),
    )


def _card(knowledge: Knowledge, card: Pattern) -> ContentEntry:
    def listed(parts: Iterable[tuple[str, object]]) -> str:
        return "; ".join(comparison_words(text, knowledge) for text, _condition in parts)

    low, high = card.typical_age_months
    return ContentEntry(
        card.id,
        card.label,
        _said(
            ("For families", card.parent_label),
            ("Typical age", f"{low:g} to {high:g} months"),
            ("If it fits", urgency_words(card.urgency)),
            ("When", " | ".join(condition_lines(card.condition, knowledge))),
            ("Speaks for it", listed(card.raises)),
            ("Speaks against it", listed(card.lowers)),
            ("Not safe to attribute if", listed(card.unsafe_if)),
            ("Facts", card.facts),
            ("First steps", "; ".join(card.first_steps)),
            ("Source", _cited(card.source)),
            ("How sure", card.confidence),
            ("Version", f"{card.version}, {len(card.examples)} examples tested"),
        ),
    )


def _derived(knowledge: Knowledge) -> ContentSection:
    return ContentSection(
        "Facts that rules share",
        "Each is yes when everything named holds, no when something speaks against it, and open otherwise.",
        tuple(
            ContentEntry(fact.id, fact.label, (("When", " | ".join(condition_lines(fact.condition, knowledge))),))
            for fact in knowledge.content.derived.values()
        ),
    )


def _form(form: Instrument) -> ContentSection:
    entries = tuple(
        ContentEntry("", f"{section.title}: {item.label}", _item(item))
        for section in form.sections
        for item in section.items
    )
    intro = f"Form {form.id}, version {form.version}. Source: {_cited(form.source)}. How sure: {form.confidence}."
    return ContentSection(form.title, intro, entries)


def _item(item: Item) -> tuple[Line, ...]:
    codes = "; ".join(
        f"{option.word} ({option.finding})" if option.finding is not None else option.word for option in item.options
    )
    field = item.field
    return _said(
        ("How", item.how),
        ("Answers", codes or _number(field)),
        ("Each side", "yes" if field.sided else ""),
        ("Offered", _offered(item)),
        ("Expected", _expected(item.expected)),
        ("Scale", field.scale),
        ("Source", " ".join(filter(None, (source_words(field.source) if field.source else "", field.confidence)))),
    )


def _number(field: Field) -> str:
    kinds = {FieldType.INT: "whole number", FieldType.FLOAT: "number", FieldType.DATE: "date", FieldType.TEXT: "text"}
    return " in ".join(filter(None, (kinds.get(field.type, "yes, no, unknown"), field.unit)))


def _offered(item: Item) -> str:
    if item.age_from is None and item.age_to is None:
        return ""
    start = "" if item.age_from is None else f"from {item.age_from} "
    end = "" if item.age_to is None else f"to {item.age_to} "
    return f"{start}{end}months corrected"


def _expected(band: AgeBand) -> str:
    spans = (
        ("emerging", band.emerging),
        ("usual", band.usual),
        ("fading", band.fading),
        ("absence abnormal", band.absent_abnormal),
    )
    parts = [f"{name} {_span(span)}" for name, span in spans if span is not None]
    parts += [f"presence abnormal after {band.persist_abnormal} months"] if band.persist_abnormal is not None else []
    parts += [f"{_months(one.months)} months: {one.low} to {one.high}" for one in band.bands]
    return "; ".join(filter(None, (band.phrase, *parts)))


def _span(span: Span) -> str:
    start, end = span
    return f"from {start} months" if end is None else f"{start} to {end} months"


def _months(months: tuple[int, int | None]) -> str:
    return f"from {months[0]}" if months[1] is None else f"{months[0]} to {months[1]}"


def _hine() -> ContentSection:
    form = load_hine()
    titles = {section.id: section.title for section in form.sections}
    return ContentSection(
        "Hammersmith Infant Neurological Examination: items",
        f"Version {form.version}, {form.age_from} to {form.age_to} months corrected. Levels are in our own words.",
        tuple(ContentEntry("", f"{titles[item.section]}: {item.label}", _hine_item(item)) for item in form.items),
    )


def _hine_item(item: HineItem) -> tuple[Line, ...]:
    levels = [(str(level), item.levels.get(level, "blank on the form")) for level in sorted(item.allowed, reverse=True)]
    return _said(("How", item.how), *levels, ("How sure", item.confidence))


def _hine_readings() -> ContentSection:
    form = load_hine()
    entries = [
        ContentEntry(
            reading.id,
            f"{reading.on} {reading.test.replace('_', ' ')} {reading.limit}",
            _said(
                ("Ages", f"{reading.from_m} to {reading.to_m} months corrected"),
                ("Only with a risk factor", "yes" if reading.risk else "no"),
                ("Says", _filled(reading.met, reading.limit)),
                ("Otherwise", _filled(reading.not_met, reading.limit)),
                ("Source", reading.source),
                ("How sure", reading.confidence),
            ),
        )
        for reading in form.readings
    ]
    p10 = "; ".join(f"{week} weeks: {total}" for week, total in form.p10)
    entries.append(
        ContentEntry("low_risk_p10", "10th centile of low-risk term infants by corrected week", (("Totals", p10),))
    )
    return ContentSection(
        "Hammersmith Infant Neurological Examination: what a score is compared with",
        "A total exists only when all 26 items are scored. The asymmetry count stands by itself.",
        tuple(entries),
    )


def _states(knowledge: Knowledge) -> ContentSection:
    return ContentSection(
        "Findings read with care in some states",
        "What stands beside a finding when the child was in this state.",
        tuple(
            ContentEntry(
                effect.state,
                effect.words,
                _said(
                    ("Why", effect.why),
                    ("Findings", "; ".join(sorted(knowledge.label(name) for name in effect.fields))),
                    ("Source", source_words(effect.source)),
                    ("How sure", effect.confidence),
                ),
            )
            for effect in knowledge.state_effects.values()
        ),
    )


def _milestones(knowledge: Knowledge) -> ContentSection:
    """Each item with its list and source; its three answers (status, age, who says so) are the same for all."""
    checklist = knowledge.milestones
    domains = {domain.id: domain.title for domain in checklist.domains}
    return ContentSection(
        checklist.title,
        f"Version {checklist.version}, asked at the corrected age: yes, not yet, not sure or lost; seen here or told; "
        f"the age at which it came or went. Source: {_cited(checklist.source)}. How sure: {checklist.confidence}.",
        tuple(
            ContentEntry(
                item.id,
                item.label,
                _said(
                    ("List", "" if item.age_months is None else f"{item.age_months} months, {domains[item.domain]}"),
                    ("Window", "" if item.window is None else item.window.label),
                    ("Source", source_words(item.source)),
                    ("How sure", item.confidence),
                ),
            )
            for item in checklist.items
        ),
    )


def _filled(text: str, limit: Decimal) -> str:
    return text.replace("{limit}", f"{limit:f}").replace("{value}", "N")


def _windows(knowledge: Knowledge) -> ContentSection:
    windows = {item.window.id: item.window for item in knowledge.milestones.windowed if item.window is not None}
    return ContentSection(
        "Windows of gross motor milestones",
        "Ages in months by which 1, 5, 50, 95 and 99 percent of children do it.",
        tuple(
            ContentEntry(
                window.id,
                window.label,
                _said(
                    ("Criterion", window.criterion),
                    ("Months", f"{window.p1:g}, {window.p5:g}, {window.p50:g}, {window.p95:g}, {window.p99:g}"),
                    ("Flagged when late", "yes" if window.is_flagged else "never by itself"),
                    ("Source", source_words(window.source)),
                    ("How sure", window.confidence),
                ),
            )
            for window in windows.values()
        ),
    )


def _scales(folder: Path) -> ContentSection:
    return ContentSection(
        "Grading scales",
        "A grade is never read on, or converted to, another scale.",
        tuple(
            ContentEntry(
                scale.id,
                scale.title,
                _said(
                    ("Levels", "; ".join(_level(number, words) for number, words in enumerate(scale.levels))),
                    ("Note", scale.note),
                    ("Source", scale.source),
                    ("How sure", scale.confidence),
                ),
            )
            for scale in load_scales(folder / "scales.toml").values()
        ),
    )


def _level(number: int, words: str) -> str:
    return words if words[:1].isdigit() else f"{number} {words}"


def _growth(folder: Path) -> ContentSection:
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
            _said(
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
    return _said(
        ("Publisher", entry.get("publisher", "")),
        ("Source", entry.get("citation", "")),
        ("Version", entry.get("version", "")),
        ("Figures from", entry.get("taken_from", "")),
        ("Checked", entry.get("checked", "")),
        ("Covers", covers),
        ("Licence", entry.get("licence", "")),
        ("How sure", entry.get("conf", "")),
    )


def _plans() -> ContentSection:
    templates = load_plan_templates()
    nets = [
        ContentEntry(
            net.level, "When to get help", _said(("Signs", "; ".join(net.items)), ("Source", _cited(net.source)))
        )
        for net in templates.safety_net
    ]
    home = [
        ContentEntry(
            one.id,
            one.title,
            _said(
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


def _ranges(knowledge: Knowledge) -> ContentSection:
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
    return _said(
        ("Possible", _between(limits.hard_min, limits.hard_max, field.unit)),
        ("Usual", _between(limits.soft_min, limits.soft_max, field.unit)),
        ("Said", limits.soft_message),
        ("Source", source_words(field.source) if field.source else ""),
        ("How sure", field.confidence),
    )


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


def _hazards(folder: Path) -> ContentSection:
    """What is open comes last, so that nobody reads past it."""
    return ContentSection(
        "Hazards",
        "What can go wrong for a child through this program, and what stands against it, shown by tests.",
        tuple(
            ContentEntry(
                hazard.id,
                hazard.title,
                _said(
                    ("Harm", hazard.harm),
                    ("Before any control", f"{hazard.severity}, likelihood {hazard.likelihood}"),
                    *((f"Control ({len(control.tests)} tests named)", control.text) for control in hazard.controls),
                    ("Not controlled yet", hazard.open),
                ),
            )
            for hazard in load_hazards(folder / "hazards.toml")
        ),
    )


def _sources(knowledge: Knowledge) -> ContentSection:
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
                _said(("Address", source.url), ("Read", seen.get(source.seen, source.seen)), ("Note", source.note)),
            )
            for source in knowledge.content.sources.values()
        ),
    )
