"""What the examination screen shows, and that looking changes nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.sides import Side
from clinic_app.ui.pages.exam.section_block import SectionBlock
from clinic_app.ui.widgets.level_mark import Level
from clinic_app.ui.widgets.section_list import SectionList

RIGHT, LEFT = Side.RIGHT, Side.LEFT


def test_opening_makes_only_the_rows_that_are_near(exam) -> None:
    blocks = exam.page.findChildren(SectionBlock)
    assert any(block.is_built for block in blocks)
    assert not all(block.is_built for block in blocks)


def test_nothing_is_recorded_by_opening_walking_and_scrolling(exam, assert_wheel_edits_nothing, find) -> None:
    before = dict(exam.controller.record.answers)
    find(exam.page, "exam_sections")
    exam.keys(Qt.Key.Key_End, Qt.Key.Key_Home)
    for block in exam.page.findChildren(SectionBlock):
        block.build()
    assert_wheel_edits_nothing(exam.page)
    assert exam.controller.record.answers == before


def test_every_control_is_named(exam, assert_named) -> None:
    for block in exam.page.findChildren(SectionBlock):
        block.build()
    assert_named(exam.page)


def test_counts_grow_with_findings_and_with_reasons(exam) -> None:
    sections = exam.page.findChild(SectionList)
    exam.at("ex_dtr_patellar").keys("3", Qt.Key.Key_Right, "n").choose("a")
    row = next(at for at in range(sections.count()) if sections.item(at).text() == "Tendon reflexes")
    assert "2 of 23" in sections.item(row).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_flag_marks_the_items_it_rests_on(exam, qtbot) -> None:
    exam.at("ex_dtr_patellar").keys("3", Qt.Key.Key_Right, "2")
    qtbot.waitUntil(lambda: "EX28" in {flag.id for flag in exam.controller.picture.assessment.flags})
    assert exam.grid.row("ex_dtr_patellar")._level is Level.WEEKS
    assert exam.grid.row("ex_dtr_achilles")._level is None


def test_an_item_that_hangs_on_another_appears_and_the_keyboard_stays(exam) -> None:
    assert "ex_dimple_diameter_mm" not in {item.field.id for item in exam.grid.items()}
    exam.at("ex_dimple_present").keys("1")
    assert "ex_dimple_diameter_mm" in {item.field.id for item in exam.grid.items()}
    assert exam.place == ("ex_dimple_present", Side.NONE)
    exam.keys("j")
    assert exam.place == ("ex_dimple_diameter_mm", Side.NONE)


def test_what_somebody_else_recorded_is_shown(exam) -> None:
    exam.controller.set_answer(ItemKey("ex_dtr_biceps", LEFT), Answer("4", scale="dtr_common"))
    assert exam.grid.row("ex_dtr_biceps").cell(LEFT).answer == Answer("4", scale="dtr_common")


def test_a_target_is_an_item_a_side_or_a_fact(exam) -> None:
    exam.page.show_target("ex_refl_moro@left")
    assert exam.place == ("ex_refl_moro", LEFT)
    exam.page.show_target("ex_dtr_patellar_left")
    assert exam.place == ("ex_dtr_patellar", LEFT)
    exam.page.show_target("ex_plantar")
    assert exam.place == ("ex_plantar", RIGHT)


def test_leaving_takes_over_what_is_half_typed(exam) -> None:
    exam.at("ex_angle_popliteal").keys("9", "5")
    exam.page.leave()
    assert exam.stored("ex_angle_popliteal", RIGHT) is not None


def test_remarks_are_kept_exactly(exam, find) -> None:
    words = "<img src=x>\nשרה O'Neil 🙂"
    exam.at("ex_remarks").keys(Qt.Key.Key_Return)
    find(exam.page, "exam_ex_remarks_none_edit").setPlainText(words)
    exam.keys(Qt.Key.Key_Escape)
    assert exam.stored("ex_remarks") == Answer(words)
    assert exam.grid.has_keyboard


def test_in_a_narrow_window_the_panels_are_drawers_and_nothing_is_lost(open_exam, find, dressed) -> None:
    exam = open_exam(size=(912, 430))
    flags, sections = find(exam.page, "flags_panel"), find(exam.page, "exam_sections_card")
    assert not flags.isVisible()
    assert not sections.isVisible()
    assert exam.page.width() == 912
    exam.keys(Qt.Key.Key_F6)
    assert flags.isVisible()
    find(exam.page, "button:drawer_left").click()
    assert sections.isVisible()
    assert not flags.isVisible()
    exam.at("ex_plantar").keys(Qt.Key.Key_F6, Qt.Key.Key_Escape)
    assert not flags.isVisible()
    assert exam.place == ("ex_plantar", RIGHT)
    assert exam.grid.has_keyboard


def test_without_a_visit_it_offers_to_start_one(no_visit, qtbot, find, assert_named) -> None:
    assert_named(no_visit)
    with qtbot.waitSignal(no_visit.start_requested):
        find(no_visit, "button:start_visit").click()
    no_visit.show_target("ex_plantar")
    no_visit.leave()


def test_the_childs_name_is_nowhere_on_the_screen_or_in_its_titles(exam) -> None:
    for widget in exam.page.findChildren(QWidget):
        assert "Neil" not in widget.accessibleName() + widget.windowTitle()


def test_the_rest_is_the_rest_of_the_section_that_is_looked_at(exam, find) -> None:
    exam.at("ex_dtr_patellar")
    bar = find(exam.page, "exam_scroll").verticalScrollBar()
    bar.setValue(find(exam.page, "exam_section_posture").y())
    assert "Posture" in find(exam.page, "button:exam_rest").accessibleName()
    assert find(exam.page, "exam_sections").current == "posture"


def test_another_visit_or_none_can_stand_beside_and_the_keyboard_stays(exam, find) -> None:
    exam.at("ex_dtr_patellar", LEFT)
    exam.body._toolbar.beside_chosen.emit("")
    assert exam.place == ("ex_dtr_patellar", LEFT)
    assert exam.grid.has_keyboard
    assert "last visit" not in exam.grid.cell_widget(ItemKey("ex_dtr_patellar", LEFT)).accessibleName()
    exam.keys("v")
    assert "no earlier visit" in exam.body.hint
    exam.body._toolbar.beside_chosen.emit(str(exam.controller.chart.last_note.id))
    assert "last visit 2+ average" in exam.grid.cell_widget(ItemKey("ex_dtr_patellar", LEFT)).accessibleName()
    assert exam.controller.record.answers == {}
