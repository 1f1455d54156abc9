"""The child a set of screens was opened for."""

from dataclasses import InitVar, dataclass, field

from clinic_app.services.chart import Chart
from clinic_app.services.context import Desk
from clinic_app.ui.clip_shelf import ClipShelf
from clinic_app.ui.episode_log import EpisodeLog
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class OpenChild:
    """What a screen of one child is made with. ``controller`` is ``None`` while no visit of today is open.

    ``log`` is the one object through which episodes are written; it keeps what changes of the chart meanwhile.
    ``clips`` is the one through which clips are taken in and read; a ``shelf`` that is busy is handed on.
    """

    desk: Desk
    runner: TaskRunner
    read: Chart
    controller: RecordController | None
    log: EpisodeLog = field(init=False)
    clips: ClipShelf = field(init=False)
    shelf: InitVar[ClipShelf | None] = None

    def __post_init__(self, shelf: ClipShelf | None) -> None:
        object.__setattr__(self, "log", EpisodeLog(self.desk, self.runner, self.read, self.controller))
        clips = shelf if shelf is not None else ClipShelf(self.desk, self.runner, self.read.patient.id)
        object.__setattr__(self, "clips", clips)

    @property
    def chart(self) -> Chart:
        """The chart with every event that was logged since it was read."""
        return self.log.chart
