"""Forms, states of the child and milestones, in words."""

from clinic_app.clinical.fields import Field, FieldType
from clinic_app.clinical.instruments.expected import AgeBand, Span
from clinic_app.clinical.instruments.model import Instrument, Item
from clinic_app.services.content_report.model import ContentEntry, ContentSection, Line, cited, said
from clinic_app.services.documents.provenance import source_words
from clinic_app.services.knowledge import Knowledge


def form_section(form: Instrument) -> ContentSection:
    """Every item of a form: how it is asked, its answers, what is expected at which age."""
    entries = tuple(
        ContentEntry("", f"{section.title}: {item.label}", _item(item))
        for section in form.sections
        for item in section.items
    )
    intro = f"Form {form.id}, version {form.version}. Source: {cited(form.source)}. How sure: {form.confidence}."
    return ContentSection(form.title, intro, entries)


def _item(item: Item) -> tuple[Line, ...]:
    codes = "; ".join(
        f"{option.word} ({option.finding})" if option.finding is not None else option.word for option in item.options
    )
    field = item.field
    return said(
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
    parts += [f"presence watched after {band.persist_watch} months"] if band.persist_watch is not None else []
    parts += [f"presence abnormal after {band.persist_abnormal} months"] if band.persist_abnormal is not None else []
    parts += [f"{_months(one.months)} months: {one.low} to {one.high}" for one in band.bands]
    return "; ".join(filter(None, (band.phrase, *parts)))


def _span(span: Span) -> str:
    start, end = span
    return f"from {start} months" if end is None else f"{start} to {end} months"


def _months(months: tuple[int, int | None]) -> str:
    return f"from {months[0]}" if months[1] is None else f"{months[0]} to {months[1]}"


def state_section(knowledge: Knowledge) -> ContentSection:
    """Which findings are read with care while the child is asleep, crying and the like."""
    return ContentSection(
        "Findings read with care in some states",
        "What stands beside a finding when the child was in this state.",
        tuple(
            ContentEntry(
                effect.state,
                effect.words,
                said(
                    ("Why", effect.why),
                    ("Findings", "; ".join(sorted(knowledge.label(name) for name in effect.fields))),
                    ("Source", source_words(effect.source)),
                    ("How sure", effect.confidence),
                ),
            )
            for effect in knowledge.state_effects.values()
        ),
    )


def milestone_section(knowledge: Knowledge) -> ContentSection:
    """Each item with its list and source; its three answers (status, age, who says so) are the same for all."""
    checklist = knowledge.milestones
    domains = {domain.id: domain.title for domain in checklist.domains}
    return ContentSection(
        checklist.title,
        f"Version {checklist.version}, asked at the corrected age: yes, not yet, not sure or lost; seen here or told; "
        f"the age at which it came or went. Source: {cited(checklist.source)}. How sure: {checklist.confidence}.",
        tuple(
            ContentEntry(
                item.id,
                item.label,
                said(
                    ("List", "" if item.age_months is None else f"{item.age_months} months, {domains[item.domain]}"),
                    ("Window", "" if item.window is None else item.window.label),
                    ("Source", source_words(item.source)),
                    ("How sure", item.confidence),
                ),
            )
            for item in checklist.items
        ),
    )


def window_section(knowledge: Knowledge) -> ContentSection:
    """The windows of gross motor milestones."""
    windows = {item.window.id: item.window for item in knowledge.milestones.windowed if item.window is not None}
    return ContentSection(
        "Windows of gross motor milestones",
        "Ages in months by which 1, 5, 50, 95 and 99 percent of children do it.",
        tuple(
            ContentEntry(
                window.id,
                window.label,
                said(
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
