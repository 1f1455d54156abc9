"""What can be said of this station before anybody unlocks, and nothing beyond it."""

import shutil
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from clinic_app.i18n import _, clock_text, day_text, number_text
from clinic_app.resources import resource_path

_GIGABYTE = 1_000_000_000
#: Less free space than this is said as a warning.
LOW_SPACE_BYTES = 2 * _GIGABYTE


@dataclass(frozen=True, slots=True)
class StationFact:
    """One line of the panel. ``proven`` puts a tick beside it; ``warning`` colours it."""

    icon: str
    title: str
    text: str
    proven: bool = False
    warning: bool = False


def station_facts(place: Path, now: datetime) -> tuple[StationFact, ...]:
    """Read the state of the station. Touches the disk; run it off the window's thread."""
    clock = _("{day}, {time}. Ages are counted to this day.").format(day=day_text(now.date()), time=clock_text(now))
    return (
        StationFact("database", _("Record"), _("On this computer, encrypted")),
        _space(place),
        StationFact("device-floppy", _("Backup"), _("This version makes none: copy the record's folder yourself.")),
        StationFact("clock", _("Clock"), clock),
        StationFact("file-check", _("Reference sets"), ", ".join(_reference_titles())),
    )


def _space(place: Path) -> StationFact:
    title = _("Space on the disk")
    try:
        free = shutil.disk_usage(place).free
    except OSError:
        return StationFact("folder", title, _("The folder of the record cannot be read."), warning=True)
    words = _("{gigabytes} GB free").format(gigabytes=number_text(free / _GIGABYTE, 1 if free < LOW_SPACE_BYTES else 0))
    if free < LOW_SPACE_BYTES:
        return StationFact("folder", title, _("Only {free}: make room soon.").format(free=words), warning=True)
    return StationFact("folder", title, words, proven=True)


@cache
def _reference_titles() -> tuple[str, ...]:
    table = tomllib.loads(resource_path("clinical", "growth", "growth_tables.toml").read_text("utf-8"))
    return tuple(entry["title"].split(",")[0] for entry in table["reference"].values())
