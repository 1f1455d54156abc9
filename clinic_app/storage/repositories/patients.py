"""Children, their numbers and the words of their names."""

from collections.abc import Sequence

from sqlalchemy import Connection, exists, insert, select, update

from clinic_app.domain.errors import ConflictError
from clinic_app.domain.people import Patient, PatientId
from clinic_app.storage import rows
from clinic_app.storage.mapping import patient_of, patient_values
from clinic_app.storage.name_keys import name_words, number_key, sound_of
from clinic_app.storage.repositories.rows import one_row, save_seen

#: Name of the counter of all children.
CHILDREN = "children"
_NUMBER_DIGITS = 5


class Patients:
    """Children. The name index follows by triggers; the words for "did you mean" follow here."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, patient_id: PatientId) -> Patient:
        """One child. Raises ``NotFoundError``."""
        wanted = select(rows.patient).where(rows.patient.c.id == patient_id)
        return patient_of(one_row(self._connection, wanted, "This child is not in the record."))

    def add(self, patient: Patient) -> None:
        """A new child. Raises ``ConflictError`` when the record number is taken."""
        if self._number_taken(patient.number):
            raise ConflictError("This record number belongs to another child.", frozenset({"number"}))
        self._connection.execute(insert(rows.patient).values(patient_values(patient) | {"row_version": 1}))
        self._count(CHILDREN)
        self._learn_words(patient)

    def save(self, patient: Patient, *, seen: int) -> None:
        """Change a child's row if it is still at version ``seen``; it becomes ``seen + 1``."""
        values = patient_values(patient) | {"row_version": seen + 1}
        save_seen(self._connection, rows.patient, values, seen=seen, version="row_version")
        self._learn_words(patient)

    def next_number(self, prefix: str) -> str:
        """The next free record number, ``D-00413`` after ``D-00412``. Given back if nothing is committed."""
        while True:
            number = f"{prefix}{self._count(f'number:{prefix}'):0{_NUMBER_DIGITS}d}"
            if not self._number_taken(number):
                return number

    def by_number(self, number: str) -> Patient | None:
        """The child with this record number; capitals, dashes and leading zeros do not matter."""
        key, letters = number_key(number), _letters(number)
        table = rows.patient
        found = self._connection.execute(select(table).where(table.c.number_key == key)).all()
        fitting = [row for row in found if row.number == number] or [
            row for row in found if _letters(row.number).endswith(letters)
        ]
        return patient_of(fitting[0]) if key and fitting else None

    def of_twin_group(self, twin_group: str) -> Sequence[Patient]:
        """The children of one birth, in the order of birth. An empty group has nobody."""
        if not twin_group:
            return []
        table = rows.patient
        wanted = select(table).where(table.c.twin_group == twin_group, table.c.twin_group != "")
        return [patient_of(row) for row in self._connection.execute(wanted.order_by(table.c.birth_order))]

    def recent(self, limit: int) -> Sequence[Patient]:
        """Children seen last, newest first."""
        visit = rows.visit
        newest = select(visit.c.patient_id, visit.c.state_since).order_by(visit.c.state_since.desc()).limit(limit * 4)
        ids = list(dict.fromkeys(row.patient_id for row in self._connection.execute(newest)))[:limit]
        found = self._connection.execute(select(rows.patient).where(rows.patient.c.id.in_(ids)))
        by_id = {row.id: patient_of(row) for row in found}
        return [by_id[patient_id] for patient_id in ids]

    def _number_taken(self, number: str) -> bool:
        return bool(self._connection.execute(select(exists().where(rows.patient.c.number == number))).scalar())

    def _count(self, name: str) -> int:
        """Add one to a counter and return it."""
        table = rows.counter
        step = update(table).where(table.c.name == name).values(value=table.c.value + 1).returning(table.c.value)
        value = self._connection.execute(step).scalar()
        if value is None:
            self._connection.execute(insert(table).values(name=name, value=1))
            return 1
        return int(value)

    def _learn_words(self, patient: Patient) -> None:
        words = name_words(patient.family_name, patient.given_name)
        table = rows.name_word
        known = set(self._connection.scalars(select(table.c.word).where(table.c.word.in_(words))))
        new = [{"word": word, "sound": sound_of(word)} for word in words if word not in known]
        if new:
            self._connection.execute(insert(table), new)


def _letters(number: str) -> str:
    return "".join(filter(str.isalpha, number)).casefold()
