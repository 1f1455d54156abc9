"""What is told of events, over time and over the day: time of day, length, holding and side as pictures' models."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from clinic_app.charts.day_hours import DayCount, DayHoursModel
from clinic_app.charts.dot_table import DotRow, DotTableModel, ShareRow
from clinic_app.charts.lengths import LengthsModel, LengthSpan
from clinic_app.charts.scene import ChartTable
from clinic_app.clinical.episodes.hours import by_hour
from clinic_app.clinical.episodes.summary import NOT_TOLD, LogSummary, Share, summarise
from clinic_app.clinical.episodes.weeks import Step
from clinic_app.domain.episodes import DayPart
from clinic_app.i18n import _, ngettext, number_text
from clinic_app.services.episodes.comparing import part_words
from clinic_app.services.episodes.course import CountedLog
from clinic_app.services.episodes.looks import held_codes, side_codes
from clinic_app.services.episodes.weekly_words import span_name, span_words
from clinic_app.services.knowledge import Knowledge

#: Columns that can be read side by side.
_MOST = 14
_UNTOLD = frozenset({NOT_TOLD, "unknown", "unclear"})


@dataclass(frozen=True, slots=True)
class SpanSummary:
    """One week or month of a log, added up."""

    label: str
    name: str
    summary: LogSummary

    @property
    def logged(self) -> bool:
        """Whether any line speaks of it."""
        return self.summary.logged_weeks > 0


def spans_of(log: CountedLog) -> tuple[SpanSummary, ...]:
    """The whole log cut into at most 14 columns: weeks, or months; what lies before them is one column."""
    weeks, months = log.counts(Step.WEEK), log.counts(Step.MONTH)
    step, counts = (Step.WEEK, weeks) if len(weeks) <= _MOST else (Step.MONTH, months)
    shown = counts if len(counts) <= _MOST else counts[-_MOST + 1 :]
    events = log.episode.events
    spans = [
        SpanSummary(span_words(one, step), span_name(one, step), summarise(events, one.first, min(one.last, log.today)))
        for one in shown
    ]
    if len(shown) < len(counts):
        last = shown[0].first - timedelta(days=1)
        earlier = summarise(events, counts[0].first, last)
        spans.insert(0, SpanSummary(_("Earlier"), _("Earlier"), earlier))
    return tuple(spans)


def held_over_time(spans: Sequence[SpanSummary]) -> DotTableModel:
    """Answers to holding, one column a span."""
    words = held_codes()
    told = {code for one in spans for code in one.summary.held} | {"yes", "partly", "no"}
    rows = {code: name for code, name in words.items() if code in told}
    made = _over_time(_("When held"), rows, spans, lambda one: one.held)
    shares = [one.summary.share_held("yes") for one in spans]
    cells = tuple(_tried(share) if one.logged else "" for one, share in zip(spans, shares, strict=True))
    tried = Share(sum(share.part for share in shares), sum(share.whole for share in shares))
    return replace(made, share=ShareRow(_("stops, of tried"), cells, _tried(tried)))


def _tried(share: Share) -> str:
    return f"{share.part}/{share.whole}" if share.whole else "–"


def side_over_time(knowledge: Knowledge, spans: Sequence[SpanSummary]) -> DotTableModel:
    """Sides, the child's right first, one column a span."""
    told = {code for one in spans for code in one.summary.side} | {"right_only", "left_only", "symmetric"}
    return _over_time(_("Side"), side_codes(knowledge, sorted(told)), spans, lambda one: one.side)


def _over_time(
    corner: str,
    rows: Mapping[str, str],
    spans: Sequence[SpanSummary],
    counts: Callable[[LogSummary], Mapping[str, int]],
) -> DotTableModel:
    made = []
    for code, words in rows.items():
        cells = tuple(counts(one.summary).get(code, 0) if one.logged else None for one in spans)
        total = sum(cell for cell in cells if cell is not None)
        made.append(DotRow(words, cells, total, quiet=code in _UNTOLD))
    return DotTableModel(corner, tuple(one.label for one in spans), tuple(made), _("All"), _("no log"))


def lengths_over_time(spans: Sequence[SpanSummary]) -> LengthsModel:
    """Median and longest of the lengths that were told, one column a span."""
    made = [
        LengthSpan(
            one.label,
            one.summary.median_s,
            one.summary.longest_s,
            one.logged,
            _("{span}: {said}").format(span=one.name, said=_length_said(one)),
        )
        for one in spans
    ]
    rows = tuple((one.name, _length_said(one)) for one in spans)
    return LengthsModel(tuple(made), _("s"), _("no log"), ChartTable((_("When"), _("Length")), rows))


def _length_said(one: SpanSummary) -> str:
    summary = one.summary
    if not one.logged:
        return _("no log")
    if summary.median_s is None:
        return _("no length told")
    whole = summary.median_s == int(summary.median_s)
    words = _("median {median} s, longest {longest} s, told of {told} of {lines}")
    return words.format(
        median=number_text(summary.median_s, 0 if whole else 1),
        longest=summary.longest_s,
        told=summary.lengths,
        lines=ngettext("{count} line", "{count} lines", summary.lines).format(count=summary.lines),
    )


def time_of_day(log: CountedLog, first: date) -> DayHoursModel:
    """Events by hour of the clock, by part of the day where no clock was told, and not known."""
    found = by_hour(log.episode.events, first, log.today)
    hours = tuple(
        _hour(hour, exact, about) for hour, (exact, about) in enumerate(zip(found.exact, found.about, strict=True))
    )
    short = {
        DayPart.MORNING: _("morn."),
        DayPart.AFTERNOON: _("aft."),
        DayPart.EVENING: _("eve."),
        DayPart.NIGHT: _("night"),
    }
    parts = [_part(short[part], part_words(part), found.parts[part]) for part in DayPart]
    parts.append(_part("?", _("not known"), found.unknown))
    told = [one for one in (*hours, *parts) if one.count]
    rows = tuple(tuple(one.spoken.rsplit(": ", 1)) for one in told)
    return DayHoursModel(hours, tuple(parts), ChartTable((_("Time"), _("Events")), rows))


def _hour(hour: int, exact: int, about: int) -> DayCount:
    count = exact + about
    words = ngettext("{count} event", "{count} events", count).format(count=count)
    if about:
        words = _("{events}, {count} of them about").format(events=words, count=about)
    return DayCount(str(hour), count, f"{hour:02d}:00–{hour:02d}:59: {words}", about)


def _part(label: str, name: str, count: int) -> DayCount:
    words = ngettext("{count} event", "{count} events", count).format(count=count)
    return DayCount(label, count, f"{name}: {words}")
