"""Work off the UI thread: three verbs, results delivered on the UI thread."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

P = ParamSpec("P")
T = TypeVar("T")

_READERS = 3


class _Delivery(QObject):
    """Carries one result to the UI thread. Lives there; the signal is emitted from the worker."""

    finished = Signal(object, object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], delivery: _Delivery) -> None:
        super().__init__()
        self._work = work
        self._delivery = delivery

    def run(self) -> None:
        try:
            result, problem = self._work(), None
        except Exception as error:  # noqa: BLE001  the border where every failure of a use case is handed over
            result, problem = None, error
        if shiboken6.isValid(self._delivery):
            self._delivery.finished.emit(result, problem)


class TaskRunner(QObject):
    """Runs use cases: ``query`` in parallel to read, ``command`` one after another to write, ``carry`` for clips.

    A result is dropped when its ``owner`` was destroyed meanwhile. A failure goes to ``on_failed``, or to
    ``failed`` where nobody else takes it.
    """

    #: A failure that no caller handles, as an exception.
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = QThreadPool(self)
        self._readers.setMaxThreadCount(_READERS)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._carrier = QThreadPool(self)
        self._carrier.setMaxThreadCount(1)
        self._open: set[_Delivery] = set()

    def query(
        self,
        work: Callable[..., T],
        *args: Any,
        owner: QObject,
        on_done: Callable[[T], object] | None = None,
        on_failed: Callable[[Exception], object] | None = None,
        **kwargs: Any,
    ) -> None:
        """Run ``work(*args, **kwargs)``, which only reads."""
        self._start(self._readers, lambda: work(*args, **kwargs), owner, on_done, on_failed)

    def command(
        self,
        work: Callable[..., T],
        *args: Any,
        owner: QObject,
        on_done: Callable[[T], object] | None = None,
        on_failed: Callable[[Exception], object] | None = None,
        **kwargs: Any,
    ) -> None:
        """Run ``work(*args, **kwargs)``, which writes, after everything that was asked to be written before."""
        self._start(self._writer, lambda: work(*args, **kwargs), owner, on_done, on_failed)

    def carry(
        self,
        work: Callable[..., T],
        *args: Any,
        owner: QObject,
        on_done: Callable[[T], object] | None = None,
        on_failed: Callable[[Exception], object] | None = None,
        **kwargs: Any,
    ) -> None:
        """Run ``work(*args, **kwargs)``, which takes minutes, one after another, beside everything else.

        It opens short transactions of its own, so that what is typed meanwhile is stored as ever.
        """
        self._start(self._carrier, lambda: work(*args, **kwargs), owner, on_done, on_failed)

    def _start(
        self,
        pool: QThreadPool,
        work: Callable[[], T],
        owner: QObject,
        on_done: Callable[[T], object] | None,
        on_failed: Callable[[Exception], object] | None,
    ) -> None:
        delivery = _Delivery()
        self._open.add(delivery)

        def deliver(result: Any, problem: Exception | None) -> None:
            self._open.discard(delivery)
            if not shiboken6.isValid(owner):
                return
            if problem is not None:
                (on_failed or self.failed.emit)(problem)
            elif on_done is not None:
                on_done(result)

        delivery.finished.connect(_Receiver(deliver, delivery).receive)
        pool.start(_Job(work, delivery))

    def flush(self, timeout_ms: int = 30_000) -> bool:
        """Wait until everything asked for has run: before the program ends, or in a test. ``False`` on time-out."""
        pools = (self._writer, self._readers, self._carrier)
        return all(pool.waitForDone(timeout_ms) for pool in pools)


class _Receiver(QObject):
    """A slot on the UI thread, so that the connection from the worker is queued."""

    def __init__(self, deliver: Callable[[Any, Any], None], delivery: QObject) -> None:
        super().__init__(delivery)
        self._deliver = deliver
        self._delivery = delivery

    @Slot(object, object)
    def receive(self, result: Any, problem: Any) -> None:
        """Hand over what the worker brought."""
        try:
            self._deliver(result, problem)
        finally:
            self._delivery.deleteLater()
