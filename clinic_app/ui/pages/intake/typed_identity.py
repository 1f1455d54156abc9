"""Who is being registered, as far as it is typed."""

from datetime import date
from decimal import Decimal

from clinic_app.clinical.fields import Field, Range
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Sex
from clinic_app.i18n import _
from clinic_app.services.children import BIRTH_DATE, FAMILY_NAME, GESTATION_DAYS, GESTATION_WEEKS, GIVEN_NAME, SEX
from clinic_app.services.growth import limits_at


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
    gestation = _gestation(answers)
    age = _age(answers, gestation, today) if gestation is not None else None
    return "" if age is None else age.corrected_text


def typed_limits(field: Field, answers: Answers, today: date) -> Range:
    """The limits of a number for the child as far as it is typed; those of the field before a birth date is."""
    age = _age(answers, _gestation(answers), today)
    sex = _value(answers, SEX)
    return field.range if age is None else limits_at(field, Sex(str(sex)) if sex else Sex.UNKNOWN, age)


def _gestation(answers: Answers) -> Gestation | None:
    weeks, days = (_value(answers, name) for name in (GESTATION_WEEKS, GESTATION_DAYS))
    if not isinstance(weeks, Decimal) or not isinstance(days, Decimal):
        return None
    try:
        return Gestation(int(weeks), int(days))
    except UserError:
        return None


def _age(answers: Answers, gestation: Gestation | None, today: date) -> AgeOn | None:
    born = _value(answers, BIRTH_DATE)
    if not isinstance(born, date) or born > today:
        return None
    return age_on(born, gestation, today)


def _value(answers: Answers, field: str) -> object:
    answer = answers.get(ItemKey(field))
    return answer.value if answer is not None else None
