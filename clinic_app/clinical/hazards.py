"""What can go wrong for a child through this program, what stands against it, and what is still open."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinic_app.clinical.reading import each, read_toml
from clinic_app.domain.errors import ContentError


@dataclass(frozen=True, slots=True)
class Control:
    """One thing that stands against a hazard; ``tests`` show it, each as ``path::name``."""

    text: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard. ``likelihood`` is before any control; ``open`` says what is not controlled, empty for nothing."""

    id: str
    title: str
    harm: str
    severity: str
    likelihood: str
    open: str
    controls: tuple[Control, ...]


def load_hazards(path: Path) -> tuple[Hazard, ...]:
    """Read ``[[hazard]]`` entries. Raises ``ContentError``: a hazard with neither a control nor an open risk."""

    def made(entry: Mapping[str, Any]) -> Hazard:
        where = f"{path.name} {entry.get('id', '?')}"
        rest = {key: value for key, value in entry.items() if key != "control"}
        try:
            controls = tuple(Control(one["text"], tuple(one["tests"])) for one in entry.get("control", ()))
            hazard = Hazard(**rest, controls=controls)
        except (KeyError, TypeError) as problem:
            raise ContentError(where, f"missing or wrong: {problem}") from problem
        if not hazard.controls and not hazard.open:
            raise ContentError(where, "it has neither a control nor an open risk")
        return hazard

    return each(made, read_toml(path).get("hazard", ()))
