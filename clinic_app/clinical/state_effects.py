"""Which findings the state of the child makes unreliable: asleep, drowsy, crying, just fed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from clinic_app.clinical.fields import FieldRegistry
from clinic_app.clinical.reading import read_toml
from clinic_app.domain.errors import ContentError

#: The field that says in which state the child was examined.
STATE: Final = "ex_state"
_KEYS: Final = frozenset({"state", "words", "why", "source", "confidence", "fields"})


@dataclass(frozen=True, slots=True)
class StateEffect:
    """What one state does.

    Attributes:
        state: code of the field ``ex_state``.
        words: what stands beside a finding: ``child asleep``.
        why: why these findings are read with care, as half a sentence.
        fields: ids of the fields whose finding is read with care.
        source, confidence: where this comes from.
    """

    state: str
    words: str
    why: str
    fields: frozenset[str]
    source: str
    confidence: str


def load_state_effects(path: Path, fields: FieldRegistry, sources: Collection[str]) -> Mapping[str, StateEffect]:
    """Every effect by state. Raises ``ContentError`` naming the entry at fault."""
    found: dict[str, StateEffect] = {}
    for entry in read_toml(path)["effect"]:
        effect = _effect(path.name, entry)
        where = f"{path.name} {effect.state}"
        if effect.state not in fields[STATE].values or effect.state in found:
            raise ContentError(where, f"not a state of {STATE}, or there twice")
        if strangers := sorted(name for name in effect.fields if name not in fields):
            raise ContentError(where, f"no such field: {', '.join(strangers)}")
        if effect.source not in sources:
            raise ContentError(where, f"its source {effect.source} is not in sources.toml")
        found[effect.state] = effect
    return found


def _effect(where: str, entry: Mapping[str, Any]) -> StateEffect:
    if set(entry) != _KEYS:
        wrong = ", ".join(sorted(set(entry) ^ _KEYS))
        raise ContentError(f"{where} {entry.get('state', '?')}", f"unknown or missing: {wrong}")
    return StateEffect(**(dict(entry) | {"fields": frozenset(entry["fields"])}))
