"""Answers given on the examination screen, and how to take the last one back."""

from collections.abc import Mapping
from typing import Any

from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.record import answer_key
from clinic_app.ui.record_controller import RecordController

_KEPT = 200


class Changes:
    """Writes answers through the controller and remembers what stood there before."""

    def __init__(self, controller: RecordController) -> None:
        self._controller = controller
        self._before: list[dict[str, Any]] = []

    @property
    def answers(self) -> Answers:
        """Everything answered so far."""
        return self._controller.record.answers

    def give(self, patch: Mapping[ItemKey, Answer | None]) -> None:
        """Record or clear answers in one step that can be taken back."""
        held = self.answers
        moved = {key: answer for key, answer in patch.items() if held.get(key) != answer}
        if not moved:
            return
        self._before = [*self._before[-_KEPT:], {answer_key(key): _document(held.get(key)) for key in moved}]
        self._controller.write({answer_key(key): _document(answer) for key, answer in moved.items()})

    def undo(self) -> bool:
        """Take the last step back. ``False`` when there is none."""
        if not self._before:
            return False
        self._controller.write(self._before.pop())
        return True


def _document(answer: Answer | None) -> dict[str, Any] | None:
    return answer.to_json() if answer is not None else None
