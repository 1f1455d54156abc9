"""Finding a child: parts of names in any order, a birth date, a record number; and "did you mean".

Two indexes: one of the words of each child's name, which answers whole words and beginnings from the first letter
on, and one of the trigrams of all words, which finds the words that hold a part. Words are few even where children
are many, so no search walks through the children. Whole words come first, then beginnings, then parts; the index
streams each in its own order and stops at the limit, nothing is ranked over the whole table.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, func, select

from clinic_app.domain.people import Patient
from clinic_app.services.folding import folded_words
from clinic_app.services.views import SearchHits, SearchQuery
from clinic_app.storage.mapping import patient_of
from clinic_app.storage.name_keys import name_words, sound_of
from clinic_app.storage.repositories.patients import CHILDREN, Patients
from clinic_app.storage.rows import counter, name_word, patient

#: Nobody is told apart by more words than this; pasted pages are not searched for.
_MOST_WORDS = 8
#: Shorter parts have no trigram and are found at the start of a word only.
_TRIGRAM = 3
#: More children than are born on one day in any clinic's record.
_BORN_LIMIT = 500
_SOUND_LIMIT = 300
_SPELLING_LIMIT = 3000
_PART_WORDS = 40
_ALIKE_WORDS = 4
_ALIKE_SCORE = 72
_ALIKE_NAME_SCORE = 60
_ALIKE_SHOWN = 5

#: Sorts after every letter and digit of a folded word.
_AFTER_LETTERS = "~"
_WORD = "SELECT 1 FROM name_word WHERE word = ?"
_BEGINNING = "SELECT 1 FROM name_word WHERE word >= ? AND word < ? LIMIT 1"
_HOLDING = "SELECT word FROM name_part WHERE name_part MATCH ? LIMIT ?"
_MATCH = "SELECT rowid FROM patient_search WHERE patient_search MATCH ? LIMIT ?"


def search(connection: Connection, query: SearchQuery) -> SearchHits:
    """What the search box shows for ``query``."""
    words = folded_words(" ".join(query.words))[:_MOST_WORDS]
    exact, near = _found(connection, words, query)
    exact, near = exact[: query.limit], near[: query.limit]
    alike: list[Patient] = []
    if not exact and words:
        shown = {one.id for one in near}
        alike = [one for one in _alike(connection, words, query.born) if one.id not in shown][:_ALIKE_SHOWN]
    return SearchHits(tuple(exact), tuple(near), tuple(alike), _children(connection))


def _found(connection: Connection, words: tuple[str, ...], query: SearchQuery) -> tuple[list[Patient], list[Patient]]:
    """Children that fit everything, and those that fit all but the birth date or the number."""
    if query.number:
        numbered = Patients(connection).by_number(query.number)
        if numbered is not None:
            fits = _fits(numbered, words) and query.born in {None, numbered.birth_date}
            return ([numbered], []) if fits else ([], [numbered])
        return [], _by_name(connection, words, query.limit)
    if query.born is None:
        return _by_name(connection, words, query.limit), []
    exact = [one for one in _born_on(connection, query.born) if _fits(one, words)]
    same_name = _by_name(connection, words, query.limit)
    return exact, [one for one in same_name if one.birth_date != query.born]


def _by_name(connection: Connection, words: tuple[str, ...], limit: int) -> list[Patient]:
    if not words:
        return []
    places: dict[int, None] = {}
    for expression in _expressions(connection, words):
        places.update(dict.fromkeys(_match(connection, expression, limit)))
        if len(places) >= limit:
            break
    found = _at(connection, list(places)[:limit])
    return sorted(found, key=lambda one: (-_whole_words(one, words), one.family_name, one.given_name, one.birth_date))


def _expressions(connection: Connection, words: tuple[str, ...]) -> Iterator[str]:
    """The index expressions for whole words, for beginnings, and for parts; none that cannot be found."""
    if all(_is_word(connection, word) for word in words):
        yield " AND ".join(_whole(word) for word in words)
    if all(_begins_word(connection, word) for word in words):
        yield " AND ".join(_start(word) for word in words)
    groups = [_any_of([*_holding(connection, word), *_started(connection, word)]) for word in words]
    if all(groups):
        yield " AND ".join(groups)


def _whole(word: str) -> str:
    return f'"{word}"'


def _start(word: str) -> str:
    return f'"{word}" *'


def _any_of(choices: list[str]) -> str:
    return f"({' OR '.join(choices)})" if choices else ""


def _holding(connection: Connection, part: str) -> list[str]:
    """Words that hold ``part`` anywhere; shorter parts than a trigram are found at the start of a word only."""
    if len(part) < _TRIGRAM:
        return []
    return [_whole(row[0]) for row in connection.exec_driver_sql(_HOLDING, (_whole(part), _PART_WORDS))]


def _started(connection: Connection, word: str) -> list[str]:
    return [_start(word)] if _begins_word(connection, word) else []


def _is_word(connection: Connection, word: str) -> bool:
    return connection.exec_driver_sql(_WORD, (word,)).first() is not None


def _begins_word(connection: Connection, word: str) -> bool:
    return connection.exec_driver_sql(_BEGINNING, (word, word + _AFTER_LETTERS)).first() is not None


def _match(connection: Connection, expression: str, limit: int) -> list[int]:
    return [row[0] for row in connection.exec_driver_sql(_MATCH, (expression, limit))]


def _at(connection: Connection, places: Sequence[int]) -> list[Patient]:
    if not places:
        return []
    return [patient_of(row) for row in connection.execute(select(patient).where(patient.c.seq.in_(places)))]


def _born_on(connection: Connection, day: date) -> list[Patient]:
    rows = connection.execute(select(patient).where(patient.c.birth_date == day).limit(_BORN_LIMIT))
    return sorted((patient_of(row) for row in rows), key=lambda one: (one.family_name, one.given_name))


def _children(connection: Connection) -> int:
    value = connection.execute(select(counter.c.value).where(counter.c.name == CHILDREN)).scalar()
    return 0 if value is None else int(value)


def _fits(one: Patient, words: tuple[str, ...]) -> bool:
    """Whether every word is somewhere in the name, at the start of a word if it is short."""
    parts = name_words(one.family_name, one.given_name)
    return all(
        any(word in part if len(word) >= _TRIGRAM else part.startswith(word) for part in parts) for word in words
    )


def _whole_words(one: Patient, words: tuple[str, ...]) -> int:
    return len(set(words).intersection(name_words(one.family_name, one.given_name)))


def _alike(connection: Connection, words: tuple[str, ...], born: date | None) -> list[Patient]:
    """Children whose names are spelt or sound like ``words``, and those of the same birth date with a similar name."""
    expression = _alike_expression(connection, words)
    found = _at(connection, _match(connection, expression, _ALIKE_SHOWN * 4)) if expression else []
    if born is not None:
        found += _born_on(connection, born)
    typed = " ".join(words)
    scored = {
        one.id: (fuzz.token_sort_ratio(typed, " ".join(name_words(one.family_name, one.given_name))), one)
        for one in found
    }
    ranked = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].family_name, pair[1].given_name))
    return [one for score, one in ranked if score >= _ALIKE_NAME_SCORE or one.birth_date != born]


def _alike_expression(connection: Connection, words: tuple[str, ...]) -> str:
    """Each word as it was typed or as one of the names like it; all of them together. Empty if one has no name."""
    groups = [
        _any_of([*(_whole(other) for other in _like(connection, word)), *_started(connection, word)]) for word in words
    ]
    return " AND ".join(groups) if all(groups) else ""


def _like(connection: Connection, word: str) -> list[str]:
    """Words of the record's names that sound like ``word``, or begin alike and are spelt nearly so."""
    if len(word) < _TRIGRAM:
        return []
    column = name_word.c.word
    sounding = select(column).where(name_word.c.sound == sound_of(word)).limit(_SOUND_LIMIT)
    spelt = (
        select(column)
        .where(column >= word[0], column < word[0] + _AFTER_LETTERS)
        .where(func.length(column).between(len(word) - 2, len(word) + 2))
        .limit(_SPELLING_LIMIT)
    )
    known = {*connection.scalars(sounding), *connection.scalars(spelt)} - {word}
    best = process.extract(word, sorted(known), scorer=fuzz.ratio, score_cutoff=_ALIKE_SCORE, limit=_ALIKE_WORDS)
    return [name for name, _, _ in best]
