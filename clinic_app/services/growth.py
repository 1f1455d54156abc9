"""Growth of one child: what was measured, where it lies, and what the rules need of it."""

from collections.abc import Sequence
from datetime import date

from clinic_app.clinical.facts import FactValue
from clinic_app.clinical.fields import Field, Range
from clinic_app.clinical.growth.believable import believable
from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.rules import growth_rules
from clinic_app.clinical.growth.series import GrowthPoint, GrowthVisit, growth_series, head_change, head_facts
from clinic_app.clinical.growth.vocabulary import Indicator, Measured
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.people import Patient, Sex
from clinic_app.domain.record import VisitRecord
from clinic_app.services.chart import HEAD, LENGTH, WEIGHT, Chart, Measurement, measurement_of_answers

_MEASURED = {WEIGHT: Indicator.WEIGHT, LENGTH: Indicator.LENGTH_HEIGHT, HEAD: Indicator.HEAD}


def all_measurements(chart: Chart, record: VisitRecord | None, today: date) -> tuple[Measurement, ...]:
    """Signed measurements and those of the open record, oldest first."""
    now = measurement_of_answers(record.answers, today) if record is not None else None
    return (*chart.measurements(), *((now,) if now is not None else ()))


def growth_points(
    patient: Patient, measurements: Sequence[Measurement], choice: Choice = Choice.BY_AGE
) -> tuple[GrowthPoint, ...]:
    """Each measurement with its z-scores at both ages, by the reference of its age unless a person chose another."""
    visits = [_visit(patient, one) for one in measurements if one.day >= patient.birth_date]
    return growth_series(patient.sex, visits, growth_rules(), choice)


def _visit(patient: Patient, one: Measurement) -> GrowthVisit:
    age = age_on(patient.birth_date, patient.gestation, one.day)
    return GrowthVisit(
        on=one.day,
        chronological_days=age.chron_days,
        corrected_days=age.corrected_days,
        use_corrected=age.use_corrected,
        postmenstrual_days=age.postmenstrual_days,
        weight_kg=None if one.weight_kg is None else float(one.weight_kg),
        length_cm=None if one.length_cm is None else float(one.length_cm),
        measured=Measured(one.position) if one.position else None,
        head_cm=None if one.head_cm is None else float(one.head_cm),
    )


def limits_at(field: Field, sex: Sex, age: AgeOn) -> Range:
    """Limits of a number for a child of this age: those of weight, length and head follow the growth reference."""
    indicator = _MEASURED.get(field.id)
    return field.range if indicator is None else believable(field.range, indicator, sex, age)


def growth_facts(chart: Chart, record: VisitRecord, age: AgeOn) -> dict[str, FactValue]:
    """z-score of the head measured at this visit, the one before, and centile lines crossed, where they can be told."""
    change = head_change(growth_points(chart.patient, all_measurements(chart, record, age.on)))
    return dict(head_facts(change)) if change.on == age.on else {}
