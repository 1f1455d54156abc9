"""Rings of unused objects are collected on the window's thread alone.

Python looks for such rings in whichever thread happens to allocate. A ring that holds a part of the window would then
be destroyed on a worker, under the hands of the thread that paints: the process ends. Workers allocate much (rows of
the record), so it is they who would collect.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

#: Long enough to cost nothing while somebody types, short enough that nothing piles up.
_EVERY_MS = 2_000


class Collector(QObject):
    """Takes Python's own collector over for as long as it lives; made on the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect_due)
        gc.disable()
        self._timer.start()
        self.destroyed.connect(gc.enable)

    @Slot()
    def collect_due(self) -> None:
        """Collect the oldest generation that has grown past Python's own limit for it."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation]:
                gc.collect(generation)
                return
