"""From a child's measurements to the picture of a growth chart: one model for the screen and for paper."""

from collections.abc import Sequence
from functools import lru_cache

from clinic_app.charts.growth import AxisNote, Curve, GrowthChartModel
from clinic_app.charts.growth import GrowthPoint as DrawnPoint
from clinic_app.clinical.growth.scores import value_for_z, z_of_centile
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH, WHO2006_LAST_DAY, Indicator, Measured, Reference
from clinic_app.domain.ages import age_on
from clinic_app.domain.dates import format_date
from clinic_app.domain.people import Patient, Sex
from clinic_app.services.growth_words import UNITS, centile_words, measure_words, ordinal, value_words, z_words

#: Centile lines of the screen and the paper.
CENTILES = (3.0, 15.0, 50.0, 85.0, 97.0)
#: Upper ends of the age axis in months; the first that holds the newest measurement is taken.
SPANS = (12, 24, 60, 120, 228)
_STANDING_FROM = 731
_STEP_DAYS = 7


def span_for(age_days: int) -> int:
    """The shortest axis, in months, that holds an age in days."""
    return next((span for span in SPANS if age_days <= span * DAYS_PER_MONTH), SPANS[-1])


def growth_chart_model(
    patient: Patient,
    points: Sequence[GrowthPoint],
    indicator: Indicator,
    span_months: int,
    *,
    corrected_only: bool = False,
    notes: tuple[AxisNote, ...] = (),
    brief: bool = False,
) -> GrowthChartModel:
    """The chart of one measure against WHO 2006, and WHO 2007 from five years on.

    Args:
        points: the child's series; other measures are left out.
        span_months: the age axis runs from birth to this.
        corrected_only: draw each measurement at corrected age alone.
        brief: a short reference name, for small charts.
    """
    drawn = [_drawn(patient, point, corrected_only) for point in points if point.indicator is indicator]
    sex = {Sex.FEMALE: "girls", Sex.MALE: "boys"}.get(patient.sex, "no centiles: sex not known")
    years = "0–5 years" if span_months <= 60 else "0–5 years, WHO 2007 after"
    return GrowthChartModel(
        title=f"{measure_words(indicator)}, {UNITS[indicator]}",
        reference=f"WHO 2006, {sex}" if brief else f"WHO Child Growth Standards 2006, {sex} {years}",
        curves=curves(patient.sex, indicator, span_months),
        points=tuple(drawn),
        age_from_days=0,
        age_to_days=span_months * DAYS_PER_MONTH,
        axis_title="" if brief else "Age, months (each point at its own age)",
        notes=notes,
        table_header=("Date", "Age", "Corrected", measure_words(indicator), "At corrected age", "At chronological age"),
    )


def _drawn(patient: Patient, point: GrowthPoint, corrected_only: bool) -> DrawnPoint:
    age = age_on(patient.birth_date, patient.gestation, point.on)
    value = value_words(point.indicator, point.value)
    at_corrected = f"{centile_words(point.score)} {z_words(point.score)}".strip()
    at_chronological = f"{centile_words(point.chronological)} {z_words(point.chronological)}".strip()
    corrected = f", corrected {age.corrected_text}, {at_corrected}" if point.corrected else ""
    use_both = point.corrected and not corrected_only
    return DrawnPoint(
        age_days=age.chron_days if use_both or not point.corrected else max(0, age.corrected_days),
        corrected_days=float(age.corrected_days) if use_both else None,
        value=point.value,
        value_text=value,
        spoken=f"{value} on {format_date(point.on)}, age {age.text}, {at_chronological}{corrected}",
        cells=(
            format_date(point.on),
            age.text,
            age.corrected_text if point.corrected else "",
            value,
            at_corrected if point.corrected else "",
            at_chronological,
        ),
        plausible=point.plausible is not False,
    )


@lru_cache(maxsize=64)
def curves(sex: Sex, indicator: Indicator, span_months: int) -> tuple[Curve, ...]:
    """Centile lines from birth to ``span_months``, none for a sex without a reference.

    Lying length before 731 days and standing height from then on are drawn as WHO gives them, with their step.
    """
    found = []
    for centile in CENTILES:
        z = z_of_centile(centile)
        line = [
            (float(day), value) for day in _days(span_months) if (value := _value(sex, indicator, day, z)) is not None
        ]
        if line:
            found.append(Curve(ordinal(round(centile)), tuple(line)))
    return tuple(found)


def _days(span_months: int) -> list[int]:
    end = int(span_months * DAYS_PER_MONTH)
    return sorted({*range(0, end, _STEP_DAYS if end <= 800 else _STEP_DAYS * 4), 730, 731, end} - {
        day for day in (730, 731) if day > end
    })  # fmt: skip


def _value(sex: Sex, indicator: Indicator, day: int, z: float) -> float | None:
    reference = Reference.WHO2006 if day <= WHO2006_LAST_DAY else Reference.WHO2007
    measured = None
    if indicator is Indicator.LENGTH_HEIGHT:
        measured = Measured.LYING if day < _STANDING_FROM else Measured.STANDING
    return value_for_z(reference, indicator, sex, day, z, measured)
