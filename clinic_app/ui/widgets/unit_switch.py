"""The switch that chooses the unit of a number."""

from collections.abc import Iterable

from clinic_app.i18n import _
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch
from clinic_app.ui.widgets.unit_words import unit_word


def unit_switch(name: str, field: str, units: Iterable[str]) -> SegmentedSwitch:
    """A switch between the units of ``field``, which is what it is spoken of."""
    return SegmentedSwitch(name, _("{field}, unit").format(field=field), [(unit, unit_word(unit)) for unit in units])
