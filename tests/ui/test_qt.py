"""What starting must not load."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_HEAVY = ("sqlalchemy", "reportlab", "alembic", "babel", "pypdfium2", "cryptography")
_IMPORT = "import clinic_app.ui.app, clinic_app.ui.theme, clinic_app.ui.main"
_PAINT = "import clinic_app.ui.main as start; start.main(['--database', sys.argv[1], '--quit-when-painted'])"


def loaded(program: str, place: Path) -> str:
    """Which heavy modules are loaded after a program ran in a process of its own."""
    told = f"import sys; {program}; print([m for m in {_HEAVY!r} if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", told, str(place)], capture_output=True, text=True, check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    return found.stdout.strip()


@pytest.mark.parametrize("program", [_IMPORT, _PAINT])
def test_the_way_to_the_first_window_loads_nothing_heavy(program, tmp_path) -> None:
    assert loaded(program, tmp_path / "nothing yet") == "[]"


def test_the_unlock_window_is_painted_before_anything_heavy_is_loaded(clinic) -> None:
    clinic.opened.close()
    assert loaded(_PAINT, clinic.record.place) in ("[]", "['babel']")  # the state of the station is read beside it
