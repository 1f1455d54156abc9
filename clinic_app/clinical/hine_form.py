"""The HINE form and what its scores may be compared with, read from ``resources/clinical/hine.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from clinic_app.clinical.reading import read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

DEFAULT_LEVELS: Final = (0, 1, 2, 3)
MAX_LEVEL: Final = 3


@dataclass(frozen=True, slots=True)
class HineSection:
    """A group of items with a subtotal."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class HineItem:
    """One scored item.

    Attributes:
        levels: words for the levels that have any; a level without words is blank on the form.
        allowed: the levels that may be given; half steps between them may be, too.
        sided: may be scored for the right and the left, the item score is then their mean.
    """

    id: str
    section: str
    label: str
    how: str
    sided: bool
    levels: Mapping[int, str]
    allowed: tuple[int, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One comparison: ``test`` (``below``, ``at_least``, ``above``) of the total or the asymmetry count with a limit.

    ``risk``: holds only for infants with a recorded risk factor. Ages are corrected months, half-open.
    """

    id: str
    on: str
    test: str
    limit: Decimal
    from_m: Decimal
    to_m: Decimal
    risk: bool
    source: str
    confidence: str
    met: str
    not_met: str = ""

    def suits(self, months: Decimal) -> bool:
        """Whether it speaks about this corrected age."""
        return self.from_m <= months < self.to_m

    def holds(self, value: Decimal) -> bool:
        """The outcome of the test."""
        if self.test == "below":
            return value < self.limit
        return value > self.limit if self.test == "above" else value >= self.limit


@dataclass(frozen=True, slots=True)
class TypicalRange:
    """Lowest and highest typical total for some gestations (completed weeks) in one window of corrected age.

    ``title`` and ``born`` are the words for the window and the gestation.
    """

    title: str
    from_m: Decimal
    to_m: Decimal
    gestation: tuple[int, int]
    born: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class HineForm:
    """The whole content. ``p10`` is the 10th centile of low-risk term infants by corrected week."""

    version: str
    age_from: Decimal
    age_to: Decimal
    sections: tuple[HineSection, ...]
    items: tuple[HineItem, ...]
    readings: tuple[Reading, ...]
    p10: tuple[tuple[Decimal, Decimal], ...]
    typical: tuple[TypicalRange, ...]
    examples: tuple[Mapping[str, Any], ...]

    def item(self, item_id: str) -> HineItem | None:
        """The item of an id, ``None`` when the form has none."""
        return next((item for item in self.items if item.id == item_id), None)


@cache
def load_hine() -> HineForm:
    """The shipped form, read once. Raises ``ContentError`` on any slip in it."""
    return read_hine(resource_path("clinical", "hine.toml"))


def read_hine(path: Path) -> HineForm:
    """Read one file. Raises ``ContentError`` naming the file and the entry."""
    try:
        form = _form(read_toml(path))
    except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as problem:
        raise ContentError(path.name, f"{type(problem).__name__}: {problem}") from problem
    _check(path.name, form)
    return form


def _form(document: Mapping[str, Any]) -> HineForm:
    head, p10 = document["instrument"], document["low_risk_p10"]
    return HineForm(
        version=head["version"],
        age_from=Decimal(head["age_from_m"]),
        age_to=Decimal(head["age_to_m"]),
        sections=tuple(HineSection(**entry) for entry in document["section"]),
        items=tuple(_item(entry) for entry in document["item"]),
        readings=tuple(_reading(entry) for entry in document["reading"]),
        p10=tuple((Decimal(week), Decimal(str(total))) for week, total in zip(p10["weeks"], p10["total"], strict=True)),
        typical=tuple(_typical(window, row) for window in document["typical"]["window"] for row in window["rows"]),
        examples=tuple(document.get("example", ())),
    )


def _item(entry: Mapping[str, Any]) -> HineItem:
    rest = {key: value for key, value in entry.items() if key not in {"l0", "l1", "l2", "l3", "allowed"}}
    levels = {level: entry[f"l{level}"] for level in DEFAULT_LEVELS if entry.get(f"l{level}")}
    return HineItem(**rest, levels=levels, allowed=tuple(entry.get("allowed", DEFAULT_LEVELS)))


def _reading(entry: Mapping[str, Any]) -> Reading:
    numbers = {key: Decimal(str(entry[key])) for key in ("limit", "from_m", "to_m")}
    return Reading(**{**entry, **numbers})


def _typical(window: Mapping[str, Any], row: Mapping[str, Any]) -> TypicalRange:
    first, last = row["gestation"]
    return TypicalRange(
        window["title"],
        Decimal(str(window["from_m"])),
        Decimal(str(window["to_m"])),
        (first, last),
        row["born"],
        Decimal(row["low"]),
        Decimal(row["high"]),
    )


def _check(where: str, form: HineForm) -> None:
    ids = [s.id for s in form.sections] + [i.id for i in form.items] + [r.id for r in form.readings]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise ContentError(where, f"{', '.join(twice)} stands there twice")
    for item in form.items:
        if item.section not in {section.id for section in form.sections}:
            raise ContentError(f"{where} {item.id}", f"there is no section {item.section}")
    for reading in form.readings:
        if reading.on not in {"total", "asymmetry"} or reading.test not in {"below", "at_least", "above"}:
            raise ContentError(f"{where} {reading.id}", "on is total or asymmetry; test is below, at_least or above")
