"""The scrolled grid of the examination, by keyboard alone."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.instruments.model import Item, Section
from clinic_app.domain.answers import Answers, ItemKey
from clinic_app.domain.sides import Side
from clinic_app.ui.pages.exam.grid_kit import GridKit
from clinic_app.ui.pages.exam.grid_row import GridRow
from clinic_app.ui.pages.exam.section_block import SectionBlock
from clinic_app.ui.theme import watcher
from clinic_app.ui.widgets.keys import digit_of
from clinic_app.ui.widgets.level_mark import Level

#: Rows within this many pixels of the window are made ahead of scrolling.
_NEAR = 160


class _Scroll(QScrollArea):
    """Scrolls by wheel and by Page Up and Down; the arrows belong to the grid."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)


class ExamGrid(QWidget):
    """Sections under one head. The keyboard is always on one item and one side, or nowhere in the grid."""

    #: ``(ItemKey, Answer | None)`` from one cell.
    answer_given = Signal(object, object)
    #: ``(Item, digit)``: the same answer on both sides.
    both_asked = Signal(object, int)
    #: ``(Item, Side)`` that the keyboard went to.
    current_changed = Signal(object, object)
    #: The section at the top of the window, by id.
    section_shown = Signal(str)
    #: A number that was refused, is unusual, or was read in another unit.
    message_changed = Signal(str)
    #: ``(ItemKey, str)``: a text that a cell does not accept, empty once it is mended.
    text_refused = Signal(object, str)
    #: A digit that is no answer to the item.
    refused_digit = Signal(object)
    #: A key of the grid that the page acts on, as ``Qt.Key``.
    key_pressed = Signal(int)

    def __init__(self, kit: GridKit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._answers: Answers = {}
        self._refused: dict[ItemKey, str] = {}
        self._levels: Mapping[str, Level] = {}
        self._blocks: list[SectionBlock] = []
        self._current: tuple[str, Side] | None = None
        self._read_only = False
        self._columns = kit.columns(0, mirrored=False)
        self.setObjectName(f"{kit.name}_grid")
        self._header = kit.make_header(self)
        self._scroll = _Scroll(self)
        self._scroll.setObjectName(f"{kit.name}_scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the pair stays as when facing the child
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._body = QWidget()
        self._body.setObjectName(f"{kit.name}_body")
        self._scroll.setWidget(self._body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self._scroll, 1)
        self._scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._scroll.horizontalScrollBar().valueChanged.connect(self._show_header)
        self._scroll.viewport().installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        watcher().changed.connect(self._arrange)

    # What is shown

    def show_form(self, sections: tuple[Section, ...], hints: Mapping[str, str]) -> None:
        """Offer these sections; blocks that did not change are kept with the keyboard in them."""
        held = {block.section.id: block for block in self._blocks}
        kept = {section.id for section in sections if section.id in held and held[section.id].section == section}
        wanted = [held[one.id] if one.id in kept else self._block(one, hints) for one in sections]
        at = self._current if self.has_keyboard else None
        for section_id in held.keys() - kept:
            held[section_id].hide()
            held[section_id].deleteLater()
        self._blocks = wanted
        for block in wanted:
            block.show()
        self._arrange()
        if at is not None and (self._current != at or not self.has_keyboard):
            self.go_to(*at)

    def _block(self, section: Section, hints: Mapping[str, str]) -> SectionBlock:
        return self._kit.make_block(section, hints.get(section.id, section.hint), self._row, self._body)

    def _row(self, item: Item, parent: QWidget) -> GridRow:
        row = self._kit.make_row(item, parent)
        row.show_answers(self._answers)
        row.show_level(self._levels.get(item.field.id))
        if self._read_only:
            row.set_read_only()
        row.answer_given.connect(self.answer_given)
        row.message_changed.connect(self.message_changed)
        row.text_refused.connect(self._on_refused_text)
        row.show_refused(self._refused)
        return row

    def show_refused(self, refused: Mapping[ItemKey, str]) -> None:
        """Texts that were not accepted earlier; rows that are made from now on show them again."""
        self._refused = dict(refused)

    @Slot(object, str)
    def _on_refused_text(self, key: ItemKey, text: str) -> None:
        self._refused[key] = text
        self.text_refused.emit(key, text)

    def rebuild(self) -> None:
        """Make the rows anew, such as with another visit beside; the keyboard stays where it is."""
        sections, hints = [block.section for block in self._blocks], {b.section.id: b.hint for b in self._blocks}
        if not sections:
            return
        held, current = self.has_keyboard, self._current
        for block in self._blocks:
            block.hide()
            block.deleteLater()
        self._blocks = []
        self.show_form(tuple(sections), hints)
        if held and current is not None:
            self.go_to(*current)

    def show_answers(self, answers: Answers) -> None:
        """Show what is stored."""
        self._answers = answers
        for block in self._blocks:
            for row in block.rows:
                row.show_answers(answers)

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Change what stands beside the titles of sections, by section id."""
        for block in self._blocks:
            block.show_hint(hints.get(block.section.id, block.hint))

    def show_levels(self, levels: Mapping[str, Level]) -> None:
        """The level of the most urgent flag by field id."""
        self._levels = levels
        for block in self._blocks:
            for row in block.rows:
                row.show_level(levels.get(row.item.field.id))

    def set_read_only(self) -> None:
        """Shown, not changed."""
        self._read_only = True

    # Where the keyboard is

    @property
    def has_keyboard(self) -> bool:
        """Whether an item of the grid has the keyboard."""
        focused = QApplication.focusWidget()
        return focused is not None and self._body.isAncestorOf(focused)

    @property
    def current(self) -> tuple[Item, Side] | None:
        """The item and side the keyboard was on last."""
        if self._current is None or self._block_of(self._current[0]) is None:
            return None
        row = self._row_of(self._current[0])
        return row.item, self._current[1]

    def items(self) -> tuple[Item, ...]:
        """Every item that is offered, in order."""
        return tuple(item for block in self._blocks for item in block.section.items)

    def go_to(self, field_id: str, side: Side) -> bool:
        """Bring an item into view and give it the keyboard. ``False`` when it is not offered."""
        block = self._block_of(field_id)
        if block is None:
            return False
        row = self._row_of(field_id)
        wanted = side if side in row.sides else row.sides[0]
        self._reveal(row)
        row.widget(wanted).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._now_at(row, wanted)
        self.section_shown.emit(block.section.id)
        return True

    def focus_current(self) -> None:
        """Give the keyboard back to the item that had it, or to the first one in view."""
        if self._current is not None and self.go_to(*self._current):
            return
        for block in self._blocks:
            if block.geometry().bottom() > self._scroll.verticalScrollBar().value():
                self.go_to(block.section.items[0].field.id, Side.RIGHT)
                return

    def show_section(self, section_id: str) -> None:
        """Scroll to a section and go to its first item."""
        for block in self._blocks:
            if block.section.id == section_id:
                self._scroll.verticalScrollBar().setValue(block.y())
                self.go_to(block.section.items[0].field.id, Side.RIGHT)
                self._scroll.verticalScrollBar().setValue(block.y())
                self.section_shown.emit(section_id)

    def section_of(self, field_id: str) -> Section | None:
        """The section of an item."""
        block = self._block_of(field_id)
        return block.section if block is not None else None

    def cell_widget(self, key: ItemKey) -> QWidget:
        """The control of one item on one side."""
        return self._row_of(key.field).widget(key.side)

    def row(self, field_id: str) -> GridRow:
        """The row of an item that is offered."""
        return self._row_of(field_id)

    # Moving

    def step(self, by: int) -> None:
        """Go to a neighbouring item on the same side; held at both ends."""
        items = self.items()
        if not items:
            return
        ids = [item.field.id for item in items]
        at = ids.index(self._current[0]) + by if self._current is not None and self._current[0] in ids else 0
        self.go_to(ids[max(0, min(at, len(ids) - 1))], self._wanted_side)

    def next_section(self, by: int = 1) -> None:
        """Go to the first item of a neighbouring section."""
        ids = [block.section.id for block in self._blocks]
        held = self._block_of(self._current[0]) if self._current is not None else None
        at = ids.index(held.section.id) + by if held is not None else 0
        if 0 <= at < len(ids):
            self.show_section(ids[at])

    @property
    def _wanted_side(self) -> Side:
        return self._current[1] if self._current is not None else Side.RIGHT

    def _go_side(self, side: Side) -> None:
        if self._current is not None:
            self.go_to(self._current[0], side)

    def _block_of(self, field_id: str) -> SectionBlock | None:
        return next((b for b in self._blocks if any(item.field.id == field_id for item in b.section.items)), None)

    def _row_of(self, field_id: str) -> GridRow:
        block = self._block_of(field_id)
        if block is None:
            raise KeyError(field_id)
        return block.row(field_id)

    def _reveal(self, row: GridRow) -> None:
        top = row.mapTo(self._body, QPoint(0, 0)).y()
        bar, height = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        margin = row.height()
        if top - margin < bar.value():
            bar.setValue(top - margin)
        elif top + row.height() + margin > bar.value() + height:
            bar.setValue(top + row.height() + margin - height)

    def _now_at(self, row: GridRow, side: Side) -> None:
        if self._current == (row.item.field.id, side):
            row.show_current(True)
            return
        if self._current is not None and (block := self._block_of(self._current[0])) is not None and block.is_built:
            block.row(self._current[0]).show_current(False)
        self._current = (row.item.field.id, side)
        row.show_current(True)
        self.current_changed.emit(row.item, side)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self._body.isAncestorOf(new):
            return
        for block in self._blocks:
            for row in block.rows:
                side = row.side_of(new)
                if side is not None:
                    self._now_at(row, side)
                    return

    # Geometry

    @Slot()
    def _arrange(self) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._columns = self._kit.columns(self._scroll.viewport().width(), mirrored=mirrored)
        top = 0
        for block in self._blocks:
            block.place(self._columns)
            block.move(0, top)
            top += block.height()
        self._body.setFixedSize(self._columns.width, top)
        self._show_header()
        self._build_near()

    @Slot()
    def _show_header(self) -> None:
        self._header.show_columns(self._columns, self._scroll.horizontalScrollBar().value())

    @Slot()
    def _on_scrolled(self) -> None:
        self._build_near()
        top = self._scroll.verticalScrollBar().value()
        shown = next((block for block in self._blocks if block.geometry().bottom() > top + 1), None)
        if shown is not None:
            self.section_shown.emit(shown.section.id)

    def _build_near(self) -> None:
        top = self._scroll.verticalScrollBar().value() - _NEAR
        bottom = top + self._scroll.viewport().height() + 2 * _NEAR
        for block in self._blocks:
            if not block.is_built and block.y() < bottom and block.y() + block.height() > top:
                block.build()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the window."""
        if isinstance(event, QResizeEvent) and watched is self._scroll.viewport():
            self._arrange()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Put the item on the other edge when the direction of writing changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window gives the keyboard to the page: it goes on to the item, so that the first digit answers."""
        super().focusInEvent(event)
        self.focus_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the cell left alone: moving, both sides, and what the page acts on."""
        if not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain == Qt.KeyboardModifier.ControlModifier and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_section()
            return True
        digit = digit_of(event)
        if plain == Qt.KeyboardModifier.ShiftModifier:
            return self._take_both(event, digit)
        if plain != Qt.KeyboardModifier.NoModifier or self._current is None:
            return False
        if digit is not None:
            self.refused_digit.emit(self._row_of(self._current[0]).item)
            return True
        return self._take_plain(Qt.Key(event.key()))

    def _take_both(self, event: QKeyEvent, digit: int | None) -> bool:
        if self._current is None:
            return False
        if digit is not None:
            self.both_asked.emit(self._row_of(self._current[0]).item, digit)
            return True
        if event.key() == Qt.Key.Key_N:
            self.key_pressed.emit(int(Qt.Key.Key_N))
            return True
        return False

    def _take_plain(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_J | Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_K | Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_Left:
                self._go_side(Side.RIGHT)
            case Qt.Key.Key_Right:
                self._go_side(Side.LEFT)
            case Qt.Key.Key_Home:
                self.step(-len(self.items()))
            case Qt.Key.Key_End:
                self.step(len(self.items()))
            case _ if key in self._kit.keys:
                self.key_pressed.emit(int(key))
            case _:
                return False
        return True
