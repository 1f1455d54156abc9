"""Printed diary sheets: each has a code in the record, by which a returned one finds its child and episode."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId, SheetCode
from clinic_app.domain.episodes.sheet import DiarySheet, draw_code, read_code, shown
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Actor
from clinic_app.services.access import Action
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context

#: How an event says which sheet it was read from, after who told it.
_FROM_SHEET = "sheet "


def code_for(context: Context, actor: Actor, episode: Episode, document: str) -> SheetCode:
    """The code of the sheet for ``episode`` that belongs to ``document``; a new one is kept, and logged.

    The same document always has the same code, so that laying it out again makes no other sheet.

    Args:
        document: id of the note, the draft or the print that the sheet is part of.
    """
    context.allow(actor, Action.PRINT)
    with context.uow() as work:
        for turn in count():
            code = draw_code(_drawn_from(f"{document} {episode.id} {turn}"))
            known = work.episodes.sheet(code)
            if known is not None and known.episode_id == episode.id:
                return code
            if known is None:
                break
        now = context.clock.now()
        work.episodes.add_sheet(DiarySheet(code, episode.patient_id, episode.id, now, actor.person_id))
        reason = f"diary sheet {shown(code)}"
        context.record(work, actor, Action.PRINT, patient=episode.patient_id, target=episode.id, reason=reason)
        work.commit()
    return code


def _drawn_from(seed: str) -> Callable[[int], int]:
    """Numbers that look drawn at random and are the same for the same seed."""
    bytes_ = _bytes_of(seed)

    def below(limit: int) -> int:
        usable = 256 - 256 % limit  # the rest would make small numbers likelier
        return next(one for one in bytes_ if one < usable) % limit

    return below


def _bytes_of(seed: str) -> Iterator[int]:
    for block in count():
        yield from hashlib.sha256(f"{seed} {block}".encode()).digest()


@dataclass(frozen=True, slots=True)
class ReturnedSheet:
    """A sheet of this child that came back.

    Attributes:
        printed: when it was printed, as the person reads it.
        typed: events of the log that were read from it already, oldest first.
    """

    code: SheetCode
    episode_id: EpisodeId
    printed: DiarySheet
    typed: tuple[EpisodeEvent, ...]


def find_sheet(context: Context, actor: Actor, chart: Chart, text: str) -> ReturnedSheet:
    """The sheet of a typed code.

    Raises:
        UserError: with the field ``code``: a slip in it, no such sheet, or one of another child, which is not named.
    """
    context.allow(actor, Action.LOG_EPISODE)
    code = read_code(text)
    sheet = context.reads.diary_sheet(code)
    if sheet is None:
        raise UserError(f"No sheet with the code {shown(code)} was printed here. Compare it with the paper.", "code")
    if sheet.patient_id != chart.patient.id:
        raise UserError(
            f"The sheet {shown(code)} was printed for another child. Look at the name on the paper: "
            "nothing of it belongs into this record.",
            "code",
        )
    thread = next((one for one in chart.episodes if one.id == sheet.episode_id), None)
    typed = tuple(one for one in thread.events if is_from(one, code)) if thread is not None else ()
    return ReturnedSheet(code, sheet.episode_id, sheet, typed)


def told_on(teller: str, code: SheetCode) -> str:
    """Who told it, with the sheet it was read from: ``mother, sheet K7Q-4MTX``."""
    return ", ".join(part for part in (" ".join(teller.split()), f"{_FROM_SHEET}{shown(code)}") if part)


def is_from(event: EpisodeEvent, code: SheetCode) -> bool:
    """Whether an event was read from this sheet."""
    return event.told_by.endswith(f"{_FROM_SHEET}{shown(code)}")
