"""From a child's measurements to the picture of a growth chart: one model for the screen and for paper."""

from datetime import timedelta

from clinic_app.charts.growth import AxisNote, GrowthChartModel
from clinic_app.charts.growth_steps import CorrectionEnd
from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH, REFERENCE_TITLES, Indicator, Reference
from clinic_app.domain.ages import CORRECTION_STOP_MONTHS, AgeOn, age_on
from clinic_app.domain.people import Patient, Sex
from clinic_app.i18n import _
from clinic_app.services.growth_curves import curves_of, is_standing, steps_of
from clinic_app.services.growth_marks import drawn_point, shown_points, table_header
from clinic_app.services.growth_view import AxisUnit, GrowthView
from clinic_app.services.growth_words import UNITS, measure_words, reference_words

_TERM_DAYS = 280
_WEEK = 7
_SCHOOL_MONTHS = 60


def growth_chart_model(
    patient: Patient,
    points: tuple[GrowthPoint, ...],
    view: GrowthView,
    *,
    notes: tuple[AxisNote, ...] = (),
    brief: bool = False,
) -> GrowthChartModel:
    """The chart of one measure.

    Args:
        points: the child's series against ``view.choice``, where that is CDC 2000, otherwise by age and gestation;
            other measures are left out.
        notes: drawn on an axis of ages in days.
        brief: short names, for small charts.
    """
    span = view.span
    unit = {AxisUnit.MONTHS: DAYS_PER_MONTH, AxisUnit.WEEKS: float(_WEEK), AxisUnit.CM: 1.0}[span.unit]
    if view.is_preterm:
        notes = (AxisNote(_TERM_DAYS, _("Term")),)
    return GrowthChartModel(
        title=_title(view, brief=brief),
        reference=_reference(patient.sex, view, brief=brief),
        curves=curves_of(patient.sex, view),
        points=tuple(drawn_point(patient, point, view) for point in shown_points(points, view)),
        age_from_days=span.low * unit,
        age_to_days=span.high * unit,
        unit_days=unit,
        axis_title="" if brief else _axis_title(view),
        notes=notes if span.unit is not AxisUnit.CM else (),
        table_header=table_header(view),
        steps=steps_of(view),
        correction_end=_drawn_end(patient, view, brief=brief),
    )


def correction_end(patient: Patient) -> AgeOn | None:
    """The first day that growth is read at chronological age; ``None`` for a child who is not corrected."""
    correction = age_on(patient.birth_date, patient.gestation, patient.birth_date).correction_days
    if correction == 0:
        return None
    first = int(CORRECTION_STOP_MONTHS * DAYS_PER_MONTH) + correction
    found = age_on(patient.birth_date, patient.gestation, patient.birth_date + timedelta(first))
    return found if not found.use_corrected else _day_after(patient, found)


def _day_after(patient: Patient, age: AgeOn) -> AgeOn:
    return age_on(patient.birth_date, patient.gestation, age.on + timedelta(1))


def _drawn_end(patient: Patient, view: GrowthView, *, brief: bool) -> CorrectionEnd | None:
    end = correction_end(patient) if view.span.unit is AxisUnit.MONTHS else None
    if end is None:
        return None
    words = _("24 months corrected") if brief else _("24 months corrected: from here chronological age")
    return CorrectionEnd(float(end.corrected_days), float(end.chron_days), words)


def _title(view: GrowthView, *, brief: bool) -> str:
    measure = measure_words(view.indicator)
    crosses = view.indicator is Indicator.LENGTH_HEIGHT and view.span.unit is AxisUnit.MONTHS and view.span.high > 24
    if crosses and not brief:
        measure = _("Length to 24 months, height after") if view.span.low < 24 else _("Height")
    return f"{measure}, {UNITS[view.indicator]}"


def _axis_title(view: GrowthView) -> str:
    if view.span.unit is AxisUnit.WEEKS:
        return _("Post-menstrual age, weeks")
    if view.span.unit is AxisUnit.CM:
        return _("Height standing, cm") if is_standing(view.span) else _("Length lying, cm")
    if view.corrected_only:
        return _("Age, months (corrected until 24 months corrected)")
    return _("Age, months (each point at its own age)")


def _reference(sex: Sex, view: GrowthView, *, brief: bool) -> str:
    """The name of the lines, with the sex and the ages that they are for."""
    sexes = {Sex.FEMALE: _("girls"), Sex.MALE: _("boys")}.get(sex, _("no centiles: sex not known"))
    if view.is_preterm:
        name = reference_words(Reference.INTERGROWTH21_PRETERM)
        long = REFERENCE_TITLES[Reference.INTERGROWTH21_PRETERM]
        return f"{name}, {sexes}" if brief else f"{long}, {sexes}"
    if view.choice is Choice.CDC2000:
        name = reference_words(Reference.CDC2000) if brief else REFERENCE_TITLES[Reference.CDC2000]
        return f"{name}, {sexes}"
    span = view.span
    is_later = span.unit is AxisUnit.MONTHS and span.low >= _SCHOOL_MONTHS
    is_both = span.unit is AxisUnit.MONTHS and span.high > _SCHOOL_MONTHS and view.indicator is not Indicator.HEAD
    reference = Reference.WHO2007 if is_later else Reference.WHO2006
    if brief:
        return f"{reference_words(reference)}, {sexes}"
    if is_both and not is_later:
        return _("{first} and {later}, {sexes}").format(
            first=reference_words(Reference.WHO2006), later=reference_words(Reference.WHO2007), sexes=sexes
        )
    years = _("5–19 years") if is_later else _("0–5 years")
    return f"{REFERENCE_TITLES[reference]}, {sexes} {years}"
