"""A child with two threads of episodes, and a screen that opens the dialogs of the diary."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from clinic_app.domain.episodes import Episode, EpisodeEvent, EventTime, Seen, TimeOfDay
from clinic_app.domain.episodes.sheet import shown
from clinic_app.domain.people import Role
from clinic_app.services.episodes import events, threads
from clinic_app.services.episodes.diary_sheets import code_for
from clinic_app.services.episodes.events import new_event_id
from clinic_app.ui.open_child import OpenChild

HOSTILE_TITLE = "<b>Leg</b> shakes & O'Neil"


class Host(QWidget):
    """Stands for the screen of episodes."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.child = child


@dataclass
class Diary:
    """What a person sees of the dialogs, and what is in the record."""

    screen: Any
    past: Any
    thread: Episode
    other: Episode

    @property
    def child(self) -> OpenChild:
        return self.screen.page.child

    def open(self, kind: Callable[[OpenChild, QWidget], QDialog]) -> QDialog:
        dialog = kind(self.child, self.screen.page)
        dialog.open()
        dialog.activateWindow()
        self.screen.settle()
        return dialog

    def code(self, thread: Episode, document: str = "print-1") -> str:
        return shown(self.past.desk(Role.NURSE).run(code_for, thread, document))

    def stored(self, thread: Episode) -> tuple[EpisodeEvent, ...]:
        found = self.past.clinic.context.reads.episodes_of(self.past.twin_a.id)
        return next(one for one in found if one.id == thread.id).events

    @staticmethod
    def words(dialog: QDialog) -> str:
        return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def begin(past: Any, patient: Any, title: str, *told: EpisodeEvent) -> Episode:
    nurse = past.desk(Role.NURSE)
    thread = nurse.run(threads.start_thread, patient.id, title, None, request_id=f"{patient.id}{title}")
    if told:
        nurse.run(events.log_events, thread.id, told, request_id=f"{patient.id}{title} told")
    return thread


@pytest.fixture
def diary(past, show_child) -> Diary:
    seen = Seen(6, ("limb_stretch",), ("awake_quiet",), "yes", "right_only")
    event = EpisodeEvent(new_event_id(), EventTime(date(2026, 11, 16), time=TimeOfDay.parse("7:10")), 1, seen=seen)
    other = begin(past, past.twin_a, "Other jerks")
    thread = begin(past, past.twin_a, HOSTILE_TITLE, event)
    screen = show_child(Host, past, past.twin_a)
    screen.page.child.log.select_thread(thread.id)
    return Diary(screen, past, thread, other)
