"""The item that has the keyboard: how it is done, and what each level means in own words."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from clinic_app.clinical.hine_form import HineForm, HineItem, HineStage
from clinic_app.clinical.hine_instrument import is_hine_field, item_of_field, level_words
from clinic_app.clinical.instruments.model import Item
from clinic_app.domain.answers import Answers
from clinic_app.domain.sides import Side
from clinic_app.i18n import _
from clinic_app.ui.pages.exam.hine.measured import Measured, measured_sides, measured_words, suggestion_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_MOST_LEVELS = 7
#: Margins, the level and the gap after it.
_BESIDE_WORDS = 44


class LevelsCard(Card):
    """Changes with the focused item; says also what the last key did not do."""

    #: Take over the scores that the form prints for the measured angles.
    measured_wanted = Signal()

    def __init__(self, form: HineForm, parent: QWidget | None = None) -> None:
        super().__init__(" ", margins=(10, 6, 10, 6), spacing=4, parent=parent)
        self.setObjectName("hine_levels_card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._form = form
        self._item: Item | None = None
        self._own = PlainLabel(_("own wording"), TextStyle.SMALL, ink="muted")
        self.header_right.addWidget(Icon("pencil", size=14))
        self.header_right.addWidget(self._own)
        self._hint = PlainLabel("", TextStyle.SMALL, ink="unusual", wrap=True)
        self._hint.setObjectName("hine_hint")
        self._how = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self.body.addWidget(self._hint)
        self.body.addWidget(self._how)
        self._rows = [
            (PlainLabel("", TextStyle.STRONG), PlainLabel("", TextStyle.SMALL, wrap=True))
            for _at in range(_MOST_LEVELS)
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        for at, (level, words) in enumerate(self._rows):
            grid.addWidget(level, at, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(words, at, 1)
        self.body.addLayout(grid)
        self._angles = PlainLabel("", TextStyle.SMALL, wrap=True)
        self._angles.setObjectName("hine_measured")
        self._take = ActionButton(
            "button:hine_measured", "", ButtonKind.LINK, spoken=_("Take the scores printed for the measured angles")
        )
        self._take.clicked.connect(self.measured_wanted)
        self._take_key = KeyCap("M")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._take)
        row.addWidget(self._take_key)
        row.addStretch(1)
        self.body.addWidget(self._angles)
        self.body.addLayout(row)
        self.say("")
        self._show_measured({})
        self.setVisible(False)

    @property
    def hint(self) -> str:
        """What is being said about the last key, empty when nothing is."""
        return self._hint.text()

    def say(self, hint: str) -> None:
        """What the last key did not do, and why; empty takes it away."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleDescription(hint)

    def show_item(self, item: Item, answers: Answers) -> None:
        """Another item has the keyboard."""
        self._item = item
        scored = item_of_field(self._form, item.field.id)
        number = f"{self._form.items.index(scored) + 1} " if scored is not None else ""
        self.set_title(f"{number}{item.label.split(' (')[0]}")
        self._how.setText(item.how)
        self._how.setVisible(bool(item.how))
        confidence = (scored.confidence if scored is not None else item.field.confidence) or ""
        from_knowledge = "knowledge" in confidence
        self._own.setText(_("from knowledge") if from_knowledge else _("own wording"))
        self._show_levels(self._levels(item, scored))
        self.say("")
        self.show_answers(answers)
        self.setVisible(True)

    def show_answers(self, answers: Answers) -> None:
        """The angles measured today, where the focused item is scored from one."""
        scored = item_of_field(self._form, self._item.field.id) if self._item is not None else None
        self._show_measured(measured_sides(scored, answers) if scored is not None else {})

    def _levels(self, item: Item, scored: HineItem | None) -> list[tuple[str, str]]:
        left_out = ("N", _("not examined, with a reason"))
        if scored is not None:
            levels = [(str(at), level_words(scored, at)) for at in sorted(scored.allowed, reverse=True)]
            return [*levels, left_out]
        stage = next((one for one in self._form.stages if is_hine_field(item.field.id) and _is_of(one, item)), None)
        if stage is None:
            return [left_out]
        said = []
        for at, level in enumerate(stage.levels, 1):
            words = f"{level.text} ({level.usual})" if level.usual else level.text
            said.append((level.code if level.code.isdigit() else str(at), words))
        return [*said, left_out] if len(said) < _MOST_LEVELS else said

    def _show_levels(self, levels: list[tuple[str, str]]) -> None:
        for at, (level, words) in enumerate(self._rows):
            is_there = at < len(levels)
            level.setText(levels[at][0] if is_there else "")
            words.setText(levels[at][1] if is_there else "")
            level.setVisible(is_there)
            words.setVisible(is_there)
        self._give_room()

    def _give_room(self) -> None:
        """As many lines as the words need: a grid in a card that stays small would cut the second one off."""
        width = self.width() - px(_BESIDE_WORDS)
        for _level, words in self._rows:
            words.setMinimumHeight(0)
            if words.text():
                words.setMinimumHeight(max(0, words.heightForWidth(width)))

    def _show_measured(self, sides: Mapping[Side, Measured]) -> None:
        words, suggestion = measured_words(sides), suggestion_words(sides)
        self._angles.setText(words)
        self._angles.setVisible(bool(words))
        self._take.set_words(suggestion)
        self._take.setVisible(bool(suggestion))
        self._take_key.setVisible(bool(suggestion))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()


def _is_of(stage: HineStage, item: Item) -> bool:
    return item.field.id.endswith(f"_{stage.id}")
