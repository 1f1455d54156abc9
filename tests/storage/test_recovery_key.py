"""The recovery key survives paper and typing, and a typing error is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.domain.errors import UserError
from clinic_app.storage.recovery_key import new_recovery_key, read_recovery_text, recovery_text


@given(st.binary(min_size=20, max_size=20))
def test_reads_back_what_was_printed(key: bytes) -> None:
    assert read_recovery_text(recovery_text(key)) == key


def test_is_160_random_bits_in_nine_groups_of_four() -> None:
    text = recovery_text(new_recovery_key())
    assert [len(group) for group in text.split("-")] == [4] * 9
    assert text != recovery_text(new_recovery_key())


def test_forgives_case_spaces_and_letters_that_look_alike() -> None:
    key = bytes(20)
    typed = recovery_text(key).lower().replace("-", "  ").replace("0", "o")
    assert read_recovery_text(typed) == key


@given(st.binary(min_size=20, max_size=20), st.integers(0, 31), st.integers(1, 31))
def test_notices_one_wrong_letter(key: bytes, place: int, shift: int) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters = list(recovery_text(key).replace("-", ""))
    letters[place] = alphabet[(alphabet.index(letters[place]) + shift) % 32]
    # The checksum has 20 bits: one typing error in a million would give another key, which then opens nothing.
    assert _read("".join(letters)) != key


@pytest.mark.parametrize("text", ["", "ABCD", "0000-" * 10, "!" * 36])
def test_says_what_a_key_looks_like(text: str) -> None:
    with pytest.raises(UserError, match="recovery key"):
        read_recovery_text(text)


def _read(text: str) -> bytes | None:
    try:
        return read_recovery_text(text)
    except UserError:
        return None
