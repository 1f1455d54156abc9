"""Events by week, day or month in words, and by week as the model of their picture on paper."""

from collections.abc import Sequence
from datetime import date

from clinic_app.charts.weekly import VisitMark, Week, WeeklyEventsModel
from clinic_app.clinical.episodes.weeks import SpanCount, Step
from clinic_app.domain.dates import MONTHS
from clinic_app.i18n import _, ngettext, short_day_text
from clinic_app.services.chart import Chart


def weekly_model(weeks: Sequence[SpanCount], chart: Chart, until: date) -> WeeklyEventsModel:
    """The picture of ``weeks`` (at least one) with the visits up to ``until``, at which the last visit stands."""
    first = weeks[0].first
    before = tuple(
        VisitMark((visit.day - first).days / 7, _("visit")) for visit in chart.visits if first <= visit.day < until
    )
    visits = (*before, VisitMark(((until - first).days + 0.5) / 7, _("this visit")))
    return WeeklyEventsModel(tuple(_week(one) for one in weeks), visits, _("no log"), (_("Week"), _("Events")))


def _week(week: SpanCount) -> Week:
    count = week.at_least if week.logged else None
    return Week(
        short_day_text(week.first), count, spoken_week(week), week.unfinished, week.about, plus_words(week.uncounted)
    )


def plus_words(uncounted: int) -> str:
    """``+`` after a number that lines without one add to."""
    return "+" if uncounted else ""


def span_words(span: SpanCount, step: Step) -> str:
    """The name of a span: ``7 Sep`` for a day or a week, ``Sep`` for a month, the year for January."""
    if step is not Step.MONTH:
        return short_day_text(span.first)
    return MONTHS[span.first.month - 1] if span.first.month != 1 else str(span.first.year)


def spoken_week(week: SpanCount) -> str:
    """``Week of 7 Sep: 6 events, 2 of them about``; a week without a log says so."""
    return spoken_span(week, Step.WEEK)


def spoken_span(span: SpanCount, step: Step, in_logged_week: bool = False, silent_weeks: int = 0) -> str:
    """A span with all that is known of it; arguments as for ``span_said``."""
    return f"{span_name(span, step)}: {span_said(span, step, in_logged_week, silent_weeks)}"


def span_name(span: SpanCount, step: Step) -> str:
    """``Week of 7 Sep``, ``7 Sep``, ``Sep 2026``."""
    if step is Step.WEEK:
        return _("Week of {day}").format(day=short_day_text(span.first))
    return f"{MONTHS[span.first.month - 1]} {span.first.year}" if step is Step.MONTH else short_day_text(span.first)


def span_said(span: SpanCount, step: Step, in_logged_week: bool = False, silent_weeks: int = 0) -> str:
    """What is known of a span.

    Args:
        in_logged_week: a day without a line inside a week that has some: nothing was written, which is no zero.
        silent_weeks: weeks of a month without a log.
    """
    if in_logged_week and not span.logged:
        return _("nothing written")
    said = said_of(span, step)
    if silent_weeks and span.logged:
        words = ngettext("{count} week without a log", "{count} weeks without a log", silent_weeks)
        said = f"{said}, {words.format(count=silent_weeks)}"
    return said


def said_of(span: SpanCount, step: Step = Step.WEEK) -> str:
    """``6 events, 2 of them about, week not over``, or ``no log``."""
    if not span.logged:
        return _("no log")
    parts = [ngettext("{count} event", "{count} events", span.at_least).format(count=span.at_least)]
    if span.about:
        parts.append(_("{count} of them about").format(count=span.about))
    if span.uncounted:
        parts.append(_("at least: {count} told without a number").format(count=span.uncounted))
    if span.unfinished:
        parts.append(_("month not over") if step is Step.MONTH else _("week not over"))
    return ", ".join(parts)
