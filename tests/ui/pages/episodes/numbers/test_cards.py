"""The two cards of an episode in numbers: what they say, by keys, and that they follow the log."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QVBoxLayout, QWidget

from clinic_app.clinical.episodes.weeks import Step
from clinic_app.domain.episodes import EpisodeEvent, EventTime, Seen
from clinic_app.services.episodes.events import new_event_id
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.numbers.trigger_card import TriggerCard
from clinic_app.ui.pages.episodes.numbers.week_card import WeekCard


class Both(QWidget):
    """Both cards one over the other, as in the column of a page."""

    def __init__(self, child: OpenChild) -> None:
        super().__init__()
        self.child = child
        self.weeks, self.triggers = WeekCard(child), TriggerCard(child)
        column = QVBoxLayout(self)
        column.addWidget(self.weeks)
        column.addWidget(self.triggers)


def show(show_child, logged):
    screen = show_child(Both, logged, logged.known)
    return screen, screen.page.weeks.chart, screen.page.triggers.chart


def spoken(chart) -> str:
    return chart.findChild(QWidget, f"{chart.objectName()}_picture").accessibleDescription()


def add(screen, count: int, **seen) -> None:
    log = screen.page.child.log
    log.add([EpisodeEvent(new_event_id(), EventTime(log.today), count, seen=Seen(**seen))])
    screen.settle()


def test_the_cards_say_what_was_logged(show_child, logged) -> None:
    screen, weeks, triggers = show(show_child, logged)
    assert "55 events since 7 Sep; this week is not over" in screen.words
    assert "Held: stops 55, partly 0, no 0, not tried 0" in screen.words
    assert [bar for bar in weeks.scene.texts() if bar == "no log"] == ["no log", "no log"]
    assert "Visit 14 Oct, hold <i>gently</i> when it…" in weeks.scene.texts()
    assert triggers.scene.table.rows == (("Limb stretch", "55", "0", "0", "0", "0", "55"),)
    assert screen.plain_labels()


def test_they_follow_what_is_logged_and_which_thread_is_looked_at(show_child, logged, qtbot) -> None:
    screen, _weeks, triggers = show(show_child, logged)
    add(screen, 4, states=("on_waking",), held="no")
    assert "59 events" in screen.words
    assert "no 4" in screen.words
    assert triggers.scene.table.rows[-1][0] == "Not told"
    log = screen.page.child.log
    first = log.threads[0].id
    log.start_thread("Startles", None)
    screen.settle()
    assert "Nothing logged yet" in screen.words
    log.select_thread(first)
    screen.settle()
    assert "59 events" in screen.words


def test_keys_walk_zoom_and_keep_their_place(show_child, logged) -> None:
    screen, weeks, _triggers = show(show_child, logged)
    weeks.setFocus()
    screen.keys(Qt.Key.Key_Home)
    assert spoken(weeks) == "Week of 7 Sep: 6 events"
    screen.keys(*[Qt.Key.Key_Right] * 3)
    assert spoken(weeks) == "Week of 28 Sep: no log"
    screen.keys(Qt.Key.Key_Left, "+", "+", "+")
    assert weeks.view.step is Step.DAY
    assert spoken(weeks) == "24 Sep: nothing written"  # the middle of that week
    assert "Events a day" in screen.words
    screen.keys("0")
    assert weeks.is_whole
    assert "Week of 21 Sep" in spoken(weeks)


def test_an_arrow_at_the_edge_moves_on(show_child, logged) -> None:
    screen, weeks, _triggers = show(show_child, logged)
    weeks.setFocus()
    screen.keys("+", "+", Qt.Key.Key_Home)
    before = weeks.view.first
    screen.keys(Qt.Key.Key_Left)
    assert weeks.view.first < before
    screen.keys(Qt.Key.Key_PageUp)
    assert weeks.view.first < before


def test_what_is_looked_at_stays_when_the_log_grows(show_child, logged) -> None:
    screen, weeks, _triggers = show(show_child, logged)
    weeks.setFocus()
    screen.keys("+")
    view = weeks.view
    add(screen, 1)
    assert weeks.view == view


def test_the_wheel_alone_does_nothing_and_with_ctrl_it_zooms(show_child, logged, wheel) -> None:
    screen, weeks, _triggers = show(show_child, logged)
    picture = screen.find("chart:episode_weeks_picture")
    whole = weeks.view
    wheel(picture, 2)
    assert weeks.view == whole
    middle = QPointF(picture.rect().center())
    turned = QWheelEvent(
        middle, picture.mapToGlobal(middle), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(picture, turned)
    assert weeks.view.days < whole.days


def test_dragging_moves(show_child, logged) -> None:
    screen, weeks, _triggers = show(show_child, logged)
    weeks.setFocus()
    screen.keys("+", "+")
    before = weeks.view
    picture = screen.find("chart:episode_weeks_picture")
    start = picture.rect().center()
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(picture, start + QPoint(200, 0))
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=start + QPoint(200, 0))
    assert weeks.view.first < before.first
    assert weeks.view.days == before.days


def test_the_cells_of_the_table_are_walked_in_both_directions(show_child, logged) -> None:
    screen, _weeks, triggers = show(show_child, logged)
    add(screen, 3, triggers=("cold",), states=("crying",))
    triggers.setFocus()
    screen.keys(Qt.Key.Key_Home)
    assert spoken(triggers) == "Limb stretch, Awake calm: 55"
    screen.keys(Qt.Key.Key_Down)
    assert spoken(triggers) == "Cold, Awake calm: 0"
    screen.keys(Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert spoken(triggers) == "Cold, Crying: 3"
    screen.keys(Qt.Key.Key_Up)
    assert spoken(triggers) == "Limb stretch, Crying: 0"


def test_t_gives_the_table(show_child, logged) -> None:
    screen, weeks, _triggers = show(show_child, logged)
    weeks.setFocus()
    screen.keys("t")
    table = screen.find("chart:episode_weeks_table", QTableWidget)
    assert (table.item(1, 0).text(), table.item(1, 1).text()) == ("Week of 14 Sep", "11 events")
    assert table.item(5, 2).text() == "Visit 14 Oct. Advice: hold <i>gently</i> when it shakes"


def test_every_control_is_named_and_the_wheel_edits_nothing(
    show_child, logged, assert_named, assert_wheel_edits_nothing
) -> None:
    screen, _weeks, _triggers = show(show_child, logged)
    assert_named(screen.page)
    assert_wheel_edits_nothing(screen.page)


def test_without_a_thread_nothing_is_a_number(show_child, past) -> None:
    screen = show_child(Both, past, past.known)
    assert "Nothing logged yet" in screen.words
    assert "0 events" not in screen.words


def test_the_button_asks_for_the_numbers(show_child, logged, qtbot) -> None:
    screen, _weeks, _triggers = show(show_child, logged)
    with qtbot.waitSignal(screen.page.weeks.numbers_requested):
        screen.press("button:numbers")
