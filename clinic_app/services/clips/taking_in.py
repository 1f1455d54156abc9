"""Taking a clip in: looked at in a confined process, copied encrypted, written down; all of it or nothing."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from clinic_app.domain.attachments import Attachment, AttachmentId
from clinic_app.domain.episodes import Episode, EpisodeId, EventId
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Actor
from clinic_app.services.access import Action
from clinic_app.services.clips.ports import Cancelled, Progress, Source
from clinic_app.services.context import Context
from clinic_app.services.ports import UnitOfWork

#: 4 GiB: an hour of a phone's film, and what old file systems hold in one file.
MOST_BYTES = 4_294_967_296
#: What stays free on the disk beside a clip, so that the record itself can still be written.
SPARE_BYTES = 268_435_456
_PIECE = 1_048_576
_KEY_BYTES = 32


class ElsewhereError(UserError):
    """The same clip belongs to another child already. It may be taken in all the same, once somebody has looked."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The clip as it is stored; ``already``: it was there before and nothing was copied."""

    attachment: Attachment
    already: bool = False


def attach_clip(
    context: Context,
    actor: Actor,
    attachment_id: AttachmentId,
    episode_id: EpisodeId,
    event_id: EventId | None,
    source: Source,
    *,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
    although_elsewhere: bool = False,
) -> Taken:
    """Take in a clip for an event, or for an episode as a whole.

    Args:
        attachment_id: made by the caller: a second try with it finds what the first one stored.
        progress: told twice over the bytes: while they are checked, and while they are copied.
        although_elsewhere: somebody saw that the clip belongs to another child too, and goes on.

    Raises:
        UserError: empty, too large, no clip, damaged, cancelled; the same file changed while it was copied.
        ElsewhereError: another child has this clip. Who is not said.
        EnvironmentProblem: no room on the disk, or it cannot be written. Nothing was kept.
    """
    context.allow(actor, Action.LOG_EPISODE)
    _check_size(context, source)
    twice = source.size * 2
    with context.uow() as work:
        known = work.attachments.with_id(attachment_id)
    if known is not None:
        return Taken(known, already=True)
    digest = _digest(source, lambda done: progress(done, twice), cancelled)
    with context.uow() as work:
        episode = work.episodes.get(episode_id)
        check_event_of(episode, event_id)
        same = _same_clip(work, episode.patient_id, digest, although_elsewhere=although_elsewhere)
    if same is not None:
        return Taken(same, already=True)
    with context.clips.open(source) as clip:
        facts = clip.facts
        thumbnail = clip.thumbnail(min(1.0, facts.duration_ms / 2000))
    key = secrets.token_bytes(_KEY_BYTES)
    now = context.clock.now()
    attachment = Attachment(
        id=attachment_id,
        patient_id=episode.patient_id,
        episode_id=episode_id,
        event_id=event_id,
        facts=facts,
        size=source.size,
        sha256=digest,
        thumbnail=thumbnail,
        added_by=actor.name,
        added_at=now,
    )
    copied = context.clips.files.write(
        attachment_id, key, source, lambda done, _all: progress(source.size + done, twice), cancelled
    )
    try:
        _check_unchanged(copied, digest)
        return _write_down(context, actor, attachment, key)
    except BaseException:
        _clear_away(context, attachment_id)
        raise


def _write_down(context: Context, actor: Actor, attachment: Attachment, key: bytes) -> Taken:
    """The row, the log and the whole file together; a first try with the same id that came through meanwhile stands."""
    files = context.clips.files
    with context.uow() as work:
        known = work.attachments.with_id(attachment.id)
        if known is not None:
            files.drop_part(attachment.id)
            return Taken(known, already=True)
        work.attachments.add(attachment, key)
        patient, target = attachment.patient_id, attachment.id
        context.record(work, actor, Action.LOG_EPISODE, patient=patient, target=target, reason="clip added")
        files.keep(attachment.id)
        work.commit()
    return Taken(attachment)


def _clear_away(context: Context, attachment_id: AttachmentId) -> None:
    """What this try left on the disk; never the file of a row that is there."""
    with context.uow() as work:
        is_there = work.attachments.with_id(attachment_id) is not None
    if is_there:
        context.clips.files.drop_part(attachment_id)
    else:
        context.clips.files.drop(attachment_id)


def check_event_of(episode: Episode, event_id: EventId | None) -> None:
    """Raise ``UserError`` for an event that does not belong to the episode: a clip never shows another child's."""
    if event_id is not None and all(event.id != event_id for event in episode.events):
        raise UserError("Choose an event of this episode, or the episode as a whole.", "event")


def _check_unchanged(copied: str, digest: str) -> None:
    if copied != digest:
        raise UserError("The file changed while it was copied. Nothing was kept. Try again.", "clip")


def _check_size(context: Context, source: Source) -> None:
    if source.size == 0:
        raise UserError("This file is empty. Copy it from the phone again.", "clip")
    if source.size > MOST_BYTES:
        raise UserError(
            f"This file has {_gigabytes(source.size)}; a clip may have {_gigabytes(MOST_BYTES)}. "
            "Cut out the part with the event on the phone, or film it again in a lower quality.",
            "clip",
        )
    free = context.clips.files.free_bytes()
    if free < source.size + SPARE_BYTES:
        raise UserError(
            f"The clip needs {_gigabytes(source.size + SPARE_BYTES)} and {_gigabytes(free)} are free on the record's "
            "disk. Nothing was kept. Free some space and try again.",
            "clip",
        )


def _gigabytes(count: int) -> str:
    return f"{count / 1_073_741_824:.1f} GB" if count >= 107_374_183 else f"{count / 1_048_576:.1f} MB"


def _digest(source: Source, progress: Callable[[int], None], cancelled: Cancelled) -> str:
    made, at = hashlib.sha256(), 0
    while at < source.size:
        if cancelled():
            raise UserError("Cancelled. Nothing was kept.", "clip")
        piece = source.read(at, _PIECE)
        if not piece:
            raise UserError("The file could not be read to its end. Nothing was kept.", "clip")
        made.update(piece)
        at += len(piece)
        progress(at)
    return made.hexdigest()


def _same_clip(work: UnitOfWork, patient_id: str, digest: str, *, although_elsewhere: bool) -> Attachment | None:
    found = work.attachments.with_digest(digest)
    for one in found:
        if one.patient_id == patient_id:
            return one
    if found and not although_elsewhere:
        raise ElsewhereError(
            "This clip belongs to another child's record already. Look at it: is it the right child? "
            "It can be added here all the same.",
            "clip",
        )
    return None
