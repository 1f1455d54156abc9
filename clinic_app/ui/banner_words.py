"""The identity banner of a chart."""

from datetime import date

from clinic_app.domain.ages import age_on
from clinic_app.domain.allergies import NONE_KNOWN, allergies_after
from clinic_app.domain.people import Patient, Sex
from clinic_app.domain.quantities import format_quantity
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _, clock_text, day_text, short_day_text
from clinic_app.services.chart import Chart, measurement_of_answers
from clinic_app.ui.frame.banner_model import BannerModel


def sex_words(sex: Sex) -> str:
    """Girl or boy, or that it is not known."""
    return {
        Sex.FEMALE: _("Girl"),
        Sex.MALE: _("Boy"),
        Sex.INDETERMINATE: _("Indeterminate"),
        Sex.UNKNOWN: _("Unknown"),
    }[sex]


def banner_of(chart: Chart, today: date, visit: tuple[VisitRecord, date] | None = None) -> BannerModel:
    """What the banner says on ``today``. ``visit`` is the record of the open visit as it stands, and its day."""
    patient, has_draft = chart.patient, visit is not None
    now = measurement_of_answers(visit[0].answers, visit[1]) if visit is not None else None
    allergies = allergies_after(patient.allergies, visit[0].answers if visit is not None else {})
    age = age_on(patient.birth_date, patient.gestation, today)
    measured = [*chart.measurements(), *([now] if now is not None else [])]
    weighed = [one for one in measured if one.weight_kg is not None]
    last = weighed[-1] if weighed else None
    is_signed = chart.last_note is not None and chart.last_note.day == today and not has_draft
    return BannerModel(
        surname=patient.family_name,
        given_name=patient.given_name,
        sex=sex_words(patient.sex),
        born=day_text(patient.birth_date),
        age=age.text,
        number=patient.number,
        allergies=allergies if allergies is not None else _("Not asked"),
        corrected_age=age.corrected_text if age.use_corrected else "",
        gestation=str(patient.gestation) if patient.gestation is not None else "",
        weight=format_quantity(last.weight_kg, "kg") if last is not None and last.weight_kg is not None else "",
        weight_day=short_day_text(last.day) if last is not None else "",
        twin=twin_words(patient, chart.twins),
        visit=_visit_words(chart, has_draft=has_draft, is_signed=is_signed),
        visit_signed=is_signed,
        has_allergy=allergies is not None and allergies != NONE_KNOWN,
    )


def twin_words(patient: Patient, twins: tuple[Patient, ...]) -> str:
    """``Twin A · not Isla``, empty for a child born alone."""
    if not twins:
        return ""
    others = ", ".join(twin.given_name for twin in twins)
    return _("Twin {letter} · not {others}").format(letter=patient.birth_order, others=others)


def _visit_words(chart: Chart, *, has_draft: bool, is_signed: bool) -> str:
    if has_draft:
        return _("Visit open, draft")
    if is_signed and chart.last_note is not None:
        note = chart.last_note
        return _("Signed {time}, {name}").format(time=clock_text(note.signed_at), name=note.signed_name)
    return ""
