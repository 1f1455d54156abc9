"""One record while its derived values are worked out."""

from collections.abc import Iterable
from dataclasses import dataclass

from clinic_app.clinical.conditions import Known


@dataclass(slots=True)
class Worksheet:
    """One record while it is worked out. ``origins`` names the recorded facts behind each derived one."""

    known: dict[str, Known]
    origins: dict[str, tuple[str, ...]]

    def put(self, fact: str, value: Known, origins: Iterable[str]) -> None:
        """Set a derived value, with the recorded facts behind it."""
        behind = tuple(dict.fromkeys(part for origin in origins for part in self.origins.get(origin, (origin,))))
        self.known[fact] = value
        self.origins[fact] = behind

    def number(self, fact: str) -> float | None:
        """A number, or ``None`` while it is unknown."""
        value = self.known.get(fact)
        return value if isinstance(value, float) else None

    def sides(self, field: str) -> tuple[Known | None, Known | None]:
        """What was recorded on the right and on the left."""
        return self.known.get(f"{field}_right"), self.known.get(f"{field}_left")
