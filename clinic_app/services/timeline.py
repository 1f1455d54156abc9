"""The chart's timeline: visits, events and growth of one child on one axis, as a picture's model."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from clinic_app.charts.scene import ChartTable, Ink, Marker
from clinic_app.charts.timeline import AgeTick, Lane, LaneBar, LaneMark, LanePoint, TimelineModel
from clinic_app.clinical.episodes.weeks import SpanCount, weekly
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import DAYS_PER_MONTH, Indicator
from clinic_app.domain.ages import age_on
from clinic_app.domain.dates import MONTHS, format_date
from clinic_app.domain.episodes import Episode
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _, short_day_text
from clinic_app.services.chart import Chart
from clinic_app.services.episodes.weekly_words import plus_words, spoken_week
from clinic_app.services.growth_words import centile_words
from clinic_app.services.hine import hine_of, past_hines, short_words
from clinic_app.services.milestone_changes import milestone_lane
from clinic_app.services.milestones import MilestoneBook

_WEEK = 7
#: More lanes of events would be too low to read.
_MOST_THREADS = 4
_AHEAD_DAYS = 30
#: z-scores at the bottom and the top of the growth lane.
_LANE_Z = 3.0
_MOST_POINTS = 78


def timeline_model(
    chart: Chart,
    points: Sequence[GrowthPoint],
    today: date,
    *,
    since: date | None = None,
    milestones: MilestoneBook | None = None,
    record: VisitRecord | None = None,
) -> TimelineModel:
    """Everything on one axis from ``since`` (birth where not given) to a month after today; ``record`` is today's."""
    patient = chart.patient
    age = age_on(patient.birth_date, patient.gestation, today)
    start = max(0, (since - patient.birth_date).days) if since is not None else 0
    end = age.chron_days + _AHEAD_DAYS
    lanes = (
        _visit_lane(chart, today),
        *_hine_lane(chart, record, today),
        *((milestone_lane(milestones),) if milestones is not None else ()),
        *_event_lanes(chart, today, start),
        growth_lane(chart, points),
    )
    return TimelineModel(
        day_from=start,
        day_to=end,
        today=age.chron_days,
        today_label="Today",
        lanes=lanes,
        calendar=_calendar(patient.birth_date, start, end),
        ages=_ages(start, end, 0),
        corrected=_ages(start, end, age.correction_days) if age.correction_days else (),
        axis_titles=("Age", "Corrected"),
        table=_table(lanes),
    )


def _visit_lane(chart: Chart, today: date) -> Lane:
    born = chart.patient.birth_date
    birth = f"Birth, {chart.patient.gestation}" if chart.patient.gestation is not None else "Birth"
    marks = [LaneMark(0, birth, f"{birth}, {format_date(born)}", Marker.SQUARE, Ink.ACCENT)]
    for visit in sorted(chart.visits, key=lambda one: one.day):
        if visit.day <= today:
            words = "" if visit.note_id is not None else ", not signed"
            spoken = f"Visit {format_date(visit.day)}: {visit.reason}{words}"
            marks.append(
                LaneMark(
                    (visit.day - born).days,
                    _short(visit.reason),
                    spoken,
                    Marker.SQUARE,
                    Ink.ACCENT,
                    visit.note_id is None,
                )
            )
    return Lane("Visits", marks=tuple(marks))


def _short(reason: str) -> str:
    words = reason.split()
    return " ".join(words[:3]) + ("…" if len(words) > 3 else "")


def _hine_lane(chart: Chart, record: VisitRecord | None, today: date) -> tuple[Lane, ...]:
    """Totals as a line; an incomplete form has no total and stands hollow at the bottom of the lane."""
    now = hine_of(chart.patient, today, record.answers) if record is not None else None
    points = []
    for one in (*reversed(past_hines(chart)), *((now,) if now is not None else ())):
        total = one.score.total
        level = float(total) / _MOST_POINTS if total is not None else 0.0
        words = short_words(one.score)
        spoken = f"HINE {words} on {format_date(one.day)}"
        label = words if total is not None else ""
        points.append(LanePoint((one.day - chart.patient.birth_date).days, level, label, spoken, open=total is None))
    return (Lane("HINE", "total of 78", points=tuple(points), joined=False),) if points else ()


def _event_lanes(chart: Chart, today: date, start: int) -> Iterator[Lane]:
    """One lane a thread, open ones first; closed ones where the axis from day ``start`` holds any of their log."""
    born = chart.patient.birth_date
    shown = [one for one in chart.episodes if one.status.is_open]
    closed = [one for one in chart.episodes if not one.status.is_open]
    shown += [one for one in closed if any((event.when.until - born).days >= start for event in one.events)]
    left = len(shown) - _MOST_THREADS
    for place, episode in enumerate(shown[:_MOST_THREADS], start=1):
        more = _("+ {count} more threads").format(count=left) if left > 0 and place == _MOST_THREADS else ""
        yield _event_lane(chart, episode, today, start, more or _("events a week"))


def _event_lane(chart: Chart, episode: Episode, today: date, start: int, subtitle: str) -> Lane:
    """Bars where a week was logged, hatching where one was not; the highest in view carries its number."""
    born = chart.patient.birth_date
    weeks = weekly(episode.events, today)
    most = max((week.at_least for week in weeks if week.logged), default=0)
    seen = [week for week in weeks if week.logged and (week.last - born).days >= start]
    highest = max(seen, key=lambda week: week.at_least, default=None)
    bars = tuple(
        bar for silent, run in groupby(weeks, key=_is_silent) for bar in _lane_bars(born, silent, [*run], most)
    )
    if highest is not None:
        day = (highest.first - born).days
        number = f"{highest.at_least}{plus_words(highest.uncounted)}"
        bars = tuple(replace(bar, label=number) if bar.day_from == day else bar for bar in bars)
    note = f"none told before {format_date(episode.first_seen)}" if episode.first_seen is not None and not bars else ""
    return Lane(episode.title, subtitle, bars=bars, note=note)


def _is_silent(week: SpanCount) -> bool:
    return not week.logged


def _lane_bars(born: date, silent: bool, weeks: Sequence[SpanCount], most: int) -> Iterator[LaneBar]:
    """One hatched stretch for a run of weeks without a log, one bar for each week of a run with one."""
    if silent:
        words = _("{first} to {last}: no log").format(
            first=short_day_text(weeks[0].first), last=short_day_text(weeks[-1].last)
        )
        yield LaneBar((weeks[0].first - born).days, (weeks[-1].last - born).days + 1, 0.0, spoken=words, silent=True)
        return
    for week in weeks:
        start = (week.first - born).days
        level = week.at_least / most if most else 0.0
        yield LaneBar(start, start + _WEEK, level, "", spoken_week(week), unfinished=week.unfinished)


def growth_lane(chart: Chart, points: Sequence[GrowthPoint]) -> Lane:
    """Weight as its place among centiles."""
    born = chart.patient.birth_date
    drawn = []
    for point in points:
        if point.indicator is Indicator.WEIGHT and point.score.z is not None:
            level = (min(max(point.score.z, -_LANE_Z), _LANE_Z) + _LANE_Z) / (2 * _LANE_Z)
            words = centile_words(point.score)
            drawn.append(LanePoint((point.on - born).days, level, words, f"Weight {words} on {format_date(point.on)}"))
    note = "centile, corr." if any(point.corrected for point in points) else "centile"
    reference = (0.5, "50th") if drawn else None
    return Lane("Weight", note, points=tuple(drawn), reference=reference, note="" if drawn else "not measured")


def _calendar(born: date, start: int, end: int) -> tuple[AgeTick, ...]:
    ticks, first = [], born + timedelta(days=start)
    year, month = first.year, first.month
    while (date(year, month, 1) - born).days <= end:
        day = (date(year, month, 1) - born).days
        if day >= start:
            ticks.append(AgeTick(day, MONTHS[month - 1] if month != 1 else str(year)))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(ticks)


def _ages(start: int, end: int, correction: int) -> tuple[AgeTick, ...]:
    """Whole months up to two years, whole years after."""
    by_years = end > 24 * DAYS_PER_MONTH
    step = DAYS_PER_MONTH * (12 if by_years else 1)
    ticks = []
    count = 0
    while count * step + correction <= end:
        day = count * step + correction
        if day >= start:
            ticks.append(AgeTick(day, f"{count} {'y' if by_years else 'm'}"))
        count += 1
    return tuple(ticks)


def _table(lanes: Sequence[Lane]) -> ChartTable:
    rows = []
    for lane in lanes:
        rows += [(lane.title, mark.spoken) for mark in lane.marks]
        rows += [(lane.title, point.spoken) for point in lane.points]
        rows += [(lane.title, bar.spoken) for bar in lane.bars]
    return ChartTable(("What", "When"), tuple(rows))
