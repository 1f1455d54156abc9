"""Chronological and corrected age.

Corrected age is the chronological age minus the days born before 40 weeks, for children born before 37 weeks
(AAP 2004, reaffirmed), and is used until it reaches 24 months.

Calendar rule: a month is completed on the same day of the month, or on the last day of a shorter month. A child born
on 31 January is 1 month old on 28 February (29 in a leap year); a child born on 29 February is 1 year old on
28 February. Days are counted from the last completed month, so that no day is ever skipped or counted twice.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation

#: Rules compare ages in months of this many days (365.25 / 12).
DAYS_PER_MONTH: Final = 30.4375
#: Corrected age is used while it is below this many months.
CORRECTION_STOP_MONTHS: Final = 24
_WEEKS_FROM_DAYS: Final = 28
_MONTHS_FROM_MONTHS: Final = 6
_YEARS_FROM_MONTHS: Final = 24


@dataclass(frozen=True, slots=True, order=True)
class CalendarAge:
    """Completed years, months (0 to 11) and days (0 to 30)."""

    years: int
    months: int
    days: int

    @property
    def total_months(self) -> int:
        """Completed calendar months."""
        return self.years * 12 + self.months


@dataclass(frozen=True, slots=True)
class AgeOn:
    """Both ages of one child on one day.

    Attributes:
        born: date of birth.
        on: the day of the examination.
        gestation: at birth, ``None`` when it is not known (then nothing is corrected).
        chron_days: days since birth, 0 or more.
        chron: the same in calendar years, months and days.
        corrected_days: days since the estimated date of delivery; negative before term. Equals ``chron_days`` when
            nothing is corrected.
        corrected: the same in calendar units, ``None`` before term.
    """

    born: date
    on: date
    gestation: Gestation | None
    chron_days: int
    chron: CalendarAge
    corrected_days: int
    corrected: CalendarAge | None

    @property
    def correction_days(self) -> int:
        """Days taken off."""
        return self.chron_days - self.corrected_days

    @property
    def chron_months(self) -> float:
        """Chronological age in months of 30.4375 days, as rules read it."""
        return self.chron_days / DAYS_PER_MONTH

    @property
    def corrected_months(self) -> float:
        """Corrected age in months of 30.4375 days, as rules read it; negative before term."""
        return self.corrected_days / DAYS_PER_MONTH

    @property
    def use_corrected(self) -> bool:
        """Whether development and growth are read at corrected age: born before 37 weeks and below 24 months of it."""
        return self.correction_days > 0 and self.corrected_months < CORRECTION_STOP_MONTHS

    @property
    def months_for_norms(self) -> float:
        """The age in months at which developmental norms are read."""
        return self.corrected_months if self.use_corrected else self.chron_months

    @property
    def before_term(self) -> bool:
        """Examined before the estimated date of delivery: norms for infants do not apply."""
        return self.corrected_days < 0

    @property
    def postmenstrual_days(self) -> int | None:
        """Gestation at birth plus age since, in days; ``None`` when gestation is not known."""
        return None if self.gestation is None else self.gestation.total_days + self.chron_days

    @property
    def text(self) -> str:
        """Chronological age as a person reads it: ``17 d``, ``22 w 6 d``, ``8 m 4 d``, ``3 y 9 m``."""
        return _words(self.chron_days, self.chron, scale=(self.chron_days, self.chron))

    @property
    def corrected_text(self) -> str:
        """Corrected age in the units of ``text``, so that the two can be compared; before term says so."""
        if self.corrected is None:
            weeks, days = divmod(self.postmenstrual_days or self.chron_days, 7)
            return f"before term, {weeks} w {days} d postmenstrual"
        return _words(self.corrected_days, self.corrected, scale=(self.chron_days, self.chron))


def chronological_days(born: date, on: date) -> int:
    """Days since birth. Raises ``UserError`` when ``on`` lies before birth."""
    if on < born:
        raise UserError(
            f"{on.isoformat()} lies before the birth on {born.isoformat()}: give a date on or after the birth.",
            "on_date",
        )
    return (on - born).days


def corrected_days(born: date, gestation: Gestation | None, on: date) -> int:
    """Days since the estimated date of delivery, negative before it; chronological days when nothing is corrected."""
    return chronological_days(born, on) - (gestation.correction_days if gestation is not None else 0)


def calendar_age(start: date, on: date) -> CalendarAge:
    """Completed years, months and days from ``start`` to ``on`` by the calendar rule of this module.

    Raises:
        ValueError: ``on`` lies before ``start``.
    """
    if on < start:
        raise ValueError("an age cannot be negative")
    months = (on.year - start.year) * 12 + on.month - start.month
    if on < add_months(start, months):
        months -= 1
    return CalendarAge(*divmod(months, 12), (on - add_months(start, months)).days)


def age_on(born: date, gestation: Gestation | None, on: date, *, today: date | None = None) -> AgeOn:
    """Both ages on one day.

    Raises:
        UserError: ``on`` lies before birth, or the birth after ``today`` where that is given.
    """
    if today is not None:
        refuse_future_birth(born, today)
    chron = chronological_days(born, on)
    corrected = corrected_days(born, gestation, on)
    return AgeOn(
        born=born,
        on=on,
        gestation=gestation,
        chron_days=chron,
        chron=calendar_age(born, on),
        corrected_days=corrected,
        corrected=calendar_age(on - timedelta(days=corrected), on) if corrected >= 0 else None,
    )


def refuse_future_birth(born: date, today: date) -> None:
    """Raise ``UserError`` for a birth after ``today``."""
    if born > today:
        raise UserError(
            f"A birth date of {born.isoformat()} lies in the future: give a date up to {today.isoformat()}.", "dob"
        )


def age_text(born: date, on: date) -> str:
    """Chronological age as a person reads it; see ``AgeOn.text`` for the units."""
    return age_on(born, None, on).text


def add_months(start: date, months: int) -> date:
    """The day on which ``months`` calendar months after ``start`` are completed, by the rule of this module."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _words(days: int, age: CalendarAge, *, scale: tuple[int, CalendarAge]) -> str:
    """An age in the units that fit ``scale``: days to 4 weeks, weeks to 6 months, months to 24, then years."""
    scale_days, scale_age = scale
    if scale_days < _WEEKS_FROM_DAYS:
        return f"{days} d"
    if scale_age.total_months < _MONTHS_FROM_MONTHS:
        return f"{days // 7} w {days % 7} d"
    if scale_age.total_months < _YEARS_FROM_MONTHS:
        return f"{age.total_months} m {age.days} d"
    return f"{age.years} y {age.months} m"
