"""What a clinician is given to review of how a log is read."""

from clinic_app.services.content_report.episodes import log_section
from clinic_app.services.knowledge import load_knowledge


def test_every_field_that_is_read_over_a_log_is_in_the_report() -> None:
    knowledge = load_knowledge()
    section = log_section(knowledge)
    assert [entry.id for entry in section.entries] == [*knowledge.thread_reading.fields, "trend"]
    lines = {entry.id: dict(entry.lines) for entry in section.entries}
    assert lines["ep_responsive"]["Count when told"].startswith("of every event")
    assert lines["ep_trend"]["From the least to the most worrying"].endswith("increasing")
    assert "knowledge" in section.intro
