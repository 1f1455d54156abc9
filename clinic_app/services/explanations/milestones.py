"""Why a motor milestone is early, in time or late: its window, the child's age, who said so."""

from clinic_app.clinical.milestones import Milestone
from clinic_app.i18n import _, day_text
from clinic_app.services.explanations.model import Explanation, Input, references
from clinic_app.services.explanations.trail import Trail
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.milestones import MilestoneBook, months_words, source_words, status_words


def explain_window(
    knowledge: Knowledge, book: MilestoneBook, item: Milestone, trail: Trail | None = None
) -> Explanation | None:
    """The window of one milestone; ``None`` where it has none."""
    window = item.window
    if window is None:
        return None
    rows = zip(("1", "5", "50", "95", "99"), (window.p1, window.p5, window.p50, window.p95, window.p99), strict=True)
    row = ", ".join(_("{share}% by {months} months").format(share=share, months=f"{at:g}") for share, at in rows)
    late = _("Not yet after {months} months is a finding.") if window.is_flagged else _("Never flagged alone.")
    return Explanation(
        title=window.label,
        said=(_place(book, item), late.format(months=f"{window.p99:g}")),
        inputs=(*_answers(book, item, trail), _age(book)),
        working=(row, _("What counts: {criterion}").format(criterion=window.criterion)),
        sources=references((window.source,), knowledge.content.sources),
        confidence=window.confidence,
        version=_("{title}, version {version}").format(title=book.checklist.title, version=book.checklist.version),
        would_change=_("The day on which it came, another answer, or another birth date or gestation."),
    )


def _place(book: MilestoneBook, item: Milestone) -> str:
    window, came = item.window, book.first_done(item)
    if window is None:
        return ""
    if came is None:
        share = sum(book.months > at for at in (window.p1, window.p5, window.p50, window.p95, window.p99))
        words = (
            _("Nobody said yes yet; the window is not open yet."),
            _("Nobody said yes yet; fewer than 5% of children do it by now."),
            _("Nobody said yes yet; fewer than half of children do it by now."),
            _("Nobody said yes yet; more than half of children do it by now."),
            _("Nobody said yes yet; more than 95% of children do it by now."),
            _("Nobody said yes yet; more than 99% of children do it by now."),
        )
        return words[share]
    at, is_stated = book.months_at(came[0]), came[1]
    when = _("Came at {age}.") if is_stated else _("Was there by {age}.")
    return when.format(age=months_words(at))


def _answers(book: MilestoneBook, item: Milestone, trail: Trail | None) -> tuple[Input, ...]:
    found = []
    for said in (*book.history(item), *([book.today[item.id]] if item.id in book.today else [])):
        words = status_words(said)
        told = source_words(said.source)
        origin = trail.of_key(item.key) if trail is not None and said.day == book.day else ""
        origin = origin or _("visit of {day}").format(day=day_text(said.day))
        found.append(Input(item.label, f"{words}, {told}" if told else words, origin))
    return tuple(found)


def _age(book: MilestoneBook) -> Input:
    name = _("Corrected age") if book.age.use_corrected else _("Age")
    return Input(name, months_words(book.months), _("from birth date and gestation"))
