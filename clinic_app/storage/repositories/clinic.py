"""The clinic and its staff."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import NotFoundError
from clinic_app.domain.people import Person, PersonId
from clinic_app.storage import rows
from clinic_app.storage.mapping import person_of
from clinic_app.storage.repositories.rows import one_row


class Clinics:
    """The one row about the clinic."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self) -> Clinic:
        """The clinic. Raises ``NotFoundError`` before it was set up."""
        row = self._connection.execute(select(rows.clinic)).first()
        if row is None:
            raise NotFoundError("This clinic was not set up yet.")
        return Clinic(
            row.name,
            row.address,
            row.phone,
            row.out_of_hours_phone,
            row.demo,
            row.content_reviewed_by,
            row.number_prefix,
        )

    def save(self, clinic: Clinic) -> None:
        """Write the clinic's row anew."""
        self._connection.execute(delete(rows.clinic))
        self._connection.execute(
            insert(rows.clinic).values(
                id=1,
                name=clinic.name,
                address=clinic.address,
                phone=clinic.phone,
                out_of_hours_phone=clinic.out_of_hours_phone,
                demo=clinic.demo,
                content_reviewed_by=clinic.content_reviewed_by,
                number_prefix=clinic.number_prefix,
            )
        )


class People:
    """Staff."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, person_id: PersonId) -> Person:
        """One member of staff. Raises ``NotFoundError``."""
        wanted = select(rows.person).where(rows.person.c.id == person_id)
        return person_of(one_row(self._connection, wanted, "This person is not in the record."))

    def all(self) -> Sequence[Person]:
        """Everybody, by name."""
        return [person_of(row) for row in self._connection.execute(select(rows.person).order_by(rows.person.c.name))]

    def add(self, person: Person) -> None:
        """A new member of staff."""
        self._connection.execute(
            insert(rows.person).values(id=person.id, name=person.name, role=str(person.role), active=person.active)
        )

    def save(self, person: Person) -> None:
        """Write a member of staff anew. Raises ``NotFoundError`` when the record does not know the person."""
        self.get(person.id)
        table = rows.person
        self._connection.execute(
            update(table)
            .where(table.c.id == person.id)
            .values(name=person.name, role=str(person.role), active=person.active)
        )
