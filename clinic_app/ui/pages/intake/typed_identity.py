"""Who is being registered, as far as it is typed."""

from datetime import date
from decimal import Decimal

from clinic_app.domain.ages import age_on
from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.i18n import _
from clinic_app.services.children import BIRTH_DATE, FAMILY_NAME, GESTATION_DAYS, GESTATION_WEEKS, GIVEN_NAME


def typed_who(answers: Answers) -> tuple[str, str, date | None]:
    """Family name, given name and birth date; empty where nothing is typed."""
    family, given = (str(_value(answers, name) or "") for name in (FAMILY_NAME, GIVEN_NAME))
    born = _value(answers, BIRTH_DATE)
    return family, given, born if isinstance(born, date) else None


def typed_title(answers: Answers) -> str:
    """The title of the form."""
    family, given, _born = typed_who(answers)
    name = ", ".join(part for part in (family.upper(), given) if part)
    return _("New child: {name}").format(name=name) if name else _("New child")


def typed_corrected_age(answers: Answers, today: date) -> str:
    """The corrected age in words; empty until birth date and gestation are typed and possible."""
    born, weeks, days = (_value(answers, name) for name in (BIRTH_DATE, GESTATION_WEEKS, GESTATION_DAYS))
    if not isinstance(born, date) or not isinstance(weeks, Decimal) or not isinstance(days, Decimal):
        return ""
    try:
        age = age_on(born, Gestation(int(weeks), int(days)), today)
    except UserError:
        return ""
    return age.corrected_text


def _value(answers: Answers, field: str) -> object:
    answer = answers.get(ItemKey(field))
    return answer.value if answer is not None else None
