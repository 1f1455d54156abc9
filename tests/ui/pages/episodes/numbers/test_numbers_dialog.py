"""Two periods, one axis and over time: opened, typed into, refused, and following the log."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clinic_app.domain.episodes import EpisodeEvent, EventTime, Seen
from clinic_app.services.episodes.events import new_event_id
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.numbers.numbers_dialog import NumbersDialog
from clinic_app.ui.widgets.themed_chart import ThemedChart


class Holder(QWidget):
    """A window that the dialog belongs to."""

    def __init__(self, child: OpenChild) -> None:
        super().__init__()
        self.child = child
        self.dialog = NumbersDialog(child, self)
        self.dialog.setWindowFlags(Qt.WindowType.Widget)
        QVBoxLayout(self).addWidget(self.dialog)
        self.setFocusProxy(self.dialog.findChild(QWidget, "table:compared"))


def compared(screen) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in screen.rows("table:compared")}


def type_day(screen, name: str, text: str) -> None:
    edit = screen.find(f"compare_{name}_edit", QLineEdit)
    edit.setFocus()
    edit.selectAll()
    screen.keys(text, Qt.Key.Key_Return)


def test_it_starts_with_the_time_since_the_last_visit(show_child, logged) -> None:
    screen = show_child(Holder, logged, logged.known)
    found = compared(screen)
    # 10 Sep to 14 Oct: weeks of 14 and 21 Sep and of 12 Oct; after it 19 Oct, a day with none, 2, 9 and 16 Nov
    assert found["Events"] == ("31, 14 days without a log", "18")
    assert found["Stops when held"] == ("31 of 31 (100 %)", "18 of 18 (100 %)")
    assert found["Side: right"] == ("31 of 31 (100 %)", "18 of 18 (100 %)")
    assert "Leg <b>shakes</b>" in screen.words
    assert screen.plain_labels()


def test_other_days_can_be_typed_and_a_slip_keeps_the_table(show_child, logged) -> None:
    screen = show_child(Holder, logged, logged.known)
    type_day(screen, "before_first", "7 sep 2026")
    assert compared(screen)["Events"][0].startswith("37")
    before = compared(screen)
    type_day(screen, "before_last", "1 sep 2026")
    assert "before it begins" in screen.words
    assert compared(screen) == before
    type_day(screen, "before_last", "somewhen")
    assert screen.find("compare_before_last_edit", QLineEdit).text() == "somewhen"
    assert compared(screen) == before
    screen.press("button:compare_offer")
    assert compared(screen)["Events"] == ("31, 14 days without a log", "18")
    assert "before it begins" not in screen.words


def test_keys_choose_the_view(show_child, logged) -> None:
    screen = show_child(Holder, logged, logged.known)
    screen.keys("2")
    assert screen.find("chart:episode_axis").isVisible()
    screen.keys("3")
    assert screen.find("chart:episode_hours").isVisible()
    screen.keys("1")
    assert screen.find("table:compared").isVisible()


def test_digits_typed_into_a_date_choose_no_view(show_child, logged) -> None:
    screen = show_child(Holder, logged, logged.known)
    type_day(screen, "after_last", "12.11.2026")
    assert screen.find("table:compared").isVisible()
    assert compared(screen)["Events"][1] == "16"


def test_growth_and_skills_stand_on_the_same_axis(show_child, logged) -> None:
    screen = show_child(Holder, logged, logged.known)
    screen.keys("2")
    screen.settle()
    texts = screen.find("chart:episode_axis", ThemedChart).scene.texts()
    assert {"Weight", "Milestones", "Today", "no log"} <= set(texts)


def test_since_the_visit_and_everything(show_child, logged) -> None:
    screen = show_child(Holder, logged, logged.known)
    screen.keys("2")
    chart = screen.find("chart:episode_axis")
    screen.press("button:axis_since")
    assert not chart.is_whole
    screen.press("button:axis_all")
    assert chart.is_whole


def test_it_follows_the_log(show_child, logged) -> None:
    screen = show_child(Holder, logged, logged.known)
    log = screen.page.child.log
    log.add([EpisodeEvent(new_event_id(), EventTime(log.today), 5, seen=Seen(held="no", side="left_only"))])
    screen.settle()
    assert compared(screen)["Stops when held"][1] == "18 of 23 (78 %)"
    side = screen.find("chart:episode_side", ThemedChart).scene.table
    assert [row[0] for row in side.rows][:2] == ["right", "left"]
    assert side.rows[1][-1] == "5"


def test_every_control_is_named_and_the_wheel_edits_nothing(
    show_child, logged, assert_named, assert_wheel_edits_nothing
) -> None:
    screen = show_child(Holder, logged, logged.known)
    assert_named(screen.page)
    assert_wheel_edits_nothing(screen.page)
