"""Make a synthetic clinic of any size for benchmarks: ``seed_clinic.py FOLDER --patients 1000000``.

Every name is invented. The clinic is encrypted like any other; its password is no secret and is printed.
"""

import argparse
import random
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from clinic_app.domain.clinic import Clinic
from clinic_app.domain.people import Person, PersonId, Role
from clinic_app.storage.engine import schema_engine
from clinic_app.storage.key_slots import DataKey, KdfCost
from clinic_app.storage.keys import KeyVault, SlotOwner
from clinic_app.storage.name_keys import name_key, name_words, sound_of
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store

PASSWORD = "synthetic children only, no secret"  # noqa: S105  opens invented data alone
PERSON_ID = "00000000-0000-4000-8000-000000000001"
#: A password that guards nothing need not be slow.
CHEAP = KdfCost(memory_kib=1024, passes=1, lanes=1)
_LAST_BIRTHDAY = date(2026, 6, 30)
_BIRTHDAYS = 18 * 365
_BATCH = 20_000


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FAMILY_STARTS = _words(
    "Amber Ash Bell Birch Bracken Bram Brook Cinder Clover Copper Corn Crane Dale Dawn Dew Elder Ember "
    "Fallow Fern Flint  Fox Frost Garnet Glen Hare Hazel Heron Holly Ivy Jasper Juniper Kestrel Kettle "
    "Lark Laurel Linden Lock Maple Marsh  Meadow Mill Mint Moon Moss Nettle Oak Onyx Otter Pebble Pine "
    "Plover Poppy Quill Raven Reed River Robin Rowan Rush  Saffron Sage Sedge Silver Snow Sorrel Sparrow "
    "Stone Storm Summer Swan Tansy Teal Thistle Thorn Umber Vale Vetch  Violet Wander Warbler Whistle "
    "Willow Winter Wren Yarrow Żuraw Grün Löwen Søn Åker Çelik "
)
_FAMILY_ENDS = _words(
    "acre barrow beck berg bloom bourne brand bridge brook burrow by combe cote croft dale dell dorf ey "
    "falls feather  field ford gate glade glen grove hall ham haven heath hill hollow holm hurst keld "
    "land lea ley light lock lund  mark mead mere mill moor mount ness path pool port quist reach ridge "
    "rise row shaw shore side skov song spring  stead step strand strom thorpe ton tree vale view ville "
    "wald wall ward water way weald well wick wind wood worth "
)
_GIVEN_STARTS = _words(
    "Al Ar Bel Bri Ca Cor Da Del El Em Fa Fin Ga Gwen Ha Il Is Jo Ka Kel La Lor Ma Mir Na Nor O Or Pe Ro "
    "Sa Sel Ta Tor U Va Wen Xan Yl Zo "
)
_GIVEN_ENDS = _words(
    "bea brin cia dan dell dia drin lan lara len lia lin lis lo mar mea mira nan nea nell nia nor ra rel "
    "ren ria rick rin ris rona sa sel sha tha tia vin wen zan "
)


def make_clinic(folder: ClinicFolder, patients: int, seed: int) -> DataKey:
    """Create the clinic and fill it; returns its data key."""
    vault = KeyVault(folder, CHEAP)
    owner = SlotOwner(PERSON_ID, "Synthetic Lead", str(Role.LEAD))
    key = vault.create("Synthetic clinic", owner, PASSWORD).data_key
    with Store.create(folder, key) as store, store.unit_of_work() as work:
        work.clinic.save(Clinic("Synthetic clinic", demo=True))
        work.people.add(Person(PersonId(PERSON_ID), owner.name, Role.LEAD))
        work.commit()
    add_children(folder, key, patients, seed)
    return key


def add_children(folder: ClinicFolder, key: DataKey, count: int, seed: int) -> None:
    """Insert ``count`` invented children in one transaction; the indexes are built once, at the end."""
    engine = schema_engine(folder.database, key)
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA cache_size = -400000")
        driver.execute("BEGIN IMMEDIATE")
        later = driver.execute(
            "SELECT type, name, sql FROM sqlite_schema "
            "WHERE tbl_name = 'patient' AND type IN ('index', 'trigger') AND sql IS NOT NULL"
        ).fetchall()
        for kind, name, _ in later:
            driver.execute(f"DROP {kind} {name}")
        words = _insert_children(driver, count, random.Random(seed))  # noqa: S311  invented data
        driver.execute("INSERT INTO patient_search(rowid, name_key) SELECT seq, name_key FROM patient")
        driver.execute("INSERT INTO patient_search(patient_search) VALUES ('optimize')")
        driver.executemany("INSERT INTO name_word VALUES (?, ?)", ((word, sound_of(word)) for word in sorted(words)))
        driver.executemany("INSERT INTO counter VALUES (?, ?)", (("children", count), ("number:D-", count)))
        for _, _, sql in later:
            driver.execute(sql)
        driver.execute("COMMIT")
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _insert_children(driver: Any, count: int, chance: random.Random) -> set[str]:
    """Insert the rows and return every folded word that occurs."""
    families = [f"{start}{end}" for start, end in product(_FAMILY_STARTS, _FAMILY_ENDS)]
    given = [f"{start}{end}" for start, end in product(_GIVEN_STARTS, _GIVEN_ENDS)]
    family_words = [name_words(name, "") for name in families]
    given_words = [name_words("", name) for name in given]
    used: set[str] = set()

    def rows() -> Iterator[tuple[Any, ...]]:
        for seq in range(1, count + 1):
            # Squaring makes some names common and most rare, as names are.
            family = int(chance.random() ** 2 * len(families))
            first = int(chance.random() ** 2 * len(given))
            words = tuple(dict.fromkeys(family_words[family] + given_words[first]))
            used.update(words)
            yield _row(seq, families[family], given[first], name_key(words), chance)

    statement = f"INSERT INTO patient VALUES ({', '.join('?' * 19)})"  # noqa: S608  only question marks
    driver.executemany(statement, rows())
    return used


def _row(seq: int, family: str, given: str, key: str, chance: random.Random) -> tuple[Any, ...]:
    born = _LAST_BIRTHDAY - timedelta(days=chance.randrange(_BIRTHDAYS))
    preterm = chance.random() < 0.1
    weeks = chance.randrange(26, 37) if preterm else chance.randrange(37, 42)
    patient_id = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    sex = "female" if chance.random() < 0.5 else "male"
    return (
        seq, patient_id, f"D-{seq:05d}", str(seq), family, given, key, born.isoformat(), sex,
        weeks, chance.randrange(7), f"{given[0]}. {family} (parent)", "", "", "", "", "", None, 1,
    )  # fmt: skip


def main() -> int:
    """Read the arguments, make the clinic, say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    folder = ClinicFolder.at(arguments.folder)
    started = time.perf_counter()
    make_clinic(folder, arguments.patients, arguments.seed)
    size = folder.database.stat().st_size / 1e6
    print(f"{arguments.patients} invented children in {time.perf_counter() - started:.1f} s, {size:.0f} MB")
    print(f"{folder.database}\nperson: Synthetic Lead\npassword: {PASSWORD}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
