"""Hits of the search in words, in their groups, and which of their letters were typed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from clinic_app.domain.ages import age_on
from clinic_app.domain.people import Patient, PatientId
from clinic_app.i18n import _, day_text, short_day_text
from clinic_app.services.folding import fold, folded_words
from clinic_app.services.views import SearchQuery
from clinic_app.ui.banner_words import sex_words
from clinic_app.ui.pages.find.matched import matched
from clinic_app.ui.widgets.chip import ChipKind
from clinic_app.ui.widgets.table_cells import Cell, Column, Ink, Row, RowKind

#: Ids of the rows that do something.
REGISTER, PUT_ON_LIST = "action:register", "action:list"


def columns() -> tuple[Column, ...]:
    """The columns of the hits."""
    return (
        Column("name", _("Name"), 206),
        Column("sex", _("Sex"), 42),
        Column("born", _("Born"), 96),
        Column("age", _("Age"), 76),
        Column("guardian", _("Guardian"), 116, stretches=True),
        Column("seen", _("Last seen"), 76),
        Column("number", _("Number"), 80),
    )


def row_of(one: Patient, query: SearchQuery, today: date, seen: Mapping[PatientId, date] | None) -> Row:
    """One child. ``seen`` holds the days of last visits once they are read."""
    chip = _("Twin {letter}").format(letter=one.birth_order) if one.twin_group else ""
    age = age_on(one.birth_date, one.gestation, max(today, one.birth_date))
    name, born = one.display_name, day_text(one.birth_date)
    return Row(
        one.id,
        (
            Cell(name, chip=chip, chip_kind=ChipKind.TWIN, marked=matched(name, query.words)),
            Cell(sex_words(one.sex)),
            Cell(born, marked=((0, len(born)),) if one.birth_date == query.born else ()),
            Cell(age.text),
            Cell(one.guardian),
            Cell("" if seen is None else _last_seen(seen.get(one.id), today), ink=Ink.SECONDARY),
            Cell(one.number, ink=Ink.SECONDARY, marked=_number_marks(one.number, query.number)),
        ),
    )


def _last_seen(day: date | None, today: date) -> str:
    if day is None:
        return _("new")
    return short_day_text(day) if day.year == today.year else day_text(day)


def _number_marks(number: str, typed: str) -> tuple[tuple[int, int], ...]:
    digits = "".join(letter for letter in typed if letter.isdigit()).lstrip("0")
    start = number.rfind(digits) if digits else -1
    return ((start, len(digits)),) if start >= 0 else ()


def heading(row_id: str, words: str) -> Row:
    """The name of a group."""
    return Row(f"heading:{row_id}", (Cell(words),), kind=RowKind.HEADING)


def actions(query: SearchQuery, chosen: Patient | None) -> tuple[Row, ...]:
    """What can be done besides opening a child."""
    rows = [
        heading("actions", _("Actions")),
        Row(REGISTER, (Cell(register_words(query), icon_name="user-plus"),), kind=RowKind.ACTION, key="Ctrl+N"),
    ]
    if chosen is not None:
        words = _("Put {name}, {number}, on today's list").format(name=chosen.display_name, number=chosen.number)
        rows.append(Row(PUT_ON_LIST, (Cell(words, icon_name="calendar-event"),), kind=RowKind.ACTION, key="Ctrl+L"))
    return tuple(rows)


def register_words(query: SearchQuery) -> str:
    """What registering would carry over, as it was typed."""
    typed = [word for word in query.text.split() if set(folded_words(word)) & set(query.words)]
    name = " ".join(word[:1].upper() + word[1:] for word in typed)
    if name and query.born is not None:
        return _("Register a new child as “{name}”, born {day}").format(name=name, day=day_text(query.born))
    if name:
        return _("Register a new child as “{name}”").format(name=name)
    if query.born is not None:
        return _("Register a new child born {day}").format(day=day_text(query.born))
    return _("Register a new child")


def has_impossible_date(query: SearchQuery) -> bool:
    """Whether figures were typed that look like a date and are none, so that they were taken as a name."""
    return query.born is None and sum(word.isdigit() for word in query.words) > 1


def likeness_notice(children: Sequence[Patient]) -> tuple[Row, ...]:
    """The warning above hits that are easily taken for each other: twins, and children of one name and birth date."""
    pairs = [(one, two) for place, one in enumerate(children) for two in children[place + 1 :] if _alike(one, two)]
    if not pairs:
        return ()
    if any(one.twin_group and one.twin_group == two.twin_group for one, two in pairs):
        strong = _("Twins.")
        words = _(" Same family name and birth date. Check the first name before opening.")
        if _same_address(pairs):
            words = _(" Same family name, birth date and address. Check the first name before opening.")
    else:
        strong = _("Easily confused.")
        words = _(" Same family name and birth date. Check first name, guardian and number before opening.")
    cell = Cell(words, strong=strong, icon_name="users")
    return (Row("notice:alike", (cell,), kind=RowKind.NOTICE),)


def _alike(one: Patient, two: Patient) -> bool:
    return one.birth_date == two.birth_date and fold(one.family_name) == fold(two.family_name)


def _same_address(pairs: Iterable[tuple[Patient, Patient]]) -> bool:
    return all(one.address and one.address == two.address for one, two in pairs)
