"""Ages for rules, out of whatever ages are known."""

from collections.abc import Mapping
from dataclasses import dataclass

from clinic_app.clinical.conditions import Known

_PLACES = 6  # 28 days written in months and turned back into days must be 28 days again
_DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class AgeRules:
    """How ages are turned into each other.

    Attributes:
        days_per_month: length of a month in days.
        term_days: gestation to which a preterm child is corrected, in days.
        correct_below_days: children born before this gestation, in days, are corrected.
        stop_months: corrected age in months from which the chronological age counts again.
    """

    days_per_month: float
    term_days: int
    correct_below_days: int
    stop_months: float

    def derive(self, known: Mapping[str, Known]) -> dict[str, tuple[float | str, tuple[str, ...]]]:
        """Ages that were not given, each with the facts it was worked out from.

        With an unknown gestation the corrected age is the chronological age: it is shown as uncorrected.
        """
        derived: dict[str, tuple[float | str, tuple[str, ...]]] = {}
        days, months = _number(known, "age_days"), _number(known, "age_months")
        source = "age_days"
        if days is None and months is not None:
            days, source = round(months * self.days_per_month, _PLACES), "age_months"
            derived["age_days"] = days, (source,)
        elif months is None and days is not None:
            derived["age_months"] = days / self.days_per_month, (source,)
        gestation = _number(known, "ga_weeks")
        if days is not None and "corrected_age_months" not in known:
            derived["corrected_age_months"] = self._corrected(days, gestation, source, months)
        if gestation is not None:
            term = "yes" if round(gestation * _DAYS_PER_WEEK) >= self.correct_below_days else "no"
            derived["hx_term_born"] = term, ("ga_weeks",)
            if days is not None and "postmenstrual_age_weeks" not in known:
                weeks = round(gestation + days / _DAYS_PER_WEEK, _PLACES)
                derived["postmenstrual_age_weeks"] = weeks, ("ga_weeks", source)
        return derived

    def _corrected(
        self, days: float, gestation: float | None, source: str, months: float | None
    ) -> tuple[float, tuple[str, ...]]:
        chronological = days / self.days_per_month if months is None else months
        if gestation is None:
            return chronological, (source,)
        born_at = round(gestation * _DAYS_PER_WEEK)
        if born_at >= self.correct_below_days:
            return chronological, (source,)
        corrected = (days - (self.term_days - born_at)) / self.days_per_month
        if corrected >= self.stop_months:
            return chronological, (source,)
        return corrected, (source, "ga_weeks")


def _number(known: Mapping[str, Known], fact: str) -> float | None:
    value = known.get(fact)
    return value if isinstance(value, float) else None
