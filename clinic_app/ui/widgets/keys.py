"""Digit keys, also where the keyboard needs Shift for digits."""

import sys
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

#: Scan code of the key that carries 1 on the top row; 2 to 9 and 0 follow it.
_FIRST_SCAN_CODE: Final = {"linux": 10, "win32": 2}


def digit_of(event: QKeyEvent) -> int | None:
    """The digit of a key of the top row or the keypad, ``None`` for any other key.

    A digit on the key wins; otherwise the key's place on the top row is read, so that layouts which need Shift for
    digits answer with the same keys. Shift itself is left for the caller to look at.
    """
    number = event.key() - Qt.Key.Key_0
    if 0 <= number <= 9:
        return number
    first = _FIRST_SCAN_CODE.get(sys.platform)
    if first is None or event.nativeScanCode() == 0:
        return None
    place = event.nativeScanCode() - first
    return (place + 1) % 10 if 0 <= place <= 9 else None
