"""Where in a file a slip stands: content errors name file, entry and reason; a person wants the line, too."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from clinic_app.domain.errors import ContentError

_LINE = re.compile(r"\bline (\d+)")
_EXAMPLE = re.compile(r"^example (\d+)")
_KEY = re.compile(r"(?:unknown key|the key|missing or wrong: ')\s?([A-Za-z_]\w*)")
_QUOTED = re.compile("“([^”]+)”")
_WORD = re.compile(r"[A-Za-z_][\w.\-]*")


@dataclass(frozen=True, slots=True, order=True)
class Slip:
    """One thing that is wrong. ``line`` counts from 1; the entry's first line where no better one is known."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


def locate(problem: ContentError, folders: Iterable[Path]) -> Slip:
    """The place of an error in the files under ``folders``; line 1 of the first file that it may stand in."""
    words = problem.where.split()
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in {".toml", ".csv"}]
    named = [path for path in files if words and path.name == words[0]]
    entry = words[1:] if named else words
    told = f"{' '.join(entry)}: {problem.reason}" if entry else problem.reason
    if numbered := _LINE.search(problem.reason):
        return Slip(words[0], int(numbered[1]), told)
    for path in named or files:
        line = _line(path, entry, problem.reason)
        if line is not None or path in named:
            return Slip(path.name, line or 1, told)
    return Slip(words[0] if words else "", 1, told)


def _line(path: Path, entry: list[str], reason: str) -> int | None:
    """The line of the entry, or of the words within it that the reason names."""
    lines = path.read_text("utf-8", errors="replace").splitlines()
    at, found = 0, False
    for name in entry:
        here = _entry_at(lines, name, at, last="twice" in reason or "already" in reason)
        if here is not None:
            at, found = here, True
    if entry and not found:
        return None
    if numbered := _EXAMPLE.search(reason):
        heads = [number for number in range(at, _end(lines, at)) if lines[number].endswith(".example]]")]
        return heads[int(numbered[1]) - 1] + 1
    for pattern in _marks(reason):
        for number in range(at, _end(lines, at)):
            if pattern.search(lines[number]):
                return number + 1
    return at + 1


def _entry_at(lines: list[str], name: str, start: int, *, last: bool) -> int | None:
    """The line on which an entry says its name, from ``start`` on; the last one where an id stands there twice."""
    pattern = re.compile(
        rf'^\s*(?:id|field|fact|name|pair)\s*=.*"{re.escape(name)}"|^\s*\[+[\w.]*\b{re.escape(name)}\]'
    )
    hits = [number for number in range(start, len(lines)) if pattern.search(lines[number])]
    return (hits[-1] if last else hits[0]) if hits else None


def _end(lines: list[str], start: int) -> int:
    """Where the next entry of the same kind begins, so that a word is not found in somebody else's."""
    head = next((number for number in range(start, -1, -1) if lines[number].startswith("[[")), None)
    if head is None:
        return len(lines)
    kind = lines[head].strip()
    return next((number for number in range(start + 1, len(lines)) if lines[number].strip() == kind), len(lines))


def _marks(reason: str) -> Iterable[re.Pattern[str]]:
    """What to look for within the entry, the most telling first."""
    if match := _KEY.search(reason):
        yield re.compile(rf"\b{re.escape(match[1])}\s*=")
    for text in reversed(_QUOTED.findall(reason)):
        yield re.compile(re.escape(text))
    if "already" in reason:  # it names somebody else
        return
    for word in reversed(_WORD.findall(reason)):
        if "_" in word or "-" in word:
            yield re.compile(rf"\b{re.escape(word)}\b")
