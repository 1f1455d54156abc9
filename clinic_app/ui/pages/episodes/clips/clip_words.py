"""Clips in words."""

from datetime import date, datetime, timedelta

from clinic_app.domain.attachments import Attachment
from clinic_app.domain.episodes import Episode
from clinic_app.i18n import _, day_text, ngettext, short_day_text

_MEGABYTE = 1_048_576


def length_words(milliseconds: int) -> str:
    """``0:14``."""
    seconds = round(milliseconds / 1000)
    return f"{seconds // 60}:{seconds % 60:02d}"


def day_of(clip: Attachment, thread: Episode | None) -> date:
    """The day that it shows: that of its event, or the one on which it was added."""
    events = thread.events if thread is not None else ()
    return next((one.when.day for one in events if one.id == clip.event_id), clip.added_at.astimezone().date())


def state_words(clip: Attachment) -> str:
    """``new``, ``seen``, or that its file is gone."""
    if clip.missing:
        return _("file missing")
    return _("seen") if clip.seen else _("new")


def caption(clip: Attachment, thread: Episode | None) -> str:
    """``17 Nov, new``."""
    return _("{day}, {state}").format(day=short_day_text(day_of(clip, thread)), state=state_words(clip))


def phone_words(taken_at: str) -> str:
    """``17 Nov 2026, 07:10 UTC``: what the file says of its time, as it says it; other words stay as they are."""
    try:
        told = datetime.fromisoformat(taken_at)
    except ValueError:
        return taken_at
    zone = told.utcoffset()
    words = f"{day_text(told.date())}, {told:%H:%M}"
    return f"{words} UTC" if zone == timedelta(0) else words


def spoken(clip: Attachment, thread: Episode | None) -> str:
    """A clip for somebody who does not see it."""
    kind = _("Picture") if clip.facts.kind == "picture" else _("Video, {length}")
    return f"{kind.format(length=length_words(clip.facts.duration_ms))}, {caption(clip, thread)}"


def shelf_words(clips: tuple[Attachment, ...]) -> str:
    """``4 clips, 61 MB, encrypted here``."""
    if not clips:
        return ""
    count = ngettext("{count} clip", "{count} clips", len(clips)).format(count=len(clips))
    megabytes = max(1, round(sum(one.size for one in clips) / _MEGABYTE))
    return _("{clips}, {megabytes} MB, encrypted here").format(clips=count, megabytes=megabytes)
