"""One line of a person's own words."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.i18n import _, number_text
from clinic_app.ui.widgets.field_frame import FieldFrame, HintKind
from clinic_app.ui.widgets.input_box import InputBox

MAX_CHARACTERS = 500


class TextField(FieldFrame):
    """A line of text, stored without the blanks around it; blanks alone are not an answer.

    Args:
        name, accessible, label: as for every field.
        needed: painted as still needed while empty.
        max_characters: longest text that is taken.
    """

    def __init__(
        self,
        name: str,
        accessible: str,
        label: str = "",
        *,
        needed: bool = False,
        max_characters: int = MAX_CHARACTERS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, accessible, label, parent)
        self._needed = needed
        self._problem = ""
        self._was_cut = False
        self._box = InputBox()
        self._edit = self._box.edit
        self._edit.setMaxLength(max_characters)
        self.use_control(self._edit)
        self.row().addWidget(self._box, 1)
        self._edit.textEdited.connect(self._on_edited)
        self._edit.inputRejected.connect(self._on_rejected)
        self._edit.returnPressed.connect(self.commit)
        self._box.left.connect(self.commit)
        self._show()

    @property
    def edit(self) -> QLineEdit:
        """The line edit, for tab order and tests."""
        return self._edit

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored text without telling anybody."""
        self._settle.stop()
        self._answer = answer
        self._edit.setText("" if answer is None or answer.value is None else str(answer.value))
        self._show()

    def set_read_only(self, read_only: bool) -> None:
        """Signed: shown, not typed."""
        self._edit.setReadOnly(read_only)
        self._box.update()

    def set_problem(self, problem: str) -> None:
        """Say beside the field what is wrong with it, as the page or the service found; empty takes it back."""
        self._problem = problem
        self._show()

    @Slot()
    def commit(self) -> None:
        """Store what is typed."""
        if not self._edit.isReadOnly():
            text = self._edit.text().strip()
            self.keep(Answer(text) if text else None)
            self._show()

    @Slot()
    def _on_edited(self) -> None:
        if not self._was_cut:
            self.show_hint(self._problem, self._box.kind)
        self._was_cut = False
        self.typing_words()

    @Slot()
    def _on_rejected(self) -> None:
        """Qt takes the part that fits, and tells of it before the edit; that something is missing must be said."""
        self._was_cut = True
        words = _("Only {limit} characters fit: the rest was not taken over")
        self.show_hint(words.format(limit=number_text(self._edit.maxLength())), HintKind.REFUSED)

    def _show(self) -> None:
        empty = self._needed and not self._edit.text().strip()
        kind = HintKind.REFUSED if self._problem else HintKind.NEEDED if empty else HintKind.PLAIN
        self._box.set_kind(kind)
        self.show_hint(self._problem, kind)
