"""How old the child will be when a plan line is due."""

from datetime import date

from clinic_app.domain.ages import age_on
from clinic_app.domain.people import Patient
from clinic_app.i18n import _


def age_words(patient: Patient, day: date) -> str:
    """``8 m 2 d corrected`` while norms are read at corrected age, ``12 m 0 d old`` otherwise."""
    age = age_on(patient.birth_date, patient.gestation, max(day, patient.birth_date))
    if age.use_corrected:
        return _("{age} corrected").format(age=age.corrected_text)
    return _("{age} old").format(age=age.text)
