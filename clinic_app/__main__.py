"""``clinic-app`` and ``python -m clinic_app``: the window without a command, a headless command with one."""

import sys


def main() -> int:
    """Run and return the exit code. Only what is asked for is imported."""
    is_command = any(not argument.startswith("-") for argument in sys.argv[1:2])
    if is_command or {"-h", "--help", "--version"} & set(sys.argv[1:]):
        from clinic_app.cli.main import main as run_command

        return run_command(sys.argv[1:])
    from clinic_app.ui.main import main as open_window

    return open_window(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
