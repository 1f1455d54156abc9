"""The age table against a second calculation, and what it refuses."""

import csv
import random
from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.exchange.age_table import ADDED, age_table

HEADER = "dob,gestation_weeks,gestation_days,on_date\n"


def run(folder: Path, text: str) -> list[dict[str, str]]:
    """Write ``text``, make the table, read it back."""
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_text(text, "utf-8")
    age_table(source, target)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def month_lengths() -> list[int]:
    """Length of each month from January 2000 on, by the leap-year rule alone."""
    lengths = []
    for year in range(2000, 2041):
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        lengths += [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return lengths


LENGTHS = month_lengths()
STARTS = [sum(LENGTHS[:n]) for n in range(len(LENGTHS))]


def parts(start: int, end: int) -> tuple[int, int, int]:
    """Completed years, months, days between two day numbers, from the table of month lengths alone."""
    month = bisect_right(STARTS, start) - 1
    day = start - STARTS[month]
    last = bisect_right(STARTS, end) - 1
    reached = STARTS[last] + min(day, LENGTHS[last] - 1)
    if reached > end:
        last -= 1
        reached = STARTS[last] + min(day, LENGTHS[last] - 1)
    months = last - month
    return months // 12, months % 12, end - reached


def expected(born: int, weeks: str, days: str, on: int) -> dict[str, str]:
    early = 0
    if weeks and int(weeks) < 37:
        early = 280 - 7 * int(weeks) - (int(days) if days else 0)
    since_due = on - born - early
    chron = parts(born, on)
    corrected = [str(part) for part in parts(born + early, on)] if since_due >= 0 else ["", "", ""]
    values = [on - born, *chron, since_due, *corrected]
    row = dict(zip(ADDED, map(str, values), strict=False))
    row["use_corrected"] = "true" if early and since_due * 16 < 24 * 487 else "false"  # 30.4375 = 487 / 16
    return row


def test_a_hundred_thousand_rows_agree_with_the_second_calculation(tmp_path: Path) -> None:
    dice, first = random.Random(7), date(2000, 1, 1)  # noqa: S311  reproducible test data
    cases = []
    for _ in range(100_000):
        born = dice.randrange(0, 9000)
        weeks = dice.choice(["", *map(str, range(20, 46))])
        days = dice.choice(["", "0", "3", "6"]) if weeks else ""
        cases.append((born, weeks, days, born + dice.choice([dice.randrange(0, 400), dice.randrange(0, 5000)])))
    lines = [f"{first + timedelta(b)},{w},{d},{first + timedelta(o)}\n" for b, w, d, o in cases]
    for case, row in zip(cases, run(tmp_path, HEADER + "".join(lines)), strict=True):
        wanted = expected(*case)
        assert {name: row[name] for name in wanted} == wanted
        assert abs(float(row["corrected_months"]) - int(wanted["corrected_days"]) / 30.4375) < 1e-6


def test_keeps_other_columns_and_reads_a_byte_order_mark(tmp_path: Path) -> None:
    text = '\ufeffname,dob,gestation_weeks,gestation_days,on_date\n"O\'Neil, =cmd|",2026-03-14,34,3,2026-11-18\n'
    (row,) = run(tmp_path, text)
    assert row["name"] == "O'Neil, =cmd|"
    assert (row["corrected_days"], row["corrected_m"], row["corrected_d"]) == ("210", "6", "27")


@pytest.mark.parametrize(
    ("row", "field", "accepted"),
    [
        ("2026-02-30,,,2026-11-18", "dob", "YYYY-MM-DD"),
        ("14.03.2026,,,2026-11-18", "dob", "YYYY-MM-DD"),
        (",,,2026-11-18", "dob", "YYYY-MM-DD"),
        ("2026-03-14,19,0,2026-11-18", "gestation_weeks", "20 to 45"),
        ("2026-03-14,46,0,2026-11-18", "gestation_weeks", "20 to 45"),
        ("2026-03-14,34.5,,2026-11-18", "gestation_weeks", "whole number"),
        ("2026-03-14,34,7,2026-11-18", "gestation_days", "0 to 6"),
        ("2026-03-14,,3,2026-11-18", "gestation_weeks", "both empty"),
        ("2026-03-14,34,3,2026-03-13", "on_date", "on or after the birth"),
        ("2026-03-14,34,3,soon", "on_date", "YYYY-MM-DD"),
    ],
)
def test_refuses_naming_row_and_field(tmp_path: Path, row: str, field: str, accepted: str) -> None:
    with pytest.raises(UserError, match=accepted) as refusal:
        run(tmp_path, f"{HEADER}2026-01-01,,,2026-11-18\n{row}\n")
    assert refusal.value.message.startswith(f"Row 2, {field}:")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "column dob is missing"),
        ("dob,on_date\n", "gestation_weeks is missing"),
        (HEADER + "2026-01-01,,\n", "3 cells"),
        ("dob,gestation_weeks,gestation_days,on_date,chron_days\n", "chron_days is there already"),
        (HEADER + '"2026-01-01,,,2026\n', "not readable as CSV"),
    ],
)
def test_refuses_a_file_of_another_shape(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        run(tmp_path, text)


def test_refuses_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        age_table(tmp_path / "none.csv", tmp_path / "out.csv")
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="UTF-8"):
        age_table(tmp_path / "bytes.csv", tmp_path / "out.csv")
