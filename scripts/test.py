"""Set up as ``run.py`` does, then run every check and every test."""

import os
import subprocess
import sys
from pathlib import Path

import setup_env

#: Everything but the window must work where Qt cannot even be imported.
WITHOUT_QT = (
    "import sys; sys.modules.update(PySide6=None, shiboken6=None); import pytest; sys.exit(pytest.main(sys.argv[1:]))"
)


def checks() -> list[tuple[str, list[str]]]:
    """Each check by name, in the order of how fast it tells."""
    tools = setup_env.venv_python().parent
    python = str(setup_env.venv_python())
    return [
        ("lint", [str(tools / "ruff"), "check", "."]),
        ("layers", [str(tools / "lint-imports")]),
        ("types", [str(tools / "mypy")]),
        (
            "tests without Qt",
            [
                python,
                "-c",
                WITHOUT_QT,
                "-n",
                "2",
                "--ignore=tests/ui",
                "--ignore=tests/journeys",
                "-p",
                "no:pytest-qt",
            ],
        ),
        ("window tests", [python, "-m", "pytest", "-n", "2", "tests/ui", "tests/journeys"]),
    ]


def main() -> int:
    """Run all; return 0 when every one passes."""
    try:
        setup_env.prepare(screen=False)
    except setup_env.SetupFailed as problem:
        print(problem, file=sys.stderr)
        return 2
    env = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    failed = []
    for name, command in checks():
        print(f"== {name}", flush=True)
        if subprocess.run(
            [*command, *sys.argv[1:]] if "tests" in name else command, cwd=setup_env.ROOT, env=env
        ).returncode:
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
