"""The Hammersmith examination and what its scores are compared with, in words."""

from decimal import Decimal

from clinic_app.clinical.hine_form import HineItem, load_hine
from clinic_app.services.content_report.model import ContentEntry, ContentSection, Line, said


def hine_section() -> ContentSection:
    """Every item with the words of its levels."""
    form = load_hine()
    titles = {section.id: section.title for section in form.sections}
    return ContentSection(
        "Hammersmith Infant Neurological Examination: items",
        f"Version {form.version}, {form.age_from} to {form.age_to} months corrected. Levels are in our own words.",
        tuple(ContentEntry("", f"{titles[item.section]}: {item.label}", _hine_item(item)) for item in form.items),
    )


def _hine_item(item: HineItem) -> tuple[Line, ...]:
    levels = [(str(level), item.levels.get(level, "blank on the form")) for level in sorted(item.allowed, reverse=True)]
    return said(("How", item.how), *levels, ("How sure", item.confidence))


def hine_reading_section() -> ContentSection:
    """Every comparison with its limit, its ages and whom it is for."""
    form = load_hine()
    entries = [
        ContentEntry(
            reading.id,
            f"{reading.on} {reading.test.replace('_', ' ')} {reading.limit}",
            said(
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


def _filled(text: str, limit: Decimal) -> str:
    return text.replace("{limit}", f"{limit:f}").replace("{value}", "N")
