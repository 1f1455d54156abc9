"""Signed notes: a canonical document, its digest, and what was added afterwards."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NewType

from clinic_app.domain.people import PatientId, PersonId
from clinic_app.domain.sides import Side
from clinic_app.domain.visits import VisitId

NoteId = NewType("NoteId", str)


def canonical_json(document: Mapping[str, Any]) -> str:
    """One serialisation for one content: sorted keys, NFC, no spaces, so that a digest means something."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def digest(canonical: str) -> str:
    """SHA-256 of a canonical document, in hex."""
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def check_code(sha256: str) -> str:
    """The first 48 bits of a digest as people compare them: ``7C4E-19AD-B2F0``."""
    head = sha256[:12].upper()
    return "-".join((head[:4], head[4:8], head[8:]))


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added to a signed note, with its own author and time."""

    id: str
    note_id: NoteId
    text: str
    written_at: datetime
    author_id: PersonId
    author_name: str


@dataclass(frozen=True, slots=True)
class Note:
    """A sealed note. ``document`` is the canonical JSON whose SHA-256 is ``sha256``."""

    id: NoteId
    visit_id: VisitId
    patient_id: PatientId
    day: date
    document: str
    sha256: str
    signed_at: datetime
    signed_by: PersonId
    signed_name: str
    addenda: tuple[Addendum, ...] = ()

    def content(self) -> dict[str, Any]:
        """The document as a mapping."""
        content: dict[str, Any] = json.loads(self.document)
        return content


@dataclass(frozen=True, slots=True)
class Observation:
    """One finding of one signed visit, as trends and 'since the last visit' read it.

    ``code`` holds a code, several codes joined by a space, or ``not_examined``; ``number`` holds a quantity in
    ``unit``.
    """

    note_id: NoteId
    day: date
    field: str
    side: Side
    code: str = ""
    number: Decimal | None = None
    unit: str = ""
    scale: str = ""
