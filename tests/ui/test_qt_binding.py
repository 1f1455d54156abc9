"""The binding to Qt itself. Some releases lose references and end the process after some thousand calls."""

import sys

from PySide6.QtGui import QPainterPath


def test_calls_that_return_nothing_keep_their_references():
    path = QPainterPath()
    before = sys.getrefcount(None)
    for _ in range(1000):
        path.moveTo(0, 0)
    assert abs(sys.getrefcount(None) - before) < 100
