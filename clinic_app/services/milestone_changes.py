"""New and lost skills since the last visit, and the milestones of the timeline."""

from collections.abc import Iterator
from dataclasses import dataclass

from clinic_app.charts.scene import Ink, Marker
from clinic_app.charts.timeline import Lane, LaneMark
from clinic_app.clinical.milestones import Milestone, Status
from clinic_app.domain.dates import format_date
from clinic_app.i18n import _, ngettext
from clinic_app.services.milestone_reading import list_words
from clinic_app.services.milestones import (
    MilestoneBook,
    MilestoneVisit,
    Said,
    months_words,
    since_words,
    source_words,
    status_words,
)

_ARROW = "→"
_NAMED = 2


@dataclass(frozen=True, slots=True)
class SkillChange:
    """One skill, or several new ones together: name, what changed, remark."""

    item: str
    what: str
    remark: str = ""


def lost_skills(book: MilestoneBook) -> tuple[SkillChange, ...]:
    """Skills lost since the last visit, each by itself."""
    found = []
    for item in book.checklist.items:
        said, earlier = book.today.get(item.id), book.before.get(item.id)
        if said is not None and said.status is Status.LOST and (earlier is None or earlier.status is not Status.LOST):
            since = _("since {age}").format(age=since_words(book, item)) if said.since_days is not None else ""
            found.append(SkillChange(item.label, _("lost"), since))
    return tuple(found)


def new_skills(book: MilestoneBook) -> tuple[SkillChange, ...]:
    """Skills that came since the last visit: by what was answered then, or by the age at which they came.

    What was merely not asked before is not new. More than two are told together.
    """
    found = list(_new(book))
    if len(found) <= _NAMED:
        return tuple(change for _item, change in found)
    names = ", ".join(item.label for item, _change in found[:_NAMED])
    count = ngettext("{count} new skill", "{count} new skills", len(found)).format(count=len(found))
    return (SkillChange(_("Milestones"), count, _("{names} …").format(names=names)),)


def _new(book: MilestoneBook) -> Iterator[tuple[Milestone, SkillChange]]:
    last = book.visits[-1].day if book.visits else None
    for item in book.checklist.items:
        said, earlier = book.today.get(item.id), book.before.get(item.id)
        if said is None or said.status is None or not said.status.is_done:
            continue
        if earlier is not None and earlier.status is not None and not earlier.status.is_done:
            what = f"{status_words(earlier).lower()} {_ARROW} {status_words(said).lower()}"
            yield item, SkillChange(item.label, what, _remark(book, said))
        elif (
            earlier is None and said.since_days is not None and last is not None and book.day_of(said.since_days) > last
        ):
            yield item, SkillChange(item.label, _("new"), _remark(book, said))


def _remark(book: MilestoneBook, said: Said) -> str:
    since = months_words(book.months_at(said.since_days)) if said.since_days is not None else ""
    return ", ".join(part for part in (source_words(said.source), since) if part)


def milestone_lane(book: MilestoneBook) -> Lane:
    """When the checklist was answered, when motor milestones came where that is known, and what was lost."""
    born = book.patient.birth_date
    today = (MilestoneVisit(book.day, book.today),) if book.today else ()
    marks = []
    for visit in (*book.visits, *today):
        age = book.list_on(visit.day)
        marks.append(
            LaneMark(
                (visit.day - born).days,
                _("{age} list").format(age=list_words(age)),
                f"{format_date(visit.day)}: {_counted(visit)}",
                Marker.SQUARE,
                Ink.MUTED,
                visit.day == book.day,
            )
        )
    marks += _came(book)
    marks += _lost(book)
    marks.sort(key=lambda mark: mark.day)
    return Lane(_("Milestones"), marks=tuple(marks), note="" if marks else _("not asked yet"))


def _counted(visit: MilestoneVisit) -> str:
    statuses = [said.status for said in visit.said.values() if said.status is not None]
    parts = [_("{done} of {all} yes").format(done=sum(one.is_done for one in statuses), all=len(statuses))]
    for status, words in ((Status.LOST, _("lost")), (Status.NOT_YET, _("not yet")), (Status.UNSURE, _("not sure"))):
        if count := statuses.count(status):
            parts.append(f"{count} {words}")
    if left := sum(said.status is None for said in visit.said.values()):
        parts.append(_("{count} not asked").format(count=left))
    return ", ".join(parts)


def _came(book: MilestoneBook) -> Iterator[LaneMark]:
    for item in book.checklist.windowed:
        came = book.first_done(item)
        if item.window is not None and came is not None and came[1]:
            age = months_words(book.months_at(came[0]))
            spoken = f"{item.window.label}, {age}, {format_date(book.day_of(came[0]))}"
            yield LaneMark(came[0], item.window.short, spoken, Marker.DOT, Ink.INK)


def _lost(book: MilestoneBook) -> Iterator[LaneMark]:
    for item in book.checklist.items:
        said = [*book.history(item), *([book.today[item.id]] if item.id in book.today else [])]
        lost = next((one for one in said if one.status is Status.LOST), None)
        if lost is not None:
            day = lost.since_days if lost.since_days is not None else (lost.day - book.patient.birth_date).days
            spoken = _("Lost: {skill}, {day}").format(skill=item.label, day=format_date(book.day_of(day)))
            yield LaneMark(day, _("lost"), spoken, Marker.DIAMOND, Ink.LEVEL_2WK)
