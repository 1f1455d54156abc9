"""Any number of answers."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from clinic_app.domain.answers import Answer
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.field_frame import FieldFrame
from clinic_app.ui.widgets.flow_layout import FlowLayout
from clinic_app.ui.widgets.option_like import OptionLike

#: Answers that say something about the whole list, and so stand alone.
ALONE: Final = frozenset({"none", "unknown", "no_scan"})


class MultiChoiceField(FieldFrame):
    """A chip for each answer, any number pressed. ``none`` and ``unknown`` stand alone; no chip at all is not asked.

    Args:
        name, accessible, label: as for every field.
        options: the answers in their order; stored in this order whatever the order of pressing.
    """

    def __init__(
        self,
        name: str,
        accessible: str,
        label: str = "",
        *,
        options: Sequence[OptionLike],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, accessible, label, parent)
        host = QWidget()
        host.setObjectName(f"{name}_chips")
        flow = FlowLayout(host)
        self._chips: dict[str, Chip] = {}
        for option in options:
            self._chips[option.code] = chip = Chip(f"{name}_{option.code}", option.word, ChipKind.FILTER)
            chip.setAccessibleName(f"{accessible}: {option.word}")
            chip.clicked.connect(lambda checked, code=option.code: self._on_clicked(code, checked))
            flow.addWidget(chip)
        self._control = next(iter(self._chips.values()), None)
        self.row().addWidget(host, 1)

    def set_answer(self, answer: Answer | None) -> None:
        """Show stored answers without telling anybody."""
        self._answer = answer
        held = answer.value if answer is not None and isinstance(answer.value, tuple) else ()
        for code, chip in self._chips.items():
            chip.setChecked(code in held)
        strangers = [code for code in held if code not in self._chips]
        self.show_hint(", ".join(strangers))

    def set_read_only(self, read_only: bool) -> None:
        """Signed: seen, not pressed."""
        for chip in self._chips.values():
            chip.setEnabled(not read_only)

    def _on_clicked(self, code: str, checked: bool) -> None:
        if checked:
            for other, chip in self._chips.items():
                if other != code and (code in ALONE or other in ALONE):
                    chip.setChecked(False)
        held = self._answer.value if self._answer is not None and isinstance(self._answer.value, tuple) else ()
        strangers = tuple(one for one in held if one not in self._chips)
        chosen = tuple(one for one, chip in self._chips.items() if chip.isChecked()) + strangers
        self.keep(Answer(chosen) if chosen else None)
