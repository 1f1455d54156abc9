"""The HINE by keys alone, ending as the right item, side and score in the encrypted file."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QPlainTextEdit, QWidget

from clinic_app.clinical.hine_form import load_hine
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Role
from clinic_app.domain.record import answer_key
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.ui.pages.exam.hine.hine_columns import hine_columns, visits_shown
from clinic_app.ui.pages.exam.hine.hine_row import HineRow
from clinic_app.ui.pages.exam.hine.section_bars import SectionBars
from clinic_app.ui.pages.exam.hine.typical_range import TypicalScale
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch

RIGHT, LEFT, NONE = Side.RIGHT, Side.LEFT, Side.NONE
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FORM = load_hine()


def three(**other: str) -> dict[str, Any]:
    """A whole form of threes, with other scores for some items."""
    return {
        answer_key(ItemKey(f"hine_{item.id}", side)): Answer(other.get(item.id, "3"), scale="hine").to_json()
        for item in FORM.items
        for side in (BOTH_SIDES if item.sided else (NONE,))
    }


def angle(field: str, degrees: int, side: Side = NONE) -> dict[str, Any]:
    return {answer_key(ItemKey(field, side)): Answer(Decimal(degrees), unit="deg").to_json()}


def words(screen: QWidget, name: str) -> str:
    found = screen.findChild(PlainLabel, name)
    assert isinstance(found, PlainLabel)
    return found.text()


@pytest.fixture
def hine(open_exam: Callable[..., Any]) -> Any:
    """The paediatrician's HINE of a child of 6 m 27 d corrected, who had one in October."""
    exam = open_exam(findings=three(posture_trunk="1", popliteal_angle="2"))
    exam.keys("h")
    assert exam.page.view == "hine"
    return exam


def at(exam: Any, item: str, side: Side = RIGHT) -> Any:
    return exam.at(f"hine_{item}", side)


# Coming and going


def test_h_goes_there_and_back_and_the_switch_does_it_by_mouse(exam) -> None:
    assert exam.page.view == "exam"
    exam.keys("h")
    assert exam.page.view == "hine"
    assert exam.place == ("hine_facial_appearance", RIGHT)
    assert dict(exam.page.key_hints())["A"] == "Sides differ"
    exam.keys("h")
    assert exam.page.view == "exam"
    assert exam.place[0].startswith("ex_")
    switch = exam.body.findChild(SegmentedSwitch)
    last = QPoint(switch.width() - 8, switch.height() // 2)
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=last)
    assert exam.page.view == "hine"


def test_the_footer_follows(exam, qtbot) -> None:
    with qtbot.waitSignal(exam.page.hints_changed):
        exam.keys("h")


@pytest.mark.parametrize(
    ("target", "view", "place"),
    [
        ("ex_hine_total", "hine", None),
        ("hine_scarf_sign@left", "hine", ("hine_scarf_sign", LEFT)),
        ("hine_scarf_sign_left", "hine", ("hine_scarf_sign", LEFT)),
        ("hine_scarf_sign_differ", "hine", ("hine_scarf_sign", RIGHT)),
        ("hine_pull_to_sit", "hine", ("hine_pull_to_sit", NONE)),
        ("ex_dtr_patellar@left", "exam", ("ex_dtr_patellar", LEFT)),
    ],
)
def test_a_target_opens_the_view_that_records_it(exam, target, view, place) -> None:
    exam.page.show_target(target)
    assert exam.page.view == view
    assert place is None or exam.place == place


# Scoring


def test_the_whole_form_by_keys(hine) -> None:
    for item in FORM.items:
        hine.keys((Qt.Key.Key_3, SHIFT) if item.sided else "3", "j")
    assert words(hine.page.hine, "hine_sum") == "78"
    assert hine.stored("hine_facial_appearance", LEFT) == Answer("3", scale="hine")
    assert hine.stored("hine_tendon_reflexes", LEFT) == Answer("3", scale="hine")
    assert hine.place[0] == "hine_head_control"


def test_a_part_is_a_sum_of_what_is_possible_and_no_total(hine) -> None:
    at(hine, "scarf_sign").keys("2", Qt.Key.Key_Right, "3")
    at(hine, "pull_to_sit", NONE).keys("2", "+")
    assert hine.value("hine_pull_to_sit") == "2.5"
    assert words(hine.page.hine, "hine_sum") == "5"
    texts = [label.text() for label in hine.page.hine.findChildren(PlainLabel)]
    assert "of 6 possible, no total until 26 of 26" in texts
    assert "2 of 26 scored" in texts


def test_one_side_scores_nothing_yet(hine) -> None:
    at(hine, "scarf_sign").keys("2")
    assert words(hine.page.hine, "hine_sum") == "–"


def test_left_and_right_never_change_place(hine) -> None:
    at(hine, "popliteal_angle").keys("1", Qt.Key.Key_Right, "3")
    assert (hine.value("hine_popliteal_angle", RIGHT), hine.value("hine_popliteal_angle", LEFT)) == ("1", "3")
    row = hine.grid.row("hine_popliteal_angle")
    assert row.widget(RIGHT).x() < row.widget(LEFT).x()


@pytest.mark.parametrize("digit", ["4", "5", "9"])
def test_a_digit_that_is_no_score_does_nothing_and_says_so(hine, digit) -> None:
    at(hine, "scarf_sign").keys(digit)
    assert hine.value("hine_scarf_sign", RIGHT) is None
    assert "grade 0 to 3" in hine.page.hine.hint


def test_the_parachute_has_no_zero(hine) -> None:
    at(hine, "forward_parachute").keys("0")
    assert hine.value("hine_forward_parachute", RIGHT) is None
    assert "grade 1 to 3" in hine.page.hine.hint


def test_not_examined_asks_why_and_never_counts(hine) -> None:
    at(hine, "arm_protection").keys((Qt.Key.Key_N, SHIFT)).choose("c")
    for side in BOTH_SIDES:
        assert hine.stored("hine_arm_protection", side) == Answer.not_examined("crying")
    assert words(hine.page.hine, "hine_sum") == "–"


def test_a_ticks_that_sides_differ_and_takes_it_back(hine) -> None:
    at(hine, "scarf_sign").keys("a")
    assert hine.stored("hine_scarf_sign_differ") == Answer("yes")
    box = hine.page.hine.findChild(QCheckBox, "hine_scarf_sign_differ")
    assert box.isChecked()
    hine.keys("a")
    assert hine.stored("hine_scarf_sign_differ") is None
    box.click()
    assert hine.stored("hine_scarf_sign_differ") == Answer("yes")


def test_scores_that_differ_are_ticked_by_themselves_and_counted_once(hine) -> None:
    at(hine, "scarf_sign").keys("2", Qt.Key.Key_Right, "3")
    box = hine.page.hine.findChild(QCheckBox, "hine_scarf_sign_differ")
    assert box.isChecked()
    hine.keys("a")
    assert hine.stored("hine_scarf_sign_differ") is None
    assert "counted already" in hine.page.hine.hint
    box.click()
    assert box.isChecked()


def test_undo_takes_back_one_step(hine) -> None:
    at(hine, "scarf_sign").keys((Qt.Key.Key_2, SHIFT))
    hine.keys((Qt.Key.Key_Z, CTRL))
    assert hine.value("hine_scarf_sign", RIGHT) is hine.value("hine_scarf_sign", LEFT) is None


def test_milestones_and_behaviour_are_recorded_and_never_scored(hine) -> None:
    hine.at("hine_sitting", NONE).keys("3")
    hine.at("hine_social_orientation", NONE).keys("4")
    assert hine.value("hine_sitting") == "props"
    assert hine.value("hine_social_orientation") == "4"
    assert words(hine.page.hine, "hine_sum") == "–"
    hine.at("hine_voluntary_grasp", LEFT).keys("0")
    assert hine.value("hine_voluntary_grasp", LEFT) == "0"
    hine.keys("a")
    assert "comment" in hine.page.hine.hint


def test_a_comment_stands_at_a_score(hine) -> None:
    at(hine, "scarf_sign").keys("3", "c")
    dialog = hine.page.findChild(QDialog, "exam_comment")
    QTest.keyClicks(dialog.findChild(QPlainTextEdit), "crossed easily")
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert hine.stored("hine_scarf_sign", RIGHT) == Answer("3", scale="hine", comment="crossed easily")


# Measured angles


def test_m_takes_the_scores_printed_for_todays_angles(hine) -> None:
    field = "ex_angle_dorsiflexion"
    hine.controller.write(angle(field, 95, RIGHT) | angle(field, 25, LEFT))
    at(hine, "ankle_dorsiflexion").keys("m")
    assert hine.stored("hine_ankle_dorsiflexion", RIGHT) == Answer("0", scale="hine")
    assert hine.stored("hine_ankle_dorsiflexion", LEFT) == Answer("2", scale="hine")


def test_an_angle_between_two_levels_is_for_the_examiner(hine) -> None:
    hine.controller.write(angle("ex_angle_adductor", 165))
    at(hine, "hip_adductors").keys("m")
    assert hine.value("hine_hip_adductors", RIGHT) is None
    assert "choose" in hine.page.hine.hint
    assert "between two printed levels" in words(hine.page.hine, "hine_measured")


def test_without_an_angle_m_says_where_to_measure(hine) -> None:
    at(hine, "popliteal_angle").keys("m")
    assert "passive tone" in hine.page.hine.hint
    at(hine, "scarf_sign").keys("m")
    assert "not scored from an angle" in hine.page.hine.hint


def test_a_score_that_contradicts_the_angle_shows_both_and_asks_nothing(hine) -> None:
    hine.controller.write(angle("ex_angle_popliteal", 70, RIGHT) | angle("ex_angle_popliteal", 120, LEFT))
    at(hine, "popliteal_angle").keys("3")
    assert hine.value("hine_popliteal_angle", RIGHT) == "3"
    said = words(hine.page.hine, "hine_measured")
    assert "R 70°, L 120°" in said
    assert "R: scored 3, the angle is printed at 0." in said
    assert "70°" in hine.grid.row("hine_popliteal_angle").accessibleDescription()


# Beside


def test_the_visit_before_stands_beside_item_by_item_and_is_not_carried(hine) -> None:
    row = hine.grid.row("hine_popliteal_angle")
    assert isinstance(row, HineRow)
    assert "last visit 2 / 2" in row.widget(RIGHT).accessibleName()
    assert not [key for key in hine.controller.record.answers if key.field.startswith("hine_")]
    header = hine.page.hine.findChild(QWidget, "hine_header")
    assert "14 Oct" in header.accessibleName()
    bars = hine.page.hine.findChild(SectionBars)
    assert "Posture – of 18, last visit 16" in bars.accessibleName()


def test_the_typical_range_has_its_source_and_this_childs_totals(hine) -> None:
    scale = hine.page.hine.findChild(TypicalScale)
    assert scale.accessibleName() == "Typical total 60 to 72; 14 Oct: 75"
    texts = " ".join(label.text() for label in hine.page.hine.findChildren(PlainLabel))
    assert "underlying papers not named" in texts
    assert "Cut-offs need a full total" in texts


def test_flags_follow_the_total_and_say_for_whom_a_cut_off_holds(hine, qtbot) -> None:
    """Born at 34+3 is a recorded risk factor."""
    hine.controller.write(three(**{item.id: "2" for item in FORM.items}))
    qtbot.waitUntil(lambda: "EX32" in {flag.id for flag in hine.controller.picture.assessment.flags})
    assert "with a recorded risk factor" in words(hine.page.hine, "hine_readings")
    lines = hine.page.hine.findChild(QWidget, "hine_flags")
    assert lines.isVisible()
    assert "Within 2 weeks" in lines.accessibleName()
    assert "Certain already" not in lines.accessibleName()
    at(hine, "pull_to_sit", NONE).keys(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "the total can be at most 53" in lines.accessibleName())
    assert words(hine.page.hine, "hine_sum") == "50"
    assert "cerebral palsy" not in words(hine.page.hine, "hine_readings")


def test_the_examination_says_how_far_the_form_is(hine) -> None:
    at(hine, "scarf_sign").keys((Qt.Key.Key_2, SHIFT), "h")
    so_far = hine.body.findChild(QWidget, "hine_so_far")
    assert so_far.isVisible()
    assert so_far.accessibleName() == "HINE so far, 1 of 26 scored"


# Read only

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("born", "is_open"),
    [
        (date(2026, 11, 18) - timedelta(days=39 + 60), False),
        (date(2026, 11, 18) - timedelta(days=39 + 62), True),
        (date(2024, 10, 10), True),
        (date(2024, 10, 9), False),
    ],
)
def test_outside_2_to_24_months_corrected_it_is_only_read_and_says_why(open_exam, born, is_open) -> None:
    exam = open_exam(findings={}, born=born)
    exam.keys("h")
    assert exam.page.hine.may_write is is_open
    notice = exam.page.hine.findChild(QWidget, "notice:hine_closed")
    assert (notice is None) is is_open
    exam.page.hine.grid.go_to("hine_scarf_sign", RIGHT)
    exam.keys("3", "a", "m")
    if is_open:
        assert exam.value("hine_scarf_sign", RIGHT) == "3"
    else:
        assert "2 to 24 months corrected" in notice.accessibleName()
        assert not [key for key in exam.controller.record.answers if key.field.startswith("hine_")]


def test_who_may_not_examine_reads_only(open_exam) -> None:
    exam = open_exam(Role.NURSE, findings=three())
    exam.keys("h")
    assert exam.page.view == "hine"
    assert "paediatrician" in exam.page.hine.findChild(QWidget, "notice:hine_closed").accessibleName()
    exam.page.hine.findChild(QCheckBox, "hine_scarf_sign_differ").click()
    assert not exam.controller.record.answers


# For every screen


def test_every_control_is_named_and_the_wheel_edits_nothing(hine, assert_named, assert_wheel_edits_nothing) -> None:
    for item in hine.grid.items():
        hine.grid.row(item.field.id)
    assert_named(hine.page.hine)
    before = dict(hine.controller.record.answers)
    assert_wheel_edits_nothing(hine.page.hine)
    assert hine.controller.record.answers == before


def test_in_a_small_window_the_panels_are_drawers(open_exam) -> None:
    exam = open_exam(size=(912, 420), findings=three())
    exam.keys("h", Qt.Key.Key_F6)
    assert exam.page.hine.findChild(QWidget, "hine_right").isVisible()
    exam.keys(Qt.Key.Key_Escape)
    assert not exam.page.hine.findChild(QWidget, "hine_right").isVisible()
    assert exam.grid.has_keyboard


def test_a_flag_that_lacks_the_total_leads_to_the_form(exam) -> None:
    exam.body.flags.item_wanted.emit("ex_hine_total")
    assert exam.page.view == "hine"


@pytest.mark.parametrize(("width", "there", "shown"), [(700, 5, 2), (1000, 5, 3), (1000, 1, 1), (700, 0, 0)])
def test_a_wide_window_shows_a_third_visit(dressed, width, there, shown) -> None:
    assert visits_shown(width, there) == shown
    columns = hine_columns(width, shown, mirrored=False)
    mirrored = hine_columns(width, shown, mirrored=True)
    assert columns.right < columns.left < columns.expected
    assert mirrored.right < mirrored.left < mirrored.expected < mirrored.item


def test_growing_and_shrinking_the_window_keeps_the_keyboard(hine) -> None:
    at(hine, "scarf_sign")
    hine.page.resize(1800, 900)
    QApplication.processEvents()
    hine.keys("3")
    assert hine.value("hine_scarf_sign", RIGHT) == "3"
