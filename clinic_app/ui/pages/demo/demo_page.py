"""The demonstration clinic is made while one looks; then it opens by itself."""

from pathlib import Path

import platformdirs
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from clinic_app.bootstrap import OpenRecord, RecordFile, SystemClock
from clinic_app.i18n import _
from clinic_app.storage.paths import ClinicFolder
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.plain_label import PlainLabel

_CHILDREN = 40


class DemoPage(QWidget):
    """Says what is being made, and what the password of everybody in it is."""

    #: The demonstration is open; carries the ``RecordFile`` and the ``OpenRecord``.
    opened = Signal(object, object)
    _progress = Signal(int, int)

    def __init__(self, runner: TaskRunner, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page:demo")
        self.setProperty("look", "app")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(PlainLabel(_("Making the demonstration clinic"), TextStyle.DISPLAY), 0, middle)
        words = _("Invented children, played through a year of visits. This takes some seconds.")
        column.addWidget(PlainLabel(words, ink="secondary"), 0, middle)
        self._bar = QProgressBar()
        self._bar.setObjectName("progress:demo")
        self._bar.setAccessibleName(_("Children made"))
        self._bar.setRange(0, _CHILDREN)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(320)
        column.addWidget(self._bar, 0, middle)
        column.addStretch(1)
        self._progress.connect(lambda done, _all: self._bar.setValue(done))
        runner.command(self._make, folder or _todays_folder(), owner=self, on_done=self._on_made)

    def _make(self, folder: Path) -> tuple[RecordFile, OpenRecord]:
        from clinic_app.demonstration import DEMO_PASSWORD, build_demo

        place = ClinicFolder.at(folder)
        if not place.exists:
            clock = SystemClock()
            build_demo(place, patients=_CHILDREN, today=clock.today(), now=clock.now(), progress=self._progress.emit)
        record = RecordFile(place)
        return record, record.unlock(record.people()[0].person_id, DEMO_PASSWORD)

    def _on_made(self, made: tuple[RecordFile, OpenRecord]) -> None:
        self.opened.emit(*made)


def _todays_folder() -> Path:
    """One demonstration a day: its list of today is only right on the day it was made."""
    return platformdirs.user_cache_path("clinic-app", appauthor=False) / f"demo-{SystemClock().today().isoformat()}"
