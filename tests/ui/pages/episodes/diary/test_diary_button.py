"""The diary from the screen: each way by its key, greyed where it cannot be."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu, QVBoxLayout

from clinic_app.ui.pages.episodes.diary import DiaryButton
from clinic_app.ui.pages.episodes.episodes_page import EpisodesPage
from tests.ui.pages.episodes.diary.conftest import Host

CTRL = Qt.KeyboardModifier.ControlModifier


class Page(Host):
    def __init__(self, child, parent=None) -> None:
        super().__init__(child, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button = DiaryButton(child)
        self.button.add_keys(self)
        QVBoxLayout(self).addWidget(self.button)


def enabled(page: Page) -> list[bool]:
    return [action.isEnabled() for action in page.findChild(QMenu, "menu:diary").actions()]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Qt.Key.Key_P, "dialog:print_diary"),
        (Qt.Key.Key_T, "dialog:type_in"),
        (Qt.Key.Key_I, "dialog:import_diary"),
    ],
)
def test_each_by_its_key(past, show_child, key, name) -> None:
    screen = show_child(Page, past, past.twin_a)
    screen.page.child.log.start_thread("Shakes", None)
    screen.settle()
    screen.keys((key, CTRL)).settle()
    assert screen.page.window().findChild(QDialog, name).isVisible()


def test_without_an_episode_only_a_sheet_can_be_printed(past, show_child) -> None:
    screen = show_child(Page, past, past.twin_a)
    assert enabled(screen.page) == [True, False, False]
    screen.keys((Qt.Key.Key_T, CTRL)).settle()
    assert not screen.page.window().findChildren(QDialog)
    screen.page.child.log.start_thread("Shakes", None)
    screen.settle()
    assert enabled(screen.page) == [True, True, True]


def test_what_was_typed_in_is_said(past, show_child) -> None:
    screen = show_child(Page, past, past.twin_a)
    screen.page.child.log.start_thread("Shakes", None)
    screen.settle()
    screen.keys((Qt.Key.Key_T, CTRL)).settle()
    screen.page.window().findChild(QDialog, "dialog:type_in").activateWindow()
    screen.keys(Qt.Key.Key_Return, "17 nov", Qt.Key.Key_Tab, "7", (Qt.Key.Key_Return, CTRL)).settle()
    assert screen.toast == "1 line added to “Shakes”"


def test_the_screen_of_episodes_offers_the_diary_with_and_without_an_episode(past, show_child) -> None:
    screen = show_child(EpisodesPage, past, past.twin_a)
    screen.press("button:start_diary")
    screen.settle()
    first = screen.page.window().findChild(QDialog, "dialog:print_diary")
    assert first.content
    assert first.code == ""
    first.reject()
    screen.page._child.log.start_thread("Shakes", None)
    screen.settle()
    screen.page.activateWindow()
    screen.settle()
    screen.keys((Qt.Key.Key_P, CTRL)).settle()
    assert screen.page.window().findChildren(QDialog, "dialog:print_diary")[-1].code
