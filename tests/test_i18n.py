"""Words, numbers and dates as they are shown."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from clinic_app import i18n

_PACKAGE = Path(i18n.__file__).parent


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    i18n.use_language("en")
    yield
    i18n.use_language("en")


def test_a_language_without_a_catalogue_shows_the_original_words() -> None:
    i18n.use_language("xx")
    assert i18n._("Print tray") == "Print tray"


@pytest.mark.parametrize("day", [date(2026, month, 3 + month) for month in range(1, 13)])
def test_english_words_are_those_of_the_library(day: date) -> None:
    from babel.dates import format_date

    assert i18n.day_text(day) == f"{day.day} {format_date(day, 'MMM', 'en')} {day.year}"
    assert i18n.long_day_text(day) == format_date(day, "EEEE d MMMM yyyy", "en")


def test_counts_choose_their_words() -> None:
    assert i18n.ngettext("{count} visit", "{count} visits", 1).format(count=1) == "1 visit"
    assert i18n.ngettext("{count} visit", "{count} visits", 0).format(count=0) == "0 visits"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Decimal("2640"), None, "2\u2009640"),
        (Decimal("1234567"), None, "1\u2009234\u2009567"),
        (Decimal("33.1"), None, "33.1"),
        (Decimal("-0.5"), None, "\u22120.5"),
        (0, None, "0"),
        (1.256, 1, "1.3"),
        (Decimal("7"), 2, "7.00"),
    ],
)
def test_numbers(value: Decimal | float, decimals: int | None, shown: str) -> None:
    assert i18n.number_text(value, decimals) == shown


def test_days() -> None:
    day = date(2026, 11, 18)
    assert i18n.day_text(day) == "18 Nov 2026"
    assert i18n.long_day_text(day) == "Wednesday 18 November 2026"
    assert i18n.short_day_text(day) == "18 Nov"


def test_the_month_is_a_word_of_the_language() -> None:
    i18n.use_language("de")
    assert i18n.long_day_text(date(2026, 5, 4)) == "Montag 4 Mai 2026"


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(_PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                yield f"{path.name}:{node.lineno}", node


def test_what_is_translated_is_a_plain_string() -> None:
    joined = [where for where, call in _calls() for part in call.args if isinstance(part, (ast.JoinedStr, ast.BinOp))]
    assert joined == []


def test_placeholders_are_named() -> None:
    nameless = [
        where
        for where, call in _calls()
        for part in call.args
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
        if re.search(r"\{[0-9]*\}|%[sd]", part.value)
    ]
    assert nameless == []
