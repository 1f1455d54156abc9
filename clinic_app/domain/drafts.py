"""What is being written and not yet signed, entry by entry, with who wrote each and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from clinic_app.domain.errors import ConflictError
from clinic_app.domain.people import PatientId, PersonId
from clinic_app.domain.visits import VisitId

DraftId = NewType("DraftId", str)

#: New values by entry key; ``None`` takes an entry back. Values are JSON.
Patch = Mapping[str, Any]


class DraftKind(StrEnum):
    """A child being registered, or the record of a visit."""

    REGISTRATION = "registration"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a draft. ``value`` is JSON; ``None`` means taken back, which is kept to be seen."""

    value: Any
    by: PersonId
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An unsigned document. Nurse and doctor write into the same draft of a visit, key by key."""

    id: DraftId
    kind: DraftKind
    owner: PersonId
    updated_at: datetime
    patient_id: PatientId | None = None
    visit_id: VisitId | None = None
    version: int = 1
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def patched(self, patch: Patch, *, by: PersonId, at: datetime, seen: int) -> "Draft":
        """Return the draft with ``patch`` applied by somebody who last saw version ``seen``.

        Raises:
            ConflictError: another person changed one of the same keys since; never for one's own changes.
        """
        clash = frozenset(
            key for key in patch
            if (old := self.entries.get(key)) is not None and old.version > seen and old.by != by
        )  # fmt: skip
        if clash:
            raise ConflictError("Somebody else changed this since you last saw it.", clash)
        version = self.version + 1
        written = {key: Entry(value, by, at, version) for key, value in patch.items()}
        return replace(self, version=version, updated_at=at, entries={**self.entries, **written})

    def noted(self, values: Patch, *, by: PersonId, at: datetime) -> "Draft":
        """Return the draft with entries that the program adds to the change that was just made, in its version."""
        written = {key: Entry(value, by, at, self.version) for key, value in values.items()}
        return replace(self, entries={**self.entries, **written})
