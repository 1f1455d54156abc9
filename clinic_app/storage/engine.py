"""Engines on one encrypted file: a single writer, several readers, and one that may change the schema."""

from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage.faults import sentences
from clinic_app.storage.guard import BUSY_TIMEOUT_MS, forbid_dangerous, unlock_connection
from clinic_app.storage.private_files import PRIVATE_FILE, create_private

_READERS = 4


class RawKey(Protocol):
    """A key that can still be asked for: ``DataKey``, or ``HeldKey`` until the record is locked."""

    @property
    def raw(self) -> bytes:
        """The 32 bytes."""
        ...


def new_database_file(path: Path) -> None:
    """Create the empty file, private before SQLite first writes to it; its WAL takes the same mode."""
    with sentences():
        create_private(path)


def writer_engine(path: Path, key: RawKey) -> Engine:
    """The one connection that writes. Each transaction takes the write lock at its start."""
    engine = _engine(path, key, pool_size=1)
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def reader_engine(path: Path, key: RawKey) -> Engine:
    """Connections that can only read, each transaction on one committed state."""
    engine = _engine(path, key, pool_size=_READERS, read_only=True)
    _begin_with(engine, "BEGIN")
    return engine


def schema_engine(path: Path, key: RawKey) -> Engine:
    """A connection for migrations alone: it may change the schema, and nothing else uses it."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _connect(path, key),
        poolclass=NullPool,
        hide_parameters=True,
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def _engine(path: Path, key: RawKey, *, pool_size: int, read_only: bool = False) -> Engine:
    def connect() -> Any:
        connection = _connect(path, key)
        forbid_dangerous(connection, read_only=read_only)
        return connection

    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_MS / 1000,
        hide_parameters=True,
    )


def _connect(path: Path, key: RawKey) -> Any:
    if not path.is_file():
        raise EnvironmentProblem("The clinic's file is not where it was. Nothing was changed. Check the folder.")
    if path.stat().st_mode & 0o077:
        path.chmod(PRIVATE_FILE)
    # The pool hands a connection to one thread at a time, which is all that SQLite asks for.
    connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None)
    try:
        unlock_connection(connection, key.raw)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)
