"""Answering by keys, who said so, since when, lost and regained, other lists, and what is shown beside."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clinic_app.clinical.milestones import NOT_ASKED, Source, Status
from clinic_app.domain.answers import Answer, AnswerState, ItemKey
from clinic_app.domain.people import Role
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.widgets.run_in_label import RunInLabel

ENTER, BACK = Qt.Key.Key_Return, Qt.Key.Key_Backspace


def words_of(screen) -> str:
    return " | ".join(label.words for label in screen.page.findChildren(RunInLabel) if not label.isHidden())


def test_the_list_of_the_corrected_age_opens_with_the_keyboard_on_its_first_item(screen) -> None:
    assert screen.card.age == 6
    assert screen.card.current.id == "c06s1"
    assert screen.page.window().focusWidget().objectName() == "ms_c06s1"


def test_yes_and_down_answer_item_after_item(screen) -> None:
    screen.keys("y", "j", "x", "j", "u", "j", "n", "j", "l")
    assert [screen.status(name) for name in ("c06s1", "c06s2", "c06s3")] == [Status.YES, Status.NOT_YET, Status.UNSURE]
    left_out = screen.stored(ItemKey("ms_c06l1"))
    assert left_out == Answer.not_examined(NOT_ASKED)
    assert left_out.state is AnswerState.NOT_EXAMINED
    assert screen.stored(ItemKey("ms_c06l1_source")) is None
    assert screen.status("c06l2") is Status.LOST
    assert screen.stored(ItemKey("ms_c06s1")) == Answer("yes")
    assert screen.stored(ItemKey("ms_c06s1_source")) == Answer("told")


def test_digits_answer_by_place_and_arrows_move(screen) -> None:
    screen.keys("3", Qt.Key.Key_Down, "1", Qt.Key.Key_Up)
    assert screen.status("c06s1") is Status.NOT_YET
    assert screen.status("c06s2") is Status.YES
    assert screen.card.current.id == "c06s1"


@pytest.mark.parametrize("key", ["y", BACK])
def test_the_same_key_again_or_backspace_takes_the_answer_back(screen, key) -> None:
    screen.keys("y", ENTER).types("5m").enter().keys(key)
    assert screen.said("c06s1") is None
    assert [screen.stored(ItemKey(name)) for name in ("ms_c06s1", "ms_c06s1_source", "ms_c06s1_since")] == [None] * 3


def test_not_asked_again_takes_it_back(screen) -> None:
    screen.keys("n", "n")
    assert screen.said("c06s1") is None


def test_undo_takes_back_one_step(screen) -> None:
    screen.keys("y", "x")
    QTest.keyClick(screen.page.window().focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.status("c06s1") is Status.YES


def test_s_says_who_and_stays_for_the_next_answers(screen) -> None:
    screen.keys("y", "s", "j", "y", "j", "s", "y")
    assert [screen.said(name).source for name in ("c06s1", "c06s2", "c06s3")] == [Source.SEEN, Source.SEEN, Source.TOLD]


@pytest.mark.parametrize(
    ("typed", "days", "echo"),
    [
        ("7m", 214, "Read as 7.0 m, 5.7 m corrected, 14 Oct 2026"),
        ("18nov", 249, "Read as 8.2 m, 6.9 m corrected, 18 Nov 2026"),
        ("4.6", 140, "Read as 4.6 m, 3.3 m corrected, 1 Aug 2026"),
        ("5m c", 192, "Read as 6.3 m, 5.0 m corrected, 22 Sep 2026"),
    ],
)
def test_since_when_is_typed_freely_and_read_back(screen, typed: str, days: int, echo: str) -> None:
    screen.keys("y", ENTER).types(typed)
    assert screen.card.hint == echo
    screen.enter()
    assert screen.said("c06s1").since_days == days
    assert screen.stored(ItemKey("ms_c06s1_since")) == Answer(Decimal(days), unit="d")
    assert screen.page.window().focusWidget().objectName() == "ms_c06s1"


@pytest.mark.parametrize(
    ("typed", "sentence"), [("9m", "after 18 Nov 2026"), ("1 feb 2026", "before birth"), ("hm", "not a date")]
)
def test_since_before_birth_or_after_today_is_refused_and_stays_typed(screen, typed: str, sentence: str) -> None:
    screen.keys("y", ENTER).types(typed).enter()
    assert sentence in screen.card.hint
    assert screen.said("c06s1").since_days is None
    row = screen.card.rows[0]
    assert row.is_typing
    assert row.typed == typed
    screen.card.list_chosen.emit(9)
    screen.card.list_chosen.emit(6)
    assert screen.card.rows[0].typed == typed
    screen.at("c06s1").keys(ENTER)
    screen.page.window().focusWidget().clear()
    screen.types("7m").enter()
    assert screen.said("c06s1").since_days == 214
    assert not screen.card.rows[0].is_typing


def test_escape_leaves_since_as_it_was(screen) -> None:
    screen.keys("y", ENTER).types("7m").keys(Qt.Key.Key_Escape)
    assert screen.said("c06s1").since_days is None
    assert not screen.card.rows[0].is_typing


def test_what_is_half_typed_is_taken_over_when_the_page_is_left(screen) -> None:
    screen.keys("y", ENTER).types("7m")
    screen.page.leave()
    assert screen.said("c06s1").since_days == 214


def test_since_needs_an_answer_first(screen) -> None:
    screen.keys(ENTER)
    assert "Answer it first" in screen.card.hint
    assert not screen.card.rows[0].is_typing


def test_lost_asks_since_when_and_raises_its_flag_at_once(screen, qtbot) -> None:
    screen.keys("l").types("200d").enter()
    assert screen.said("c06s1") is not None
    assert (screen.status("c06s1"), screen.said("c06s1").since_days) == (Status.LOST, 200)
    qtbot.waitUntil(lambda: "RF-U09" in {flag.id for flag in screen.controller.picture.assessment.flags})
    qtbot.waitUntil(lambda: "Flag: within 2 weeks." in words_of(screen))
    assert "Lost: Recognises familiar people." in words_of(screen)


@pytest.mark.parametrize(
    ("choice", "status", "comment"),
    [("regained", Status.REGAINED, ""), ("mistake", Status.YES, "the earlier “lost” was recorded by mistake")],
)
def test_yes_after_an_earlier_lost_asks_whether_it_was_regained(screen, choice: str, status: Status, comment) -> None:
    screen.at("c06m2").keys("y")
    assert screen.said("c06m2") is None
    assert "was lost on 16 Sep 2026. Regained?" in screen.card.hint
    assert screen.card.row(screen.card.current).cells.answer is None
    screen.choose(choice)
    assert screen.status("c06m2") is status
    assert screen.stored(ItemKey("ms_c06m2")) == Answer(status.value, comment=comment)


def test_a_press_on_yes_asks_the_same(screen) -> None:
    cells = screen.at("c06m2").card.row(screen.card.current).cells
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(12, cells.height() // 2))
    assert screen.said("c06m2") is None
    assert QApplication.activePopupWidget().objectName() == "menu:regained"
    QApplication.activePopupWidget().close()
    assert screen.said("c06m2") is None


def test_brackets_and_cells_choose_another_list_and_lists_end_at_both_ends(screen) -> None:
    screen.keys("]")
    assert screen.card.age == 9
    assert [row.item.id for row in screen.card.rows][-5:] == ["w_standa", "w_crawl", "c12m2", "w_standal", "c18m1"]
    screen.keys("[", "[")
    assert screen.card.age == 4
    screen.keys(*"[[[[")
    assert screen.card.age == 2
    screen.keys(*"]" * 20)
    assert screen.card.age == 60


def test_earlier_lists_show_what_was_answered_then_and_record_nothing(screen) -> None:
    screen.keys("[").at("c04m5")
    row = screen.card.row(screen.card.current)
    assert row.cells.answer is None
    assert "16 Sep: not yet" in row.cells.accessibleDescription()
    assert "Earlier: 16 Sep: not yet (told by the family)." in screen.card.hint
    assert screen.page.body.book.today == {}


def test_the_six_windows_are_drawn_and_walked(screen) -> None:
    screen.at("c09m4").keys("x")
    scene = screen.page.body._chart.scene
    assert [point.spoken.split(":")[0] for point in scene.focus] == [
        "Sits without support", "Stands with help", "Hands-and-knees crawling", "Walks with help", "Stands alone",
        "Walks alone",
    ]  # fmt: skip
    assert "Not yet (family, today)" in scene.texts()
    QTest.keyClick(screen.page.window().focusWidget(), Qt.Key.Key_F6)
    assert screen.page.window().focusWidget().objectName() == "chart:windows_picture"


def test_not_crawling_is_a_remark_and_no_flag(screen, qtbot) -> None:
    screen.at("w_crawl").keys("x")
    assert "4.3% of children never crawl" in words_of(screen)
    judged = screen.controller.picture
    qtbot.waitUntil(lambda: screen.controller.picture is not judged)
    flags = screen.controller.picture.assessment.flags
    assert not any("ms_w_crawl" in flag.inputs for flag in flags)


@pytest.mark.parametrize(
    ("target", "item"),
    [
        ("dv_walks_alone", "c18m1"),
        ("ms_c02c1", "c02c1"),
        ("dv_missing_checklist", "c06s1"),
        ("ms_c12m1_since", "c12m1"),
    ],
)
def test_a_target_opens_its_list_and_item(screen, target: str, item: str) -> None:
    screen.page.show_target(target)
    assert screen.card.current.id == item


def test_a_target_elsewhere_changes_nothing(screen) -> None:
    screen.page.show_target("ex_tone")
    assert screen.card.current.id == "c06s1"


def test_without_a_visit_everything_is_read_and_nothing_written(open_screen, qtbot) -> None:
    screen = open_screen(visit=False)
    screen.card.focus_current()
    screen.at("c06s3").keys("y", "j", "[")
    assert screen.page.body.book.today == {}
    assert "16 Sep: yes" in screen.page.body._list.hint or screen.card.age == 4
    with qtbot.waitSignal(screen.page.start_requested):
        start = screen.page.findChild(object, "button:start_visit")
        start.click()


def test_a_paediatrician_writes_what_a_nurse_may(open_screen) -> None:
    screen = open_screen(Role.PAEDIATRICIAN)
    screen.page.setFocus()
    screen.keys("y")
    assert screen.status("c06s1") is Status.YES


def test_every_control_has_a_name_and_the_wheel_edits_nothing(screen, assert_named, assert_wheel_edits_nothing) -> None:
    screen.keys("y", ENTER).types("7m").enter()
    assert_named(screen.page)
    assert_wheel_edits_nothing(screen.page)


def test_a_narrow_window_puts_the_reading_below_and_leaves_nothing_out(open_screen) -> None:
    screen = open_screen(size=(888, 438))
    windows, card = screen.page.body._chart, screen.card
    assert (
        windows.mapTo(screen.page, windows.rect().topLeft()).y() > card.mapTo(screen.page, card.rect().bottomLeft()).y()
    )


def test_the_tab_stands_between_exam_and_growth() -> None:
    names = list(Tab)
    assert names[names.index(Tab.MILESTONES) - 1] is Tab.EXAM
    assert names[names.index(Tab.MILESTONES) + 1] is Tab.GROWTH
