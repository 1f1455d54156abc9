"""A clinic on a real encrypted file, a clock that stands still, and people of every role."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.people import Actor, Person, PersonId, Role
from clinic_app.services.context import Context, Desk
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder

PASSWORD = "correct horse battery maple"
CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)


@dataclass
class StoppedClock:
    """A clock that moves only when told to."""

    instant: datetime = field(default_factory=lambda: datetime(2026, 11, 18, 10, 0, tzinfo=UTC))

    def now(self) -> datetime:
        self.instant += timedelta(microseconds=1)
        return self.instant

    def today(self) -> date:
        return self.instant.date()

    def go_to(self, day: date) -> None:
        self.instant = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class OpenClinic:
    """An open clinic of a test: its record, its clock, and a desk for any role."""

    record: RecordFile
    opened: OpenRecord
    clock: StoppedClock
    folder: ClinicFolder

    @property
    def context(self) -> Context:
        return self.opened.desk.context

    def desk(self, role: Role) -> Desk:
        person = Person(PersonId(f"id-{role}"), f"The {role}", role)
        if all(known.id != person.id for known in self.context.reads.people()):
            with self.context.uow() as work:
                work.people.add(person)
                work.commit()
        return Desk(self.context, Actor(person.id, person.name, role, "Station 1"))


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def make_clinic(tmp_path: Path, clock: StoppedClock) -> Iterator[Callable[[], OpenClinic]]:
    """Sets up a clinic; everything that was opened is closed at the end."""
    opened: list[OpenRecord] = []

    def make() -> OpenClinic:
        folder = ClinicFolder.at(tmp_path / "record")
        record = RecordFile(folder, clock, KeyVault(folder, CHEAP))
        clinic = Clinic("Maple Hollow Children's Clinic", "3 Mill Row, Maple Hollow", "000 555 0118", demo=True)
        new = record.create(clinic, "Dr Mara Tallow", Role.PAEDIATRICIAN, PASSWORD)
        opened.append(new.opened)
        return OpenClinic(record, new.opened, clock, folder)

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def clinic(make_clinic: Callable[[], OpenClinic]) -> OpenClinic:
    """A clinic that was just set up."""
    return make_clinic()
