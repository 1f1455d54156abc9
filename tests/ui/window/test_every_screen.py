"""Every screen of the real window: each input has a name for people and for tests, and the wheel changes none."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QDialog

from clinic_app.domain.people import Role
from clinic_app.services import chart, drafts, worklist
from clinic_app.ui.forms.instrument_form import InstrumentForm
from clinic_app.ui.pages.exam.exam_page import ExamPage
from clinic_app.ui.pages.page import Tab
from tests.ui.conftest import controls_of
from tests.ui.pages.conftest import TODAY_FINDINGS, _register, _sign_first_visit, identity


class AsClinic:
    """The open window's record, as the fixtures of the pages take it."""

    def __init__(self, station) -> None:
        self.station = station
        self.context = station.clinic._desk.context

    def desk(self, _role: Role):
        return self.station.clinic._desk


@pytest.fixture
def lived_in(start):
    """The window of a lead over a clinic with two children: one with a past and a visit of today, one without."""
    station = start()
    station.unlock()
    clinic = AsClinic(station)
    clock, desk = clinic.context.clock, station.clinic._desk
    clock.go_to(date(2026, 10, 14))
    known = _register(clinic, identity("O'Neil <img src=x>", "Ayla", date(2026, 3, 14)), "known")
    _sign_first_visit(clinic, known, date(2026, 11, 10))
    other = _register(clinic, identity("Vale", "Ivy", date(2026, 2, 1)), "other")
    clock.go_to(date(2026, 11, 18))
    _visit, draft = desk.run(worklist.start_visit, known.id, "Review", request_id="today")
    desk.run(drafts.keep, draft.id, TODAY_FINDINGS, seen=draft.version)
    station.clinic.show_today()
    station.settle()
    return SimpleNamespace(station=station, known=known, other=other, desk=desk)


def places(one, *, sections: bool = True) -> Iterator[tuple[str, object]]:
    """Goes through every place of the window; gives its name and what to look at while it is shown."""
    station, clinic = one.station, one.station.clinic
    for name in ("today", "due", "settings"):
        clinic._go(name)
        station.settle()
        yield name, clinic
    clinic.open_search()
    station.settle()
    yield "search", clinic
    clinic._palette.dismiss()
    clinic.show_keys()
    yield "keys", station.find("keys" if station.sees("keys") else "dialog:keys", QDialog)
    station.window.findChildren(QDialog)[-1].reject()
    clinic.new_child()
    station.settle()
    if sections:
        yield from _sections("registration", station)
    else:
        yield "registration", clinic
    for child in (one.known, one.other):
        for tab in Tab:
            clinic.open_child_at(str(child.id), tab, "")
            station.settle()
            if tab is Tab.EXAM:
                _build_all(station)
            yield f"{child.given_name} {tab}", clinic
            if tab is Tab.HISTORY and sections:
                yield from _sections("history", station)


def _sections(name: str, station) -> Iterator[tuple[str, object]]:
    for form in [one for one in station.clinic.findChildren(InstrumentForm) if one.isVisible()]:
        for section in form._model.sections:
            form.show_section(section.id)
            station.settle()
            yield f"{name} {section.id}", station.clinic


def _build_all(station) -> None:
    """Rows of the examination are made when they come near; here all of them."""
    for page in [one for one in station.clinic.findChildren(ExamPage) if one.isVisible() and hasattr(one.body, "grid")]:
        for item in page.body.grid.items():
            page.body.grid.row(item.field.id)


def stored(one) -> dict[str, object]:
    """The record of the open visit as the file holds it."""
    opened = one.desk.run(chart.open_visit, one.desk.run(chart.read_chart, one.known.id))
    return {key: entry.value for key, entry in opened.draft.entries.items()}


def faults(one, checks, *, sections: bool = True) -> tuple[dict[str, int], list[str]]:
    """How many controls each place has, and what is wrong where."""
    counts: dict[str, int] = {}
    found: list[str] = []
    for name, shown in places(one, sections=sections):
        counts[name] = len(controls_of(shown))
        for check in checks:
            try:
                check(shown)
            except AssertionError as problem:
                found.append(f"{name}: {str(problem).splitlines()[0]}")
    return counts, found


def test_on_every_screen_all_is_named_the_wheel_changes_nothing_and_no_title_names_a_child(
    lived_in, assert_named, assert_wheel_edits_nothing
) -> None:
    titles: list[str] = []
    lived_in.station.clinic.title_changed.connect(titles.append)
    before = stored(lived_in)
    counts, found = faults(lived_in, (assert_named, assert_wheel_edits_nothing))
    assert not found, "\n".join(found)
    assert {f"Ayla {tab}" for tab in Tab} <= set(counts)
    assert sum(name.startswith("registration ") for name in counts) > 3
    assert sum(name.startswith("history ") for name in counts) > 3
    assert counts["Ayla exam"] > 100
    lived_in.station.clinic.leave()
    lived_in.station.settle()
    assert stored(lived_in) == before
    assert titles
    assert not any(part in title for title in titles for part in ("Neil", "Ayla", "Vale", "Ivy"))


def test_in_a_small_window_everything_is_named_too(lived_in, assert_named) -> None:
    lived_in.station.window.resize(960, 540)
    lived_in.station.settle()
    counts, found = faults(lived_in, (assert_named,), sections=False)
    assert not found, "\n".join(found)
    assert {f"Ayla {tab}" for tab in Tab} <= set(counts)
