"""Clips that are stored: read, watched, marked, turned, removed, and repaired after a crash."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from clinic_app.domain.attachments import Attachment, AttachmentId, ClipMark
from clinic_app.domain.episodes import EventId
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Actor, PatientId
from clinic_app.services.access import Action
from clinic_app.services.clips.ports import OpenClip, Sink, Source
from clinic_app.services.clips.taking_in import check_event_of
from clinic_app.services.context import Context

_REASON_WORDS = 3
_LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was found at the start: files without a row, which are deleted, and rows whose file is gone."""

    orphans: int
    missing: int


def clips_of(context: Context, actor: Actor, patient_id: PatientId) -> tuple[Attachment, ...]:
    """Every clip of a child, newest first; one whose file is gone is marked."""
    context.allow(actor, Action.READ_CHART)
    there = context.clips.files.names()
    found = context.reads.attachments_of(patient_id)
    return tuple(one if one.id in there else replace(one, missing=True) for one in found)


def open_clip(context: Context, actor: Actor, attachment_id: AttachmentId) -> OpenClip:
    """A clip in its confined process, to be played and stepped. The caller closes it. That it was watched is logged."""
    context.allow(actor, Action.READ_CHART)
    with context.uow() as work:
        clip = work.attachments.get(attachment_id)
        source = _source(context, clip, work.attachments.key_of(attachment_id))
        context.record(
            work, actor, Action.READ_CHART, patient=clip.patient_id, target=attachment_id, reason="clip opened"
        )
        work.commit()
    return context.clips.open(source)


def mark_seen(context: Context, actor: Actor, attachment_id: AttachmentId, *, seen: int) -> Attachment:
    """Say that a clinician has watched it."""
    context.allow(actor, Action.WRITE_EXAM)
    return _change(context, actor, attachment_id, "clip seen", seen, lambda clip: replace(clip, seen=True))


def set_marks(
    context: Context, actor: Actor, attachment_id: AttachmentId, marks: Sequence[ClipMark], *, seen: int
) -> Attachment:
    """Replace the marks on the time line, in the order of time. Raises ``UserError`` for one outside the clip."""
    context.allow(actor, Action.LOG_EPISODE)

    def marked(clip: Attachment) -> Attachment:
        if any(not 0 <= one.at_ms <= clip.facts.duration_ms for one in marks):
            raise UserError("A mark lies inside the clip.", "marks")
        return replace(clip, marks=tuple(sorted(marks, key=lambda one: one.at_ms)))

    return _change(context, actor, attachment_id, "clip marked", seen, marked)


def describe_clip(
    context: Context,
    actor: Actor,
    attachment_id: AttachmentId,
    *,
    seen: int,
    note: str | None = None,
    turn: int | None = None,
    event_id: EventId | None = None,
) -> Attachment:
    """Change the note, how it is turned, or the event that it shows; ``None`` leaves each as it is."""
    context.allow(actor, Action.LOG_EPISODE)
    if note is not None and len(note) > _LONGEST_NOTE:
        raise UserError(f"Up to {_LONGEST_NOTE} letters, please.", "note")
    if event_id is not None:
        with context.uow() as work:
            check_event_of(work.episodes.get(work.attachments.get(attachment_id).episode_id), event_id)

    def described(clip: Attachment) -> Attachment:
        return replace(
            clip,
            note=clip.note if note is None else note.strip(),
            turn=clip.turn if turn is None else turn % 4,
            event_id=clip.event_id if event_id is None else event_id,
        )

    return _change(context, actor, attachment_id, "clip described", seen, described)


def export_clip(context: Context, actor: Actor, attachment_id: AttachmentId, sink: Sink) -> Attachment:
    """Write a copy with picture and sound alone: no place, no device, no time, no other tracks. It is logged.

    Raises ``UserError`` when the clip cannot be copied without them; then nothing is given out.
    """
    context.allow(actor, Action.PRINT)
    with context.uow() as work:
        clip = work.attachments.get(attachment_id)
        source = _source(context, clip, work.attachments.key_of(attachment_id))
    with context.clips.open(source) as opened:
        opened.strip_to(sink)
    with context.uow() as work:
        context.record(work, actor, Action.PRINT, patient=clip.patient_id, target=attachment_id, reason="clip saved")
        work.commit()
    return clip


def remove_clip(context: Context, actor: Actor, attachment_id: AttachmentId, reason: str, *, seen: int) -> None:
    """Take a clip out of the record for good: its key is forgotten, its file deleted, who and why stays in the log."""
    context.allow(actor, Action.LOG_EPISODE)
    why = " ".join(reason.split())
    if len(why.split()) < _REASON_WORDS:
        raise UserError(f"Say why in at least {_REASON_WORDS} words. It is kept in the log.", "reason")
    with context.uow() as work:
        clip = work.attachments.get(attachment_id)
        work.attachments.remove(attachment_id, seen=seen)
        context.record(
            work,
            actor,
            Action.LOG_EPISODE,
            patient=clip.patient_id,
            target=attachment_id,
            reason=f"clip removed: {why}",
        )
        work.commit()
    context.clips.files.drop(attachment_id)


def repair_clips(context: Context, actor: Actor) -> Repaired:
    """After a crash: no file without a row stays, and rows without a file are counted. Run once at each opening."""
    context.allow(actor, Action.OPEN_RECORD)
    files = context.clips.files
    with context.uow() as work:
        known, there = work.attachments.ids(), files.names(parts=True)
        orphans = there - known
        missing = known - files.names()
        if orphans or missing:
            told = f"clips repaired: {len(orphans)} without a row, {len(missing)} without a file"
            context.record(work, actor, Action.OPEN_RECORD, reason=told)
            work.commit()
    for name in orphans:
        files.drop(AttachmentId(name))
    return Repaired(len(orphans), len(missing))


def _source(context: Context, clip: Attachment, key: bytes) -> Source:
    return context.clips.files.open(clip.id, key, clip.size)


def _change(
    context: Context,
    actor: Actor,
    attachment_id: AttachmentId,
    what: str,
    seen: int,
    change: Callable[[Attachment], Attachment],
) -> Attachment:
    with context.uow() as work:
        clip = work.attachments.get(attachment_id)
        changed = replace(change(clip), version=seen + 1)
        work.attachments.save(changed, seen=seen)
        context.record(work, actor, Action.LOG_EPISODE, patient=clip.patient_id, target=attachment_id, reason=what)
        work.commit()
    return changed
