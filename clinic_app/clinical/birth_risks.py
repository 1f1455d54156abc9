"""Risk summaries out of the birth history: yes when any part holds, no only when all were asked, else unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clinic_app.clinical.content import load_content
from clinic_app.clinical.fields import FieldRegistry
from clinic_app.clinical.reading import read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path


@dataclass(frozen=True, slots=True)
class RiskPart:
    """One recorded fact: a number below a limit, or one of some codes."""

    fact: str
    below: float | None = None
    codes: frozenset[str] = frozenset()

    def holds(self, known: Mapping[str, object]) -> bool | None:
        """Whether the part is true; ``None`` while the fact is not known."""
        value = known.get(self.fact)
        if self.below is not None:
            return value < self.below if isinstance(value, float) else None
        return value in self.codes if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class RiskSummary:
    """A fact that is worked out from its parts."""

    fact: str
    parts: tuple[RiskPart, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The facts that it is worked out from."""
        return tuple(part.fact for part in self.parts)

    def derive(self, known: Mapping[str, object]) -> tuple[str, tuple[str, ...]] | None:
        """``yes`` with the facts that hold, ``no`` with all of them, or ``None`` while it cannot be told.

        A ``yes`` that somebody recorded directly stands; a recorded ``no`` gives way to a part that holds.
        """
        if known.get(self.fact) == "yes":
            return None
        outcomes = {part.fact: part.holds(known) for part in self.parts}
        true = tuple(fact for fact, outcome in outcomes.items() if outcome)
        if true:
            return "yes", true
        return None if None in outcomes.values() else ("no", self.inputs)


def birth_risk_facts(known: Mapping[str, object]) -> dict[str, str]:
    """The shipped summaries that can be told from what is known, by fact id."""
    outcomes = {summary.fact: summary.derive(known) for summary in _shipped()}
    return {fact: outcome[0] for fact, outcome in outcomes.items() if outcome is not None}


def birth_risk_origins(known: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """The recorded facts that each shipped summary follows from, by the fact id of the summary."""
    outcomes = {summary.fact: summary.derive(known) for summary in _shipped()}
    return {fact: outcome[1] for fact, outcome in outcomes.items() if outcome is not None}


@cache
def _shipped() -> tuple[RiskSummary, ...]:
    return load_birth_risks(resource_path("clinical", "birth_risks.toml"), load_content().fields)


def load_birth_risks(path: Path, registry: FieldRegistry) -> tuple[RiskSummary, ...]:
    """Read ``birth_risks.toml``. Raises ``ContentError`` naming the entry and the field that is missing."""
    entries: list[Mapping[str, Any]] = read_toml(path)["summary"]
    summaries = tuple(RiskSummary(entry["fact"], tuple(_part(part) for part in entry["parts"])) for entry in entries)
    for summary in summaries:
        for fact in (summary.fact, *summary.inputs):
            if registry.of_fact(fact) is None:
                raise ContentError(f"{path.name} {summary.fact}", f"there is no fact {fact}")
    return summaries


def _part(entry: Mapping[str, Any]) -> RiskPart:
    below = entry.get("below")
    return RiskPart(entry["fact"], None if below is None else float(below), frozenset(entry.get("is", ())))
