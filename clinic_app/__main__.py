"""``clinic-app`` and ``python -m clinic_app``: the window without arguments, a headless command with one."""

import sys


def main() -> int:
    """Run and return the exit code."""
    return 0


if __name__ == "__main__":
    sys.exit(main())
