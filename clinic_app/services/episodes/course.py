"""The course of an episode: which part of the log is looked at, how finely, and that part as a picture's model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from clinic_app.charts.episode_weeks import DayLine, EpisodeWeeksModel
from clinic_app.charts.event_bars import EventBar
from clinic_app.charts.scene import ChartTable, Dash
from clinic_app.charts.timeline import Lane
from clinic_app.clinical.episodes.weeks import SpanCount, Step, counted, monday_of
from clinic_app.domain.episodes import Episode, Said, SaidKind
from clinic_app.i18n import _, day_text, ngettext, short_day_text
from clinic_app.services.chart import Chart
from clinic_app.services.episodes.weekly_words import plus_words, span_name, span_said, span_words, spoken_span

#: A log is shown over at least so many days; zooming in ends at a week of days.
_LEAST_WHOLE, _LEAST_VIEW = 8 * 7, 7
#: Up to so many days one bar is a day, up to so many it is a week.
_MOST_DAYS, _MOST_WEEKS = 35, 60 * 7
_SHORT_WORDS = 4
_ADVISED = {SaidKind.ADVICE, SaidKind.TREATMENT}


@dataclass(frozen=True, slots=True)
class View:
    """The days that are drawn, both counted, and what one bar stands for."""

    first: date
    last: date
    step: Step

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class CountedLog:
    """One thread up to today, counted once for each step however often it is drawn."""

    episode: Episode
    today: date
    _counts: dict[Step, tuple[SpanCount, ...]] = field(default_factory=dict)

    def counts(self, step: Step) -> tuple[SpanCount, ...]:
        """Every span from the first line of the log to today; empty where nothing was logged."""
        if step not in self._counts:
            self._counts[step] = counted(self.episode.events, self.today, None, step)
        return self._counts[step]

    @property
    def since(self) -> date | None:
        """The first day that the log speaks of; ``None`` without a log."""
        days = [event.when.day for event in self.episode.events if event.when.day <= self.today]
        return min(days, default=None)

    @property
    def whole(self) -> View:
        """Everything: by week, or by month where the weeks are too many to read."""
        weeks = self.counts(Step.WEEK)
        first = weeks[0].first if weeks else monday_of(self.today)
        last = Step.WEEK.last_of(self.today)
        least = last - timedelta(days=_LEAST_WHOLE - 1)
        step = Step.WEEK if (last - first).days < _MOST_WEEKS else Step.MONTH
        return View(step.first_of(min(first, least)), step.last_of(self.today), step)

    def silent_weeks(self, first: date, last: date) -> tuple[SpanCount, ...]:
        """Weeks without a log that touch ``first`` to ``last``."""
        return tuple(
            one for one in self.counts(Step.WEEK) if not one.logged and one.first <= last and one.last >= first
        )


def zoomed(log: CountedLog, view: View, factor: float, at: date) -> View:
    """A view ``factor`` times as long, in which ``at`` keeps its place; never longer than the whole log."""
    whole = log.whole
    days = round(view.days * factor)
    if days >= whole.days:
        return whole
    days = max(days, _LEAST_VIEW)
    share = min(max((at - view.first).days / view.days, 0.0), 1.0)
    step = Step.DAY if days <= _MOST_DAYS else Step.WEEK if days <= _MOST_WEEKS else Step.MONTH
    return _placed(whole, at - timedelta(days=round(share * days)), days, step)


def moved(log: CountedLog, view: View, days: int) -> View:
    """The same length, ``days`` later or earlier, within the log."""
    return _placed(log.whole, view.first + timedelta(days=days), view.days, view.step)


def since_view(log: CountedLog, day: date) -> View:
    """From the week of ``day`` to today, by day where that is short."""
    days = (log.today - day).days + 1
    return zoomed(log, log.whole, max(days, _LEAST_VIEW) / log.whole.days, log.today)


def _placed(whole: View, first: date, days: int, step: Step) -> View:
    """Whole spans, as many days as near as can be, inside ``whole``."""
    first = max(min(first, whole.last - timedelta(days=days - 1)), whole.first)
    last = min(first + timedelta(days=days - 1), whole.last)
    return View(max(step.first_of(first), whole.first), min(step.last_of(last), whole.last), step)


def course_model(log: CountedLog, chart: Chart, view: View, lanes: Sequence[Lane] = ()) -> EpisodeWeeksModel:
    """The picture of one thread in ``view``: days since birth, visits and advice as lines, silence as silence."""
    born = chart.patient.birth_date
    shown = [one for one in log.counts(view.step) if one.first <= view.last and one.last >= view.first]
    lines = tuple(_lines(log, chart))
    silent = log.silent_weeks(view.first, view.last) if view.step is not Step.WEEK else ()
    return EpisodeWeeksModel(
        day_from=(view.first - born).days,
        day_to=(view.last - born).days + 1,
        bars=tuple(_bar(log, one, view.step, born) for one in shown),
        today=(log.today - born).days + 0.5,
        today_label=_("Today"),
        lines=lines,
        silent=tuple(((one.first - born).days, (one.last - born).days + 1) for one in silent),
        before=_before(log, view),
        no_log=_("no log"),
        lanes=tuple(lanes),
        table=_table(log, view.step, shown, lines, born),
    )


def _bar(log: CountedLog, span: SpanCount, step: Step, born: date) -> EventBar:
    blank, silent = _quiet(log, span, step)
    return EventBar(
        start=(span.first - born).days,
        end=(span.last - born).days + 1,
        label=span_words(span, step),
        count=span.at_least if span.logged else None,
        spoken=spoken_span(span, step, blank, silent),
        unfinished=span.unfinished,
        about=span.about,
        mark=plus_words(span.uncounted),
        blank=blank,
    )


def _quiet(log: CountedLog, span: SpanCount, step: Step) -> tuple[bool, int]:
    """Whether a day is only unwritten inside a logged week, and how many weeks of a month have no log."""
    if step is Step.WEEK:
        return False, 0
    silent = len(log.silent_weeks(span.first, span.last))
    return step is Step.DAY and not span.logged and not silent, silent if step is Step.MONTH else 0


def _before(log: CountedLog, view: View) -> tuple[str, ...]:
    """Left of the first bar: since when there is a log at all, or how much of it is not in view."""
    since = log.since
    if since is None:
        return ()
    first = log.counts(view.step)[0]
    if view.first <= first.first:
        return (_("no log"), _("before"), short_day_text(since))
    earlier = sum(one.at_least for one in log.counts(view.step) if one.last < view.first)
    return (ngettext("{count} event", "{count} events", earlier).format(count=earlier), _("earlier"))


def _lines(log: CountedLog, chart: Chart) -> Iterator[DayLine]:
    """One line for each visit before today with what was advised that day, and one for advice between visits."""
    born = chart.patient.birth_date
    visits = {visit.day for visit in chart.visits if visit.day < log.today}
    advised: dict[date, list[Said]] = {}
    for one in log.episode.said:
        if one.kind in _ADVISED and one.day <= log.today:
            advised.setdefault(one.day, []).append(one)
    for day in sorted(visits | set(advised)):
        said = advised.get(day, [])
        name = _("Visit {day}").format(day=short_day_text(day)) if day in visits else short_day_text(day)
        label = ", ".join([name, *(_short(one.text) for one in said)])
        spoken = ". ".join([name, *(f"{_kind(one.kind)}: {one.text}" for one in said)])
        yield DayLine((day - born).days + 0.5, label, name, spoken, Dash.DASHED if day in visits else Dash.DOTTED)


def _kind(kind: SaidKind) -> str:
    return _("Treatment") if kind is SaidKind.TREATMENT else _("Advice")


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_SHORT_WORDS]) + ("…" if len(words) > _SHORT_WORDS else "")


def _table(log: CountedLog, step: Step, shown: Sequence[SpanCount], lines: Sequence[DayLine], born: date) -> ChartTable:
    heads = {Step.DAY: _("Day"), Step.WEEK: _("Week"), Step.MONTH: _("Month")}
    rows = []
    for span in shown:
        start, end = (span.first - born).days, (span.last - born).days + 1
        at = [line.spoken for line in lines if start <= line.day < end]
        rows.append((span_name(span, step), span_said(span, step, *_quiet(log, span, step)), "; ".join(at)))
    return ChartTable((heads[step], _("Events"), _("Visits and advice")), tuple(rows))


def course_title(step: Step) -> str:
    """What the bars are."""
    return {Step.DAY: _("Events a day"), Step.WEEK: _("Events a week"), Step.MONTH: _("Events a month")}[step]


def total_words(log: CountedLog) -> str:
    """``79 events since 7 Sep; this week is not over``, with how many are a guess or at least."""
    since, weeks = log.since, log.counts(Step.WEEK)
    if since is None:
        return _("nothing logged yet")
    total, about = sum(one.at_least for one in weeks), sum(one.about for one in weeks)
    words = ngettext("{count} event", "{count} events", total).format(count=total)
    if any(one.uncounted for one in weeks):
        words = _("at least {events}").format(events=words)
    if about:
        words = _("{events}, {count} of them about,").format(events=words, count=about)
    words = _("{events} since {day}").format(events=words, day=_day(since, log.today))
    if not weeks[-1].logged:
        return _("{words}; nothing logged this week yet").format(words=words)
    return _("{words}; this week is not over").format(words=words) if weeks[-1].unfinished else words


def _day(day: date, today: date) -> str:
    return short_day_text(day) if day.year == today.year else day_text(day)
