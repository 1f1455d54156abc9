"""What every page carries: letterhead, identity, status, digest."""

from datetime import datetime

from clinic_app.domain.clinic import Clinic
from clinic_app.domain.people import Sex
from clinic_app.i18n import _, clock_text, day_text, long_day_text
from clinic_app.services.documents.printable import Printable
from clinic_app.services.report_models import DocumentFrame, Identity, Letterhead


def document_frame(
    clinic: Clinic, visit: Printable, printed_by: str, printed_at: datetime, *, subtitle: str = ""
) -> DocumentFrame:
    """The frame of a document about ``visit``, printed now by somebody. Each addendum makes a new version of it."""
    return DocumentFrame(
        letterhead=Letterhead(clinic.name, _letter_lines(clinic)),
        identity=_identity(visit),
        subtitle=subtitle or _("Visit of {day}").format(day=long_day_text(visit.day)),
        version=1 + len(visit.addenda),
        digest=visit.sha256,
        printed=_("Printed {day} {time}, {name}").format(
            day=day_text(printed_at.astimezone().date()), time=clock_text(printed_at), name=printed_by
        ),
        signed_words=_signed_words(visit),
        content_reviewed=bool(clinic.content_reviewed_by),
    )


def _letter_lines(clinic: Clinic) -> tuple[str, ...]:
    demo = _("Demo data: not a real child") if clinic.demo else ""
    return tuple(line for line in (clinic.address, clinic.phone, demo) if line)


def _identity(visit: Printable) -> Identity:
    patient, age = visit.patient, visit.age
    sexes = {
        Sex.FEMALE: _("Girl"),
        Sex.MALE: _("Boy"),
        Sex.INDETERMINATE: _("Indeterminate"),
        Sex.UNKNOWN: _("Unknown"),
    }
    corrected, label = "", ""
    if age.use_corrected:
        corrected = age.corrected_text
        label = _("Corrected ({gestation})").format(gestation=patient.gestation)
    elif patient.gestation is None:
        label, corrected = _("Corrected"), _("not corrected")
    return Identity(
        name=patient.display_name,
        sex=sexes[patient.sex],
        born=day_text(patient.birth_date),
        age_at_visit=age.text,
        number=patient.number,
        corrected_label=label,
        corrected_age=corrected,
    )


def _signed_words(visit: Printable) -> str:
    if visit.signed is None:
        return ""
    name, at = visit.signed
    return _("Signed {day} {time}, {name}").format(day=day_text(at.astimezone().date()), time=clock_text(at), name=name)
