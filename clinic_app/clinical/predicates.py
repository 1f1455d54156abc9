"""The language of rules: one line of text becomes one condition. No ``eval``, no code in data.

    expression  = term { "or" term }
    term        = factor { "and" factor }
    factor      = "not" factor | "(" expression ")" | comparison
    comparison  = sum ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) sum
                | field ( "==" | "!=" ) code | field "in" list
                | field ( "has" code | "has_any" list | "has_none" list )
    sum         = number | field { ("+" | "-") number | field } | "abs" "(" sum ")"
    list        = "[" code { "," code } "]"

Every field, code and derived fact is checked against the registry while parsing, so that a slip in a content
file stops the program at start and not a rule in the clinic.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from clinic_app.clinical.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    DerivedFact,
    Known,
    Not,
    Test,
    View,
)
from clinic_app.clinical.truth import Truth, truth_of
from clinic_app.domain.errors import ContentError

#: Codes of a multi field that say nothing was looked at; alone they decide nothing about the other codes.
NOTHING_SEEN = frozenset({"not_seen", "none_seen"})

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(==|!=|<=|>=|[<>()\[\],+\-]))")
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_PLACES = 9  # decimal places kept by arithmetic, so that 2.67 - 2.00 reaches 0.67


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a rule may speak of.

    Attributes:
        numbers: facts that are numbers.
        codes: single-choice facts with their codes.
        multis: multi fields with their codes.
        derived: names of the derived facts ``d_...``.
    """

    numbers: frozenset[str]
    codes: Mapping[str, frozenset[str]]
    multis: Mapping[str, frozenset[str]]
    derived: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number worked out of a record; ``None`` while one of its facts is missing."""

    facts: tuple[str, ...]
    value: Callable[[Mapping[str, Known]], float | None]


def parse(text: str, vocabulary: Vocabulary, where: str) -> Condition:
    """The condition that ``text`` describes. Raises ``ContentError`` naming ``where`` and the reason."""
    try:
        return _Parser(text, vocabulary).whole()
    except _LanguageError as problem:
        raise ContentError(where, f"{problem} in “{text}”") from None


class _LanguageError(Exception):
    """Why a text is not an expression."""


class _Parser:
    """Recursive descent over one expression."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._text = text
        self._words = vocabulary
        self._tokens = _tokens(text)
        self._at = 0

    def whole(self) -> Condition:
        condition = self._expression()
        if self._at < len(self._tokens):
            raise _LanguageError(f"“{self._tokens[self._at]}” was not expected")
        return condition

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        if not token:
            raise _LanguageError("the expression ends too early")
        self._at += 1
        return token

    def _expect(self, token: str) -> None:
        found = self._next()
        if found != token:
            raise _LanguageError(f"“{token}” was expected, not “{found}”,")

    def _expression(self) -> Condition:
        parts = [self._term()]
        while self._peek() == "or":
            self._next()
            parts.append(self._term())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _term(self) -> Condition:
        parts = [self._factor()]
        while self._peek() == "and":
            self._next()
            parts.append(self._factor())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _factor(self) -> Condition:
        if self._peek() == "not":
            self._next()
            return Not(self._factor())
        if self._peek() == "(":
            self._next()
            inner = self._expression()
            self._expect(")")
            return inner
        return self._comparison()

    def _comparison(self) -> Condition:
        start = self._at
        name = self._peek()
        if name in self._words.derived:
            return self._derived_fact(self._next())
        if name in self._words.codes:
            return self._code_comparison(self._next(), start)
        if name in self._words.multis:
            return self._multi_comparison(self._next(), start)
        left, symbol, right = self._sum(), self._operator(), self._sum()
        return Comparison(self._since(start), _distinct(left.facts + right.facts), _numeric(left, symbol, right))

    def _operator(self) -> str:
        symbol = self._next()
        if symbol not in _COMPARE:
            raise _LanguageError(f"“{symbol}” is no comparison of numbers")
        return symbol

    def _derived_fact(self, name: str) -> Condition:
        symbol, wanted = self._next(), self._next()
        if symbol not in {"==", "!="} or wanted not in {"yes", "no"}:
            raise _LanguageError(f"{name} is asked with == yes or == no")
        return DerivedFact(name, truth_of((wanted == "yes") == (symbol == "==")))

    def _code_comparison(self, name: str, start: int) -> Condition:
        symbol = self._next()
        if symbol not in {"==", "!=", "in"}:
            raise _LanguageError(f"{name} holds a code: ==, != or in was expected, not “{symbol}”,")
        wanted = self._list() if symbol == "in" else [self._next()]
        codes = self._checked(name, wanted, self._words.codes[name])
        return Comparison(self._since(start), (name,), _one_of(name, codes, negated=symbol == "!="))

    def _multi_comparison(self, name: str, start: int) -> Condition:
        symbol = self._next()
        if symbol not in {"has", "has_any", "has_none"}:
            raise _LanguageError(f"{name} holds several codes: has, has_any or has_none was expected, not “{symbol}”,")
        wanted = [self._next()] if symbol == "has" else self._list()
        codes = self._checked(name, wanted, self._words.multis[name])
        return Comparison(self._since(start), (name,), _has(name, codes, negated=symbol == "has_none"))

    def _checked(self, name: str, wanted: Sequence[str], allowed: frozenset[str]) -> frozenset[str]:
        for code in wanted:
            if code not in allowed:
                raise _LanguageError(f"{name} has no value {code}")
        return frozenset(wanted)

    def _list(self) -> list[str]:
        self._expect("[")
        items = [self._next()]
        while self._peek() == ",":
            self._next()
            items.append(self._next())
        self._expect("]")
        return items

    def _sum(self) -> _Sum:
        total = self._operand()
        while self._peek() in {"+", "-"}:
            total = _added(total, self._next(), self._operand())
        return total

    def _operand(self) -> _Sum:
        word = self._next()
        if word == "-":
            return _added(_constant(0.0), "-", self._operand())
        if word == "abs":
            self._expect("(")
            inner = self._sum()
            self._expect(")")
            return _absolute(inner)
        if word[0].isdigit():
            return _constant(float(word))
        if word not in self._words.numbers:
            raise _LanguageError(f"“{word}” is not a field")
        return _Sum((word,), _number(word))

    def _since(self, start: int) -> str:
        if start == 0 and self._at == len(self._tokens):
            return self._text.strip()
        return " ".join(self._tokens[start : self._at])


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _LanguageError(f"“{text[at:].strip()[:1]}” cannot be read")
        found.append(match.group(match.lastindex or 0))
        at = match.end()
    return found


def _distinct(facts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(facts))


def _one_of(name: str, codes: frozenset[str], *, negated: bool) -> Test:
    hit, miss = (Truth.FALSE, Truth.TRUE) if negated else (Truth.TRUE, Truth.FALSE)

    def test(view: View) -> Truth:
        value = view.known.get(name)
        if value is None:
            return Truth.UNKNOWN
        return hit if value in codes else miss

    return test


def _has(name: str, codes: frozenset[str], *, negated: bool) -> Test:
    hit, miss = (Truth.FALSE, Truth.TRUE) if negated else (Truth.TRUE, Truth.FALSE)

    def test(view: View) -> Truth:
        value = view.known.get(name)
        if not isinstance(value, frozenset):
            return Truth.UNKNOWN
        if not codes.isdisjoint(value):
            return hit
        return Truth.UNKNOWN if value <= NOTHING_SEEN else miss

    return test


def _numeric(left: _Sum, symbol: str, right: _Sum) -> Test:
    compare, left_value, right_value = _COMPARE[symbol], left.value, right.value

    def test(view: View) -> Truth:
        known = view.known
        one = left_value(known)
        two = right_value(known)
        if one is None or two is None:
            return Truth.UNKNOWN
        return Truth.TRUE if compare(one, two) else Truth.FALSE

    return test


def _constant(number: float) -> _Sum:
    return _Sum((), lambda _known: number)


def _number(name: str) -> Callable[[Mapping[str, Known]], float | None]:
    def value(known: Mapping[str, Known]) -> float | None:
        number = known.get(name)
        return number if isinstance(number, float) else None

    return value


def _added(left: _Sum, symbol: str, right: _Sum) -> _Sum:
    sign = 1 if symbol == "+" else -1

    def value(known: Mapping[str, Known]) -> float | None:
        one, two = left.value(known), right.value(known)
        return None if one is None or two is None else round(one + sign * two, _PLACES)

    return _Sum(left.facts + right.facts, value)


def _absolute(inner: _Sum) -> _Sum:
    def value(known: Mapping[str, Known]) -> float | None:
        number = inner.value(known)
        return None if number is None else abs(number)

    return _Sum(inner.facts, value)
