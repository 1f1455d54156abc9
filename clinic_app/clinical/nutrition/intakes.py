"""Recommended intakes of nutrients by age: what a day's food should hold, and the most that is thought safe."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Final

from clinic_app.clinical.nutrition.rows import Row, number_in, read_rows, whole_in, word_in
from clinic_app.domain.errors import ContentError
from clinic_app.domain.people import Sex

FILE: Final = "nutrient_intakes.csv"
_COLUMNS: Final = (
    "nutrient", "label", "unit", "from_months", "to_months", "sex", "intake", "kind", "upper", "source", "confidence",
    "note",
)  # fmt: skip
#: ``any``, or the sex that a row holds for.
_SEXES: Final = frozenset({"any", str(Sex.FEMALE), str(Sex.MALE)})


@dataclass(frozen=True, slots=True)
class Intake:
    """One nutrient in one band of age.

    Attributes:
        from_months, to_months: completed calendar months since birth, half-open.
        sex: ``any``, ``female`` or ``male``.
        intake: recommended for a day, in ``unit``.
        kind: what the figure is: ``RDA``, ``AI`` (adequate intake, less sure) or the body that gives it.
        upper: the most in a day that is thought safe, ``None`` where none is set.
    """

    nutrient: str
    label: str
    unit: str
    from_months: int
    to_months: int
    sex: str
    intake: Decimal
    kind: str
    upper: Decimal | None
    source: str
    confidence: str
    note: str

    def fits(self, months: int, sex: Sex) -> bool:
        """Whether the row speaks of a child of this age; a child of another or unknown sex gets both rows."""
        known = sex in (Sex.FEMALE, Sex.MALE)
        return self.from_months <= months < self.to_months and (self.sex in ("any", str(sex)) or not known)


def intakes_at(intakes: Collection[Intake], months: int, sex: Sex) -> tuple[Intake, ...]:
    """The rows for this age, in the order of the file. Empty above the last band: nothing is carried on."""
    return tuple(row for row in intakes if row.fits(months, sex))


def load_intakes(path: Path, sources: Collection[str]) -> tuple[Intake, ...]:
    """Read the table. Raises ``ContentError``: a wrong cell, an unknown source, two rows for one age."""
    rows = read_rows(path, _COLUMNS, lambda row: _intake(row, sources))
    for one, other in combinations(rows, 2):
        both = {one.sex, other.sex}
        same = one.nutrient == other.nutrient and (len(both) == 1 or "any" in both)
        if same and one.from_months < other.to_months and other.from_months < one.to_months:
            raise ContentError(path.name, f"two rows of {one.nutrient} from {other.from_months} months on overlap")
    return rows


def _intake(row: Row, sources: Collection[str]) -> Intake:
    intake, upper = number_in(row, "intake"), number_in(row, "upper")
    if intake is None or intake <= 0 or (upper is not None and upper <= 0):
        raise ValueError("an intake is a number above 0")
    made = Intake(
        nutrient=word_in(row, "nutrient"),
        label=word_in(row, "label"),
        unit=word_in(row, "unit"),
        from_months=whole_in(row, "from_months"),
        to_months=whole_in(row, "to_months"),
        sex=word_in(row, "sex", _SEXES),
        intake=intake,
        kind=word_in(row, "kind"),
        upper=upper,
        source=word_in(row, "source", frozenset(sources)),
        confidence=word_in(row, "confidence"),
        note=row["note"],
    )
    if made.from_months >= made.to_months:
        raise ValueError("the band of age is empty")
    return made
