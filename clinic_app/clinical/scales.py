"""Grading scales. A grade is never read on, or converted to, another scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinic_app.clinical.reading import each, read_toml
from clinic_app.domain.errors import ContentError


@dataclass(frozen=True, slots=True)
class Scale:
    """One scale: the words of its levels from the lowest, and where they come from.

    ``grades`` are the codes that are stored, one for each level; without them a level is its place from 0.
    """

    id: str
    title: str
    levels: tuple[str, ...]
    source: str
    confidence: str
    note: str = ""
    grades: tuple[str, ...] = ()


def load_scales(path: Path) -> Mapping[str, Scale]:
    """Read ``[[scale]]`` entries by id. Raises ``ContentError`` naming file, entry and reason."""

    def made(entry: Mapping[str, Any]) -> Scale:
        where = f"{path.name} {entry.get('id', '?')}"
        try:
            levels = tuple(entry["levels"])
            grades = tuple(entry.get("grades", map(str, range(len(levels)))))
            scale = Scale(**{**entry, "levels": levels, "grades": grades})
        except (KeyError, TypeError) as problem:
            raise ContentError(where, f"missing or wrong: {problem}") from problem
        if len(grades) != len(levels):
            raise ContentError(where, f"{len(grades)} grades for {len(levels)} levels")
        return scale

    return {scale.id: scale for scale in each(made, read_toml(path).get("scale", ()))}
