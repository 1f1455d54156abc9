"""Growth by keys: measures, ages, axis, and today's values with their centile at once."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from clinic_app.domain.answers import ItemKey
from clinic_app.services import chart
from clinic_app.ui.pages.growth.growth_page import GrowthPage
from clinic_app.ui.painting.chart_widget import ChartWidget
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.drop_down import DropDown
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch
from clinic_app.ui.widgets.why_dialog import WhyDialog


def opened(show_child, past, patient):
    screen = show_child(GrowthPage, past, patient)
    screen.page.setFocus()
    return screen


def shown(screen) -> str:
    """Which picture the large chart shows."""
    return screen.find("switch:measure", SegmentedSwitch).current


def span_of(screen) -> str:
    return screen.find("drop:span", DropDown).currentText()


def test_letters_choose_the_measure(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    assert shown(screen) == "weight"
    assert [shown(screen.keys(letter)) for letter in "hlbfpw"] == [
        "head", "length_height", "bmi", "weight_for_length", "preterm", "preterm",
    ]  # fmt: skip
    assert screen.find("switch:preterm_measure", SegmentedSwitch).current == "weight"


def test_c_chooses_corrected_age_alone_for_a_child_born_early(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    ages = screen.find("switch:ages", SegmentedSwitch)
    assert ages.isVisible()
    assert [ages.current, screen.keys("c") and ages.current, screen.keys("c") and ages.current] == [
        "both", "corrected", "both",
    ]  # fmt: skip


def test_the_list_holds_every_visit_with_value_and_centile_newest_first(show_child, with_visit) -> None:
    screen = opened(show_child, with_visit, with_visit.known)
    rows = screen.rows("table:measurements")
    assert [row[2] for row in rows] == ["6.84", "5.9"]
    assert [row[4] for row in rows] == ["–", "39.5"]
    cells = screen.find("table:measurements", ClinicTable).rows[0].cells
    assert [cell.aside for cell in cells] == ["", "", "19", "", ""]
    assert cells[2].words == "6.84 kg, 19th centile"


def test_arrows_walk_the_points_which_show_their_card_and_speak(show_child, with_visit) -> None:
    screen = opened(show_child, with_visit, with_visit.known)
    screen.keys(Qt.Key.Key_Right)
    picture = screen.find("chart:growth_picture")
    assert picture.hasFocus()
    spoken = picture.accessibleDescription()
    assert spoken.startswith("6.84 kg on 18 Nov 2026, corrected 6 m 27 d: 19th, z −0.9, chronological 8 m 4 d: 10th")
    assert ", ".join(line.text for line in picture.point.card) == spoken
    assert "point 2 of 2" in screen.words
    screen.keys(Qt.Key.Key_Left)
    assert picture.accessibleDescription().startswith("5.9 kg on 14 Oct 2026")
    assert screen.find("table:measurements", ClinicTable).selected_id == "2026-10-14"


def test_t_shows_the_same_as_a_table(show_child, with_visit) -> None:
    screen = opened(show_child, with_visit, with_visit.known).keys("t")
    chart = screen.find("chart:growth", ChartWidget)
    assert chart.shows_table
    assert [row[3] for row in chart.scene.table.rows] == ["5.9 kg", "6.84 kg"]
    assert {row[-1] for row in chart.scene.table.rows} == {"WHO 2006"}


def test_cdc_is_read_only_where_a_person_asks_for_it(show_child, with_visit) -> None:
    screen = opened(show_child, with_visit, with_visit.known)
    reference = screen.find("drop:reference", DropDown)
    assert reference.currentText() == "WHO 2006"
    screen.keys("r")
    assert reference.currentText() == "CDC 2000"
    assert "flags are read against WHO" in screen.words
    assert {row[-1] for row in screen.find("chart:growth", ChartWidget).scene.table.rows} == {"CDC 2000"}
    screen.keys("r")
    assert reference.currentText() == "WHO 2006"


def test_velocity_and_crossing_are_said_in_words(show_child, with_visit) -> None:
    said = opened(show_child, with_visit, with_visit.known).find("said:growth").text()
    assert "Since 14 Oct 2026 (35 days): +940 g, 27 g a day; roughly 10–12 g a day" in said
    assert "textbook figure, unchecked" in said
    assert "centile lines crossed upwards" in said or "centile line crossed upwards" in said


@pytest.mark.parametrize("way", ["point", "row", "button"])
def test_why_says_the_row_of_the_table_and_the_reference(show_child, with_visit, way) -> None:
    screen = opened(show_child, with_visit, with_visit.known)
    if way == "point":
        screen.keys(Qt.Key.Key_Right, Qt.Key.Key_Return)
    elif way == "row":
        screen.find("table:measurements").setFocus()
        screen.keys(Qt.Key.Key_Return)
    else:
        screen.press("button:why:growth_point")
    screen.settle()
    dialog = screen.page.findChild(WhyDialog)
    assert dialog is not None
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "6.84 kg" in words
    assert "19th centile" in words
    dialog.close()


def test_a_child_before_64_weeks_opens_on_the_preterm_chart(show_child, past) -> None:
    screen = opened(show_child, past, past.twin_a)
    assert shown(screen) == "preterm"
    assert span_of(screen) == "27–64 weeks"
    assert not screen.find("drop:reference").isVisible()
    assert [screen.keys(letter).find("switch:preterm_measure", SegmentedSwitch).current for letter in "lh"] == [
        "length_height", "head",
    ]  # fmt: skip
    assert shown(screen.keys("b")) == "bmi"


def test_a_low_window_leaves_the_large_chart_its_room(show_child, past) -> None:
    screen = opened(show_child, past, past.known)
    small = screen.find("chart:small:1")
    assert small.isVisible()
    screen.page.resize(880, 400)
    assert not small.isVisible()
    assert screen.find("chart:growth").height() > 120


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
    before = shown(screen)
    QTest.keyClicks(edit, "hb")
    assert shown(screen) == before


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
    first = span_of(screen)
    for _ in range(9):
        screen.keys("+")
    assert span_of(screen) == first
    for _ in range(9):
        screen.keys("-")
    longest = span_of(screen)
    assert longest != first
    screen.keys("-")
    assert span_of(screen) == longest


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
