"""Set everything up on a fresh machine, then open the application.

``--demo`` opens a demonstration clinic. A command (``assess FILE`` and the like) runs without a window. Whatever stands
behind ``run.py`` is handed to the application as it is.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import setup_env

#: Options that are answered without a window.
ANSWERED_IN_TEXT = {"-h", "--help", "--version"}


def main() -> int:
    """Set up, then become the application; return only when that fails."""
    screen = has_display()
    trouble = setup_env.set_up(screen)
    if trouble:
        return trouble
    arguments = sys.argv[1:]
    if wants_window(arguments) and not screen:
        folder = setup_env.ROOT / "build" / time.strftime("demo-%Y%m%d-%H%M%S")
        setup_env.say(
            "There is no display here, so no window can open. The demonstration clinic runs without one.\n"
            f"Its PDFs go to {folder}"
        )
        arguments = ["demo", "--out", str(folder)]
    # -P: a file of the folder where the person happens to stand must not replace a library.
    return become([str(setup_env.venv_python()), "-P", "-m", "clinic_app", *arguments])


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def wants_window(arguments: "list[str]") -> bool:
    """Whether the application would open its window for these arguments, and not run a command."""
    is_command = bool(arguments) and not arguments[0].startswith("-")
    return not is_command and not ANSWERED_IN_TEXT & set(arguments)


def become(command: "list[str]") -> int:
    """Replace this process, so that signals and the exit code are the application's own."""
    if os.name == "nt":  # there a replaced process would lose its console
        return subprocess.call(command)
    return os.execv(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
