"""What a key or a press on the examination grid records."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from clinic_app.clinical.instruments.model import Item, ItemKind
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.i18n import _
from clinic_app.ui.pages.exam.cells import is_graded, side_words
from clinic_app.ui.pages.exam.changes import Changes
from clinic_app.ui.record_controller import RecordController

#: Answers so unusual at any age that they are asked for a second time.
ASKED_AGAIN: Final = frozenset({("ex_clonus_sustained", "yes")})


class Recorder(QObject):
    """Turns answers of the grid into entries of the record, one undoable step each."""

    #: Something to tell about the last key.
    hint_changed = Signal(str)
    #: A cell shows what is not stored; show the record again.
    shown_wrong = Signal()

    def __init__(self, controller: RecordController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changes = Changes(controller)
        self._asked: dict[ItemKey, Answer] = {}

    @property
    def answers(self) -> Answers:
        """Everything answered so far."""
        return self._changes.answers

    def give_all(self, patch: Mapping[ItemKey, Answer | None]) -> None:
        """Record or clear several places in one step."""
        self._changes.give(patch)
        self.hint_changed.emit("")

    def give(self, item: Item, key: ItemKey, answer: Answer | None) -> None:
        """Record one side."""
        self._give(item, {key: answer})

    def give_both(self, item: Item, digit: int) -> bool:
        """Record the answer of a digit on every side of an item: an explicit statement. ``False`` when it is none."""
        answer = answer_of(item, digit)
        if answer is None:
            return False
        self._give(item, dict.fromkeys(item.keys, answer))
        return True

    def leave_out(self, keys: tuple[ItemKey, ...], reason: str, *, keep: bool = True) -> int:
        """Record "not examined" with its reason; with ``keep`` only where nothing is recorded. Returns how many."""
        held = self._changes.answers
        left = {key: Answer.not_examined(reason) for key in keys if not (keep and key in held)}
        self._changes.give(left)
        return len(left)

    def comment(self, key: ItemKey, text: str) -> None:
        """Put the examiner's own words to what is recorded. Nothing happens where nothing is."""
        held = self._changes.answers.get(key)
        if held is not None:
            self._changes.give({key: replace(held, comment=text.strip())})

    def undo(self) -> None:
        """Take the last step back."""
        self._asked.clear()
        self.hint_changed.emit("" if self._changes.undo() else _("Nothing to undo here"))

    def _give(self, item: Item, patch: dict[ItemKey, Answer | None]) -> None:
        held = self._changes.answers
        ready = {}
        for key, answer in patch.items():
            if answer is None or not self._must_ask(key, answer):
                ready[key] = _with_comment(answer, held.get(key))
            elif self._asked.get(key) == answer:
                ready[key] = _with_comment(replace(answer, confirmed_unusual=True), held.get(key))
            else:
                self._asked = {**self._asked, key: answer}
                continue
            self._asked.pop(key, None)
        if len(ready) < len(patch):
            sides = ", ".join(side_words(key.side) for key in patch if key not in ready)
            self.hint_changed.emit(
                _("{item} ({sides}): unusual at any age. Answer it once more to record it.").format(
                    item=item.label, sides=sides
                )
            )
            self.shown_wrong.emit()
        else:
            self.hint_changed.emit("")
        self._changes.give(ready)

    def _must_ask(self, key: ItemKey, answer: Answer) -> bool:
        held = self._changes.answers.get(key)
        return (key.field, answer.value) in ASKED_AGAIN and (held is None or held.value != answer.value)


def answer_of(item: Item, digit: int) -> Answer | None:
    """The answer of a digit: the grade itself on graded scales, otherwise the first to the ninth answer."""
    if item.kind not in (ItemKind.CHOICE, ItemKind.TRI):
        return None
    if is_graded(item):
        code = str(digit) if item.option(str(digit)) is not None else None
    else:
        code = item.options[digit - 1].code if 1 <= digit <= len(item.options) else None
    return Answer(code, scale=item.field.scale) if code is not None else None


def _with_comment(answer: Answer | None, held: Answer | None) -> Answer | None:
    """A comment stays when the finding it stands at is corrected."""
    if answer is None or held is None or answer.comment or not held.comment:
        return answer
    return replace(answer, comment=held.comment)
