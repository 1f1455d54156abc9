"""Events a week, on paper."""

from datetime import date, timedelta

from clinic_app.charts.weekly import WeeklyEventsModel
from clinic_app.clinical.episodes.weeks import monday_of, weekly
from clinic_app.domain.episodes import Episode
from clinic_app.i18n import _, day_text, short_day_text
from clinic_app.services.chart import Chart
from clinic_app.services.episodes.weekly_words import weekly_model

_WEEK = timedelta(days=7)
_MOST_WEEKS = 16


def weekly_events(chart: Chart, until: date, wanted: Episode | None = None) -> tuple[WeeklyEventsModel | None, str]:
    """The events of a thread by week up to ``until``, and the sentence under the chart; the busiest if none is named.

    A week in which nobody logged anything is a week without a log, not a week without events.
    """
    threads = chart.episodes if wanted is None else (wanted,)
    told = [one for one in threads if any(event.when.day <= until for event in one.events)]
    if not told:
        return None, ""
    episode = max(told, key=lambda one: len(one.events))
    events = [event for event in episode.events if event.when.day <= until]
    since = max(monday_of(events[0].when.day), monday_of(until) - _WEEK * (_MOST_WEEKS - 1))
    weeks = weekly(events, until, since)
    model = weekly_model(weeks, chart, until)
    total = sum(week.at_least for week in weeks)
    caption = _("{title}: {total} events told by the family, {first} to {last}.").format(
        title=episode.title, total=total, first=short_day_text(since), last=day_text(until)
    )
    return model, f"{caption} {_('Last bar: week not over.')}" if weeks[-1].unfinished else caption
