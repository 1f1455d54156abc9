"""Strict reading of instrument files. Whatever is not understood is an error that names the file and the entry."""

import dataclasses
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from clinic_app.clinical.fields import Field, FieldRegistry, FieldType
from clinic_app.clinical.instruments.expected import AgeBand, NumericBand, Span
from clinic_app.clinical.instruments.model import (
    NOT_EXAMINED_CODES,
    Condition,
    Example,
    Finding,
    Instrument,
    Item,
    Option,
    ResultRule,
    Section,
)
from clinic_app.clinical.instruments.results import ResultKind, highest
from clinic_app.clinical.reading import each, read_toml
from clinic_app.domain.errors import ContentError
from clinic_app.domain.notes import canonical_json, digest

_DOCUMENT: Final = frozenset({"instrument", "section", "result", "example", "field"})
_HEAD: Final = frozenset({"id", "version", "title", "source", "confidence"})
_SECTION: Final = frozenset({"id", "title", "hint", "item"})
_ITEM: Final = frozenset({
    "field", "label", "how", "options", "short", "normal", "equivocal", "abnormal",
    "age_from_m", "age_to_m", "expected", "needed", "asked_if", "lines",
})  # fmt: skip
_SPANS: Final = {
    "emerging_m": "emerging", "usual_m": "usual", "fading_m": "fading", "absent_abnormal_m": "absent_abnormal",
}  # fmt: skip
_EXPECTED: Final = frozenset({*_SPANS, "phrase", "persist_watch_m", "persist_abnormal_m", "bands"})
_EXAMPLE: Final = frozenset({"name", "corrected_months", "answers", "findings"})
_RESULT: Final = frozenset({"id", "label", "kind", "of", "note"})
_TRI: Final = ("yes", "no", "unknown")

#: A TOML table. Its values are checked as they are read.
_Table = Mapping[str, Any]


def load_instruments(folders: Iterable[Path], fields: FieldRegistry) -> dict[str, Instrument]:
    """Every instrument of every folder by id, the shipped folder first.

    ``fields`` must have been read from the same folders, too: an instrument may define fields of its own.

    Raises:
        ContentError: the file and entry at fault. A clinic's own folder may add instruments, never replace one.
    """
    found: dict[str, Instrument] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        instrument = load_instrument(path, fields)
        if instrument.id in found:
            raise ContentError(path.name, f"the instrument {instrument.id} exists already; give yours another id")
        found[instrument.id] = instrument
    return found


def load_instrument(path: Path, fields: FieldRegistry) -> Instrument:
    """Read one file. Raises ``ContentError`` naming the file and the entry at fault."""
    try:
        return _instrument(path.name, read_toml(path), fields)
    except (AttributeError, KeyError, TypeError, ArithmeticError) as problem:
        raise ContentError(path.name, f"an entry has a value of the wrong kind: {problem}") from problem


def _instrument(where: str, document: _Table, fields: FieldRegistry) -> Instrument:
    _only(
        where,
        document,
        frozenset({"instrument", "section", "result", "example", "field"}),
        needs=("instrument", "section"),
    )
    head = document["instrument"]
    _only(f"{where} instrument", head, _HEAD, needs=tuple(sorted(_HEAD)))
    instrument = Instrument(
        id=head["id"],
        version=head["version"],
        title=head["title"],
        source=tuple(head["source"]),
        confidence=head["confidence"],
        sections=each(lambda entry: _section(where, entry, fields), document["section"]),
        content_hash=digest(canonical_json(document)),
        examples=each(lambda entry: _example(where, entry, fields), document.get("example", ())),
    )
    _no_duplicates(where, instrument)
    rules = each(lambda entry: _result(where, entry, instrument), document.get("result", ()))
    return dataclasses.replace(instrument, results=rules)


def _only(where: str, table: _Table, known: frozenset[str], needs: tuple[str, ...] = ()) -> None:
    if unknown := sorted(set(table) - known):
        raise ContentError(where, f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    if missing := [name for name in needs if name not in table]:
        raise ContentError(where, f"the key {', '.join(missing)} is missing")


def _no_duplicates(where: str, instrument: Instrument) -> None:
    for kind, ids in (
        ("section", [section.id for section in instrument.sections]),
        ("item", [item.field.id for item in instrument.items]),
    ):
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ContentError(where, f"the {kind} {', '.join(twice)} stands there twice")
    there = {item.field.id for item in instrument.items}
    for item in instrument.items:
        if item.asked_if is not None and item.asked_if.field not in there:
            raise ContentError(f"{where} {item.field.id}", f"asked_if names {item.asked_if.field}, which is not in it")


def _section(where: str, entry: _Table, fields: FieldRegistry) -> Section:
    where = f"{where} section {entry.get('id', '?')}"
    _only(where, entry, _SECTION, needs=("id", "title", "item"))
    items = each(lambda item: _item(where, item, fields), entry["item"])
    return Section(entry["id"], entry["title"], items, entry.get("hint", ""))


def _item(where: str, entry: _Table, fields: FieldRegistry) -> Item:
    where = f"{where} item {entry.get('field', '?')}"
    _only(where, entry, _ITEM, needs=("field",))
    if entry["field"] not in fields:
        raise ContentError(where, "no such field in the registry")
    field = fields[entry["field"]]
    condition = entry.get("asked_if")
    if condition is not None:
        _only(f"{where} asked_if", condition, frozenset({"field", "value"}), needs=("field", "value"))
    return Item(
        field=field,
        label=entry.get("label", field.label),
        how=entry.get("how", ""),
        options=_options(where, entry, field),
        age_from=_number(where, entry.get("age_from_m")),
        age_to=_number(where, entry.get("age_to_m")),
        expected=_expected(where, entry.get("expected", {})),
        needed=entry.get("needed", False),
        asked_if=None if condition is None else Condition(condition["field"], condition["value"]),
        lines=entry.get("lines", 3),
    )


def _options(where: str, entry: _Table, field: Field) -> tuple[Option, ...]:
    values = _TRI if field.type is FieldType.TRI else field.values
    codes = tuple(entry.get("options", [code for code in values if code not in NOT_EXAMINED_CODES]))
    short = tuple(entry.get("short", ()))
    findings = {code: finding for finding in Finding for code in entry.get(finding.value, ())}
    if strangers := sorted({*codes} - {*values} | {*findings} - {*codes}):
        raise ContentError(where, f"the field has no value {', '.join(strangers)}; it has {', '.join(values)}")
    if short and len(short) != len(codes):
        raise ContentError(where, f"{len(short)} short words for {len(codes)} options")
    words = [field.word(code) for code in codes]
    return tuple(
        Option(code, brief, word, findings.get(code))
        for code, brief, word in zip(codes, short or words, words, strict=True)
    )


def _expected(where: str, entry: _Table) -> AgeBand:
    where = f"{where} expected"
    _only(where, entry, _EXPECTED)
    spans = {name: _span(where, entry[key]) for key, name in _SPANS.items() if key in entry}
    bands = tuple(_band(where, band) for band in entry.get("bands", ()))
    for earlier, later in pairwise(bands):
        if earlier.months[1] is None or later.months[0] <= earlier.months[1]:
            raise ContentError(where, f"the bands from {earlier.months[0]} and {later.months[0]} months overlap")
    return AgeBand(
        phrase=entry.get("phrase", ""),
        persist_watch=_number(where, entry.get("persist_watch_m")),
        persist_abnormal=_number(where, entry.get("persist_abnormal_m")),
        bands=bands,
        **spans,
    )


def _span(where: str, pair: list[float]) -> Span:
    """``[from, to]``, or ``[from]`` for good."""
    numbers = [_number(where, part) for part in pair]
    if not numbers or len(numbers) > 2 or numbers[0] is None:
        raise ContentError(where, "a span is [from, to] in months, or [from] for good")
    end = numbers[1] if len(numbers) == 2 else None
    if end is not None and end < numbers[0]:
        raise ContentError(where, f"the span ends before it starts: {pair}")
    return numbers[0], end


def _band(where: str, entry: _Table) -> NumericBand:
    _only(where, entry, frozenset({"months", "low", "high"}), needs=("months", "low", "high"))
    start, end = _span(where, entry["months"])
    low, high = Decimal(str(entry["low"])), Decimal(str(entry["high"]))
    if low > high:
        raise ContentError(where, f"a band from {low} to {high} is empty")
    return NumericBand((int(start), None if end is None else int(end)), low, high)


def _number(where: str, value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ContentError(where, f"{value!r} is not a number")
    return Decimal(str(value))


def _example(where: str, entry: _Table, fields: FieldRegistry) -> Example:
    where = f"{where} example {entry.get('name', '?')}"
    _only(where, entry, _EXAMPLE | {"results"}, needs=tuple(sorted(_EXAMPLE)))
    for fact in (*entry["answers"], *entry["findings"]):
        if fields.of_fact(fact) is None:
            raise ContentError(where, f"no such fact: {fact}")
    months, results = float(entry["corrected_months"]), dict(entry.get("results", {}))
    return Example(entry["name"], months, dict(entry["answers"]), dict(entry["findings"]), results)


def _result(where: str, entry: _Table, form: Instrument) -> ResultRule:
    """A sum of items that are scored in numbers, or the difference of two numbers of one unit and the same sides."""
    where = f"{where} result {entry.get('id', '?')}"
    _only(where, entry, _RESULT, needs=("id", "label", "kind", "of"))
    there = {item.field.id: item for item in form.items}
    if strangers := sorted(set(entry["of"]) - there.keys()):
        raise ContentError(where, f"the form does not record {', '.join(strangers)}")
    if entry["kind"] not in set(ResultKind):
        raise ContentError(where, f"kind is one of {', '.join(ResultKind)}")
    items = [there[name] for name in entry["of"]]
    try:
        most = [highest(item) for item in items]
    except (ArithmeticError, ValueError) as problem:
        raise ContentError(where, "every item of a result is scored in numbers that have a highest one") from problem
    alike = {(item.field.sided, item.field.unit, item.kind) for item in items}
    if entry["kind"] == ResultKind.DIFFERENCE and (len(most) != 2 or len(alike) != 1):
        raise ContentError(where, "a difference is of two numbers with the same unit and the same sides")
    unit = items[0].field.unit if len(alike) == 1 else ""
    return ResultRule(entry["id"], entry["label"], entry["kind"], tuple(entry["of"]), entry.get("note", ""), unit)
