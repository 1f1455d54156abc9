"""How long the pregnancy lasted: whole weeks and days, never a decimal."""

from dataclasses import dataclass
from typing import Final

from clinic_app.domain.errors import UserError

MIN_WEEKS: Final = 20
MAX_WEEKS: Final = 45
#: The estimated date of delivery lies 40 weeks after the start of the count.
TERM_DAYS: Final = 280
#: Age is corrected for children born before 37 weeks and 0 days.
CORRECTED_BEFORE_DAYS: Final = 259


@dataclass(frozen=True, slots=True, order=True)
class Gestation:
    """Completed weeks (20 to 45) and days (0 to 6) at birth. Raises ``UserError`` outside them."""

    weeks: int
    days: int = 0

    def __post_init__(self) -> None:
        if not MIN_WEEKS <= self.weeks <= MAX_WEEKS:
            raise UserError(
                f"Gestation of {self.weeks} weeks is not accepted: give {MIN_WEEKS} to {MAX_WEEKS} completed weeks.",
                "gestation_weeks",
            )
        if not 0 <= self.days <= 6:
            raise UserError(
                f"{self.days} days of gestation are not accepted: give 0 to 6 days beside the completed weeks.",
                "gestation_days",
            )

    def __str__(self) -> str:
        return f"{self.weeks}+{self.days}"

    @property
    def total_days(self) -> int:
        """Gestation in days, e.g. 241 for 34+3."""
        return self.weeks * 7 + self.days

    @property
    def is_preterm(self) -> bool:
        """Born before 37+0."""
        return self.total_days < CORRECTED_BEFORE_DAYS

    @property
    def correction_days(self) -> int:
        """Days to take off the chronological age: those missing to 40 weeks, none from 37+0 on.

        The step between 36+6 (22 days) and 37+0 (none) is part of the definition. Age is never added after 40 weeks.
        """
        return TERM_DAYS - self.total_days if self.is_preterm else 0
