"""Two periods of a log in words, each number with its denominator. A share of fewer than ten is no percentage."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from clinic_app.clinical.episodes.compare import Amount, Compared, Comparison, Measure, Period, since_and_before
from clinic_app.clinical.episodes.facts import STATES, TRIGGERS
from clinic_app.domain.episodes import DayPart
from clinic_app.domain.errors import UserError
from clinic_app.i18n import _, day_text, ngettext, number_text, short_day_text
from clinic_app.services.chart import Chart
from clinic_app.services.episodes.looks import side_words
from clinic_app.services.knowledge import Knowledge

#: Percentages are written from this denominator on.
FEWEST_FOR_PERCENT: Final = 10
#: There was no event that could have told.
_NOTHING: Final = "–"
_FOUR_WEEKS: Final = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line in words. ``differs`` where both told and what is written of the value is not the same."""

    what: str
    before: str
    after: str
    differs: bool


def last_visit_before(chart: Chart, today: date) -> date | None:
    """The day of the last visit before today; ``None`` where there was none."""
    return max((visit.day for visit in chart.visits if visit.day < today), default=None)


def offered_periods(chart: Chart, today: date) -> tuple[Period, Period]:
    """Since the last visit and as long before it; the last four weeks and the four before where there was no visit."""
    return since_and_before(last_visit_before(chart, today) or today - _FOUR_WEEKS, today) or (
        Period(today, today),
        Period(today, today),
    )


def checked_period(first: date | None, last: date | None, born: date, today: date) -> Period:
    """A period as it was typed. Raises ``UserError`` for a day that is missing, cannot be, or comes too early."""
    if first is None or last is None:
        raise UserError(_("A period needs its first and its last day."))
    if first < born:
        raise UserError(_("{day} is before the birth on {born}.").format(day=day_text(first), born=day_text(born)))
    if last > today:
        raise UserError(_("{day} lies in the future.").format(day=day_text(last)))
    if last < first:
        raise UserError(
            _("It ends on {last}, before it begins on {first}.").format(last=day_text(last), first=day_text(first))
        )
    return Period(first, last)


def period_words(period: Period, today: date) -> str:
    """``15 Oct to 18 Nov, 35 days``."""
    years = period.first.year != today.year or period.last.year != today.year
    name = day_text if years else short_day_text
    days = ngettext("{count} day", "{count} days", period.days).format(count=period.days)
    return _("{first} to {last}, {days}").format(first=name(period.first), last=name(period.last), days=days)


def compared_rows(knowledge: Knowledge, comparison: Comparison) -> tuple[ComparedRow, ...]:
    """The table of a comparison."""
    return tuple(
        ComparedRow(
            what_words(knowledge, line),
            amount_words(line.measure, line.before),
            amount_words(line.measure, line.after),
            _differs(line),
        )
        for line in comparison.lines
    )


def _differs(line: Compared) -> bool:
    before, after = line.before, line.after
    if before.value is None or after.value is None:
        return False
    if not line.measure.is_share:
        return before.value != after.value
    if min(before.whole, after.whole) < FEWEST_FOR_PERCENT:
        return before.value * after.whole != after.value * before.whole
    return _percent(round(before.value), before.whole) != _percent(round(after.value), after.whole)


def what_words(knowledge: Knowledge, line: Compared) -> str:
    """What a line counts: ``Stops when held``, ``Side: right``."""
    code = line.code
    held = {
        "yes": _("Stops when held"),
        "partly": _("Stops partly when held"),
        "no": _("Does not stop when held"),
    }
    match line.measure:
        case Measure.EVENTS:
            return _("Events")
        case Measure.A_WEEK:
            return _("Events a week, in weeks with a log")
        case Measure.LONGEST:
            return _("Longest event")
        case Measure.MEDIAN:
            return _("Median length")
        case Measure.HELD:
            return held[code]
        case Measure.SIDE:
            return _("Side: {side}").format(side=side_words(knowledge, code))
        case Measure.TRIGGER:
            return _("Trigger: {trigger}").format(trigger=knowledge.code_words(TRIGGERS, code))
        case Measure.STATE:
            return _("State: {state}").format(state=knowledge.code_words(STATES, code))
        case Measure.DAY_PART:
            return _("Time: {part}").format(part=part_words(DayPart(code)))
        case Measure.RUN:
            return _("Told as a run")


def part_words(part: DayPart) -> str:
    """A part of the day."""
    return {
        DayPart.MORNING: _("morning"),
        DayPart.AFTERNOON: _("afternoon"),
        DayPart.EVENING: _("evening"),
        DayPart.NIGHT: _("night"),
    }[part]


def amount_words(measure: Measure, amount: Amount) -> str:
    """``31 of 33 (94 %), not told 4``; what nobody logged or told says so and is no number."""
    if measure is Measure.EVENTS:
        return _events_words(amount)
    if measure is Measure.A_WEEK:
        return _a_week_words(amount)
    if not measure.is_share:
        return _length_words(amount)
    parts = [] if amount.value is None else [share_words(round(amount.value), amount.whole)]
    if amount.not_tried:
        parts.append(_("not tried {count}").format(count=amount.not_tried))
    if amount.not_told:
        parts.append(_("not told {count}").format(count=amount.not_told))
    return ", ".join(parts) or _NOTHING


def share_words(part: int, whole: int) -> str:
    """``31 of 33 (94 %)``; fewer than ten have no percentage, and nothing is rounded up to all or down to none."""
    words = _("{part} of {whole}").format(part=part, whole=whole)
    if whole < FEWEST_FOR_PERCENT:
        return words
    return _("{words} ({percent} %)").format(words=words, percent=_percent(part, whole))


def _percent(part: int, whole: int) -> str:
    percent = round(100 * part / whole)
    if percent == 100 and part < whole:
        return ">99"
    return "<1" if percent == 0 and part > 0 else str(percent)


def _events_words(amount: Amount) -> str:
    if amount.value is None:
        return _("no log")
    words = str(round(amount.value))
    if not amount.not_told:
        return words
    silent = ngettext("{count} day without a log", "{count} days without a log", amount.not_told)
    return f"{words}, {silent.format(count=amount.not_told)}"


def _a_week_words(amount: Amount) -> str:
    if amount.value is None:
        return _("too short to say") if amount.whole else _("no log")
    days = ngettext("on {count} day", "on {count} days", amount.whole).format(count=amount.whole)
    return f"{number_text(amount.value, 1)} ({days})"


def _length_words(amount: Amount) -> str:
    untold = _("not told of {count}").format(count=amount.not_told)
    if amount.value is None:
        return untold if amount.not_told else _NOTHING
    told = ngettext("told of {count} line", "told of {count} lines", amount.whole).format(count=amount.whole)
    seconds = number_text(amount.value, 0 if float(amount.value).is_integer() else 1)
    parts = [told, untold] if amount.not_told else [told]
    return _("{seconds} s ({told})").format(seconds=seconds, told=", ".join(parts))


def reaching_words(comparison: Comparison) -> str:
    """What to know of lines that reach over the end of a period; empty where none does."""
    if not comparison.reaching:
        return ""
    words = ngettext(
        "{count} line reaches over the end of a period and is counted where it begins.",
        "{count} lines reach over the end of a period and are counted where they begin.",
        comparison.reaching,
    )
    return words.format(count=comparison.reaching)
