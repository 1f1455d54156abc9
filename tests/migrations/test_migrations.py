"""The scripts and the program agree on the schema; an upgrade keeps a copy, the data, and all or nothing."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from clinic_app.domain.clinic import Clinic
from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.storage import schema
from clinic_app.storage.engine import new_database_file, schema_engine
from clinic_app.storage.key_slots import DataKey
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.rows import metadata
from clinic_app.storage.unit_of_work import SqlUnitOfWork

KEY = DataKey(bytes(range(32)))
HEAD = schema.HEAD
SCRIPTS = Path(schema.__file__).parent / "migrations"

#: One row of every table, in the order of references, in the words of the scripts.
FIRST_DATA = (
    "INSERT INTO clinic VALUES (1, 'L', '', '', '', 0, '', 'D-')",
    "INSERT INTO counter VALUES ('children', 1)",
    "INSERT INTO person VALUES ('p', 'Dr', 'lead', 1)",
    "INSERT INTO patient VALUES (1, 'c', 'D-1', '1', 'A', 'B', 'a b', '2024-02-29', 'female', 34, 3, '', '', '', "
    "'', '', '', NULL, 1)",
    "INSERT INTO name_word VALUES ('a', 'a')",
    "INSERT INTO visit VALUES ('v', 'c', '2026-01-01', '09:30', '', 'done', '2026-01-01T00:00:00.000000Z', '', 1)",
    "INSERT INTO draft VALUES ('d', 'visit', 'p', 'c', 'v', 1, '{}', '2026-01-01T00:00:00.000000Z')",
    "INSERT INTO note VALUES ('n', 'v', 'c', '2026-01-01', '{}', 'x', '', '2026-01-01T00:00:00.000000Z', 'p', 'Dr')",
    "INSERT INTO addendum VALUES ('a', 'n', 't', '2026-01-01T00:00:00.000000Z', 'p', 'Dr')",
    "INSERT INTO observation VALUES ('c', '2026-01-01', 'n', 'weight_kg', 'none', '', '7.250', 'kg', '')",
    "INSERT INTO plan_line VALUES (1, 'l', 'c', 'n', 'w', '', NULL, '', '', '[]', 'open', NULL, '', 1)",
    "INSERT INTO episode VALUES ('e', 'c', 't', NULL, 'active', NULL, 1)",
    "INSERT INTO episode_event VALUES ('ev', 'e', '2026-01-01', NULL, 0, 'unknown', NULL, '', NULL, 0, 0, 0, NULL, '', "
    "'', '', '', '{}', '', '', 0, 1)",
    "INSERT INTO episode_event_past VALUES ('ev', 1, 'changed', '{}', 'p', 'Dr', '2026-01-01T00:00:00.000000Z')",
    "INSERT INTO episode_said VALUES ('s', 'e', 'note', '2026-01-01', '', 't', 'v', 'p', 'Dr', "
    "'2026-01-01T00:00:00.000000Z')",
    "INSERT INTO attachment VALUES ('at', 'c', 'e', 'ev', 'clip', 'mov', 'h264', 320, 180, 1000, 25.0, '', 9, 'x', "
    "x'00', x'00', '', 0, 0, '[]', 0, 'Dr', '2026-01-01T00:00:00.000000Z', 1)",
    "INSERT INTO diary_sheet VALUES ('K7Q4MTX', 'c', 'e', '2026-01-01T00:00:00.000000Z', 'p')",
    "INSERT INTO audit_event VALUES (1, '', 'p', 'Dr', 'lead', '', 'a', '', '', '', '', '', '')",
    "INSERT INTO request VALUES ('r', 'x')",
    "INSERT INTO local_rule VALUES ('RF-R04', 1, 'off', '{}', 'why', '1', 'p', 'Dr', '2026-01-01T00:00:00.000000Z')",
)
#: Events as the first program kept them.
FIRST_EPISODES = (
    "INSERT INTO episode VALUES ('e', 'c', 't', NULL, 'active')",
    "INSERT INTO episode_event VALUES ('e1', 'e', '2026-01-01', 'exact', 3, 8, 'cold', 'drowsy', 'no', 'left_only', "
    "'x')",
    "INSERT INTO episode_event VALUES ('e2', 'e', '2026-01-02', 'about', NULL, NULL, '', '', '', '', '')",
    "INSERT INTO episode_event VALUES ('e3', 'e', '2026-01-03', 'morning', 1, NULL, '', '', '', '', '')",
)
_LATER = ("local_rule", "episode", "diary_sheet", "attachment")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> ClinicFolder:
    folder = ClinicFolder.at(tmp_path_factory.mktemp("made") / "clinic")
    schema.create_database(folder, KEY)
    return folder


@pytest.fixture
def folder(made: ClinicFolder, tmp_path: Path) -> ClinicFolder:
    """A file with the newest schema and no rows."""
    here = ClinicFolder.at(tmp_path)
    shutil.copyfile(made.database, here.database)
    return here


def execute(folder: ClinicFolder, *statements: str) -> list[Any]:
    with schema_engine(folder.database, KEY).begin() as connection:
        rows: list[Any] = []
        for statement in statements:
            found = connection.exec_driver_sql(statement)
            rows = list(found) if found.returns_rows else []
        return rows


def dump(folder: ClinicFolder) -> list[Any]:
    """Everything in the schema, as SQLite holds it."""
    return execute(folder, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")


def contents(folder: ClinicFolder) -> dict[str, list[Any]]:
    return {
        table.name: execute(folder, f"SELECT * FROM {table.name}")  # noqa: S608  our own tables
        for table in metadata.sorted_tables
    }


def test_the_program_knows_every_script_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(reversed([one.revision for one in scripts.walk_revisions()])) == schema.REVISIONS
    assert scripts.get_heads() == [schema.HEAD]


def test_scripts_import_nothing_of_the_program() -> None:
    for script in (SCRIPTS / "versions").glob("*.py"):
        assert "clinic_app" not in script.read_text("utf-8"), script.name


def test_the_scripts_give_the_tables_of_the_program(folder: ClinicFolder) -> None:
    with schema_engine(folder.database, KEY).connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _: (
                    kind != "table" or not name.startswith(("patient_search", "name_part"))
                )
            },
        )
        assert compare_metadata(context, metadata) == []


def test_checks_of_the_tables_are_the_same_in_both(folder: ClinicFolder, tmp_path: Path) -> None:
    """Autogenerate does not compare CHECK, WITHOUT ROWID or the wording of references; the file does."""
    other = ClinicFolder.at(tmp_path / "other")
    other.make()
    new_database_file(other.database)
    with schema_engine(other.database, KEY).begin() as connection:
        metadata.create_all(connection)
    wanted = {name: "".join(str(sql).split()) for kind, name, _, sql in dump(other) if kind == "table"}
    found = {name: "".join(str(sql).split()) for kind, name, _, sql in dump(folder) if name in wanted}
    assert {name: sorted(sql) for name, sql in found.items()} == {name: sorted(sql) for name, sql in wanted.items()}


def test_down_and_up_again_gives_the_same_schema(folder: ClinicFolder) -> None:
    before = dump(folder)
    engine = schema_engine(folder.database, KEY)
    schema._migrate(engine, "base", down=True)
    assert [row[1] for row in dump(folder) if row[0] == "table"] == ["alembic_version"]
    schema._migrate(engine, "head")
    assert dump(folder) == before


def test_every_table_takes_its_data_and_the_references_hold(folder: ClinicFolder) -> None:
    execute(folder, *FIRST_DATA)
    assert all(contents(folder).values()), "a table without a row in FIRST_DATA"
    assert execute(folder, "PRAGMA foreign_key_check") == []
    found = execute(folder, "SELECT rowid FROM patient_search WHERE patient_search MATCH 'a'")
    assert [row[0] for row in found] == [1]


def test_an_up_to_date_file_is_left_alone_and_alembic_is_not_imported(folder: ClinicFolder) -> None:
    before = folder.database.read_bytes()
    program = (
        "import sys; from pathlib import Path; from clinic_app.storage.store import Store\n"
        "from clinic_app.storage.paths import ClinicFolder; from clinic_app.storage.key_slots import DataKey\n"
        "Store(ClinicFolder.at(Path(sys.argv[1])), DataKey(bytes(range(32)))).close()\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('alembic', 'argon2', 'zxcvbn')))"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(folder.root)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
    assert folder.database.read_bytes() == before


def test_a_file_whose_seals_were_removed_is_not_opened(folder: ClinicFolder) -> None:
    execute(folder, "DROP TRIGGER note_no_update")
    with pytest.raises(EnvironmentProblem, match="seals"):
        schema.bring_up_to_date(folder, KEY)


def test_an_upgrade_that_loses_a_trigger_is_not_kept(folder: ClinicFolder, next_program: Any) -> None:
    """Rebuilding a table drops its triggers without a word."""
    before = dump(folder)
    next_program("pass", rebuilt="note")
    with pytest.raises(EnvironmentProblem, match="seals"):
        schema.bring_up_to_date(folder, KEY)
    assert dump(folder) == before


def test_a_newer_schema_is_refused_untouched(folder: ClinicFolder) -> None:
    execute(folder, "UPDATE alembic_version SET version_num = '9999'")
    before = folder.database.read_bytes()
    with pytest.raises(EnvironmentProblem, match="newer version of this program"):
        schema.bring_up_to_date(folder, KEY)
    assert folder.database.read_bytes() == before


def test_a_database_that_is_no_clinic_is_refused(tmp_path: Path) -> None:
    folder = ClinicFolder.at(tmp_path)
    new_database_file(folder.database)
    execute(folder, "CREATE TABLE something (a)")
    with pytest.raises(EnvironmentProblem, match="not a clinic's database"):
        schema.bring_up_to_date(folder, KEY)


def test_a_database_is_not_made_over_another(folder: ClinicFolder) -> None:
    before = folder.database.read_bytes()
    with pytest.raises(EnvironmentProblem, match="already"):
        schema.create_database(folder, KEY)
    assert folder.database.read_bytes() == before


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ClinicFolder.at(tmp_path / "new")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(schema, "_fold_wal", fail)
    with pytest.raises(EnvironmentProblem, match="disk is full"):
        schema.create_database(folder, KEY)
    assert list(folder.root.iterdir()) == []


def test_a_creation_whose_first_rows_fail_leaves_nothing(tmp_path: Path) -> None:
    folder = ClinicFolder.at(tmp_path / "new")

    def first(work: SqlUnitOfWork) -> None:
        work.clinic.save(Clinic("L"))
        raise KeyError

    with pytest.raises(KeyError):
        schema.create_database(folder, KEY, first)
    assert list(folder.root.iterdir()) == []


def test_a_new_file_is_never_seen_without_its_first_rows(tmp_path: Path) -> None:
    folder = ClinicFolder.at(tmp_path / "new")
    schema.create_database(folder, KEY, lambda work: work.clinic.save(Clinic("Lindenhof")))
    assert execute(folder, "SELECT name FROM clinic") == [("Lindenhof",)]


def test_a_file_of_the_first_program_is_brought_up_to_date(folder: ClinicFolder) -> None:
    whole = dump(folder)
    schema._migrate(schema_engine(folder.database, KEY), "0001", down=True)
    first = [line for line in FIRST_DATA if not any(f"INTO {table}" in line for table in _LATER)]
    execute(folder, *first, *FIRST_EPISODES)
    assert schema.bring_up_to_date(folder, KEY) == folder.root / "clinic-before-upgrade-from-0001.db"
    assert dump(folder) == whole
    assert execute(folder, "SELECT name FROM clinic") == [("L",)]
    assert execute(folder, "SELECT * FROM local_rule") == []
    assert execute(folder, "SELECT id, title, became, row_version FROM episode") == [("e", "t", None, 1)]
    wanted = "SELECT id, day, about, clock, part, count, longest_s, triggers, states, held, side, told_by"
    assert execute(folder, f"{wanted} FROM episode_event ORDER BY id") == [
        ("e1", "2026-01-01", 0, "unknown", "", 3, 8, "cold", "drowsy", "no", "left_only", "x"),
        ("e2", "2026-01-02", 1, "unknown", "", None, None, "", "", "", "", ""),
        ("e3", "2026-01-03", 0, "part", "morning", 1, None, "", "", "", "", ""),
    ]
    assert execute(folder, "SELECT count(*) FROM episode_event WHERE removed = 0 AND described = '{}'") == [(3,)]


_NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "9998"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("visit") as batch:
        batch.add_column(sa.Column("room", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("{rebuilt}", recreate="always"):
        pass
    {last}


def downgrade():
    pass
"""


@pytest.fixture
def next_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The program as it will be with one more script, which ends in ``last``."""

    def become(last: str, rebuilt: str = "episode") -> None:
        scripts = tmp_path / "scripts"
        shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "9998_next.py").write_text(_NEXT.format(last=last, rebuilt=rebuilt, head=HEAD), "utf-8")
        monkeypatch.setattr(schema, "_SCRIPTS", scripts)
        monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9998"))
        monkeypatch.setattr(schema, "HEAD", "9998")

    return become


def test_an_upgrade_keeps_the_data_and_a_copy_that_opens(folder: ClinicFolder, next_program: Any) -> None:
    execute(folder, *FIRST_DATA)
    before = contents(folder)
    next_program("pass")
    copy = schema.bring_up_to_date(folder, KEY)
    assert copy == folder.root / f"clinic-before-upgrade-from-{HEAD}.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    kept = ClinicFolder(copy)
    assert contents(kept) == before
    assert execute(kept, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    after = contents(folder)
    assert [row[-1] for row in after.pop("visit")] == [""]
    before.pop("visit")
    assert after == before
    assert schema.bring_up_to_date(folder, KEY) is None


def test_an_upgrade_that_fails_in_the_middle_leaves_the_old_file(folder: ClinicFolder, next_program: Any) -> None:
    execute(folder, *FIRST_DATA)
    before = (dump(folder), contents(folder))
    next_program('raise RuntimeError("killed here")')
    with pytest.raises(RuntimeError, match="killed here"):
        schema.bring_up_to_date(folder, KEY)
    assert (dump(folder), contents(folder)) == before


def test_an_upgrade_that_breaks_a_reference_is_not_kept(folder: ClinicFolder, next_program: Any) -> None:
    execute(folder, *FIRST_DATA)
    before = (dump(folder), contents(folder))
    next_program("op.execute(\"UPDATE visit SET patient_id = 'nobody'\")")
    with pytest.raises(EnvironmentProblem, match="broken references"):
        schema.bring_up_to_date(folder, KEY)
    assert (dump(folder), contents(folder)) == before
