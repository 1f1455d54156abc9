"""Tries with a wrong password or recovery key while the record is locked, kept until the log can take them.

The log lies in the encrypted file, which nobody has opened at that moment. The file beside it holds ids and times
alone; who may write in the folder can take it away, as they can the record itself.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from clinic_app.storage.private_files import replace_private

#: The waits after wrong passwords make more than this a matter of weeks; the oldest go first.
_MOST = 1000


@dataclass(frozen=True, slots=True)
class FailedUnlock:
    """Whose way in was tried, when (UTC), and with what: ``wrong_password`` or ``wrong_recovery_key``."""

    person_id: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class FailedUnlocks:
    """The tries since the record was opened last."""

    path: Path

    def note(self, failed: FailedUnlock) -> None:
        """Add a try. Raises ``EnvironmentProblem`` when it cannot be written."""
        self._write((*self.all(), failed)[-_MOST:])

    def all(self) -> tuple[FailedUnlock, ...]:
        """Every try, oldest first. A damaged file says nothing; it must not keep anybody out."""
        try:
            body: Any = json.loads(self.path.read_text("utf-8"))
            return tuple(FailedUnlock(str(who), datetime.fromisoformat(at), str(what)) for who, at, what in body)
        except FileNotFoundError:
            return ()
        except (ValueError, TypeError):
            return ()

    def clear(self) -> None:
        """Forget them, after the log has taken them."""
        if self.path.exists():
            self._write(())

    def _write(self, tries: tuple[FailedUnlock, ...]) -> None:
        lines = [(one.person_id, one.at.isoformat(), one.what) for one in tries]
        replace_private(json.dumps(lines).encode("utf-8"), self.path)
