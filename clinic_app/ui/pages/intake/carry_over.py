"""From the words of the search box to the first answers of a registration."""

from datetime import date

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.services.children import BIRTH_DATE, FAMILY_NAME, GIVEN_NAME
from clinic_app.services.folding import folded_words
from clinic_app.services.search_text import understand


def answers_of_typed(typed: str, today: date) -> dict[ItemKey, Answer]:
    """Names as they were typed and the birth date that was understood.

    ``Family, Given`` is read as written; without a comma the last word is the family name. A person checks both.
    """
    query = understand(typed, today)
    words = _name_words(typed, list(query.words))
    family, given = _split(words)
    said = {FAMILY_NAME: _capital(family), GIVEN_NAME: _capital(given)}
    found = {ItemKey(field): Answer(text) for field, text in said.items() if text}
    return found | ({ItemKey(BIRTH_DATE): Answer(query.born)} if query.born is not None else {})


def _name_words(typed: str, folded: list[str]) -> list[str]:
    """The typed words that the search took for names, with their diacritics and capitals."""
    words = []
    for word in typed.split():
        parts = folded_words(word)
        if (parts and all(part in folded for part in parts)) or word == ",":
            words.append(word)
    return words


def _split(words: list[str]) -> tuple[str, str]:
    text = " ".join(words).replace(" ,", ",")
    family, comma, given = text.partition(",")
    if comma:
        return family.strip(), given.strip()
    return (words[-1], " ".join(words[:-1])) if words else ("", "")


def _capital(text: str) -> str:
    """Search is typed in small letters; a name that has a capital anywhere is left as it is."""
    return text if text != text.lower() else " ".join(word[:1].upper() + word[1:] for word in text.split())
