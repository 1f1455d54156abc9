"""The checklist: the list of an age, its rows by domain, and where the keyboard is."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from clinic_app.clinical.milestones import Checklist, Milestone, Status
from clinic_app.domain.answers import Answer
from clinic_app.i18n import _
from clinic_app.services.milestone_reading import answered_words, chosen_by, list_words
from clinic_app.services.milestones import MilestoneBook
from clinic_app.ui.pages.milestones.milestone_row import MilestoneRow, columns
from clinic_app.ui.theme import TextStyle, current
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.option_like import Choice
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.segmented_answer import SegmentedAnswer

_HEADING, _LISTS_ROOM, _HINT = 24, 388, 40
_STATUS_KEYS: Final = {
    Qt.Key.Key_Y: Status.YES,
    Qt.Key.Key_U: Status.UNSURE,
    Qt.Key.Key_X: Status.NOT_YET,
    Qt.Key.Key_L: Status.LOST,
}


class _Heading(QFrame):
    """A domain."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setFixedHeight(px(_HEADING))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(8), 0, px(8), 0)
        row.addWidget(PlainLabel(title, TextStyle.STRONG))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of headings, with a hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colour("border_subtle"))
        painter.fillRect(self.rect().adjusted(0, 0, 0, -1), current().colour("bg_sunken"))
        painter.end()


class _Columns(QWidget):
    """Names of the columns, above what they name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(px(27))
        titles = (_("Item"), _("Does it?"), _("Source"), _("Since"))
        self._labels = [PlainLabel(title, TextStyle.SMALL, ink="secondary", parent=self) for title in titles]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand where the columns of the rows stand."""
        super().resizeEvent(event)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        for label, left in zip(self._labels, (px(8), *columns(self.width() - bar)), strict=True):
            label.move(left, (self.height() - label.sizeHint().height()) // 2)


class ChecklistCard(Card):
    """Shows one list. It records nothing itself."""

    #: ``(Milestone, Status | NOT_ASKED | None)`` from a cell or a key.
    answered = Signal(object, object)
    #: The milestone, or ``None`` where the keyboard is on none.
    source_wanted = Signal(object)
    since_wanted = Signal(object)
    since_typed = Signal(object, str)
    since_changing = Signal(object, str)
    #: The milestone that the keyboard went to.
    current_changed = Signal(object)
    #: Another list was chosen, by its age in months.
    list_chosen = Signal(int)

    def __init__(self, checklist: Checklist, parent: QWidget | None = None) -> None:
        super().__init__(_("Checklist"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.setObjectName("card:checklist")
        self._checklist = checklist
        self._age = 0
        self._is_read_only = False
        self._rows: dict[str, MilestoneRow] = {}
        self._current = ""
        choices = [
            Choice(str(age), list_words(age), _("list of {age} months").format(age=age)) for age in checklist.list_ages
        ]
        self._lists = SegmentedAnswer("milestone_lists", _("List of the age"), choices, offers_not_examined=False)
        self._lists.set_room(px(_LISTS_ROOM))
        self._lists.answer_changed.connect(self._on_list)
        self.header_left.addWidget(self._lists)
        self._count = PlainLabel("", TextStyle.SMALL, ink="muted")
        self.header_right.addWidget(self._count)
        self._chosen = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._chosen.setContentsMargins(px(10), px(5), px(10), px(5))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("scroll:milestones")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._hint = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._hint.setObjectName("milestone_hint")
        self._hint.setContentsMargins(px(10), px(4), px(10), px(4))
        self._hint.setFixedHeight(px(_HINT))
        for part in (self._chosen, _rule(), _Columns(), _rule()):
            self.body.addWidget(part)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(_rule())
        self.body.addWidget(self._hint)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    # What is shown

    @property
    def age(self) -> int:
        """Age of the list that is shown."""
        return self._age

    @property
    def rows(self) -> tuple[MilestoneRow, ...]:
        """The rows that are shown, in order."""
        return tuple(self._rows.values())

    @property
    def hint(self) -> str:
        """What the line below says."""
        return self._hint.text()

    def set_read_only(self) -> None:
        """Shown, not changed."""
        self._is_read_only = True

    def show_list(self, age_months: int) -> None:
        """Show the list of an age."""
        self._age = age_months
        self._lists.set_answer(Answer(str(age_months)))
        self._rows = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        items = self._checklist.of_list(age_months)
        for domain in self._checklist.domains:
            self._add(column, domain.title, [item for item in items if item.domain == domain.id])
        self._add(column, _("WHO motor milestones"), list(self._checklist.beside_list(age_months)))
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _add(self, column: QVBoxLayout, title: str, items: list[Milestone]) -> None:
        if not items:
            return
        column.addWidget(_Heading(title))
        for item in items:
            row = MilestoneRow(item, self._scroll)
            row.answered.connect(self.answered)
            row.source_pressed.connect(self.source_wanted)
            row.since_typed.connect(self.since_typed)
            row.since_changing.connect(self.since_changing)
            row.since_left.connect(self._say_current)
            row.cells.installEventFilter(self)
            if self._is_read_only:
                row.set_read_only()
            self._rows[item.id] = row
            column.addWidget(row)

    def show_book(self, book: MilestoneBook) -> None:
        """Show what is recorded and what earlier visits said."""
        self._chosen.setText(chosen_by(book))
        self._count.setText(answered_words(book, self._age))
        for row in self._rows.values():
            row.show_book(book)

    def say(self, words: str, *, is_refusal: bool = False) -> None:
        """The line below: how something was read, why it was refused, what earlier visits said."""
        self._hint.setText(words)
        self._hint.set_ink("danger" if is_refusal else "secondary")
        self._hint.setToolTip(words)

    # Where the keyboard is

    @property
    def current(self) -> Milestone | None:
        """The milestone that the keyboard was on last."""
        row = self._rows.get(self._current)
        return row.item if row is not None else None

    def row(self, item: Milestone) -> MilestoneRow:
        """The row of a milestone that is shown. Raises ``KeyError`` for another."""
        return self._rows[item.id]

    def shows(self, item: Milestone) -> bool:
        """Whether the list that is shown has the milestone."""
        return item.id in self._rows

    def go_to(self, item_id: str) -> None:
        """Bring a milestone into view and give it the keyboard."""
        row = self._rows.get(item_id)
        if row is None:
            return
        self._now_at(row)
        self._reveal(row)
        row.cells.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_current(self) -> None:
        """Give the keyboard to the item that had it, to the first one without an answer, or to the first one."""
        open_rows = (item_id for item_id, row in self._rows.items() if row.cells.answer is None)
        place = self._current if self._current in self._rows else next(open_rows, next(iter(self._rows), ""))
        self.go_to(place)

    def step(self, by: int) -> None:
        """Go to a neighbouring item; held at both ends."""
        ids = list(self._rows)
        if ids:
            at = ids.index(self._current) + by if self._current in ids else 0
            self.go_to(ids[max(0, min(at, len(ids) - 1))])

    def step_list(self, by: int) -> None:
        """Show the list before or after."""
        ages = self._checklist.list_ages
        at = max(0, min(ages.index(self._age) + by, len(ages) - 1))
        if ages[at] != self._age:
            self.list_chosen.emit(ages[at])

    def leave(self) -> None:
        """Take over what is half typed."""
        for row in self._rows.values():
            row.leave()

    def _reveal(self, row: MilestoneRow) -> None:
        inside = self._scroll.widget()
        if inside is None:
            return
        if (layout := inside.layout()) is not None:
            layout.activate()
        top = row.mapTo(inside, QPoint(0, 0)).y()
        bar, height = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        if top - px(_HEADING) < bar.value():
            bar.setValue(top - px(_HEADING))
        elif top + row.height() > bar.value() + height:
            bar.setValue(top + row.height() - height)

    def _now_at(self, row: MilestoneRow) -> None:
        if (held := self._rows.get(self._current)) is not None:
            held.show_current(False)
        self._current = row.item.id
        row.show_current(True)
        self.current_changed.emit(row.item)

    @Slot()
    def _say_current(self) -> None:
        if (item := self.current) is not None:
            self.current_changed.emit(item)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        for row in self._rows.values():
            if new is row.cells and row.item.id != self._current:
                self._now_at(row)

    @Slot(object)
    def _on_list(self, answer: Answer | None) -> None:
        """One list is always shown: the same cell again changes nothing."""
        if answer is None:
            self._lists.set_answer(Answer(str(self._age)))
        else:
            self.list_chosen.emit(int(str(answer.value)))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters and arrows over an answer belong to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same keys while the keyboard is on the lists."""
        if not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            return False
        key, item = Qt.Key(event.key()), self.current
        if key in _STATUS_KEYS:
            if item is not None and not self._is_read_only:
                self.answered.emit(item, _STATUS_KEYS[key])
            return True
        match key:
            case Qt.Key.Key_J | Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_K | Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.step(len(self._rows) * (1 if key == Qt.Key.Key_End else -1))
            case Qt.Key.Key_BracketLeft | Qt.Key.Key_BracketRight:
                self.step_list(1 if key == Qt.Key.Key_BracketRight else -1)
            case Qt.Key.Key_S if not self._is_read_only:
                self.source_wanted.emit(item)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if item is not None:
                self.since_wanted.emit(item)
            case _:
                return False
        return True


def _rule() -> QFrame:
    line = QFrame()
    line.setProperty("look", "rule")
    line.setFixedHeight(1)
    return line
