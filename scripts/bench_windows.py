"""The budgets that a person sees: from a key or a click to pixels, offscreen, with the real window and record."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.charts.episode_weeks import episode_weeks
from clinic_app.charts.growth import growth_chart
from clinic_app.charts.scene import Scene, Size
from clinic_app.charts.timeline import Lane, LaneBar, TimelineModel, timeline
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId, EventId, EventTime, Seen
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Patient, PatientId, Sex
from clinic_app.services.chart import Chart, Measurement, read_chart
from clinic_app.services.episodes.course import CountedLog, course_model, zoomed
from clinic_app.services.growth import growth_points
from clinic_app.services.growth_chart import growth_chart_model
from clinic_app.services.growth_view import GrowthView, Span
from clinic_app.ui.app import make_application
from clinic_app.ui.clinic_window import ClinicWindow
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.numbers.trigger_card import TriggerCard
from clinic_app.ui.pages.episodes.numbers.week_card import WeekCard
from clinic_app.ui.pages.find.find_palette import FindPalette
from clinic_app.ui.painting.scene_painter import ScenePainter, colours_from_tokens
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle, current, font

_WINDOW = QSize(1366, 728)
_CHART = QSize(820, 480)
_EVENTS = 10_000


class Timed(NamedTuple):
    """One thing that a person waits for, and what is beside it."""

    name: str
    budget_ms: float
    work: Callable[[], object]
    yardstick: str
    measure: Callable[[], object]


def timed(record: RecordFile, person_id: str, password: str, chart_of: PatientId) -> Iterator[Timed]:
    """Window, search, overview and charts. ``record`` is closed; ``chart_of`` is the child that is opened."""
    app = make_application(["bench"])
    runner = TaskRunner(app)
    bare = QWidget()
    bare.resize(_WINDOW)
    picture = ("an empty window, painted", bare.grab)

    def unlock() -> None:
        again = record.unlock(person_id, password)
        window = _window(record, again, runner)
        _until(lambda: window._today._read_at != "")
        window.grab()
        runner.flush()
        window.deleteLater()
        _forget()
        again.close()

    yield Timed("unlock to Today painted, key derivation apart", 700, unlock, *picture)
    opened = record.unlock(person_id, password)
    window = _window(record, opened, runner)
    yield Timed("keystroke to search results painted", 16, _typing(window), *picture)

    def overview() -> None:
        window.open_child(str(chart_of))
        _until(lambda: window._child._child is not None and window._frame.body.currentWidget() in _pages(window))
        window.grab()
        window.show_today()
        _forget()

    yield Timed("chart of 30 visits x 60 findings, painted overview", 100, overview, *picture)
    yield from _charts()
    cards = _thread_cards(opened, runner, chart_of)
    yield Timed("numbers of a thread of 300 events, painted", 150, cards, *picture)
    window.open_child(str(chart_of))
    _until(lambda: window._frame.body.currentWidget() in _pages(window))
    yield Timed("memory", 0, memory_mb, "", memory_mb)
    runner.flush()
    window.deleteLater()
    _forget()
    opened.close()


def memory_mb() -> float:
    """Resident memory of this process in MB."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise OSError("this system does not say how much memory a process uses")


def _window(record: RecordFile, opened: OpenRecord, runner: TaskRunner) -> ClinicWindow:
    window = ClinicWindow(record, opened, runner)
    window.resize(_WINDOW)
    window.show()
    window.start()
    return window


def _pages(window: ClinicWindow) -> list[QWidget]:
    return list(window._child._pages.values())


def _forget() -> None:
    """What ``deleteLater`` was asked of: there is no event loop here that would come to it."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]


def _until(is_so: Callable[[], bool]) -> None:
    stop = time.monotonic() + 30
    while not is_so():
        if time.monotonic() > stop:
            raise TimeoutError("what was waited for did not happen")
        QCoreApplication.processEvents()


def _typing(window: ClinicWindow) -> Callable[[], None]:
    window.open_search()
    palette = window.findChild(FindPalette)
    edit = palette._bar.edit
    letters = iter("amberacre birch beatrice " * 1000)

    def press() -> None:
        letter = next(letters)
        if letter == "a" and len(edit.text()) > 8:
            edit.clear()
        QTest.keyClicks(edit, letter)
        _until(lambda: palette._shown == palette._asked)
        QCoreApplication.processEvents()  # paints what changed

    return press


def _charts() -> Iterator[Timed]:
    image = QImage(_CHART, QImage.Format.Format_ARGB32_Premultiplied)
    empty = ("an empty picture, filled", partial(image.fill, 0))
    child = Patient(PatientId("bench"), "B-1", "Bench", "Bo", date(2024, 1, 1), Sex.FEMALE, gestation=Gestation(30))
    days = [date(2024, 2 + month, 1) for month in range(10)]
    points = growth_points(child, tuple(_measured(day, index) for index, day in enumerate(days)))
    yield Timed("growth chart, first paint", 50, partial(_growth, image, child, points, 12), *empty)
    yield Timed("growth chart, zoom", 10, partial(_growth, image, child, points, 24), *empty)
    model = _many_events()
    yield Timed("timeline of 10 000 events, first paint", 60, partial(_paint, image, partial(timeline, model)), *empty)
    part = _many_events(day_from=600)
    yield Timed("timeline of 10 000 events, zoom", 17, partial(_paint, image, partial(timeline, part)), *empty)
    yield from _courses(image, child, empty)


def _courses(image: QImage, child: Patient, empty: tuple[str, Callable[[], object]]) -> Iterator[Timed]:
    """The course of a log: counting is part of the first paint; zooming crosses from months to weeks to days."""
    chart = Chart(Clinic("Bench", "", ""), child, (), (), (), (), (), None)
    thread, today = _long_thread(_EVENTS), date(2026, 9, 27)

    def first() -> None:
        log = CountedLog(thread, today)
        _paint(image, partial(episode_weeks, course_model(log, chart, log.whole)))

    log = CountedLog(thread, today)
    views = [zoomed(log, log.whole, factor, today - timedelta(days=200)) for factor in (0.9, 0.5, 0.3, 0.1, 0.03, 0.01)]
    turn = cycle(views)

    def zoom() -> None:
        _paint(image, partial(episode_weeks, course_model(log, chart, next(turn))))

    yield Timed("events a week of 10 000 events, first paint", 60, first, *empty)
    yield Timed("events a week of 10 000 events, zoom", 17, zoom, *empty)


def _long_thread(count: int) -> Episode:
    """``count`` lines over a thousand days."""
    seen = Seen(6, ("limb_stretch",), ("awake_quiet",), "yes", "right_only")
    events = tuple(
        EpisodeEvent(
            EventId(str(n)), EventTime(date(2024, 1, 1) + timedelta(days=n * 1000 // count)), 1 + n % 3, seen=seen
        )
        for n in range(count)
    )
    return Episode(EpisodeId("bench"), PatientId("bench"), "Shakes", date(2024, 1, 1), events=events)


def _thread_cards(opened: OpenRecord, runner: TaskRunner, chart_of: PatientId) -> Callable[[], None]:
    """Both cards of numbers over a thread of 300 events, made and painted."""
    read = replace(opened.desk.run(read_chart, chart_of), episodes=(_long_thread(300),))

    def show() -> None:
        child = OpenChild(opened.desk, runner, read, None)
        for card, size in ((WeekCard(child), QSize(686, 218)), (TriggerCard(child), QSize(573, 180))):
            card.resize(size)
            card.grab()
            card.deleteLater()
        _forget()

    return show


def _measured(day: date, index: int) -> Measurement:
    return Measurement(day, Decimal(3 + index) / 1, Decimal(50 + 2 * index), Decimal(35 + index))


def _growth(image: QImage, child: Patient, points: tuple[GrowthPoint, ...], months: int) -> None:
    model = growth_chart_model(child, points, GrowthView(Indicator.WEIGHT, Span(0, months)))
    _paint(image, partial(growth_chart, model))


def _paint(image: QImage, build: Callable[[Size], Scene]) -> None:
    scene = build(Size(float(image.width()), float(image.height())))
    painter = QPainter(image)
    ScenePainter(painter, colours_from_tokens(current().colours), font(TextStyle.SMALL)).paint(scene)
    painter.end()


def _many_events(day_from: int = 0) -> TimelineModel:
    bars = [LaneBar(n / 10, n / 10 + 0.1, (n % 11) / 11, "", f"{n % 11}") for n in range(_EVENTS)]
    return TimelineModel(day_from, 1000, 999, "Today", (Lane("Events", "a day", bars=tuple(bars)),), (), ())
