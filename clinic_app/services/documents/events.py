"""Events a week, on paper."""

from datetime import date, timedelta

from clinic_app.charts.weekly import VisitMark, Week, WeeklyEventsModel
from clinic_app.domain.episodes import Episode
from clinic_app.i18n import _, day_text, short_day_text
from clinic_app.services.chart import Chart

_WEEK = timedelta(days=7)
_MOST_WEEKS = 16


def weekly_events(chart: Chart, until: date) -> tuple[WeeklyEventsModel | None, str]:
    """The busiest thread's events by week up to ``until``, and the sentence under the chart.

    A week in which nobody logged anything is a week without a log, not a week without events.
    """
    told = [episode for episode in chart.episodes if _counted(episode, until)]
    if not told:
        return None, ""
    episode = max(told, key=lambda one: len(one.events))
    counts = _counted(episode, until)
    first = max(min(counts), _monday(until) - _WEEK * (_MOST_WEEKS - 1))
    weeks, monday = [], first
    while monday <= until:
        weeks.append(_week(monday, counts.get(monday), until))
        monday += _WEEK
    before = tuple(
        VisitMark((visit.day - first).days / 7, _("visit")) for visit in chart.visits if first <= visit.day < until
    )
    visits = (*before, VisitMark(((until - first).days + 0.5) / 7, _("this visit")))
    model = WeeklyEventsModel(tuple(weeks), visits, _("no log"), (_("Week"), _("Events")))
    total = sum(count for monday, count in counts.items() if monday >= first)
    caption = _("{title}: {total} events told by the family, {first} to {last}.").format(
        title=episode.title, total=total, first=short_day_text(first), last=day_text(until)
    )
    return model, f"{caption} {_('Last bar: week not over.')}" if weeks[-1].unfinished else caption


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _counted(episode: Episode, until: date) -> dict[date, int]:
    counts: dict[date, int] = {}
    for event in episode.events:
        if event.count is not None and event.day <= until:
            monday = _monday(event.day)
            counts[monday] = counts.get(monday, 0) + event.count
    return counts


def _week(monday: date, count: int | None, until: date) -> Week:
    label = short_day_text(monday)
    said = _("no log") if count is None else _("{count} events").format(count=count)
    return Week(
        label, count, _("Week of {day}: {said}").format(day=label, said=said), unfinished=monday + _WEEK > until
    )
