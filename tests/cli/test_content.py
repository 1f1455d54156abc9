"""``clinic-app content``."""

from pathlib import Path

import pytest

from clinic_app.cli.main import main


def test_shipped_content_passes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["content", "--check", "--folder", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""


def test_a_slip_is_one_line_with_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "own.toml").write_text('[instrument]\nid = "own"\n', "utf-8")
    assert main(["content", "--check", "--folder", str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines() == ["own.toml:1: the key section is missing"]


def test_a_folder_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["content", "--check", "--folder", str(tmp_path / "none")]) == 2
    assert "none" in capsys.readouterr().err


def test_the_content_is_written_to_be_signed(tmp_path: Path) -> None:
    assert main(["content", "--out", str(tmp_path / "content.pdf"), "--paper", "Letter"]) == 0
    assert (tmp_path / "content.pdf").read_bytes().startswith(b"%PDF")


def test_check_or_out_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["content"])
    assert "--check" in capsys.readouterr().err
