"""What happened, who did it, from where, to which record. Never what was written."""

from dataclasses import dataclass
from datetime import datetime

from clinic_app.domain.people import Actor


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line of the access and change log. Holds ids and codes, no names of children and no clinical text."""

    at: datetime
    actor: Actor
    action: str
    patient_id: str = ""
    object_id: str = ""
    outcome: str = "done"
    reason: str = ""
