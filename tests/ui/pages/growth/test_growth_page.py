"""Growth by keys: measures, ages, axis, and today's values with their centile at once."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from clinic_app.domain.answers import ItemKey
from clinic_app.services import chart
from clinic_app.ui.pages.growth.growth_page import GrowthPage


def opened(show_child, past, patient):
    screen = show_child(GrowthPage, past, patient)
    screen.page.setFocus()
    return screen


def shown(screen) -> str:
    """Which measure the large chart shows."""
    names = ("weight", "length_height", "head", "bmi")
    return next(name for name in names if screen.find(f"filter:{name}", QAbstractButton).isChecked())


def test_letters_choose_the_measure(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    assert shown(screen) == "weight"
    assert [shown(screen.keys(letter)) for letter in "hlbw"] == ["head", "length_height", "bmi", "weight"]


def test_c_chooses_corrected_age_alone_for_a_child_born_early(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    chip = screen.find("filter:corrected_only", QAbstractButton)
    assert chip.isVisible()
    screen.keys("c")
    assert chip.isChecked()
    screen.keys("c")
    assert not chip.isChecked()


def test_the_list_holds_every_visit_with_value_and_centile_newest_first(show_child, with_visit) -> None:
    screen = opened(show_child, with_visit, with_visit.known)
    rows = screen.rows("table:measurements")
    assert [row[1].split()[0] for row in rows] == ["6.84", "5.9"]
    assert rows[0][3] == "–"
    assert rows[1][3].startswith("39.5")


def test_nothing_measured_is_not_the_same_as_usual_growth(show_child, past) -> None:
    screen = opened(show_child, past, past.twin_a)
    assert screen.find("empty:growth").isVisible()
    assert "not the same as usual growth" in screen.find("empty:growth").accessibleName()
    assert not screen.find("table:measurements").isVisible()


def test_without_an_open_visit_nothing_is_entered(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    screen.keys("a")
    assert not screen.page.findChildren(QLineEdit)


def test_todays_values_go_into_the_visit_with_their_centile_at_once(show_child, past) -> None:
    screen = opened(show_child, past, past.twin_a).keys("a")
    edit = screen.find("field:weight_kg").findChild(QLineEdit)
    assert edit.hasFocus()
    QTest.keyClicks(edit, "4.2")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    screen.settle()
    assert "z " in screen.find("score:weight_kg").text() or "centile" in screen.find("score:weight_kg").text()
    screen.controller.save_now()
    screen.settle()
    draft = past.desk().run(chart.open_visit, past.desk().run(chart.read_chart, past.twin_a.id)).draft
    assert draft.entries["answer:weight_kg"].value["value"] == {"number": "4.2"}
    assert draft.entries["answer:weight_kg"].value["unit"] == "kg"


def test_letters_that_are_typed_into_a_field_do_nothing_else(show_child, past) -> None:
    screen = opened(show_child, past, past.twin_a).keys("a")
    edit = screen.find("field:weight_kg").findChild(QLineEdit)
    QTest.keyClicks(edit, "hb")
    assert shown(screen) == "weight"


@pytest.mark.parametrize("typed", ["1,234", "4200 pounds", "heavy", "-4", "900"])
def test_what_cannot_be_read_is_kept_and_refused_with_a_reason(show_child, past, typed) -> None:
    screen = opened(show_child, past, past.twin_a).keys("a")
    edit = screen.find("field:weight_kg").findChild(QLineEdit)
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    screen.settle()
    assert edit.text() == typed
    assert screen.find("field:weight_kg_hint").text()
    assert ItemKey("weight_kg") not in screen.controller.record.answers


@pytest.mark.parametrize("typed", ["4,2", "4.2", "4200 g", "4.2 kg"])
def test_both_marks_and_units_are_read(show_child, past, typed) -> None:
    screen = opened(show_child, past, past.twin_a).keys("a")
    edit = screen.find("field:weight_kg").findChild(QLineEdit)
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert screen.controller.record.answers[ItemKey("weight_kg")].value == Decimal("4.2")


def test_the_axis_always_holds_today(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    first = screen.page._span
    for _ in range(9):
        screen.keys("+")
    assert screen.page._span == first
    for _ in range(9):
        screen.keys("-")
    longest = screen.page._span
    assert longest != first
    screen.keys("-")
    assert screen.page._span == longest


@pytest.mark.parametrize("who", ["known", "twin_a"])
def test_every_control_is_named_and_the_wheel_edits_nothing(
    show_child, past, assert_named, assert_wheel_edits_nothing, who
) -> None:
    screen = opened(show_child, past, getattr(past, who)).keys("a")
    assert_named(screen.page)
    before = screen.controller.record if screen.controller is not None else None
    assert_wheel_edits_nothing(screen.page)
    assert (screen.controller.record if screen.controller is not None else None) == before
    assert screen.plain_labels()
