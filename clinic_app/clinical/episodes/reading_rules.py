"""How a log is read as a whole: one way for each field, from ``episode_thread.toml``."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from clinic_app.clinical.fields import Field, FieldRegistry, FieldType
from clinic_app.clinical.reading import each, read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

FILE = "episode_thread.toml"
_HEAD = frozenset({"version", "source", "confidence", "trend", "field"})
_KEYS = frozenset({"id", "how", "order", "mild", "needs", "of", "codes"})
_TREND = frozenset({"weeks", "fewest_logged", "increasing_from", "decreasing_to", "confidence"})


class How(StrEnum):
    """How the answers of many events become one."""

    UNION = "union"
    WORST = "worst"
    LONGEST = "longest"
    SIDE = "side"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class FieldReading:
    """How one field is read over all events; see the head of the file.

    Attributes:
        order: codes from the least to the most worrying, only for ``WORST``.
        mild: codes that reassure.
        every: the mild ones count only when each event was asked.
        of, codes: only for ``ONLY``.
    """

    id: str
    how: How
    order: tuple[str, ...] = ()
    mild: frozenset[str] = frozenset()
    every: bool = False
    of: str = ""
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TrendRule:
    """Which weeks are compared, and from which ratio of newer to older a log is called rising or falling."""

    weeks: int
    fewest_logged: int
    increasing_from: float
    decreasing_to: float
    confidence: str


@dataclass(frozen=True, slots=True)
class ThreadReading:
    """Everything about reading a log as a whole."""

    version: str
    source: tuple[str, ...]
    confidence: str
    trend: TrendRule
    fields: Mapping[str, FieldReading]


def read_thread_reading(path: Path, registry: FieldRegistry, sources: Collection[str]) -> ThreadReading:
    """Read the file. Raises ``ContentError`` on an unknown key, field, code or source."""
    doc = read_toml(path)
    _only(path.name, doc, _HEAD, needs=_HEAD)
    _only(f"{path.name} trend", doc["trend"], _TREND, needs=_TREND)
    if strangers := sorted(set(doc["source"]) - set(sources)):
        raise ContentError(path.name, f"its source {', '.join(strangers)} is not in sources.toml")
    read = each(lambda entry: _field(path.name, entry, registry), doc["field"])
    fields = {one.id: one for one in read}
    if len(fields) != len(read):
        raise ContentError(path.name, "a field stands there twice")
    return ThreadReading(doc["version"], tuple(doc["source"]), doc["confidence"], TrendRule(**doc["trend"]), fields)


def load_thread_reading(registry: FieldRegistry, sources: Collection[str]) -> ThreadReading:
    """The shipped one."""
    return read_thread_reading(resource_path("clinical", FILE), registry, sources)


def _field(where: str, entry: Mapping[str, Any], registry: FieldRegistry) -> FieldReading:
    where = f"{where} {entry.get('id', '?')}"
    _only(where, entry, _KEYS, needs=frozenset({"id", "how"}))
    found = registry.get(entry["id"])
    if found is None:
        raise ContentError(where, "no such field")
    how = _how(where, entry["how"])
    order, mild = tuple(entry.get("order", ())), frozenset(entry.get("mild", ()))
    of = registry[entry["of"]] if "of" in entry else found
    if strange := sorted({*order, *mild} - _codes(found)) or sorted(set(entry.get("codes", ())) - _codes(of)):
        raise ContentError(where, f"no code of this field: {', '.join(strange)}")
    if (how is How.WORST) != bool(order) or (how is How.ONLY) != ("of" in entry) or bool(mild) != ("needs" in entry):
        raise ContentError(where, "order belongs to worst, of to only, and needs to mild")
    needs = entry.get("needs", "any")
    if needs not in {"any", "every"}:
        raise ContentError(where, f"needs is any or every, not {needs}")
    return FieldReading(
        found.id, how, order, mild, needs == "every", entry.get("of", ""), frozenset(entry.get("codes", ()))
    )


def _codes(field: Field) -> frozenset[str]:
    return frozenset({"yes", "no"} if field.type is FieldType.TRI else field.values)


def _how(where: str, text: str) -> How:
    try:
        return How(text)
    except ValueError:
        raise ContentError(where, f"how is one of {', '.join(How)}, not {text}") from None


def _only(where: str, table: Mapping[str, Any], known: frozenset[str], needs: frozenset[str]) -> None:
    if unknown := sorted(set(table) - known):
        raise ContentError(where, f"unknown key {', '.join(unknown)}")
    if missing := sorted(needs - set(table)):
        raise ContentError(where, f"the key {', '.join(missing)} is missing")
