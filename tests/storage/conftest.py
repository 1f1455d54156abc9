"""A real encrypted file for each test, and the few things that go into it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from clinic_app.domain.audit import AuditEvent
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.people import Actor, Patient, PatientId, Person, PersonId, Role, Sex
from clinic_app.domain.visits import Visit, VisitId, VisitState
from clinic_app.storage.key_slots import DataKey
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store

KEY = DataKey(bytes(range(32)))
NOW = datetime(2026, 3, 2, 9, 15, 30, 123456, tzinfo=UTC)
DOCTOR = Person(PersonId("p-doctor"), "Dr Adaeze Okafor", Role.PAEDIATRICIAN)
ACTOR = Actor(DOCTOR.id, DOCTOR.name, DOCTOR.role, "room-2")
CHILD = Patient(
    PatientId("c-1"), "D-00001", "Canarybird", "Mira", date(2025, 8, 30), Sex.FEMALE, guardian="Tweety Canarybird"
)
VISIT = Visit(VisitId("v-1"), CHILD.id, date(2026, 3, 2), time(9, 30), "startles", VisitState.EXPECTED, NOW)


@dataclass(frozen=True)
class Opened:
    """An open store with the key that opens it."""

    store: Store
    folder: ClinicFolder
    key: DataKey

    def add_children(self, *children: Patient) -> None:
        """Put children into the record."""
        with self.store.unit_of_work() as work:
            for child in children:
                work.patients.add(child)
            work.commit()


@pytest.fixture
def folder(tmp_path: Path) -> ClinicFolder:
    return ClinicFolder.at(tmp_path / "clinic")


@pytest.fixture
def key() -> DataKey:
    return KEY


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> ClinicFolder:
    """A closed clinic with one doctor, one child and one visit; copied for each test."""
    folder = ClinicFolder.at(tmp_path_factory.mktemp("prepared") / "clinic")
    with Store.create(folder, KEY) as store, store.unit_of_work() as work:
        work.clinic.save(Clinic("Lindenhof"))
        work.people.add(DOCTOR)
        work.patients.add(CHILD)
        work.visits.add(VISIT)
        work.audit.append(AuditEvent(NOW, ACTOR, "set_up"))
        work.commit()
    return folder


@pytest.fixture
def opened(folder: ClinicFolder, prepared: ClinicFolder) -> Iterator[Opened]:
    """An open clinic with one doctor, one child and one visit, written to once in this opening."""
    folder.make()
    shutil.copyfile(prepared.database, folder.database)
    with Store(folder, KEY) as store:
        with store.unit_of_work() as work:
            work.audit.append(AuditEvent(NOW, ACTOR, "opened", patient_id=CHILD.id))
            work.commit()
        yield Opened(store, folder, KEY)


def child(number: int, family: str, given: str, born: date = CHILD.birth_date) -> Patient:
    """Another child."""
    return replace(
        CHILD,
        id=PatientId(f"c-{number}"),
        number=f"D-{number:05d}",
        family_name=family,
        given_name=given,
        birth_date=born,
    )
