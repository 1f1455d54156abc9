"""What the pinned Qt must do for the program to be safe on it, and what starting must not load."""

import subprocess
import sys

from PySide6.QtGui import QPainterPath

_HEAVY = ("sqlalchemy", "reportlab", "alembic", "babel", "pypdfium2", "cryptography")


def test_calls_into_qt_keep_the_reference_count() -> None:
    path = QPainterPath()
    before = sys.getrefcount(None)
    for _ in range(1000):
        path.moveTo(0, 0)
    lost = before - sys.getrefcount(None)
    assert abs(lost) < 20  # a broken Qt loses one for each call; pytest itself holds or frees a few


def test_the_way_to_the_first_window_loads_nothing_heavy() -> None:
    program = f"import sys, clinic_app.ui.app, clinic_app.ui.theme; print([m for m in {_HEAVY!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
