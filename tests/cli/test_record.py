"""Commands that open a record: search, report, audit."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from clinic_app.demonstration import DEMO_PASSWORD
from tests.cli.conftest import Made, Ran

Run = Callable[..., Ran]


def test_search_by_parts_of_a_name_tells_twins_apart(made: Made, run: Run) -> None:
    ran = run("search", "bright", "--json", *made.unlock)
    assert ran.code == 0
    assert ran.json["understood"] == {"words": ["bright"], "born": None, "number": None}
    assert ran.json["children"] == 7
    found = {(one["given_name"], one["twin"]) for one in ran.json["exact"]}
    assert found == {("Ayla", "A"), ("Isla", "B")}
    assert set(ran.json["exact"][0]) == {
        "number", "family_name", "given_name", "birth_date", "sex", "guardian", "twin",
    }  # fmt: skip


def test_search_by_number(made: Made, run: Run) -> None:
    number = made.summary["visit"]["number"]
    ran = run("search", number, *made.unlock)
    assert ran.json["understood"]["number"] == number
    assert [one["given_name"] for one in ran.json["exact"]] == ["Wren"]


def test_search_that_finds_nothing_is_no_failure(made: Made, run: Run) -> None:
    ran = run("search", "zzzzqqq", *made.unlock)
    assert ran.code == 0
    assert ran.json["exact"] == []


def test_a_report_by_note_and_by_record_number_is_one_note(
    made: Made, run: Run, tmp_path: Path, text_of: Callable[[Path], str]
) -> None:
    visit = made.summary["visit"]
    for name, wanted in (("by-note.pdf", visit["note"]), ("by-number.pdf", visit["number"])):
        ran = run("report", wanted, "--out", str(tmp_path / name), *made.unlock)
        assert (ran.code, ran.err) == (0, "")
        assert visit["check_code"] in text_of(tmp_path / name)


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("Letter", 612)])
def test_family_plan_on_either_paper(made: Made, run: Run, tmp_path: Path, paper: str, width: int) -> None:
    target = tmp_path / "plan.pdf"
    number = made.summary["visit"]["number"]
    ran = run("report", number, "--out", str(target), "--document", "family", "--paper", paper, *made.unlock)
    assert ran.code == 0
    first = pypdf.PdfReader(target).pages[0]
    assert round(float(first.mediabox.width)) == width
    assert "Your plan for Wren" in first.extract_text()


def test_a_report_of_nothing_is_refused(made: Made, run: Run, tmp_path: Path) -> None:
    ran = run("report", "D-99999", "--out", str(tmp_path / "x.pdf"), *made.unlock)
    assert (ran.code, ran.out) == (2, "")
    assert "There is no note or record number D-99999." in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_child_without_a_signed_note_is_told_so(made: Made, run: Run, tmp_path: Path) -> None:
    found = run("search", "Oyelaran", *made.unlock).json["exact"][0]["number"]
    ran = run("report", found, "--out", str(tmp_path / "x.pdf"), *made.unlock)
    assert ran.code == 2
    assert "no signed note yet" in ran.err


def test_a_folder_that_is_not_there_is_refused(made: Made, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "x.pdf"
    ran = run("report", made.summary["visit"]["number"], "--out", str(target), *made.unlock)
    assert ran.code == 2
    assert ran.err.startswith("The document was not saved.")


def test_the_log_is_whole(made: Made, run: Run) -> None:
    ran = run("audit", "verify", *made.unlock)
    assert ran.code == 0
    assert ran.json["broken_at"] is None
    assert ran.json["events"] > 50
    assert len(ran.json["head"]) == 64


def test_the_password_may_come_from_standard_input(made: Made, run: Run) -> None:
    place = ["--database", str(made.out / "clinic"), "--person", "Dr Mara Tallow"]
    assert run("audit", "verify", *place, typed=f"{DEMO_PASSWORD}\n").code == 0


def test_who_may_not_find_children_finds_none(made: Made, run: Run) -> None:
    place = [*made.unlock[:2], "--person", "Orla Renner", *made.unlock[4:]]
    ran = run("search", "bright", *place)
    assert (ran.code, ran.out) == (2, "")
    assert "may not do this" in ran.err


def test_who_may_not_print_is_not_told_whether_a_child_exists(made: Made, run: Run, tmp_path: Path) -> None:
    place = [*made.unlock[:2], "--person", "Orla Renner", *made.unlock[4:]]
    said = {
        run("report", wanted, "--out", str(tmp_path / "x.pdf"), *place).err
        for wanted in (made.summary["visit"]["number"], "D-99999")
    }
    assert len(said) == 1
    assert "may not do this" in said.pop()


def test_a_person_must_be_named_where_there_are_several(made: Made, run: Run) -> None:
    ran = run("search", "x", "--database", str(made.out / "clinic"))
    assert ran.code == 2
    assert "--person" in ran.err
    assert "Sefa Quill" in ran.err


def test_a_place_without_a_clinic_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("search", "x", "--database", str(tmp_path))
    assert ran.code == 2
    assert "There is no clinic" in ran.err


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_password_file_that_cannot_be_read_is_refused(
    made: Made, run: Run, tmp_path: Path, content: bytes | None
) -> None:
    secret = tmp_path / "secret.txt"
    if content is not None:
        secret.write_bytes(content)
    ran = run("audit", "verify", *made.unlock[:4], "--password-file", str(secret))
    assert ran.code == 2
    assert "secret.txt" in ran.err
    assert "Traceback" not in ran.err


def test_a_wrong_password_is_refused_in_one_sentence(made: Made, run: Run, tmp_path: Path) -> None:
    place = [*made.unlock[:2], "--person", "Sefa Quill"]
    ran = run("search", "bright", *place, typed="not the password at all\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_reasons_are_a_last_page_of_the_summary_alone(
    made: Made, run: Run, tmp_path: Path, text_of: Callable[[Path], str]
) -> None:
    number = made.summary["visit"]["number"]
    plain, told = tmp_path / "plain.pdf", tmp_path / "told.pdf"
    assert run("report", number, "--out", str(plain), *made.unlock).code == 0
    assert run("report", number, "--out", str(told), "--reasons", *made.unlock).code == 0
    assert len(pypdf.PdfReader(told).pages) > len(pypdf.PdfReader(plain).pages)
    assert "Reasons for what this summary says" in text_of(told)
    assert "Reasons for what this summary says" not in text_of(plain)
    ran = run("report", number, "--out", str(tmp_path / "x.pdf"), "--document", "family", "--reasons", *made.unlock)
    assert ran.code == 2
    assert not (tmp_path / "x.pdf").exists()
