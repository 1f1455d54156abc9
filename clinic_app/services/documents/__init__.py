"""From a signed note or an open visit to what a document says."""

from clinic_app.services.documents.episode import episode_reports
from clinic_app.services.documents.family import family_plan
from clinic_app.services.documents.printable import Printable, printable_draft, printable_note
from clinic_app.services.documents.summary import clinician_summary

__all__ = ["Printable", "clinician_summary", "episode_reports", "family_plan", "printable_draft", "printable_note"]
