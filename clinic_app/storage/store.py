"""An open record: the lock, the two engines, and what the use cases are given."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage.engine import reader_engine, writer_engine
from clinic_app.storage.faults import sentences
from clinic_app.storage.instance_lock import InstanceLock
from clinic_app.storage.key_slots import DataKey, HeldKey
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.reads import SqlReadStore
from clinic_app.storage.schema import bring_up_to_date, create_database
from clinic_app.storage.unit_of_work import SqlUnitOfWork


class Store:
    """The open encrypted record of one clinic. Close it to lock: no handle and no key stay behind, and
    whatever still refers to it is refused.

    Attributes:
        reads: hot reads.
        kept_copy: the copy made before the schema was upgraded at this opening, if it was.
    """

    def __init__(self, folder: ClinicFolder, key: DataKey) -> None:
        """Take the lock, bring the schema up to date and open.

        Raises:
            EnvironmentProblem: open elsewhere, written by a newer program, damaged, or the key does not fit.
        """
        if not folder.database.is_file():
            raise EnvironmentProblem(
                f"There is no clinic in {folder.root}. Check the folder, or set up a new clinic there."
            )
        self._lock = InstanceLock(folder.lock)
        self._lock.acquire()
        try:
            self.kept_copy: Path | None = bring_up_to_date(folder, key)
        except BaseException:
            self._lock.release()
            raise
        self._key = HeldKey(key)
        self._writer = writer_engine(folder.database, self._key)
        self._reader = reader_engine(folder.database, self._key)
        self.reads = SqlReadStore(self._reader)

    @staticmethod
    def create(folder: ClinicFolder, key: DataKey, first: Callable[[SqlUnitOfWork], None] | None = None) -> "Store":
        """Make the database of a new clinic with its ``first`` rows and open it."""
        create_database(folder, key, first)
        return Store(folder, key)

    def unit_of_work(self) -> SqlUnitOfWork:
        """A new transaction on the writer's connection."""
        return SqlUnitOfWork(self._writer)

    def close(self) -> None:
        """Forget the key, give back every handle and the lock. Doing it twice does no harm."""
        self._key.forget()
        with sentences():
            self._reader.dispose()
            self._writer.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
