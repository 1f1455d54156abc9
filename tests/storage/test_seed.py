"""A synthetic clinic is like one that was typed in, only faster."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from clinic_app.domain.people import Patient, Person, PersonId, Role
from clinic_app.services.views import SearchQuery
from clinic_app.storage.key_slots import DataKey
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.mapping import patient_values
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store

SCRIPT = Path(__file__).parent.parent.parent / "scripts" / "seed_clinic.py"
CHILDREN = 300


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("seed_clinic", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def seeded(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> tuple[ClinicFolder, DataKey]:
    folder = ClinicFolder.at(tmp_path_factory.mktemp("seeded"))
    return folder, script.make_clinic(folder, CHILDREN, 1)


def test_it_opens_with_the_printed_password(script: ModuleType, seeded: tuple[ClinicFolder, DataKey]) -> None:
    folder, key = seeded
    assert KeyVault(folder, script.CHEAP).unlock(script.PERSON_ID, script.PASSWORD) == key


def test_every_child_is_found_and_is_what_the_program_would_have_written(
    seeded: tuple[ClinicFolder, DataKey],
) -> None:
    with Store(*seeded) as store:
        assert store.reads.people() == [Person(PersonId(store.reads.people()[0].id), "Synthetic Lead", Role.LEAD)]
        with store._reader.connect() as connection:
            stored = connection.exec_driver_sql("SELECT number, name_key, number_key FROM patient").all()
        assert len(stored) == CHILDREN
        for number, name_key, number_key in stored[::17]:
            found = store.reads.patient_by_number(number)
            assert found is not None
            values = patient_values(found)
            assert (values["name_key"], values["number_key"]) == (name_key, number_key)
            assert found in _by_name(store, found)


def test_the_next_child_gets_the_next_number(seeded: tuple[ClinicFolder, DataKey]) -> None:
    with Store(*seeded) as store, store.unit_of_work() as work:
        assert work.patients.next_number("D-") == f"D-{CHILDREN + 1:05d}"
        assert store.reads.search(SearchQuery("", ())).children == CHILDREN


def test_the_same_seed_gives_the_same_children(
    script: ModuleType, seeded: tuple[ClinicFolder, DataKey], tmp_path: Path
) -> None:
    again = ClinicFolder.at(tmp_path)
    key = script.make_clinic(again, 20, 1)
    with Store(*seeded) as first, Store(again, key) as second:
        for number in ("D-00001", "D-00020"):
            assert first.reads.patient_by_number(number) == second.reads.patient_by_number(number)


def _by_name(store: Store, child: Patient) -> tuple[Patient, ...]:
    words = (child.family_name, child.given_name)
    return store.reads.search(SearchQuery(" ".join(words), words, limit=50)).exact
