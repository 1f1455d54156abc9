"""How a child's name is kept for searching, and how its words sound."""

import re
from collections.abc import Iterable

from clinic_app.services.folding import folded_words

#: Letters that some languages write as two: ``Müller`` is found as ``muller`` and as ``mueller``.
_DIGRAPHS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)

#: Spellings of one sound in the languages of Europe, longest first. Vowels, h and doubled letters do not count.
_SOUNDS = (
    ("sch", "s"), ("tsch", "s"), ("sz", "s"), ("cz", "s"), ("sh", "s"), ("ch", "k"), ("ph", "f"), ("th", "t"),
    ("ck", "k"), ("gh", "k"), ("qu", "k"), ("dt", "t"), ("x", "ks"), ("c", "k"), ("q", "k"), ("g", "k"),
    ("v", "f"), ("w", "f"), ("z", "s"), ("j", "y"), ("d", "t"), ("b", "p"), ("m", "n"),
)  # fmt: skip
_SILENT = re.compile(r"[aeiouyh]")
_DOUBLED = re.compile(r"(.)\1+")
_NOT_DIGIT = re.compile(r"\D")


def name_words(family_name: str, given_name: str) -> tuple[str, ...]:
    """The folded words of a name, each once, with the two-letter spelling beside the folded one."""
    full = f"{family_name} {given_name}"
    return tuple(dict.fromkeys((*folded_words(full), *folded_words(full.translate(_DIGRAPHS)))))


def name_key(words: Iterable[str]) -> str:
    """The text that the index of names holds: ``muller anna mueller``."""
    return " ".join(words)


def sound_of(word: str) -> str:
    """The consonants of a folded word as they sound, so that ``schmidt`` and ``shmit`` agree."""
    for spelt, heard in _SOUNDS:
        word = word.replace(spelt, heard)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", word)) or word[:1]


def number_key(number: str) -> str:
    """The digits of a record number without leading zeros: ``D-00412`` is ``412``."""
    return _NOT_DIGIT.sub("", number).lstrip("0")
