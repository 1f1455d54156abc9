"""Typed numbers: what is read, what is refused, what is probably meant."""

import contextlib
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.domain.quantities import Verdict, check_range, format_number, parse_quantity


@dataclass(frozen=True)
class Span:
    hard_min: Decimal | None = None
    hard_max: Decimal | None = None
    soft_min: Decimal | None = None
    soft_max: Decimal | None = None
    soft_message: str = ""
    soft_name: str = "Usual"


def span(*numbers: str | None) -> Span:
    return Span(*(None if number is None else Decimal(number) for number in numbers))


@pytest.mark.parametrize(
    ("text", "unit", "decimals", "value", "echo"),
    [
        ("93,5", "cm", 1, "93.5", "93.5 cm"),
        ("93.5", "cm", 1, "93.5", "93.5 cm"),
        (" 93,50 ", "cm", 1, "93.5", "93.5 cm"),
        ("93.5 cm", "cm", 1, "93.5", "93.5 cm"),
        ("2 640", "g", 0, "2640", "2\u2009640 g"),
        ("2\u2009640 g", "g", 0, "2640", "2\u2009640 g"),
        ("2\u00a0640", "g", 0, "2640", "2\u2009640 g"),
        ("2'640", "g", 0, "2640", "2\u2009640 g"),
        ("1,234.5", "g", 1, "1234.5", "1\u2009234.5 g"),
        ("1.234,5", "g", 1, "1234.5", "1\u2009234.5 g"),
        ("6.840", "kg", 3, "6.84", "6.84 kg"),
        ("0,234", "kg", 3, "0.234", "0.234 kg"),
        ("6840 g", "kg", 3, "6.84", "6\u2009840 g read as 6.84 kg"),
        ("0.935 m", "cm", 1, "93.5", "0.935 m read as 93.5 cm"),
        ("98.6 °F", "degC", 1, "37", "98.6 °F read as 37 °C"),
        ("37,2 °C", "degC", 1, "37.2", "37.2 °C"),
        ("2 min", "s", 0, "120", "2 min read as 120 s"),
        ("95°", "deg", 0, "95", "95°"),
        ("\u22123", "mmol/L", 0, "-3", "\u22123 mmol/L"),
        ("٩٣٫٥", "cm", 1, "93.5", "93.5 cm"),
        ("९३.५", "cm", 1, "93.5", "93.5 cm"),
        (".5", "h", 1, "0.5", "0.5 h"),
    ],
)
def test_reads(text: str, unit: str, decimals: int, value: str, echo: str) -> None:
    parsed = parse_quantity(text, unit=unit, decimals=decimals)
    assert (parsed.value, parsed.echo, parsed.unit) == (Decimal(value), echo, unit)
    assert parsed.converted == ("read as" in echo)


@pytest.mark.parametrize(
    ("text", "decimals", "told"),
    [
        ("1,234", 1, "1.234 or as 1234"),
        ("1,234", 3, "type 1.234 or 1234"),
        ("1.234", 1, "type 1.2 or 1234"),
        ("26 40", 0, "is not a number"),
        ("1.2.3", 1, "is not a number"),
        ("1e3", 1, "unit that does not fit"),
        ("nan", 1, "is not a number"),
        ("inf", 1, "is not a number"),
        ("", 1, "93.5 or 93,5"),
        ("five", 0, "is not a number"),
        ("=1+1", 1, "is not a number"),
        ("<img src=x>", 1, "is not a number"),
        ("9" * 16, 0, "is not a number"),
        ("9" * 10_000, 0, "is not a number"),
        ("33.15", 1, "type 33.2"),
        ("5 kg", 1, "type the number in cm"),
        ("12 cm 3", 1, "unit that does not fit"),
        ("²", 0, "is not a number"),
    ],
)
def test_refuses_with_what_is_accepted(text: str, decimals: int, told: str) -> None:
    with pytest.raises(UserError, match=told) as refusal:
        parse_quantity(text, unit="cm", decimals=decimals, field="hc_cm")
    assert refusal.value.field == "hc_cm"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UserError):
        assert parse_quantity(text, unit="kg", decimals=3).value.is_finite()


@given(st.decimals(min_value=-99999, max_value=99999, places=1))
def test_what_is_shown_is_read_back_with_either_mark(number: Decimal) -> None:
    shown = format_number(number)
    assert parse_quantity(shown, decimals=1).value == number
    assert parse_quantity(shown.replace(".", ","), decimals=1).value == number


LENGTH = span("18", "65", "44", "56")


@pytest.mark.parametrize(
    ("value", "limits", "verdict", "meant"),
    [
        ("46.5", LENGTH, Verdict.USUAL, None),
        ("44", LENGTH, Verdict.USUAL, None),
        ("43.9", LENGTH, Verdict.UNUSUAL, None),
        ("465", LENGTH, Verdict.REFUSED, "46.5"),
        ("4.65", LENGTH, Verdict.REFUSED, "46.5"),
        ("70", LENGTH, Verdict.REFUSED, None),
        ("950", span("0", "180", "20", "180"), Verdict.REFUSED, "95"),
        ("6840", span("0.15", "300"), Verdict.REFUSED, "6.84"),
        ("684", span("0.15", "300"), Verdict.REFUSED, None),
        ("-1", span("0", None), Verdict.REFUSED, None),
        ("5", span(), Verdict.USUAL, None),
        ("0", span(None, None, "1", None), Verdict.UNUSUAL, None),
        ("68.4", span("0.15", "300", "3.3", "13.7"), Verdict.UNUSUAL, "6.84"),
        ("20", span("0.15", "300", "3.3", "13.7"), Verdict.UNUSUAL, None),
    ],
)
def test_limits(value: str, limits: Span, verdict: Verdict, meant: str | None) -> None:
    check = check_range(Decimal(value), limits, "cm")
    assert check.verdict is verdict
    assert check.suggestion == (None if meant is None else Decimal(meant))
    assert (check.message == "") == (verdict is Verdict.USUAL)


def test_a_refusal_names_the_limits_and_a_second_look_gives_the_reason() -> None:
    assert check_range(Decimal(465), LENGTH, "cm").message == "Not saved: 18 to 65 cm."
    apgar = Span(Decimal(0), Decimal(10), Decimal(7), Decimal(10), "ask about resuscitation")
    assert "Usual 7 to 10 points (ask about resuscitation)" in check_range(Decimal(4), apgar, "points").message


@given(st.decimals(min_value=-1000, max_value=1000, places=2))
def test_a_suggestion_always_lies_within_the_limits(value: Decimal) -> None:
    check = check_range(value, LENGTH)
    if check.suggestion is not None:
        assert check_range(check.suggestion, LENGTH).verdict is Verdict.USUAL
