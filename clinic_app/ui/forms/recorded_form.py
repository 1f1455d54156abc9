"""A form that is only read: what was recorded last for each question, with its day; not asked for the rest."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.instruments.model import Item, Section
from clinic_app.domain.answers import ItemKey
from clinic_app.i18n import _, day_text
from clinic_app.services.history import Recorded
from clinic_app.ui.forms.form_model import FormModel
from clinic_app.ui.forms.item_field import label_of
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.section_list import SectionList, SectionProgress

_LIST_WIDTH = 208
_LABEL, _VALUE, _WHEN = 4, 5, 3


class RecordedForm(QWidget):
    """The sections on the left; label, value, day and author of the chosen one in the middle.

    Args:
        model: what the form asks.
        words: an answer in words.
    """

    #: Id of the section that is shown now.
    section_shown = Signal(str)

    def __init__(
        self, model: FormModel, words: Callable[[ItemKey, Recorded], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._words = model, words
        self._recorded: Mapping[ItemKey, Recorded] = {}
        self._list = SectionList("list:sections", _("Sections of the history"))
        self._list.section_chosen.connect(self.show_section)
        left = Card(margins=(0, 4, 0, 8))
        left.setFixedWidth(px(_LIST_WIDTH))
        left.body.addWidget(self._list, 1)
        self._card = Card(" ", margins=(0, 0, 0, 0))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("scroll:recorded")
        self._scroll.setAccessibleName(_("Recorded history"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._card.body.addWidget(self._scroll, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(left)
        row.addWidget(self._card, 1)
        self.setFocusProxy(self._list)
        self.show_recorded({})

    def show_recorded(self, recorded: Mapping[ItemKey, Recorded]) -> None:
        """Show these answers."""
        self._recorded = recorded
        self._list.set_sections(
            [
                SectionProgress(one.id, one.title, sum(self._is_recorded(item) for item in one.items), len(one.items))
                for one in self._model.sections
            ]
        )
        self.show_section(self._list.current or self._model.sections[0].id)

    def _is_recorded(self, item: Item) -> bool:
        return any(key in self._recorded for key in item.keys)

    @Slot(str)
    def show_section(self, section_id: str) -> None:
        """Show the answers of a section."""
        section = self._model.section(section_id)
        self._list.set_current(section_id)
        self._card.set_title(section.title)
        self._scroll.setWidget(self._rows(section))
        self.section_shown.emit(section_id)

    def _rows(self, section: Section) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(7))
        for place, stretch in enumerate((_LABEL, _VALUE, _WHEN)):
            grid.setColumnStretch(place, stretch)
        keys = [(item, key) for item in section.items for key in item.keys]
        for row, (item, key) in enumerate(keys):
            self._add(grid, row, item, key)
        column.addLayout(grid)
        column.addStretch(1)
        return inside

    def _add(self, grid: QGridLayout, row: int, item: Item, key: ItemKey) -> None:
        found = self._recorded.get(key)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(PlainLabel(label_of(item, key), ink="secondary", wrap=True), row, 0, top)
        if found is None:
            value, when = PlainLabel(_("not asked"), ink="muted"), ""
        else:
            value = PlainLabel(self._words(key, found), TextStyle.STRONG, wrap=True)
            when = ", ".join(part for part in (day_text(found.day), found.by) if part)
        value.setObjectName(f"recorded:{key}")
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(value, row, 1, top)
        grid.addWidget(PlainLabel(when, TextStyle.SMALL, ink="muted", wrap=True), row, 2, top)

    def focus_item(self, target: str) -> bool:
        """Go to the section of an item; ``False`` when there is none."""
        section_id = self._model.section_of(target.partition("@")[0])
        if section_id is not None:
            self.show_section(section_id)
            self._list.setFocus()
        return section_id is not None
