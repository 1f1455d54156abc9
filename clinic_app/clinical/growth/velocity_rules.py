"""Figures that are shown beside a change of growth. They raise no flag (``growth_rules.toml``, velocity)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clinic_app.clinical.growth.rules import FILE
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.clinical.reading import read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

_UNITS = {Indicator.WEIGHT: "g/day", Indicator.HEAD: "cm/month"}


@dataclass(frozen=True, slots=True)
class UsualGain:
    """Rough gain of a child born at term: months of age from ``from_months`` to below ``to_months``.

    ``low`` to ``high`` are g a day for weight and cm a month for the head.
    """

    indicator: Indicator
    from_months: float
    to_months: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class VelocityRules:
    """When a change is told, and what is told beside it.

    Attributes:
        least_days: two measurements closer than this are not turned into a velocity.
        faltering_spaces: centile spaces of falling weight, for a birth weight below the 9th centile, from the 9th to
            the 91st, and above the 91st (NICE NG75).
        source, confidence: of all of them.
    """

    least_days: int
    gains: tuple[UsualGain, ...]
    faltering_spaces: tuple[int, int, int]
    source: str
    confidence: str

    def usual_gain(self, indicator: Indicator, months: float) -> UsualGain | None:
        """What is usual at an age in months; ``None`` where no figure is known."""
        fitting = (one for one in self.gains if one.indicator is indicator)
        return next((one for one in fitting if one.from_months <= months < one.to_months), None)


@cache
def velocity_rules() -> VelocityRules:
    """The shipped figures, read once. Raises as ``read_velocity_rules``."""
    return read_velocity_rules(resource_path("clinical", "growth", FILE))


def read_velocity_rules(path: Path) -> VelocityRules:
    """Read the figures of one file.

    Raises:
        ContentError: a figure is missing, not a number, or for a measure or unit that is not known.
    """
    document = read_toml(path)
    shown, faltering = _section(document, "velocity_shown"), _section(document, "faltering")
    gains = document.get("usual_gain")
    if not isinstance(gains, list) or not gains:
        raise ContentError(FILE, "the section usual_gain is missing")
    least = _number(shown, "least_days")
    spaces = tuple(int(_number(faltering, key)) for key in ("birth_below_9th", "birth_9th_to_91st", "birth_above_91st"))
    return VelocityRules(
        least_days=int(least),
        gains=tuple(gain for one in gains for gain in _gains(one)),
        faltering_spaces=(spaces[0], spaces[1], spaces[2]),
        source=str(shown.get("source", "")),
        confidence=str(shown.get("conf", "")),
    )


def _gains(entry: Mapping[str, object]) -> list[UsualGain]:
    measure, unit, ages = entry.get("measure"), entry.get("unit"), entry.get("ages")
    indicator = next((one for one in _UNITS if one == measure), None)
    if indicator is None or unit != _UNITS[indicator]:
        raise ContentError(
            FILE, f"usual_gain is told for weight in g/day and head in cm/month, not {measure} in {unit}"
        )
    if not isinstance(ages, list) or not ages:
        raise ContentError(FILE, f"usual_gain of {measure} needs ages")
    keys = ("from_months", "to_months", "low", "high")
    return [UsualGain(indicator, *(_number(age, key) for key in keys)) for age in ages]


def _section(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = document.get(name)
    if not isinstance(section, dict):
        raise ContentError(FILE, f"the section {name} is missing")
    return section


def _number(section: Mapping[str, object], key: str) -> float:
    value = section.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ContentError(FILE, f"{key} must be a number, 0 or more")
    return float(value)
