"""``clinic-app score hine ANSWERS.json``: JSON in, JSON out.

In: ``{"corrected_months": 5.4, "answers": {"facial_appearance": 3, "popliteal_angle": {"right": 1, "left": 3}},
"asymmetry": ["popliteal_angle"]}``. A score of ``null`` and an item that is not named were not examined. Optional:
``hx_cp_risk`` (``yes``, ``no``, ``unknown``), ``gestation_weeks`` and ``gestation_days``.

Out: ``complete``, ``items_scored``, ``items_missing``, ``partial_sum``, ``possible``, ``total`` (``null`` unless
complete), ``subtotals``, ``asymmetry_count`` (``null`` when ``asymmetry`` was not given), ``reading``.
"""

import json
from decimal import Decimal
from typing import Any, Final

from clinic_app.clinical.hine import HineContext, HineScore, ItemAnswer, SideScores, score_hine
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.exchange.score_json import document_of, months_of, plain_number

_KEYS: Final = ("corrected_months", "answers", "asymmetry", "hx_cp_risk", "gestation_weeks", "gestation_days")
_SIDES: Final = frozenset({"right", "left"})
_RISKS: Final = ("yes", "no", "unknown")


def score_hine_json(text: str) -> str:
    """Score the answers of ``text`` and return the result as JSON.

    Raises:
        UserError: text that is not the JSON described above, or a score that an item does not
            allow; names the field and what is accepted.
    """
    document = document_of(text, _KEYS)
    answers = document.get("answers", {})
    if not isinstance(answers, dict):
        raise UserError("answers must be an object of item ids and scores.", "answers")
    score = score_hine(
        {name: _answer(name, value) for name, value in answers.items()}, _ticked(document), _context(document)
    )
    return json.dumps(_result(score), indent=2, ensure_ascii=False)


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
    risk = document.get("hx_cp_risk")
    if risk is not None and risk not in _RISKS:
        raise UserError(f"hx_cp_risk must be one of {', '.join(_RISKS)}.", "hx_cp_risk")
    return HineContext(months_of(document), "unknown" if risk is None else risk, _gestation(document))


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
        "partial_sum": plain_number(score.partial_sum),
        "possible": score.possible,
        "total": None if score.total is None else plain_number(score.total),
        "subtotals": {
            name: {"scored": part.scored, "items": part.items, "sum": plain_number(part.sum), "possible": part.possible}
            for name, part in score.subtotals.items()
        },
        "asymmetry_count": score.asymmetry_count,
        "reading": [comparison.text for comparison in score.reading],
    }
