"""The milestone checklist on paper: every answer with who said so and since when, and by name what nobody asked."""

from clinic_app.clinical.milestones import Milestone, Status
from clinic_app.i18n import _
from clinic_app.services.chart import Chart
from clinic_app.services.documents.printable import Printable
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.milestone_reading import ReadingKind, list_words, reading, windows_model
from clinic_app.services.milestones import MilestoneBook, book_of, months_words, since_words, source_words
from clinic_app.services.report_models import Labelled, MilestonesPart

_ORDER = (Status.LOST, Status.NOT_YET, Status.UNSURE, Status.REGAINED, Status.YES)
#: So long after the last list it is not missed any more (knowledge).
_STILL_MISSED_MONTHS = 12


def milestones_part(knowledge: Knowledge, chart: Chart, visit: Printable) -> MilestonesPart | None:
    """The checklist of the visit; ``None`` where nothing was asked and the child is older than the lists."""
    checklist = knowledge.milestones
    book = book_of(checklist, visit.patient, chart.observations, visit.record.answers, visit.day)
    if not book.today and book.months >= checklist.list_ages[-1] + _STILL_MISSED_MONTHS:
        return None
    answers = tuple(
        Labelled(_label(status), "; ".join(named)) for status in _ORDER if (named := _named(book, visit, status))
    )
    said = tuple(f"{line.strong} {line.text}".strip() for line in reading(book) if line.kind is not ReadingKind.REMARK)
    return MilestonesPart(
        counts=_counts(book),
        answers=answers,
        not_asked=_not_asked(book),
        reading=said,
        windows=windows_model(book) if prints_windows(book) else None,
    )


def prints_windows(book: MilestoneBook) -> bool:
    """Whether anything was said of a milestone with a window, so that the picture of the windows is printed."""
    return any(item.id in book.today or item.id in book.before for item in book.checklist.windowed)


def _label(status: Status) -> str:
    return {
        Status.LOST: _("Lost:"),
        Status.NOT_YET: _("Not yet:"),
        Status.UNSURE: _("Not sure:"),
        Status.REGAINED: _("Regained:"),
        Status.YES: _("Yes:"),
    }[status]


def _named(book: MilestoneBook, visit: Printable, status: Status) -> list[str]:
    return [
        _with_notes(book, visit, item)
        for item in book.checklist.items
        if (said := book.today.get(item.id)) is not None and said.status is status
    ]


def _with_notes(book: MilestoneBook, visit: Printable, item: Milestone) -> str:
    said, answer = book.today[item.id], visit.record.answers.get(item.key)
    since = since_words(book, item)
    notes = [source_words(said.source) or _("source not noted")]
    if since:
        notes.append(since if said.since_days is None else _("since {age}").format(age=since))
    if answer is not None and answer.comment:
        notes.append(answer.comment)
    return f"{item.label} ({', '.join(notes)})"


def _counts(book: MilestoneBook) -> str:
    items = book.checklist.of_list(book.list_age)
    done = sum((said := book.today.get(item.id)) is not None and said.status is not None for item in items)
    aged = _("corrected age") if book.age.use_corrected else _("age")
    words = _("{list} list, by {aged} {age}: {done} of {all} answered. Ages {ages}.")
    return words.format(
        list=list_words(book.list_age),
        aged=aged,
        age=months_words(book.months),
        done=done,
        all=len(items),
        ages=_("corrected") if book.age.use_corrected else _("from birth"),
    )


def _not_asked(book: MilestoneBook) -> str:
    """Items of the list without an answer; those left out on purpose are no different from those nobody reached."""
    items = book.checklist.of_list(book.list_age)
    missing = [item.label for item in items if (said := book.today.get(item.id)) is None or said.status is None]
    if not missing:
        return _("Every item of the list was asked.")
    return _("{count} of {all}: {names}. Not asked is not the same as done.").format(
        count=len(missing), all=len(items), names="; ".join(missing)
    )
