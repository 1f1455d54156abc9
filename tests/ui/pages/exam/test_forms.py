"""The examination by age group, an older child by keyboard, and further forms: shipped and a clinic's own."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPlainTextEdit

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Role
from clinic_app.domain.record import typed_key
from clinic_app.domain.sides import Side
from clinic_app.services import assessing, chart, signing
from clinic_app.services.documents import clinician_summary, printable_note
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.plain_label import PlainLabel

RIGHT, LEFT = Side.RIGHT, Side.LEFT
SHIFT = Qt.KeyboardModifier.ShiftModifier
FOURTEEN, THREE = date(2012, 9, 1), date(2023, 10, 1)
OWN = """[instrument]
id = "hips"
version = "1"
title = "Hips <b>& co</b>"
source = ["KNOWLEDGE"]
confidence = "own"
[[field]]
id = "own_hip"
type = "grade"
label = "Hip stability"
group = "exam"
who = "doctor"
sided = true
values = ["0", "1", "2"]
scale = "strength_functional"
[[field]]
id = "own_hip_day"
type = "date"
label = "Day of the scan"
group = "exam"
who = "doctor"
[[section]]
id = "s"
title = "Hips"
[[section.item]]
field = "own_hip"
[[section.item]]
field = "own_hip_day"
[[result]]
id = "hip_total"
label = "Total"
kind = "sum"
of = ["own_hip"]
"""


@pytest.fixture
def own_form(tmp_path):
    """A form of the clinic in the data folder, before the record is made."""
    folder = tmp_path / "record" / "instruments"
    folder.mkdir(parents=True)
    (folder / "hips.toml").write_text(OWN, "utf-8")


def shown(exam) -> set[str]:
    return {item.field.id for item in exam.grid.items()}


def words(exam) -> str:
    return exam.page.findChild(PlainLabel, "text:items_shown").text()


def open_form(exam, key: str):
    """Choose a form by its number in the menu, and return the page as a screen over its grid."""
    exam.keys("f")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, key)
    return exam.page.form(exam.page.view)


def form_at(exam, field: str, side: Side = RIGHT):
    assert exam.page.form(exam.page.view).grid.go_to(field, side)
    return exam


# Age groups


@pytest.mark.parametrize(
    ("born", "group", "there", "not_there"),
    [
        (date(2026, 10, 10), "Newborn", "ex_cry", "ex_gait"),
        (date(2026, 3, 14), "Infant", "ex_scarf", "ex_walk_on_toes"),
        (THREE, "2 to 12 years", "ex_hop_count", "ex_scarf"),
        (FOURTEEN, "Adolescent", "ex_romberg", "ex_cry"),
    ],
)
def test_each_age_has_its_items_and_s_shows_the_rest(open_exam, born, group, there, not_there) -> None:
    exam = open_exam(born=born)
    assert words(exam).startswith(f"{group}: ")
    few = shown(exam)
    assert there in few
    assert not_there not in few
    exam.keys("s")
    assert words(exam).startswith("Every age")
    everything = shown(exam)
    assert few < everything
    assert not_there in everything
    exam.at(not_there)
    exam.keys("1")
    exam.keys("s")
    assert not_there in shown(exam), "what was recorded stays"
    assert shown(exam) - {not_there} <= few


def test_going_to_an_item_of_another_age_shows_it(open_exam) -> None:
    exam = open_exam(born=FOURTEEN)
    exam.page.show_target("ex_head_lag")
    assert exam.place[0] == "ex_head_lag"


# An older child by keys


def test_an_older_childs_examination_by_keys(open_exam) -> None:
    exam = open_exam(born=FOURTEEN)
    exam.at("ex_mrc_grip").keys("4", Qt.Key.Key_Minus, Qt.Key.Key_Right, "4", Qt.Key.Key_Plus)
    exam.at("ex_mrc_hip_flexion").keys((Qt.Key.Key_5, SHIFT))
    exam.at("ex_one_leg_stand_s").keys("1", "8", Qt.Key.Key_Return)
    exam.at("ex_romberg").keys("2")
    exam.at("ex_finger_nose", LEFT).keys("3")
    assert exam.stored("ex_mrc_grip", RIGHT) == Answer("4-", scale="mrc")
    assert exam.stored("ex_mrc_grip", LEFT) == Answer("4+", scale="mrc")
    assert exam.stored("ex_mrc_hip_flexion", LEFT) == Answer("5", scale="mrc")
    assert exam.value("ex_one_leg_stand_s", RIGHT) == Decimal(18)
    assert exam.value("ex_romberg") == "sway"
    assert exam.value("ex_finger_nose", LEFT) == "intention_tremor"


def test_the_cells_of_muscle_power_keep_to_their_column(open_exam) -> None:
    exam = open_exam(born=FOURTEEN)
    row = exam.grid.row("ex_mrc_grip")
    right, left = row.widget(RIGHT).geometry(), row.widget(LEFT).geometry()
    assert right.right() < left.left()


# Further forms


def test_ashworth_and_tardieu_by_keys_with_the_difference_beside_them(open_exam) -> None:
    exam = open_exam(born=FOURTEEN)
    body = open_form(exam, "1")
    assert exam.page.view == "tone_scales"
    form_at(exam, "ex_mas_hamstrings").keys("1", Qt.Key.Key_Plus, Qt.Key.Key_Right, "0")
    form_at(exam, "ex_tardieu_hamstrings_r2").keys("1", "4", "0", Qt.Key.Key_Return)
    form_at(exam, "ex_tardieu_hamstrings_r1").keys("1", "0", "5", Qt.Key.Key_Return)
    assert exam.stored("ex_mas_hamstrings", RIGHT) == Answer("1+", scale="mas")
    assert exam.value("ex_mas_hamstrings", LEFT) == "0"
    hints = [block.hint for block in body.grid._blocks if block.section.id == "tardieu_hamstrings"]
    assert hints == ["R2 − R1: right 35°"]
    exam.keys("h")
    assert exam.page.view == "exam"


def test_a_result_of_another_tool_with_date_and_who(open_exam) -> None:
    exam = open_exam(born=THREE)
    open_form(exam, "2")
    form_at(exam, "tool_bayley_done", Side.NONE).keys("1")
    form_at(exam, "tool_bayley_version", Side.NONE).keys("2")
    form_at(exam, "tool_bayley_date", Side.NONE).keys("2", " ", "1", "1", " ", "2", "6", Qt.Key.Key_Return)
    form_at(exam, "tool_bayley_cognitive", Side.NONE).keys("9", "5", Qt.Key.Key_Return)
    form_at(exam, "tool_bayley_who", Side.NONE).keys(Qt.Key.Key_Return)
    edit = exam.page.window().focusWidget()
    assert isinstance(edit, QPlainTextEdit)
    QTest.keyClicks(edit, "F. Hale")
    exam.keys(Qt.Key.Key_Tab)
    assert exam.stored("tool_bayley_version") == Answer("bayley3")
    assert exam.stored("tool_bayley_date") == Answer(date(2026, 11, 2))
    assert exam.value("tool_bayley_cognitive") == Decimal(95)
    assert exam.value("tool_bayley_who") == "F. Hale"


@pytest.mark.parametrize("text", ["31 2 26", "1 1 2027"])
def test_a_date_that_cannot_be_is_refused_and_stays_to_be_mended(open_exam, text: str) -> None:
    exam = open_exam(born=THREE)
    body = open_form(exam, "2")
    form_at(exam, "tool_asq_done", Side.NONE).keys("1")
    form_at(exam, "tool_asq_date", Side.NONE).keys(*text, Qt.Key.Key_Return)
    assert exam.value("tool_asq_date") is None
    assert body.hint
    assert exam.controller.record.refused[ItemKey("tool_asq_date")] == text
    assert typed_key(ItemKey("tool_asq_date"))
    exam.keys((Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier), "t", Qt.Key.Key_Return)
    assert exam.value("tool_asq_date") == date(2026, 11, 18)
    assert not exam.controller.record.refused


def test_a_clinics_own_form_from_choice_to_print(own_form, open_exam, qtbot) -> None:
    exam = open_exam(born=THREE)
    body = open_form(exam, "3")
    assert exam.page.view == "hips"
    form_at(exam, "own_hip").keys("1", Qt.Key.Key_Right, "0")
    form_at(exam, "own_hip_day", Side.NONE).keys("t", Qt.Key.Key_Return)
    assert exam.stored("own_hip", RIGHT) == Answer("1", scale="strength_functional")
    assert body.grid._blocks[0].hint == "Total: 0.5 of 2"
    summary, beside = _signed(exam)
    found = {one.title: one for one in summary.examination}["Hips <b>& co</b>: Hips"]
    assert [(row.item, row.right, row.left, row.value) for row in found.rows] == [
        ("Hip stability", "1", "0", ""), ("Day of the scan", "", "", "18 Nov 2026"), ("Total", "", "", "0.5 of 2"),
    ]  # fmt: skip
    assert beside[ItemKey("own_hip", RIGHT)].code == "1"


def _signed(exam):
    """Sign the visit that is open; its summary, and its findings as the next visit puts them beside."""
    desk = exam.desk
    read = desk.run(chart.open_chart, exam.controller.chart.patient.id)
    opened = desk.run(chart.open_visit, read)
    from clinic_app.domain.record import VisitRecord, flag_key
    from clinic_app.services import drafts

    record = VisitRecord.from_entries({key: one.value for key, one in opened.draft.entries.items()})
    flags = desk.run(assessing.assess_visit, read, record, opened.day).assessment.flags
    dismissed = {flag_key(flag.id): {"dismissed": True, "reason": "known for a while"} for flag in flags}
    draft = desk.run(drafts.keep, opened.draft.id, dismissed, seen=opened.draft.version)
    desk.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s2")
    after = desk.run(chart.open_chart, read.patient.id)
    assert after.last_note is not None
    visit = desk.run(printable_note, after, after.last_note)
    return desk.run(clinician_summary, after, visit), after.last_findings()


def test_visits_stand_side_by_side_item_by_item(exam) -> None:
    exam.at("ex_dtr_patellar").keys("3")
    exam.keys("b")
    dialog = exam.page.findChild(QDialog, "exam_visits")
    table = dialog.findChild(ClinicTable, "table:visits")
    rows = [tuple(cell.strong + cell.text for cell in row.cells) for row in table.rows]
    assert ("Knee jerk", "child’s right", "3+", "2+") in rows
    assert ("Knee jerk", "child’s left", "–", "2+") in rows
    assert ("Palmar grasp", "child’s right", "–", "not examined") in rows
    dialog.accept()
    assert exam.place == ("ex_dtr_patellar", RIGHT)


def test_letters_in_a_field_stay_in_the_field(exam) -> None:
    exam.at("ex_remarks", Side.NONE).keys(Qt.Key.Key_Return, *"shfb")
    assert exam.page.view == "exam"
    assert QApplication.activePopupWidget() is None
    exam.keys(Qt.Key.Key_Tab)
    assert exam.value("ex_remarks") == "shfb"


def test_every_control_of_a_further_form_is_named_and_deaf_to_the_wheel(
    own_form, open_exam, assert_named, assert_wheel_edits_nothing
) -> None:
    exam = open_exam(born=THREE)
    for key in "123":
        body = open_form(exam, key)
        assert_named(body)
        assert_wheel_edits_nothing(body)


def test_who_may_not_examine_reads_further_forms(open_exam) -> None:
    exam = open_exam(Role.NURSE, born=THREE)
    exam.page._show("tone_scales")
    form_at(exam, "ex_mas_soleus").keys("2", (Qt.Key.Key_2, SHIFT))
    assert exam.value("ex_mas_soleus", RIGHT) is None
    exam.page._show("tool_results")
    assert all(edit.isReadOnly() for edit in exam.page.form("tool_results").findChildren(QLineEdit))
