"""A document that is made leaves a line in the log: who made which paper of which visit."""

from clinic_app.domain.people import Actor
from clinic_app.services.access import Action
from clinic_app.services.context import Context
from clinic_app.services.documents.printable import Printable


def log_document(context: Context, actor: Actor, visit: Printable, document: str) -> None:
    """Log that ``document`` was made; if the log cannot be written, there is no document."""
    context.allow(actor, Action.PRINT)
    with context.uow() as work:
        context.record(work, actor, Action.PRINT, patient=visit.patient.id, target=visit.target, reason=document)
        work.commit()
