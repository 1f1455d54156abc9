"""What somebody said about an episode at a visit: dated, signed for, never overwritten."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from clinic_app.domain.people import PersonId
from clinic_app.domain.visits import VisitId


class SaidKind(StrEnum):
    """What kind of words."""

    OPINION = "opinion"  # the suspected class: a pattern card, or own words
    ASSESSMENT = "assessment"
    NOTE = "note"
    ADVICE = "advice"
    TREATMENT = "treatment"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Said:
    """One entry. A change of mind is a new entry; the newest of a kind holds.

    Attributes:
        day: the day it is about, on the chart's axis.
        code: for an opinion the id of a pattern card, for a status its code; may be empty.
        text: in the person's words.
        visit_id: the visit at which it was said, ``None`` between visits.
    """

    id: str
    kind: SaidKind
    day: date
    text: str
    person_id: PersonId
    person_name: str
    at: datetime
    code: str = ""
    visit_id: VisitId | None = None
