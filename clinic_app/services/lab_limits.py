"""Laboratory limits as this clinic uses them: the shipped ones, and its own beside them, decided by the lead."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Final

from clinic_app.clinical.fields import Field
from clinic_app.clinical.nutrition.lab_limits import ANY, VERSION, LabLimit, in_unit, overlap
from clinic_app.clinical.nutrition.own_limits import band_of, decision_id, figures_of, limits_in, own_limits, units_of
from clinic_app.domain.ages import DAYS_PER_MONTH
from clinic_app.domain.errors import NotFoundError, UserError
from clinic_app.domain.local_rules import LocalRule, RuleState
from clinic_app.domain.people import Actor
from clinic_app.domain.quantities import parse_quantity
from clinic_app.i18n import _
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.local_rules import add_decision

_AGE: Final = re.compile(r"(\d{1,4})\s*([dwmy]?)", re.IGNORECASE)
_MONTHS_PER_YEAR: Final = 12
_LAST_DAY: Final = 36_524
_PLACES: Final = 4


@dataclass(frozen=True, slots=True)
class NewLimit:
    """A limit as it is typed. ``until`` is the age at which it no longer holds; ``low`` or ``high`` may be empty."""

    from_age: str
    until_age: str
    low: str
    high: str
    unit: str
    gestation: str = ANY
    sex: str = ANY


@dataclass(frozen=True, slots=True)
class AnalyteEntry:
    """One analyte with its limits and every decision about them, oldest first."""

    field: Field
    label: str
    shipped: tuple[LabLimit, ...]
    own: tuple[LabLimit, ...]
    history: tuple[LocalRule, ...]

    @property
    def version(self) -> int:
        """Version of the newest decision, 0 where there is none."""
        return self.history[-1].version if self.history else 0


def limit_book(context: Context, actor: Actor) -> tuple[AnalyteEntry, ...]:
    """Every laboratory value with its limits, in the order of the form."""
    context.allow(actor, Action.ASSESS)
    decisions = context.reads.local_rules()
    knowledge = context.knowledge
    held = own_limits(decisions, knowledge.fields)
    return tuple(
        AnalyteEntry(
            item.field,
            item.label,
            tuple(one for one in knowledge.content.nutrition.limits if one.analyte == item.field.id),
            tuple(one for one in held if one.analyte == item.field.id),
            tuple(one for one in decisions if one.rule_id == decision_id(item.field.id)),
        )
        for item in knowledge.nutrition.items
        if item.field.group == "lab"
    )


def set_own_limit(context: Context, actor: Actor, field_id: str, new: NewLimit, reason: str, seen: int) -> LocalRule:
    """Use a limit of the clinic's own. One for the same children replaces the one before.

    Raises:
        UserError: ``field`` names what cannot be read or cannot be: ``from_age``, ``until_age``, ``low``, ``high``,
            ``reason``; an overlap with another limit of the clinic is said of ``from_age``.
        ConflictError: somebody decided meanwhile.
        NotFoundError: no such laboratory value.
    """
    context.allow(actor, Action.CHANGE_RULES)
    field = _analyte(context, field_id)
    limit = _read(field, units_of(context.knowledge.fields, field_id), new)
    others = [one for one in _held(context, field_id) if band_of(one) != band_of(limit)]
    if any(overlap(one, limit) for one in others):
        raise UserError(
            _("Another limit of this clinic holds for some of these children: remove it first."), "from_age"
        )
    return _decide(context, actor, field_id, (*others, limit), reason, seen)


def remove_own_limit(context: Context, actor: Actor, field_id: str, band: str, reason: str, seen: int) -> LocalRule:
    """Use the shipped limits alone for the children of ``band``. Raises as ``set_own_limit``."""
    context.allow(actor, Action.CHANGE_RULES)
    _analyte(context, field_id)
    held = _held(context, field_id)
    left = [one for one in held if band_of(one) != band]
    if len(left) == len(held):
        raise NotFoundError(f"This clinic has no such limit: {band}.")
    return _decide(context, actor, field_id, left, reason, seen)


def _held(context: Context, field_id: str) -> tuple[LabLimit, ...]:
    decisions = [one for one in context.reads.local_rules() if one.rule_id == decision_id(field_id)]
    if not decisions or decisions[-1].state is not RuleState.CHANGED:
        return ()
    return limits_in(decisions[-1])


def _decide(
    context: Context, actor: Actor, field_id: str, limits: Iterable[LabLimit], reason: str, seen: int
) -> LocalRule:
    kept = {band_of(one): figures_of(one) for one in limits}
    state = RuleState.CHANGED if kept else RuleState.SHIPPED
    return add_decision(context, actor, (decision_id(field_id), VERSION), state, kept, reason, seen)


def _analyte(context: Context, field_id: str) -> Field:
    field = context.knowledge.fields.get(field_id)
    if field is None or field.group != "lab":
        raise NotFoundError(f"There is no laboratory value {field_id}.")
    return field


def _read(field: Field, units: tuple[str, ...], new: NewLimit) -> LabLimit:
    if new.unit not in units:
        raise UserError(_("Choose one of the units: {units}.").format(units=", ".join(units)), "unit")
    start = _days(new.from_age, "from_age")
    until = _days(new.until_age, "until_age")
    if until <= start:
        raise UserError(_("This age must be above the one from which the limit holds."), "until_age")
    low, high = _figure(field, new.low, new.unit, "low"), _figure(field, new.high, new.unit, "high")
    if low is None and high is None:
        raise UserError(_("Type at least one of the two figures."), "low")
    if low is not None and high is not None and low >= high:
        raise UserError(_("The upper limit must be above the lower one."), "high")
    return LabLimit(field.id, start, until - 1, new.gestation, new.sex, low, high, new.unit, own=True)


def _days(text: str, name: str) -> int:
    """An age in days: ``28`` or ``28 d``, ``6 w``, ``12 m`` (of 30.4375 days), ``5 y``."""
    match = _AGE.fullmatch(text.strip())
    if match is None:
        raise UserError(_("Type an age, such as 28 d, 6 m or 5 y."), name)
    number, unit = int(match[1]), match[2].lower()
    of_month = {"m": 1, "y": _MONTHS_PER_YEAR}.get(unit)
    days = number * (7 if unit == "w" else 1) if of_month is None else ceil(number * of_month * DAYS_PER_MONTH)
    if days > _LAST_DAY:
        raise UserError(_("Nobody of this age is seen here."), name)
    return days


def _figure(field: Field, text: str, unit: str, name: str) -> Decimal | None:
    if not text.strip():
        return None
    number = parse_quantity(text, unit=unit, decimals=_PLACES, field=name).value
    kept, limits = in_unit(field, number, unit, field.unit), field.range
    too_low = limits.hard_min is not None and kept is not None and kept < limits.hard_min
    if too_low or (limits.hard_max is not None and kept is not None and kept > limits.hard_max):
        raise UserError(_("{what} is never that.").format(what=field.label), name)
    return number
