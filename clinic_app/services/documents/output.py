"""A paper left the record: who printed or saved it is in the log."""

from enum import StrEnum

from clinic_app.domain.people import Actor, PatientId
from clinic_app.services.access import Action
from clinic_app.services.context import Context


class Way(StrEnum):
    """How a document left."""

    PRINTED = "printed"
    SAVED = "saved"


def note_output(context: Context, actor: Actor, patient_id: PatientId, sha256: str, document: str, way: Way) -> None:
    """Log that ``document`` of the visit with this digest was printed or saved."""
    context.allow(actor, Action.PRINT)
    with context.uow() as work:
        context.record(work, actor, Action.PRINT, patient=patient_id, target=sha256[:12], reason=f"{document} {way}")
        work.commit()
