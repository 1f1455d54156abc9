"""A child of the mockups with a log, as a chart."""

from datetime import UTC, date, datetime

from clinic_app.domain.clinic import Clinic
from clinic_app.domain.episodes import Episode, Said, SaidKind
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Patient, PatientId, PersonId, Sex
from clinic_app.domain.visits import VisitId
from clinic_app.services.chart import Chart
from clinic_app.services.views import VisitSummary

BORN, TODAY = date(2026, 3, 14), date(2026, 11, 18)


def chart_of(*episodes: Episode, visits: tuple[VisitSummary, ...] = ()) -> Chart:
    patient = Patient(PatientId("p"), "D-1", "Brightwater", "Ayla", BORN, Sex.FEMALE, gestation=Gestation(34, 3))
    return Chart(Clinic("C", "", "", demo=True), patient, (), visits, (), (), episodes, None)


def said(kind: SaidKind, day: date, text: str) -> Said:
    return Said(f"{kind}{day}", kind, day, text, PersonId("d"), "Dr", datetime(2026, 11, 1, tzinfo=UTC))


def visit(day: date) -> VisitSummary:
    return VisitSummary(VisitId(str(day)), PatientId("p"), day, "Review", "done", None, None, "", "", "")
