"""Set everything up on a fresh machine, then open the application. ``--demo`` opens a demonstration clinic."""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import setup_env


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def main() -> int:
    """Set up, then become the application; return only when that fails."""
    screen = has_display()
    try:
        setup_env.prepare(screen)
    except setup_env.SetupFailed as problem:
        print(problem, file=sys.stderr)
        return 2
    python = str(setup_env.venv_python())
    arguments = [python, "-m", "clinic_app", *sys.argv[1:]]
    wants_window = not any(not argument.startswith("-") for argument in sys.argv[1:2])
    if wants_window and not screen:
        folder = tempfile.mkdtemp(prefix="clinic-demo-")
        print("There is no display here, so no window can open. The demonstration clinic runs without one;", flush=True)
        print(f"its PDFs go to {folder}", flush=True)
        arguments = [python, "-m", "clinic_app", "demo", "--out", folder]
    os.chdir(setup_env.ROOT)
    return os.execv(python, arguments)


if __name__ == "__main__":
    sys.exit(main())
