"""The list of sections: chosen by key and pointer, counted, read aloud."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from clinic_app.ui.widgets.progress_ring import draw_progress_ring
from clinic_app.ui.widgets.section_list import SectionList, SectionProgress

SECTIONS = (
    SectionProgress("tendon", "Tendon reflexes", 8, 10),
    SectionProgress("tone", "Passive tone", 0, 14),
    SectionProgress("power", "Strength <b>", 8, 8),
)


@pytest.fixture
def sections(dressed, qtbot: QtBot) -> SectionList:
    made = SectionList("exam_sections", "Sections of the examination")
    qtbot.addWidget(made)
    made.set_sections(SECTIONS)
    made.show()
    return made


def test_j_and_k_go_through_the_sections(sections, qtbot):
    heard: list[str] = []
    sections.section_chosen.connect(heard.append)
    sections.set_current("tendon")
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(sections, key)
    assert heard == ["tone", "power", "tone"]
    assert sections.current == "tone"


def test_a_press_chooses(sections, qtbot):
    middle = sections.visualItemRect(sections.item(2)).center()
    with qtbot.waitSignal(sections.section_chosen) as told:
        qtbot.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert told.args == ["power"]


def test_new_counts_keep_the_chosen_section_and_tell_nobody(sections, qtbot):
    sections.set_current("tone")
    heard: list[str] = []
    sections.section_chosen.connect(heard.append)
    sections.set_sections((SECTIONS[0], SectionProgress("tone", "Passive tone", 1, 14), SECTIONS[2]))
    sections.set_sections(SECTIONS[1:])
    assert sections.current == "tone"
    assert heard == []


def test_counts_are_spoken_and_titles_shown_as_they_are(sections, assert_named):
    spoken = [sections.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken[0] == "Tendon reflexes, 8 of 10 answered"
    assert spoken[2] == "Strength <b>, 8 of 8 answered"
    assert_named(sections)


def ring(done: int, total: int) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_progress_ring(painter, image.rect(), done, total)
    painter.end()
    return image


def test_none_some_and_all_look_different_and_an_empty_section_is_not_complete(dressed):
    assert ring(0, 8) != ring(4, 8)
    assert ring(4, 8) != ring(8, 8)
    assert ring(0, 0) == ring(0, 8)
