"""Why a centile and a z-score are what they are: the row of the table, the formula, the age it was read at."""

from clinic_app.clinical.growth.curves import Axis
from clinic_app.clinical.growth.methods import Method
from clinic_app.clinical.growth.provenance import GrowthSource, growth_source
from clinic_app.clinical.growth.scores import ReadRow, read_row
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH, Indicator, Measured, Reference
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.people import Patient, Sex
from clinic_app.i18n import _, day_text
from clinic_app.services.chart import HEAD, LENGTH, WEIGHT, Measurement
from clinic_app.services.explanations.model import Explanation, Input
from clinic_app.services.explanations.model import Reference as Cited
from clinic_app.services.explanations.trail import Trail
from clinic_app.services.growth_words import centile_words, measure_words, value_words, z_words

_FIELDS = {
    Indicator.WEIGHT: (WEIGHT,),
    Indicator.LENGTH_HEIGHT: (LENGTH,),
    Indicator.HEAD: (HEAD,),
    Indicator.BMI: (WEIGHT, LENGTH),
    Indicator.WEIGHT_FOR_LENGTH: (WEIGHT, LENGTH),
}


def explain_growth(
    patient: Patient, point: GrowthPoint, measurement: Measurement | None = None, trail: Trail | None = None
) -> Explanation:
    """One point of the child's growth.

    Args:
        measurement: what was measured that day, for the position and the length; without it the position usual at the
            age is taken, as the point itself does.
        trail: of the visit at which it was measured.
    """
    age = age_on(patient.birth_date, patient.gestation, point.on)
    source = growth_source(point.reference)
    measured = Measured(measurement.position) if measurement is not None and measurement.position else None
    length = float(measurement.length_cm) if measurement is not None and measurement.length_cm is not None else None
    row = _row(patient.sex, point, measured, length)
    return Explanation(
        title=_("{measure} {value}, {day}").format(
            measure=measure_words(point.indicator),
            value=value_words(point.indicator, point.value),
            day=day_text(point.on),
        ),
        said=_said(point),
        inputs=_inputs(patient, point, age, measured, trail),
        working=_working(point, row, age) if row is not None else (),
        sources=(Cited(source.citation, source.address, _address_note(source)),),
        confidence=_("{confidence}: {checked}").format(confidence=source.confidence, checked=source.checked),
        version=_("{title}, {version}").format(title=source.title, version=source.version),
        would_change=_(
            "Another value or position of measuring; another birth date, gestation or sex in the child's record."
        ),
    )


def _address_note(source: GrowthSource) -> str:
    return "" if source.address_confidence == "verified" else _("the address is general knowledge, to be checked")


def _row(sex: Sex, point: GrowthPoint, measured: Measured | None, length: float | None) -> ReadRow | None:
    if point.score.z is None or (point.indicator is Indicator.WEIGHT_FOR_LENGTH and length is None):
        return None
    return read_row(point.reference, point.indicator, sex, point.age_days, measured, length)


def _said(point: GrowthPoint) -> tuple[str, ...]:
    if point.score.z is None:
        return (_("No centile: {why}.").format(why=point.score.note),)
    lines = [_("{centile} centile, {z}.").format(centile=centile_words(point.score), z=z_words(point.score))]
    share = _("Of 100 children of this sex and age in the reference, about {count} measure less.")
    lines.append(share.format(count=round(point.score.centile or 0.0)))
    if point.corrected and point.chronological.z is not None:
        words = _("At chronological age it would be the {centile} centile, {z}.")
        lines.append(words.format(centile=centile_words(point.chronological), z=z_words(point.chronological)))
    if point.score.note:
        lines.append(_("Note: {note}.").format(note=point.score.note))
    if point.plausible is False:
        lines.append(_("Far outside the reference: measure again. It is kept and left out of the line."))
    return tuple(lines)


def _inputs(
    patient: Patient, point: GrowthPoint, age: AgeOn, measured: Measured | None, trail: Trail | None
) -> tuple[Input, ...]:
    origin = _("measured at the visit of {day}").format(day=day_text(point.on))
    if trail is not None and trail.day == point.on:
        said = (trail.of_key(ItemKey(field)) for field in _FIELDS[point.indicator])
        origin = "; ".join(dict.fromkeys(text for text in said if text)) or origin
    ages = _("born {day}").format(day=day_text(patient.birth_date))
    found = [
        Input(measure_words(point.indicator), value_words(point.indicator, point.value), origin),
        Input(_("Age"), _("{age} ({days} days)").format(age=age.text, days=age.chron_days), ages),
    ]
    if point.corrected:
        born = _("born at {gestation} weeks").format(gestation=patient.gestation)
        words = _("{age} ({days} days)").format(age=age.corrected_text, days=age.corrected_days)
        found.append(Input(_("Corrected age"), words, born))
    if measured is not None:
        found.append(Input(_("Measured"), {Measured.LYING: _("lying"), Measured.STANDING: _("standing")}[measured]))
    sexes = {Sex.FEMALE: _("girl"), Sex.MALE: _("boy")}
    found.append(Input(_("Sex"), sexes.get(patient.sex, _("not known"))))
    return tuple(found)


def _working(point: GrowthPoint, row: ReadRow, age: AgeOn) -> tuple[str, ...]:
    which = _("chronological age")
    if point.reference is Reference.INTERGROWTH21_PRETERM:
        which = _("post-menstrual age")
    elif point.corrected:
        which = _("corrected age")
    lines = [
        _("Read at {which}: {place} of the table {table}.").format(which=which, place=_place(row), table=row.curve.name)
    ]
    if point.corrected and age.use_corrected:
        lines.append(_("Corrected age is used until 24 months corrected for children born before 37 weeks."))
    if row.shift:
        lines.append(_("Length compared with {shift} cm for the position.").format(shift=f"{row.shift:+g}"))
    z = f"{point.score.z:.2f}".replace("-", "−")
    if row.lms is not None:
        power, median, spread = (f"{number:.5g}".replace("-", "−") for number in row.lms)
        lines.append(_("Row: L {l}, M {m}, S {s}.").format(l=power, m=median, s=spread))
        lines.append(_("z = ((value / M) to the power L, less 1) / (L x S) = {z}").format(z=z))
        lines += _beyond(row, point)
    else:
        lines.append(_("z from mean and SD by the published equation = {z}").format(z=z))
    if row.median is not None and row.minus_1 is not None and row.plus_1 is not None:
        words = _("There the median is {middle}; z −1 is {low} and z +1 is {high}.")
        low, middle, high = (value_words(point.indicator, one) for one in (row.minus_1, row.median, row.plus_1))
        lines.append(words.format(low=low, middle=middle, high=high))
    lines.append(_("Centile = share of the normal distribution below z = {share}%").format(
        share=f"{point.score.centile or 0.0:.1f}"
    ))  # fmt: skip
    return tuple(lines)


def _beyond(row: ReadRow, point: GrowthPoint) -> list[str]:
    """What a table does in its tails, where this measurement lies there."""
    z = point.score.z or 0.0
    if row.curve.method is Method.WHO_RESTRICTED and abs(z) > 3:
        return [_("Beyond 3 SD, WHO counts the distance between 2 and 3 SD as one SD.")]
    if row.curve.method is Method.CDC_EXTENDED_BMI and (point.score.centile or 0.0) > 95:
        return [_("Above the 95th centile, CDC's extended method of 2022 is used.")]
    return []


def _place(row: ReadRow) -> str:
    if row.curve.axis is Axis.LENGTH_CM:
        return _("length {x} cm").format(x=f"{row.x:g}")
    if row.curve.axis is Axis.MONTHS:
        words = _("month {x} ({days} days)")
        return words.format(x=f"{row.x:.2f}", days=round(row.x * DAYS_PER_MONTH))
    if row.curve.axis is Axis.POST_MENSTRUAL_DAYS:
        return _("post-menstrual day {x}").format(x=f"{row.x:g}")
    return _("day {x}").format(x=f"{row.x:g}")
