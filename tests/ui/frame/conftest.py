"""A frame with a child in it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.frame.banner_model import BannerModel
from clinic_app.ui.frame.main_frame import MainFrame


@pytest.fixture
def ayla() -> BannerModel:
    return BannerModel(
        surname="Brightwater",
        given_name="Ayla",
        sex="Girl",
        born="14 Mar 2026",
        age="8 m 4 d",
        number="D-00412",
        allergies="None known",
        corrected_age="6 m 27 d",
        gestation="34+3",
        weight="6.84 kg",
        weight_day="18 Nov",
        twin="Twin A · not Isla",
        visit="Visit today, draft",
    )


@pytest.fixture
def otis(ayla: BannerModel) -> BannerModel:
    return replace(
        ayla, surname="Fernsby", given_name="Otis", number="D-00001", twin="", corrected_age="", gestation=""
    )


@pytest.fixture
def frame(dressed: QApplication, qtbot: QtBot) -> MainFrame:
    made = MainFrame()
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    return made


def shown_words(widget: QWidget) -> str:
    """Everything that visible labels say, once Qt has shown what was added to a visible parent."""
    QCoreApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def words_of() -> Callable[[QWidget], str]:
    return shown_words
