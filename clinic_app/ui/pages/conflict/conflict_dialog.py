"""Both values side by side, who wrote which, and a choice for each; never a silent winner."""

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QDialog, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.drafts import Draft
from clinic_app.domain.record import ANSWER
from clinic_app.i18n import _, clock_text
from clinic_app.services.context import Desk
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.plain_label import PlainLabel


class ConflictDialog(QDialog):
    """One row for each entry that two people changed. Nothing is stored until "Keep these" is pressed."""

    def __init__(
        self,
        desk: Desk,
        controller: RecordController,
        stored: Draft,
        keys: Iterable[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._controller, self._stored = desk, controller, stored
        self._mine: dict[str, QRadioButton] = {}
        self.setObjectName("dialog:conflict")
        self.setAccessibleName(_("Two people changed the same thing"))
        self.setWindowTitle(_("Two versions"))
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(_("Somebody else changed this while you wrote."), TextStyle.HEADING))
        column.addWidget(PlainLabel(_("Choose which to keep. Nothing is lost until you do."), ink="secondary"))
        grid = QGridLayout()
        for place, words in enumerate((_("Item"), _("1  Yours"), _("2  Theirs"))):
            grid.addWidget(PlainLabel(words, TextStyle.SMALL, ink="muted"), 0, place)
        for row, key in enumerate(sorted(keys), start=1):
            self._add_row(grid, row, key)
        column.addLayout(grid)
        column.addLayout(self._make_buttons())

    def _add_row(self, grid: QGridLayout, row: int, key: str) -> None:
        entry = self._stored.entries[key]
        names = {person.id: person.name for person in self._desk.context.reads.people()}
        who = _("{name}, {time}").format(name=names.get(entry.by, ""), time=clock_text(entry.at))
        group = QButtonGroup(self)
        mine = QRadioButton(self._words(key, self._controller.value_of(key)).replace("&", "&&"))
        theirs = QRadioButton(f"{self._words(key, entry.value)}  ({who})".replace("&", "&&"))
        for name, button in (("mine", mine), ("theirs", theirs)):
            button.setObjectName(f"choice:{name}:{key}")
            button.setAccessibleName(f"{self._name(key)}, {button.text()}")
            group.addButton(button)
        theirs.setChecked(True)
        self._mine[key] = mine
        grid.addWidget(PlainLabel(self._name(key), TextStyle.STRONG), row, 0)
        grid.addWidget(mine, row, 1)
        grid.addWidget(theirs, row, 2)

    def _make_buttons(self) -> QHBoxLayout:
        keep = ActionButton("button:keep", _("Keep these"), ButtonKind.PRIMARY_STANDARD)
        keep.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(keep)
        return row

    def _name(self, key: str) -> str:
        if key.startswith(ANSWER):
            return self._desk.context.knowledge.name_of(ItemKey.parse(key.removeprefix(ANSWER)))
        return _("Assessment") if key.startswith("text:") else _("Plan or flag")

    def _words(self, key: str, value: object) -> str:
        if value is None:
            return _("taken back")
        if key.startswith(ANSWER) and isinstance(value, dict):
            field = ItemKey.parse(key.removeprefix(ANSWER)).field
            return self._desk.context.knowledge.value_words(field, Answer.from_json(value))
        return str(value.get("what", value.get("reason", ""))) if isinstance(value, dict) else str(value)

    # Qt overrides

    @Slot()
    def accept(self) -> None:
        """Store the choice."""
        mine = frozenset(key for key, button in self._mine.items() if button.isChecked())
        self._controller.resolve(self._stored, mine)
        super().accept()
