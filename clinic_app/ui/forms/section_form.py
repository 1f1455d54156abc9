"""One section of a form as fields, two or three to a row."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from clinic_app.clinical.instruments.model import Section
from clinic_app.domain.answers import ItemKey
from clinic_app.ui.forms.field_flow import FieldFlow
from clinic_app.ui.forms.field_slot import FieldSlot
from clinic_app.ui.forms.form_model import FormModel
from clinic_app.ui.forms.form_settings import FormSettings
from clinic_app.ui.widgets.measures import px


class SectionForm(QScrollArea):
    """The fields of the section that is shown.

    Args:
        refused: texts by item key that were refused earlier and are shown again.
        before: earlier answers in words by item key.
    """

    #: Item key, and the new ``Answer`` or ``None``.
    answer_changed = Signal(object, object)
    #: Item key and the text that stands in its field without being stored; empty once it is mended.
    text_refused = Signal(object, str)

    def __init__(
        self,
        section: Section,
        model: FormModel,
        settings: FormSettings,
        refused: Mapping[ItemKey, str],
        before: Mapping[ItemKey, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._slots: dict[ItemKey, FieldSlot] = {}
        self.setObjectName(f"form:{section.id}")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        grid = QWidget()
        grid.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        flow = FieldFlow(grid)
        for item in section.items:
            for key in item.keys:
                flow.addWidget(self._make_slot(FieldSlot(item, key, settings)))
        column.addWidget(grid)
        column.addStretch(1)
        self.setWidget(inside)
        self.show_model()
        self.show_before(before)
        for key, text in refused.items():
            if key in self._slots and text:
                self._slots[key].put_refused(text)

    def _make_slot(self, slot: FieldSlot) -> FieldSlot:
        slot.answered.connect(self.answer_changed)
        slot.refused.connect(partial(self.text_refused.emit, slot.key))
        self._slots[slot.key] = slot
        return slot

    def show_model(self) -> None:
        """Show what is recorded, which questions are asked and which are still needed."""
        model = self._model
        asked = {item.field.id for section in model.asked for item in section.items}
        needed = {item.field.id for item in model.still_needed()}
        for slot in self._slots.values():
            slot.show_answers(model.answers)
            slot.show_needed(is_needed=slot.item.field.id in needed)
            slot.setVisible(slot.item.field.id in asked)

    def show_before(self, before: Mapping[ItemKey, str]) -> None:
        """Show the answers of earlier visits."""
        for key, slot in self._slots.items():
            if words := before.get(key, ""):
                slot.show_before(words, counts=key.field in self._model.known and key not in self._model.answers)

    def slot(self, key: ItemKey) -> FieldSlot | None:
        """The question of an item, ``None`` where this section has none."""
        return self._slots.get(key)

    def slot_with(self, widget: QWidget | None) -> FieldSlot | None:
        """The question that a widget belongs to."""
        slots = self._slots.values()
        return next((one for one in slots if widget is not None and one.isAncestorOf(widget)), None)

    def focus_first(self) -> None:
        """Start with the first empty needed question, else with the first one."""
        shown = [slot for slot in self._slots.values() if not slot.isHidden()]
        needed = {item.field.id for item in self._model.still_needed()}
        first = next((slot for slot in shown if slot.item.field.id in needed), next(iter(shown), None))
        if first is not None:
            first.field.focus_edit()

    def commit(self) -> None:
        """Take what is half typed."""
        for slot in self._slots.values():
            slot.commit()
