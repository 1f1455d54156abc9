"""Building blocks of the plan and of what a family is told. A clinician picks and edits; nothing is ordered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clinic_app.clinical.reading import read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

_FILE = "plan_templates.toml"


@dataclass(frozen=True, slots=True)
class SafetyNet:
    """Signs that ask for help at one level: ``ambulance``, ``same_day`` or ``at_visit``."""

    level: str
    items: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HomeProgramme:
    """Something to do at home: a title, how much at which age, and rules."""

    id: str
    title: str
    by_age: tuple[str, ...]
    rules: tuple[str, ...]
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class PlanTemplates:
    """Everything in ``plan_templates.toml`` that documents and the plan use."""

    safety_net: tuple[SafetyNet, ...]
    home: tuple[HomeProgramme, ...]
    video_tips: tuple[str, ...]
    diary_fields: tuple[str, ...]


_LEVELS = {"call an ambulance": "ambulance", "be seen today": "same_day", "call us in the next days": "at_visit"}


@cache
def load_plan_templates() -> PlanTemplates:
    """The shipped templates, read once. Raises ``ContentError`` naming what is missing."""
    return read_plan_templates(resource_path("clinical", _FILE))


def read_plan_templates(path: Path) -> PlanTemplates:
    """Read one file. Raises ``ContentError`` naming what is missing."""
    document = read_toml(path)
    try:
        return PlanTemplates(
            safety_net=tuple(_net(entry) for entry in document["safety_net"]),
            home=tuple(_home(entry) for entry in document["home"]),
            video_tips=tuple(document["diary"]["video_tips"]),
            diary_fields=tuple(document["diary"]["fields"]),
        )
    except (KeyError, TypeError) as problem:
        raise ContentError(path.name, f"{problem} is missing or unknown") from problem


def _net(entry: Mapping[str, Any]) -> SafetyNet:
    return SafetyNet(_LEVELS[entry["level"]], tuple(entry["items"]), tuple(entry["source"]))


def _home(entry: Mapping[str, Any]) -> HomeProgramme:
    return HomeProgramme(
        entry["id"], entry["title"], tuple(entry["by_age"]), tuple(entry["rules"]), entry["source"], entry["conf"]
    )
