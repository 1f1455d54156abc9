"""The code of a diary sheet: read back as printed, and every single slip found."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clinic_app.domain.episodes.sheet import _LETTERS, SheetCode, draw_code, read_code, shown
from clinic_app.domain.errors import UserError


def drawn(numbers: list[int]) -> SheetCode:
    left = iter(numbers)
    return draw_code(lambda _below: next(left))


CODES = st.lists(st.integers(0, len(_LETTERS) - 1), min_size=6, max_size=6).map(drawn)


@given(CODES)
def test_a_code_is_read_back_as_it_is_printed(code: SheetCode) -> None:
    assert read_code(shown(code)) == code
    assert read_code(f" {shown(code).lower()} ") == code


@given(CODES, st.integers(0, 6), st.sampled_from(_LETTERS))
def test_one_wrong_sign_is_found(code: SheetCode, at: int, sign: str) -> None:
    assume(code[at] != sign)
    with pytest.raises(UserError, match="slip"):
        read_code(code[:at] + sign + code[at + 1 :])


@given(CODES, st.integers(0, 4))
def test_two_neighbours_swapped_are_found(code: SheetCode, at: int) -> None:
    assume(code[at] != code[at + 1])
    with pytest.raises(UserError, match="slip"):
        read_code(code[:at] + code[at + 1] + code[at] + code[at + 2 :])


def test_signs_that_look_alike_are_one() -> None:
    code = drawn([0, 1, 2, 10, 1, 0])
    assert read_code(code.replace("0", "O").replace("1", "l").replace("2", "z")) == code


@pytest.mark.parametrize("typed", ["", "K7Q", "K7Q-4MTX9", "ÄÖÜ-ÄÖÜ1", "<script>"])
def test_what_is_no_code_is_told(typed: str) -> None:
    with pytest.raises(UserError, match="seven letters and figures"):
        read_code(typed)
