"""What is to happen next, and what was said to each flag."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NewType

from clinic_app.domain.people import PatientId

PlanLineId = NewType("PlanLineId", str)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One step of the plan. ``level`` is a flag level (``urgent_2wk`` ...) or empty.

    ``flags`` are the ids of the rules that the line answers.
    """

    id: PlanLineId
    what: str
    why: str = ""
    due: date | None = None
    who: str = ""
    level: str = ""
    flags: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON shape inside a draft or a note."""
        return {
            "what": self.what,
            "why": self.why,
            "due": self.due.isoformat() if self.due else None,
            "who": self.who,
            "level": self.level,
            "flags": list(self.flags),
        }

    @staticmethod
    def from_json(line_id: str, doc: dict[str, Any]) -> "PlanLine":
        """Read back what ``to_json`` wrote."""
        due = doc.get("due")
        return PlanLine(
            PlanLineId(line_id),
            doc["what"],
            doc.get("why", ""),
            date.fromisoformat(due) if due else None,
            doc.get("who", ""),
            doc.get("level", ""),
            tuple(doc.get("flags", ())),
        )


class PlanState(StrEnum):
    """A signed plan line stays open until it is done, or cancelled with a reason; it is never deleted."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A plan line of a signed note, as it stands now."""

    line: PlanLine
    patient_id: PatientId
    note_id: str
    state: PlanState = PlanState.OPEN
    closed_on: date | None = None
    closed_reason: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class FlagAnswer:
    """The clinician's answer to one flag: dismissed with a reason, or a plan line (then ``reason`` is empty)."""

    rule_id: str
    dismissed: bool
    reason: str = ""
