"""What a child does and since when: today's answers, those of earlier visits, and a plain reading of both.

An earlier answer is shown as history and never becomes today's. Ages are corrected as for every developmental norm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from clinic_app.clinical.milestones import DAYS, NOT_ASKED, Checklist, Milestone, Source, Status
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.notes import Observation
from clinic_app.domain.people import Patient
from clinic_app.i18n import _


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of one visit.

    Attributes:
        status: ``None`` when it was left out on purpose: not asked.
        source: who said so, ``None`` where nobody noted it.
        since_days: days since birth at which it came, or was lost; ``None`` where that is not known.
        day: the day of the visit.
    """

    status: Status | None
    day: date
    source: Source | None = None
    since_days: int | None = None


#: The answers of one visit by milestone id. What is absent was not asked either, and nobody noted that.
SaidAll = Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class MilestoneVisit:
    """The answers of one visit that has any."""

    day: date
    said: SaidAll


def said_in(checklist: Checklist, answers: Answers, day: date) -> SaidAll:
    """The answers of a record."""
    found = {}
    for item in checklist.items:
        answer = answers.get(item.key)
        if answer is not None:
            found[item.id] = Said(_status(answer), day, _source(answers.get(item.source_key)), _since(answers, item))
    return found


def _status(answer: Answer) -> Status | None:
    return Status(str(answer.value)) if answer.value is not None else None


def _source(answer: Answer | None) -> Source | None:
    return Source(str(answer.value)) if answer is not None and answer.value is not None else None


def _since(answers: Answers, item: Milestone) -> int | None:
    answer = answers.get(item.since_key)
    return int(answer.value) if answer is not None and isinstance(answer.value, Decimal) else None


def earlier_visits(
    checklist: Checklist, observations: Sequence[Observation], before: date | None = None
) -> tuple[MilestoneVisit, ...]:
    """Signed visits with milestone answers, oldest first; with ``before`` only those of earlier days."""
    by_note: dict[str, dict[ItemKey, Observation]] = {}
    for row in observations:
        if row.field in checklist.by_field and (before is None or row.day < before):
            by_note.setdefault(row.note_id, {})[ItemKey(row.field, row.side)] = row
    visits = [MilestoneVisit(next(iter(rows.values())).day, _said_then(checklist, rows)) for rows in by_note.values()]
    return tuple(sorted((visit for visit in visits if visit.said), key=lambda visit: visit.day))


def _said_then(checklist: Checklist, rows: Mapping[ItemKey, Observation]) -> SaidAll:
    found = {}
    for item in checklist.items:
        row = rows.get(item.key)
        if row is None:
            continue
        source, since = rows.get(item.source_key), rows.get(item.since_key)
        found[item.id] = Said(
            status=Status(row.code) if row.code in _STATUS_CODES else None,
            day=row.day,
            source=Source(source.code) if source is not None and source.code in _SOURCE_CODES else None,
            since_days=int(since.number) if since is not None and since.number is not None else None,
        )
    return found


_STATUS_CODES = frozenset(Status)
_SOURCE_CODES = frozenset(Source)


def latest(visits: Sequence[MilestoneVisit]) -> SaidAll:
    """The latest answer to each milestone; that something was not asked takes nothing back."""
    return {name: said for visit in visits for name, said in visit.said.items() if said.status is not None}


@dataclass(frozen=True, slots=True)
class MilestoneBook:
    """Everything that was said about one child's milestones up to one day, today's record included.

    Attributes:
        patient: whose.
        day: the day of the visit, on which ages are reckoned.
        visits: earlier visits with answers, oldest first.
        today: what is recorded at this visit.
    """

    checklist: Checklist
    patient: Patient
    day: date
    visits: tuple[MilestoneVisit, ...]
    today: SaidAll

    @property
    def age(self) -> AgeOn:
        """Both ages on the day of the visit."""
        return self.age_at(self.day)

    @property
    def months(self) -> float:
        """The age in months at which lists and windows are read today."""
        return self.age.months_for_norms

    @property
    def list_age(self) -> int:
        """Age of the list for today; the first one before its age is reached."""
        return self.list_on(self.day)

    def list_on(self, day: date) -> int:
        """Age of the list for another day."""
        return self.checklist.reached(self.age_at(day).months_for_norms) or self.checklist.list_ages[0]

    def age_at(self, day: date) -> AgeOn:
        """Both ages on a day."""
        return age_on(self.patient.birth_date, self.patient.gestation, day)

    def day_of(self, days: int) -> date:
        """The day at which the child was ``days`` old."""
        return self.patient.birth_date + timedelta(days=days)

    def months_at(self, days: int) -> float:
        """The age in months, as norms read it on that day, at which the child was ``days`` old."""
        return self.age_at(self.day_of(days)).months_for_norms

    @property
    def before(self) -> SaidAll:
        """The latest earlier answer to each milestone."""
        return latest(self.visits)

    def history(self, item: Milestone) -> tuple[Said, ...]:
        """Earlier answers to one milestone, oldest first."""
        return tuple(visit.said[item.id] for visit in self.visits if item.id in visit.said)

    def was_lost(self, item: Milestone) -> Said | None:
        """The earlier answer that says the skill was lost, while nobody has said since that it came back."""
        held = self.before.get(item.id)
        return held if held is not None and held.status is Status.LOST else None

    def was_done(self, item: Milestone) -> bool:
        """Whether the latest earlier answer is a yes."""
        held = self.before.get(item.id)
        return held is not None and held.status is not None and held.status.is_done

    def still_lost(self) -> tuple[Milestone, ...]:
        """Milestones lost today, or lost earlier and not answered today."""
        found = []
        for item in self.checklist.items:
            now = self.today.get(item.id)
            if (now is not None and now.status is Status.LOST) or (
                (now is None or now.status is None) and self.was_lost(item) is not None
            ):
                found.append(item)
        return tuple(found)

    def first_done(self, item: Milestone) -> tuple[int, bool] | None:
        """Days since birth at which a skill came, and whether that age is stated; otherwise it was there by then.

        ``None`` while nobody ever said yes. Losing a skill later does not undo when it came.
        """
        said = [*self.history(item), *([self.today[item.id]] if item.id in self.today else [])]
        done = [one for one in said if one.status is not None and one.status.is_done]
        stated = [one.since_days for one in done if one.since_days is not None and one.status is Status.YES]
        if stated:
            return stated[-1], True
        return ((done[0].day - self.patient.birth_date).days, False) if done else None


def book_of(
    checklist: Checklist, patient: Patient, observations: Sequence[Observation], answers: Answers, day: date
) -> MilestoneBook:
    """Gather what was said up to ``day``. Later visits are left out."""
    visits = earlier_visits(checklist, observations, before=day)
    return MilestoneBook(checklist, patient, day, visits, said_in(checklist, answers, day))


def months_words(months: float) -> str:
    """``4.6 m``: one decimal; a true minus sign before term."""
    return _("{months} m").format(months=f"{months:.1f}".replace("-", "−"))


def status_words(said: Said | None) -> str:
    """``Not yet``, ``Not asked``: the state in words, a missing answer as such."""
    if said is None or said.status is None:
        return _("Not asked")
    return {
        Status.YES: _("Yes"),
        Status.REGAINED: _("Yes, regained"),
        Status.UNSURE: _("Not sure"),
        Status.NOT_YET: _("Not yet"),
        Status.LOST: _("Lost"),
    }[said.status]


def source_words(source: Source | None) -> str:
    """``seen here`` or ``told by the family``; empty where nobody noted it."""
    if source is None:
        return ""
    return _("seen here") if source is Source.SEEN else _("told by the family")


def short_source_words(source: Source | None) -> str:
    """``seen here`` or ``family``, for a narrow column."""
    if source is None:
        return ""
    return _("seen here") if source is Source.SEEN else _("family")


def since_words(book: MilestoneBook, item: Milestone, said: Said | None = None) -> str:
    """Since when, at the age norms are read at: ``4.6 m``, ``by 4.8 m`` where only a visit tells, or empty.

    ``said`` is one earlier answer; without it today's, with what earlier visits add.
    """
    shown = said or book.today.get(item.id)
    if shown is None or shown.status is None:
        return ""
    if shown.since_days is not None:
        return months_words(book.months_at(shown.since_days))
    came = book.first_done(item) if shown.status.is_done and said is None else None
    if came is None:
        return ""
    words = months_words(book.months_at(came[0]))
    return words if came[1] else _("by {age}").format(age=words)


def answer_patch(
    item: Milestone, status: Status | None, source: Source | None, since_days: int | None
) -> dict[ItemKey, Answer | None]:
    """One answer as entries of a record; ``status`` ``None`` is "not asked", said on purpose."""
    answered = status is not None
    return {
        item.key: Answer(status.value) if status is not None else Answer.not_examined(NOT_ASKED),
        item.source_key: Answer(source.value) if answered and source is not None else None,
        item.since_key: Answer(Decimal(since_days), unit=DAYS) if answered and since_days is not None else None,
    }
