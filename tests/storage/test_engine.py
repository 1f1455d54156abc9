"""Every connection is encrypted, held to its settings, and refuses what could undo them."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, exc
from sqlcipher3 import dbapi2 as sqlcipher

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage.engine import reader_engine, schema_engine, writer_engine
from clinic_app.storage.faults import sentences
from clinic_app.storage.guard import unlock_connection
from clinic_app.storage.instance_lock import InstanceLock
from clinic_app.storage.key_slots import DataKey
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store

CANARIES = (b"Canarybird", b"canarybird", b"startles", b"Okafor", b"Tweety")


def _files(folder: ClinicFolder) -> list[Path]:
    return [path for path in folder.root.iterdir() if path.name.startswith("clinic.db")]


def test_no_name_stands_in_any_file(opened: Any) -> None:
    written = _files(opened.folder)
    assert {path.name for path in written} == {"clinic.db", "clinic.db-wal", "clinic.db-shm"}
    for path in written:
        content = path.read_bytes()
        assert not [name for name in CANARIES if name in content], path.name


def test_another_program_sees_no_database(opened: Any) -> None:
    opened.store.close()
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(opened.folder.database).execute("SELECT * FROM sqlite_schema")


def test_a_wrong_key_is_a_sentence(opened: Any) -> None:
    opened.store.close()
    with pytest.raises(EnvironmentProblem, match="key does not fit"):
        Store(opened.folder, DataKey(bytes(32)))


def test_a_file_that_is_no_database_is_a_sentence(folder: ClinicFolder, key: DataKey) -> None:
    folder.make()
    folder.database.write_bytes(b"just some text, long enough to be read as a page. " * 200)
    with pytest.raises(EnvironmentProblem, match="not this clinic's database"):
        Store(folder, key)


def test_a_missing_file_is_a_sentence_and_makes_none(folder: ClinicFolder, key: DataKey) -> None:
    with pytest.raises(EnvironmentProblem, match="no clinic"):
        Store(folder, key)
    assert not folder.root.exists()


def test_a_damaged_page_is_a_sentence(opened: Any) -> None:
    opened.store.close()
    content = bytearray(opened.folder.database.read_bytes())
    content[4096 * 2 : 4096 * 20] = os.urandom(4096 * 18)
    opened.folder.database.write_bytes(content)
    with pytest.raises(EnvironmentProblem), Store(opened.folder, opened.key) as store:
        store.reads.recent_patients(5)


@pytest.mark.parametrize("engine_of", [writer_engine, reader_engine, schema_engine])
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1), ("recursive_triggers", 1), ("journal_mode", "wal"), ("synchronous", 2),
        ("trusted_schema", 0), ("cell_size_check", 1), ("mmap_size", 0), ("busy_timeout", 5000), ("temp_store", 2),
    ],
)  # fmt: skip
def test_settings_hold(
    opened: Any, engine_of: Callable[[Path, DataKey], Engine], pragma: str, value: str | int
) -> None:
    raw = engine_of(opened.folder.database, opened.key).raw_connection()
    driver: Any = raw.driver_connection
    driver.set_authorizer(None)
    assert driver.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    raw.close()


def test_a_library_without_encryption_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="cannot encrypt"):
        unlock_connection(sqlite3.connect(tmp_path / "plain.db"), bytes(32))


def test_an_old_library_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlcipher, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(EnvironmentProblem, match="too old"):
        unlock_connection(sqlcipher.connect(str(tmp_path / "a.db")), bytes(32))


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE '/tmp/never.db' AS plain KEY ''",
        "DETACH DATABASE main",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        "PRAGMA synchronous = OFF",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = ON",
        "PRAGMA rekey = 'x'",
        "PRAGMA key = 'x'",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA recursive_triggers = OFF",
        "DROP TRIGGER note_no_update",
        "DROP TABLE visit",
        "CREATE TABLE extra (a)",
        "CREATE TEMP TRIGGER t AFTER INSERT ON visit BEGIN SELECT 1; END",
        "ALTER TABLE visit ADD COLUMN extra",
    ],
)
def test_dangerous_statements_are_refused(opened: Any, statement: str) -> None:
    raw = writer_engine(opened.folder.database, opened.key).raw_connection()
    with pytest.raises(sqlcipher.DatabaseError, match=r"not authorized|prohibited"):
        raw.cursor().execute(statement)
    raw.close()


def test_readers_cannot_write(opened: Any) -> None:
    engine = reader_engine(opened.folder.database, opened.key)
    with pytest.raises(exc.DBAPIError, match="readonly"), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM visit")


def test_errors_hold_no_parameters(opened: Any) -> None:
    engine = writer_engine(opened.folder.database, opened.key)
    with pytest.raises(exc.DBAPIError) as caught, engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO person VALUES (?, ?, ?, ?)", ("a", "Canarybird", "x", None))
    assert "Canarybird" not in str(caught.value)


def test_files_are_private_whatever_the_umask(folder: ClinicFolder, key: DataKey) -> None:
    old = os.umask(0o022)
    try:
        with Store.create(folder, key) as store, store.unit_of_work():
            modes = {path.name: path.stat().st_mode & 0o777 for path in folder.root.iterdir()}
    finally:
        os.umask(old)
    assert set(modes) >= {"clinic.db", "clinic.db-wal", "clinic.db-shm", "clinic.lock"}
    assert set(modes.values()) == {0o600}
    assert folder.root.stat().st_mode & 0o777 == 0o700


def test_a_file_that_others_may_read_is_made_private(opened: Any) -> None:
    opened.store.close()
    opened.folder.database.chmod(0o644)
    Store(opened.folder, opened.key).close()
    assert opened.folder.database.stat().st_mode & 0o777 == 0o600


def test_closing_leaves_one_whole_file(opened: Any) -> None:
    opened.store.close()
    assert [path.name for path in _files(opened.folder)] == ["clinic.db"]


def test_locked_means_locked(opened: Any) -> None:
    reads, unit_of_work = opened.store.reads, opened.store.unit_of_work
    opened.store.close()
    with pytest.raises(EnvironmentProblem, match="locked"):
        reads.people()
    with pytest.raises(EnvironmentProblem, match="locked"), unit_of_work():
        pass


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to see the open files")
def test_no_handle_stays_behind(opened: Any) -> None:
    opened.store.reads.people()
    opened.store.close()
    handles = {str(handle.resolve()) for handle in Path("/proc/self/fd").iterdir()}
    assert not [name for name in handles if name.startswith(str(opened.folder.root))]


def test_a_second_program_is_refused_until_the_first_dies(opened: Any) -> None:
    with pytest.raises(EnvironmentProblem, match="already open"):
        Store(opened.folder, opened.key)
    opened.store.close()
    holder = (
        "import sys; from pathlib import Path; from clinic_app.storage.instance_lock import InstanceLock\n"
        "lock = InstanceLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(opened.folder.lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(EnvironmentProblem, match="already open"):
            Store(opened.folder, opened.key)
        other.kill()
        other.wait()
    Store(opened.folder, opened.key).close()


def test_the_lock_is_given_back(tmp_path: Path) -> None:
    first = InstanceLock(tmp_path / "lock")
    first.acquire()
    first.release()
    first.release()
    second = InstanceLock(tmp_path / "lock")
    second.acquire()
    second.release()


def test_a_failed_opening_gives_the_lock_back(opened: Any) -> None:
    opened.store.close()
    with pytest.raises(EnvironmentProblem):
        Store(opened.folder, DataKey(bytes(32)))
    Store(opened.folder, opened.key).close()


def test_unknown_errors_stay_bugs() -> None:
    with pytest.raises(sqlcipher.OperationalError), sentences():
        raise sqlcipher.OperationalError("no such table: nonsense")
