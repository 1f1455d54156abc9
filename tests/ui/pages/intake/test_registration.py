"""A registration by keyboard, from the first key to a child in the record."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.people import Role
from clinic_app.domain.record import VisitRecord, answer_key
from clinic_app.services import drafts, worklist
from clinic_app.ui.widgets.chip import Chip

CTRL = Qt.KeyboardModifier.ControlModifier
HOSTILE = ["<img src=x>", "O'Neil", "=cmd|' /C calc'!A0", "\u05e9\u05e8\u05d4", "Zo\u00eb \U0001f642"]


def draft_of(clinic, role=Role.NURSE):
    (draft,) = clinic.desk(role).run(drafts.unfinished_registrations)
    return draft


def stored(clinic, field: str) -> Answer | None:
    held = draft_of(clinic).entries.get(answer_key(ItemKey(field)))
    return Answer.from_json(held.value) if held is not None and held.value is not None else None


def title(driver) -> str:
    return driver.page.findChild(QLabel, "title").text()


def button(driver, name: str) -> QPushButton:
    return driver.page.findChild(QPushButton, f"button:{name}")


def who(driver, family: str = "Ashgrove", given: str = "Juniper", born: str = "30 9 26") -> None:
    driver.type("pt_family_name", family).type("pt_given_name", given).type("pt_birth_date", born)


def test_a_child_is_registered_by_keys_alone(clinic, register_page, qtbot) -> None:
    driver = register_page()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is driver.edit("pt_family_name"))
    driver.keys("Ashgrove\tJuniper\t30 9 26\t1")
    assert title(driver) == "New child: ASHGROVE, Juniper"
    assert driver.field("pt_birth_date").hint == "7 w 0 d old today"
    driver.press(Qt.Key.Key_PageDown, CTRL)
    driver.keys("36\t2\t2640\t")
    assert driver.field("pt_ga_weeks").hint == "26 days early: corrected 3 w 2 d"
    with qtbot.waitSignal(driver.page.registered) as told:
        driver.press(Qt.Key.Key_Return, CTRL)
    patient = clinic.context.reads.patient(told.args[0])
    assert (patient.display_name, patient.sex, str(patient.gestation)) == ("ASHGROVE, Juniper", "female", "36+2")
    visit = clinic.context.reads.visits_of(patient.id)[0]
    record = clinic.desk(Role.NURSE).run(worklist.open_record, visit.id)
    answers = VisitRecord.from_entries({key: one.value for key, one in record.entries.items()}).answers
    assert answers[ItemKey("birth_weight_g")] == Answer(Decimal(2640), unit="g")
    assert all(key.startswith("answer:") for key in record.entries)


def test_the_first_keys_are_in_the_file_before_the_field_is_left(clinic, register_page, qtbot) -> None:
    driver = register_page()
    driver.edit("pt_family_name").setFocus()
    driver.keys("Ash")
    qtbot.waitUntil(lambda: stored(clinic, "pt_family_name") == Answer("Ash"), timeout=5_000)
    driver.settle()
    assert driver.page.findChild(QLabel, "draft_kept").text().startswith("Draft kept ")
    assert driver.edit("pt_family_name").text() == "Ash"


def test_a_page_made_anew_from_the_draft_shows_everything_typed(clinic, register_page, qtbot) -> None:
    driver = register_page()
    who(driver)
    driver.press(Qt.Key.Key_PageDown, CTRL)
    driver.type("birth_length_cm", "465").type("birth_hc_cm", "33,1").type("apgar_5", "4")
    driver.type("pt_ga_weeks", "46")
    note = "Own words <b>\n" + "x" * 9_980
    driver.note("birth_notes").setPlainText(note)
    driver.page.leave()
    driver.settle()  # from here on nothing of the first page is used: the process might as well have been killed
    again = register_page(draft_of(clinic))
    assert title(again) == "New child: ASHGROVE, Juniper"
    assert again.edit("pt_birth_date").text() == "30 Sep 2026"
    again.page.show_target("birth_length_cm")
    assert again.edit("birth_length_cm").text() == "465"
    assert "20 to 65" in again.field("birth_length_cm").hint or "18 to 65" in again.field("birth_length_cm").hint
    assert button(again, "x") is None
    assert again.edit("birth_hc_cm").text() == "33.1"
    assert again.edit("apgar_5").text() == "4"
    assert "again" in again.field("apgar_5").hint
    assert again.edit("pt_ga_weeks").text() == "46"
    assert again.note("birth_notes").toPlainText() == note


def test_refused_texts_stay_when_the_section_changes_and_hold_up_the_end(clinic, register_page) -> None:
    driver = register_page()
    who(driver)
    driver.press(Qt.Key.Key_PageDown, CTRL)
    driver.type("birth_length_cm", "465").type("birth_weight_g", "1,234")
    driver.press(Qt.Key.Key_PageDown, CTRL).press(Qt.Key.Key_PageUp, CTRL)
    assert driver.edit("birth_length_cm").text() == "465"
    assert driver.edit("birth_weight_g").text() == "1,234"
    assert "Not saved as typed: Birth length, Birth weight" in driver.page.findChild(QLabel, "form:summary").text()
    driver.press(Qt.Key.Key_Return, CTRL)
    driver.settle()
    assert "then finish" in driver.page.findChild(QLabel, "problem:birth_length_cm").text()
    assert stored(clinic, "birth_length_cm") is None
    use = next(one for one in driver.field("birth_length_cm").findChildren(QPushButton) if not one.isHidden())
    assert use.text() == "Use 46.5"
    use.click()
    assert driver.page.findChild(QLabel, "problem:birth_length_cm").text() == ""
    driver.page.leave()
    driver.settle()
    assert stored(clinic, "birth_length_cm") == Answer(Decimal("46.5"), unit="cm")


def test_an_unusual_number_is_kept_and_marked_once_typed_again(clinic, register_page) -> None:
    driver = register_page()
    driver.page.show_target("apgar_5")
    driver.type("apgar_5", "4")
    driver.page.leave()
    driver.settle()
    assert stored(clinic, "apgar_5") == Answer(Decimal(4), unit="points")
    driver.type("apgar_5", "4")
    driver.page.leave()
    driver.settle()
    assert stored(clinic, "apgar_5") == Answer(Decimal(4), unit="points", confirmed_unusual=True)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("pt_birth_date", "1 1 2030", "future"),
        ("pt_birth_date", "31 2 2026", "does not exist"),
        ("pt_ga_weeks", "19", "completed weeks"),
        ("pt_ga_weeks", "46", "completed weeks"),
        ("birth_hc_cm", "1,234", "can be read as"),
    ],
)
def test_what_cannot_be_is_said_and_left_in_the_field(clinic, register_page, field, typed, says) -> None:
    driver = register_page()
    driver.page.show_target(field)
    driver.edit(field).setFocus()
    driver.keys(typed)
    driver.page.leave()
    driver.settle()
    assert driver.edit(field).text() == typed
    assert says in driver.field(field).hint
    assert stored(clinic, field) is None


@pytest.mark.parametrize(("typed", "echo"), [("93,5", "Read as 93.5 cm"), ("93.5", "Usual")])
def test_comma_and_point_are_read_and_echoed(clinic, register_page, typed, echo) -> None:
    driver = register_page()
    driver.page.show_target("length_cm")
    driver.type("length_cm", typed)
    driver.page.leave()
    driver.settle()
    assert stored(clinic, "length_cm") == Answer(Decimal("93.5"), unit="cm")
    assert ("Read as" in driver.field("length_cm").hint) == (typed == "93,5")


def test_what_is_missing_is_said_beside_its_field(clinic, register_page, qtbot) -> None:
    driver = register_page()
    driver.type("pt_family_name", "Ashgrove").type("pt_given_name", "June")
    driver.page.show_target("temp_c")
    driver.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: driver.page.findChild(QLabel, "problem:pt_birth_date") is not None)
    driver.settle()
    assert "birth date is needed" in driver.page.findChild(QLabel, "problem:pt_birth_date").text()
    assert QApplication.focusWidget() is driver.edit("pt_birth_date")
    driver.type("pt_birth_date", "30 9 26")
    assert driver.page.findChild(QLabel, "problem:pt_birth_date").text() == ""
    assert button(driver, "finish_intake").isEnabled()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_kept_and_shown_exactly(clinic, register_page, name, qtbot) -> None:
    driver = register_page()
    who(driver, family=name, given=name)
    assert title(driver) == f"New child: {name.upper()}, {name}"
    assert driver.page.findChild(QLabel, "title").textFormat() is Qt.TextFormat.PlainText
    button_of_sex = driver.field("sex")
    button_of_sex.focus_edit()
    driver.keys("4")
    with qtbot.waitSignal(driver.page.registered) as told:
        driver.press(Qt.Key.Key_Return, CTRL)
    assert clinic.context.reads.patient(told.args[0]).given_name == name


def test_a_twin_is_found_while_typing_and_linked(clinic, register_page, twin, qtbot) -> None:
    driver = register_page()
    who(driver, born="30 9 2026")
    link = f"twin:{twin.number}"
    qtbot.waitUntil(lambda: button(driver, link) is not None, timeout=10_000)
    button(driver, link).click()
    assert button(driver, link).text() == "Undo link"
    driver.page.leave()
    driver.settle()
    again = register_page(draft_of(clinic))
    qtbot.waitUntil(lambda: button(again, link) is not None, timeout=10_000)
    assert button(again, link).text() == "Undo link"
    again.field("sex").focus_edit()
    again.keys("1")
    with qtbot.waitSignal(again.page.registered) as told:
        button(again, "finish_intake").click()
    child = clinic.context.reads.patient(told.args[0])
    assert [one.id for one in clinic.context.reads.twins_of(child)] == [twin.id]
    assert child.birth_order == "B"


def test_a_child_set_aside_stays_aside_and_blocks_nothing(clinic, register_page, twin, qtbot) -> None:
    driver = register_page()
    who(driver, given="Rowan", born="30 9 2026")
    name = f"other:{twin.number}"
    qtbot.waitUntil(lambda: button(driver, name) is not None, timeout=10_000)
    button(driver, name).click()
    assert button(driver, f"chart:{twin.number}") is None or button(driver, f"chart:{twin.number}").isHidden()
    driver.page.leave()
    driver.settle()
    assert draft_of(clinic).entries["registration:not_same"].value == [str(twin.id)]


def test_nobody_alike_is_said_only_after_the_record_was_searched(register_page, twin, qtbot) -> None:
    driver = register_page()

    def says(words: str) -> bool:
        card = driver.page.findChild(QWidget, "card:duplicates")
        return any(words in label.text() for label in card.findChildren(QLabel))

    driver.settle()
    assert says("Not compared with the record yet")
    driver.type("pt_family_name", "Quibblewick")
    qtbot.waitUntil(lambda: says("Nobody alike in the record"), timeout=10_000)
    driver.edit("pt_family_name").setFocus()
    driver.edit("pt_family_name").selectAll()
    driver.press(Qt.Key.Key_Delete).press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: says("Not compared with the record yet"))


def test_opening_the_other_chart_keeps_the_draft(clinic, register_page, twin, qtbot) -> None:
    driver = register_page()
    who(driver, given="Rowan", born="30 9 2026")
    qtbot.waitUntil(lambda: button(driver, f"chart:{twin.number}") is not None, timeout=10_000)
    with qtbot.waitSignal(driver.page.open_requested) as told:
        button(driver, f"chart:{twin.number}").click()
    assert told.args == [str(twin.id)]
    driver.settle()
    assert stored(clinic, "pt_given_name") == Answer("Rowan")


def test_what_stood_in_the_search_box_is_carried_over(register_page) -> None:
    driver = register_page(typed="zo\u00eb ashgrove 30.9.2026")
    assert title(driver) == "New child: ASHGROVE, Zo\u00eb"
    assert driver.edit("pt_birth_date").text() == "30 Sep 2026"
    comma = register_page(typed="O'Neil, Mary Jane")
    assert title(comma) == "New child: O'NEIL, Mary Jane"


def test_escape_leaves_the_field_and_then_the_page(clinic, register_page, qtbot) -> None:
    driver = register_page()
    driver.edit("pt_family_name").setFocus()
    driver.keys("Ash")
    driver.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is driver.page
    with qtbot.waitSignal(driver.page.closed):
        driver.press(Qt.Key.Key_Escape)
    driver.settle()
    assert stored(clinic, "pt_family_name") == Answer("Ash")


def test_a_form_in_which_nothing_was_typed_is_not_offered_again(clinic, register_page) -> None:
    driver = register_page()
    button(driver, "close_draft").click()
    driver.settle()
    assert clinic.desk(Role.NURSE).run(drafts.unfinished_registrations) == ()


def test_digits_and_u_answer_whatever_kind_of_choice_has_the_keyboard(clinic, register_page) -> None:
    driver = register_page()
    driver.page.show_target("hx_interpreter")
    driver.keys("u")
    driver.page.show_target("hx_informant")
    driver.keys("21")
    driver.page.show_target("ep_side")
    driver.keys("2")
    driver.page.leave()
    driver.settle()
    options = clinic.context.knowledge.intake.item("ep_side").options
    assert stored(clinic, "hx_interpreter") == Answer("unknown")
    assert stored(clinic, "hx_informant") == Answer(("mother", "father"))
    held = stored(clinic, "ep_side")
    assert held is not None
    assert options[1].code in held.value


def test_a_question_that_hangs_on_another_appears_with_it(register_page) -> None:
    driver = register_page()
    driver.page.show_target("hx_neonatal_encephalopathy")
    assert driver.field("hx_cooling").isHidden() or not driver.field("hx_cooling").isVisible()
    driver.keys("1")
    assert driver.field("hx_cooling").isVisible()
    driver.keys("2")
    assert not driver.field("hx_cooling").isVisible()


def test_every_control_is_named_and_the_wheel_edits_nothing(
    register_page, assert_named, assert_wheel_edits_nothing
) -> None:
    driver = register_page()
    for section in ("who", "birth", "concern", "measurements"):
        driver.page.findChild(object, "list:sections")
        driver.page.show_target(
            {"who": "sex", "birth": "apgar_5", "concern": "ep_side", "measurements": "hc_cm"}[section]
        )
        assert_named(driver.page)
        assert_wheel_edits_nothing(driver.page)
    assert driver.page.findChildren(Chip)


def test_a_weight_that_no_child_of_this_age_has_is_asked_for_again(clinic, register_page) -> None:
    driver = register_page()
    who(driver, born="18 3 26")
    driver.page.show_target("weight_kg")
    driver.type("weight_kg", "68.4")
    driver.field("weight_kg").commit()
    driver.settle()
    said = driver.field("weight_kg").findChild(QLabel, "field:weight_kg_hint").text()
    assert "Believable at this age" in said
    assert "measure again" in said
    use = next(one for one in driver.field("weight_kg").findChildren(QPushButton) if not one.isHidden())
    assert use.text() == "Use 6.84"
    use.click()
    driver.page.leave()
    driver.settle()
    assert stored(clinic, "weight_kg") == Answer(Decimal("6.84"), unit="kg")
