"""What the course of one measure says in words: the change since before, the lines crossed, where it steps.

Every figure beside a change carries its source; none of them raises a flag (``growth_rules.toml``).
"""

from decimal import Decimal

from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.velocity import Velocity, furthest_fall, velocity
from clinic_app.clinical.growth.velocity_rules import VelocityRules, velocity_rules
from clinic_app.clinical.growth.vocabulary import STANDING_FROM_DAYS, Indicator, Measured, Reference
from clinic_app.domain.ages import age_on
from clinic_app.domain.people import Patient
from clinic_app.domain.quantities import format_number
from clinic_app.i18n import _, day_text
from clinic_app.services.growth_chart import correction_end
from clinic_app.services.growth_view import AxisUnit, GrowthView
from clinic_app.services.growth_words import UNITS, centile_words, value_words, z_number

_RATED = (Indicator.WEIGHT, Indicator.LENGTH_HEIGHT, Indicator.HEAD)
_USUAL_OVER_DAYS = 92
"""The figures hold for spans of three months: beside a longer interval they would mislead (project choice)."""
_LENGTHS = (Indicator.LENGTH_HEIGHT, Indicator.WEIGHT_FOR_LENGTH)
_HEAD_LINES = 2
"""NICE NG127: a head that moves over as many centile lines is assessed (``growth_rules.toml``, head)."""


def growth_sentences(patient: Patient, points: tuple[GrowthPoint, ...], view: GrowthView) -> tuple[str, ...]:
    """The sentences under a chart: what changed first, then what the picture does.

    Args:
        points: the child's series, as for ``growth_chart_model``.
    """
    return (*change_sentences(points, view.indicator), *step_sentences(patient, points, view))


def change_sentences(points: tuple[GrowthPoint, ...], indicator: Indicator, *, brief: bool = False) -> tuple[str, ...]:
    """How fast the child grew since the measurement at least 14 days before, and over which centile lines.

    ``brief`` leaves out what is usual and how lines are counted, where paper has no room.
    """
    rules = velocity_rules()
    found = velocity(points, indicator, rules)
    if found is None:
        return ()
    sentences = [_rate(found, rules, brief=brief), _crossed(found, brief=brief)]
    fall = furthest_fall(points, indicator, rules) if indicator is Indicator.WEIGHT else None
    if fall is not None:
        sentences.append(_fall(fall, rules))
    return tuple(one for one in sentences if one)


def step_sentences(patient: Patient, points: tuple[GrowthPoint, ...], view: GrowthView) -> tuple[str, ...]:
    """Where age, position or reference change, and what that does to the picture."""
    if view.is_preterm:
        return (_("Preterm standards to 64 weeks post-menstrual age, then WHO at corrected age (INTERGROWTH-21st)."),)
    found = []
    if view.choice is Choice.CDC2000:
        found.append(_("CDC 2000 by choice; flags are read against WHO."))
    end = _end_of_correction(patient, points, view)
    if end:
        found.append(end)
    if view.indicator in _LENGTHS and (view.span.unit is not AxisUnit.MONTHS or view.span.high > 24):
        found.append(_position(view))
    return tuple(found)


def _rate(found: Velocity, rules: VelocityRules, *, brief: bool) -> str:
    if found.new.indicator not in _RATED:
        return ""
    words = _("Since {day} ({days} days): {change}, {rate}").format(
        day=day_text(found.old.on), days=found.days, change=_signed(found), rate=_rate_words(found)
    )
    if _is_standing(found.old) is not _is_standing(found.new) and found.new.indicator is Indicator.LENGTH_HEIGHT:
        words += _("; lying then, standing now: about 0.7 cm less by position alone")
    months = found.middle_months if found.days <= _USUAL_OVER_DAYS else None
    usual = rules.usual_gain(found.new.indicator, months) if months is not None else None
    if usual is None or brief:
        return f"{words}."
    low, high = f"{usual.low:g}", f"{usual.high:g}"
    span = low if low == high else f"{low}–{high}"
    unit = _("g a day") if usual.indicator is Indicator.WEIGHT else _("cm a month")
    return _("{change}; roughly {span} {unit} is usual at that age (textbook figure, unchecked).").format(
        change=words, span=span, unit=unit
    )


def _rate_words(found: Velocity) -> str:
    if found.new.indicator is Indicator.WEIGHT:
        return _("{grams} g a day").format(grams=_number(found.grams_a_day, 0))
    return _("{change} cm a month").format(change=_number(found.a_month, 1))


def _signed(found: Velocity) -> str:
    """``+460 g``, ``+0.7 cm``."""
    if found.new.indicator is Indicator.WEIGHT:
        return f"{_plus(found.change)}{_number(found.change * 1000.0, 0)} g"
    return f"{_plus(found.change)}{_number(found.change, 1)} {UNITS[found.new.indicator]}"


def _plus(change: float) -> str:
    return "+" if change >= 0 else ""


def _number(value: float, places: int) -> str:
    return format_number(Decimal(f"{value:.{places}f}"))


def _is_standing(point: GrowthPoint) -> bool:
    if point.measured is not None:
        return point.measured is Measured.STANDING
    return point.reference is not Reference.INTERGROWTH21_PRETERM and point.age_days >= STANDING_FROM_DAYS


def _crossed(found: Velocity, *, brief: bool) -> str:
    """The change of z-score, like with like, and the lines between."""
    if found.old_z is None or found.new_z is None:
        return ""
    if not found.same_reference:
        return _("Another reference then than now: the change of centile is not told.")
    words = _("z {old} then, {new} now: ").format(old=z_number(found.old_z), new=z_number(found.new_z))
    counted = "." if brief else _(" (of the nine, two thirds of an SD apart).")
    if not found.lines_crossed:
        return words + _("no centile line crossed") + counted
    towards = _("upwards") if found.new_z > found.old_z else _("downwards")
    one, more = _("1 centile line crossed {towards}"), _("{count} centile lines crossed {towards}")
    words += (one if found.lines_crossed == 1 else more).format(count=found.lines_crossed, towards=towards)
    if found.new.indicator is Indicator.HEAD and found.lines_crossed >= _HEAD_LINES:
        return words + _("; 2 or more call for assessment (NICE NG127).")
    return words + counted


def _fall(fall: Velocity, rules: VelocityRules) -> str:
    below, middle, above = rules.faltering_spaces
    spaces = _("1 centile space") if fall.spaces_fallen == 1 else _("{count} centile spaces")
    return _(
        "Fallen {spaces} since {day}; looked into from {below} for a birth weight below the 9th centile, {middle} from "
        "9th to 91st, {above} above (NICE NG75, wording unchecked)."
    ).format(
        spaces=spaces.format(count=fall.spaces_fallen), day=day_text(fall.old.on), below=below, middle=middle,
        above=above,
    )  # fmt: skip


def _end_of_correction(patient: Patient, points: tuple[GrowthPoint, ...], view: GrowthView) -> str:
    """When corrected age stops, and how far the reading steps there without any change in growth."""
    end = correction_end(patient)
    if end is None or view.span.unit is not AxisUnit.MONTHS or not view.span.holds_days(end.chron_days):
        return ""
    words = _("Corrected age to 24 months corrected ({day}), chronological age from then on.")
    said = words.format(day=day_text(end.on))
    shown = [point for point in points if point.indicator is view.indicator]
    last = next((point for point in reversed(shown) if point.corrected), None)
    if last is None or all(point.corrected for point in shown):
        return said
    if last.score.z is None or last.chronological.z is None:
        return said
    step = _(
        " The step is no change in growth: {value} on {day} was {corrected} corrected, {chronological} chronological."
    )
    return said + step.format(
        value=value_words(last.indicator, last.value),
        day=day_text(last.on),
        corrected=centile_words(last.score),
        chronological=centile_words(last.chronological),
    )


def _position(view: GrowthView) -> str:
    if view.choice is Choice.CDC2000:
        return _("Length lying, height standing: CDC has a table for each and corrects nothing.")
    return _("Lying before 731 days of age, standing from then on; the other position is compared after 0.7 cm (WHO).")


def read_age_words(patient: Patient, point: GrowthPoint) -> str:
    """The age that a point was read at, for a row of a list."""
    age = age_on(patient.birth_date, patient.gestation, point.on)
    if not point.corrected:
        return age.text
    return age.corrected_text if age.corrected is not None else _("before term")
