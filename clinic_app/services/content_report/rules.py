"""Flags, pattern cards and the facts that rules share, in words."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from clinic_app.clinical.rules import Pattern, Rule
from clinic_app.services.content_report.model import ContentEntry, ContentSection, cited, said
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.rule_words import comparison_words, condition_lines, urgency_words


def flag_sections(knowledge: Knowledge) -> Iterator[ContentSection]:
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
        said(
            *lines,
            ("Action", rule.action),
            ("Urgency", rule.urgency_note),
            ("Shown with", beside),
            ("Source", cited(rule.source)),
            ("Read where", rule.source_note),
            ("How sure", rule.confidence),
            ("Version", f"{rule.version}, {len(rule.examples)} examples tested"),
        ),
    )


def _numbered(rule: Rule, knowledge: Knowledge) -> Iterable[tuple[int, str]]:
    return enumerate(condition_lines(rule.condition, knowledge))


def card_section(knowledge: Knowledge) -> ContentSection:
    """Every pattern card with what speaks for it, against it, and makes it unsafe."""
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
        said(
            ("For families", card.parent_label),
            ("Typical age", f"{low:g} to {high:g} months"),
            ("If it fits", urgency_words(card.urgency)),
            ("When", " | ".join(condition_lines(card.condition, knowledge))),
            ("Speaks for it", listed(card.raises)),
            ("Speaks against it", listed(card.lowers)),
            ("Not safe to attribute if", listed(card.unsafe_if)),
            ("Facts", card.facts),
            ("First steps", "; ".join(card.first_steps)),
            ("Source", cited(card.source)),
            ("How sure", card.confidence),
            ("Version", f"{card.version}, {len(card.examples)} examples tested"),
        ),
    )


def derived_section(knowledge: Knowledge) -> ContentSection:
    """Every fact that several rules read."""
    return ContentSection(
        "Facts that rules share",
        "Each is yes when everything named holds, no when something speaks against it, and open otherwise.",
        tuple(
            ContentEntry(fact.id, fact.label, (("When", " | ".join(condition_lines(fact.condition, knowledge))),))
            for fact in knowledge.content.derived.values()
        ),
    )
