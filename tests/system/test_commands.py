"""``run.py`` hands over what was asked for; ``test.py`` really keeps Qt out."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def run(load_script: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    script = load_script("run")
    monkeypatch.setattr(script.setup_env, "set_up", lambda _screen: 0)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return script


def handed_over(run: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> list[str]:
    """What the application is started with."""
    started: list[list[str]] = []
    monkeypatch.setattr(run, "become", lambda command: started.append(command) or 0)
    monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
    assert run.main() == 0
    (command,) = started
    return command[command.index("clinic_app") + 1 :]


@pytest.mark.parametrize("arguments", [["assess", "a file.json"], ["--help"], ["--version"], ["search", "-x"]])
def test_a_command_needs_no_display(run: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    assert handed_over(run, monkeypatch, arguments) == arguments


@pytest.mark.parametrize("arguments", [[], ["--demo"], ["--demo", "--database", "x"]])
def test_with_a_display_the_window_gets_the_options(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert handed_over(run, monkeypatch, arguments) == arguments


@pytest.mark.parametrize("arguments", [[], ["--demo"]])
def test_without_a_display_it_says_so_and_names_the_folder(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    command, option, folder = handed_over(run, monkeypatch, arguments)
    assert (command, option) == ("demo", "--out")
    told = capsys.readouterr().out
    assert "no display" in told
    assert folder in told


def test_failed_set_up_opens_nothing(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.setup_env, "set_up", lambda _screen: 2)
    monkeypatch.setattr(run, "become", lambda _command: pytest.fail("it was started"))
    assert run.main() == 2


def test_no_test_worker_can_import_qt(load_script: Callable[[str], ModuleType], tmp_path: Path) -> None:
    blocked = load_script("test").without_qt(tmp_path)
    sample = tmp_path / "test_sample.py"
    sample.write_text(
        "import os\ndef test_here():\n    assert 'PYTEST_XDIST_WORKER' in os.environ\n    import PySide6.QtCore\n"
    )
    command = [sys.executable, "-m", "pytest", "-n", "1", "-p", "no:pytest-qt", "-c", "/dev/null", str(sample)]
    ended = subprocess.run(command, env=blocked, cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode == 1, ended.stdout
    assert "ImportError: PySide6 must not be imported" in ended.stdout


def test_a_step_that_finds_no_test_has_failed(
    load_script: Callable[[str], ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    script = load_script("test")
    assert not script.passes("empty", [sys.executable, "-c", "raise SystemExit(5)"], {})
    assert script.passes("fine", [sys.executable, "-c", ""], {})
    assert "-- empty: failed" in capsys.readouterr().out
