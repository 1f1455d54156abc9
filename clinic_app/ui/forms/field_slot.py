"""One question of a form: its label, its field, and what is known about it from before."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.clinical.instruments.model import Item, ItemKind
from clinic_app.domain.answers import Answer, Answers, ItemKey
from clinic_app.domain.errors import UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.ui.forms.form_model import PAIRED
from clinic_app.ui.forms.form_settings import FormSettings
from clinic_app.ui.forms.item_field import label_of, make_field
from clinic_app.ui.forms.pending_mark import PendingMark
from clinic_app.ui.forms.typed_text import problem_of, put_refused, refused_text
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.chip import Chip
from clinic_app.ui.widgets.field_frame import SETTLE_MS, FieldFrame
from clinic_app.ui.widgets.keys import digit_of
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.multi_choice_field import MultiChoiceField
from clinic_app.ui.widgets.note_field import NoteField
from clinic_app.ui.widgets.number_field import NumberField
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.weeks_days_field import WeeksDaysField

_GAP = 6


class FieldSlot(QWidget):
    """Label above with its mark, field below, the value of an earlier visit and a refusal of the service under it.

    A field that refuses a text keeps it; ``refused`` tells the text, and an empty one once it is mended.
    """

    #: Item key, and the new ``Answer`` or ``None``.
    answered = Signal(object, object)
    #: The text that is in the field and not stored.
    refused = Signal(str)

    def __init__(self, item: Item, key: ItemKey, settings: FormSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item, self.key, self._settings = item, key, settings
        self._held: tuple[Answer | None, ...] = ()
        self._told = ""
        self.field: FieldFrame = make_field(item, key, settings)
        self._label = PlainLabel(label_of(item, key), TextStyle.SMALL, ink="secondary")
        self._mark = PendingMark()
        self._mark.setVisible(False)
        self._before = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self._before.hide()
        self._problem = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._problem.setObjectName(f"problem:{key}")
        self._problem.hide()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(SETTLE_MS + 100)
        self._late.timeout.connect(self.tell_refused)
        self._build_ui()
        self._connect()

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        header = QHBoxLayout()
        header.setSpacing(px(_GAP))
        header.addWidget(self._label)
        header.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        header.addStretch(1)
        column.addLayout(header)
        column.addWidget(self.field)
        column.addWidget(self._problem)
        column.addWidget(self._before)
        column.addStretch(1)

    def _connect(self) -> None:
        if isinstance(self.field, WeeksDaysField):
            self.field.gestation_changed.connect(self._on_gestation)
        else:
            self.field.answer_changed.connect(self._on_answer)
        for edit in self.field.findChildren(QLineEdit):
            edit.editingFinished.connect(self.tell_refused)
            edit.textEdited.connect(self._late.start)
        for combo in self.field.findChildren(QComboBox):
            combo.installEventFilter(self)

    @property
    def is_wide(self) -> bool:
        """Whether the field takes the whole row."""
        return isinstance(self.field, NoteField) or (
            isinstance(self.field, MultiChoiceField) and len(self.item.options) > 4
        )

    def least_width(self) -> int:
        """What label and control need side by side with others."""
        mark = px(12 + _GAP) if self.item.needed else 0
        control = self.field.row().sizeHint().width()
        if isinstance(self.field, MultiChoiceField):
            chips = self.field.findChildren(Chip)
            control = sum(chip.sizeHint().width() + px(_GAP) for chip in chips)
        return max(self._label.sizeHint().width() + mark, control)

    @property
    def has_keyboard(self) -> bool:
        """Whether the person is in this field."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def show_answers(self, answers: Answers) -> None:
        """Show what is recorded. A refused text stays; so does what is being typed."""
        if isinstance(self.field, NumberField):
            self.field.set_limits(self._settings.limits(self.item.field, answers))
        held = tuple(answers.get(key) for key in self._keys())
        if held == self._held:
            return
        self._held = held
        if self.has_keyboard and held[0] is not None and self._is_own(held):
            return
        if isinstance(self.field, WeeksDaysField):
            self.field.set_gestation(_gestation(*held))
        elif self.field.answer != held[0]:
            self.field.set_answer(held[0])

    def _is_own(self, held: tuple[Answer | None, ...]) -> bool:
        return isinstance(self.field, WeeksDaysField) or self.field.answer == held[0]

    def _keys(self) -> tuple[ItemKey, ...]:
        second = PAIRED.get(self.item.field.id)
        return (self.key,) if second is None else (self.key, ItemKey(second))

    def show_needed(self, *, is_needed: bool) -> None:
        """Mark the question as still needed."""
        self._mark.setVisible(is_needed)

    def show_before(self, words: str, *, counts: bool) -> None:
        """The value of an earlier visit; ``counts`` when it still holds without being asked again."""
        is_typing = self.has_keyboard or bool(refused_text(self.field))
        if isinstance(self.field, NumberField) and not counts and not is_typing:
            self.field.set_previous(words)
            return
        self._before.setText(words)
        self._before.set_ink("" if counts else "muted")
        self._before.setVisible(bool(words))

    def show_corrected(self, words: str) -> None:
        """The corrected age, beside the days born early."""
        if isinstance(self.field, WeeksDaysField):
            self.field.set_corrected(words)

    def show_problem(self, sentence: str) -> None:
        """What the service found wrong with the answer; goes when the answer changes."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if sentence:
            self.field.setAccessibleDescription(sentence)

    @property
    def problem(self) -> str:
        """Why the field is not in order, empty when it is."""
        return problem_of(self.field) or self._problem.text()

    def put_refused(self, text: str) -> None:
        """Show a text again that was refused earlier."""
        self._told = text
        put_refused(self.field, text)

    @Slot()
    def tell_refused(self) -> None:
        """Tell a text that is refused now, or that it was mended."""
        text = refused_text(self.field)
        if text != self._told:
            self._told = text
            self.refused.emit(text)

    def commit(self) -> None:
        """Take what is half typed."""
        self.field.commit()
        self.tell_refused()

    @Slot(object)
    def _on_answer(self, answer: Answer | None) -> None:
        self.show_problem("")
        self._held = (answer,)
        self.answered.emit(self.key, answer)
        self.tell_refused()

    @Slot(object)
    def _on_gestation(self, gestation: Gestation | None) -> None:
        self.show_problem("")
        parts = (None, None) if gestation is None else (gestation.weeks, gestation.days)
        answers = tuple(
            None if part is None else Answer(Decimal(part), unit=unit)
            for part, unit in zip(parts, ("weeks", "days"), strict=True)
        )
        self._held = answers
        for key, answer in zip(self._keys(), answers, strict=True):
            self.answered.emit(key, answer)
        self.tell_refused()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits press the chips of a question with several answers, U the one that says unknown."""
        chips = self.field.findChildren(Chip) if self.item.kind is ItemKind.MULTI else []
        at = _index(event)
        chip = chips[at] if at is not None and at < len(chips) else None
        if event.key() == Qt.Key.Key_U:
            chip = next((one for one in chips if one.objectName().endswith("_unknown")), None)
        if chip is None:
            super().keyPressEvent(event)
        else:
            chip.setFocus()
            chip.click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Digits choose in a list that drops down, as they do in cells; U is unknown."""
        if isinstance(watched, QComboBox) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            at = _index(event)
            row = at + 1 if at is not None else -1
            if event.key() == Qt.Key.Key_U and watched.findData("unknown") >= 0:
                row = watched.findData("unknown")
            if 0 < row < watched.count():
                watched.setCurrentIndex(row)
                watched.activated.emit(row)
                return True
        return super().eventFilter(watched, event)


def _index(event: QKeyEvent) -> int | None:
    """The place that an unmodified digit key means, from 0."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    digit = digit_of(event) if plain else None
    return digit - 1 if digit else None


def _gestation(weeks: Answer | None, days: Answer | None) -> Gestation | None:
    if weeks is None or days is None or not isinstance(weeks.value, Decimal) or not isinstance(days.value, Decimal):
        return None
    try:
        return Gestation(int(weeks.value), int(days.value))
    except UserError:
        return None
