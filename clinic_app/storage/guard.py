"""What every connection to the encrypted file is held to: settings asserted, dangerous statements refused."""

from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from clinic_app.domain.errors import EnvironmentProblem

#: First SQLite without the WAL-reset corruption (3.7.0 to 3.51.2).
_SOUND_SQLITE = (3, 51, 3)
BUSY_TIMEOUT_MS = 5000

#: Set, read back and compared at each connect. synchronous 2 is FULL, temp_store 2 is memory.
_SETTINGS = (
    ("foreign_keys", "ON", 1),
    # Without it INSERT OR REPLACE would get past the triggers that refuse DELETE.
    ("recursive_triggers", "ON", 1),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("busy_timeout", str(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS),
)

#: Pragmas that a running program may ask; none of them changes how the file is kept.
_ASKED_PRAGMAS = frozenset(
    {
        "cipher_integrity_check", "data_version", "foreign_key_check", "foreign_key_list", "index_info",
        "index_list", "index_xinfo", "integrity_check", "optimize", "quick_check", "read_uncommitted",
        "table_info", "table_list", "table_xinfo", "wal_checkpoint",
    }
)  # fmt: skip
_REFUSED_FUNCTIONS = frozenset({"fts3_tokenizer", "load_extension", "readfile", "sqlcipher_export", "writefile"})
#: The schema belongs to the migrations, which run on a connection of their own.
_REFUSED_ACTIONS = frozenset(
    {
        sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH, sqlcipher.SQLITE_ALTER_TABLE,
        sqlcipher.SQLITE_CREATE_TABLE, sqlcipher.SQLITE_CREATE_INDEX, sqlcipher.SQLITE_CREATE_TRIGGER,
        sqlcipher.SQLITE_CREATE_VIEW, sqlcipher.SQLITE_CREATE_VTABLE, sqlcipher.SQLITE_DROP_TABLE,
        sqlcipher.SQLITE_DROP_INDEX, sqlcipher.SQLITE_DROP_TRIGGER, sqlcipher.SQLITE_DROP_VIEW,
        sqlcipher.SQLITE_DROP_VTABLE, sqlcipher.SQLITE_CREATE_TEMP_TRIGGER,
    }
)  # fmt: skip


def unlock_connection(connection: Any, raw_key: bytes) -> None:
    """Give a fresh connection its key and settings, and assert that they hold.

    Raises:
        EnvironmentProblem: the library is not SQLCipher, is too old, or refuses a setting.
        sqlcipher3 ``DatabaseError``: the key does not fit the file.
    """
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{raw_key.hex()}'\"")
    if connection.execute("PRAGMA cipher_version").fetchone() is None:
        raise EnvironmentProblem("The database library cannot encrypt. Nothing was opened. Install the program again.")
    if sqlcipher.sqlite_version_info < _SOUND_SQLITE:
        raise EnvironmentProblem("The database library is too old to be trusted. Install the program again.")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    connection.enable_load_extension(False)
    for name, wanted, reads_back in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {wanted}")
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is None or found[0] != reads_back:
            raise EnvironmentProblem(f"The clinic's file cannot be kept safely here ({name}). Nothing was opened.")


def forbid_dangerous(connection: Any, *, read_only: bool) -> None:
    """Refuse ATTACH, changes of the schema, settings and file functions from now on."""
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_permit)


def _permit(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in _REFUSED_ACTIONS:
        return int(sqlcipher.SQLITE_DENY)
    if action == sqlcipher.SQLITE_PRAGMA:
        return int(sqlcipher.SQLITE_OK if (first or "").casefold() in _ASKED_PRAGMAS else sqlcipher.SQLITE_DENY)
    if action == sqlcipher.SQLITE_FUNCTION and (second or "").casefold() in _REFUSED_FUNCTIONS:
        return int(sqlcipher.SQLITE_DENY)
    return int(sqlcipher.SQLITE_OK)
