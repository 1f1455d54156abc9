"""What every answer file of ``clinic-app score`` has in common."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final, NoReturn

from clinic_app.domain.errors import UserError

_MONTHS: Final = (Decimal(-6), Decimal(240))


def document_of(text: str, keys: Sequence[str]) -> dict[str, Any]:
    """One JSON object with nothing but ``keys``; numbers are exact. Raises ``UserError``."""
    try:
        document = json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number, object_pairs_hook=_once
        )
    except (ValueError, RecursionError) as problem:
        raise UserError(f"The answers are not readable as JSON: {str(problem)[:120]}.") from problem
    if not isinstance(document, dict):
        raise UserError(f"The answers must be one JSON object with {', '.join(keys[:3])}.")
    for key in document:
        if key not in keys:
            raise UserError(f"{key[:40]} is not known here: give {', '.join(keys)}.", key)
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


def months_of(document: dict[str, Any]) -> Decimal | None:
    """``corrected_months``, ``None`` where it is not given. Raises ``UserError``."""
    months = document.get("corrected_months")
    low, high = _MONTHS
    if months is not None and not (isinstance(months, Decimal) and low <= months <= high):
        raise UserError(f"corrected_months must be a number from {low} to {high}.", "corrected_months")
    return months


def plain_number(value: Decimal) -> int | float:
    """A number for JSON; scores are multiples of a half, so a float is exact."""
    return int(value) if value == value.to_integral_value() else float(value)
