"""One measurement on a growth chart: where its marks stand, its card, its spoken words, its row of the table."""

from clinic_app.charts.growth import GrowthPoint as DrawnPoint
from clinic_app.charts.scene import CardLine, Marker
from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.placing import POSITION_SHIFT_CM
from clinic_app.clinical.growth.scores import GrowthScore
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import STANDING_FROM_DAYS, Indicator, Measured, Reference
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.dates import format_date
from clinic_app.domain.people import Patient
from clinic_app.i18n import _
from clinic_app.services.growth_curves import is_standing
from clinic_app.services.growth_view import AxisUnit, GrowthView
from clinic_app.services.growth_words import measure_words, place_words, reference_words, value_words


def shown_points(points: tuple[GrowthPoint, ...], view: GrowthView) -> tuple[GrowthPoint, ...]:
    """The points that a view draws, oldest first: the order in which the arrow keys walk them.

    The preterm picture ends with the preterm standards; at corrected age alone, what was measured before term has no
    place.
    """
    found = (point for point in points if point.indicator is view.indicator)
    if view.is_preterm:
        return tuple(point for point in found if point.reference is Reference.INTERGROWTH21_PRETERM)
    if view.corrected_only and view.span.unit is AxisUnit.MONTHS:
        return tuple(point for point in found if not _is_before_term(point))
    return tuple(found)


def drawn_point(patient: Patient, point: GrowthPoint, view: GrowthView) -> DrawnPoint:
    """The marks and the words of one of ``shown_points``."""
    age = age_on(patient.birth_date, patient.gestation, point.on)
    if view.span.unit is AxisUnit.WEEKS:
        return _drawn(point, view, age, float(point.age_days), None)
    if view.span.unit is AxisUnit.CM:
        return _drawn(point, view, age, _length(point, view), None)
    if view.corrected_only:
        if not point.corrected:
            return _drawn(point, view, age, float(age.chron_days), None)
        return _drawn(point, view, age, None, float(age.corrected_days))
    return _drawn(point, view, age, float(age.chron_days), float(age.corrected_days) if point.corrected else None)


def table_header(view: GrowthView) -> tuple[str, ...]:
    """The names of the columns of ``DrawnPoint.cells``."""
    measure = measure_words(view.indicator)
    if view.is_preterm:
        return (_("Date"), _("Age"), _("Post-menstrual age"), measure, _("Centile"), _("Compared with"))
    return (
        _("Date"), _("Age"), _("Corrected"), measure, _("At corrected age"), _("At chronological age"),
        _("Compared with"),
    )  # fmt: skip


def _drawn(
    point: GrowthPoint, view: GrowthView, age: AgeOn, at: float | None, at_corrected: float | None
) -> DrawnPoint:
    value = value_words(point.indicator, point.value)
    lines = _lines(point, view, age)
    is_length = point.indicator is Indicator.LENGTH_HEIGHT
    return DrawnPoint(
        age_days=at,
        corrected_days=at_corrected,
        value=point.value + (point.chronological_shift_cm if is_length and at is not None else 0.0),
        corrected_value=point.value + (point.shift_cm if is_length else 0.0),
        value_text=value,
        spoken=", ".join(line.text for line in lines),
        cells=_cells(point, view, age),
        plausible=point.plausible is not False,
        card=lines,
    )


def _lines(point: GrowthPoint, view: GrowthView, age: AgeOn) -> tuple[CardLine, ...]:
    """What the card says: the value and its day, its place at each age, and what else is to be known."""
    hollow = point.plausible is False
    first = _("{value} on {day}").format(value=value_words(point.indicator, point.value), day=format_date(point.on))
    lines = [CardLine(first, bold=True), *_placed(point, view, age, hollow=hollow)]
    lines += [CardLine(words) for words in _notes(point, view)]
    if hollow:
        lines.append(CardLine(_("Far outside the reference: measure again")))
    return tuple(lines)


def _placed(point: GrowthPoint, view: GrowthView, age: AgeOn, *, hollow: bool) -> list[CardLine]:
    """Its place among the lines at each age; by the preterm standards, too, where they are what counts."""
    if view.is_preterm:
        where = _("{age} post-menstrual: {place}").format(age=_weeks(point.age_days), place=place_words(point.score))
        return [CardLine(where, Marker.DOT, hollow=hollow), CardLine(_("age {age}").format(age=age.text))]
    if not point.corrected:
        where = _("age {age}: {place}").format(age=age.text, place=place_words(point.score))
        return [CardLine(where, Marker.DOT, hollow=hollow)]
    found = []
    by_length = view.span.unit is AxisUnit.CM
    score = lines_score(point)
    if score is not None:
        where = _("corrected {age}: {place}").format(age=age.corrected_text, place=place_words(score))
        found.append(CardLine(where, Marker.DOT if by_length else Marker.CROSS, hollow=hollow and by_length))
    else:
        found.append(CardLine(age.corrected_text))
    if not view.corrected_only and not by_length:
        where = _("chronological {age}: {place}").format(age=age.text, place=place_words(point.chronological))
        found.append(CardLine(where, Marker.DOT, hollow=hollow))
    if point.reference is Reference.INTERGROWTH21_PRETERM:
        words = _("preterm standards, {age}: {place}")
        found.append(CardLine(words.format(age=_weeks(point.age_days), place=place_words(point.score))))
    return found


def lines_score(point: GrowthPoint) -> GrowthScore | None:
    """The score that belongs to WHO's or CDC's lines at corrected age; ``None`` before term."""
    return point.who if point.reference is Reference.INTERGROWTH21_PRETERM else point.score


def _notes(point: GrowthPoint, view: GrowthView) -> list[str]:
    notes = []
    if point.for_length_cm is not None:
        notes.append(_("at {length}").format(length=value_words(Indicator.LENGTH_HEIGHT, point.for_length_cm)))
    if point.measured is not None and point.indicator in (Indicator.LENGTH_HEIGHT, Indicator.WEIGHT_FOR_LENGTH):
        notes.append({Measured.LYING: _("measured lying"), Measured.STANDING: _("measured standing")}[point.measured])
    shifts = {point.shift_cm} if view.corrected_only else {point.shift_cm, point.chronological_shift_cm}
    for shift in sorted(shifts - {0.0}):
        words = _("compared as standing: 0.7 cm less") if shift < 0 else _("compared as lying: 0.7 cm more")
        notes.append(words)
    return notes


def _cells(point: GrowthPoint, view: GrowthView, age: AgeOn) -> tuple[str, ...]:
    value = value_words(point.indicator, point.value)
    if view.is_preterm:
        return (
            format_date(point.on), age.text, _weeks(point.age_days), value, place_words(point.score),
            reference_words(point.reference),
        )  # fmt: skip
    score = lines_score(point)
    return (
        format_date(point.on),
        age.text,
        age.corrected_text if point.corrected else "",
        value,
        place_words(score) if point.corrected and score is not None else "",
        place_words(point.chronological),
        _compared_with(point, view),
    )


def _compared_with(point: GrowthPoint, view: GrowthView) -> str:
    if point.reference is not Reference.INTERGROWTH21_PRETERM:
        return reference_words(point.reference)
    by = reference_words(Reference.CDC2000 if view.choice is Choice.CDC2000 else Reference.WHO2006)
    place = place_words(point.score)
    words = _("{lines}; {preterm} at {age}: {place}")
    preterm = reference_words(point.reference)
    return words.format(lines=by, preterm=preterm, age=_weeks(point.age_days), place=place)


def _weeks(days: int) -> str:
    """Post-menstrual age, in completed weeks and days."""
    return _("{weeks} w {days} d").format(weeks=days // 7, days=days % 7)


def _is_before_term(point: GrowthPoint) -> bool:
    return point.corrected and lines_score(point) is None


def _length(point: GrowthPoint, view: GrowthView) -> float:
    """The length of a weight for length as the drawn table counts it: lying and standing differ by 0.7 cm."""
    length = (point.for_length_cm if point.for_length_cm is not None else 0.0) + point.shift_cm
    if view.choice is Choice.CDC2000:
        return length
    own = point.age_days >= STANDING_FROM_DAYS
    if own is is_standing(view.span):
        return length
    return length + (POSITION_SHIFT_CM if own else -POSITION_SHIFT_CM)
