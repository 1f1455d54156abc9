"""Nutrition and laboratory values of one visit, in words: for the screen and for paper alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from clinic_app.clinical.assessment import RecordView
from clinic_app.clinical.facts import FactValue
from clinic_app.clinical.fields import Field
from clinic_app.clinical.nutrition.food import FoodKind, FoodRule, food_at, told_to_families
from clinic_app.clinical.nutrition.intakes import Intake, intakes_at
from clinic_app.clinical.nutrition.lab_limits import ANY, LabLimit, LabReading, Person, Position, readings
from clinic_app.clinical.nutrition.risks import RiskReading, read_risk, risks_at
from clinic_app.clinical.truth import Truth
from clinic_app.domain.ages import DAYS_PER_MONTH, AgeOn, age_on
from clinic_app.domain.answers import Answer, Answers, AnswerState, ItemKey
from clinic_app.domain.people import Actor, Patient
from clinic_app.domain.quantities import format_number, format_quantity
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.assessing import identity_facts, lasting_facts, recorded_facts
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.wording import because, missing_words, short_label, source_words

#: A label and what it says, for what stands behind "Why".
Line = tuple[str, str]
#: From this age on, ages of limits are said in years; below in days or months.
_YEARS_FROM_DAYS = 730
_MONTHS_FROM_DAYS = 60
_DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit beside a value. ``words``: ``Below 8.4 to 11.2 mg/dL``; ``what`` it is, and who says so."""

    words: str
    position: Position
    what: str
    source: str
    own: bool
    why: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LabLine:
    """One recorded laboratory value. ``typed`` is the number as typed where it was converted, else empty.

    ``limits`` is empty where no limit speaks of this child: then ``no_limit`` says so.
    """

    field_id: str
    label: str
    value: str
    typed: str
    limits: tuple[LimitLine, ...]
    no_limit: str = ""


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One risk. ``state`` in words; ``because`` the answers that show it; ``missing`` what was not asked."""

    id: str
    title: str
    truth: Truth
    state: str
    because: tuple[str, ...]
    missing: tuple[str, ...]
    signs: tuple[str, ...]
    why: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NutritionView:
    """What the nutrition screen says of one record. ``age``: since birth, on the day of the visit."""

    age: str
    risks: tuple[RiskLine, ...]
    labs: tuple[LabLine, ...]
    intakes: tuple[Intake, ...]
    food: Mapping[FoodKind, tuple[FoodRule, ...]]


def nutrition_view(context: Context, actor: Actor, chart: Chart, record: VisitRecord, day: date) -> NutritionView:
    """Everything about nutrition for one record as of ``day``. Pure reading: nothing is stored."""
    context.allow(actor, Action.READ_CHART)
    knowledge, patient = context.knowledge, chart.patient
    age = age_on(patient.birth_date, patient.gestation, day)
    facts = lasting_facts(chart.observations, knowledge.lasting) | recorded_facts(record.answers)
    months = age.chron.total_months
    nutrition = knowledge.content.nutrition
    return NutritionView(
        age=age.text,
        risks=risk_lines(knowledge, patient, age, facts),
        labs=lab_lines(knowledge, patient, age, record.answers),
        intakes=intakes_at(nutrition.intakes, months, patient.sex),
        food={kind: food_at(nutrition.food, months, kind) for kind in FoodKind},
    )


def family_food(knowledge: Knowledge, age: AgeOn) -> tuple[FoodRule, ...]:
    """The sentences about food that a family is told at this age."""
    return told_to_families(knowledge.content.nutrition.food, age.chron.total_months)


def food_why(knowledge: Knowledge, rule: FoodRule) -> tuple[Line, ...]:
    """What stands behind a sentence about food."""
    ages = _("{start} to under {end} months").format(start=rule.from_months, end=rule.to_months)
    source = _full_source(knowledge, rule.source)
    return ((_("For children"), ages), (_("Source"), source), (_("How sure"), rule.confidence))


# Risks


def risk_lines(
    knowledge: Knowledge, patient: Patient, age: AgeOn, facts: Mapping[str, FactValue]
) -> tuple[RiskLine, ...]:
    """Every risk that is asked for at this age, with what the facts say of it."""
    content = knowledge.content
    known = content.reader.read(dict(facts) | identity_facts(patient, age))
    view = RecordView(content, content.derivations.apply(known))
    applying = risks_at(content.nutrition.risks, age.chron.total_months)
    return tuple(_risk_line(knowledge, read_risk(risk, view)) for risk in applying)


def _risk_line(knowledge: Knowledge, reading: RiskReading) -> RiskLine:
    risk = reading.risk
    state = {
        Truth.TRUE: _("Risk recorded"),
        Truth.FALSE: _("No risk in what was answered"),
        Truth.UNKNOWN: _("Not known"),
    }[reading.truth]
    why = (
        (_("Ask"), risk.ask),
        (_("Look for"), risk.look_for),
        (_("What may be lacking"), ", ".join(name.replace("_", " ") for name in risk.nutrients)),
        (_("Tests to think of"), risk.tests),
        (_("For children"), _("{start} to under {end} months").format(start=risk.from_months, end=risk.to_months)),
        (_("Source"), _full_source(knowledge, risk.source)),
        (_("How sure"), risk.confidence),
    )
    return RiskLine(
        risk.id,
        risk.title,
        reading.truth,
        state,
        because(reading.inputs, knowledge),
        missing_words(reading.missing, knowledge),
        tuple(short_label(sign, knowledge) for sign in reading.signs),
        tuple(line for line in why if line[1]),
    )


# Laboratory values


def lab_lines(knowledge: Knowledge, patient: Patient, age: AgeOn, answers: Answers) -> tuple[LabLine, ...]:
    """Every recorded laboratory value, in the order of the form, beside the limits for this child."""
    person = Person(age.chron_days, patient.gestation, patient.sex)
    lines = []
    for item in knowledge.nutrition.items:
        answer = answers.get(ItemKey(item.field.id))
        if item.field.group == "lab" and answer is not None:
            lines.append(_lab_line(knowledge, item.field, item.label, answer, person))
    return tuple(lines)


def _lab_line(knowledge: Knowledge, field: Field, label: str, answer: Answer, person: Person) -> LabLine:
    found = readings(field, answer, person, knowledge.lab_limits)
    measured = answer.state is AnswerState.RECORDED and isinstance(answer.value, Decimal)
    value = (
        format_quantity(answer.value, answer.unit)
        if isinstance(answer.value, Decimal)
        else knowledge.value_words(field.id, answer)
    )
    typed = answer.typed
    return LabLine(
        field.id,
        label,
        value + (_(" (unusual, confirmed)") if answer.confirmed_unusual else ""),
        "" if typed is None else format_quantity(typed.number, typed.unit),
        tuple(_limit_line(knowledge, one) for one in found),
        _("No limit here for this age") if measured and not found else "",
    )


def _limit_line(knowledge: Knowledge, reading: LabReading) -> LimitLine:
    limit = reading.limit
    what = _("own limit") if limit.own else limit.what
    source = _("this clinic") if limit.own else limit.by or source_words(limit.source)
    told = (
        (_("What the limit is"), what),
        (_("For children"), whom_words(limit)),
        (_("Also"), "" if limit.own else limit.hint),
        (_("Reason"), limit.hint if limit.own else ""),
        (_("Decided by"), limit.source if limit.own else ""),
        (_("Source"), "" if limit.own else _full_source(knowledge, limit.source)),
        (_("How sure"), limit.confidence),
        (_("Compared"), _compared(reading)),
    )
    return LimitLine(
        _position_words(reading), reading.position, what, source, limit.own, tuple(line for line in told if line[1])
    )


def _position_words(reading: LabReading) -> str:
    """``Below 8.4 to 11.2 mg/dL``; beside a single figure ``Below 47 mg/dL`` or ``Not below 47 mg/dL``."""
    low, high, unit = reading.low, reading.high, reading.unit
    if low is not None and high is not None:
        words = {Position.BELOW: _("Below {span}"), Position.ABOVE: _("Above {span}")}
        return words.get(reading.position, _("Within {span}")).format(span=span_words(low, high, unit))
    if low is not None:
        is_below = reading.position is Position.BELOW
        return (_("Below {low}") if is_below else _("Not below {low}")).format(low=format_quantity(low, unit))
    if high is not None:
        is_above = reading.position is Position.ABOVE
        return (_("Above {high}") if is_above else _("Not above {high}")).format(high=format_quantity(high, unit))
    return _("No single limit")


def _compared(reading: LabReading) -> str:
    if reading.position is Position.NO_LIMIT:
        return ""
    return _("as typed, in {unit}; a value that equals a limit is within").format(unit=reading.unit)


def span_words(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """``2.1 to 2.8 mmol/L``, ``2 mmol/L or more``, ``up to 100 µmol/L``; empty without figures."""
    if low is not None and high is not None:
        return _("{low} to {high}").format(low=format_number(low), high=format_quantity(high, unit))
    if low is not None:
        return _("{low} or more").format(low=format_quantity(low, unit))
    return _("up to {high}").format(high=format_quantity(high, unit)) if high is not None else ""


def limit_words(limit: LabLimit) -> str:
    """The figures of a limit in both printed units, for a table of limits."""
    first = span_words(limit.low, limit.high, limit.unit) or _("no single limit")
    other = span_words(limit.low_other, limit.high_other, limit.other_unit)
    return f"{first} ({other})" if other and limit.other_unit else first


def whom_words(limit: LabLimit) -> str:
    """The children of a limit: ``0 to 28 days, preterm``."""
    parts = [_ages(limit.from_days, limit.to_days)]
    if limit.gestation != ANY:
        parts.append({"term": _("born at term"), "preterm": _("born before 37 weeks")}[limit.gestation])
    if limit.sex != ANY:
        parts.append({"female": _("girls"), "male": _("boys")}[limit.sex])
    return ", ".join(parts)


def _ages(start: int, end: int) -> str:
    if end < _MONTHS_FROM_DAYS:
        return _("day {start} to {end}").format(start=start, end=end) if end > start else _("day {day}").format(day=end)
    return _("from {start} to under {end}").format(start=_age(start), end=_age(end + 1))


def _age(days: int) -> str:
    if days < _MONTHS_FROM_DAYS:
        return _("{days} days").format(days=days)
    if days < _YEARS_FROM_DAYS:
        return _("{months} months").format(months=round(days / DAYS_PER_MONTH))
    return _("{years} years").format(years=round(days / _DAYS_PER_YEAR))


def _full_source(knowledge: Knowledge, source_id: str) -> str:
    source = knowledge.content.sources[source_id]
    return f"{source.cite} ({source.url})" if source.url else source.cite
