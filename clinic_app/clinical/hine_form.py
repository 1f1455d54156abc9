"""The HINE form and what its scores may be compared with, read from ``resources/clinical/hine.toml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from clinic_app.clinical.reading import read_toml
from clinic_app.domain.ages import AgeOn
from clinic_app.domain.errors import ContentError
from clinic_app.domain.notes import canonical_json, digest
from clinic_app.resources import resource_path

DEFAULT_LEVELS: Final = (0, 1, 2, 3)
MAX_LEVEL: Final = 3


@dataclass(frozen=True, slots=True)
class HineSection:
    """A group of items; a scored one has a subtotal."""

    id: str
    title: str
    scored: bool = True


@dataclass(frozen=True, slots=True)
class AngleBand:
    """Angles in degrees for which the form prints one score. ``low`` and ``high`` are ``None`` where it is open."""

    score: int
    low: Decimal | None = None
    low_included: bool = True
    high: Decimal | None = None
    high_included: bool = True

    def holds(self, degrees: Decimal) -> bool:
        """Whether an angle lies in the band."""
        if self.low is not None and (degrees < self.low or (degrees == self.low and not self.low_included)):
            return False
        return self.high is None or degrees < self.high or (degrees == self.high and self.high_included)


@dataclass(frozen=True, slots=True)
class MeasuredAngle:
    """The measured angle that an item is scored from: its field, and which score the form prints for it."""

    field: str
    bands: tuple[AngleBand, ...]

    def score(self, degrees: Decimal) -> int | None:
        """The printed score; ``None`` between two printed levels, where the examiner chooses."""
        return next((band.score for band in self.bands if band.holds(degrees)), None)


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
    angle: MeasuredAngle | None = None


@dataclass(frozen=True, slots=True)
class StageLevel:
    """One level of a milestone or a behaviour. ``usual`` is the age that the form prints beside it, in words."""

    code: str
    short: str
    text: str
    usual: str = ""


@dataclass(frozen=True, slots=True)
class HineStage:
    """A milestone or a behaviour: recorded beside the score, never part of it. Levels from least to most mature."""

    id: str
    section: str
    label: str
    confidence: str
    levels: tuple[StageLevel, ...]
    sided: bool = False
    note: str = ""


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

    def suits(self, months: Decimal, weeks: int) -> bool:
        """Whether it speaks about this corrected age and gestation."""
        return self.from_m <= months < self.to_m and self.gestation[0] <= weeks <= self.gestation[1]


@dataclass(frozen=True, slots=True)
class HineForm:
    """The whole content.

    Attributes:
        age_from, age_to: corrected months at which the form is read, both included.
        sections: those that are scored; ``stage_sections`` are recorded only.
        p10: the 10th centile of low-risk term infants by corrected week.
        content_hash: SHA-256 of the canonical content.
    """

    version: str
    form_version: str
    source: str
    confidence: str
    content_hash: str
    age_from: Decimal
    age_to: Decimal
    sections: tuple[HineSection, ...]
    items: tuple[HineItem, ...]
    stage_sections: tuple[HineSection, ...]
    stages: tuple[HineStage, ...]
    readings: tuple[Reading, ...]
    p10: tuple[tuple[Decimal, Decimal], ...]
    typical: tuple[TypicalRange, ...]
    typical_source: str
    examples: tuple[Mapping[str, Any], ...]

    def item(self, item_id: str) -> HineItem | None:
        """The item of an id, ``None`` when the form has none."""
        return next((item for item in self.items if item.id == item_id), None)

    def months(self, age: AgeOn) -> Decimal:
        """Corrected months at which a score of this day is read.

        The form holds from the day on which two months are completed to the day on which 24 are, by the calendar;
        months of 30.4375 days can miss either day by less than one, so that they are held to the ends of the form.
        """
        months = Decimal(str(age.corrected_months))
        return min(max(months, self.age_from), self.age_to) if self.is_open(age) else months

    def is_open(self, age: AgeOn) -> bool:
        """Whether the form may be scored at this corrected age."""
        if age.corrected is None:
            return False
        completed, days = age.corrected.total_months, age.corrected.days
        return self.age_from <= completed < self.age_to or (completed == self.age_to and days == 0)

    def typical_at(self, months: Decimal, weeks: int) -> TypicalRange | None:
        """The typical range at corrected ``months`` for a birth at completed ``weeks``."""
        return next((row for row in self.typical if row.suits(months, weeks)), None)


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
    sections = tuple(HineSection(**entry) for entry in document["section"])
    return HineForm(
        version=head["version"],
        form_version=head["form_version"],
        source=head["source"],
        confidence=head["confidence"],
        content_hash=digest(canonical_json(document)),
        age_from=Decimal(head["age_from_m"]),
        age_to=Decimal(head["age_to_m"]),
        sections=tuple(section for section in sections if section.scored),
        items=tuple(_item(entry) for entry in document["item"]),
        stage_sections=tuple(section for section in sections if not section.scored),
        stages=tuple(_stage(entry) for entry in document["stage"]),
        readings=tuple(_reading(entry) for entry in document["reading"]),
        p10=tuple((Decimal(week), Decimal(str(total))) for week, total in zip(p10["weeks"], p10["total"], strict=True)),
        typical=tuple(_typical(window, row) for window in document["typical"]["window"] for row in window["rows"]),
        typical_source=document["typical"]["source"],
        examples=tuple(document.get("example", ())),
    )


def _item(entry: Mapping[str, Any]) -> HineItem:
    own = {"l0", "l1", "l2", "l3", "allowed", "angle_field", "angle_bands"}
    rest = {key: value for key, value in entry.items() if key not in own}
    levels = {level: entry[f"l{level}"] for level in DEFAULT_LEVELS if entry.get(f"l{level}")}
    allowed = tuple(entry.get("allowed", DEFAULT_LEVELS))
    angle = None
    if "angle_field" in entry:
        angle = MeasuredAngle(entry["angle_field"], tuple(_angle_band(band) for band in entry["angle_bands"]))
    return HineItem(**rest, levels=levels, allowed=allowed, angle=angle)


def _angle_band(entry: Mapping[str, int]) -> AngleBand:
    low, high = entry.get("from", entry.get("above")), entry.get("to", entry.get("below"))
    return AngleBand(
        score=entry["score"],
        low=None if low is None else Decimal(low),
        low_included="from" in entry,
        high=None if high is None else Decimal(high),
        high_included="to" in entry,
    )


def _stage(entry: Mapping[str, Any]) -> HineStage:
    levels = tuple(StageLevel(**level) for level in entry["levels"])
    return HineStage(**{**entry, "levels": levels})


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
    ids = [one.id for one in (*form.sections, *form.stage_sections)]
    ids += [one.id for one in form.items] + [one.id for one in form.stages] + [one.id for one in form.readings]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise ContentError(where, f"{', '.join(twice)} stands there twice")
    for item in form.items:
        if item.section not in {section.id for section in form.sections}:
            raise ContentError(f"{where} {item.id}", f"there is no section {item.section}")
    for stage in form.stages:
        if stage.section not in {section.id for section in form.stage_sections}:
            raise ContentError(f"{where} {stage.id}", f"there is no unscored section {stage.section}")
    for reading in form.readings:
        if reading.on not in {"total", "asymmetry"} or reading.test not in {"below", "at_least", "above"}:
            raise ContentError(f"{where} {reading.id}", "on is total or asymmetry; test is below, at_least or above")
