"""One answer out of several, in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clinic_app.domain.answers import Answer
from clinic_app.i18n import _
from clinic_app.ui.widgets.drop_down import DropDown
from clinic_app.ui.widgets.field_frame import FieldFrame
from clinic_app.ui.widgets.measures import set_look
from clinic_app.ui.widgets.option_like import OptionLike
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer

#: More answers than this stand in a list that drops down.
MOST_CELLS: Final = 6


class ChoiceField(FieldFrame):
    """Cells for up to six answers, a drop-down list for more. Nothing is chosen until a person chooses.

    Args:
        name, accessible, label: as for every field.
        options: the answers in their order.
        scale: id of the grading scale, kept with each answer.
        needed: painted as still needed while a list is empty; cells are dashed anyway.
    """

    def __init__(
        self,
        name: str,
        accessible: str,
        label: str = "",
        *,
        options: Sequence[OptionLike],
        scale: str = "",
        needed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, accessible, label, parent)
        self._options = tuple(options)
        self._scale, self._needed = scale, needed
        self._cells: SegmentedAnswer | None = None
        self._combo: DropDown | None = None
        if len(self._options) <= MOST_CELLS:
            self._make_cells()
        else:
            self._make_combo()
        self.row().addStretch(1)

    def _make_cells(self) -> None:
        cells = SegmentedAnswer(
            f"{self.objectName()}_edit", self.accessible, self._options, scale=self._scale, roomy=True,
            offers_not_examined=False,
        )  # fmt: skip
        cells.answer_changed.connect(self.keep)
        self._cells = self._control = cells
        self.row().addWidget(cells)

    def _make_combo(self) -> None:
        combo = DropDown(f"{self.objectName()}_edit", self.accessible)
        combo.addItem(_("Choose"), "")
        for option in self._options:
            combo.addItem(option.word, option.code)
        combo.activated.connect(self._on_activated)
        self._combo = self._control = combo
        self.row().addWidget(combo)
        self._show_needed()

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored answer without telling anybody."""
        self._answer = answer
        if self._cells is not None:
            self._cells.set_answer(answer)
        if self._combo is not None:
            self._combo.setCurrentIndex(self._index_of(self._combo, answer))
            self._show_needed()

    def set_read_only(self, read_only: bool) -> None:
        """Signed: the word alone."""
        if self._cells is not None:
            self._cells.set_read_only(read_only)
        if self._combo is not None:
            self._combo.setEnabled(not read_only)

    @staticmethod
    def _index_of(combo: DropDown, answer: Answer | None) -> int:
        """A stored code that is not offered any more is added, so that it is seen and not lost."""
        if answer is None or answer.value is None:
            return 0
        at = combo.findData(answer.value)
        if at < 0:
            combo.addItem(str(answer.value), answer.value)
            at = combo.count() - 1
        return at

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        code = self._combo.itemData(index) if self._combo is not None else ""
        self.keep(Answer(code, scale=self._scale) if code else None)
        self._show_needed()

    def _show_needed(self) -> None:
        if self._combo is not None:
            set_look(self._combo, "state", "needed" if self._needed and self._answer is None else "")
