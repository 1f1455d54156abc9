"""A document is on disk whole, or it is not there; real files, real permissions."""

import os
import resource
import signal
import sys
from pathlib import Path

import pytest

from clinic_app.domain.errors import EnvironmentProblem
from clinic_app.reports.writing import write_pdf


def test_writes_all_bytes_and_leaves_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    write_pdf(target, b"%PDF one")
    write_pdf(target, b"%PDF two")
    assert target.read_bytes() == b"%PDF two"
    assert list(tmp_path.iterdir()) == [target]
    assert target.stat().st_mode & 0o077 == 0


def test_a_missing_folder_is_said_in_a_sentence_without_the_path(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="folder does not exist") as problem:
        write_pdf(tmp_path / "BRIGHTWATER" / "x.pdf", b"x")
    assert "BRIGHTWATER" not in str(problem.value)


def test_a_folder_under_the_name_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(EnvironmentProblem, match="not saved"):
        write_pdf(tmp_path / "x.pdf", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["x.pdf"]


def test_a_link_under_the_name_is_replaced_and_its_target_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"keep")
    (tmp_path / "x.pdf").symlink_to(other)
    write_pdf(tmp_path / "x.pdf", b"new")
    assert other.read_bytes() == b"keep"
    assert (tmp_path / "x.pdf").read_bytes() == b"new"
    assert not (tmp_path / "x.pdf").is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX thing")
def test_a_write_that_fails_half_way_keeps_the_old_document(tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    write_pdf(target, b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        with pytest.raises(EnvironmentProblem, match="not saved"):
            write_pdf(target, os.urandom(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
