"""The demonstration without a window."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from clinic_app.bootstrap import RecordFile
from clinic_app.demonstration import DEMO_PASSWORD
from clinic_app.domain.answers import AnswerState
from clinic_app.domain.record import VisitRecord
from clinic_app.domain.sides import Side
from clinic_app.storage.paths import ClinicFolder
from tests.cli.conftest import Made, Ran


def test_it_says_what_it_made(made: Made) -> None:
    summary = made.summary
    assert summary["children"] == 7
    assert summary["people"] == ["Dr Mara Tallow", "Sefa Quill", "Orla Renner"]
    assert summary["notes"] <= summary["visits"]
    assert summary["visit"]["urgency"] == "urgent_2wk"
    assert "RF-U12" in summary["visit"]["flags"]
    assert summary["visit"]["check_code"].replace("-", "").lower() == summary["visit"]["sha256"][:12]


def test_each_document_is_the_one_that_is_named(made: Made) -> None:
    names = [one["file"] for one in made.summary["documents"]]
    assert names == ["clinician-summary-a4.pdf", "clinician-summary-letter.pdf", "family-plan-a4.pdf"]
    for one in made.summary["documents"]:
        content = (made.out / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        assert len(pypdf.PdfReader(made.out / one["file"]).pages) == one["pages"]


def test_both_papers_break_alike(made: Made) -> None:
    a4, letter, _family = made.summary["documents"]
    assert a4["pages"] == letter["pages"]


def test_the_summary_prints_every_finding_with_its_side_and_unit(made: Made, text_of: Callable[[Path], str]) -> None:
    text = text_of(made.out / "clinician-summary-a4.pdf")
    opened = _open(made)
    try:
        context = opened.desk.context
        note = context.reads.note(made.summary["visit"]["note"])
    finally:
        opened.close()
    entries = note.content()["entries"]
    answers = VisitRecord.from_entries({key: one["value"] for key, one in entries.items()}).answers
    knowledge = context.knowledge
    exam = {item.field.id: item for item in knowledge.exam.items}
    for key, answer in answers.items():
        if key.field not in exam or key.side is Side.LEFT:
            continue
        label = exam[key.field].label
        if answer.state is AnswerState.NOT_EXAMINED:
            assert label in text
            continue
        words = [knowledge.brief_words(key.field, answer)]
        if key.side is Side.RIGHT:
            other = next(one for one in answers if one.field == key.field and one.side is Side.LEFT)
            words.append(knowledge.brief_words(key.field, answers[other]))
        assert f"{label} {' '.join(words)}" in text


@pytest.mark.parametrize("name", ["clinician-summary-a4.pdf", "clinician-summary-letter.pdf", "family-plan-a4.pdf"])
def test_every_page_says_whose_it_is_and_carries_the_check_code(made: Made, name: str) -> None:
    for page in pypdf.PdfReader(made.out / name).pages:
        text = " ".join(page.extract_text().split())
        assert "LARCHMONT-DEMO, Wren" in text
        assert made.summary["visit"]["check_code"] in text
        assert made.summary["visit"]["number"] in text


def test_paper_is_printed_after_it_was_signed(made: Made, text_of: Callable[[Path], str]) -> None:
    assert "Demo data: not a real child" in text_of(made.out / "family-plan-a4.pdf")


def test_a_folder_that_holds_a_clinic_is_left_alone(made: Made, run: Callable[..., Ran]) -> None:
    before = (made.out / "clinic" / "clinic.keys").read_bytes()
    ran = run("demo", "--out", str(made.out))
    assert ran.code == 2
    assert "There is a clinic in this folder already" in ran.err
    assert (made.out / "clinic" / "clinic.keys").read_bytes() == before


@pytest.mark.parametrize("patients", ["0", "-3", "5001"])
def test_a_number_of_children_out_of_range_is_refused(tmp_path: Path, run: Callable[..., Ran], patients: str) -> None:
    ran = run("demo", "--out", str(tmp_path), "--patients", patients)
    assert (ran.code, ran.out) == (2, "")
    assert "--patients takes a number from 1 to 5000." in ran.err
    assert list(tmp_path.iterdir()) == []


def test_no_name_of_a_child_lies_in_the_clear(made: Made) -> None:
    files = [path for path in (made.out / "clinic").rglob("*") if path.is_file()]
    assert files
    for path in [*files, made.out / "summary.json"]:
        content = path.read_bytes().lower()
        assert b"larchmont" not in content, path.name
        assert b"brightwater" not in content, path.name
    assert not list(made.out.rglob("*.part"))


def test_no_window_is_needed(tmp_path: Path) -> None:
    """A temporary folder of its own, so that whatever is left in it can be looked at; no Qt is imported."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    code = (
        "import sys; from clinic_app.cli.main import main\n"
        f"assert main(['demo', '--out', {str(tmp_path / 'out')!r}, '--patients', '1']) == 0\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]\n"
    )
    environment = {"TMPDIR": str(temporary), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False, cwd=Path.cwd()
    )
    assert done.returncode == 0, done.stderr
    assert list(temporary.rglob("*")) == []
    assert "Larchmont" not in done.stdout + done.stderr


def _open(made: Made):
    record = RecordFile(ClinicFolder.at(made.out / "clinic"))
    return record.unlock(record.people()[0].person_id, DEMO_PASSWORD)
