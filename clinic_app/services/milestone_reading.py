"""What the milestones mean today, in plain sentences; the picture of the windows; and counts by domain."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from clinic_app.charts.milestone_windows import WindowDot, WindowMark, WindowRow, WindowsModel
from clinic_app.charts.scene import ChartTable
from clinic_app.clinical.milestones import Milestone, Status, Window
from clinic_app.domain.ages import CORRECTION_STOP_MONTHS, DAYS_PER_MONTH
from clinic_app.i18n import _, day_text, ngettext, short_day_text
from clinic_app.services.milestones import MilestoneBook, Said, SaidAll, months_words, source_words, status_words

_NAMED = 3
_NEAR_STOP_MONTHS = 3.0
_TABLE_VISITS = 2


class ReadingKind(StrEnum):
    """What a sentence is for: a finding, something to look at again, nothing of concern asked and heard, a remark."""

    FINDING = "finding"
    AGAIN = "again"
    CLEAR = "clear"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One sentence with its bold beginning, and the fields that it speaks of."""

    kind: ReadingKind
    strong: str
    text: str = ""
    fields: tuple[str, ...] = ()


def list_words(age_months: int) -> str:
    """``6 m``."""
    return _("{months} m").format(months=age_months)


def chosen_by(book: MilestoneBook) -> str:
    """Why this list, and what it holds: one sentence for the head of the checklist."""
    age = book.age
    if age.before_term:
        why = _("Before term: no list is reached yet.")
    elif book.checklist.reached(book.months) is None:
        why = _("The first list begins at {age}.").format(age=list_words(book.checklist.list_ages[0]))
    elif age.use_corrected:
        why = _("Chosen by corrected age {age}.").format(age=months_words(book.months))
    elif age.correction_days > 0:
        why = _("Chosen by age {age}: corrected age counts to {stop}.").format(
            age=months_words(book.months), stop=list_words(CORRECTION_STOP_MONTHS)
        )
    else:
        why = _("Chosen by age {age}.").format(age=months_words(book.months))
    held = _("CDC 2022: done by {percent}% of children at this age.").format(percent=book.checklist.share_reached)
    ages = _("Ages corrected.") if age.use_corrected else ""
    return " ".join(part for part in (why, held, ages) if part)


def reading(book: MilestoneBook) -> tuple[ReadingLine, ...]:
    """Everything to be said, findings first."""
    return (*_lost(book), *_undone(book), *_missing(book), *_windows(book), *_nothing_lost(book), *_remarks(book))


def _names(items: list[Milestone]) -> str:
    named = ", ".join(item.label for item in items[:_NAMED])
    more = len(items) - _NAMED
    return named if more <= 0 else _("{named} and {count} more").format(named=named, count=more)


def _lost(book: MilestoneBook) -> Iterator[ReadingLine]:
    for item in book.still_lost():
        said = book.today.get(item.id)
        if said is not None and said.status is Status.LOST:
            at = said.since_days
            since = (
                _("since {age}").format(age=months_words(book.months_at(at)))
                if at is not None
                else _("since when not noted")
            )
            text = _("{since}. A lost skill is a flag at any age.").format(since=since.capitalize())
            strong = _("Lost: {skill}.").format(skill=item.label)
            yield ReadingLine(ReadingKind.FINDING, strong, text, (item.field_id,))
        elif (earlier := book.was_lost(item)) is not None:
            text = _("Recorded on {day}; not asked today.").format(day=day_text(earlier.day))
            yield ReadingLine(ReadingKind.FINDING, _("Lost earlier: {skill}.").format(skill=item.label), text)


def _undone(book: MilestoneBook) -> Iterator[ReadingLine]:
    """A "not yet" after an earlier yes contradicts it: either one was mistaken, or the skill was lost."""
    undone = [item for item in book.checklist.items if book.was_done(item) and _says(book, item, Status.NOT_YET)]
    if undone:
        text = _("{names}. If it was lost, mark it lost.").format(names=_names(undone))
        fields = tuple(item.field_id for item in undone)
        yield ReadingLine(ReadingKind.FINDING, _("Done at an earlier visit, not today."), text, fields)


def _says(book: MilestoneBook, item: Milestone, status: Status) -> bool:
    said = book.today.get(item.id)
    return said is not None and said.status is status


def _missing(book: MilestoneBook) -> Iterator[ReadingLine]:
    reached = book.checklist.reached(book.months)
    if reached is None:
        return
    missing = [
        item
        for item in book.checklist.items
        if item.age_months is not None
        and item.age_months <= book.months
        and (said := book.today.get(item.id)) is not None
        and said.status is Status.NOT_YET
    ]
    if missing:
        count = ngettext("{count} not yet at its list’s age.", "{count} not yet at their list’s age.", len(missing))
        text = _("{names}. Screening now rather than waiting for the next list.").format(names=_names(missing))
        fields = tuple(item.field_id for item in missing)
        yield ReadingLine(ReadingKind.FINDING, count.format(count=len(missing)), text, fields)


def _windows(book: MilestoneBook) -> Iterator[ReadingLine]:
    """A sentence for each that half of the children do by now; the others, whose time comes, together."""
    early = []
    for item in book.checklist.windowed:
        said = book.today.get(item.id)
        if item.window is None or said is None or said.status is None or said.status.is_done:
            continue
        if book.months > item.window.p50:
            yield replace(_window_line(book, item.window), fields=(item.field_id,))
        else:
            early.append(item)
    if early:
        names = ", ".join(item.label for item in early)
        text = _("half of the children do it later than at this age.")
        yield ReadingLine(ReadingKind.REMARK, "", _("Not expected yet: {names}; {text}").format(names=names, text=text))


def _window_line(book: MilestoneBook, window: Window) -> ReadingLine:
    now = book.months
    beyond = now > window.p99
    aged = _("at corrected age") if book.age.use_corrected else _("for age")
    place = (
        _("beyond the window") if beyond else _("late in the window") if now > window.p95 else _("within the window")
    )
    strong = _("{skill}: {place} {aged}.").format(skill=window.label, place=place, aged=aged)
    sentences = [_passed(window, now)]
    chronological = book.age.chron_months
    if book.age.use_corrected and _centile_passed(window, chronological) != _centile_passed(window, now):
        sentences.append(
            _("By chronological age ({age}) it would be {place}.").format(
                age=months_words(chronological), place=_centile_place(window, chronological)
            )
        )
    if beyond and not window.is_flagged:
        sentences.append(_("No flag by itself."))
    elif now < window.p95:
        sentences.append(_again(book, window.p95))
    elif not beyond:
        sentences.append(_again(book, window.p99))
    kind = ReadingKind.FINDING if beyond and window.is_flagged else ReadingKind.AGAIN
    return ReadingLine(kind, strong, " ".join(sentences))


def _passed(window: Window, now: float) -> str:
    half = _("50th centile passed ({age})") if now > window.p50 else _("50th centile not reached ({age})")
    last = _("99th passed ({age})") if now > window.p99 else _("99th not reached ({age})")
    return f"{half.format(age=months_words(window.p50))}, {last.format(age=months_words(window.p99))}."


def _centile_passed(window: Window, now: float) -> int:
    return max((centile for centile, age in _centiles(window) if now > age), default=0)


def _centile_place(window: Window, now: float) -> str:
    passed = _centile_passed(window, now)
    return _("beyond the {centile}th").format(centile=passed) if passed else _("before the window")


def _centiles(window: Window) -> tuple[tuple[int, float], ...]:
    return (50, window.p50), (95, window.p95), (99, window.p99)


def _again(book: MilestoneBook, months: float) -> str:
    """The first day on which the child is that old at the age that counts."""
    now = book.age.corrected_days if book.age.use_corrected else book.age.chron_days
    ahead = book.day.toordinal() + math.ceil(months * DAYS_PER_MONTH) - now
    aged = _("corrected") if book.age.use_corrected else _("old")
    words = _("Look again from {day} ({age} {aged}).")
    return words.format(day=short_day_text(book.day.fromordinal(ahead)), age=months_words(months), aged=aged)


def _nothing_lost(book: MilestoneBook) -> Iterator[ReadingLine]:
    answered = [said for said in book.today.values() if said.status is not None]
    if not answered:
        text = _("Not asked is not the same as done; earlier answers are shown grey and stay as they were.")
        yield ReadingLine(ReadingKind.REMARK, _("Nothing answered today."), text)
    elif not book.still_lost():
        count = ngettext("{count} skill asked today.", "{count} skills asked today.", len(answered))
        text = _("No skill has been marked lost. {count}").format(count=count.format(count=len(answered)))
        yield ReadingLine(ReadingKind.CLEAR, _("Nothing lost."), text)
    regained = [item for item in book.checklist.items if _says(book, item, Status.REGAINED)]
    if regained:
        yield ReadingLine(ReadingKind.REMARK, _("Regained:"), _("{names}.").format(names=_names(regained)))


def _remarks(book: MilestoneBook) -> Iterator[ReadingLine]:
    checklist = book.checklist
    if checklist.windows_from <= book.list_age <= checklist.windows_to:
        never = _("{percent}% of children never crawl on hands and knees: absence alone raises no flag.")
        yield ReadingLine(ReadingKind.REMARK, "", never.format(percent=f"{checklist.never_percent:g}"))
    age = book.age
    if age.correction_days > 0 and abs(age.corrected_months - CORRECTION_STOP_MONTHS) <= _NEAR_STOP_MONTHS:
        text = _("Corrected age counts until {stop}: today {corrected} corrected, {chronological} chronological.")
        words = text.format(
            stop=list_words(CORRECTION_STOP_MONTHS),
            corrected=months_words(age.corrected_months),
            chronological=months_words(age.chron_months),
        )
        yield ReadingLine(ReadingKind.REMARK, "", words)
    if book.months >= checklist.list_ages[-1] + 12:
        text = _("The lists end at 5 years; items for older children are in the examination.")
        yield ReadingLine(ReadingKind.REMARK, "", text)


# The windows


def windows_model(book: MilestoneBook) -> WindowsModel:
    """The six windows with what is known of the child."""
    rows = tuple(_window_row(book, item, item.window) for item in book.checklist.windowed if item.window is not None)
    corrected = book.age.use_corrected
    aged = _("corrected") if corrected else _("age")
    header = (_("Milestone"), _("5th to 95th centile"), _("1st to 99th"), _("Child"))
    table = tuple(
        (row.title, _span(row.centiles[1], row.centiles[3]), _span(row.centiles[0], row.centiles[4]), row.note)
        for row in rows
    )
    return WindowsModel(
        rows=rows,
        now=book.months,
        now_label=f"{aged} {book.months:.1f}",
        axis_title=_("Corrected age, months") if corrected else _("Age, months"),
        legend=_("bar 1st–99th centile, tick 50th, darker 5th–95th"),
        other=book.age.chron_months if corrected else None,
        other_label=_("chronological {age}").format(age=f"{book.age.chron_months:.1f}"),
        table=ChartTable(header, table),
    )


def _span(low: float, high: float) -> str:
    return _("{low:g} to {high:g} m").format(low=low, high=high)


def _window_row(book: MilestoneBook, item: Milestone, window: Window) -> WindowRow:
    today, came = book.today.get(item.id), book.first_done(item)
    note = _window_note(book, item)
    dots = []
    if came is not None:
        dots.append(WindowDot(book.months_at(came[0]), WindowMark.CAME if came[1] else WindowMark.BY))
    if today is not None and today.status is Status.LOST:
        at = book.months_at(today.since_days) if today.since_days is not None else book.months
        dots.append(WindowDot(at, WindowMark.LOST))
    elif today is not None and today.status is not None and not today.status.is_done:
        dots.append(WindowDot(book.months, WindowMark.NOT_YET))
    elif came is None:
        dots.append(WindowDot(book.months, WindowMark.NOT_ASKED))
    spoken = _("{title}: {note}. 5th to 95th centile {span}").format(
        title=window.label, note=note, span=_span(window.p5, window.p95)
    )
    centiles = (window.p1, window.p5, window.p50, window.p95, window.p99)
    return WindowRow(window.label, note, centiles, tuple(dots), spoken)


def _window_note(book: MilestoneBook, item: Milestone) -> str:
    """``Yes, 4.6 m (family, today)``, ``Not yet (family, 14 Oct)``, ``Not asked``."""
    today = book.today.get(item.id)
    said = today if today is not None and today.status is not None else book.before.get(item.id)
    if said is None or said.status is None:
        return _("Not asked")
    when = _("today") if said is today else short_day_text(said.day)
    words = status_words(said)
    if said.status.is_done and (came := book.first_done(item)) is not None:
        age = months_words(book.months_at(came[0]))
        words = f"{words}, {age}" if came[1] else _("{words}, by {age}").format(words=words, age=age)
    return f"{words} ({', '.join(part for part in (_short_source(said), when) if part)})"


def _short_source(said: Said) -> str:
    return {"seen": _("seen"), "told": _("family")}.get(said.source or "", "")


# Counts


@dataclass(frozen=True, slots=True)
class DomainCounts:
    """Yes answers of one domain, visit by visit; ``left`` says what is not a yes today."""

    domain: str
    earlier: tuple[str, ...]
    today: str
    left: str


@dataclass(frozen=True, slots=True)
class CountTable:
    """Yes answers by domain at the last visits and today; ``headings`` name the earlier ones with their list."""

    headings: tuple[str, ...]
    today: str
    rows: tuple[DomainCounts, ...]


def count_table(book: MilestoneBook, list_age: int) -> CountTable:
    """Count the list shown today, and at earlier visits the list of that day's age."""
    visits = book.visits[-_TABLE_VISITS:]
    lists = [book.list_on(visit.day) for visit in visits]
    headings = tuple(
        _("{day}, {age} list").format(day=short_day_text(visit.day), age=list_words(age))
        for visit, age in zip(visits, lists, strict=True)
    )
    rows = tuple(
        DomainCounts(
            domain.short,
            tuple(_yes_of(book, domain.id, age, visit.said) for visit, age in zip(visits, lists, strict=True)),
            _yes_of(book, domain.id, list_age, book.today),
            _left(book, domain.id, list_age),
        )
        for domain in book.checklist.domains
    )
    return CountTable(headings, _("Today, {age} list").format(age=list_words(list_age)), rows)


def _in_domain(book: MilestoneBook, domain: str, list_age: int) -> list[Milestone]:
    return [item for item in book.checklist.of_list(list_age) if item.domain == domain]


def _yes_of(book: MilestoneBook, domain: str, list_age: int, said: SaidAll) -> str:
    items = _in_domain(book, domain, list_age)
    done = sum(
        (one := said.get(item.id)) is not None and one.status is not None and one.status.is_done for item in items
    )
    return _("{done} of {all}").format(done=done, all=len(items))


def _left(book: MilestoneBook, domain: str, list_age: int) -> str:
    items = _in_domain(book, domain, list_age)
    states = Counter(_state_of(book.today.get(item.id)) for item in items)
    parts = [
        f"{states[word]} {word}"
        for word in (_("lost"), _("not yet"), _("unsure"), _("not asked"), _("open"))
        if states[word]
    ]
    return ", ".join(parts) or "–"


def _state_of(said: Said | None) -> str:
    if said is None:
        return _("open")
    if said.status is None:
        return _("not asked")
    words = {Status.LOST: _("lost"), Status.NOT_YET: _("not yet"), Status.UNSURE: _("unsure")}
    return words.get(said.status, "yes")


def answered_words(book: MilestoneBook, list_age: int) -> str:
    """``10 of 12 answered``: what was left out on purpose is not answered."""
    items = book.checklist.of_list(list_age)
    done = sum((one := book.today.get(item.id)) is not None and one.status is not None for item in items)
    return _("{done} of {all} answered").format(done=done, all=len(items))


def history_words(book: MilestoneBook, item: Milestone) -> str:
    """Earlier answers in words, newest first: ``16 Sep: not yet (told by the family)``."""
    parts = []
    for said in reversed(book.history(item)):
        notes = [source_words(said.source)]
        if said.since_days is not None:
            notes.append(_("since {age}").format(age=months_words(book.months_at(said.since_days))))
        note = ", ".join(part for part in notes if part)
        words = status_words(said).lower()
        parts.append(f"{short_day_text(said.day)}: {words}{f' ({note})' if note else ''}")
    return "; ".join(parts)
