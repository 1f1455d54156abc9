"""Which flags rest on which items."""

from clinic_app.clinical.assessment import Flag
from clinic_app.clinical.fields import FieldRegistry
from clinic_app.clinical.instruments.model import ItemKind, Section
from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.services.assessing import Picture
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.widgets.level_mark import Level


def levels_by_field(picture: Picture | None, fields: FieldRegistry) -> dict[str, Level]:
    """The level of the most urgent flag that used a fact of each field."""
    marks: dict[str, Level] = {}
    flags: tuple[Flag, ...] = picture.assessment.flags if picture is not None else ()
    for flag in flags:  # most urgent first
        for fact in flag.inputs:
            field = fields.of_fact(fact)
            marks.setdefault(field.id if field is not None else fact, LEVELS[flag.urgency])
    return marks


def counts(section: Section, answers: Answers) -> tuple[int, int]:
    """How many places of a section say something (a finding, or why there is none), and how many there are."""
    keys = finding_keys(section)
    return sum(key in answers for key in keys), len(keys)


def finding_keys(section: Section) -> tuple[ItemKey, ...]:
    """Every place of a section that holds a finding or the reason why there is none; remarks are neither."""
    return tuple(key for item in section.items if item.kind is not ItemKind.TEXT for key in item.keys)
