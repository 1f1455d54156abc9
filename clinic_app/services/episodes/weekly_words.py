"""Events by week in words, and as the model of their picture."""

from collections.abc import Sequence
from datetime import date

from clinic_app.charts.weekly import VisitMark, Week, WeeklyEventsModel
from clinic_app.clinical.episodes.weeks import WeekCount
from clinic_app.i18n import _, ngettext, short_day_text
from clinic_app.services.chart import Chart


def weekly_model(weeks: Sequence[WeekCount], chart: Chart, until: date) -> WeeklyEventsModel:
    """The picture of ``weeks`` (at least one) with the visits up to ``until``, at which the last visit stands."""
    first = weeks[0].monday
    before = tuple(
        VisitMark((visit.day - first).days / 7, _("visit")) for visit in chart.visits if first <= visit.day < until
    )
    visits = (*before, VisitMark(((until - first).days + 0.5) / 7, _("this visit")))
    return WeeklyEventsModel(tuple(_week(one) for one in weeks), visits, _("no log"), (_("Week"), _("Events")))


def _week(week: WeekCount) -> Week:
    count = week.at_least if week.logged else None
    mark = "+" if week.uncounted else ""
    return Week(short_day_text(week.monday), count, spoken_week(week), week.unfinished, week.about, mark)


def spoken_week(week: WeekCount) -> str:
    """``Week of 7 Sep: 6 events, 2 of them about``; a week without a log says so."""
    label = short_day_text(week.monday)
    return _("Week of {day}: {said}").format(day=label, said=_said(week))


def _said(week: WeekCount) -> str:
    if not week.logged:
        return _("no log")
    parts = [ngettext("{count} event", "{count} events", week.at_least).format(count=week.at_least)]
    if week.about:
        parts.append(_("{count} of them about").format(count=week.about))
    if week.uncounted:
        parts.append(_("at least: {count} told without a number").format(count=week.uncounted))
    if week.unfinished:
        parts.append(_("week not over"))
    return ", ".join(parts)
