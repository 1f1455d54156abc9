"""The quick line: one event typed in seconds, or one line of the log put right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.clinical.episodes.facts import HELD, SIDE, STATES, TRIGGERS
from clinic_app.domain.episodes import EpisodeEvent
from clinic_app.domain.episodes.event import MANY_A_DAY
from clinic_app.domain.errors import UserError
from clinic_app.i18n import _, number_text, short_day_text
from clinic_app.services.episodes.event_words import capital, count_words, day_words, held_words, side_words
from clinic_app.services.episodes.events import new_event_id
from clinic_app.services.episodes.quick_line import (
    COUNT,
    DAY,
    LONGEST,
    TIME,
    TOLD_BY,
    Typed,
    new_event,
    read_line,
    tellers,
    used_codes,
)
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.theme import TextStyle, watcher
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.field_frame import HintKind
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.type_ahead import Ahead, TypeAhead

_ONE: Final = "1"
_CODED: Final = (TRIGGERS, STATES, HELD, SIDE)
#: Widths in design pixels; what is left goes to the trigger and the state.
_WIDTHS: Final[Mapping[str, int]] = {DAY: 68, TIME: 62, COUNT: 56, LONGEST: 66, HELD: 66, SIDE: 58, TOLD_BY: 70}


@dataclass(frozen=True, slots=True)
class _Texts:
    """What stood in the line, to be put back when it was not stored after all."""

    texts: Mapping[str, str]
    changed: EpisodeEvent | None


class QuickAdd(QFrame):
    """Nine fields and one key. What is refused stays as typed, with a sentence; date and teller stay for the next.

    While ``editing`` a line of the log stands in the fields, and Enter puts it right.
    """

    #: Storing was asked for; carries the event, and whether it replaces one.
    told = Signal(object, bool)
    #: Escape: the keyboard goes back to the log.
    closed = Signal()
    #: Ctrl+Z with nothing of the field's own to take back.
    undo_requested = Signal()

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._editing: EpisodeEvent | None = None
        self._confirmed = ""
        self.setObjectName("quick_add")
        self.setProperty("look", "quick-add")
        self._boxes: dict[str, InputBox] = self._make_boxes()
        self._say = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._say.setObjectName("quick_add:says")
        self._add = ActionButton("button:quick_add", _("Add"), ButtonKind.PRIMARY_STANDARD, key="Enter")
        self._add.clicked.connect(self.submit)
        self._lay_out()
        for box in self._boxes.values():
            box.edit.installEventFilter(self)
            box.edit.textEdited.connect(self._on_edited)
        self._boxes[LONGEST].edit.textChanged.connect(self._on_longest)
        child.log.changed.connect(self.show_words)
        child.log.selected.connect(self.show_words)
        self.show_words()
        self._start_anew()

    def _make_boxes(self) -> dict[str, InputBox]:
        boxes: dict[str, InputBox] = {}
        plain = {
            DAY: (_("Date"), _("Date of the event, such as 17 nov, about 17 nov, since monday"), ""),
            TIME: (_("Time"), _("Time of day, such as 7:10, about 19, morning, ?"), ""),
            COUNT: (_("Count"), _("How many events, such as 2, about 10, 10 a day, 3 in a run, none, ?"), "×"),
            LONGEST: (_("Longest"), _("Length of the longest event in seconds, or such as 2 min"), ""),
        }
        for name, (placeholder, accessible, suffix) in plain.items():
            box = InputBox(suffix)
            box.edit.setObjectName(f"quick:{name}")
            box.edit.setAccessibleName(accessible)
            box.edit.setPlaceholderText(placeholder)
            box.edit.setMaxLength(60)
            boxes[name] = box
        coded = {
            TRIGGERS: (_("Trigger"), _("What set it off; first letters, more than one after a comma"), True),
            STATES: (_("State"), _("State of the child; first letters, more than one after a comma"), True),
            HELD: (_("Held?"), _("Does it stop when held; first letter"), False),
            SIDE: (_("Side"), _("The child’s own side; first letter"), False),
        }
        for name, (placeholder, accessible, several) in coded.items():
            boxes[name] = TypeAhead(f"quick:{name}", accessible, placeholder, several=several)
        boxes[TOLD_BY] = TypeAhead(f"quick:{TOLD_BY}", _("Who told it"), _("From"), free=True)
        return boxes

    @Slot(str)
    def _on_longest(self, text: str) -> None:
        """A number alone is read as seconds, and says so."""
        self._boxes[LONGEST].set_suffix(_("s") if text.strip().isdigit() else "")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(px(4))
        for name, box in self._boxes.items():
            row.addWidget(box, 0 if name in _WIDTHS else 1)
        below = QHBoxLayout()
        below.setSpacing(px(8))
        self._title = PlainLabel("", TextStyle.STRONG)
        below.addWidget(self._title)
        below.addWidget(self._say, 1)
        below.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(6), px(8), px(5))
        column.setSpacing(px(4))
        column.addLayout(row)
        column.addLayout(below)
        self._fit()
        watcher().changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        """Widths at the chosen text size."""
        for name, width in _WIDTHS.items():
            self._boxes[name].setFixedWidth(px(width))

    @property
    def is_editing(self) -> bool:
        """Whether a line of the log stands in the fields."""
        return self._editing is not None

    @property
    def says(self) -> str:
        """The sentence below the fields."""
        return self._say.text()

    def edit_of(self, name: str) -> QLineEdit:
        """The edit of a field of the line."""
        return self._boxes[name].edit

    # What is offered

    @Slot()
    def show_words(self) -> None:
        """Offer the words of this thread first."""
        thread = self._child.log.current
        events = thread.events if thread is not None else ()
        knowledge = self._child.desk.context.knowledge
        for field_id in (TRIGGERS, STATES):
            values = knowledge.fields[field_id].values
            first = [code for code in used_codes(events, field_id) if code in values]
            codes = dict.fromkeys((*first, *values))
            words = {code: capital(knowledge.code_words(field_id, code)) for code in codes}
            self._coded(field_id).set_options(
                [Ahead(code, said, (code.replace("_", " "),)) for code, said in words.items()]
            )
        self._coded(HELD).set_options([
            Ahead("yes", held_words("yes"), (_("yes"),)),
            *(Ahead(code, held_words(code)) for code in ("partly", "no", "not_tried")),
            Ahead("unknown", held_words("unknown"), ("?",)),
        ])  # fmt: skip
        self._coded(SIDE).set_options(_sides())
        told = tellers(events, _usual_tellers())
        self._coded(TOLD_BY).set_options([Ahead(name, name) for name in told])

    def _coded(self, name: str) -> TypeAhead:
        box = self._boxes[name]
        if not isinstance(box, TypeAhead):
            raise TypeError(f"{name} is typed freely")
        return box

    # Typing

    def start(self) -> None:
        """Begin a new line: how many is asked first, the date is today unless it was changed."""
        if self._editing is not None:
            self._start_anew()
        edit = self._boxes[COUNT].edit
        edit.setFocus()
        edit.selectAll()

    def edit_event(self, event: EpisodeEvent) -> None:
        """Put a line of the log into the fields."""
        self._editing = event
        for name, text in _texts_of(event).items():
            self._boxes[name].edit.setText(text)
        seen = event.seen
        told = {TRIGGERS: seen.triggers, STATES: seen.states, HELD: (seen.held,), SIDE: (seen.side,)}
        for name, codes in told.items():
            self._coded(name).set_codes([code for code in codes if code])
        self._clear_problems()
        self._title.setText(_("Change {day}").format(day=day_words(event, short=True)))
        self._add.set_words(_("Change"))
        self._say.setText(_("Enter changes this line, Esc leaves it as it was. What it was is kept in its history."))
        self._boxes[COUNT].edit.setFocus()
        self._boxes[COUNT].edit.selectAll()

    def _start_anew(self) -> None:
        """An empty line; date and teller stay."""
        was_editing, self._editing = self._editing is not None, None
        for name, box in self._boxes.items():
            if was_editing or name not in (DAY, TOLD_BY):
                box.edit.clear()
        day = self._boxes[DAY].edit
        if not day.text().strip():
            day.setText(short_day_text(self._child.log.today))
        self._boxes[COUNT].edit.setText(_ONE)
        self._title.setText(_("Quick add"))
        self._add.set_words(_("Add"))
        self._clear_problems()
        self._say.setText(_("First letters are enough. about 10, 10 a day, 3 in a run, none and ? are understood."))

    def _clear_problems(self) -> None:
        self._confirmed = ""
        self._say.set_ink("secondary")
        for box in self._boxes.values():
            box.set_kind(HintKind.PLAIN)
            box.edit.setAccessibleDescription("")

    @Slot()
    def _on_edited(self) -> None:
        if self._say.property("ink") != "secondary":
            self._clear_problems()
            self._say.setText("")

    def _typed(self) -> Typed:
        codes = {name: self._coded(name).codes for name in _CODED}
        texts = {name: self._boxes[name].edit.text() for name in (DAY, TIME, COUNT, LONGEST)}
        told_by = "".join(self._coded(TOLD_BY).codes)
        return Typed(texts[DAY], texts[TIME], texts[COUNT], texts[LONGEST], codes, told_by)

    def _read(self) -> EpisodeEvent:
        log, desk = self._child.log, self._child.desk
        before = self._editing or new_event(new_event_id())
        return read_line(self._typed(), before, log.chart.patient.birth_date, log.today, desk.context.knowledge)

    @Slot()
    def submit(self) -> None:
        """Store the line, or say what is wrong with it and keep what is typed."""
        try:
            event = self._read()
        except UserError as problem:
            self.show_problem(problem)
            return
        most = event.most_a_day
        signature = repr([box.edit.text() for box in self._boxes.values()])
        if most is not None and most > MANY_A_DAY and self._confirmed != signature:
            self._confirmed = signature
            words = _("{count} a day is a lot: press Enter again if that is meant, or type another number.")
            self._point_at(COUNT, words.format(count=number_text(round(most))), HintKind.UNUSUAL)
            return
        self._send(event)

    def _send(self, event: EpisodeEvent) -> None:
        kept = _Texts({name: box.edit.text() for name, box in self._boxes.items()}, self._editing)
        changes = self._editing is not None
        log = self._child.log

        def failed(problem: Exception) -> None:
            self._put_back(kept)
            self.show_problem(problem)

        if changes:
            log.change(event, on_failed=failed)
        else:
            log.add((event,), on_failed=failed)
        self._start_anew()
        self.told.emit(event, changes)
        if not changes:
            self._boxes[DAY].edit.setFocus()
            self._boxes[DAY].edit.selectAll()

    def _put_back(self, kept: _Texts) -> None:
        """It was not stored: what was typed stands in the line again."""
        for name, text in kept.texts.items():
            self._boxes[name].edit.setText(text)
        self._editing = kept.changed
        if kept.changed is not None:
            self._title.setText(_("Change {day}").format(day=day_words(kept.changed, short=True)))
            self._add.set_words(_("Change"))

    def show_problem(self, problem: Exception) -> None:
        """Say a sentence and go to the field that it is about."""
        field = getattr(problem, "field", "")
        name = field.removeprefix("quick:")
        words = str(problem) if isinstance(problem, UserError) else _("Not stored: {why}").format(why=problem)
        self._point_at(name if name in self._boxes else "", words, HintKind.REFUSED)

    def _point_at(self, name: str, words: str, kind: HintKind) -> None:
        for box in self._boxes.values():
            box.set_kind(HintKind.PLAIN)
        self._say.set_ink("danger" if kind is HintKind.REFUSED else "unusual")
        self._say.setText(words)
        if name:
            box = self._boxes[name]
            box.set_kind(kind)
            box.edit.setAccessibleDescription(words)
            box.edit.setFocus()
            box.edit.selectAll()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter stores, Escape leaves; Ctrl+Z takes back an event where the field has nothing to take back."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            undoes = event.matches(QKeySequence.StandardKey.Undo) and not watched.isUndoAvailable()
            if event.type() == QEvent.Type.ShortcutOverride and undoes:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event, watched, undoes=undoes)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent, edit: QLineEdit, *, undoes: bool) -> bool:
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        act: Callable[[], object] | None = None
        if undoes:
            act = self.undo_requested.emit
        elif plain == Qt.KeyboardModifier.NoModifier and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            act = self.submit
        elif key == Qt.Key.Key_Escape and not self._is_offering(edit):
            act = self._leave
        elif key == Qt.Key.Key_Q and edit is self._boxes[COUNT].edit:
            act = self.start  # no number has this letter: the key that begins a line was pressed again
        if act is None:
            return False
        act()
        return True

    def _is_offering(self, edit: QLineEdit) -> bool:
        return any(box.edit is edit and isinstance(box, TypeAhead) and box.is_offering for box in self._boxes.values())

    def _leave(self) -> None:
        if self._editing is not None:
            self._start_anew()
        self.closed.emit()


def _texts_of(event: EpisodeEvent) -> dict[str, str]:
    """An event as it is typed."""
    time, longest = str(event.when.time), event.seen.longest_s
    return {
        DAY: event.when.day_words(),
        TIME: "" if time == "?" else time,
        COUNT: count_words(event),
        LONGEST: "" if longest is None else str(longest),
        TOLD_BY: event.told_by,
    }


def _sides() -> list[Ahead]:
    return [
        Ahead("right_only", _("Right"), (_("R"),)),
        Ahead("left_only", _("Left"), (_("L"),)),
        Ahead("symmetric", _("Both"), (_("B"), side_words("symmetric"))),
        Ahead("asymmetric", _("Uneven"), (side_words("asymmetric"),)),
        Ahead("alternating", _("Alternating"), (side_words("alternating"),)),
        Ahead("midline", _("Middle"), (side_words("midline"),)),
        Ahead("migrating", _("Moves"), (side_words("migrating"),)),
        Ahead("unclear", _("Unclear"), ("?",)),
    ]


def _usual_tellers() -> tuple[str, ...]:
    return (_("mother"), _("father"), _("grandmother"), _("nursery"), _("seen in the clinic"))
