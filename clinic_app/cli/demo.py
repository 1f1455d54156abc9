"""The demonstration without a window: build the clinic, play a visit, write its documents."""

import hashlib
import json
from pathlib import Path
from typing import Any

from clinic_app.bootstrap import SystemClock
from clinic_app.demonstration import DEMO_PASSWORD, DemoClinic, build_demo
from clinic_app.domain.errors import UserError
from clinic_app.domain.notes import check_code
from clinic_app.reports.writing import write_pdf
from clinic_app.services import chart as charts
from clinic_app.services.documents import clinician_summary, family_plan, printable_note
from clinic_app.services.report_models import Paper
from clinic_app.storage.paths import ClinicFolder

MOST_PATIENTS = 5_000


def run_demo(out: Path, *, patients: int, seed: int) -> int:
    """Write a demonstration clinic, the documents of one visit and ``summary.json`` into ``out``."""
    if not 1 <= patients <= MOST_PATIENTS:
        raise UserError(f"--patients takes a number from 1 to {MOST_PATIENTS}.", "--patients")
    folder = ClinicFolder.at(out / "clinic")
    clock = SystemClock()
    demo = build_demo(folder, patients=patients, seed=seed, today=clock.today(), now=clock.now())
    files = _write_documents(demo, out)
    summary = _summary(demo, files)
    write_pdf(out / "summary.json", json.dumps(summary, ensure_ascii=False, indent=2).encode("utf-8"))
    print(json.dumps({"out": str(out), "documents": [one["file"] for one in files]}, ensure_ascii=False))
    return 0


def _write_documents(demo: DemoClinic, out: Path) -> list[dict[str, Any]]:
    from clinic_app.reports.clinician_summary import render_clinician_summary
    from clinic_app.reports.family_plan import render_family_plan

    person = demo.record.people()[0]
    opened = demo.record.unlock(person.person_id, DEMO_PASSWORD)
    try:
        desk = opened.desk
        chart = desk.run(charts.open_chart, demo.played.patient_id)
        visit = desk.run(printable_note, chart, demo.played)
        summary = desk.run(clinician_summary, chart, visit)
        family = desk.run(family_plan, chart, visit)
    finally:
        opened.close()
    written = {
        "clinician-summary-a4.pdf": render_clinician_summary(summary, Paper.A4),
        "clinician-summary-letter.pdf": render_clinician_summary(summary, Paper.LETTER),
        "family-plan-a4.pdf": render_family_plan(family, Paper.A4),
    }
    for name, content in written.items():
        write_pdf(out / name, content)
    return [_described(name, content) for name, content in written.items()]


def _described(name: str, content: bytes) -> dict[str, Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        pages = len(document)
    finally:
        document.close()
    return {"file": name, "pages": pages, "sha256": hashlib.sha256(content).hexdigest()}


def _summary(demo: DemoClinic, files: list[dict[str, Any]]) -> dict[str, Any]:
    content = demo.played.content()
    picture = content["picture"]
    return {
        "children": demo.children,
        "visits": demo.visits,
        "notes": demo.notes,
        "people": list(demo.people),
        "password": DEMO_PASSWORD,
        "record": "clinic",
        "visit": {
            "note": demo.played.id,
            "number": content["patient"]["number"],
            "day": content["visit"]["day"],
            "urgency": picture["urgency"],
            "flags": [flag["id"] for flag in picture["flags"]],
            "check_code": check_code(demo.played.sha256),
            "sha256": demo.played.sha256,
        },
        "documents": files,
    }
