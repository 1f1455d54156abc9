"""One box finds a child by what people remember of it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.people import Patient
from clinic_app.services.views import SearchHits, SearchQuery
from clinic_app.storage.name_keys import name_key, name_words, number_key, sound_of
from clinic_app.storage.paths import ClinicFolder
from clinic_app.storage.store import Store
from tests.storage.samples import KEY, Opened, child

CHILDREN = (
    child(2, "Müller", "Anna Lena", date(2024, 2, 29)),
    child(3, "O'Neil", "Zoë", date(2024, 3, 1)),
    child(4, "Schmidt", "Li", date(2024, 3, 2)),
    child(5, "Петров", "Анна", date(2024, 3, 2)),
    child(6, "van der Lind", "Noor", date(2024, 3, 3)),
    child(7, "Żółć", "Łucja", date(2024, 3, 4)),
    child(8, "Linden", "Lia", date(2024, 3, 4)),
    child(9, "<img src=x>", 'A"B* OR', date(2024, 3, 5)),
)


@pytest.fixture(scope="module")
def searched(prepared: ClinicFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    folder = ClinicFolder.at(tmp_path_factory.mktemp("searched"))
    shutil.copyfile(prepared.database, folder.database)
    with Store(folder, KEY) as store:
        opened = Opened(store, folder, KEY)
        opened.add_children(*CHILDREN)
        yield opened


def look(opened: Opened, text: str, born: date | None = None, number: str = "", limit: int = 20) -> SearchHits:
    return opened.store.reads.search(SearchQuery(text, tuple(text.split()), born, number, limit))


def numbers(found: tuple[Patient, ...]) -> list[int]:
    return [int(one.number[2:]) for one in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("muller", [2]), ("müller", [2]), ("mueller", [2]), ("MÜL", [2]), ("lena mül", [2]), ("anna mu", [2]),
        ("a m", [2]), ("m", [1, 2]), ("oneil", [3]), ("o'neil zoe", [3]), ("neil", [3]), ("li", [4, 8, 6]),
        ("anna", [2, 5]), ("petrov", [5]), ("петров анна", [5]), ("lind", [6, 8]), ("inde", [8]), ("van noor", [6]),
        ("zolc", [7]), ("łucja", [7]), ("img", [9]), ("zz", []), ("anna schmidt", []),
    ],
)  # fmt: skip
def test_names_by_their_parts(searched: Opened, typed: str, found: list[int]) -> None:
    assert numbers(look(searched, typed).exact) == found


def test_whole_words_come_first(searched: Opened) -> None:
    assert numbers(look(searched, "li", limit=1).exact) == [4]


@pytest.mark.parametrize("typed", ['"', "*", "AND", "a OR b", "NEAR(", "'; DROP TABLE patient; --", "<<", "-", "\x00"])
def test_nothing_typed_is_read_as_a_command(searched: Opened, typed: str) -> None:
    look(searched, typed)
    assert searched.store.reads.search(SearchQuery("", ())).children == 9


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(searched: Opened, typed: str) -> None:
    look(searched, typed)


def test_a_pasted_page_is_answered(searched: Opened) -> None:
    assert numbers(look(searched, "anna muller " * 2000).exact) == [2]


def test_a_birth_date_alone(searched: Opened) -> None:
    assert numbers(look(searched, "", date(2024, 3, 2)).exact) == [4, 5]


def test_a_name_with_its_birth_date_and_the_same_name_with_another(searched: Opened) -> None:
    hits = look(searched, "anna", date(2024, 2, 29))
    assert (numbers(hits.exact), numbers(hits.near)) == ([2], [5])


def test_a_record_number_decides(searched: Opened) -> None:
    assert numbers(look(searched, "", number="d-4").exact) == [4]
    wrong_name = look(searched, "muller", number="4")
    assert (numbers(wrong_name.exact), numbers(wrong_name.near)) == ([], [4])
    unknown = look(searched, "muller", number="999")
    assert (numbers(unknown.exact), numbers(unknown.near)) == ([], [2])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("shmidt", 4), ("schmitt", 4), ("mular", 2), ("petroff", 5), ("lindn", 8), ("schmit li", 4), ("oneal", 3)],
)
def test_did_you_mean(searched: Opened, typed: str, meant: int) -> None:
    hits = look(searched, typed)
    assert hits.exact == ()
    assert meant in numbers(hits.alike)


def test_did_you_mean_looks_at_the_same_birth_date(searched: Opened) -> None:
    hits = look(searched, "lutsia zolch", date(2024, 3, 4))
    assert numbers(hits.alike)[:1] == [7]


def test_nobody_is_alike_to_nonsense(searched: Opened) -> None:
    assert look(searched, "xqzwv").alike == ()


def test_a_changed_name_is_found_and_the_old_one_is_not(opened: Opened) -> None:
    opened.add_children(CHILDREN[0])
    with opened.store.unit_of_work() as work:
        work.patients.save(replace(CHILDREN[0], family_name="Berger"), seen=1)
        work.commit()
    assert numbers(look(opened, "berger").exact) == [2]
    assert look(opened, "muller").exact == ()
    assert look(opened, "muller").children == 2


def test_the_limit_holds_and_the_count_is_of_all(searched: Opened) -> None:
    hits = look(searched, "a", limit=2)
    assert (len(hits.exact), hits.children) == (2, 9)


def test_a_key_holds_each_word_once_in_both_spellings() -> None:
    assert name_key(name_words("Müller-Anna", "Anna")) == "muller anna mueller"


@pytest.mark.parametrize(
    ("one", "other"),
    [("schmidt", "shmit"), ("meyer", "maier"), ("petrov", "petroff"), ("katharina", "catarina"), ("filip", "philipp")],
)
def test_spellings_of_one_sound_agree(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(("number", "key"), [("D-00412", "412"), ("412", "412"), ("D-", ""), ("2026-007", "2026007")])
def test_number_keys(number: str, key: str) -> None:
    assert number_key(number) == key
