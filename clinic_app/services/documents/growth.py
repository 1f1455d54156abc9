"""Growth on paper: the table of measurements, the chart, the sentence under it."""

from datetime import date

from clinic_app.charts.growth import GrowthChartModel
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator, Reference
from clinic_app.domain.ages import age_on
from clinic_app.domain.people import Patient
from clinic_app.i18n import _, day_text
from clinic_app.services.chart import Chart, measurement_of_answers
from clinic_app.services.documents.printable import Printable
from clinic_app.services.growth import growth_points
from clinic_app.services.growth_chart import growth_chart_model
from clinic_app.services.growth_said import change_sentences
from clinic_app.services.growth_view import GrowthView, first_view
from clinic_app.services.growth_words import centile_words, measure_words, reference_words, value_words, z_words
from clinic_app.services.report_models import GrowthRow

_PRINTED_ROWS = 24


def points_until(chart: Chart, visit: Printable) -> tuple[GrowthPoint, ...]:
    """Measurements of earlier visits and of this one; later ones do not belong on this paper."""
    earlier = [one for one in chart.measurements() if one.day < visit.day]
    now = measurement_of_answers(visit.record.answers, visit.day)
    return growth_points(visit.patient, [*earlier, *([now] if now is not None else [])])


def growth_rows(patient: Patient, points: tuple[GrowthPoint, ...]) -> tuple[GrowthRow, ...]:
    """Newest first, each with both ages, both places and the reference's name."""
    return tuple(_row(patient, point) for point in printed_points(points))


def printed_points(points: tuple[GrowthPoint, ...]) -> tuple[GrowthPoint, ...]:
    """The points that the table prints, newest first."""
    return tuple(reversed(points[-_PRINTED_ROWS:]))


def _row(patient: Patient, point: GrowthPoint) -> GrowthRow:
    age = age_on(patient.birth_date, patient.gestation, point.on)
    places = [f"{centile_words(score)}, {z_words(score)}" if score.z is not None else "" for score in
              (point.score, point.chronological)]  # fmt: skip
    notes = [point.score.note] if point.score.note else []
    if point.plausible is False:
        notes.append(_("far outside the reference: measure again"))
    return GrowthRow(
        date=day_text(point.on),
        age=age.text,
        corrected_age=age.corrected_text if point.corrected else "",
        measure=measure_words(point.indicator),
        value=value_words(point.indicator, point.value),
        at_corrected=places[0] if point.corrected else "",
        at_chronological=places[1],
        reference=_reference(point),
        note="; ".join(notes),
    )


def _reference(point: GrowthPoint) -> str:
    """The short name; before term the chronological place comes from another table, if from any."""
    if point.reference is not Reference.INTERGROWTH21_PRETERM:
        return reference_words(point.reference)
    return _("{preterm}; chronological age: {term}").format(
        preterm=reference_words(point.reference), term=reference_words(Reference.WHO2006)
    )


def growth_picture(visit: Printable, points: tuple[GrowthPoint, ...]) -> tuple[GrowthChartModel | None, str]:
    """The weight chart and the sentence under it; nothing where the child was never weighed."""
    weights = [point for point in points if point.indicator is Indicator.WEIGHT]
    if not weights:
        return None, ""
    view = first_view(Indicator.WEIGHT, visit.age)
    model = growth_chart_model(visit.patient, points, view, brief=True)
    said = " ".join(change_sentences(points, Indicator.WEIGHT, brief=True))
    return model, f"{_caption(weights, visit.day, view)} {said}".strip()


def _caption(weights: list[GrowthPoint], day: date, view: GrowthView) -> str:
    point = weights[-1]
    when = "" if point.on == day else _(" on {day}").format(day=day_text(point.on))
    place = value_words(point.indicator, point.value)
    if view.is_preterm:
        return _("Dot: at post-menstrual age. {value}: {place}{when}.").format(
            value=place, place=centile_words(point.score), when=when
        )
    is_both = any(one.corrected for one in weights)
    marks = _("Dot: chronological. Cross: corrected.") if is_both else _("Dot: chronological age.")
    if point.corrected and point.score.z is not None:
        place += _(": {corrected} corrected, {chronological} chronological").format(
            corrected=centile_words(point.score), chronological=centile_words(point.chronological)
        )
    elif point.score.z is not None:
        place += f": {centile_words(point.score)}"
    return f"{marks} {place}{when}."
