"""Strict reading of the milestone files. Whatever is not understood is an error that names the file and the line."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from clinic_app.clinical.milestones import Checklist, Domain, Milestone, Skill, Window
from clinic_app.domain.errors import ContentError
from clinic_app.domain.notes import digest

HEAD, ITEMS, WINDOWS = "milestones.toml", "milestones.csv", "milestone_windows.csv"

_ITEM_COLUMNS: Final = ("id", "age_months", "domain", "label", "window", "source", "confidence")
_CENTILES: Final = ("p1", "p5", "p50", "p95", "p99")
_WINDOW_COLUMNS: Final = ("id", "label", "short", "criterion", *_CENTILES, "source", "confidence", "confidence_between")
_TABLES: Final = {
    "checklist": frozenset({"id", "version", "title", "source", "confidence", "share_reached_percent"}),
    "domain": frozenset({"id", "title", "short"}),
    "windows": frozenset({"from_list_m", "to_list_m", "never_flagged", "never_percent"}),
    "skill": frozenset({"field", "yes", "no"}),
}

#: A TOML table. Its values are checked as they are read.
_Table = Mapping[str, Any]


def load_milestones(folder: Path) -> Checklist:
    """Read the three files. Raises ``ContentError`` naming the file and the line or entry at fault."""
    head = _head(folder / HEAD)
    try:
        domains = tuple(Domain(entry["id"], entry["title"], entry["short"]) for entry in head["domain"])
        never = frozenset(head["windows"]["never_flagged"])
        windows = {window.id: window for window in _windows(folder / WINDOWS, never)}
        if unknown := never - windows.keys():
            raise ContentError(f"{HEAD} windows", f"never_flagged names {', '.join(sorted(unknown))}, not a window")
        items = tuple(_items(folder / ITEMS, windows, {domain.id for domain in domains}))
        checklist = _checklist(head, domains, items, _hash(folder))
    except (AttributeError, KeyError, TypeError) as problem:
        raise ContentError(HEAD, f"an entry has a value of the wrong kind: {problem}") from problem
    _check_skills(checklist)
    return checklist


def _checklist(head: _Table, domains: tuple[Domain, ...], items: tuple[Milestone, ...], content_hash: str) -> Checklist:
    said, windows = head["checklist"], head["windows"]
    return Checklist(
        version=said["version"],
        title=said["title"],
        source=tuple(said["source"]),
        confidence=said["confidence"],
        share_reached=int(said["share_reached_percent"]),
        domains=domains,
        items=items,
        skills=tuple(Skill(entry["field"], tuple(entry["yes"]), tuple(entry["no"])) for entry in head["skill"]),
        windows_from=int(windows["from_list_m"]),
        windows_to=int(windows["to_list_m"]),
        never_percent=float(windows["never_percent"]),
        content_hash=content_hash,
    )


def _hash(folder: Path) -> str:
    return digest("\n".join((folder / name).read_text("utf-8") for name in (HEAD, ITEMS, WINDOWS)))


def _head(path: Path) -> _Table:
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ContentError(path.name, f"not readable as TOML: {problem}") from problem
    if set(document) != set(_TABLES):
        raise ContentError(path.name, f"the tables are {', '.join(_TABLES)}, not {', '.join(document)}")
    for name, keys in _TABLES.items():
        entries = document[name] if isinstance(document[name], list) else [document[name]]
        for entry in entries:
            if set(entry) != keys:
                where = f"{path.name} {name} {entry.get('id', entry.get('field', ''))}".rstrip()
                raise ContentError(where, f"the keys are {', '.join(sorted(keys))}, not {', '.join(sorted(entry))}")
    return document


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each row with its place, ``milestones.csv line 12``. Columns are exactly those named, in their order."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            if tuple(header) != columns:
                raise ContentError(f"{path.name} line 1", f"the columns are {', '.join(columns)}")
            for cells in reader:
                where = f"{path.name} line {reader.line_num}"
                if len(cells) != len(columns):
                    raise ContentError(where, f"{len(cells)} cells for {len(columns)} columns")
                yield where, dict(zip(columns, cells, strict=True))
        except csv.Error as problem:
            raise ContentError(f"{path.name} line {reader.line_num}", str(problem)) from problem


def _needed(where: str, row: Mapping[str, str], names: Iterable[str]) -> None:
    for name in names:
        if not row[name].strip() or row[name] != row[name].strip():
            raise ContentError(where, f"{name} is empty or has blanks around it")


def _windows(path: Path, never: frozenset[str]) -> Iterator[Window]:
    seen: set[str] = set()
    for where, row in _rows(path, _WINDOW_COLUMNS):
        _needed(where, row, _WINDOW_COLUMNS)
        if row["id"] in seen:
            raise ContentError(where, f"the window {row['id']} stands there twice")
        seen.add(row["id"])
        ages = [_number(where, name, row[name]) for name in _CENTILES]
        if not all(earlier < later for earlier, later in pairwise((0.0, *ages))):
            raise ContentError(where, f"the ages {', '.join(_CENTILES)} must rise from above 0")
        p1, p5, p50, p95, p99 = ages
        yield Window(
            id=row["id"],
            label=row["label"],
            short=row["short"],
            criterion=row["criterion"],
            p1=p1,
            p5=p5,
            p50=p50,
            p95=p95,
            p99=p99,
            is_flagged=row["id"] not in never,
            source=row["source"],
            confidence=row["confidence"],
        )


def _number(where: str, name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ContentError(where, f"{name} is a number of months, not “{text[:20]}”") from None


def _items(path: Path, windows: Mapping[str, Window], domains: set[str]) -> Iterator[Milestone]:
    seen: set[str] = set()
    taken: set[str] = set()
    for where, row in _rows(path, _ITEM_COLUMNS):
        item = _item(where, row, windows, domains)
        if item.id in seen:
            raise ContentError(where, f"the milestone {item.id} stands there twice")
        if item.window is not None and item.window.id in taken:
            raise ContentError(where, f"the window {item.window.id} belongs to another milestone already")
        seen.add(item.id)
        taken |= {item.window.id} if item.window is not None else set()
        yield item
    if left := sorted(windows.keys() - taken):
        raise ContentError(path.name, f"no milestone has the window {', '.join(left)}")


def _item(where: str, row: Mapping[str, str], windows: Mapping[str, Window], domains: set[str]) -> Milestone:
    _needed(where, row, ("id", "domain", "label", "source", "confidence"))
    age, window = row["age_months"], row["window"]
    if age and not (age.isdecimal() and int(age) > 0):
        raise ContentError(where, f"age_months is a whole number of months, not “{age[:20]}”")
    if row["domain"] not in domains:
        raise ContentError(where, f"domain {row['domain']} is not one of {', '.join(sorted(domains))}")
    if window and window not in windows:
        raise ContentError(where, f"window {window} is not one of {', '.join(sorted(windows))}")
    if not age and not window:
        raise ContentError(where, "a milestone needs age_months, a window, or both")
    return Milestone(
        row["id"],
        row["domain"],
        row["label"],
        int(age) if age else None,
        windows[window] if window else None,
        row["source"],
        row["confidence"],
    )


def _check_skills(checklist: Checklist) -> None:
    for skill in checklist.skills:
        where = f"{HEAD} skill {skill.field}"
        if not skill.yes:
            raise ContentError(where, "yes names no milestone")
        if unknown := sorted({*skill.yes, *skill.no} - checklist.by_id.keys()):
            raise ContentError(where, f"{', '.join(unknown)} is no milestone")
    for age in (checklist.windows_from, checklist.windows_to):
        if age not in checklist.list_ages:
            raise ContentError(f"{HEAD} windows", f"there is no list of {age} months")
