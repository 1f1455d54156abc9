"""A disk that fails: a sentence, the state before, and the next try works."""

import errno
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from clinic_app.domain.errors import EnvironmentProblem, SealedError
from clinic_app.storage.faults import os_problem, translated
from clinic_app.storage.paths import ClinicFolder

_CHILD_UNDER_A_LIMIT = """
import resource, sys
from pathlib import Path
from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage.key_slots import DataKey
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store
from clinic_app.domain.drafts import Draft, DraftId, DraftKind, Entry
from clinic_app.domain.people import PersonId
from datetime import UTC, datetime
now = datetime(2026, 3, 2, tzinfo=UTC)
folder = ClinicFolder.at(Path(sys.argv[1]))
with Store(folder, DataKey(bytes(range(32)))) as store:
    def keep(name, size):
        entries = {"text:assessment": Entry("x" * size, PersonId("p-doctor"), now, 1)}
        with store.unit_of_work() as work:
            work.drafts.add(Draft(DraftId(name), DraftKind.REGISTRATION, PersonId("p-doctor"), now, entries=entries))
            work.commit()
    keep("before", 10)
    limit = folder.database.with_name("clinic.db-wal").stat().st_size + 20_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        keep("too-big", 400_000)
    except EnvironmentProblem as problem:
        print(problem)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    keep("after", 10)
    with store.unit_of_work() as work:
        print(sorted(one.id for one in work.drafts.registrations_of(PersonId("p-doctor"))))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are a matter of POSIX")
def test_a_write_that_the_system_refuses_leaves_everything_and_heals(opened: Any) -> None:
    opened.store.close()
    ran = subprocess.run(
        [sys.executable, "-c", _CHILD_UNDER_A_LIMIT, str(opened.folder.root)],
        capture_output=True,
        text=True,
        check=True,
    )
    sentence, drafts = ran.stdout.splitlines()
    assert "Nothing of this was saved; everything saved before is safe." in sentence
    assert drafts == "['after', 'before']"


def test_a_full_database_is_a_sentence_and_the_next_try_works(opened: Any) -> None:
    """SQLite itself reports a full disk once the page limit is reached."""
    raw = opened.store._writer.raw_connection()
    raw.driver_connection.set_authorizer(None)
    pages = raw.driver_connection.execute("PRAGMA page_count").fetchone()[0]
    raw.driver_connection.execute(f"PRAGMA max_page_count = {pages}")
    raw.close()
    with pytest.raises(EnvironmentProblem, match="disk is full"):
        _remember_much(opened)
    assert opened.store.reads.verify_audit().events == 2
    raw = opened.store._writer.raw_connection()
    raw.driver_connection.execute("PRAGMA max_page_count = 100000")
    raw.close()
    with opened.store.unit_of_work() as again:
        assert again.requests.result_of("request-1") is None
        again.requests.remember("request-1", "done")
        again.commit()


def _remember_much(opened: Any) -> None:
    with opened.store.unit_of_work() as work:
        for number in range(10_000):
            work.requests.remember(f"request-{number}", "x" * 100)
        work.commit()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("database or disk is full", "disk is full"),
        ("attempt to write a readonly database", "read-only"),
        ("database is locked", "Another program"),
        ("database disk image is malformed", "damaged"),
        ("disk I/O error", "did not accept"),
        ("unable to open database file", "cannot be opened"),
        ("file is not a database", "not this clinic's database"),
    ],
)
def test_sqlite_words_become_sentences(words: str, sentence: str) -> None:
    found = translated(sqlcipher.OperationalError(words))
    assert isinstance(found, EnvironmentProblem)
    assert sentence in str(found)


def test_triggers_become_sealed() -> None:
    assert isinstance(translated(sqlcipher.IntegrityError("sealed: note")), SealedError)


@pytest.mark.parametrize(
    ("number", "sentence"), [(errno.ENOSPC, "full"), (errno.EROFS, "read-only"), (errno.EIO, "disk did not accept")]
)
def test_file_errors_become_sentences(number: int, sentence: str) -> None:
    assert sentence in str(os_problem(OSError(number, "Canarybird"), "Nothing was changed."))


def test_an_unknown_file_error_still_says_what_is_safe() -> None:
    problem = str(os_problem(OSError(9999, "/home/canary"), "Nothing was changed."))
    assert problem.endswith("Nothing was changed.")
    assert "canary" not in problem


def test_creating_where_no_file_can_be_leaves_nothing(tmp_path: Path, key: Any) -> None:
    from clinic_app.storage.schema import create_database

    (tmp_path / "blocked").write_text("a file where the folder should be")
    with pytest.raises(EnvironmentProblem):
        create_database(ClinicFolder.at(tmp_path / "blocked" / "clinic"), key)
    assert [path.name for path in tmp_path.iterdir()] == ["blocked"]
