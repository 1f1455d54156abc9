"""How the log of an episode is read as a whole, in words."""

from clinic_app.clinical.episodes.reading_rules import FieldReading, How, TrendRule
from clinic_app.services.content_report.model import ContentEntry, ContentSection, cited, said
from clinic_app.services.knowledge import Knowledge

_HOW = {
    How.UNION: "Every answer that was told for any event.",
    How.WORST: "The most worrying answer that was told for any event.",
    How.LONGEST: "The largest number that was told.",
    How.SIDE: "One side as soon as any event was one-sided, the more frequent of the two; else what all agree on.",
    How.ONLY: "Yes when no event was in another state, no as soon as one was.",
}


def log_section(knowledge: Knowledge) -> ContentSection:
    """One entry for each field that is read over all events, and one for the trend."""
    reading = knowledge.thread_reading
    entries = tuple(_field(knowledge, one) for one in reading.fields.values())
    trend = ContentEntry("trend", "Change over time", _trend(reading.trend))
    intro = f"Source: {cited(reading.source)}. How sure: {reading.confidence}"
    return ContentSection("Logs of episodes, read as a whole", intro, (*entries, trend))


def _field(knowledge: Knowledge, one: FieldReading) -> ContentEntry:
    def words(codes: tuple[str, ...]) -> str:
        return ", ".join(knowledge.code_words(one.id, code) for code in codes)

    needs = "of every event, or by the visit for the episode as a whole" if one.every else "of one event"
    return ContentEntry(
        one.id,
        knowledge.label(one.id),
        said(
            ("Read as", _HOW[one.how]),
            ("From the least to the most worrying", words(one.order)),
            ("Reassuring answers", words(tuple(sorted(one.mild)))),
            ("Count when told", needs if one.mild else ""),
        ),
    )


def _trend(rule: TrendRule) -> tuple[tuple[str, str], ...]:
    return said(
        ("Read as", f"The newer half of the last {rule.weeks} whole logged weeks against the older half."),
        ("Not told with", f"fewer than {rule.fewest_logged} whole logged weeks."),
        ("Increasing", f"from {rule.increasing_from:g} times on"),
        ("Decreasing", f"down to {rule.decreasing_to:g} times"),
        ("How sure", rule.confidence),
    )
