"""Set up as ``run.py`` does, then run every check and every test, all of them even when one fails."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import setup_env

#: Tests that open a window. All others must pass where Qt cannot be imported.
WINDOW_TESTS = ("tests/ui", "tests/journeys")


def main() -> int:
    """Return 0 when every step passes, 1 when one failed, 2 when this machine cannot run them."""
    if sys.argv[1:]:
        print(f"No arguments here. For a part: {setup_env.venv_python()} -m pytest {sys.argv[1]}", file=sys.stderr)
        return 2
    trouble = setup_env.set_up(screen=False)
    if trouble:
        return trouble
    with tempfile.TemporaryDirectory() as folder:
        blocked = without_qt(Path(folder))
        failed = [
            name
            for name, command, needs_qt in steps()
            if not passes(name, command, os.environ if needs_qt else blocked)
        ]
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def steps() -> "list[tuple[str, list[str], bool]]":
    """Name, command and whether Qt may be imported, in the order of how fast each one tells."""
    python = str(setup_env.venv_python())
    pytest = [python, "-m", "pytest", "-n", str(min(4, os.cpu_count() or 1))]
    ignored = [f"--ignore={folder}" for folder in WINDOW_TESTS]
    return [
        ("lint", [python, "-m", "ruff", "check", "."], True),
        ("format", [python, "-m", "ruff", "format", "--check", "--quiet", "."], True),
        ("layers", [str(setup_env.venv_python().parent / "lint-imports"), "--no-logo"], True),
        ("types", [python, "-m", "mypy"], True),
        ("tests without Qt", [*pytest, "-p", "no:pytest-qt", *ignored], False),
        ("window tests", [*pytest, *WINDOW_TESTS], True),
    ]


def without_qt(folder: Path) -> "dict[str, str]":
    """Environment in which no process, test workers and programs started by tests included, can import Qt."""
    for module in ("PySide6", "shiboken6"):
        sentence = f"{module} must not be imported outside of clinic_app.ui"
        (folder / f"{module}.py").write_text(f"raise ImportError({sentence!r})\n", encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


def passes(name: str, command: "list[str]", environment: "os._Environ[str] | dict[str, str]") -> bool:
    """Run one step and say how it went. A test run that found no test exits with 5, which is a failure."""
    print(f"== {name}", flush=True)
    started = time.monotonic()
    environment = {"QT_QPA_PLATFORM": "offscreen", **environment}
    code = subprocess.run(command, cwd=str(setup_env.ROOT), env=environment).returncode
    print(f"-- {name}: {'failed' if code else 'ok'}, {time.monotonic() - started:.1f} s", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main())
