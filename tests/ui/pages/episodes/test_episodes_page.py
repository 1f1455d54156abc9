"""The episodes screen by keyboard, on a real record."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit

from clinic_app.domain.episodes import EpisodeStatus, EventTime, SaidKind, Seen, TimeOfDay
from clinic_app.domain.people import Role
from clinic_app.services import chart
from clinic_app.services.episodes import events, threads
from clinic_app.ui.forms.field_slot import FieldSlot
from clinic_app.ui.pages.episodes.episodes_page import EpisodesPage
from clinic_app.ui.widgets.chip import Chip
from clinic_app.ui.widgets.run_in_label import RunInLabel
from clinic_app.ui.widgets.type_ahead import TypeAhead

TODAY = date(2026, 11, 18)
KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def log_of(screen):
    """The log as the screen holds it."""
    return screen.page._child.log


def stored(screen, past):
    """The threads as they are stored."""
    return screen.desk.run(chart.read_chart, past.known.id).episodes


def newest(screen, past):
    return stored(screen, past)[-1].events[-1]


def dialog(screen, name: str) -> QDialog:
    found = [one for one in screen.page.window().findChildren(QDialog, name) if one.isVisible()]
    assert found, name
    return found[-1]


def shows(screen, name: str) -> bool:
    """Whether a dialog is open."""
    return any(one.isVisible() for one in screen.page.window().findChildren(QDialog, name))


def back(screen):
    """The keyboard is in the log again, as the window system gives it back when a dialog closes."""
    screen.settle()
    screen.page.activateWindow()
    screen.settle()
    screen.page.body.log.focus_table()
    return screen


def says(screen) -> str:
    return screen.page.body.log.quick.says


# Without a thread


@pytest.fixture
def fresh(show_child, with_visit):
    return show_child(EpisodesPage, with_visit, with_visit.known)


def test_a_child_without_an_episode_is_told_how_to_film_and_begins_one_with_one_field(fresh, with_visit):
    assert "not the same as none happened" in fresh.words
    assert "Film the whole child" in fresh.words
    fresh.keys("her legs <b>shake</b>", KEY.Key_Return).settle()
    (thread,) = stored(fresh, with_visit)
    assert thread.title == "her legs <b>shake</b>"
    assert fresh.find("quick:count", QLineEdit).hasFocus()


def test_an_empty_name_is_refused_beside_the_field(fresh, with_visit):
    fresh.keys(KEY.Key_Return).settle()
    assert "name that the family uses" in fresh.words
    assert stored(fresh, with_visit) == ()
    fresh.keys("shakes", KEY.Key_Return).settle()
    assert len(stored(fresh, with_visit)) == 1


# Quick add


def test_an_event_is_added_by_keys_alone(episodes, logged):
    screen = episodes().keys("q", "2", KEY.Key_Tab, "8", KEY.Key_Tab, "l", KEY.Key_Return).settle()
    event = newest(screen, logged)
    assert (event.when, event.count) == (EventTime(TODAY), 2)
    assert event.seen == Seen(8, ("limb_stretch",))
    assert screen.rows("table:log")[0][:5] == ("18 Nov", "?", "2", "8 s", "Limb stretch")
    assert screen.find("quick:day", QLineEdit).hasFocus()


def test_every_field_of_the_line_by_keys(episodes, logged):
    screen = episodes().keys("q", (KEY.Key_Tab, SHIFT), (KEY.Key_Tab, SHIFT), "17 nov", KEY.Key_Tab, "about 19")
    screen.keys(KEY.Key_Tab, "3 in a run", KEY.Key_Tab, "2 min", KEY.Key_Tab, "nap, col", KEY.Key_Tab, "on w")
    screen.keys(KEY.Key_Tab, "n", KEY.Key_Tab, "l", KEY.Key_Tab, "O'Neil <b>", KEY.Key_Return).settle()
    event = next(one for one in stored(screen, logged)[-1].events if one.told_by == "O'Neil <b>")
    assert event.when == EventTime(date(2026, 11, 17), time=TimeOfDay.parse("about 19"))
    assert (event.count, event.in_run) == (3, True)
    assert event.seen == Seen(120, ("diaper_change", "cold"), ("on_waking",), "no", "left_only")


def test_date_and_teller_stay_for_the_next_line(episodes, logged):
    screen = episodes().keys("q", (KEY.Key_Tab, SHIFT), (KEY.Key_Tab, SHIFT), "12 nov", KEY.Key_Tab, KEY.Key_Tab, "1")
    screen.find("quick:told_by", QLineEdit).setFocus()
    screen.keys("f", KEY.Key_Return).settle()
    screen.keys(KEY.Key_Tab, KEY.Key_Tab, "4", KEY.Key_Return).settle()
    told = [one for one in stored(screen, logged)[-1].events if one.when.day == date(2026, 11, 12)]
    assert [(one.count, one.told_by) for one in told] == [(1, "father"), (4, "father")]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "yesteryear", "is not a date"),
        ("day", "1 jan 2026", "before the birth"),
        ("day", "t+3", "in the future"),
        ("time", "25:99", "is not a time"),
        ("count", "<b>lots</b>", "is not a number of events"),
        ("longest", "ages", "is not a length"),
        ("ep_triggers", "xyzzy", "not one of the words"),
    ],
)
def test_a_refusal_keeps_what_was_typed(episodes, logged, field, typed, sentence):
    screen = episodes()
    before = len(stored(screen, logged)[-1].events)
    screen.keys("q")
    screen.find("quick:told_by", QLineEdit).setText("grandmother")
    edit = screen.find(f"quick:{field}", QLineEdit)
    edit.setFocus()
    edit.selectAll()
    screen.keys(typed, KEY.Key_Return).settle()
    assert sentence in says(screen)
    assert edit.text() == typed
    assert edit.hasFocus()
    assert edit.accessibleDescription() == says(screen)
    assert screen.find("quick:told_by", QLineEdit).text() == "grandmother"
    assert len(stored(screen, logged)[-1].events) == before


def test_over_a_hundred_a_day_is_asked_again(episodes, logged):
    screen = episodes().keys("q", "150", KEY.Key_Return).settle()
    assert "150 a day is a lot" in says(screen)
    assert newest(screen, logged).count != 150
    screen.keys(KEY.Key_Return).settle()
    assert newest(screen, logged).count == 150


def test_another_number_over_a_hundred_is_asked_once_more(episodes, logged):
    screen = episodes().keys("q", "150", KEY.Key_Return).settle()
    screen.keys("200", KEY.Key_Return).settle()
    assert "200 a day is a lot" in says(screen)
    assert newest(screen, logged).count not in (150, 200)


def test_none_and_not_counted_are_not_the_same(episodes, logged):
    screen = episodes().keys("q", "none", KEY.Key_Return).settle()
    assert newest(screen, logged).count == 0
    screen.keys(KEY.Key_Tab, KEY.Key_Tab, "?", KEY.Key_Return).settle()
    assert newest(screen, logged).count is None
    assert [row[2] for row in screen.rows("table:log")[:2]] == ["?", "none"]


def test_what_the_store_refuses_stands_in_the_line_again(episodes, logged, monkeypatch):
    screen = episodes()

    def fails(*_args, **_more):
        raise OSError("the disk is full")

    monkeypatch.setattr(events, "log_events", fails)
    screen.keys("q", "7", KEY.Key_Tab, "9", KEY.Key_Return).settle()
    assert "Not stored" in says(screen)
    assert screen.find("quick:count", QLineEdit).text() == "7"
    assert screen.find("quick:longest", QLineEdit).text() == "9"


# Undo, change, take back


def test_an_added_event_is_undone_from_the_line_itself(episodes, logged):
    screen = episodes()
    before = stored(screen, logged)[-1].events
    screen.keys("q", "2", KEY.Key_Return).settle()
    assert screen.toast == "Added: 18 Nov, 2 events"
    screen.keys((KEY.Key_Z, CTRL)).settle()
    assert stored(screen, logged)[-1].events == before


def test_the_toast_takes_it_back_too(episodes, logged):
    screen = episodes().keys("q", "2", KEY.Key_Return).settle()
    screen.press("button:toast")
    screen.settle()
    assert newest(screen, logged).count != 2


def test_enter_puts_a_line_right_and_its_history_says_so(episodes, logged):
    screen = episodes().keys(KEY.Key_Return)
    assert screen.find("quick:count", QLineEdit).hasFocus()
    assert screen.find("quick:ep_triggers", QLineEdit).text() == "Limb stretch"
    screen.keys("5", KEY.Key_Return).settle()
    event = newest(screen, logged)
    assert (event.count, event.version, len(event.described)) == (5, 2, 7)
    screen.keys("h").settle()
    shown = dialog(screen, "dialog:event_history")
    assert any("Count: 1, now 5" in part.words for part in shown.findChildren(RunInLabel))
    shown.reject()


def test_escape_leaves_a_line_as_it_was(episodes, logged):
    screen = episodes().keys(KEY.Key_Return, "5", KEY.Key_Escape).settle()
    assert newest(screen, logged).count == 1
    assert screen.find("table:log").hasFocus()
    assert not screen.page.body.log.quick.is_editing


def test_delete_takes_a_line_back_and_undo_brings_it_again(episodes, logged):
    screen = episodes()
    before = stored(screen, logged)[-1].events
    screen.keys(KEY.Key_Delete).settle()
    assert len(stored(screen, logged)[-1].events) == len(before) - 1
    screen.keys((KEY.Key_Z, CTRL)).settle()
    assert [one.id for one in stored(screen, logged)[-1].events] == [one.id for one in before]


# The log


def test_the_newest_line_stands_first_and_the_keys_walk(episodes):
    screen = episodes()
    rows = screen.rows("table:log")
    assert [row[0] for row in rows[:3]] == ["17 Nov", "16 Nov", "14 Nov"]
    assert rows[0] == ("17 Nov", "07:10", "1", "6 s", "Limb stretch", "Awake calm", "Stops", "R", "–", "mother")
    screen.keys("j", "j").settle()
    assert log_of(screen).current_event.id == "e08"
    screen.keys("k").settle()
    assert log_of(screen).current_event.id == "e09"


def test_a_side_is_spoken_in_full(episodes):
    row = episodes().find("table:log").rows[0]
    assert row.cells[7].words == "the child’s right only"
    assert row.cells[0].words == "17 Nov 2026"


def test_a_filter_says_how_many_it_shows_and_opens_for_what_is_added(episodes, logged):
    screen = episodes()
    card = screen.page.body.log
    card.show_only("side", "symmetric")
    assert card.foot == "2 of 10 shown"
    assert {row[7] for row in screen.rows("table:log")} == {"Both"}
    card.show_only("held", "no")
    assert card.foot == "1 of 10 shown"
    screen.keys("q", "2", KEY.Key_Return).settle()
    assert card.foot == "11 lines"


def test_the_filter_offers_what_the_log_holds(episodes):
    card = episodes().page.body.log
    menu = card.filter_menu()
    names = [action.objectName() for part in menu.actions() if part.menu() for action in part.menu().actions()]
    assert "filter:trigger:cold" in names
    assert "filter:side:left_only" not in names
    next(
        action for part in menu.actions() if part.menu() for action in part.menu().actions()
        if action.objectName() == "filter:trigger:cold"
    ).trigger()  # fmt: skip
    assert card.foot == "1 of 10 shown"


def test_ten_thousand_lines(show_child, with_visit, told_line):
    nurse = with_visit.desk(Role.NURSE)
    thread = nurse.run(threads.start_thread, with_visit.known.id, "many", None, request_id="many")
    for part in range(2):
        lines = [told_line(f"m{part}-{at}", at % 200, 1 + at % 3) for at in range(5000)]
        nurse.run(events.log_events, thread.id, lines, request_id=f"part {part}")
    screen = show_child(EpisodesPage, with_visit, with_visit.known)
    assert len(screen.find("table:log").rows) == 10_000
    screen.keys("q", "2", KEY.Key_Return).settle()
    assert len(screen.find("table:log").rows) == 10_001
    assert screen.rows("table:log")[0][2] == "2"


# The event


def test_the_event_card_says_for_and_against(episodes):
    screen = episodes()
    card = screen.page.body.card
    assert "Coarse trembling, even" in screen.words
    assert [line.id for line in card.lines if line.kind == "not_safe"] == ["P01"]
    screen.keys("w")
    shown = dialog(screen, "dialog:why")
    assert any("Pattern card P01" in label.text() for label in shown.findChildren(QLabel))
    shown.reject()


def test_one_key_leads_to_the_most_telling_question(episodes, logged):
    screen = episodes()
    first = screen.page.body.card.not_asked[0]
    screen.keys("a").settle()
    shown = dialog(screen, "dialog:describe")
    slot = next(one for one in shown.findChildren(FieldSlot) if one.item.field.id == first)
    assert slot.has_keyboard
    shown.reject()


def test_all_events_show_their_share(episodes):
    screen = episodes().keys("v").settle()
    assert "told of" in screen.words
    assert screen.page.body.card.view == "thread"


def test_a_day_without_an_event_is_not_described(episodes):
    screen = episodes()
    log_of(screen).select_event("e04")
    screen.settle()
    assert "somebody told that there was no event" in screen.words
    screen.keys("d").settle()
    assert screen.toast == "On this day there was no event to describe."


# The description


def test_a_description_is_kept_when_it_is_left_and_judged_while_it_is_typed(episodes, logged, qtbot):
    screen = episodes().keys("j", "d").settle()
    shown = dialog(screen, "dialog:describe")
    assert shown.form.focus_item("ep_movement")
    chip = next(one for one in shown.findChildren(Chip) if one.objectName().endswith("_spasm"))
    chip.click()
    assert shown.form.focus_item("ep_clusters")
    with qtbot.waitSignal(shown.verdict.shown):
        screen.keys("1")
    shown.reject()
    screen.settle()
    event = next(one for one in stored(screen, logged)[-1].events if one.id == "e09")
    assert {str(key): answer.value for key, answer in event.described.items()} == {
        "ep_movement": ("spasm",),
        "ep_clusters": "yes",
    }
    assert event.version == 2
    assert screen.toast == "The description is kept."


def test_nothing_typed_writes_nothing(episodes, logged):
    screen = episodes().keys("d").settle()
    dialog(screen, "dialog:describe").reject()
    screen.settle()
    assert newest(screen, logged).version == 1


def test_a_refused_number_is_told_before_the_form_closes(episodes, logged):
    screen = episodes().keys("d").settle()
    shown = dialog(screen, "dialog:describe")
    shown.form.focus_item("ep_duration_longest_s")
    edit = shown.focusWidget()
    edit.selectAll()
    screen.keys("99999999")
    shown.reject()
    assert shown.isVisible()
    assert "cannot be kept as typed" in shown.says
    shown.reject()
    screen.settle()
    assert newest(screen, logged).version == 1 or newest(screen, logged).seen.longest_s is None


def test_leaving_the_page_hands_the_description_to_the_store(episodes, logged):
    screen = episodes().keys("d").settle()
    shown = dialog(screen, "dialog:describe")
    shown.form.focus_item("ep_side")
    screen.keys("2")
    screen.page.leave()
    screen.settle()
    assert newest(screen, logged).seen.side == "left_only"


# Threads


def test_a_second_thread_has_a_log_of_its_own(episodes, logged):
    screen = episodes().keys("n").settle()
    screen.keys("stares", KEY.Key_Tab, "1 nov", KEY.Key_Return).settle()
    assert not shows(screen, "dialog:new_thread")
    assert [one.title for one in stored(screen, logged)][-1] == "stares"
    assert stored(screen, logged)[-1].first_seen == date(2026, 11, 1)
    assert screen.rows("table:log") == []
    assert "not the same as none happened" in screen.words
    screen.press(f"thread:{stored(screen, logged)[0].id}")
    assert len(screen.rows("table:log")) == 10
    back(screen).keys("]").settle()
    assert screen.rows("table:log") == []


def test_a_first_day_that_cannot_be_is_refused_beside_its_field(episodes, logged):
    screen = episodes().keys("n").settle()
    shown = dialog(screen, "dialog:new_thread")
    screen.keys("stares", KEY.Key_Tab, "1 jan 2020", KEY.Key_Return).settle()
    assert shown.isVisible()
    assert len(stored(screen, logged)) == 1
    shown.reject()


def test_an_opinion_is_dated_signed_and_kept_when_it_changes(episodes, logged):
    screen = episodes()
    for card, words in (("P01", "wait and see"), ("P19", "")):
        screen.keys("o").settle()
        shown = dialog(screen, "dialog:thread")
        choice = screen.find("choice:card")
        choice.setCurrentIndex(choice.findData(card))
        screen.find("say:words_edit").setPlainText(words)
        screen.press("button:say")
        screen.settle()
        shown.reject()
        back(screen)
    said = stored(screen, logged)[-1].said
    assert [(one.kind, one.code, one.text) for one in said] == [
        (SaidKind.OPINION, "P01", "wait and see"),
        (SaidKind.OPINION, "P19", ""),
    ]
    assert "Opinion of" in screen.words
    assert "Raised tone" in screen.words


def test_a_status_is_set_with_a_sentence_and_shown_in_words(episodes, logged):
    screen = episodes().keys("o").settle()
    shown = dialog(screen, "dialog:thread")
    screen.find("switch:status").setFocus()
    screen.keys(KEY.Key_Right)
    screen.find("status:words_edit", QLineEdit).setText("since <i>two</i> weeks")
    screen.press("button:set_status")
    screen.settle()
    thread = stored(screen, logged)[-1]
    assert (thread.status, thread.said[-1].text) == (EpisodeStatus.FADING, "since <i>two</i> weeks")
    assert any("fading" in one.accessibleName() for one in screen.page.findChildren(Chip, f"thread:{thread.id}"))
    shown.reject()


def test_it_became_another_thread(episodes, logged):
    nurse = logged.desk(Role.NURSE)
    other = nurse.run(threads.start_thread, logged.known.id, "stiffens", None, request_id="other")
    screen = episodes()
    first = next(one for one in stored(screen, logged) if one.id != other.id)
    log_of(screen).select_thread(first.id)
    screen.keys("o").settle()
    shown = dialog(screen, "dialog:thread")
    screen.find("switch:status").setFocus()
    screen.keys(KEY.Key_Right, KEY.Key_Right, KEY.Key_Right)
    screen.press("button:set_status")
    screen.settle()
    assert "Choose the episode" in screen.find("status:says").text()
    choice = screen.find("choice:became")
    choice.setCurrentIndex(choice.findData(str(other.id)))
    screen.press("button:set_status")
    screen.settle()
    became = next(one for one in stored(screen, logged) if one.id == first.id)
    assert (became.status, became.became) == (EpisodeStatus.BECAME, other.id)
    shown.reject()


def test_a_nurse_notes_and_advises_but_does_not_judge(episodes, logged):
    screen = episodes(role=Role.NURSE).keys("o").settle()
    shown = dialog(screen, "dialog:thread")
    words = "\n".join(one.text() for one in shown.findChildren(QLabel) if one.isVisible())
    assert "Opinion, assessment and treatment" in words
    screen.find("say:words_edit").setPlainText("rang the nursery")
    screen.press("button:say")
    screen.settle()
    assert stored(screen, logged)[-1].said[-1].kind is SaidKind.NOTE
    shown.reject()


def test_words_that_were_not_added_are_told_before_the_dialog_closes(episodes):
    screen = episodes().keys("o").settle()
    shown = dialog(screen, "dialog:thread")
    screen.find("say:words_edit").setPlainText("half a thought")
    shown.reject()
    assert shown.isVisible()
    shown.reject()
    screen.settle()
    assert not shows(screen, "dialog:thread")


# Every screen


def test_hostile_names_are_shown_exactly(episodes, logged):
    screen = episodes()
    assert screen.plain_labels()
    chip = screen.find(f"thread:{stored(screen, logged)[0].id}")
    assert chip.accessibleName().startswith("<img src=x> her legs & O'Neil")
    assert any(row[-1] == "<u>father</u>" for row in screen.rows("table:log"))


def test_every_control_is_named_and_the_wheel_edits_nothing(episodes, assert_named, assert_wheel_edits_nothing):
    screen = episodes()
    for keys in ("", "d", "o", "n"):
        if keys:
            screen.keys(keys).settle()
        window = screen.page.window()
        shown = [one for one in window.findChildren(QDialog) if one.isVisible()]
        part = shown[-1] if shown else screen.page
        assert_named(part)
        assert_wheel_edits_nothing(part)
        for one in shown:
            one.done(0)
        screen.settle()
        screen.page.body.log.focus_table()


def test_first_letters_offer_a_list_that_escape_closes(episodes):
    screen = episodes().keys("q", KEY.Key_Tab, KEY.Key_Tab, "s")
    box = next(one for one in screen.page.findChildren(TypeAhead) if one.edit.objectName() == "quick:ep_triggers")
    matches = box._list
    assert matches.isVisible()
    screen.keys(KEY.Key_Escape)
    assert not matches.isVisible()
    assert screen.find("quick:ep_triggers", QLineEdit).hasFocus()
    screen.keys(KEY.Key_Backspace, KEY.Key_Down, KEY.Key_Down, KEY.Key_Tab)
    assert box.edit.text()


def test_without_a_visit_events_are_logged_all_the_same(show_child, past):
    nurse = past.desk(Role.NURSE)
    nurse.run(threads.start_thread, past.known.id, "shakes", TODAY - timedelta(days=3), request_id="t")
    screen = show_child(EpisodesPage, past, past.known).keys("q", "2", KEY.Key_Return).settle()
    assert newest(screen, past).count == 2
    screen.keys(KEY.Key_Escape, "v").settle()
    assert "judged at a visit" in screen.words


def test_a_narrow_window_puts_the_columns_below_each_other_and_the_key_brings_the_line_into_view(episodes):
    screen = episodes()
    body = screen.page.body
    assert body.card.x() > body.log.x()
    screen.page.resize(912, 435)
    screen.settle()
    assert body.card.x() == body.log.x()
    assert body.card.y() > body.log.y()
    screen.find("scroll:episodes").verticalScrollBar().setValue(10_000)
    screen.keys("q").settle()
    edit = screen.find("quick:count", QLineEdit)
    assert edit.hasFocus()
    assert not edit.visibleRegion().isEmpty()
