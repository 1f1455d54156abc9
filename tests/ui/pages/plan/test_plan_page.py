"""Lines, flags, patterns and the family's note."""

from datetime import date

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from clinic_app.domain.answers import ItemKey
from clinic_app.domain.people import Role
from clinic_app.domain.sides import Side
from clinic_app.services import chart
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.pages.plan import PlanPage
from clinic_app.ui.pages.plan.line_row import LineRow
from clinic_app.ui.tasks import TaskRunner

CTRL = Qt.KeyboardModifier.ControlModifier
HOSTILE = '<img src=x> O\'Neil ﺱ 😀 & "a"'


def test_every_control_is_named(plan, assert_named) -> None:
    assert_named(plan.page)
    plan.keys((Qt.Key.Key_L, CTRL))
    plan.page.show_target(plan.record.plan[0].id)
    assert_named(plan.page)


def test_the_wheel_edits_nothing(plan, assert_wheel_edits_nothing) -> None:
    plan.keys((Qt.Key.Key_L, CTRL))
    plan.page.show_target(plan.record.plan[0].id)
    before = plan.record
    assert_wheel_edits_nothing(plan.page)
    assert plan.record == before


def test_lines_from_flags_answer_every_flag_once_and_can_be_undone(plan) -> None:
    flags = {flag.id for flag in plan.controller.picture.assessment.flags}
    plan.press("button:lines_from_flags")
    answered = [rule for line in plan.record.plan for rule in line.flags]
    assert sorted(answered) == sorted(flags)
    leaders = {flag.id for flag in plan.controller.picture.assessment.flags if not flag.led_by}
    assert {line.flags[0] for line in plan.record.plan} == leaders
    due = {line.level: line.due for line in plan.record.plan}
    assert due == {"urgent_2wk": date(2026, 12, 2), "routine": date(2026, 12, 16)}
    plan.toast._action.click()
    assert plan.record.plan == ()


def test_a_line_is_written_by_keys(plan) -> None:
    plan.keys(Qt.Key.Key_Escape, Qt.Key.Key_L)
    assert plan.focused == "plan_line_what_edit"
    plan.keys("Sitting", Qt.Key.Key_Return, "not yet", Qt.Key.Key_Return, "8 m corrected", Qt.Key.Key_Return)
    assert plan.focused == "plan_line_who_edit"
    plan.keys((Qt.Key.Key_A, CTRL), "Physio", Qt.Key.Key_Return)
    (line,) = plan.record.plan
    assert (line.what, line.why, line.due, line.who) == ("Sitting", "not yet", date(2026, 12, 22), "Physio")
    assert plan.focused == f"plan_line:{line.id}"


def test_tab_goes_through_the_fields_as_they_are_read(plan) -> None:
    plan.keys(Qt.Key.Key_Escape, Qt.Key.Key_L)
    stops = []
    for _step in range(5):
        plan.keys(Qt.Key.Key_Tab)
        stops.append(plan.focused)
    assert stops == ["plan_line_why_edit", "plan_line_due_edit", "plan_line_who_edit", "button:plan_line_remove",
                     "button:plan_line_done"]  # fmt: skip


def test_a_due_date_that_is_none_keeps_its_text_and_says_why(plan) -> None:
    plan.keys(
        Qt.Key.Key_Escape, Qt.Key.Key_L, "Sitting", Qt.Key.Key_Return, Qt.Key.Key_Return, "soon", Qt.Key.Key_Return
    )
    field = plan.find("plan_line_due")
    assert field.edit.text() == "soon"
    assert "8 m corrected" in field.hint
    assert plan.record.plan[0].due is None


def test_a_removed_line_comes_back_where_it_stood(plan) -> None:
    plan.keys((Qt.Key.Key_L, CTRL))
    before = plan.record.plan
    plan.page.show_target(before[0].id)
    plan.keys(Qt.Key.Key_Escape, Qt.Key.Key_Delete)
    assert plan.record.plan == before[1:]
    plan.toast._action.click()
    assert plan.record.plan == before
    rows = [row.line_id for row in plan.page.findChildren(LineRow) if not row.isHidden()]
    assert sorted(rows) == sorted(line.id for line in before)


def test_keys_walk_the_lines_and_the_flags_lead_to_their_line(plan) -> None:
    plan.keys((Qt.Key.Key_L, CTRL))
    first, second, *_ = plan.record.plan
    assert plan.focused == f"plan_line:{first.id}"
    plan.keys(Qt.Key.Key_J)
    assert plan.focused == f"plan_line:{second.id}"
    plan.press(f"button:open_line:{first.flags[0]}")
    assert plan.find("plan_line_editor").line.id == first.id


def test_a_flag_is_dismissed_with_a_reason_and_taken_back(plan, qtbot) -> None:
    rule = plan.controller.picture.assessment.flags[0].id
    plan.press(f"button:answer_dismiss:{rule}")
    plan.find("flag_dismiss_reason").setPlainText("known since birth")
    plan.press("button:dismiss_flag")
    assert plan.record.flag_answers[rule].reason == "known since birth"
    plan.press(f"button:withdraw:{rule}")
    assert rule not in plan.record.flag_answers


def test_a_finding_in_the_text_follows_its_value(plan, qtbot) -> None:
    editor = plan.find("plan_assessment")
    plan.press("chip:finding:ex_dtr_patellar")
    assert plan.record.assessment == "⟦ex_dtr_patellar⟧ "
    assert "R 3+" in editor.accessibleDescription()
    right = ItemKey("ex_dtr_patellar", Side.RIGHT)
    plan.controller.set_answer(right, None)
    assert "R 3+" not in editor.accessibleDescription()
    assert editor.stored_text() == "⟦ex_dtr_patellar⟧ "


def test_a_finding_is_deleted_by_one_key_and_comes_back_by_undo(plan) -> None:
    editor = plan.find("plan_assessment")
    editor.insert_finding("ex_clonus_beats")
    plan.keys(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert editor.stored_text() == ""
    editor.undo()
    editor.undo()
    assert editor.stored_text() == "⟦ex_clonus_beats⟧ "


def test_typed_and_pasted_brackets_are_no_findings(plan) -> None:
    editor = plan.find("plan_assessment")
    data = QMimeData()
    data.setText("⟦ex_dtr_patellar⟧ \ufffc " + HOSTILE)
    editor.insertFromMimeData(data)
    for typed in "⟦x⟧":
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, typed))
    editor.commit()
    assert plan.record.assessment == "[ex_dtr_patellar]  " + HOSTILE + "x"


def test_findings_are_copied_as_words_and_pasted_inside_as_findings(plan) -> None:
    editor = plan.find("plan_assessment")
    editor.insertPlainText("Now ")
    editor.insert_finding("ex_dtr_patellar")
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "Now Knee jerk R 3+, L 2+ "
    editor.clear()
    editor.insertFromMimeData(data)
    assert editor.stored_text() == "Now ⟦ex_dtr_patellar⟧ "


def test_lines_of_text_are_kept(plan) -> None:
    editor = plan.find("plan_assessment")
    plan.keys("One", Qt.Key.Key_Return, "two", (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier), "three")
    editor.commit()
    assert plan.record.assessment == "One\ntwo\nthree"
    editor.set_stored_text("a\n⟦ex_clonus_beats⟧\n\nb")
    assert editor.stored_text() == "a\n⟦ex_clonus_beats⟧\n\nb"


def test_hostile_words_are_shown_and_kept_exactly(plan) -> None:
    plan.keys(Qt.Key.Key_Escape, Qt.Key.Key_L)
    plan.find("plan_line_what").edit.setText(HOSTILE)
    plan.find("plan_line_what").commit()
    plan.keys(Qt.Key.Key_Escape)
    row = plan.find(f"plan_line:{plan.record.plan[0].id}")
    assert plan.record.plan[0].what == HOSTILE
    assert HOSTILE in row.accessibleName()


def test_the_family_note_is_kept(plan) -> None:
    plan.keys(Qt.Key.Key_Escape, Qt.Key.Key_F)
    plan.keys("We saw the right leg shake.")
    plan.page.leave()
    assert plan.record.family_note == "We saw the right leg shake."


def test_what_is_half_typed_is_taken_over_when_the_page_is_left(plan) -> None:
    plan.keys("Half a")
    plan.page.leave()
    assert plan.record.assessment == "Half a"


def test_asking_leads_to_the_missing_finding(plan) -> None:
    asks = [one for one in plan.page.findChildren(QWidget) if one.objectName().startswith("button:ask:")]
    assert asks
    asks[0].click()
    tab, target = plan.jumps[0]
    assert tab in (Tab.EXAM, Tab.HISTORY)
    assert target


def test_hidden_patterns_are_not_shown(plan) -> None:
    hidden = {one.id for one in plan.controller.picture.assessment.patterns if one.state == "hidden"}
    shown = {one.objectName().split(":")[-1] for one in plan.page.findChildren(QWidget) if
             one.objectName().startswith("chip:pattern:")}  # fmt: skip
    assert hidden
    assert shown
    assert not hidden & shown


def test_a_narrow_window_keeps_everything(open_plan) -> None:
    plan = open_plan(size=(912, 430))
    for name in ("plan_assessment", "button:add_line", "plan_family_note", "button:sign"):
        assert plan.find(name).isVisible()


def test_without_a_visit_the_page_says_so(clinic, dressed, qtbot, open_plan) -> None:
    plan = open_plan()
    desk = clinic.desk(Role.PAEDIATRICIAN)
    page = PlanPage(OpenChild(desk, TaskRunner(), plan.controller.chart, None))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.start_requested):
        page.findChild(QWidget, "button:start_visit").click()
    assert desk.run(chart.open_visit, plan.controller.chart) is not None


def test_why_a_flag_is_raised_is_one_press_away(plan, qtbot) -> None:
    first = plan.controller.picture.assessment.flags[0]
    plan.press(f"button:why:{first.id}")
    qtbot.waitUntil(lambda: plan.page.findChildren(QWidget, "why_text") != [])
    assert plan.find("why_text").accessibleName().startswith(first.title)
