"""One action, one transaction."""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, exc

from clinic_app.storage.audit import AuditTrail, Requests
from clinic_app.storage.faults import sentences, translated
from clinic_app.storage.repositories.attachments import Attachments
from clinic_app.storage.repositories.clinic import Clinics, People
from clinic_app.storage.repositories.episodes import Episodes
from clinic_app.storage.repositories.local_rules import LocalRules
from clinic_app.storage.repositories.notes import Notes
from clinic_app.storage.repositories.patients import Patients
from clinic_app.storage.repositories.plans import Plans
from clinic_app.storage.repositories.visits import Drafts, Visits


class SqlUnitOfWork:
    """Opens a transaction with the write lock, rolls it back unless ``commit`` was called.

    Database errors leave it as the sentences of ``faults``.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._opened: Connection | None = None

    def __enter__(self) -> Self:
        with sentences():
            connection = self._engine.connect()
            try:
                connection.begin()
            except BaseException:
                connection.close()
                raise
        self._opened = connection
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection, self._opened = self._connection, None
        with sentences():
            connection.close()
        if isinstance(error, exc.DBAPIError) and isinstance(error.orig, Exception):
            known = translated(error.orig)
            if known is not None:
                raise known from error

    def commit(self) -> None:
        """Make everything durable. When this raises, nothing of it was saved."""
        with sentences():
            self._connection.commit()

    @property
    def _connection(self) -> Connection:
        if self._opened is None:
            raise RuntimeError("a unit of work is used inside its with block")
        return self._opened

    @property
    def clinic(self) -> Clinics:
        """The clinic."""
        return Clinics(self._connection)

    @property
    def people(self) -> People:
        """Staff."""
        return People(self._connection)

    @property
    def patients(self) -> Patients:
        """Children."""
        return Patients(self._connection)

    @property
    def visits(self) -> Visits:
        """Visits."""
        return Visits(self._connection)

    @property
    def drafts(self) -> Drafts:
        """Unsigned documents."""
        return Drafts(self._connection)

    @property
    def notes(self) -> Notes:
        """Sealed notes."""
        return Notes(self._connection)

    @property
    def plans(self) -> Plans:
        """Plan lines."""
        return Plans(self._connection)

    @property
    def episodes(self) -> Episodes:
        """Episode threads."""
        return Episodes(self._connection)

    @property
    def attachments(self) -> Attachments:
        """Clips."""
        return Attachments(self._connection)

    @property
    def local_rules(self) -> LocalRules:
        """Decisions about shipped rules."""
        return LocalRules(self._connection)

    @property
    def requests(self) -> Requests:
        """Action ids."""
        return Requests(self._connection)

    @property
    def audit(self) -> AuditTrail:
        """The chained log."""
        return AuditTrail(self._connection)
