"""Keeping a draft a few seconds behind the keys."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from clinic_app.domain.drafts import Draft
from clinic_app.domain.errors import ConflictError
from clinic_app.services import drafts
from clinic_app.services.context import Desk
from clinic_app.ui.tasks import TaskRunner

#: The first unsaved key starts this; it is not put off by later keys, so nothing typed waits longer.
SAVE_AFTER_MS = 2_000
RETRY_AFTER_MS = 5_000


class DraftKeeper(QObject):
    """The entries of one draft as they stand on the screen, and their way into the encrypted file.

    Args:
        draft: as it was read; its version travels with each save.
        save_after_ms: how long the first unsaved entry waits. Fields that wait for a pause in typing add their own.
    """

    #: Entries changed, here or by what somebody else stored.
    changed = Signal()
    #: Everything sent so far is on disk; carries the time of the write.
    saved = Signal(object)
    #: Something is not on disk yet; carries the exception. It is tried again by itself.
    save_failed = Signal(object)
    #: Another person changed the same entries; carries the ``ConflictError``.
    conflict_found = Signal(object)

    def __init__(
        self,
        desk: Desk,
        runner: TaskRunner,
        draft: Draft,
        parent: QObject | None = None,
        *,
        save_after_ms: int = SAVE_AFTER_MS,
    ) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._draft = desk, runner, draft
        self._save_after_ms = save_after_ms
        self._values: dict[str, Any] = {key: entry.value for key, entry in draft.entries.items()}
        self._unsaved: dict[str, Any] = {}
        self._sending: list[dict[str, Any]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._send_in_turn)

    @property
    def draft(self) -> Draft:
        """The draft as last stored."""
        return self._draft

    @property
    def values(self) -> Mapping[str, Any]:
        """The JSON of every entry as it stands here, saved or not; ``None`` was taken back."""
        return self._values

    @property
    def is_saved(self) -> bool:
        """Whether everything typed is on disk."""
        return not self._unsaved and not self._sending

    def author_of(self, key: str) -> tuple[str, datetime] | None:
        """Id of who stored an entry, and when; ``None`` while it is not stored."""
        entry = self._draft.entries.get(key)
        return (entry.by, entry.at) if entry is not None and entry.value is not None else None

    def write(self, patch: Mapping[str, Any]) -> bool:
        """Change entries; the store follows within seconds. ``False`` when nothing differs."""
        changed = {key: value for key, value in patch.items() if self._values.get(key) != value}
        if not changed:
            return False
        self._values.update(changed)
        self._unsaved.update(changed)
        if not self._timer.isActive():
            self._timer.start(self._save_after_ms)
        self.changed.emit()
        return True

    @Slot()
    def save_now(self) -> None:
        """Send what is unsaved without waiting, also behind a save that is under way.

        The version seen may then be an old one; that is no conflict with one's own earlier save.
        """
        self._timer.stop()
        self._send()

    @Slot()
    def _send_in_turn(self) -> None:
        if not self._sending:
            self._send()

    def _send(self) -> None:
        if not self._unsaved:
            return
        patch, self._unsaved = self._unsaved, {}
        self._sending.append(patch)
        self._runner.command(
            self._desk.run,
            drafts.keep,
            self._draft.id,
            dict(patch),
            seen=self._draft.version,
            owner=self,
            on_done=self._on_saved,
            on_failed=self._on_failed,
        )

    def _pending(self) -> dict[str, Any]:
        """What the store does not hold yet, the newest value of each entry."""
        pending: dict[str, Any] = {}
        for patch in (*self._sending, self._unsaved):
            pending |= patch
        return pending

    def _on_saved(self, draft: Draft) -> None:
        self._draft = draft
        self._sending.pop(0)
        stored = {key: entry.value for key, entry in draft.entries.items()} | self._pending()
        differs = any(self._values.get(key) != value for key, value in stored.items())
        self._values = stored
        self.saved.emit(draft.updated_at)
        if differs:
            self.changed.emit()
        if self._unsaved and not self._timer.isActive():
            self._timer.start(self._save_after_ms)

    def _on_failed(self, problem: Exception) -> None:
        """Commands finish in their order, so the first patch under way is the one that failed."""
        failed = self._sending.pop(0)
        self._unsaved = failed | self._pending()  # newer values of the same entries win
        if isinstance(problem, ConflictError):
            self.conflict_found.emit(problem)
            return
        self._timer.start(RETRY_AFTER_MS)
        self.save_failed.emit(problem)

    def resolve(self, stored: Draft, mine: frozenset[str]) -> None:
        """Settle a conflict: keep what was typed here for ``mine``, take the stored values for the rest, save again."""
        self._draft = stored
        theirs = {key: entry.value for key, entry in stored.entries.items()}
        self._unsaved = {key: value for key, value in self._unsaved.items() if key in mine or key not in theirs}
        self._values = theirs | self._unsaved
        self.changed.emit()
        self._send_in_turn()
