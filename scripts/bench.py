"""Print every speed budget as median and p95 beside a yardstick measured in the same run.

Machines differ and are noisy: read the ratios. ``--patients`` sets the size of the synthetic clinic (default
100 000); it is kept in ``--folder`` and made anew only when it is missing. Run it with the project's own interpreter,
``.venv/bin/python scripts/bench.py``, or with any: it finds its way there.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import setup_env

ROOT = setup_env.ROOT
_VISITS, _FINDINGS = 30, 60


@dataclass(frozen=True)
class Line:
    """One budget: what is measured, how many milliseconds it may take, and the yardstick beside it."""

    name: str
    budget_ms: float
    work: Callable[[], object]
    yardstick: str
    measure: Callable[[], object]
    runs: int = 40


def milliseconds(work: Callable[[], object], runs: int) -> list[float]:
    """The time of each of ``runs`` calls, sorted, after one that is not counted."""
    work()
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


def show(line: Line) -> None:
    """Print one line of the table."""
    ours, yard = milliseconds(line.work, line.runs), milliseconds(line.measure, line.runs)
    median, base = statistics.median(ours), statistics.median(yard)
    p95 = ours[min(len(ours) - 1, int(len(ours) * 0.95))]
    print(
        f"{line.name:<52} {median:9.3f} {p95:9.3f} {line.budget_ms:9.3f}   "
        f"{line.yardstick:<34} {base:9.3f} {median / base:8.1f}x",
        flush=True,
    )


def starting(arguments: list[str]) -> Callable[[], object]:
    """A call that runs the project's interpreter to the end."""
    command = [str(setup_env.venv_python()), *arguments]
    return partial(subprocess.run, command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


BARE_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
app = QApplication(sys.argv); w = QMainWindow(); w.resize(1366, 740); w.show()
QTimer.singleShot(0, app.quit); app.exec()
"""


def start_lines(folder: Path) -> Iterator[Line]:
    """Process start to the painted unlock window."""
    os.environ["CLINIC_APP_DATABASE"] = str(folder)
    yield Line(
        "start to unlock window painted, then quit", 500,
        starting(["-m", "clinic_app", "--quit-when-painted"]),
        "bare QMainWindow, then quit", starting(["-c", BARE_WINDOW]), runs=8,
    )  # fmt: skip


def rule_lines() -> Iterator[Line]:
    """The clinical content on one complete record."""
    from clinic_app.clinical.assessment import assess
    from clinic_app.clinical.content import load_content
    from clinic_app.clinical.growth.scores import z_score
    from clinic_app.clinical.growth.vocabulary import Indicator, Reference
    from clinic_app.domain.people import Sex

    content = load_content()
    facts: dict[str, Any] = {
        field.id: ("no" if field.type == "tri" else (field.values[0],) if field.type == "multi" else field.values[0])
        for field in content.fields
        if field.who != "derived" and not field.sided and (field.type == "tri" or field.values)
    } | {"age_days": 210, "ga_weeks": 40}
    empty: dict[str, Any] = {"age_days": 210}
    yield Line(
        "all rules and patterns, one complete record", 2.0, partial(assess, content, facts),
        "the same on an empty record", partial(assess, content, empty), runs=200,
    )  # fmt: skip

    def thousand() -> None:
        for _ in range(1000):
            z_score(Reference.WHO2006, Indicator.WEIGHT, Sex.FEMALE, 248.0, 6.84)

    def thousand_logs() -> None:
        import math

        for _ in range(1000):
            math.log(6.84 / 7.5)

    yield Line("1000 z-scores", 20.0, thousand, "1000 logarithms", thousand_logs)


def open_bench(folder: Path, patients: int) -> tuple[Any, Any]:
    """The synthetic clinic, made when it is missing, and opened by a paediatrician."""
    import seed_clinic

    from clinic_app.bootstrap import RecordFile
    from clinic_app.storage.key_slots import KdfCost
    from clinic_app.storage.keys import KeyVault
    from clinic_app.storage.paths import ClinicFolder

    place = ClinicFolder.at(folder)
    if not place.exists:
        print(f"Making a clinic of {patients} synthetic children in {folder}", flush=True)
        seed_clinic.make_clinic(place, patients, 1)
    vault = KeyVault(place, KdfCost(1024, 1, 1))
    record = RecordFile(place, vault=vault)
    return record, record.unlock(seed_clinic.PERSON_ID, seed_clinic.PASSWORD)


def search_lines(desk: Any) -> Iterator[Line]:
    """One keystroke in the search box."""
    from clinic_app.services import children

    raw = desk.context.reads._engine.raw_connection().cursor()

    def plain_sql() -> None:
        raw.execute("SELECT * FROM patient WHERE number = 'D-00412'").fetchall()

    for text in ("a", "am", "amb", "amberacre", "birch bea", "ambr", "14 3 2020", "D-00412"):
        yield Line(f"search {text!r}", 2.0, partial(desk.run, children.find, text), "one row by number, raw", plain_sql)


def chart_lines(desk: Any) -> Iterator[Line]:
    """A chart of 30 visits with 60 findings each, and saving."""
    from clinic_app.domain.answers import Answer, ItemKey
    from clinic_app.domain.record import answer_key
    from clinic_app.services import chart, drafts, worklist

    patient = a_long_chart(desk)
    raw = desk.context.reads._engine.raw_connection().cursor()

    def plain_rows() -> None:
        raw.execute("SELECT * FROM observation WHERE patient_id = ?", (patient.id,)).fetchall()

    yield Line(
        f"chart of {_VISITS} visits x {_FINDINGS} findings, service", 15.0,
        partial(desk.run, chart.read_chart, patient.id), "its findings, raw", plain_rows,
    )  # fmt: skip

    _, draft = desk.run(worklist.start_visit, patient.id, "bench", request_id=str(time.time_ns()))
    state = {"draft": draft, "n": 0}

    def save() -> None:
        state["n"] += 1
        patch = {answer_key(ItemKey("temp_c")): Answer(Decimal(360 + state["n"] % 30) / 10, unit="degC").to_json()}
        state["draft"] = desk.run(drafts.keep, state["draft"].id, patch, seen=state["draft"].version)

    def raw_commit() -> None:
        with desk.context.uow() as work:
            work.requests.remember(f"bench-{time.time_ns()}", "x")
            work.commit()

    yield Line("autosave, synchronous=FULL, encrypted", 5.0, save, "one small row, committed", raw_commit, runs=100)


def a_long_chart(desk: Any) -> Any:
    """A child with many signed visits, written once through the repositories."""
    from uuid import uuid4

    from clinic_app.domain.notes import Note, NoteId, Observation, canonical_json, digest
    from clinic_app.domain.people import Patient, PatientId, Sex
    from clinic_app.domain.sides import BOTH_SIDES
    from clinic_app.domain.visits import Visit, VisitId, VisitState

    number = "B-00001"
    if (known := desk.context.reads.patient_by_number(number)) is not None:
        return known
    fields = [field.id for field in desk.context.knowledge.fields if field.sided][: _FINDINGS // 2]
    child = Patient(PatientId(str(uuid4())), number, "Benchley-Demo", "Bo", date(2022, 1, 1), Sex.FEMALE)
    with desk.context.uow() as work:
        work.patients.add(child)
        for index in range(_VISITS):
            day = date(2022, 2, 1) + timedelta(days=40 * index)
            now = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
            visit = Visit(VisitId(str(uuid4())), child.id, day, None, "bench", VisitState.DONE, now)
            work.visits.add(visit)
            text = canonical_json({"schema": 1, "entries": {}, "picture": {"flags": []}, "n": index})
            note = Note(
                NoteId(str(uuid4())), visit.id, child.id, day, text, digest(text), now, desk.actor.person_id, "Bench"
            )
            rows = [Observation(note.id, day, field, side, "2") for field in fields for side in BOTH_SIDES]
            work.notes.add(note, rows)
        work.commit()
    return child


def document_lines() -> Iterator[Line]:
    """A clinician summary beside an empty document of three pages."""
    sys.path.insert(0, str(ROOT / "tests" / "reports"))
    import printed_samples
    from reportlab.pdfgen.canvas import Canvas

    from clinic_app.reports.clinician_summary import render_clinician_summary
    from clinic_app.services.report_models import Paper

    def empty() -> None:
        canvas = Canvas("empty.pdf")
        for _ in range(3):
            canvas.showPage()
        canvas.getpdfdata()

    model = printed_samples.summary()
    yield Line(
        "clinician summary", 150.0, partial(render_clinician_summary, model, Paper.A4),
        "empty 3 pages of reportlab", empty, runs=15,
    )  # fmt: skip


def window_lines(record: Any, opened: Any) -> Iterator[Line]:
    """From a key or a click to pixels."""
    import bench_windows
    import seed_clinic

    child = a_long_chart(opened.desk)
    opened.close()
    for one in bench_windows.timed(record, seed_clinic.PERSON_ID, seed_clinic.PASSWORD, child.id):
        if one.name == "memory":
            print(f"memory with a chart open: {bench_windows.memory_mb():.0f} MB (budget 200 MB)", flush=True)
        else:
            yield Line(*one, runs=25)


def main() -> int:
    """Measure and print."""
    trouble = setup_env.set_up(screen=False)
    if trouble:
        return trouble
    if Path(sys.prefix).resolve() != setup_env.VENV.resolve():
        return subprocess.run([str(setup_env.venv_python()), __file__, *sys.argv[1:]]).returncode
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where the synthetic clinic lies or is made")
    parser.add_argument("--only", default="", help="only lines whose name contains this")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = arguments.folder or Path(tempfile.gettempdir()) / f"clinic-bench-{arguments.patients}"
    record, opened = open_bench(folder, arguments.patients)
    desk = opened.desk
    print(f"{'what':<52} {'median':>9} {'p95':>9} {'budget':>9}   {'yardstick':<34} {'median':>9} {'ratio':>9}   (ms)")
    windows = window_lines(record, opened)
    for lines in (rule_lines(), search_lines(desk), chart_lines(desk), document_lines(), start_lines(folder), windows):
        for line in lines:
            if arguments.only in line.name:
                show(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
