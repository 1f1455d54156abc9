"""The report of one episode: what the log tells up to the visit, judged beside the visit's findings."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from clinic_app.charts.marks import FlagLevel
from clinic_app.clinical.assessment import Assessment, PatternFinding, PatternState
from clinic_app.clinical.episodes.compare import Measure, compare, since_and_before
from clinic_app.clinical.episodes.facts import ThreadFacts, Told, event_facts, has_events
from clinic_app.clinical.facts import FactValue
from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId, EpisodeStatus, SaidKind
from clinic_app.domain.errors import NotFoundError
from clinic_app.domain.people import Actor
from clinic_app.i18n import _, day_text, ngettext
from clinic_app.services.access import Action
from clinic_app.services.assessing import JudgedLog, assess_visit
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.documents.events import weekly_events
from clinic_app.services.documents.flags import level_words
from clinic_app.services.documents.frame import document_frame
from clinic_app.services.documents.printable import Printable
from clinic_app.services.documents.printing_log import log_document
from clinic_app.services.documents.provenance import source_words
from clinic_app.services.episodes.comparing import compared_rows, period_words
from clinic_app.services.episodes.words import course_words, kind_words, pattern_state, status_words
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.report_models import EpisodeReport, Labelled, LogFlag, PatternLine, PeriodRow, Periods, SaidRow
from clinic_app.services.wording import because, missing_words, predicate_words, short_label

#: What the paper says of how events look, in this order; everything else that was told follows.
_FIRST = (
    "ep_movement",
    "ep_body",
    "ep_side",
    "ep_triggers",
    "ep_states",
    "ep_suppressible",
    "ep_duration_longest_s",
    "ep_eyes",
    "ep_colour",
    "ep_breathing",
    "ep_responsive",
    "ep_post",
    "ep_clusters",
)
_SUMS = frozenset({"ep_count_total", "ep_per_day", "ep_trend", "ep_first_seen_age_days", "ep_cluster_size"})
#: Facts that are numbers, whatever their type.
_NUMBERS = frozenset({"ep_duration_longest_s", "ep_recovery_min"})
_MOST_PATTERNS, _MOST_SAID, _MOST_ASKED = 4, 6, 8
_ALWAYS_COMPARED = frozenset({Measure.EVENTS, Measure.A_WEEK, Measure.LONGEST, Measure.SIDE})
_FIT = (PatternState.NOT_SAFE, PatternState.CONSIDERED)


def episode_reports(context: Context, actor: Actor, chart: Chart, visit: Printable) -> tuple[EpisodeReport, ...]:
    """The report of every thread that holds an event up to the visit, the one told last first."""
    context.allow(actor, Action.PRINT)
    told = [one for one in chart.episodes if has_events(one, visit.day)]
    told.sort(key=lambda one: max(event.when.day for event in one.events if event.when.day <= visit.day), reverse=True)
    return tuple(episode_report(context, actor, chart, visit, one.id) for one in told)


def episode_report(
    context: Context, actor: Actor, chart: Chart, visit: Printable, episode_id: EpisodeId
) -> EpisodeReport:
    """Everything the report of one thread says as of ``visit``, ready to be laid out.

    The log grows between visits and is not sealed with the note: the report is made anew from the events up to the
    visit's day and judged by today's rules, and says so.

    Raises ``NotFoundError`` where the child has no such thread.
    """
    context.allow(actor, Action.PRINT)
    episode = next((one for one in chart.episodes if one.id == episode_id), None)
    if episode is None:
        raise NotFoundError("This episode is not in the record any more.")
    log_document(context, actor, visit, "episode report")
    knowledge = context.knowledge
    picture = assess_visit(context, actor, chart, visit.record, visit.day)
    judged = next((log for log in picture.logs if log.episode.id == episode_id), None)
    said = judged.assessment if judged is not None else None
    chart_model, caption = weekly_events(chart, visit.day, episode)
    return EpisodeReport(
        frame=document_frame(chart.clinic, visit, actor.name, context.clock.now()),
        title=episode.title,
        status=course_words(episode),
        log_words=_log_words(episode, visit.day),
        described=_described(knowledge, judged, visit.day),
        events_chart=chart_model,
        events_caption=caption,
        periods=_periods(knowledge, chart, visit, episode),
        flags=_flags(knowledge, said) if said is not None else (),
        flags_summary=_flags_summary(said),
        patterns=_patterns(knowledge, said) if said is not None else (),
        possible=_possible(said) if said is not None else "",
        not_asked=_not_asked(knowledge, said),
        said=_said(knowledge, episode, visit.day),
        clips=_clips(context, chart, episode, visit.day),
        sources=_sources(said) if said is not None else (),
    )


def _log_words(episode: Episode, until: date) -> str:
    events = [event for event in episode.events if event.when.day <= until]
    if not events:
        return _("Nothing was logged up to this visit.")
    words = ngettext(
        "{count} line logged from {first} to {last}.", "{count} lines logged from {first} to {last}.", len(events)
    )
    told = words.format(count=len(events), first=day_text(events[0].when.day), last=day_text(events[-1].when.day))
    return f"{told} {_('As told; the log is not part of what is signed and may have grown since the visit.')}"


def _described(knowledge: Knowledge, judged: JudgedLog | None, until: date) -> tuple[Labelled, ...]:
    if judged is None:
        return ()
    events = [event for event in judged.episode.events if event.happened and event.when.day <= until]
    return described_lines(knowledge, judged.read, events)


def described_lines(knowledge: Knowledge, read: ThreadFacts, events: Sequence[EpisodeEvent]) -> tuple[Labelled, ...]:
    """How events look, one line for each thing that was told, with of how many lines.

    What differs between events is counted, so that the worst answer never stands for all of them.
    """
    names = [*_FIRST, *(name for name in read.told if name not in _FIRST and name not in _SUMS)]
    told = ((name, read.facts[name], read.told.get(name)) for name in names if name in read.facts)
    return tuple(
        Labelled(
            f"{short_label(name, knowledge).rstrip('?')}:",
            counted_words(knowledge, name, events) or told_words(knowledge, name, value, share),
        )
        for name, value, share in told
    )


def counted_words(knowledge: Knowledge, name: str, events: Sequence[EpisodeEvent]) -> str:
    """``yes 68, no 3, not tried 6``: events by answer; empty where all told the same, or it is a number."""
    counts: Counter[str] = Counter()
    for event in events:
        value = event_facts(event).get(name)
        codes = value if isinstance(value, tuple) else (value,)
        for code in codes:
            if isinstance(code, str) and name not in _NUMBERS:
                counts[code] += 1 if event.total is None else event.total
    if len(counts) < 2:
        return ""
    return ", ".join(f"{knowledge.code_words(name, code)} {count}" for code, count in counts.most_common())


def told_words(knowledge: Knowledge, name: str, value: FactValue, told: Told | None) -> str:
    """``right only (told of 68 of 79 lines)``; a share only where not every line told it."""
    if isinstance(value, (tuple, list)):
        words = ", ".join(knowledge.code_words(name, code) for code in value)
    elif isinstance(value, str):
        words = knowledge.code_words(name, value)
    else:
        words = f"{value:g} {knowledge.fields[name].unit}".strip()
    if told is None or told.asked in {0, told.events}:
        return words
    share = _("told of {asked} of {events} lines").format(asked=told.asked, events=told.events)
    return f"{words} ({share})"


def _periods(knowledge: Knowledge, chart: Chart, visit: Printable, episode: Episode) -> Periods | None:
    """The time since the visit before beside as much time up to it; ``None`` where one of them has no log."""
    days = [one.day for one in chart.visits if one.note_id is not None and one.day < visit.day]
    periods = since_and_before(max(days), visit.day) if days else None
    if periods is None:
        return None
    found = compare(episode.events, *periods)
    if not (found.before.logged_days and found.after.logged_days):
        return None
    rows = tuple(
        PeriodRow(row.what, row.before, row.after)
        for line, row in zip(found.lines, compared_rows(knowledge, found), strict=True)
        if row.differs or line.measure in _ALWAYS_COMPARED
    )
    return Periods(period_words(periods[0], visit.day), period_words(periods[1], visit.day), rows)


def _flags(knowledge: Knowledge, said: Assessment) -> tuple[LogFlag, ...]:
    lines = []
    for flag in said.flags:
        level = FlagLevel(flag.urgency.name.lower())
        sources = "; ".join(source_words(name) for name in flag.rule.source)
        lines.append(
            LogFlag(
                level,
                level_words(level),
                flag.title,
                f"{'; '.join(because(flag.inputs, knowledge))}.",
                _("{id} v{version}. {sources}").format(id=flag.id, version=flag.rule.version, sources=sources),
            )
        )
    return tuple(lines)


def _flags_summary(said: Assessment | None) -> str:
    if said is None:
        return _("The log of an episode that is over, or that holds no event, raises no flags.")
    none = "" if said.flags else _("No flag was raised by what was told and found. ")
    return f"{none}{_('Prompts for a clinician, not diagnoses.')}"


def _patterns(knowledge: Knowledge, said: Assessment) -> tuple[PatternLine, ...]:
    """Cards whose description is met, those that are not safe to attribute first."""
    cards = [card for state in _FIT for card in said.patterns if card.state is state]
    return tuple(_pattern(knowledge, card) for card in cards[:_MOST_PATTERNS])


def _possible(said: Assessment) -> str:
    """Cards that could fit still, by name: something speaks for them and something was not asked."""
    names = [
        f"{card.id} {card.pattern.label}" for card in said.patterns if card.state is PatternState.POSSIBLE and card.for_
    ]
    return f"{'; '.join(names)}." if names else ""


def _pattern(knowledge: Knowledge, card: PatternFinding) -> PatternLine:
    against = dict.fromkeys((*card.against, *card.unsafe))
    return PatternLine(
        title=f"{card.id} {card.pattern.label}",
        state=pattern_state(card.state),
        speaks_for="; ".join(predicate_words(text, knowledge) for text in card.for_),
        speaks_against="; ".join(dict.fromkeys(predicate_words(text, knowledge) for text in against)),
        source="; ".join(source_words(name) for name in card.pattern.source),
    )


def _not_asked(knowledge: Knowledge, said: Assessment | None) -> str:
    if said is None:
        return _("Nothing was asked.")
    names = missing_words(said.reassurance.missing[:_MOST_ASKED], knowledge)
    more = len(said.reassurance.missing) - _MOST_ASKED
    rest = f" {_('and {count} more').format(count=more)}" if more > 0 else ""
    return (
        f"{'; '.join(name.rstrip('?') for name in names)}{rest}."
        if names
        else _("Everything that reassurance needs was asked.")
    )


def _said(knowledge: Knowledge, episode: Episode, until: date) -> tuple[SaidRow, ...]:
    """The newest entries up to the visit, the oldest of them first."""
    told = [one for one in episode.said if one.day <= until][-_MOST_SAID:]
    rows = []
    for one in told:
        card = knowledge.content.patterns.get(one.code) if one.kind is SaidKind.OPINION else None
        label = _("Like {card}").format(card=card.label) if card is not None else ""
        if one.kind is SaidKind.STATUS:
            label = status_words(EpisodeStatus(one.code))
        text = ". ".join(part for part in (label, one.text) if part)
        rows.append(SaidRow(day_text(one.day), kind_words(one.kind), text, one.person_name))
    return tuple(rows)


def _clips(context: Context, chart: Chart, episode: Episode, until: date) -> tuple[str, ...]:
    """The videos of a thread up to the visit: day, length, what it shows, whether somebody watched it."""
    days = {event.id: event.when.day for event in episode.events}
    lines = []
    for clip in context.reads.attachments_of(chart.patient.id):
        day = days.get(clip.event_id, clip.added_at.date()) if clip.event_id is not None else clip.added_at.date()
        if clip.episode_id != episode.id or day > until:
            continue
        length = _("{seconds} s").format(seconds=round(clip.duration_s)) if clip.facts.kind == "clip" else _("picture")
        seen = _("watched by a clinician") if clip.seen else _("not watched yet")
        marks = "; ".join(_("{at} s {text}").format(at=round(one.at_ms / 1000), text=one.text) for one in clip.marks)
        words = [day_text(day), length, seen, clip.note, marks]
        lines.append((day, f"{', '.join(part for part in words if part)}."))
    return tuple(words for _day, words in sorted(lines, key=lambda pair: pair[0]))


def _sources(said: Assessment) -> tuple[str, ...]:
    """Literature behind the flags and cards on the page, each once."""
    names = [name for flag in said.flags for name in flag.rule.source]
    names += [name for card in said.patterns if card.state in _FIT for name in card.pattern.source]
    return tuple(dict.fromkeys(source_words(name) for name in names))
