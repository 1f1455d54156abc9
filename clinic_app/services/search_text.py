"""What is meant by the text in the search box: name parts, a birth date, a record number."""

import re
from datetime import date

from clinic_app.domain.dates import parse_birth_date
from clinic_app.domain.errors import UserError
from clinic_app.services.folding import folded_words
from clinic_app.services.views import SearchQuery

_NUMBER = re.compile(r"[A-Za-z]{1,3}-?\d{2,}|\d{2,}")
_HAS_YEAR = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\D+\d{1,2}\D+(\d{4}|\d{2})|\d{1,2}\W*[^\W\d]{3,}\W*(\d{4}|\d{2})|\d{8}|\d{6}"
)
_LONGEST_DATE = 3


def understand(text: str, today: date, *, limit: int = 20) -> SearchQuery:
    """Split ``text`` into what it says.

    A birth date needs day, month and year, in any of the forms that date fields read. One that does not exist is
    taken as part of a name, and so is a number beside a date.
    """
    tokens = text.split()
    born, rest = _birth_date(tokens, today)
    number, names = _record_number(rest)
    return SearchQuery(text.strip(), folded_words(" ".join(names)), born, number, limit)


def _birth_date(tokens: list[str], today: date) -> tuple[date | None, list[str]]:
    for length in range(_LONGEST_DATE, 0, -1):
        for start in range(len(tokens) - length + 1):
            words = " ".join(tokens[start : start + length])
            if _HAS_YEAR.fullmatch(words) and (born := _read(words, today)) is not None:
                return born, tokens[:start] + tokens[start + length :]
    return None, tokens


def _read(words: str, today: date) -> date | None:
    try:
        return parse_birth_date(words, today)
    except UserError:
        return None


def _record_number(tokens: list[str]) -> tuple[str, list[str]]:
    """The one token that can be a record number; several figures are a date that does not exist, not a number."""
    figures = [token for token in tokens if token.isdigit()]
    for index, token in enumerate(tokens):
        if _NUMBER.fullmatch(token) and len(figures) <= 1:
            return token, tokens[:index] + tokens[index + 1 :]
    return "", tokens
