"""Everything that the program says clinically, for a clinician to read, correct and sign.

The words are those of the content files, with their sources and how sure each one is.
"""

from hashlib import sha256
from pathlib import Path

from clinic_app.clinical.milestones import MILESTONES
from clinic_app.resources import resource_path
from clinic_app.services.content_report.episodes import log_section
from clinic_app.services.content_report.forms import form_section, milestone_section, state_section, window_section
from clinic_app.services.content_report.hine import hine_reading_section, hine_section
from clinic_app.services.content_report.model import ContentReport
from clinic_app.services.content_report.nutrition import nutrition_sections
from clinic_app.services.content_report.rules import card_section, derived_section, flag_sections
from clinic_app.services.content_report.tables import (
    growth_section,
    hazard_section,
    plan_section,
    range_section,
    scale_section,
    source_section,
)
from clinic_app.services.knowledge import REGISTRATION, Knowledge

#: Identity is no clinical content; milestones and the HINE have sections of their own.
_TOLD_OTHERWISE = frozenset({REGISTRATION, MILESTONES, "hine"})


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
        *flag_sections(knowledge),
        card_section(knowledge),
        derived_section(knowledge),
        *(form_section(form) for form in knowledge.instruments.values() if form.id not in _TOLD_OTHERWISE),
        state_section(knowledge),
        milestone_section(knowledge),
        hine_section(),
        hine_reading_section(),
        window_section(knowledge),
        log_section(knowledge),
        scale_section(folder),
        growth_section(folder),
        *nutrition_sections(knowledge),
        plan_section(),
        range_section(knowledge),
        hazard_section(folder),
        source_section(knowledge),
    )
    counts = tuple((section.title, str(len(section.entries))) for section in sections)
    return ContentReport(program_version, content_digest(folder), counts, sections)
