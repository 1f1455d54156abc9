"""A hit of the search in words, and which of its letters were typed."""

from collections.abc import Iterable
from datetime import date

from clinic_app.domain.ages import age_on
from clinic_app.domain.people import Patient
from clinic_app.i18n import _, day_text
from clinic_app.services.folding import fold
from clinic_app.ui.banner_words import sex_words
from clinic_app.ui.widgets.chip import ChipKind
from clinic_app.ui.widgets.table_cells import Cell, Column, Row


def columns() -> tuple[Column, ...]:
    """The columns of the hits."""
    return (
        Column("name", _("Name"), 240, stretches=True),
        Column("sex", _("Sex"), 48),
        Column("born", _("Born"), 104),
        Column("age", _("Age"), 78),
        Column("guardian", _("Guardian"), 150),
        Column("number", _("Number"), 86),
    )


def row_of(one: Patient, group: str, today: date) -> Row:
    """One child. ``group`` says why it is shown where it does not fit everything that was typed."""
    chip = _("Twin {letter}").format(letter=one.birth_order) if one.twin_group else ""
    age = age_on(one.birth_date, one.gestation, max(today, one.birth_date))
    return Row(
        one.id,
        (
            Cell(strong=one.family_name.upper(), text=f", {one.given_name}", below=group, chip=chip,
                 chip_kind=ChipKind.TWIN),
            Cell(sex_words(one.sex)),
            Cell(day_text(one.birth_date)),
            Cell(age.text),
            Cell(one.guardian),
            Cell(one.number),
        ),
    )  # fmt: skip


def alike(children: Iterable[Patient]) -> bool:
    """Whether two children share family name and birth date, so that the first name must be checked."""
    seen: set[tuple[str, date]] = set()
    for one in children:
        key = (fold(one.family_name), one.birth_date)
        if key in seen:
            return True
        seen.add(key)
    return False
