"""The log of who did what: each event holds the hash of the one before, so that no line can be changed unseen.

The chain finds an edit, a deletion inside, an insertion and a change of order. That the newest events were cut
off is seen only against a head that was kept elsewhere.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from clinic_app.domain.audit import AuditEvent
from clinic_app.services.views import AuditLine, AuditReport
from clinic_app.storage.rows import audit_event, patient, person, request
from clinic_app.storage.rows.base import AnyRow, utc_text

#: What the first event has in the place of the hash before it.
GENESIS = "0" * 64
_CHAINED = (
    "seq", "at", "actor_id", "actor_name", "role", "workstation", "action", "patient_id", "object_id", "outcome",
    "reason", "prev_hash",
)  # fmt: skip
_BATCH = 2000


class AuditTrail:
    """Appends to the log and checks it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, event: AuditEvent) -> None:
        """Add an event in the transaction of its change; if that fails, the action fails."""
        last = self._connection.execute(
            select(audit_event.c.seq, audit_event.c.hash).order_by(audit_event.c.seq.desc()).limit(1)
        ).first()
        seq, before = (1, GENESIS) if last is None else (last.seq + 1, last.hash)
        values = {
            "seq": seq,
            "at": utc_text(event.at),
            "actor_id": event.actor.person_id,
            "actor_name": event.actor.name,
            "role": str(event.actor.role),
            "workstation": event.actor.workstation,
            "action": event.action,
            "patient_id": event.patient_id,
            "object_id": event.object_id,
            "outcome": event.outcome,
            "reason": event.reason,
            "prev_hash": before,
        }
        chained = event_hash([values[name] for name in _CHAINED])
        self._connection.execute(insert(audit_event).values(values | {"hash": chained}))

    def newest(self, limit: int, before: int | None = None) -> list[AuditLine]:
        """Up to ``limit`` events, newest first, with the record number or the name of whom each is about."""
        event = audit_event
        wanted = (
            select(event, patient.c.number.label("number"), person.c.name.label("person"))
            .outerjoin_from(event, patient, patient.c.id == event.c.patient_id)
            .outerjoin(person, person.c.id == event.c.object_id)
            .order_by(event.c.seq.desc())
            .limit(limit)
        )
        if before is not None:
            wanted = wanted.where(event.c.seq < before)
        return [_line_of(row) for row in self._connection.execute(wanted)]

    def verify(self) -> AuditReport:
        """Walk the whole chain. ``broken_at`` is the sequence number of the first event that does not fit."""
        before, count = GENESIS, 0
        wanted = select(*(audit_event.c[name] for name in _CHAINED), audit_event.c.hash).order_by(audit_event.c.seq)
        found = self._connection.execution_options(yield_per=_BATCH).execute(wanted)
        broken: int | None = None
        for row in found:
            *chained, stored = row
            count += 1
            fits = chained[0] == count and chained[-1] == before and event_hash(chained) == stored
            if broken is None and not fits:
                broken = count
            before = stored
        return AuditReport(count, before, broken)


class Requests:
    """Client-made action ids with what came of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def result_of(self, request_id: str) -> str | None:
        """What a request that was done before gave, or ``None``."""
        return self._connection.execute(select(request.c.result).where(request.c.id == request_id)).scalar()

    def remember(self, request_id: str, result: str) -> None:
        """Note in the same transaction that a request was done."""
        self._connection.execute(insert(request).values(id=request_id, result=result))


def _line_of(row: AnyRow) -> AuditLine:
    return AuditLine(
        seq=row.seq,
        at=datetime.fromisoformat(row.at),
        who=row.actor_name,
        role=row.role,
        workstation=row.workstation,
        action=row.action,
        reason=row.reason,
        outcome=row.outcome,
        number=row.number or "",
        person=row.person or "",
    )


def event_hash(chained: list[Any]) -> str:
    """SHA-256 over the canonical bytes of an event: a JSON list of its columns in their order."""
    text = json.dumps(chained, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
