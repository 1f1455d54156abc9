"""Where the figures of each growth reference come from, as ``growth_tables.toml`` tells."""

from dataclasses import dataclass
from functools import cache

from clinic_app.clinical.growth.vocabulary import Reference
from clinic_app.clinical.reading import read_toml
from clinic_app.resources import resource_path


@dataclass(frozen=True, slots=True)
class GrowthSource:
    """One reference: its name, how it is cited, which edition, and how sure its figures and its address are."""

    title: str
    citation: str
    address: str
    address_confidence: str
    version: str
    confidence: str
    checked: str


@cache
def growth_source(reference: Reference) -> GrowthSource:
    """The provenance of a reference, read once. Raises ``KeyError`` where the file names none."""
    entry = read_toml(resource_path("clinical", "growth", "growth_tables.toml"))["reference"][str(reference)]
    keys = ("title", "citation", "address", "address_conf", "version", "conf", "checked")
    return GrowthSource(*(str(entry[key]) for key in keys))
