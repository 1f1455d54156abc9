"""The children of the demonstration, from ``resources/demo/children.toml``."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Sex
from clinic_app.resources import resource_path

_TERM = ("40+2", "39+5", "39+1", "38+4", "40+6", "37+3")
_DAYS_A_MONTH = 30.4375
_YOUNGEST_DAYS = 14
_ALL_WAITS = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What was told and written at a visit ``ago`` days before the day that the demonstration is made.

    ``story`` is what the family tells at this visit, see ``findings``; empty while there was nothing yet.
    """

    ago: int
    reason: str
    words: str
    told_family: str
    plan: str
    story: str


@dataclass(frozen=True, slots=True)
class Story:
    """One invented child.

    Attributes:
        z: the line that growth follows, as a z-score.
        exam: ``infant``, ``toddler`` or ``older``: which examination suits the age.
        today: what is written on the day itself; its words are empty for a visit that is not signed.
        told: signed visits before, oldest first.
        state: a visit state, ``signed``, or empty for a child who is not expected on the day.
        wait: minutes since the state began.
        story: what the family tells, see ``findings``.
        twin: children with the same word are twins.
    """

    family: str
    given: str
    sex: Sex
    age_days: int
    z: float
    exam: str
    gestation: Gestation
    today: Told
    told: tuple[Told, ...] = ()
    at: time | None = None
    state: str = ""
    wait: int = 0
    story: str = ""
    twin: str = ""
    guardian: str = ""
    distinguishing: str = ""

    @property
    def reason(self) -> str:
        """Why the child comes on the day."""
        return self.today.reason


def load_document() -> dict[str, Any]:
    """Everything in the file."""
    return tomllib.loads(resource_path("demo", "children.toml").read_text("utf-8"))


def stories(document: Mapping[str, Any], count: int, chance: random.Random) -> tuple[Story, ...]:
    """``count`` children: those with a story of their own first, then made-up ones."""
    own = [story_of(entry) for entry in document["child"]][:count]
    return (*own, *(_made_up(document, index, chance) for index in range(count - len(own))))


def story_of(entry: Mapping[str, Any]) -> Story:
    """A child that stands in the file."""
    given, told_of = entry["given"], {"story": entry.get("story", "")}
    return Story(
        family=entry["family"],
        given=given,
        sex=Sex(entry["sex"]),
        age_days=entry["age_days"],
        z=entry["z"],
        exam=entry["exam"],
        gestation=_gestation(entry.get("gestation", "39+6")),
        today=_told(entry, 0, given),
        told=tuple(_told(told_of | told, told["ago"], given) for told in entry.get("told", ())),
        at=time.fromisoformat(entry["time"]),
        state=entry["state"],
        wait=entry.get("wait", _ALL_WAITS),
        story=entry.get("story", ""),
        twin=entry.get("twin", ""),
        guardian=entry.get("guardian", f"Robin {entry['family']}"),
        distinguishing=entry.get("distinguishing", ""),
    )


def _told(entry: Mapping[str, Any], ago: int, given: str) -> Told:
    texts = {key: entry.get(key, "").strip().replace("{name}", given) for key in ("words", "told_family", "plan")}
    return Told(ago, entry["reason"], story=entry.get("story", ""), **texts)


def _gestation(text: str) -> Gestation:
    weeks, _, days = text.partition("+")
    return Gestation(int(weeks), int(days))


def _made_up(document: Mapping[str, Any], index: int, chance: random.Random) -> Story:
    """A child out of a tale: first seen at an age that suits it, and again every few months."""
    words, tale = document["made_up"], chance.choice(document["tale"])
    sex = chance.choice((Sex.FEMALE, Sex.MALE))
    given = _pick(words["girls"] if sex is Sex.FEMALE else words["boys"], chance)
    family = words["families"][index % len(words["families"])]
    low, high = (round(months * _DAYS_A_MONTH) for months in tale["months"])
    first = max(_YOUNGEST_DAYS, chance.randint(low, (low + high) // 2))
    age = max(first + 3, chance.randint((low + high) // 2, high))
    days = sorted(chance.sample(range(first, age), min(chance.choice((1, 2, 2, 3, 4)), (age - first + 59) // 60)))
    return Story(
        family=family,
        given=given,
        sex=sex,
        age_days=age,
        z=round(chance.gauss(0, 0.8), 2),
        exam=tale["exam"],
        gestation=_gestation(tale.get("gestation", chance.choice(_TERM))),
        today=_told({"reason": tale["reason"]}, 0, given),
        told=tuple(
            _told({**tale, "words": tale["again"] if number else tale["words"]}, age - day, given)
            for number, day in enumerate(days)
        ),
        story=tale.get("story", ""),
        guardian=f"{_pick(words['guardians'], chance)} {family}",
    )


def _pick(words: Sequence[str], chance: random.Random) -> str:
    return chance.choice(words)
