"""``clinic-app score hine ANSWERS.json``: JSON in, JSON out.

In: ``{"corrected_months": 5.4, "answers": {"facial_appearance": 3, "popliteal_angle": {"right": 1, "left": 3}},
"asymmetry": ["popliteal_angle"]}``. A score of ``null`` and an item that is not named were not examined. Optional:
``hx_cp_risk`` (``yes``, ``no``, ``unknown``), ``gestation_weeks`` and ``gestation_days``.

Out: ``complete``, ``items_scored``, ``items_missing``, ``partial_sum``, ``possible``, ``total`` (``null`` unless
complete), ``subtotals``, ``asymmetry_count`` (``null`` when ``asymmetry`` was not given), ``reading``.
"""

import json
from decimal import Decimal
from typing import Any, Final, NoReturn

from clinic_app.clinical.hine import HineContext, HineScore, ItemAnswer, SideScores, score_hine
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation

_KEYS: Final = ("corrected_months", "answers", "asymmetry", "hx_cp_risk", "gestation_weeks", "gestation_days")
_SIDES: Final = frozenset({"right", "left"})
_RISKS: Final = ("yes", "no", "unknown")
_MONTHS: Final = (Decimal(-6), Decimal(240))


def score_json(instrument: str, text: str) -> str:
    """Score ``text`` with ``instrument`` and return the result as JSON.

    Raises:
        UserError: an unknown instrument, text that is not the JSON described above, or a score that an item does not
            allow; names the field and what is accepted.
    """
    if instrument != "hine":
        raise UserError(f"There is no scored instrument {instrument[:40]!r}: give hine.", "instrument")
    document = _document(text)
    answers = document.get("answers", {})
    if not isinstance(answers, dict):
        raise UserError("answers must be an object of item ids and scores.", "answers")
    score = score_hine(
        {name: _answer(name, value) for name, value in answers.items()}, _ticked(document), _context(document)
    )
    return json.dumps(_result(score), indent=2, ensure_ascii=False)


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number, object_pairs_hook=_once
        )
    except (ValueError, RecursionError) as problem:
        raise UserError(f"The answers are not readable as JSON: {str(problem)[:120]}.") from problem
    if not isinstance(document, dict):
        raise UserError("The answers must be one JSON object with corrected_months, answers and asymmetry.")
    for key in document:
        if key not in _KEYS:
            raise UserError(f"{key[:40]} is not known here: give {', '.join(_KEYS)}.", key)
    return document


def _no_number(name: str) -> NoReturn:
    raise UserError(f"{name} is not a number that can be scored.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError(f"{twice[:40]} is given twice: give it once.", twice)
    return result


def _answer(name: str, value: object) -> ItemAnswer:
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, dict):
        if set(value) <= _SIDES and all(side is None or isinstance(side, Decimal) for side in value.values()):
            return SideScores(value.get("right"), value.get("left"))
        raise UserError(f"{name[:60]} must give numbers for right and left and nothing else.", name)
    raise UserError(f'{name[:60]} must be a number, null, or {{"right": number, "left": number}}.', name)


def _ticked(document: dict[str, Any]) -> list[str] | None:
    ticked = document.get("asymmetry")
    if ticked is None:
        return None
    if not isinstance(ticked, list) or not all(isinstance(name, str) for name in ticked):
        raise UserError("asymmetry must be a list of item ids.", "asymmetry")
    return ticked


def _context(document: dict[str, Any]) -> HineContext:
    months = document.get("corrected_months")
    low, high = _MONTHS
    if months is not None and not (isinstance(months, Decimal) and low <= months <= high):
        raise UserError(f"corrected_months must be a number from {low} to {high}.", "corrected_months")
    risk = document.get("hx_cp_risk")
    if risk is not None and risk not in _RISKS:
        raise UserError(f"hx_cp_risk must be one of {', '.join(_RISKS)}.", "hx_cp_risk")
    return HineContext(months, "unknown" if risk is None else risk, _gestation(document))


def _gestation(document: dict[str, Any]) -> Gestation | None:
    weeks = _whole(document, "gestation_weeks")
    days = _whole(document, "gestation_days")
    if weeks is None:
        return None
    return Gestation(weeks, days if days is not None else 0)


def _whole(document: dict[str, Any], name: str) -> int | None:
    value = document.get(name)
    if value is None:
        return None
    if not isinstance(value, Decimal) or value != value.to_integral_value() or abs(value) > 1000:
        raise UserError(f"{name} must be a whole number.", name)
    return int(value)


def _result(score: HineScore) -> dict[str, Any]:
    return {
        "complete": score.complete,
        "items_scored": score.items_scored,
        "items_missing": list(score.items_missing),
        "partial_sum": _number(score.partial_sum),
        "possible": score.possible,
        "total": None if score.total is None else _number(score.total),
        "subtotals": {
            name: {"scored": part.scored, "items": part.items, "sum": _number(part.sum), "possible": part.possible}
            for name, part in score.subtotals.items()
        },
        "asymmetry_count": score.asymmetry_count,
        "reading": [comparison.text for comparison in score.reading],
    }


def _number(value: Decimal) -> int | float:
    """Scores are multiples of a half, so a float is exact."""
    return int(value) if value == value.to_integral_value() else float(value)
