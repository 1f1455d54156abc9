"""The way from "sign" to a sealed note: save, look over, ask, seal."""

from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from clinic_app.domain.errors import ClinicError, UserError
from clinic_app.domain.notes import Note
from clinic_app.i18n import _
from clinic_app.services import assessing, planning, signing
from clinic_app.services.context import Desk
from clinic_app.services.planning import LookedOver
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.record_controller import RecordController


class Signer(QObject):
    """What is asked about is what is sealed: the version of the draft that was looked over travels along."""

    #: Nothing stands in the way; carries ``LookedOver``. Answer with ``seal``.
    ready = Signal(object)
    #: Something stands in the way: a sentence, and the line or rule to go to, or nothing.
    refused = Signal(str, str)
    #: The sealed ``Note``.
    signed = Signal(object)

    def __init__(self, child: OpenChild, controller: RecordController, parent: QObject) -> None:
        super().__init__(parent)
        self._child, self._controller = child, controller
        self._is_waiting = False
        self._is_sealing = False
        self._request_id = ""
        controller.saved.connect(self._on_saved)
        controller.save_failed.connect(self._on_not_saved)
        controller.conflict_found.connect(self._on_not_saved)

    @Slot()
    def start(self) -> None:
        """Save everything, then look it over."""
        if self._is_waiting or self._is_sealing:
            return
        self._is_waiting = True
        self._controller.save_now()
        if self._controller.is_saved:
            self._look()

    @Slot()
    def _on_saved(self) -> None:
        if self._is_waiting and self._controller.is_saved:
            self._look()

    @Slot()
    def _on_not_saved(self) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self.refused.emit(_("Not everything is saved yet, so nothing was signed."), "")

    def _look(self) -> None:
        child, controller = self._child, self._controller
        draft, day = controller.draft, controller.day
        record = controller.record

        def look(desk: Desk) -> LookedOver:
            picture = desk.run(assessing.assess_visit, child.chart, record, day)
            return desk.run(planning.look_over, record, picture, draft.version)

        child.runner.query(look, child.desk, owner=self, on_done=self._on_looked, on_failed=self._on_failed)

    def _on_looked(self, looked: LookedOver) -> None:
        self._is_waiting = False
        if looked.review.obstacles:
            first = looked.review.obstacles[0]
            self.refused.emit(first.sentence, first.where)
            return
        self._request_id = str(uuid4())
        self.ready.emit(looked)

    def seal(self, looked: LookedOver) -> None:
        """The person confirmed what was looked over."""
        if self._is_sealing:
            return
        self._is_sealing = True
        child = self._child
        child.runner.command(
            child.desk.run,
            signing.sign_visit,
            self._controller.draft.id,
            seen=looked.version,
            request_id=self._request_id,
            owner=self,
            on_done=self._on_sealed,
            on_failed=self._on_failed,
        )

    def _on_sealed(self, note: Note) -> None:
        self._is_sealing = False
        self.signed.emit(note)

    def _on_failed(self, problem: Exception) -> None:
        self._is_waiting = self._is_sealing = False
        if not isinstance(problem, ClinicError):
            self._child.runner.failed.emit(problem)
            return
        self.refused.emit(str(problem), problem.field if isinstance(problem, UserError) else "")
