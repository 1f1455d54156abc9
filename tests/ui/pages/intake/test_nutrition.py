"""Nutrition and laboratory values in the history: typed in any unit, read against the age, explained on request."""

from decimal import Decimal

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from clinic_app.domain.answers import Answer, ItemKey, Typed
from clinic_app.domain.people import Role
from clinic_app.services import chart, lab_limits
from clinic_app.services.lab_limits import NewLimit
from clinic_app.ui.pages.intake.nutrition_panel import NutritionPanel
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch

HOSTILE = "<img src=x> of O'Neil \u05de\u05e2\u05d1\u05d3\u05d4 \U0001f600"


def panel(driver) -> NutritionPanel:
    return driver.page.findChild(NutritionPanel)


def said(driver) -> str:
    """Every visible word of the panel, once the record was judged and read anew."""
    for _round in range(4):
        driver.settle()
        QTest.qWait(60)
    return "\n".join(label.text() for label in panel(driver).findChildren(QLabel) if label.isVisible())


def stored(clinic, patient, field: str) -> Answer:
    desk = clinic.desk(Role.NURSE)
    opened = desk.run(chart.open_visit, desk.run(chart.open_chart, patient.id))
    return Answer.from_json(opened.draft.entries[f"answer:{field}"].value)


def unit_of(driver, field: str) -> SegmentedSwitch:
    return driver.page.findChild(SegmentedSwitch, f"field:{field}_unit")


def test_a_value_typed_with_its_unit_is_kept_as_typed_and_converted(clinic, history_page, signed_child) -> None:
    driver = history_page(signed_child)
    driver.page.show_target("lb_glucose_mmol")
    driver.type("lb_glucose_mmol", "46 mg/dL")
    assert driver.edit("lb_glucose_mmol").text() == "46"
    assert unit_of(driver, "lb_glucose_mmol").current == "mg/dL"
    assert "Read as 2.56 mmol/L" in driver.field("lb_glucose_mmol").hint
    driver.page.leave()
    driver.page._child.controller.save_now()
    driver.settle()
    assert stored(clinic, signed_child, "lb_glucose_mmol") == Answer(
        Decimal("2.56"), unit="mmol/L", typed=Typed(Decimal(46), "mg/dL")
    )
    words = said(driver)
    assert "Glucose: 46 mg/dL = 2.56 mmol/L" in words
    assert "Below 47 mg/dL (definition of low)" in words


def test_the_whole_way_by_keyboard(history_page, signed_child) -> None:
    """Section by section, a number, its unit by an arrow, then Why by the space bar."""
    driver = history_page(signed_child)
    driver.page.setFocus()
    driver.page.show_target("hc_cm")
    for _step in range(4):
        driver.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert driver.page._form.section == "laboratory"
    assert QApplication.focusWidget() is driver.edit("lb_glucose_mmol")
    driver.keys("46").press(Qt.Key.Key_Tab).press(Qt.Key.Key_Right)
    assert unit_of(driver, "lb_glucose_mmol").current == "mg/dL"
    assert driver.field("lb_glucose_mmol").answer == Answer(
        Decimal("2.56"), unit="mmol/L", typed=Typed(Decimal(46), "mg/dL")
    )
    assert "Below 47 mg/dL" in said(driver)
    why = driver.page.findChild(QPushButton, "button:why:lb_glucose_mmol:0")
    for _step in range(60):
        if QApplication.focusWidget() is why:
            break
        driver.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is why
    driver.press(Qt.Key.Key_Space)
    assert "How sure: knowledge" in said(driver)
    assert "General medical knowledge" in said(driver)


def test_another_unit_reads_the_same_digits_anew(history_page, signed_child) -> None:
    driver = history_page(signed_child)
    driver.page.show_target("lb_ca_total_mmol")
    driver.type("lb_ca_total_mmol", "9.2")
    field = driver.field("lb_ca_total_mmol")
    assert field.answer.value == Decimal("9.2")
    assert "Believable" in field.hint
    QTest.keyClick(unit_of(driver, "lb_ca_total_mmol"), Qt.Key.Key_Right)
    assert driver.edit("lb_ca_total_mmol").text() == "9.2"
    assert field.answer == Answer(Decimal("2.3"), unit="mmol/L", typed=Typed(Decimal("9.2"), "mg/dL"))


def test_a_refused_value_keeps_its_unit_over_another_section(history_page, signed_child) -> None:
    driver = history_page(signed_child)
    driver.page.show_target("lb_glucose_mmol")
    driver.type("lb_glucose_mmol", "99999 mg/dL")
    assert driver.field("lb_glucose_mmol").problem
    assert driver.field("lb_glucose_mmol").answer is None
    driver.page.show_target("weight_kg")
    driver.page.show_target("lb_glucose_mmol")
    assert driver.field("lb_glucose_mmol").typed_text == "99999 mg/dL"
    assert driver.field("lb_glucose_mmol").problem


def test_bodies_that_differ_and_ages_without_a_limit(history_page, signed_child) -> None:
    driver = history_page(signed_child)
    driver.page.show_target("lb_glucose_mmol")
    assert "That is not the same as normal." in said(driver)
    driver.type("lb_hb_g_l", "10.4 g/dL")
    words = said(driver)
    assert "Haemoglobin: 10.4 g/dL = 104 g/L" in words
    assert "No limit here for this age" in words


def test_the_limit_of_the_clinic_stands_first_with_its_reason(clinic, history_page, signed_child) -> None:
    new = NewLimit("0", "18 y", "3", "", "mmol/L")
    clinic.desk(Role.LEAD).run(lab_limits.set_own_limit, "lb_glucose_mmol", new, HOSTILE, 0)
    driver = history_page(signed_child)
    driver.page.show_target("lb_glucose_mmol")
    driver.type("lb_glucose_mmol", "2.8")
    words = said(driver)
    assert words.index("Below 3 mmol/L (own limit), this clinic") < words.index("Not below 2.6 mmol/L")
    QTest.mouseClick(driver.page.findChild(QPushButton, "button:why:lb_glucose_mmol:0"), Qt.MouseButton.LeftButton)
    assert f"Reason: {HOSTILE}" in said(driver)


def test_risks_food_and_intakes_of_this_age(history_page, signed_child) -> None:
    driver = history_page(signed_child)
    driver.page.show_target("hx_sun_low")
    words = said(driver)
    assert "Too little vitamin D: Not known" in words
    assert "Low stores from birth: Risk recorded" in words
    assert "No honey in any form before 12 months" in words
    assert panel(driver).findChild(QLabel, "intake:calcium").text() == "200 mg"
    QTest.keyClick(driver.field("hx_sun_low")._control, Qt.Key.Key_1)
    assert "Too little vitamin D: Risk recorded" in said(driver)


def test_without_a_visit_it_is_only_read(history_page, signed_child) -> None:
    driver = history_page(signed_child, visit=False)
    driver.page.show_target("lb_glucose_mmol")
    assert "No laboratory value is recorded" in said(driver)
    driver.page.show_target("hx_sun_low")
    assert "No whole nuts before 5 years" in said(driver)


def test_every_control_is_named_and_obeys_no_markup_and_no_wheel(history_page, signed_child) -> None:
    driver = history_page(signed_child)
    for target in ("hx_sun_low", "hx_pica", "lb_glucose_mmol"):
        driver.page.show_target(target)
        said(driver)
        for control in driver.page.findChildren(QWidget):
            if control.focusPolicy() != Qt.FocusPolicy.NoFocus and control.isVisible():
                assert control.objectName(), control
                assert control.accessibleName(), control.objectName()
        labels = driver.page.findChildren(QLabel)
        assert all(label.textFormat() is Qt.TextFormat.PlainText or not label.text() for label in labels)
    driver.type("lb_na_mmol", "139")
    before = driver.page._child.controller.record.answers
    for control in (driver.edit("lb_na_mmol"), unit_of(driver, "lb_na_mmol")):
        control.setFocus()
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(control.mapToGlobal(QPoint(5, 5))), QPoint(0, 0), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, wheel)
    assert driver.page._child.controller.record.answers == before
    assert before[ItemKey("lb_na_mmol")].value == Decimal(139)
