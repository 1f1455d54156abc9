"""A number in one of several units: the digits stay as typed, what they mean is kept in one unit."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from clinic_app.clinical.fields import Range
from clinic_app.domain.answers import Answer, Typed
from clinic_app.domain.units import OtherUnit
from clinic_app.ui.widgets.number_field import NumberField
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch

MG = OtherUnit("mg/dL", Decimal(1), Decimal(18), "KNOWLEDGE", "knowledge")
LIMITS = Range(Decimal("0.1"), Decimal(170), Decimal("1.5"), Decimal(20), "check the unit", "Believable")
TYPED = Answer(Decimal("2.5"), unit="mmol/L", typed=Typed(Decimal(45), "mg/dL"))


class Form(QWidget):
    """One field, and something else to go to."""

    def __init__(self) -> None:
        super().__init__()
        self.field = NumberField("glucose", "Glucose", "", "mmol/L", 2, LIMITS, others=(MG,))
        self.other = QPushButton("Other")
        self.heard: list[Answer | None] = []
        self.field.answer_changed.connect(self.heard.append)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)

    @property
    def unit(self) -> SegmentedSwitch:
        return self.field.findChild(SegmentedSwitch)


@pytest.fixture
def form(dressed, qtbot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def put(form: Form, qtbot, text: str) -> None:
    form.field.focus_edit()
    form.field.edit.selectAll()
    qtbot.keyClicks(form.field.edit, text)
    form.other.setFocus()


def test_a_typed_unit_moves_to_the_switch_and_the_number_stays(form, qtbot) -> None:
    put(form, qtbot, "45 mg/dL")
    assert form.heard == [TYPED]
    assert (form.field.edit.text(), form.unit.current, form.field.unit) == ("45", "mg/dL", "mg/dL")
    assert "Read as 2.5 mmol/L" in form.field.hint


def test_the_chosen_unit_is_meant_where_none_is_typed(form, qtbot) -> None:
    form.unit.setFocus()
    qtbot.keyClick(form.unit, Qt.Key.Key_Right)
    put(form, qtbot, "45")
    assert form.heard == [TYPED]


def test_choosing_another_unit_reads_the_digits_anew(form, qtbot) -> None:
    put(form, qtbot, "5")
    qtbot.keyClick(form.unit, Qt.Key.Key_Right)
    assert form.field.edit.text() == "5"
    assert form.heard[-1].typed == Typed(Decimal(5), "mg/dL")
    assert form.heard[-1].value == Decimal("0.28")
    qtbot.keyClick(form.unit, Qt.Key.Key_Left)
    assert form.heard[-1] == Answer(Decimal(5), unit="mmol/L")


def test_a_stored_answer_comes_back_as_it_was_typed(form) -> None:
    form.field.set_answer(Answer.from_json(TYPED.to_json()))
    assert (form.field.edit.text(), form.unit.current) == ("45", "mg/dL")
    assert form.heard == []
    form.field.set_answer(Answer(Decimal("2.6"), unit="mmol/L"))
    assert (form.field.edit.text(), form.unit.current) == ("2.6", "mmol/L")


def test_an_unusual_number_is_confirmed_in_its_own_unit(form, qtbot) -> None:
    put(form, qtbot, "18 mg/dL")
    assert "Type it again to confirm" in form.field.hint
    assert form.heard[-1].confirmed_unusual is False
    put(form, qtbot, "18")
    assert form.heard[-1].confirmed_unusual is True
    assert form.heard[-1].typed == Typed(Decimal(18), "mg/dL")


def test_a_refused_number_is_told_with_its_unit(form, qtbot) -> None:
    qtbot.keyClick(form.unit, Qt.Key.Key_Right)
    put(form, qtbot, "99999")
    assert form.field.problem
    assert form.field.answer is None
    assert form.field.typed_text == "99999 mg/dL"


def test_a_strange_unit_is_refused_and_a_signed_field_keeps_its_unit(form, qtbot) -> None:
    put(form, qtbot, "45 furlongs")
    assert "unit that does not fit" in form.field.problem
    form.field.set_answer(TYPED)
    form.field.set_read_only(True)
    qtbot.keyClick(form.unit, Qt.Key.Key_Left)
    assert form.field.answer == TYPED
    assert form.field.unit == "mg/dL"


def test_switch_and_edit_say_the_unit_that_is_meant(form, qtbot) -> None:
    assert form.field.edit.accessibleName() == "Glucose, mmol/L"
    assert form.unit.accessibleName() == "Glucose, unit: mmol/L"
    put(form, qtbot, "45 mg/dL")
    assert form.field.edit.accessibleName() == "Glucose, mg/dL"
    assert form.unit.accessibleName() == "Glucose, unit: mg/dL"
