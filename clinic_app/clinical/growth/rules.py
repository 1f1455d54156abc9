"""Limits around z-scores: outside which a measurement is asked for again, and outside which it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.clinical.reading import read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

FILE = "growth_rules.toml"

_KEYS = {
    Indicator.WEIGHT: "weight_for_age",
    Indicator.LENGTH_HEIGHT: "length_height_for_age",
    Indicator.HEAD: "head_for_age",
    Indicator.BMI: "bmi_for_age",
    Indicator.WEIGHT_FOR_LENGTH: "weight_for_length",
}


class Band(StrEnum):
    """Where a z-score lies. A band is a thing to show, not a diagnosis."""

    SEVERE_LOW = "severe_low"
    LOW = "low"
    USUAL = "usual"
    HIGH = "high"
    SEVERE_HIGH = "severe_high"


@dataclass(frozen=True, slots=True)
class GrowthRules:
    """Limits of ``growth_rules.toml``.

    Attributes:
        plausible: lowest and highest plausible z-score; outside, the measurement is asked for again and kept
        marked.
        low, high, severe_low, severe_high: z-scores beyond which a finding is shown.
        source, confidence: of the limits of plausibility.
    """

    plausible: Mapping[Indicator, tuple[float, float]]
    low: float
    high: float
    severe_low: float
    severe_high: float
    source: str
    confidence: str

    def is_plausible(self, indicator: Indicator, z: float) -> bool:
        """Whether a z-score is within the limits of plausibility (both included)."""
        least, most = self.plausible[indicator]
        return least <= z <= most

    def band(self, z: float) -> Band:
        """The band of a z-score; a z-score on a limit is still inside it."""
        if z < self.low:
            return Band.SEVERE_LOW if z < self.severe_low else Band.LOW
        if z > self.high:
            return Band.SEVERE_HIGH if z > self.severe_high else Band.HIGH
        return Band.USUAL


@cache
def growth_rules() -> GrowthRules:
    """The shipped limits, read once. Raises as ``read_growth_rules``."""
    return read_growth_rules(resource_path("clinical", "growth", FILE))


def read_growth_rules(path: Path) -> GrowthRules:
    """Read the limits of one file.

    Raises:
        ContentError: a limit is missing, not a number, or not in order.
    """
    document = read_toml(path)
    plausible = _section(document, "plausibility_z")
    clinical = _section(document, "clinical_z")
    severe_low, low, high, severe_high = (
        _number(clinical, key) for key in ("severe_low", "low", "high", "severe_high")
    )
    if not severe_low < low < high < severe_high:
        raise ContentError(FILE, "clinical_z must rise from severe_low over low and high to severe_high")
    return GrowthRules(
        plausible={indicator: _pair(plausible, key) for indicator, key in _KEYS.items()},
        low=low,
        high=high,
        severe_low=severe_low,
        severe_high=severe_high,
        source=str(plausible.get("source", "")),
        confidence=str(plausible.get("conf", "")),
    )


def _section(document: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = document.get(name)
    if not isinstance(section, dict):
        raise ContentError(FILE, f"the section {name} is missing")
    return section


def _number(section: Mapping[str, object], key: str) -> float:
    value = section.get(key)
    if not isinstance(value, float):
        raise ContentError(FILE, f"{key} must be a decimal number")
    return value


def _pair(section: Mapping[str, object], key: str) -> tuple[float, float]:
    match section.get(key):
        case [float(least), float(most)] if least < most:
            return least, most
        case _:
            raise ContentError(FILE, f"{key} must be two decimal numbers, the lower one first")
