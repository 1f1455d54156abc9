"""Threads of episodes: begun, renamed, fading or over, and what was said about them at each visit."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from clinic_app.domain.episodes import Episode, EpisodeId, EpisodeStatus, Said, SaidKind
from clinic_app.domain.episodes.thread import checked_title
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Actor, PatientId
from clinic_app.domain.visits import VisitId
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.ports import UnitOfWork

#: Words that only somebody who may examine signs for.
_DOCTORS = frozenset({SaidKind.OPINION, SaidKind.ASSESSMENT, SaidKind.TREATMENT})
_LONGEST_TEXT = 4000


def threads_of(context: Context, actor: Actor, patient_id: PatientId) -> tuple[Episode, ...]:
    """Every thread of a child as it now stands, the oldest first."""
    context.allow(actor, Action.READ_CHART)
    return tuple(context.reads.episodes_of(patient_id))


def start_thread(
    context: Context, actor: Actor, patient_id: PatientId, title: str, first_seen: date | None, *, request_id: str
) -> Episode:
    """Begin a thread under the family's own name for it. A repeated ``request_id`` returns the one that was made.

    Raises ``UserError`` with the field ``title`` or ``first_seen``.
    """
    context.allow(actor, Action.LOG_EPISODE)
    with context.uow() as work:
        if (done := work.requests.result_of(request_id)) is not None:
            return work.episodes.get(EpisodeId(done))
        _check_first_seen(context, work, patient_id, first_seen)
        episode = Episode(EpisodeId(str(uuid4())), patient_id, checked_title(title), first_seen)
        work.episodes.add(episode)
        work.requests.remember(request_id, episode.id)
        context.record(work, actor, Action.LOG_EPISODE, patient=patient_id, target=episode.id, reason="started")
        work.commit()
    return episode


def rename_thread(
    context: Context, actor: Actor, episode_id: EpisodeId, title: str, first_seen: date | None, *, seen: int
) -> Episode:
    """Change the name or the first day. Raises ``ConflictError`` when the thread moved past ``seen``."""
    context.allow(actor, Action.LOG_EPISODE)
    with context.uow() as work:
        episode = work.episodes.get(episode_id)
        _check_first_seen(context, work, episode.patient_id, first_seen)
        renamed = replace(episode.renamed(title, first_seen), version=seen + 1)
        work.episodes.save(renamed, seen=seen)
        context.record(work, actor, Action.LOG_EPISODE, patient=episode.patient_id, target=episode_id, reason="renamed")
        work.commit()
    return renamed


def set_status(
    context: Context,
    actor: Actor,
    episode_id: EpisodeId,
    status: EpisodeStatus,
    *,
    seen: int,
    became: EpisodeId | None = None,
    text: str = "",
    visit_id: VisitId | None = None,
) -> Episode:
    """Say how a thread goes on; the change is kept with who said it and when.

    Args:
        became: the thread it turned into; needed for ``BECAME`` and for nothing else.

    Raises:
        UserError: ``field`` is ``became``: missing, of another child, or itself.
        ConflictError: the thread moved past ``seen``.
    """
    context.allow(actor, Action.LOG_EPISODE)
    with context.uow() as work:
        episode = work.episodes.get(episode_id)
        _check_became(work, episode, status, became)
        moved = replace(episode, status=status, became=became, version=seen + 1)
        work.episodes.save(moved, seen=seen)
        said = _said(context, actor, SaidKind.STATUS, context.clock.today(), text, str(status), visit_id)
        work.episodes.add_said(episode_id, said)
        context.record(
            work, actor, Action.LOG_EPISODE, patient=episode.patient_id, target=episode_id, reason=str(status)
        )
        work.commit()
    return replace(moved, said=(*moved.said, said))


def say(
    context: Context,
    actor: Actor,
    episode_id: EpisodeId,
    kind: SaidKind,
    day: date,
    text: str,
    *,
    request_id: str,
    code: str = "",
    visit_id: VisitId | None = None,
) -> Said:
    """Add an opinion, a note, advice or treatment. Nothing is overwritten; the newest of a kind holds.

    Args:
        code: for an opinion the id of a pattern card, or empty for own words.

    Raises:
        UserError: no words, too many, a day that cannot be, or a card that there is not.
        NotAllowedError: opinions, assessments and treatment belong to those who examine.
    """
    context.allow(actor, Action.WRITE_EXAM if kind in _DOCTORS else Action.LOG_EPISODE)
    words = text.strip()
    if kind is SaidKind.STATUS:
        raise ValueError("a status is set, not said")
    if not words and not code:
        raise UserError("Write what was thought or advised.", "text")
    if len(words) > _LONGEST_TEXT:
        raise UserError(f"Up to {_LONGEST_TEXT} letters, please: this has {len(words)}.", "text")
    if code and code not in context.knowledge.content.patterns:
        raise UserError("There is no pattern card of this name.", "code")
    with context.uow() as work:
        episode = work.episodes.get(episode_id)
        done = work.requests.result_of(request_id)
        before = next((one for one in episode.said if one.id == done), None)
        if before is not None:
            return before
        _check_day(context, work, episode.patient_id, day, "day")
        said = _said(context, actor, kind, day, words, code, visit_id)
        work.episodes.add_said(episode_id, said)
        work.requests.remember(request_id, said.id)
        context.record(work, actor, Action.LOG_EPISODE, patient=episode.patient_id, target=episode_id, reason=str(kind))
        work.commit()
    return said


def _said(
    context: Context, actor: Actor, kind: SaidKind, day: date, text: str, code: str, visit_id: VisitId | None
) -> Said:
    now = context.clock.now()
    return Said(str(uuid4()), kind, day, text, actor.person_id, actor.name, now, code, visit_id)


def _check_first_seen(context: Context, work: UnitOfWork, patient_id: PatientId, day: date | None) -> None:
    if day is not None:
        _check_day(context, work, patient_id, day, "first_seen")


def _check_day(context: Context, work: UnitOfWork, patient_id: PatientId, day: date, field: str) -> None:
    born, today = work.patients.get(patient_id).birth_date, context.clock.today()
    if not born <= day <= today:
        raise UserError("A day between birth and today, please.", field)


def _check_became(work: UnitOfWork, episode: Episode, status: EpisodeStatus, became: EpisodeId | None) -> None:
    if (status is EpisodeStatus.BECAME) != (became is not None):
        raise UserError("Choose the episode that this one became.", "became")
    if became is None:
        return
    if became == episode.id or work.episodes.get(became).patient_id != episode.patient_id:
        raise UserError("Choose another episode of this child.", "became")
