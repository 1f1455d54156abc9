"""The children of the demonstration, from ``resources/demo/children.toml``."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Sex
from clinic_app.resources import resource_path

_INFANT_DAYS, _TODDLER_DAYS, _OLDEST_DAYS = 540, 1100, 2900


@dataclass(frozen=True, slots=True)
class Story:
    """One invented child. ``visits`` are days ago; ``state`` is empty for a child who is not expected today."""

    family: str
    given: str
    sex: Sex
    age_days: int
    z: float
    exam: str
    reason: str
    visits: tuple[int, ...]
    gestation: Gestation | None = None
    at: time | None = None
    state: str = ""
    story: str = ""
    twin: str = ""
    guardian: str = ""
    distinguishing: str = ""


def load_document() -> dict[str, Any]:
    """Everything in the file."""
    return tomllib.loads(resource_path("demo", "children.toml").read_text("utf-8"))


def stories(count: int, chance: random.Random) -> tuple[Story, ...]:
    """``count`` children: those with a story of their own first, then made-up ones."""
    document = load_document()
    told = [_told(entry) for entry in document["child"]]
    more = document["more"]
    return tuple([*told, *(_made_up(more, index, chance) for index in range(count - len(told)))][:count])


def _told(entry: dict[str, Any]) -> Story:
    return Story(
        family=entry["family"],
        given=entry["given"],
        sex=Sex(entry["sex"]),
        age_days=entry["age_days"],
        z=entry["z"],
        exam=entry["exam"],
        reason=entry["reason"],
        visits=tuple(entry["visits"]),
        gestation=_gestation(entry.get("gestation", "39+6")),
        at=time.fromisoformat(entry["time"]),
        state=entry["state"],
        story=entry.get("story", ""),
        twin=entry.get("twin", ""),
        guardian=entry.get("guardian", f"Robin {entry['family']}"),
        distinguishing=entry.get("distinguishing", ""),
    )


def _gestation(text: str) -> Gestation:
    weeks, _, days = text.partition("+")
    return Gestation(int(weeks), int(days))


def _made_up(more: dict[str, Sequence[str]], index: int, chance: random.Random) -> Story:
    sex = chance.choice((Sex.FEMALE, Sex.MALE))
    age = chance.randint(40, _OLDEST_DAYS)
    family = more["families"][index % len(more["families"])]
    return Story(
        family=family,
        given=chance.choice(more["girls"] if sex is Sex.FEMALE else more["boys"]),
        sex=sex,
        age_days=age,
        z=round(chance.gauss(0, 0.8), 2),
        exam="infant" if age < _INFANT_DAYS else "toddler" if age < _TODDLER_DAYS else "older",
        reason=chance.choice(more["reasons"]),
        visits=tuple(sorted({chance.randint(5, age - 10) for _ in range(chance.randint(1, 3))}, reverse=True)),
        gestation=Gestation(chance.choice((40, 40, 39, 39, 38, 35, 32)), chance.randint(0, 6)),
        guardian=f"{chance.choice(('Robin', 'Sam', 'Alex'))} {family}",
    )
