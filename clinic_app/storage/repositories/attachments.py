"""Rows of clips."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from clinic_app.domain.attachments import Attachment, AttachmentId, ClipFacts, ClipMark
from clinic_app.domain.episodes import EpisodeId, EventId
from clinic_app.domain.errors import NotFoundError
from clinic_app.domain.people import PatientId
from clinic_app.storage import rows
from clinic_app.storage.repositories.rows import save_seen
from clinic_app.storage.rows.base import AnyRow

_SHOWN = [column for column in rows.attachment.c if column.name not in {"key", "removed"}]
_GONE = "This clip is not in the record any more."


class Attachments:
    """What is known of each clip. A removed one keeps its row; its key is gone, and with it every copy of its file."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, attachment_id: AttachmentId) -> Attachment:
        """One clip. Raises ``NotFoundError``, also for a removed one."""
        found = self.with_id(attachment_id)
        if found is None:
            raise NotFoundError(_GONE)
        return found

    def with_id(self, attachment_id: AttachmentId) -> Attachment | None:
        """One clip, ``None`` when there is none or it was removed."""
        table = rows.attachment
        wanted = select(*_SHOWN).where(table.c.id == attachment_id, table.c.removed.is_(False))
        row = self._connection.execute(wanted).first()
        return _attachment_of(row) if row is not None else None

    def key_of(self, attachment_id: AttachmentId) -> bytes:
        """The key of a clip's file. Raises ``NotFoundError``."""
        table = rows.attachment
        wanted = select(table.c.key).where(table.c.id == attachment_id, table.c.removed.is_(False))
        row = self._connection.execute(wanted).first()
        if row is None:
            raise NotFoundError(_GONE)
        return bytes(row.key)

    def of_patient(self, patient_id: PatientId) -> Sequence[Attachment]:
        """Every clip of a child, newest first."""
        table = rows.attachment
        wanted = select(*_SHOWN).where(table.c.patient_id == patient_id, table.c.removed.is_(False))
        return [_attachment_of(row) for row in self._connection.execute(wanted.order_by(table.c.added_at.desc()))]

    def with_digest(self, sha256: str) -> Sequence[Attachment]:
        """Clips with the same bytes, of any child."""
        table = rows.attachment
        wanted = select(*_SHOWN).where(table.c.sha256 == sha256, table.c.removed.is_(False))
        return [_attachment_of(row) for row in self._connection.execute(wanted)]

    def ids(self) -> frozenset[str]:
        """Ids of every clip that has to have a file."""
        table = rows.attachment
        return frozenset(self._connection.execute(select(table.c.id).where(table.c.removed.is_(False))).scalars())

    def add(self, attachment: Attachment, key: bytes) -> None:
        """A new clip with the key of its file."""
        values = _values(attachment) | {"key": key, "removed": False}
        self._connection.execute(insert(rows.attachment).values(values))

    def save(self, attachment: Attachment, *, seen: int) -> None:
        """Change what people say of a clip if it is still at version ``seen``."""
        save_seen(self._connection, rows.attachment, _values(attachment), seen=seen, version="row_version")

    def remove(self, attachment_id: AttachmentId, *, seen: int) -> None:
        """Forget key and picture of a clip that is still at version ``seen``."""
        values: dict[str, Any] = {
            "id": attachment_id, "key": b"", "thumbnail": b"", "removed": True, "row_version": seen + 1,
        }  # fmt: skip
        save_seen(self._connection, rows.attachment, values, seen=seen, version="row_version")


def _values(one: Attachment) -> dict[str, Any]:
    facts = one.facts
    return {
        "id": one.id,
        "patient_id": one.patient_id,
        "episode_id": one.episode_id,
        "event_id": one.event_id,
        "kind": facts.kind,
        "format": facts.format,
        "codec": facts.codec,
        "width": facts.width,
        "height": facts.height,
        "duration_ms": facts.duration_ms,
        "frames_per_s": facts.frames_per_s,
        "taken_at": facts.taken_at,
        "size": one.size,
        "sha256": one.sha256,
        "thumbnail": one.thumbnail,
        "note": one.note,
        "turn": one.turn,
        "seen": one.seen,
        "marks": json.dumps([[mark.at_ms, mark.text] for mark in one.marks], ensure_ascii=False),
        "added_by": one.added_by,
        "added_at": one.added_at,
        "row_version": one.version,
    }


def _attachment_of(row: AnyRow) -> Attachment:
    return Attachment(
        id=AttachmentId(row.id),
        patient_id=PatientId(row.patient_id),
        episode_id=EpisodeId(row.episode_id),
        event_id=EventId(row.event_id) if row.event_id is not None else None,
        facts=ClipFacts(
            row.kind, row.format, row.codec, row.width, row.height, row.duration_ms, row.frames_per_s, row.taken_at
        ),
        size=row.size,
        sha256=row.sha256,
        thumbnail=bytes(row.thumbnail),
        added_by=row.added_by,
        added_at=row.added_at,
        note=row.note,
        turn=row.turn,
        seen=row.seen,
        marks=tuple(ClipMark(at_ms, text) for at_ms, text in json.loads(row.marks)),
        version=row.row_version,
    )
