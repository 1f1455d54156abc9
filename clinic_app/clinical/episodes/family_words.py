"""What families write, and which code of the registry it stands for."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from clinic_app.clinical.fields import FieldRegistry
from clinic_app.clinical.reading import read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

FILE = "episode_words.toml"
_HEAD = frozenset({"version", "source", "confidence"})

#: By field id: the folded word and its code.
FamilyWords = Mapping[str, Mapping[str, str]]


def folded(text: str) -> str:
    """A word as it is compared: small letters, single blanks, no full stop or quotes around it."""
    return " ".join(text.casefold().replace("’", "'").replace("_", " ").split()).strip(" .,;:!\"'")


@cache
def load_family_words() -> FamilyWords:
    """The shipped words, read once. Raises ``ContentError``."""
    return read_family_words(resource_path("clinical", FILE))


def read_family_words(
    path: Path, fields: FieldRegistry | None = None, sources: Collection[str] | None = None
) -> FamilyWords:
    """Read the file; with ``fields`` and ``sources`` every name is checked. Raises ``ContentError``."""
    doc = read_toml(path)
    if missing := sorted(_HEAD - set(doc)):
        raise ContentError(path.name, f"{', '.join(missing)} is missing")
    if sources is not None and (strangers := sorted(set(doc["source"]) - set(sources))):
        raise ContentError(path.name, f"its source {', '.join(strangers)} is not in sources.toml")
    found: dict[str, dict[str, str]] = {}
    for field_id, table in doc.items():
        if field_id in _HEAD:
            continue
        if fields is not None and (
            field_id not in fields or (odd := sorted(set(table) - set(fields[field_id].values)))
        ):
            raise ContentError(path.name, f"there is no {field_id} {', '.join(odd) if field_id in fields else ''}")
        found[field_id] = _words_of(path.name, field_id, table)
    return found


def _words_of(file: str, field_id: str, table: Mapping[str, Collection[str]]) -> dict[str, str]:
    words: dict[str, str] = {}
    for code, also in table.items():
        for word in map(folded, also):
            if words.setdefault(word, code) != code:
                raise ContentError(file, f"“{word}” stands for two codes of {field_id}")
    return words
