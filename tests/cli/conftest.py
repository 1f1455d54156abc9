"""A small demonstration clinic that is made once and read by every test of this folder."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pytest

from clinic_app.cli.main import main
from clinic_app.demonstration import DEMO_PASSWORD


@dataclass(frozen=True)
class Made:
    """What ``demo`` left in a folder."""

    out: Path
    summary: dict[str, Any]
    password_file: Path

    @property
    def unlock(self) -> list[str]:
        """The arguments that open the record."""
        place = ["--database", str(self.out / "clinic")]
        return [*place, "--person", "Dr Mara Tallow", "--password-file", str(self.password_file)]


@dataclass(frozen=True)
class Ran:
    """Exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Seven children: enough for the twins and the visit that is played."""
    out = tmp_path_factory.mktemp("demo")
    assert main(["demo", "--out", str(out), "--patients", "7", "--seed", "3"]) == 0
    secret = tmp_path_factory.mktemp("secret") / "password.txt"
    secret.write_text(f"{DEMO_PASSWORD}\n", "utf-8")
    return Made(out, json.loads((out / "summary.json").read_text("utf-8")), secret)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run one command in this process, with ``typed`` on standard input."""

    def command(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        code = main(arguments)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return command


@pytest.fixture
def text_of() -> Callable[[Path], str]:
    """The text of a PDF, runs of white space as one space."""

    def read(path: Path) -> str:
        pages = pypdf.PdfReader(path).pages
        return " ".join(" ".join(page.extract_text().split()) for page in pages)

    return read
