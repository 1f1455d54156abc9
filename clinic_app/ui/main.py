"""The window's entry point: what is painted first, and what happens when something goes wrong."""

import argparse
import logging
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer

from clinic_app.bootstrap import RecordFile, record_place
from clinic_app.ui.app import make_application
from clinic_app.ui.application_window import ApplicationWindow
from clinic_app.ui.collector import Collector

_LOG = logging.getLogger("clinic.window")


def main(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed."""
    arguments = _parser().parse_args(argv)
    app = make_application(sys.argv[:1])
    _hand_over_failures()
    Collector(app)
    record = RecordFile(record_place(arguments.database))
    window = ApplicationWindow(record, demo=arguments.demo)
    window.show()
    if arguments.quit_when_painted:
        QTimer.singleShot(0, app.quit)
    return app.exec()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="clinic-app", add_help=False)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--database", type=Path)
    parser.add_argument("--quit-when-painted", action="store_true", help=argparse.SUPPRESS)
    return parser


def _hand_over_failures() -> None:
    """One place for what nobody caught: the kind of failure and where, never its text, which may name a child."""

    def note(kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
        _LOG.error("%s at %s", kind.__name__, " < ".join(reversed(_places(trace))))

    sys.excepthook = note
    threading.excepthook = lambda hook: note(hook.exc_type, hook.exc_value, hook.exc_traceback)
    sys.unraisablehook = lambda hook: note(hook.exc_type, hook.exc_value, hook.exc_traceback)


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places
