"""The identity of the child is whole, exact and never left over."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.frame.banner_model import BannerModel
from clinic_app.ui.frame.patient_banner import PatientBanner
from clinic_app.ui.widgets.disclosure_button import DisclosureButton

Words = Callable[[QWidget], str]


@pytest.fixture
def banner(dressed: object, qtbot: QtBot) -> PatientBanner:
    made = PatientBanner()
    qtbot.addWidget(made)
    made.resize(1294, 54)
    made.show()
    return made


def _settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_says_who_the_child_is(banner: PatientBanner, ayla: BannerModel, words_of: Words) -> None:
    banner.show_child(ayla)
    words = words_of(banner)
    for part in (
        "BRIGHTWATER, Ayla", "Girl", "14 Mar 2026", "8 m 4 d", "Corrected (34+3)", "6 m 27 d", "6.84 kg", "D-00412",
        "None known",
    ):  # fmt: skip
        assert part in words
    assert banner.accessibleName().startswith("BRIGHTWATER, Ayla, Girl, born 14 Mar 2026, 8 m 4 d, corrected 6 m 27 d")


def test_nothing_of_the_last_child_stays(
    banner: PatientBanner, ayla: BannerModel, otis: BannerModel, words_of: Words
) -> None:
    banner.show_child(ayla)
    banner.show_child(otis)
    _settle()
    everything = words_of(banner) + banner.accessibleName()
    assert "Brightwater".upper() not in everything
    assert "6 m 27 d" not in everything
    assert banner.findChild(QWidget, "banner:twin") is None
    banner.clear()
    _settle()
    assert "FERNSBY" not in words_of(banner) + banner.accessibleName()


@pytest.mark.parametrize("name", ["<img src=x>", "O'Neil & Söhne", "=cmd|' /C calc'!A0", "נועה", "👶🏽 Kim", "A" * 60])
def test_names_are_shown_exactly(banner: PatientBanner, ayla: BannerModel, name: str) -> None:
    banner.show_child(replace(ayla, given_name=name))
    label = banner.findChild(QLabel, "banner:name")
    assert label is not None
    assert label.text() == f"BRIGHTWATER, {name}"


def test_a_narrow_banner_moves_facts_to_a_second_line(
    banner: PatientBanner, ayla: BannerModel, words_of: Words
) -> None:
    banner.show_child(ayla)
    banner.resize(620, banner.height())
    words = words_of(banner)
    assert all(part in words for part in ("BRIGHTWATER, Ayla", "14 Mar 2026", "8 m 4 d", "6 m 27 d"))
    assert "None known" not in words
    more = banner.findChild(DisclosureButton, "banner:more")
    assert more is not None
    assert more.isVisible()
    more.click()
    words = words_of(banner)
    assert all(
        part in words
        for part in ("Sex Girl", "Number D-00412", "Allergies None known", "6.84 kg", "Visit today, draft")
    )


def test_allergies_give_way_last(banner: PatientBanner, ayla: BannerModel, words_of: Words) -> None:
    banner.show_child(ayla)
    banner.resize(820, banner.height())
    words = words_of(banner)
    assert "None known" in words
    assert "D-00412" not in words


def test_the_twin_warning_stays_at_any_width(banner: PatientBanner, ayla: BannerModel) -> None:
    banner.show_child(ayla)
    banner.resize(700, banner.height())
    QCoreApplication.processEvents()
    twin = banner.findChild(QWidget, "banner:twin")
    assert twin is not None
    assert twin.isVisible()
    assert banner.rect().contains(twin.geometry())
