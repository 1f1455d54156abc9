"""A station whose window is the program's own, on an encrypted file of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clinic_app.bootstrap import RecordFile
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder
from tests.journeys.screens.station import Station
from tests.ui.conftest import clinic_qapp, dressed  # noqa: F401  the application in the clinic's look

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
_PATIENCE_MS = 10_000


@pytest.fixture
def open_station(dressed, qtbot, clock, tmp_path) -> Iterator[Callable[[], Station]]:  # noqa: F811
    """Starts the program once more on the same folder; windows that are still open are closed at the end."""
    stations: list[Station] = []

    def make(folder: Path = tmp_path / "record") -> Station:
        place = ClinicFolder.at(folder)
        record = RecordFile(place, clock, KeyVault(place, CHEAP))
        station = Station(record, lambda seen: qtbot.waitUntil(seen, timeout=_PATIENCE_MS))
        stations.append(station)
        return station

    yield make
    for station in stations:
        station.close()
