"""What an earlier visit found, shown beside today and never carried into it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from clinic_app.clinical.instruments.model import Item
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.notes import Observation
from clinic_app.domain.quantities import format_quantity
from clinic_app.i18n import _, day_text, short_day_text
from clinic_app.services.projection import NOT_EXAMINED


@dataclass(frozen=True, slots=True)
class Past:
    """The findings of one signed visit. ``day`` is ``None`` where there is no earlier visit."""

    day: date | None = None
    findings: Mapping[ItemKey, Observation] = field(default_factory=dict)

    def heading(self, today: date) -> str:
        """``14 Oct``, with the year in place of the day where it was not within a year of ``today``."""
        if self.day is None:
            return ""
        if (today - self.day).days < 365:
            return short_day_text(self.day)
        return " ".join(day_text(self.day).split()[1:])

    def short(self, item: Item, key: ItemKey) -> str:
        """The value in a word, as it stands beside the cell; empty when it was not recorded."""
        found = self.findings.get(key)
        if found is None:
            return ""
        if found.code == NOT_EXAMINED:
            return "N"
        if found.number is not None:
            return format_quantity(found.number, "deg") if found.unit == "deg" else format_quantity(found.number, "")
        words = [option.short if (option := item.option(code)) else code for code in found.code.split()]
        mark = "*" if found.scale != item.field.scale else ""
        return ", ".join(words).lower() + mark

    def words(self, item: Item, key: ItemKey) -> str:
        """The value in full, with unit and, where it differs from today's, the scale."""
        found = self.findings.get(key)
        if found is None:
            return _("not recorded")
        if found.code == NOT_EXAMINED:
            return _("not examined")
        if found.number is not None:
            return format_quantity(found.number, found.unit)
        words = [option.word if (option := item.option(code)) else code for code in found.code.split()]
        text = ", ".join(words) or found.code
        if found.scale != item.field.scale:
            return _("{value} on the scale {scale}").format(value=text, scale=found.scale or _("not stated"))
        return text
