"""The child a set of screens was opened for."""

from dataclasses import dataclass

from clinic_app.services.chart import Chart
from clinic_app.services.context import Desk
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class OpenChild:
    """What a screen of one child is made with. ``controller`` is ``None`` while no visit of today is open."""

    desk: Desk
    runner: TaskRunner
    chart: Chart
    controller: RecordController | None
