"""A real encrypted file for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from clinic_app.domain.audit import AuditEvent
from clinic_app.domain.clinic import Clinic
from clinic_app.storage.key_slots import DataKey
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store
from tests.storage.samples import ACTOR, CHILD, DOCTOR, KEY, NOW, VISIT, Opened


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
