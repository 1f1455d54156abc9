"""What every page carries: letterhead, identity, status, digest."""

from dataclasses import replace
from datetime import datetime

from clinic_app.domain.ages import AgeOn
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.people import Patient, Sex
from clinic_app.i18n import _, clock_text, day_text, long_day_text
from clinic_app.services.documents.printable import Printable
from clinic_app.services.report_models import DocumentFrame, Identity, Letterhead


def document_frame(
    clinic: Clinic, visit: Printable, printed_by: str, printed_at: datetime, *, subtitle: str = ""
) -> DocumentFrame:
    """The frame of a document about ``visit``, printed now by somebody. Each addendum makes a new version of it."""
    return DocumentFrame(
        letterhead=Letterhead(clinic.name, _letter_lines(clinic)),
        identity=_identity(visit.patient, visit.age),
        subtitle=subtitle or _("Visit of {day}").format(day=long_day_text(visit.day)),
        version=1 + len(visit.addenda),
        digest=visit.sha256,
        printed=_printed(printed_by, printed_at),
        signed_words=_signed_words(visit),
        content_reviewed=bool(clinic.content_reviewed_by),
    )


def blank_frame(
    clinic: Clinic, patient: Patient, age: AgeOn, sha256: str, printed_by: str, printed_at: datetime
) -> DocumentFrame:
    """The frame of a paper for the family to fill in: it belongs to no visit, and there is nothing to sign."""
    return DocumentFrame(
        letterhead=Letterhead(clinic.name, _letter_lines(clinic)),
        identity=replace(_identity(patient, age), age_label=_("Age today")),
        subtitle="",
        version=1,
        digest=sha256,
        printed=_printed(printed_by, printed_at),
        signed_words=_("For the family to fill in"),
        content_reviewed=bool(clinic.content_reviewed_by),
    )


def _printed(by: str, at: datetime) -> str:
    return _("Printed {day} {time}, {name}").format(day=day_text(at.astimezone().date()), time=clock_text(at), name=by)


def _letter_lines(clinic: Clinic) -> tuple[str, ...]:
    demo = _("Demo data: not a real child") if clinic.demo else ""
    return tuple(line for line in (clinic.address, clinic.phone, demo) if line)


def _identity(patient: Patient, age: AgeOn) -> Identity:
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
