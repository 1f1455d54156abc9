"""The program as a process of its own, with somebody typing into it, until it is killed.

``python -m tests.journeys.killed_program FOLDER DAY`` says ``SAVED`` once everything typed was saved, and stays open.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest

from clinic_app.bootstrap import RecordFile
from clinic_app.demonstration.clock import MovingClock
from clinic_app.storage.paths import ClinicFolder
from clinic_app.ui.app import make_application
from clinic_app.ui.theme import ThemeName
from tests.conftest import PASSWORD
from tests.journeys.screens.exam_screen import ENTER
from tests.journeys.screens.station import Station

CHILD = "ayla bright"
CONCERN, WEIGHT, ASSESSMENT = "Shakes less <b>now</b>", "7.02", "Steadier than in November; "
SAVED = "everything typed is saved"
_PATIENCE_S = 30


def wait(seen: Callable[[], bool]) -> None:
    """Let the window work until a condition holds."""
    end = time.monotonic() + _PATIENCE_S
    while not seen():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not come")
        QTest.qWait(10)


def type_a_visit(station: Station) -> None:
    """Findings, an answer, a number, and words of one's own."""
    station.find.start_visit(CHILD)
    station.exam.section_of("ex_dtr_jaw").down_to("ex_dtr_patellar").right("2").left("1")
    station.exam.down_to("ex_clonus_beats").right("4", ENTER)
    station.go_to("history")
    station.form.at("The concern").answer("hx_concern", CONCERN).at("Measurements").answer("weight_kg", WEIGHT)
    station.go_to("plan")
    wait(station.saved)
    station.plan.write(ASSESSMENT)
    wait(lambda: not station.saved())
    wait(station.saved)


def main(folder: Path, day: date) -> int:
    """Type, say so, and stay open."""
    app = make_application(sys.argv[:1], ThemeName.LIGHT)
    station = Station(RecordFile(ClinicFolder.at(folder), MovingClock(day)), wait)
    station.unlock.unlock(PASSWORD)
    type_a_visit(station)
    print(SAVED, flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2])))
