"""One milestone: its words, the answer, who says so, and since when."""

from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from clinic_app.clinical.milestones import NOT_ASKED, Milestone, Status
from clinic_app.domain.answers import Answer
from clinic_app.i18n import _, short_day_text
from clinic_app.services.milestones import MilestoneBook, short_source_words, since_words, source_words, status_words
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.field_frame import HintKind
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer

ROW_HEIGHT: Final = 31
#: Where the columns begin, in design pixels of a card 619 wide; answer, source and since keep their distance.
_ITEM, _ANSWER, _SOURCE, _SINCE = 8, 205, 433, 543
_DESIGN_WIDTH, _SINCE_WIDTH, _ANSWER_ROOM = 617, 66, 222
_EDIT_WIDTH = 104


def columns(width: int) -> tuple[int, int, int]:
    """Where answer, source and since begin in a card of this width; a wider card gives the room to the item."""
    spare = max(0, width - px(_DESIGN_WIDTH))
    return px(_ANSWER) + spare, px(_SOURCE) + spare, px(_SINCE) + spare


def status_choices() -> tuple[Choice, ...]:
    """The answers in the order of their cells."""
    return (
        Choice(Status.YES, _("Yes"), _("yes")),
        Choice(Status.UNSURE, _("Unsure"), _("not sure")),
        Choice(Status.NOT_YET, _("Not yet"), _("not yet")),
        Choice(Status.LOST, _("Lost"), _("lost: did it before, not now")),
    )


class MilestoneRow(QWidget):
    """Paints its words; the answer and the typed age are controls."""

    #: ``(Milestone, Status | None)`` chosen in a cell, or ``(Milestone, NOT_ASKED)``.
    answered = Signal(object, object)
    #: The source was pressed.
    source_pressed = Signal(object)
    #: ``(Milestone, str)``: an age or date was typed and left.
    since_typed = Signal(object, str)
    #: ``(Milestone, str)``: it is being typed.
    since_changing = Signal(object, str)
    #: The person went away from the typed age without a change.
    since_left = Signal()

    def __init__(self, item: Milestone, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self._source = self._since = self._past = ""
        self._is_current = self._is_read_only = False
        self.setObjectName(f"row:{item.id}")
        self.setFixedHeight(px(ROW_HEIGHT))
        self.cells = SegmentedAnswer(item.field_id, item.label, status_choices(), left_out=NOT_ASKED, parent=self)
        self.cells.set_room(px(_ANSWER_ROOM))
        self.cells.answer_changed.connect(self._on_answer)
        self._box = InputBox(height=26, parent=self)
        self._box.edit.setObjectName(item.since_key.field)
        self._box.edit.setAccessibleName(_("{skill}: since when, age or date").format(skill=item.label))
        self._box.edit.setPlaceholderText(_("7m, 18nov"))
        self._box.edit.textEdited.connect(lambda text: self.since_changing.emit(self.item, text))
        self._box.edit.returnPressed.connect(self._on_enter)
        self._box.left.connect(self.leave)
        self._box.hide()
        self._held = ""

    # What is shown

    def show_book(self, book: MilestoneBook) -> None:
        """Show today's answer, or grey what an earlier visit said."""
        said = book.today.get(self.item.id)
        self.cells.set_answer(_cell_answer(said.status) if said is not None else None)
        who = said.source if said is not None else None
        left_out = said is not None and said.status is None
        self._source = _("not asked") if left_out else short_source_words(who)
        self._since = since_words(book, self.item)
        earlier = book.history(self.item)[-1:] if said is None else ()
        self._past = "".join(f"{short_day_text(one.day)}: {status_words(one).lower()}" for one in earlier)
        regained = said is not None and said.status is Status.REGAINED
        told = self._source if left_out else source_words(who)
        since = _("since {age}").format(age=self._since) if self._since else ""
        spoken = (_("regained") if regained else "", told, since, self._past)
        self.cells.setAccessibleDescription(", ".join(part for part in spoken if part))
        self.update()

    def show_current(self, is_current: bool) -> None:
        """Whether the keyboard is in this row."""
        if is_current != self._is_current:
            self._is_current = is_current
            self.update()

    def set_read_only(self) -> None:
        """Shown, not changed."""
        self._is_read_only = True
        self.cells.set_read_only(True)

    # The typed age

    @property
    def is_typing(self) -> bool:
        """Whether the typed age is open."""
        return not self._box.isHidden()

    @property
    def typed(self) -> str:
        """What stands in the typed age."""
        return self._box.edit.text()

    def open_since(self, text: str = "", *, focus: bool = True) -> None:
        """Let an age or a date be typed; ``text`` stands there already."""
        if self._is_read_only:
            return
        self._held = text
        self._box.edit.setText(text)
        self._box.set_kind(HintKind.PLAIN)
        self._box.show()
        self._place()
        if focus:
            self._box.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._box.edit.selectAll()

    def close_since(self) -> None:
        """Show the words again; the keyboard goes back to the answer if it was here."""
        had_keyboard = self._box.edit.hasFocus()
        self._held = self._box.edit.text()
        self._box.hide()
        if had_keyboard:
            self.cells.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse_since(self) -> None:
        """What was typed cannot be: it stays there to be corrected."""
        self._held = self._box.edit.text()
        self._box.set_kind(HintKind.REFUSED)
        self._box.show()
        self._place()

    def accept_typing(self) -> None:
        """What is being typed can be read so far."""
        self._box.set_kind(HintKind.PLAIN)

    @Slot()
    def leave(self) -> None:
        """Take over what is half typed."""
        if not self.is_typing:
            return
        if self.typed != self._held:
            self.since_typed.emit(self.item, self.typed)
        elif self._box.kind is not HintKind.REFUSED:
            self.close_since()
            self.since_left.emit()

    @Slot()
    def _on_enter(self) -> None:
        self._held = self.typed
        self.since_typed.emit(self.item, self.typed)

    @Slot(object)
    def _on_answer(self, answer: Answer | None) -> None:
        chosen = None if answer is None else NOT_ASKED if answer.value is None else Status(str(answer.value))
        self.answered.emit(self.item, chosen)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the typed age as it was. Enter was taken by the typed age; no other key of it arrives here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        if event.key() == Qt.Key.Key_Escape and self.is_typing:
            self._box.edit.setText(self._held)
            self._box.set_kind(HintKind.PLAIN)
            self.close_since()
            self.since_left.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the source changes it, a press on the age lets one be typed, elsewhere the answer is chosen."""
        _answer, source, since = columns(self.width())
        at = event.position().x()
        self.cells.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.cells.answer is None or self._is_read_only:
            return
        if source <= at < since:
            self.source_pressed.emit(self.item)
        elif at >= since:
            self.open_since()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls into their columns."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        answer, _source, _since = columns(self.width())
        hint = self.cells.sizeHint()
        self.cells.setGeometry(answer, (self.height() - 1 - hint.height()) // 2, hint.width(), hint.height())
        width = px(_EDIT_WIDTH)
        self._box.setGeometry(self.width() - width - px(6), (self.height() - 1 - px(26)) // 2, width, px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, item, source, since."""
        painter = QPainter(self)
        tokens = current()
        painter.fillRect(self.rect(), tokens.colour("selection" if self._is_current else "bg_surface"))
        painter.setPen(QPen(tokens.colour("border_subtle"), 1))
        painter.drawLine(QLineF(0, self.height() - 0.5, self.width(), self.height() - 0.5))
        answer, source, since = columns(self.width())
        self._words(painter, px(_ITEM), answer - px(_ITEM + 6), self.item.label, "text_primary", TextStyle.BODY)
        if self._past:
            self._words(painter, source, self.width() - source - px(6), self._past, "ghost", TextStyle.SMALL)
        self._words(painter, source, since - source - px(6), self._source, "text_secondary", TextStyle.SMALL)
        if not self.is_typing:
            self._words(painter, since, self.width() - since - px(4), self._since, "text_primary", TextStyle.SMALL)
        painter.end()

    def _words(self, painter: QPainter, left: int, width: int, text: str, role: str, style: TextStyle) -> None:
        made = font(style, current().scale)
        area = QRectF(left, 0, width, self.height() - 1)
        if QFontMetrics(made).horizontalAdvance(text) > width and style is TextStyle.BODY:
            made = font(TextStyle.SMALL, current().scale)
        painter.setFont(made)
        painter.setPen(current().colour(role))
        shown = text
        if QFontMetrics(made).horizontalAdvance(text) > 2 * width - px(20):
            shown = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, shown)


def _cell_answer(status: Status | None) -> Answer:
    """A regained skill is a yes in the cells; the words beside say more."""
    if status is None:
        return Answer.not_examined(NOT_ASKED)
    return Answer((Status.YES if status is Status.REGAINED else status).value)
