"""The history tab: today's answers over the visit's record, earlier ones beside them."""

import gc
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Role
from clinic_app.services import chart
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind

CTRL = Qt.KeyboardModifier.ControlModifier


def text(driver, name: str) -> str:
    return driver.page.findChild(QLabel, name).text()


def said(driver) -> str:
    driver.settle()
    return " ".join(label.text() for label in driver.page.findChildren(QLabel) if label.isVisible())


def test_answers_go_into_the_record_of_the_open_visit(clinic, history_page, signed_child) -> None:
    driver = history_page(signed_child)
    driver.page.show_target("weight_kg")
    assert "14 Oct: 3.4 kg" in driver.field("weight_kg").hint
    driver.type("weight_kg", "4,2")
    driver.page.leave()
    driver.page._child.controller.save_now()
    driver.settle()
    desk = clinic.desk(Role.NURSE)
    opened = desk.run(chart.open_visit, desk.run(chart.open_chart, signed_child.id))
    held = Answer.from_json(opened.draft.entries["answer:weight_kg"].value)
    assert held == Answer(Decimal("4.2"), unit="kg")


def test_nothing_of_an_earlier_visit_is_carried_but_birth_history_counts(history_page, signed_child) -> None:
    driver = history_page(signed_child)
    assert driver.page._child.controller.record.answers == {}
    driver.page.show_target("birth_weight_g")
    assert driver.edit("birth_weight_g").text() == ""
    assert "Recorded 14 Oct: 2 510 g" in said(driver).replace("\u2009", " ")
    driver.page.show_target("hx_concern")
    assert driver.note("hx_concern").toPlainText() == ""
    assert "14 Oct: Chin shakes <b>when</b> crying" in said(driver)
    assert "What worries the family" in text(driver, "form:summary") or "needed" in text(driver, "form:summary")


def test_who_said_it_and_when_is_told_at_the_field(clinic, history_page, signed_child) -> None:
    driver = history_page(signed_child)
    controller = driver.page._child.controller
    controller.set_answer(ItemKey("temp_c"), Answer(Decimal("36.8"), unit="degC"))
    controller.save_now()
    driver.settle()
    driver.page.show_target("temp_c")
    assert driver.edit("temp_c").text() == "36.8"
    assert "Answered by The nurse, 18 Nov" in text(driver, "form:about")


def test_what_somebody_else_records_appears_without_taking_the_keyboard(history_page, signed_child) -> None:
    driver = history_page(signed_child)
    driver.page.show_target("temp_c")
    driver.keys("36")
    driver.page._child.controller.set_answer(ItemKey("heart_rate"), Answer(Decimal(130), unit="/min"))
    assert driver.edit("heart_rate").text() == "130"
    assert driver.edit("temp_c").text() == "36"
    assert driver.edit("temp_c").hasFocus()


def test_a_refused_text_outlives_the_page(clinic, history_page, signed_child) -> None:
    driver = history_page(signed_child)
    driver.page.show_target("weight_kg")
    driver.type("weight_kg", "6840")
    driver.page.leave()
    driver.page._child.controller.save_now()
    driver.settle()
    again = history_page(signed_child)
    again.page.show_target("weight_kg")
    assert again.edit("weight_kg").text() == "6840"
    assert again.field("weight_kg").problem
    assert ItemKey("weight_kg") not in again.page._child.controller.record.answers


def test_signed_visits_lead_to_their_documents(history_page, signed_child, qtbot) -> None:
    driver = history_page(signed_child)
    note = driver.page._child.chart.last_note
    with qtbot.waitSignal(driver.page.jump_requested) as told:
        driver.page.findChild(QPushButton, f"button:note:{note.id}").click()
    assert told.args == [Tab.DOCUMENTS, str(note.id)]
    assert "Check code" in said(driver)


def test_without_a_visit_the_history_is_read_with_its_days(history_page, signed_child, qtbot) -> None:
    driver = history_page(signed_child, visit=False)
    assert not driver.page.findChildren(QPushButton, "button:finish_intake")
    driver.page.show_target("birth_weight_g")
    assert text(driver, "recorded:birth_weight_g") == "2\u2009510 g"
    assert text(driver, "recorded:apgar_5") == "not asked"
    driver.page.show_target("hx_concern")
    assert text(driver, "recorded:hx_concern") == "Chin shakes <b>when</b> crying"
    assert text(driver, "recorded:ep_active_now") == "not asked"
    assert "14 Oct 2026, The nurse" in said(driver)
    with qtbot.waitSignal(driver.page.start_requested):
        driver.page.findChild(QPushButton, "button:start_from_history").click()


def test_both_faces_are_named_and_the_wheel_edits_nothing(
    history_page, signed_child, assert_named, assert_wheel_edits_nothing
) -> None:
    for visit in (False, True):
        driver = history_page(signed_child, visit=visit)
        assert_named(driver.page)
        assert_wheel_edits_nothing(driver.page)


def test_a_button_that_had_the_focus_ring_outlives_a_collection(history_page, signed_child) -> None:
    """Nobody but the window keeps this button; it once lost its Python part when the ring had moved on."""
    driver = history_page(signed_child, visit=False)
    driver.page.show_target("birth_weight_g")
    gc.collect()
    button = driver.page.findChild(QPushButton, "button:start_from_history")
    assert isinstance(button, ActionButton)
    assert button.kind is ButtonKind.STANDARD
