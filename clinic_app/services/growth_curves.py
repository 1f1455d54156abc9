"""The centile lines of a growth chart, and where they step."""

from functools import lru_cache

from clinic_app.charts.growth import Curve
from clinic_app.charts.growth_steps import Step
from clinic_app.clinical.growth import intergrowth
from clinic_app.clinical.growth.choosing import Choice, who_at
from clinic_app.clinical.growth.scores import value_for_z, z_of_centile
from clinic_app.clinical.growth.vocabulary import (
    DAYS_PER_MONTH,
    STANDING_FROM_DAYS,
    WHO2006_LAST_DAY,
    Indicator,
    Measured,
    Reference,
)
from clinic_app.domain.people import Sex
from clinic_app.i18n import _
from clinic_app.services.growth_view import AxisUnit, GrowthView, Span
from clinic_app.services.growth_words import ordinal

#: Centile lines of the screen and the paper.
CENTILES = (3.0, 15.0, 50.0, 85.0, 97.0)
_STEP_DAYS = 7
#: Last and first days of a table: a line reaches them exactly.
_EDGES = (STANDING_FROM_DAYS - 1, STANDING_FROM_DAYS, 1095, WHO2006_LAST_DAY, WHO2006_LAST_DAY + 1, 3652, 6939)
_CM_PARTS = 2


def curves_of(sex: Sex, view: GrowthView) -> tuple[Curve, ...]:
    """The lines of a view along its own axis: days, days of post-menstrual age, or cm; none for an unknown sex."""
    return _curves(sex, view.indicator, view.choice, view.span)


def steps_of(view: GrowthView) -> tuple[Step, ...]:
    """Where the lines change table: lying to standing, WHO 2006 to WHO 2007."""
    if view.span.unit is not AxisUnit.MONTHS:
        return ()
    steps = []
    if view.indicator is Indicator.LENGTH_HEIGHT:
        steps.append(Step(float(STANDING_FROM_DAYS), _("lying"), _("standing")))
    if view.choice is not Choice.CDC2000 and view.indicator is not Indicator.HEAD:
        steps.append(Step(float(WHO2006_LAST_DAY + 1), _("WHO 2006"), _("WHO 2007")))
    return tuple(step for step in steps if view.span.low * DAYS_PER_MONTH < step.at < view.span.high * DAYS_PER_MONTH)


@lru_cache(maxsize=128)
def _curves(sex: Sex, indicator: Indicator, choice: Choice, span: Span) -> tuple[Curve, ...]:
    found = []
    for centile in CENTILES:
        z = z_of_centile(centile)
        values = ((x, _value(sex, indicator, choice, span, x, z)) for x in _places(span))
        line = tuple((x, value) for x, value in values if value is not None)
        if line:
            found.append(Curve(ordinal(round(centile)), line))
    return tuple(found)


def _places(span: Span) -> list[float]:
    """Where a line is read: closely enough to look smooth."""
    if span.unit is AxisUnit.CM:
        return [part / _CM_PARTS for part in range(span.low * _CM_PARTS, span.high * _CM_PARTS + 1)]
    if span.unit is AxisUnit.WEEKS:
        return [float(day) for day in range(intergrowth.FIRST_DAY, intergrowth.LAST_DAY + 1)]
    end = int(span.high * DAYS_PER_MONTH)
    days = {
        *range(_STEP_DAYS * 2),
        *range(0, end, _STEP_DAYS if end <= 800 else _STEP_DAYS * 4),
        *(day for day in _EDGES if day <= end),
        end,
    }
    return [float(day) for day in sorted(days)]


def _value(sex: Sex, indicator: Indicator, choice: Choice, span: Span, x: float, z: float) -> float | None:
    if span.unit is AxisUnit.WEEKS:
        return value_for_z(Reference.INTERGROWTH21_PRETERM, indicator, sex, x, z)
    reference = Reference.CDC2000 if choice is Choice.CDC2000 else who_at(int(x))
    if span.unit is AxisUnit.CM:
        if choice is not Choice.CDC2000:
            reference = Reference.WHO2006
        position = Measured.STANDING if is_standing(span) else Measured.LYING
        return value_for_z(reference, indicator, sex, None, z, position, x)
    measured = None
    if indicator is Indicator.LENGTH_HEIGHT:
        measured = Measured.LYING if x < STANDING_FROM_DAYS else Measured.STANDING
    return value_for_z(reference, indicator, sex, x, z, measured)


def is_standing(span: Span) -> bool:
    """Whether an axis of length is one of standing height: those begin at 65 cm, as WHO's table does."""
    return span.unit is AxisUnit.CM and span.low >= 65
