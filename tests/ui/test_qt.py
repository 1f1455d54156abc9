"""What starting must not load."""

import subprocess
import sys

_HEAVY = ("sqlalchemy", "reportlab", "alembic", "babel", "pypdfium2", "cryptography")


def test_the_way_to_the_first_window_loads_nothing_heavy() -> None:
    program = f"import sys, clinic_app.ui.app, clinic_app.ui.theme; print([m for m in {_HEAVY!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
