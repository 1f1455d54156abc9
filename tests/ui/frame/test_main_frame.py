"""Rail, tabs, body and footer."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from clinic_app.ui.frame.banner_model import BannerModel
from clinic_app.ui.frame.main_frame import MainFrame
from clinic_app.ui.theme import ThemeName, apply_theme, next_theme

TABS = (
    ("overview", "Overview"), ("history", "History"), ("exam", "Exam"), ("growth", "Growth"),
    ("plan", "Assessment and plan"), ("documents", "Documents"),
)  # fmt: skip


def _button(frame: MainFrame, name: str) -> QPushButton:
    found = frame.findChild(QPushButton, name)
    assert found is not None
    return found


@pytest.fixture
def with_child(frame: MainFrame, ayla: BannerModel) -> MainFrame:
    frame.show_child(ayla, TABS)
    return frame


def test_every_control_is_named(with_child: MainFrame, assert_named: Callable[[QWidget], None]) -> None:
    assert_named(with_child)


def test_the_wheel_edits_nothing(with_child: MainFrame, assert_wheel_edits_nothing: Callable[[QWidget], None]) -> None:
    assert_wheel_edits_nothing(with_child)


@pytest.mark.parametrize("place", ["today", "patients", "due", "settings", "lock"])
def test_the_rail_tells_where_to_go(frame: MainFrame, qtbot: QtBot, place: str) -> None:
    with qtbot.waitSignal(frame.rail_chosen) as chosen:
        _button(frame, f"rail:{place}").click()
    assert chosen.args == [place]


def test_a_count_is_spoken(frame: MainFrame) -> None:
    frame.rail.set_count("due", 9)
    assert _button(frame, "rail:due").accessibleName() == "Due, 9 wait"
    frame.rail.set_count("due", 0)
    assert _button(frame, "rail:due").accessibleName() == "Due"


@pytest.mark.parametrize(("digit", "tab"), [(1, "overview"), (3, "exam"), (6, "documents")])
def test_alt_and_a_digit_opens_a_tab(with_child: MainFrame, qtbot: QtBot, digit: int, tab: str) -> None:
    qtbot.waitActive(with_child)
    with qtbot.waitSignal(with_child.tab_chosen) as chosen:
        qtbot.keyClick(with_child, Qt.Key(Qt.Key.Key_0 + digit), Qt.KeyboardModifier.AltModifier)
    assert chosen.args == [tab]


def test_a_digit_beyond_the_tabs_opens_nothing(with_child: MainFrame, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(with_child.tab_chosen):
        qtbot.keyClick(with_child, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)


def test_without_a_child_there_is_neither_banner_nor_tab(with_child: MainFrame, qtbot: QtBot) -> None:
    with_child.clear_child()
    assert not with_child.banner.isVisible()
    assert not with_child.tabs.isVisible()
    assert with_child.banner.model is None
    with qtbot.assertNotEmitted(with_child.tab_chosen):
        qtbot.keyClick(with_child, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)


def test_a_narrow_window_keeps_every_tab(with_child: MainFrame) -> None:
    with_child.tabs.select("documents")
    assert with_child.tabs.overflowing() == ()
    with_child.resize(760, 540)
    hidden = with_child.tabs.overflowing()
    assert hidden
    assert "documents" not in hidden
    assert _button(with_child, "tab:more").isVisible()


def test_a_narrow_window_leaves_icons_and_no_footer(frame: MainFrame) -> None:
    assert frame.rail.width() == 72
    frame.resize(960, 540)
    assert frame.rail.width() == 48
    assert not frame.footer.isVisible()
    assert frame.width() == 960


def test_the_footer_says_keys_and_what_is_saved(frame: MainFrame, words_of: Callable[[QWidget], str]) -> None:
    page = QWidget()
    frame.show_page(page, (("J K", "Item"), ("N", "Not examined")))
    frame.footer.set_saved("Saved 10:38:08")
    frame.footer.set_who("Station 1", "Dr M. Tallow", "Demo data")
    words = words_of(frame.footer)
    assert all(part in words for part in ("Not examined", "Saved 10:38:08", "Station 1", "Dr M. Tallow", "Demo data"))
    assert frame.body.currentWidget() is page


def test_a_page_that_is_too_tall_scrolls_and_the_frame_stays(frame: MainFrame) -> None:
    page = QWidget()
    page.setMinimumHeight(2000)
    frame.show_page(page)
    assert frame.height() == 728
    assert frame.minimumSizeHint().height() < 728
    assert frame.rect().contains(frame.footer.geometry())


def test_larger_text_makes_the_frame_larger(with_child: MainFrame, dressed: QApplication) -> None:
    apply_theme(dressed, ThemeName.LIGHT, 1.3)
    with_child.resize(1800, 900)
    heights = (with_child.banner.height(), with_child.tabs.height(), with_child.footer.height())
    assert heights == (70, 44, 34)
    assert with_child.rail.width() == 94
    apply_theme(dressed, ThemeName.LIGHT)
    assert with_child.banner.height() == 54


def test_it_paints_in_every_theme(with_child: MainFrame, dressed: QApplication) -> None:
    colours = set()
    for _ in range(3):
        apply_theme(dressed, next_theme())
        image = with_child.grab().toImage()
        colours.add(image.pixelColor(image.width() // 2, image.height() // 2).name())
    assert len(colours) >= 2
