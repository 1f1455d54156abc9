"""What a rule asks, as a tree: tested by a closure, explained by walking it.

A condition knows three things about a record: whether it holds, which facts decided that, and which missing
facts could still decide it. A fact without a known value is absent from ``View.known``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from clinic_app.clinical.truth import Truth, truth_of

#: A known value: a code, a number, or the codes of a multi field.
Known = str | float | frozenset[str]


class View(Protocol):
    """One record, as conditions see it."""

    @property
    def known(self) -> dict[str, Known]:
        """Every fact with a known value, recorded or derived."""

    def derived(self, name: str) -> Truth:
        """The truth of a derived fact ``d_...``, worked out once a record."""

    def derived_support(self, name: str) -> tuple[str, ...]:
        """The facts that decided a derived fact."""

    def derived_missing(self, name: str) -> Mapping[str, None]:
        """What could still decide a derived fact, in the order to ask."""

    def recordable(self, fact: str) -> tuple[str, ...]:
        """What a person would record to settle a missing fact."""


Test = Callable[[View], Truth]


class Condition(Protocol):
    """A node of the tree."""

    @property
    def test(self) -> Test:
        """TRUE, FALSE or UNKNOWN on a record; never raises on a record of valid facts."""

    def support(self, view: View) -> Iterator[str]:
        """Facts that made this TRUE or FALSE. Asked only of a condition that is decided."""

    def missing(self, view: View, into: dict[str, None]) -> None:
        """Add what a person could record to decide this. Asked only of a condition that is UNKNOWN."""

    def reads(self) -> Iterator[str]:
        """Names of the facts and derived facts asked for."""


def _derived(name: str, wanted: Truth) -> Test:
    if wanted is Truth.TRUE:
        return lambda view: view.derived(name)
    return lambda view: view.derived(name).inverted()


def _not(inner: Test) -> Test:
    return lambda view: inner(view).inverted()


def _unless(inner: Test) -> Test:
    return lambda view: truth_of(inner(view) is not Truth.TRUE)


def _fold(parts: "tuple[Condition, ...]", stop: Truth, start: Truth) -> Test:
    """Kleene *and* (stop at FALSE) or *or* (stop at TRUE) of the parts, left to right."""
    tests = tuple(part.test for part in parts)

    def test(view: View) -> Truth:
        result = start
        for inner in tests:
            truth = inner(view)
            if truth is stop:
                return truth
            if truth is Truth.UNKNOWN:
                result = truth
        return result

    return test


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of facts with constants or with each other. ``text`` is how the content file writes it."""

    text: str
    facts: tuple[str, ...]
    test: Test

    def support(self, view: View) -> Iterator[str]:
        """The compared facts."""
        del view
        return iter(self.facts)

    def missing(self, view: View, into: dict[str, None]) -> None:
        """The unknown ones among the compared facts; a multi field without a real value counts as unknown."""
        unset = [fact for fact in self.facts if fact not in view.known]
        for fact in unset or self.facts:
            for name in view.recordable(fact):
                into[name] = None

    def reads(self) -> Iterator[str]:
        """The compared facts."""
        return iter(self.facts)


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """``d_name == yes`` (``wanted`` TRUE) or ``d_name == no`` (``wanted`` FALSE)."""

    name: str
    wanted: Truth
    test: Test = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "test", _derived(self.name, self.wanted))

    @property
    def text(self) -> str:
        """How the content file writes it."""
        return f"{self.name} == {'yes' if self.wanted is Truth.TRUE else 'no'}"

    def support(self, view: View) -> Iterator[str]:
        """The recorded facts behind the derived one."""
        return iter(view.derived_support(self.name))

    def missing(self, view: View, into: dict[str, None]) -> None:
        """The recorded facts that the derived one waits for."""
        into.update(view.derived_missing(self.name))

    def reads(self) -> Iterator[str]:
        """The derived fact itself."""
        yield self.name


@dataclass(frozen=True, slots=True)
class Not:
    """Kleene *not*."""

    part: Condition
    test: Test = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "test", _not(self.part.test))

    def support(self, view: View) -> Iterator[str]:
        """As the part's."""
        return self.part.support(view)

    def missing(self, view: View, into: dict[str, None]) -> None:
        """As the part's."""
        self.part.missing(view, into)

    def reads(self) -> Iterator[str]:
        """As the part's."""
        return self.part.reads()


@dataclass(frozen=True, slots=True)
class Unless:
    """Switched off by a TRUE part. An UNKNOWN part does not switch off: a missing answer silences nothing."""

    part: Condition
    test: Test = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "test", _unless(self.part.test))

    def support(self, view: View) -> Iterator[str]:
        """What switched the rule off; nothing when it was not."""
        if self.part.test(view) is Truth.TRUE:
            yield from self.part.support(view)

    def missing(self, view: View, into: dict[str, None]) -> None:
        """Never anything: an unanswered exception is not waited for."""

    def reads(self) -> Iterator[str]:
        """As the part's."""
        return self.part.reads()


@dataclass(frozen=True, slots=True)
class AllOf:
    """Kleene *and* of the parts."""

    parts: tuple[Condition, ...]
    test: Test = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "test", _fold(self.parts, stop=Truth.FALSE, start=Truth.TRUE))

    def support(self, view: View) -> Iterator[str]:
        """Every part's facts when TRUE, the failing parts' when FALSE."""
        return _support(self.parts, self.test(view), view)

    def missing(self, view: View, into: dict[str, None]) -> None:
        """What the undecided parts wait for."""
        _missing(self.parts, view, into)

    def reads(self) -> Iterator[str]:
        """As the parts'."""
        return (name for part in self.parts for name in part.reads())


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Kleene *or* of the parts."""

    parts: tuple[Condition, ...]
    test: Test = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "test", _fold(self.parts, stop=Truth.TRUE, start=Truth.FALSE))

    def support(self, view: View) -> Iterator[str]:
        """The holding parts' facts when TRUE, every part's when FALSE."""
        return _support(self.parts, self.test(view), view)

    def missing(self, view: View, into: dict[str, None]) -> None:
        """What the undecided parts wait for."""
        _missing(self.parts, view, into)

    def reads(self) -> Iterator[str]:
        """As the parts'."""
        return (name for part in self.parts for name in part.reads())


def _support(parts: tuple[Condition, ...], truth: Truth, view: View) -> Iterator[str]:
    for part in parts:
        if part.test(view) is truth:
            yield from part.support(view)


def _missing(parts: tuple[Condition, ...], view: View, into: dict[str, None]) -> None:
    for part in parts:
        if part.test(view) is Truth.UNKNOWN:
            part.missing(view, into)
