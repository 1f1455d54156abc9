"""From flags to a sealed note, and everything that stands in the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from clinic_app.domain.people import Role
from clinic_app.services.documents import clinician_summary, printable_note
from clinic_app.ui.pages.plan.sign_dialog import SignDialog

CTRL = Qt.KeyboardModifier.ControlModifier


def text_of(document: object) -> str:
    return repr(document)


def test_by_keys_alone_from_flags_to_a_sealed_note(plan, qtbot) -> None:
    plan.keys("Right leg brisker: ", (Qt.Key.Key_I, CTRL), "knee", Qt.Key.Key_Return)
    plan.keys(Qt.Key.Key_Escape, (Qt.Key.Key_L, CTRL))
    assert plan.open_flags == set()
    assert all(line.due is not None and line.who for line in plan.record.plan)
    plan.keys((Qt.Key.Key_S, CTRL))
    qtbot.waitUntil(lambda: plan.page.findChildren(SignDialog) != [])
    dialog = plan.find("dialog:sign")
    qtbot.waitUntil(
        lambda: dialog.focusWidget() is not None and dialog.focusWidget().objectName() == "button:sign_back"
    )
    with qtbot.waitSignal(plan.page.signed):
        plan.keys((Qt.Key.Key_Return, CTRL))
    note = plan.signed[0]
    assert "⟦ex_dtr_patellar⟧" in note.content()["entries"]["text:assessment"]["value"]
    visit = plan.desk.run(printable_note, plan.controller.chart, note)
    paper = plan.desk.run(clinician_summary, plan.controller.chart, visit)
    assert paper.assessment == ("Right leg brisker: Knee jerk R 3+, L 2+ ",)
    assert "6 beats" in text_of(paper.examination)


def test_an_unanswered_flag_refuses_and_jumps_there(plan, qtbot) -> None:
    first = next(iter(plan.controller.picture.assessment.flags)).id
    plan.keys((Qt.Key.Key_S, CTRL))
    qtbot.waitUntil(lambda: plan.focused == f"button:answer_plan:{first}")
    assert "No answer yet" in plan.toast.words
    assert plan.page.findChildren(QDialog) == []
    assert plan.signed == []


def test_a_line_without_a_date_refuses_and_opens_there(plan, qtbot) -> None:
    plan.keys((Qt.Key.Key_L, CTRL), Qt.Key.Key_L)
    plan.keys("Phone the family", Qt.Key.Key_Return)
    plan.settle()
    plan.keys((Qt.Key.Key_S, CTRL))
    qtbot.waitUntil(lambda: "no date" in plan.toast.words)
    assert plan.focused == "plan_line_due_edit"


def test_enter_in_the_question_goes_back(plan, qtbot) -> None:
    plan.keys((Qt.Key.Key_L, CTRL), (Qt.Key.Key_S, CTRL))
    qtbot.waitUntil(lambda: plan.page.findChildren(SignDialog) != [])
    plan.find("dialog:sign").setFocus()
    qtbot.keyClick(plan.find("dialog:sign"), Qt.Key.Key_Return)
    plan.settle()
    assert plan.signed == []


def test_the_question_says_whose_visit_and_what_is_missing(plan, qtbot) -> None:
    plan.keys((Qt.Key.Key_L, CTRL), (Qt.Key.Key_S, CTRL))
    qtbot.waitUntil(lambda: plan.page.findChildren(SignDialog) != [])
    dialog = plan.find("dialog:sign")
    words = "\n".join(label.text() for label in dialog.findChildren(type(plan.find("check:flags"))))
    assert "BRIGHTWATER, Ayla" in words
    assert "Ankle clonus: right 6 beats, left 2 beats" in words
    assert "not examined" in words
    assert "BRIGHTWATER" not in dialog.windowTitle()


def test_what_was_looked_at_is_what_is_sealed(plan, qtbot) -> None:
    plan.keys((Qt.Key.Key_L, CTRL), (Qt.Key.Key_S, CTRL))
    qtbot.waitUntil(lambda: plan.page.findChildren(SignDialog) != [])
    plan.controller.write({"text:family": "changed behind the question"})
    plan.controller.save_now()
    plan.settle()
    plan.press("button:confirm_sign")
    qtbot.waitUntil(lambda: "changed since" in plan.toast.words)
    assert plan.signed == []


def test_a_nurse_sees_who_may_sign(open_plan) -> None:
    plan = open_plan(Role.NURSE)
    assert not plan.find("button:sign").isEnabled()
    assert plan.find("signing_hint").text() == "Signing needs the role paediatrician or lead."
    plan.keys((Qt.Key.Key_S, CTRL), (Qt.Key.Key_L, CTRL))
    plan.settle()
    assert plan.record.plan == ()
    assert plan.find("plan_assessment").isReadOnly()


@pytest.mark.parametrize("name", ["button:check:not_examined", "button:check:sides"])
def test_lists_open_by_name(plan, name) -> None:
    plan.press(name)
    assert plan.find("dialog:review").isVisible()
