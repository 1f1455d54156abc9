"""What is taken back is said at once, by keys alone explained, and stands among the checks before signing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.record import answer_key
from clinic_app.ui.pages.taken_back.taken_back_dialog import TakenBackDialog
from clinic_app.ui.pages.taken_back.taken_back_notice import TakenBackNotice
from clinic_app.ui.widgets.toast import toast_of
from tests.ui.pages.plan.conftest import Plan, open_plan, plan

__all__ = ["open_plan", "plan"]

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = ItemKey("ex_conscious")


def raise_and_clear(plan: Plan, qtbot) -> None:
    TakenBackNotice(plan.controller, plan.desk.context.knowledge, plan.page, plan.controller)
    raise_flag(plan, qtbot)
    plan.controller.set_answer(KEY, None)
    plan.controller.save_now()
    qtbot.waitUntil(lambda: bool(plan.record.unexplained))
    plan.settle()


def raise_flag(plan: Plan, qtbot) -> None:
    before = {flag.id for flag in plan.controller.picture.assessment.flags}
    code = next(code for code in ("unresponsive", "reduced", "drowsy", "no") if code in codes(plan))
    with qtbot.waitSignal(plan.controller.picture_ready):
        plan.controller.set_answer(KEY, Answer(code))
    assert {flag.id for flag in plan.controller.picture.assessment.flags} - before


def codes(plan: Plan) -> tuple[str, ...]:
    field = plan.desk.context.knowledge.fields[KEY.field]
    return field.values or ("yes", "no")


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_flag_that_is_seen_is_stored_at_once(plan, qtbot) -> None:
    raise_flag(plan, qtbot)
    plan.controller.set_answer(KEY, None)  # a slip, corrected before the two seconds of autosave are over
    plan.controller.save_now()
    qtbot.waitUntil(lambda: plan.controller.is_saved)
    assert [answer_key(one.key) for one in plan.record.unexplained] == [answer_key(KEY)]


def test_it_is_said_with_old_and_new_value_and_a_way_to_say_why(plan, qtbot) -> None:
    raise_and_clear(plan, qtbot)
    words = toast_of(plan.page).words
    assert words.startswith("Taken back. ")
    assert words.endswith("then cleared")
    plan.press("button:toast")
    assert isinstance(plan.find("dialog:taken_back"), TakenBackDialog)


def test_signing_leads_to_the_question_and_a_digit_answers_it(plan, qtbot) -> None:
    raise_and_clear(plan, qtbot)
    plan.keys((Qt.Key.Key_L, CTRL))
    plan.keys((Qt.Key.Key_S, CTRL))
    qtbot.waitUntil(lambda: plan.page.findChildren(TakenBackDialog) != [])
    dialog = plan.find("dialog:taken_back")
    assert "milder" in words_of(dialog)
    assert not plan.find("button:taken_back_keep").isEnabled()
    qtbot.waitUntil(lambda: plan.find("taken_back_code_edit").hasFocus())
    plan.keys("2", Qt.Key.Key_Return)
    plan.settle()
    assert plan.record.unexplained == ()
    assert [str(one.reason.code) for one in plan.record.told_back] == ["re_examined"]
    assert "Taken back with a reason: 1" in words_of(plan.page)


def test_three_words_are_a_reason_and_two_are_not(plan, qtbot) -> None:
    raise_and_clear(plan, qtbot)
    assert "Taken back, say why" in plan.find("check:taken").text()
    plan.press("button:check:taken")
    edit = plan.find("taken_back_words")
    edit.setFocus()
    qtbot.keyClicks(edit, "wrong line")
    assert not plan.find("button:taken_back_keep").isEnabled()
    qtbot.keyClicks(edit, " read")
    qtbot.keyClick(plan.find("dialog:taken_back"), Qt.Key.Key_Return, CTRL)
    plan.settle()
    assert [one.reason.words for one in plan.record.told_back] == ["wrong line read"]


def test_later_keeps_the_question_and_typing_goes_on(plan, qtbot) -> None:
    raise_and_clear(plan, qtbot)
    plan.press("button:check:taken")
    qtbot.keyClick(plan.find("dialog:taken_back"), Qt.Key.Key_Escape)
    plan.controller.write({"text:family": "goes on"})
    plan.controller.save_now()
    qtbot.waitUntil(lambda: plan.controller.is_saved)
    assert plan.record.unexplained


def test_the_finding_can_be_recorded_again(plan, qtbot) -> None:
    raise_and_clear(plan, qtbot)
    plan.press("button:check:taken")
    plan.press("button:taken_back_restore")
    plan.settle()
    assert KEY in plan.record.answers
    assert plan.record.unexplained == ()
    assert plan.find("check:taken").parentWidget().isHidden()


def test_every_control_is_named_and_the_wheel_edits_nothing(
    plan, qtbot, assert_named, assert_wheel_edits_nothing
) -> None:
    raise_and_clear(plan, qtbot)
    plan.press("button:check:taken")
    dialog = plan.find("dialog:taken_back")
    assert_named(dialog)
    assert_wheel_edits_nothing(dialog)
