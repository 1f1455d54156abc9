"""Waiting after wrong passwords. Counts live in a file of their own, so that no restart forgets them."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clinic_app.domain.errors import UserError
from clinic_app.storage.private_files import replace_private

_LONG_AFTER = 10
_LONG_WAIT_S = 15 * 60
_LONGEST_SHORT_WAIT_S = 60
_STOP_AFTER = 100


class TooSoonError(UserError):
    """The person must wait ``wait_s`` seconds before the next try."""

    def __init__(self, message: str, wait_s: int) -> None:
        super().__init__(message, "password")
        self.wait_s = wait_s


def wait_after(wrong: int) -> int:
    """Seconds to wait after wrong passwords in a row: 1, 2, 4 ... 60, and 15 minutes from the tenth."""
    if wrong <= 0:
        return 0
    if wrong >= _LONG_AFTER:
        return _LONG_WAIT_S
    return min(1 << (wrong - 1), _LONGEST_SHORT_WAIT_S)


@dataclass(frozen=True, slots=True)
class Throttle:
    """Counts of wrong passwords by person. Times are seconds since 1970, passed in."""

    path: Path

    def attempt(self, who: str, now: float) -> None:
        """Count one try before it is made; a process that is killed in the middle has used it up.

        Raises:
            TooSoonError: the wait after the last wrong password is not over.
        """
        counts = self._read()
        wrong, last = counts.get(who, (0, now))
        # A clock that was set back does not shorten the wait: it starts again from the new time.
        since = last if last <= now else now
        left = math.ceil(since + wait_after(wrong) - now)
        if wrong >= _STOP_AFTER:
            raise TooSoonError(
                "Too many wrong passwords. Open with the recovery key, or ask a colleague to set a "
                "new password for you.",
                _LONG_WAIT_S,
            )
        if left > 0:
            if last > now:
                self._write({**counts, who: (wrong, now)})
            raise TooSoonError(f"Please wait {_spoken(left)} before the next try.", left)
        self._write({**counts, who: (wrong + 1, now)})

    def succeeded(self, who: str) -> None:
        """Forget the wrong passwords of a person who has now given the right one."""
        counts = self._read()
        if counts.pop(who, None) is not None:
            self._write(counts)

    def clear(self) -> None:
        """Forget everything, after the recovery key was given."""
        if self._read():
            self._write({})

    def _read(self) -> dict[str, tuple[int, float]]:
        try:
            body: Any = json.loads(self.path.read_text("utf-8"))
            return {str(who): (int(wrong), float(at)) for who, (wrong, at) in body.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, AttributeError):
            # A damaged file must not lock everybody out; the passwords themselves still guard.
            return {}

    def _write(self, counts: dict[str, tuple[int, float]]) -> None:
        replace_private(json.dumps(counts).encode("utf-8"), self.path)


def _spoken(seconds: int) -> str:
    if seconds < 2 * 60:
        return f"{seconds} seconds" if seconds != 1 else "1 second"
    return f"{math.ceil(seconds / 60)} minutes"
