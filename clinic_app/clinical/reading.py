"""How content files are read: TOML with errors that name the file, and every slip of one stage told at once."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from clinic_app.domain.errors import ContentError, ContentErrors

S = TypeVar("S")
T = TypeVar("T")

#: Documents kept: as many as are read more than once while the content is loaded.
_KEPT = 32


def read_toml(path: Path) -> Mapping[str, Any]:
    """The document of a file; not to be changed by the caller.

    Raises ``ContentError`` naming the file, with the line where it is no TOML.
    """
    try:
        return _parsed(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ContentError(path.name, f"not readable as TOML: {problem}") from problem
    except OSError as problem:
        raise ContentError(path.name, f"cannot be read: {problem.strerror}") from problem


@lru_cache(maxsize=_KEPT)
def _parsed(text: str) -> dict[str, Any]:
    """Kept by the whole text, not by the file's name or time: what is kept can never be out of date."""
    return tomllib.loads(text)


def each(make: Callable[[S], T], entries: Iterable[S]) -> tuple[T, ...]:
    """``make`` of every entry. Raises ``ContentErrors`` with the slips of all entries, not of the first alone."""
    made: list[T] = []
    slips: list[ContentError] = []
    for entry in entries:
        try:
            made.append(make(entry))
        except ContentError as problem:
            slips += several(problem)
    if slips:
        raise ContentErrors(slips)
    return tuple(made)


def several(problem: ContentError) -> tuple[ContentError, ...]:
    """The single slips that an error stands for."""
    return problem.several if isinstance(problem, ContentErrors) else (problem,)
