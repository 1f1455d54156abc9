"""Laboratory limits of a clinic's own, kept as decisions beside those about rules.

A decision about one analyte holds all of the clinic's limits for it, by children and with their figures in words:
``{"0-28 term any": "2..2.6 mmol/L"}``. An open end is left empty, as in ``..2.6 mmol/L``.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from clinic_app.clinical.fields import FieldRegistry
from clinic_app.clinical.nutrition.lab_limits import LabLimit
from clinic_app.domain.local_rules import LocalRule, RuleState, newest

_PREFIX: Final = "lab:"
_BAND: Final = re.compile(r"(\d{1,5})-(\d{1,5}) (any|term|preterm) (any|female|male)")
_FIGURES: Final = re.compile(r"(\d+(?:\.\d+)?)?\.\.(\d+(?:\.\d+)?)? (\S+)")


def decision_id(field_id: str) -> str:
    """The id under which decisions about the limits of an analyte are kept."""
    return f"{_PREFIX}{field_id}"


def band_of(limit: LabLimit) -> str:
    """For whom a limit holds, as it is kept."""
    return f"{limit.from_days}-{limit.to_days} {limit.gestation} {limit.sex}"


def figures_of(limit: LabLimit) -> str:
    """The figures of a limit, as they are kept."""
    low, high = ("" if one is None else format(one, "f") for one in (limit.low, limit.high))
    return f"{low}..{high} {limit.unit}"


def limits_in(decision: LocalRule) -> tuple[LabLimit, ...]:
    """The limits of one decision. What cannot be read (of a newer program) is left out."""
    field_id = decision.rule_id.removeprefix(_PREFIX)
    made = (_limit(field_id, band, figures, decision) for band, figures in decision.limits.items())
    return tuple(sorted((one for one in made if one is not None), key=lambda one: (one.from_days, one.to_days)))


def own_limits(decisions: Iterable[LocalRule], fields: FieldRegistry) -> tuple[LabLimit, ...]:
    """The limits that hold now, of analytes and units that the program knows."""
    held: Mapping[str, LocalRule] = newest(one for one in decisions if one.rule_id.startswith(_PREFIX))
    return tuple(
        limit
        for decision in held.values()
        if decision.state is RuleState.CHANGED
        for limit in limits_in(decision)
        if limit.analyte in fields and limit.unit in units_of(fields, limit.analyte)
    )


def units_of(fields: FieldRegistry, field_id: str) -> tuple[str, ...]:
    """The units in which a field can be given, its own first."""
    field = fields[field_id]
    return (field.unit, *(one.unit for one in field.other_units))


def _limit(field_id: str, band: str, figures: str, decision: LocalRule) -> LabLimit | None:
    whom, what = _BAND.fullmatch(band), _FIGURES.fullmatch(figures)
    if whom is None or what is None:
        return None
    low, high = (None if text is None else Decimal(text) for text in (what[1], what[2]))
    return LabLimit(
        analyte=field_id,
        from_days=int(whom[1]),
        to_days=int(whom[2]),
        gestation=whom[3],
        sex=whom[4],
        low=low,
        high=high,
        unit=what[3],
        hint=decision.reason,
        source=decision.person_name,
        own=True,
    )
