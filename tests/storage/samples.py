"""The few people and things that the tests of the store speak of."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

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
