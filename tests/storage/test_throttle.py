"""Each wrong password makes the next wait longer, and a restart does not help."""

import json
from pathlib import Path

import pytest

from clinic_app.storage.throttle import Throttle, TooSoonError, wait_after


@pytest.fixture
def throttle(tmp_path: Path) -> Throttle:
    return Throttle(tmp_path / "attempts")


def test_waits_grow_and_reach_a_quarter_of_an_hour() -> None:
    waits = [wait_after(wrong) for wrong in range(12)]
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 900, 900]


def test_refuses_until_the_wait_is_over(throttle: Throttle) -> None:
    throttle.attempt("p", 1000.0)
    with pytest.raises(TooSoonError) as caught:
        throttle.attempt("p", 1000.5)
    assert caught.value.wait_s == 1
    throttle.attempt("p", 1001.0)


def test_another_person_does_not_wait(throttle: Throttle) -> None:
    throttle.attempt("p", 1000.0)
    throttle.attempt("q", 1000.0)


def test_a_restart_does_not_forget(tmp_path: Path) -> None:
    Throttle(tmp_path / "attempts").attempt("p", 1000.0)
    with pytest.raises(TooSoonError):
        Throttle(tmp_path / "attempts").attempt("p", 1000.0)


def test_ten_wrong_in_a_row_cost_fifteen_minutes(throttle: Throttle) -> None:
    now = 0.0
    for _ in range(10):
        now += 60.0
        throttle.attempt("p", now)
    with pytest.raises(TooSoonError, match="15 minutes"):
        throttle.attempt("p", now + 1)
    throttle.attempt("p", now + 900)


def test_setting_the_clock_back_does_not_shorten_the_wait(throttle: Throttle) -> None:
    for step in range(5):
        throttle.attempt("p", 10_000.0 + 100 * step)
    for now in (500.0, 515.0):
        with pytest.raises(TooSoonError):
            throttle.attempt("p", now)
    throttle.attempt("p", 517.0)


def test_a_hundred_in_a_row_stop_for_good(throttle: Throttle, tmp_path: Path) -> None:
    (tmp_path / "attempts").write_text(json.dumps({"p": [100, 0.0]}))
    with pytest.raises(TooSoonError, match="recovery key"):
        throttle.attempt("p", 1e9)


def test_success_starts_anew(throttle: Throttle) -> None:
    throttle.attempt("p", 1000.0)
    throttle.succeeded("p")
    throttle.attempt("p", 1000.0)


def test_a_damaged_file_locks_nobody_out(throttle: Throttle, tmp_path: Path) -> None:
    (tmp_path / "attempts").write_bytes(b"\x00garbage")
    throttle.attempt("p", 1000.0)


def test_the_file_is_private(throttle: Throttle, tmp_path: Path) -> None:
    throttle.attempt("p", 1000.0)
    assert (tmp_path / "attempts").stat().st_mode & 0o777 == 0o600
