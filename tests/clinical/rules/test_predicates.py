"""The language of rules."""

import itertools
from typing import Any

import pytest

from clinic_app.clinical.conditions import Known
from clinic_app.clinical.predicates import Vocabulary, parse
from clinic_app.clinical.truth import Truth
from clinic_app.domain.errors import ContentError

WORDS = Vocabulary(
    numbers=frozenset({"n", "m"}),
    codes={"tri": frozenset({"yes", "no"}), "tone": frozenset({"low", "normal", "high"})},
    multis={"seen": frozenset({"a", "b", "none", "not_seen", "none_seen"})},
    derived=frozenset({"d_x"}),
)
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


class Record:
    """The least that a condition needs of a record."""

    def __init__(self, known: dict[str, Known], d_x: Truth = U) -> None:
        self.known = known
        self._d_x = d_x

    def derived(self, name: str) -> Truth:
        assert name == "d_x"
        return self._d_x

    def derived_support(self, name: str) -> tuple[str, ...]:
        return (f"behind {name}",)

    def derived_missing(self, name: str) -> dict[str, None]:
        return {f"wanted by {name}": None}

    def recordable(self, fact: str) -> tuple[str, ...]:
        return (fact,)


def truth(text: str, d_x: Truth = U, **known: Any) -> Truth:
    return parse(text, WORDS, "here").test(Record(known, d_x))


@pytest.mark.parametrize(
    ("text", "n", "expected"),
    [
        ("n == 3", 3.0, T), ("n != 3", 3.0, F), ("n < 3", 3.0, F), ("n <= 3", 3.0, T), ("n > 3", 3.0, F),
        ("n >= 3", 3.0, T), ("n >= 2.5 and n < 3", 2.5, T), ("n > -1", 0.0, T), ("abs(n) > 2", -2.01, T),
        ("abs(n - 1) == 3", -2.0, T), ("n + 1 - 2 < 3 + 1", 4.0, T), ("n - 2 >= 0.67", 2.67, T),
    ],
)  # fmt: skip
def test_numbers(text: str, n: float, expected: Truth) -> None:
    assert truth(text, n=n) is expected
    assert truth(text) is U


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
def test_a_missing_number_decides_nothing(operator: str) -> None:
    assert truth(f"n {operator} 0") is U
    assert truth(f"n {operator} m", n=1.0) is U


def test_codes() -> None:
    assert truth("tri == yes", tri="yes") is T
    assert truth("tri == yes", tri="no") is F
    assert truth("tri != yes", tri="no") is T
    assert truth("tone in [low, high]", tone="high") is T
    assert truth("tone in [low, high]", tone="normal") is F
    assert {truth(text) for text in ("tri == yes", "tri != yes", "tone in [low]")} == {U}


@pytest.mark.parametrize(
    ("held", "has", "has_any", "has_none"),
    [
        ({"a"}, T, T, F), ({"b"}, F, T, F), ({"none"}, F, F, T), ({"not_seen"}, U, U, U),
        ({"none_seen"}, U, U, U), ({"not_seen", "none"}, F, F, T), ({"not_seen", "a"}, T, T, F), (None, U, U, U),
    ],
)  # fmt: skip
def test_several_codes(held: set[str] | None, has: Truth, has_any: Truth, has_none: Truth) -> None:
    known = {} if held is None else {"seen": frozenset(held)}
    assert truth("seen has a", **known) is has
    assert truth("seen has_any [a, b]", **known) is has_any
    assert truth("seen has_none [a, b]", **known) is has_none


def test_nothing_seen_can_itself_be_asked_for() -> None:
    assert truth("seen has none_seen", seen=frozenset({"none_seen"})) is T


def test_derived_facts() -> None:
    assert [truth("d_x == yes", d_x) for d_x in Truth] == [F, U, T]
    assert [truth("d_x == no", d_x) for d_x in Truth] == [T, U, F]
    assert [truth("d_x != yes", d_x) for d_x in Truth] == [T, U, F]


def test_kleene_tables() -> None:
    values: dict[Truth, dict[str, str]] = {T: {"tri": "yes"}, F: {"tri": "no"}, U: {}}
    for (left, known), d_x in itertools.product(values.items(), Truth):
        assert truth("tri == yes and d_x == yes", d_x, **known) is min(left, d_x)
        assert truth("tri == yes or d_x == yes", d_x, **known) is max(left, d_x)
        assert truth("not tri == yes", **known) is Truth(2 - left)
        assert truth("not (tri == yes or d_x == yes)", d_x, **known) is Truth(2 - max(left, d_x))


def test_and_binds_closer_than_or_and_parentheses_closer_still() -> None:
    known = {"tri": "yes", "n": 1.0, "m": 0.0}
    assert truth("tri == yes or n == 2 and m == 2", **known) is T
    assert truth("(tri == yes or n == 2) and m == 2", **known) is F
    assert truth("not tri == no and n == 1", **known) is T


def test_what_decided_and_what_is_missing() -> None:
    condition = parse("(tri == yes or tone == low) and n > 3", WORDS, "here")
    assert list(condition.support(Record({"tri": "yes", "tone": "low", "n": 4.0}))) == ["tri", "tone", "n"]
    assert list(condition.support(Record({"tri": "yes", "n": 2.0}))) == ["n"]
    missing: dict[str, None] = {}
    condition.missing(Record({"tri": "yes"}), missing)
    assert list(missing) == ["n"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "ends too early"), ("n >", "ends too early"), ("n > 3 3", "“3” was not expected"),
        ("nonsense == yes", "“nonsense” is not a field"), ("tri == perhaps", "tri has no value perhaps"),
        ("tri < yes", "tri holds a code"), ("seen == a", "seen holds several codes"),
        ("seen has c", "seen has no value c"), ("n has 3", "no comparison of numbers"),
        ("d_y == yes", "“d_y” is not a field"), ("d_x == perhaps", "asked with == yes or == no"),
        ("(tri == yes", "ends too early"), ("tone in low", r"“\[” was expected"), ("tone in [low", "ends too early"),
        ("n > 3 & m > 2", "“&” cannot be read"), ("__import__('os')", "cannot be read"), ("n == tri", "not a field"),
        ("abs n > 2", r"“\(” was expected"), ("not", "ends too early"), ("tri", "ends too early"),
    ],
)  # fmt: skip
def test_a_slip_names_the_place_and_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ContentError, match=reason) as problem:
        parse(text, WORDS, "rules.toml RF-E01")
    assert problem.value.where == "rules.toml RF-E01"
