"""Set-up on machines that lack something, without touching this one."""

import ast
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent
PROJECT = """
[project]
name = "sample"
dependencies = ["one==1"]
[build-system]
requires = ["hatchling"]
[tool.hatch.build]
dev-mode-dirs = ["."]
[tool.ruff]
line-length = 120
"""


@pytest.fixture
def setup_env(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("setup_env")


@pytest.fixture
def machine(setup_env: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Machine":
    return Machine(setup_env, tmp_path, monkeypatch)


class Machine:
    """A repository of its own, on which commands are noted and their files appear, but nothing is installed."""

    def __init__(self, setup_env: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.setup_env = setup_env
        self.commands: list[str] = []
        self.offline = False
        places = {
            "ROOT": root, "VENV": root / ".venv", "LOCK": root / "lock", "PROJECT": root / "pyproject.toml",
            "STAMP": root / ".venv" / "setup.stamp",
        }  # fmt: skip
        for name, place in places.items():
            monkeypatch.setattr(setup_env, name, place)
        monkeypatch.setattr(setup_env, "_run", self._run)
        monkeypatch.setattr(setup_env, "missing_packages", lambda screen: ["libscreen0"] if screen else [])
        monkeypatch.setattr(setup_env, "install_packages", self.commands.extend)
        (root / "lock").write_text("one==1")
        (root / "pyproject.toml").write_text(PROJECT)

    def start(self, screen: bool = False) -> list[str]:
        """Set up and return what was done."""
        self.commands.clear()
        self.setup_env.prepare(screen)
        return list(self.commands)

    def _run(self, command: list[str], trouble: str) -> None:
        if "venv" in command:
            self.commands.append("make .venv anew" if "--clear" in command else "make .venv")
            python = self.setup_env.venv_python()
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
            self.setup_env.STAMP.unlink(missing_ok=True)
            return
        if self.offline:
            raise self.setup_env.SetupFailed(trouble)
        self.commands.append("install lock" if "--require-hashes" in command else "install program")


EVERYTHING = ["make .venv anew", "install lock", "install program"]


def test_a_second_start_does_nothing(machine: Machine) -> None:
    assert machine.start() == EVERYTHING
    assert machine.start() == []


def test_a_half_made_environment_is_made_anew(machine: Machine) -> None:
    half = machine.setup_env.venv_python()
    half.parent.mkdir(parents=True)
    half.touch()
    assert machine.start() == EVERYTHING


def test_a_failed_installation_is_not_taken_for_a_whole_one(machine: Machine) -> None:
    machine.offline = True
    with pytest.raises(machine.setup_env.SetupFailed, match="network"):
        machine.start()
    machine.offline = False
    assert machine.start() == EVERYTHING


def test_an_environment_that_another_folder_works_with_is_not_emptied(machine: Machine, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / ".venv").symlink_to(elsewhere)
    with pytest.raises(machine.setup_env.SetupFailed, match="link to another folder"):
        machine.start()


def test_a_damaged_stamp_counts_as_none(machine: Machine) -> None:
    machine.start()
    machine.setup_env.STAMP.write_text("{")
    assert machine.start() == EVERYTHING


def test_a_new_lock_is_installed_into_the_environment_that_is_there(machine: Machine) -> None:
    machine.start()
    machine.setup_env.LOCK.write_text("one==2")
    assert machine.start() == ["install lock", "install program"]


def test_an_interrupted_update_is_not_trusted(machine: Machine) -> None:
    machine.start()
    machine.setup_env.LOCK.write_text("one==2")
    machine.offline = True
    with pytest.raises(machine.setup_env.SetupFailed):
        machine.start()
    machine.offline = False
    assert machine.start() == EVERYTHING


def test_only_what_is_installed_from_the_project_file_counts(machine: Machine) -> None:
    machine.start()
    machine.setup_env.PROJECT.write_text(PROJECT.replace("120", "100"))
    assert machine.start() == []
    machine.setup_env.PROJECT.write_text(PROJECT.replace("one==1", "two==1"))
    assert machine.start() == ["install lock", "install program"]


def test_an_environment_belongs_to_its_folder_and_its_python(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.start()
    monkeypatch.setattr(machine.setup_env, "ROOT", tmp_path / "moved")
    assert machine.start() == EVERYTHING


def test_a_library_that_is_needed_from_now_on_is_looked_for(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.start(screen=True)
    monkeypatch.setitem(machine.setup_env.SCREEN_PACKAGES, "new", "libnew0")
    assert machine.start(screen=True) == ["libscreen0"]
    assert machine.start(screen=True) == []


def test_a_display_later_on_brings_its_packages_and_nothing_else(machine: Machine) -> None:
    machine.start(screen=False)
    assert machine.start(screen=True) == ["libscreen0"]
    assert machine.start(screen=False) == []
    assert machine.start(screen=True) == []


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 12), (3, 15, 0)])
def test_a_python_that_does_not_fit_is_named(
    setup_env: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    version: tuple[int, int, int],
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert setup_env.set_up(screen=False) == 2
    told = capsys.readouterr().err
    assert "needs Python 3.11 to 3.14" in told
    assert f"this is Python {'.'.join(map(str, version))}." in told


@pytest.mark.parametrize("name", ["run", "test", "setup_env"])
def test_an_older_python_can_read_the_commands(name: str) -> None:
    tree = ast.parse((ROOT / "scripts" / f"{name}.py").read_text("utf-8"), feature_version=(3, 7))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = [*node.args.args, *node.args.kwonlyargs]
            for note in [node.returns, *(argument.annotation for argument in arguments)]:
                assert isinstance(note, ast.Name | ast.Constant), f"{node.name}: quote what an older Python cannot read"


def test_a_system_that_is_too_old_is_named(setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_env, "_libc", lambda: "glibc 2.31")
    with pytest.raises(setup_env.SetupFailed, match=r"C library is 2\.31"):
        setup_env.check_platform()


def test_missing_libraries_are_told_by_package(setup_env: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = [f"\tlib{name}.so.1 (libc6)" for name in setup_env.OFFSCREEN_PACKAGES if name != "EGL"]
    monkeypatch.setattr(setup_env, "_loader_cache", lambda: "\n".join(libraries))
    assert setup_env.missing_packages(screen=False) == ["libegl1"]
    assert "libxcb-cursor0" in setup_env.missing_packages(screen=True)


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH, with an apt that knows the newer name of GLib and writes down its calls."""
    folder = tmp_path / "bin"
    folder.mkdir()
    cache = 'echo "Package: libglib2.0-0t64"\n'
    for name, script in (("apt-get", f'echo "$@" >> "{folder}/calls"\n'), ("apt-cache", cache)):
        (folder / name).write_text(f"#!/bin/sh\n{script}")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_apt_is_run_with_the_names_of_this_release(
    setup_env: ModuleType, apt: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup_env.os, "geteuid", lambda: 0)
    setup_env.install_packages(["libglib2.0-0", "libegl1"])
    line = "install -y --no-install-recommends libglib2.0-0t64 libegl1"
    assert (apt / "calls").read_text().splitlines() == ["update -qq", line]
    assert f"  apt-get {line}\n" in capsys.readouterr().out


def test_without_rights_the_line_for_the_administrator_is_told(
    setup_env: ModuleType, apt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup_env.os, "geteuid", lambda: 1000)
    with pytest.raises(setup_env.SetupFailed, match=r"apt-get install .*libglib2\.0-0t64"):
        setup_env.install_packages(["libglib2.0-0"])
    assert not (apt / "calls").exists()


def test_without_apt_the_packages_are_named(
    setup_env: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(setup_env.SetupFailed, match="libegl1"):
        setup_env.install_packages(["libegl1"])
