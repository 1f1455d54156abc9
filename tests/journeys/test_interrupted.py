"""Work that is broken off in the middle: the program is killed, or the station is locked."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from clinic_app.services import signing
from tests.conftest import PASSWORD
from tests.journeys.killed_program import ASSESSMENT, CHILD, CONCERN, SAVED, WEIGHT
from tests.services.test_visit import answered

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def second_day(clinic):
    """A child with one signed visit, the day after it; the record is closed and can be opened by a station."""
    _patient, _visit, doctor, draft = answered(clinic)
    doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id="s")
    clinic.opened.close()
    clinic.clock.go_to(clinic.clock.today() + timedelta(days=1))
    return clinic


@pytest.fixture
def typing_program(second_day) -> Iterator[subprocess.Popen]:
    """The program in a process of its own, in the middle of the second visit."""
    place, day = str(second_day.folder.root), second_day.clock.today().isoformat()
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.killed_program", place, day],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield program
    program.kill()
    program.communicate()


def test_a_program_that_is_killed_offers_every_answer_that_was_typed(typing_program, second_day, open_station) -> None:
    assert typing_program.stdout.readline().strip() == SAVED
    os.kill(typing_program.pid, signal.SIGKILL)
    assert typing_program.wait() == -signal.SIGKILL

    station = open_station(second_day.folder.root)
    station.unlock.unlock(PASSWORD)
    station.today.open_first()
    assert "Visit open, draft" in station.banner()
    assert "7.02 kg" in station.banner()
    station.go_to("exam")
    station.exam.section_of("ex_dtr_jaw").down_to("ex_dtr_patellar")
    assert station.exam.says("ex_dtr_patellar", "right").endswith("set to 2+ average")
    assert "last visit 3+" in station.exam.says("ex_dtr_patellar", "right")
    assert "set to 1+" in station.exam.says("ex_dtr_patellar", "left")
    station.exam.down_to("ex_clonus_beats")
    assert station.exam.says("ex_clonus_beats", "right").endswith("set to 4 beats")
    station.go_to("history")
    assert station.form.at("The concern").shows("hx_concern") == CONCERN
    assert station.form.at("Measurements").shows("weight_kg") == WEIGHT
    station.go_to("plan")
    assert station.plan.assessment() == ASSESSMENT


def test_what_is_half_typed_when_the_station_locks_is_there_afterwards(second_day, open_station) -> None:
    station = open_station(second_day.folder.root)
    station.unlock.unlock(PASSWORD)
    station.find.start_visit(CHILD)
    station.exam.section_of("ex_dtr_jaw").down_to("ex_dtr_patellar").right("2")
    station.go_to("history")
    station.form.at("Measurements").answer("weight_kg", WEIGHT).begin("hc_cm", "43,")
    station.lock().unlock(PASSWORD)

    station.find.open(CHILD)
    station.go_to("exam")
    station.exam.section_of("ex_dtr_jaw").down_to("ex_dtr_patellar")
    assert station.exam.says("ex_dtr_patellar", "right").endswith("set to 2+ average")
    station.go_to("history")
    assert station.form.at("Measurements").shows("weight_kg") == WEIGHT
    assert station.form.shows("hc_cm").startswith("43")
    station.form.at("The concern").begin("hx_concern", "Leg sha")
    station.lock().unlock(PASSWORD)
    station.find.open(CHILD)
    station.go_to("history")
    assert station.form.at("The concern").shows("hx_concern") == "Leg sha"


def test_a_registration_that_is_half_typed_when_the_station_locks_is_offered_again(second_day, open_station) -> None:
    station = open_station(second_day.folder.root)
    station.unlock.unlock(PASSWORD)
    station.new_child().answer("pt_family_name", "Ashgrove").begin("pt_given_name", "Juni")
    station.lock().unlock(PASSWORD)
    station.today.resume_registration()
    assert station.form.title() == "New child: ASHGROVE, Juni"
    assert station.form.shows("pt_given_name") == "Juni"
    station.hands.keys(Qt.Key.Key_End, "per")
    station.hands.wait(lambda: station.form.title() == "New child: ASHGROVE, Juniper")
