"""Long and hard to guess; no other rule."""

import pytest

from clinic_app.domain.errors import UserError
from clinic_app.storage.passwords import check_password, normalised, rate


def test_counts_what_is_missing() -> None:
    assert rate("short").sentence.startswith("At least 15 characters: 10 more")


def test_takes_fifteen_and_a_hundred_and_twenty_eight_whole() -> None:
    assert rate("vR7#qLw2!zPk9mX").accepted
    long = "plum tractor echo " * 7 + "ab"
    assert len(long) == 128
    assert rate(long).accepted
    assert not rate(long + "c").accepted


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "Password12345678!",
        "aaaaaaaaaaaaaaaa",
        "1234567890123456",
        "qwertyuiopasdfgh",
        "letmein!!!!!!!!!",
    ],
)
def test_refuses_common_ones(password: str) -> None:
    assert not rate(password).accepted


@pytest.mark.parametrize("password", ["LindenhofLindenhof", "adaeze.okafor.2026", "Lindenhof-Clinic-1"])
def test_refuses_names_of_the_clinic_and_the_person(password: str) -> None:
    assert not rate(password, ("Lindenhof clinic", "Dr Adaeze Okafor")).accepted


def test_stronger_scores_higher() -> None:
    assert rate("correct horse battery maple").score > rate("vR7#qLw2!zPk9").score


def test_accepts_spaces_and_other_scripts() -> None:
    check_password("дубок молоко семнадцать")


def test_one_password_from_two_keyboards_is_one_password() -> None:
    assert normalised("café") == normalised("cafe\u0301")


def test_the_sentence_names_the_field() -> None:
    with pytest.raises(UserError) as caught:
        check_password("short")
    assert caught.value.field == "password"
