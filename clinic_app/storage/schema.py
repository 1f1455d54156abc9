"""Which schema a file has, and bringing it to the program's own. Alembic is imported only when there is work."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage.engine import new_database_file, schema_engine
from clinic_app.storage.faults import sentences
from clinic_app.storage.key_slots import DataKey
from clinic_app.storage.paths import ClinicFolder, sync_folder
from clinic_app.storage.unit_of_work import SqlUnitOfWork

#: Every revision that this program knows, oldest first. A test holds it against the migration scripts.
REVISIONS = ("0001", "0002", "0003", "0004")
HEAD = REVISIONS[-1]
#: Triggers without which a file is not opened: the seals, and what keeps the name search in step.
TRIGGERS = frozenset(
    {
        f"{table}_no_{verb}"
        for table in ("note", "addendum", "audit_event", "local_rule", "episode_event_past", "episode_said")
        for verb in ("update", "delete")
    }
    | {f"patient_search_{event}" for event in ("added", "renamed", "removed")}
    | {"name_part_added"}
)
_SCRIPTS = Path(__file__).parent / "migrations"


def create_database(folder: ClinicFolder, key: DataKey, first: Callable[[SqlUnitOfWork], None] | None = None) -> None:
    """Make the encrypted file with the newest schema. A failure or a crash leaves no file under its name.

    Args:
        folder: where it goes; made if it is not there.
        key: encrypts it.
        first: writes the first rows, so that a file is never seen without them. It need not commit.

    Raises:
        EnvironmentProblem: there is a file already, or it cannot be written.
    """
    if folder.database.exists():
        raise EnvironmentProblem("There is a clinic in this folder already. Open it, or choose another folder.")
    with sentences():
        folder.make()
    beside = folder.database.with_name(f".{folder.database.name}.new")
    _remove(beside)
    try:
        new_database_file(beside)
        with sentences():
            engine = schema_engine(beside, key)
            _migrate(engine, HEAD)
            if first is not None:
                with SqlUnitOfWork(engine) as work:
                    first(work)
                    work.commit()
            _fold_wal(engine)
            beside.rename(folder.database)
            sync_folder(folder.root)
    finally:
        _remove(beside)


def bring_up_to_date(folder: ClinicFolder, key: DataKey) -> Path | None:
    """Upgrade the schema where it is behind, after keeping a copy. Returns the copy, or ``None`` if none was needed.

    Raises:
        EnvironmentProblem: the file was written by a newer program, or is not a clinic's database.
    """
    engine = schema_engine(folder.database, key)
    with sentences(), engine.connect() as connection:
        found = revision_of(connection)
        if found == HEAD:
            _check_triggers(connection)
            return None
    if found is None:
        raise EnvironmentProblem(
            "This file is not a clinic's database. Nothing was changed. Check which file was chosen."
        )
    if found not in REVISIONS:
        raise EnvironmentProblem(
            "This clinic was last opened by a newer version of this program. Nothing was changed. "
            "Update the program on this computer."
        )
    with sentences():
        copy = _keep_copy(engine, folder, found, key)
        _migrate(engine, HEAD)
    return copy


def revision_of(connection: Connection) -> str | None:
    """The schema revision of an open file, ``None`` when it has none."""
    known = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'alembic_version'"
    ).first()
    if known is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if row is None else str(row[0])


def _migrate(engine: Engine, target: str, *, down: bool = False) -> None:
    """Run the scripts in one transaction: the file is at the old schema or at the new one, never between."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    with engine.connect() as connection:
        # Rebuilding a table must not cascade; every reference is checked before the commit instead.
        # The setting has no effect inside a transaction, hence the driver's own connection.
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            (command.downgrade if down else command.upgrade)(config, target)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise EnvironmentProblem("The clinic's file holds broken references. Nothing was changed.")
            if not down:
                _check_triggers(connection)


def _check_triggers(connection: Connection) -> None:
    names = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    if TRIGGERS.difference(row[0] for row in names):
        raise EnvironmentProblem(
            "The seals of signed notes were removed from this file by another program. It is not opened. "
            "Restore the last backup."
        )


def _keep_copy(engine: Engine, folder: ClinicFolder, revision: str, key: DataKey) -> Path:
    copy = folder.before_upgrade(revision)
    _remove(copy)
    new_database_file(copy)
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(copy),))
    finally:
        raw.close()
    checked = schema_engine(copy, key)
    with checked.connect() as connection:
        if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
            raise EnvironmentProblem("The copy before the upgrade could not be verified. Nothing was changed.")
    _fold_wal(checked)
    return copy


def _fold_wal(engine: Engine) -> None:
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
