"""Grading scales. A grade is never read on, or converted to, another scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clinic_app.clinical.reading import each, read_toml
from clinic_app.domain.errors import ContentError


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale: the words of its levels from the lowest, and where they come from."""

    id: str
    title: str
    levels: tuple[str, ...]
    source: str
    confidence: str
    note: str = ""


def load_scales(path: Path) -> Mapping[str, Scale]:
    """Read ``[[scale]]`` entries by id. Raises ``ContentError`` naming file, entry and reason."""

    def made(entry: Mapping[str, object]) -> Scale:
        try:
            return Scale(**{**entry, "levels": tuple(entry["levels"])})  # type: ignore[arg-type]
        except (KeyError, TypeError) as problem:
            raise ContentError(f"{path.name} {entry.get('id', '?')}", f"missing or wrong: {problem}") from problem

    return {scale.id: scale for scale in each(made, read_toml(path).get("scale", ()))}
