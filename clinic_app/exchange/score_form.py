"""``clinic-app score FORM ANSWERS.json`` for every form but the HINE: JSON in, JSON out.

In: ``{"corrected_months": 72, "answers": {"ex_mas_hamstrings": {"right": "1+", "left": "0"}, "ex_gmfcs": "II"}}``. A
field with sides gives both or one of them; ``null`` and a field that is not named were not examined.

Out: ``instrument``, ``version``, ``answered`` and ``items`` (places), ``findings`` by fact (``normal``, ``equivocal``,
``abnormal``, ``null`` where nothing is known to read it by), ``results`` with ``value`` (``null`` unless whole) and
``reading``.
"""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from clinic_app.clinical.instruments.findings import finding_of
from clinic_app.clinical.instruments.model import Instrument, Item, ItemKind
from clinic_app.clinical.instruments.results import Result, results_of
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.errors import UserError
from clinic_app.domain.sides import Side
from clinic_app.exchange.score_json import document_of, months_of, plain_number
from clinic_app.services.form_results import result_words

_KEYS: Final = ("corrected_months", "answers")
_KINDS: Final = {ItemKind.CHOICE, ItemKind.TRI, ItemKind.NUMBER, ItemKind.MULTI}


def score_form_json(form: Instrument, text: str) -> str:
    """Read ``text`` by ``form``.

    Raises:
        UserError: text that is not the JSON described above, a field that the form does not record, or a value that
            it does not accept; names the field and what is accepted.
    """
    document = document_of(text, _KEYS)
    given = document.get("answers", {})
    if not isinstance(given, dict):
        raise UserError("answers must be an object of field ids and values.", "answers")
    months = months_of(document)
    answers = {key: answer for name, value in given.items() for key, answer in _answers(form, name, value).items()}
    return json.dumps(_said(form, answers, None if months is None else float(months)), indent=2, ensure_ascii=False)


def _answers(form: Instrument, name: str, value: Any) -> dict[ItemKey, Answer]:
    if not form.has(name):
        raise UserError(f"{name[:60]} is not a field of {form.id}.", name)
    item = form.item(name)
    if item.kind not in _KINDS:
        return {}
    if not item.field.sided:
        return {} if value is None else {ItemKey(name): _answer(item, value)}
    if not isinstance(value, dict) or not set(value) <= {"right", "left"}:
        raise UserError(f'{name} has sides: give {{"right": value, "left": value}}.', name)
    return {ItemKey(name, Side(side)): _answer(item, one) for side, one in value.items() if one is not None}


def _answer(item: Item, value: Any) -> Answer:
    name = item.field.id
    if item.kind is ItemKind.NUMBER:
        return Answer(_number(item, value), unit=item.field.unit)
    codes = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    if item.kind is not ItemKind.MULTI and len(codes) != 1:
        raise UserError(f"{name} takes one value.", name)
    offered = [option.code for option in item.options]
    if strangers := [code for code in codes if code not in offered]:
        raise UserError(f"{name} has no value {strangers[0][:30]!r}: give {', '.join(offered)}.", name)
    return Answer(tuple(codes) if item.kind is ItemKind.MULTI else codes[0], scale=item.field.scale)


def _number(item: Item, value: Any) -> Decimal:
    name, limits = item.field.id, item.field.range
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        raise UserError(f"{name} must be a number.", name) from None
    too_low = limits.hard_min is not None and number < limits.hard_min
    too_high = limits.hard_max is not None and number > limits.hard_max
    if not number.is_finite() or too_low or too_high:
        raise UserError(f"{name} must be a number from {limits.hard_min} to {limits.hard_max}.", name)
    return number


def _said(form: Instrument, answers: Answers, months: float | None) -> dict[str, Any]:
    findings = {key.fact: finding_of(form.item(key.field), answer, months) for key, answer in answers.items()}
    return {
        "instrument": form.id,
        "version": form.version,
        "answered": len(answers),
        "items": sum(len(item.keys) for item in form.items),
        "findings": {fact: None if finding is None else finding.value for fact, finding in findings.items()},
        "results": [_result(result) for result in results_of(form, answers)],
    }


def _result(result: Result) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": result.id,
        "label": result.rule.label,
        "value": None if result.value is None else plain_number(result.value),
        "unit": result.rule.unit,
        "scored": result.scored,
        "of": result.of,
    }
    if result.partial_sum is not None and result.possible is not None:
        said |= {"partial_sum": plain_number(result.partial_sum), "possible": plain_number(result.possible)}
    return said | {"reading": result_words(result)}
