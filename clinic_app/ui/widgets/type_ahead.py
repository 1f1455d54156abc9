"""A narrow field that is filled by the first letters of a word out of a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.i18n import _
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.measures import px

_BETWEEN = ", "
_MOST_ROWS = 10
_ROW = 24


@dataclass(frozen=True, slots=True)
class Ahead:
    """One word: the code that it stands for, and other ways of typing it."""

    code: str
    word: str
    also: tuple[str, ...] = ()

    def begins(self, typed: str) -> bool:
        """Whether a word of it begins with what was typed."""
        wanted = typed.casefold()
        return any(
            one.startswith(wanted) or any(part.startswith(wanted) for part in one.split())
            for one in (self.word.casefold(), *(other.casefold() for other in self.also))
        )

    def is_meant(self, typed: str) -> bool:
        """Whether it was typed in full."""
        return typed.casefold() in {self.word.casefold(), *(other.casefold() for other in self.also)}


class TypeAhead(InputBox):
    """The best match is marked in a list below while letters are typed, and taken when the field is left.

    Up and Down walk the list, Escape closes it. What fits no word stays as typed.

    Args:
        name, accessible: object name and accessible name of the edit.
        placeholder: what belongs here, shown while empty.
        several: words may follow each other after a comma.
        free: what fits no word is an answer, too; its code is the text itself.
    """

    #: The text changed, by typing or by choosing.
    changed = Signal()

    def __init__(
        self,
        name: str,
        accessible: str,
        placeholder: str = "",
        *,
        several: bool = False,
        free: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._several, self._free = several, free
        self._options: tuple[Ahead, ...] = ()
        self._list = _Matches(f"{name}_matches", accessible, self)
        self._list.chosen.connect(self._on_chosen)
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(accessible)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setMaxLength(200)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.textChanged.connect(self.changed)
        self.left.connect(self.take)

    def set_options(self, options: Sequence[Ahead]) -> None:
        """What can be meant, the likeliest first."""
        self._options = tuple(options)

    def set_codes(self, codes: Sequence[str]) -> None:
        """Show these codes in words."""
        words = {one.code: one.word for one in self._options}
        self.edit.setText(_BETWEEN.join(words.get(code, code) for code in codes))

    @property
    def is_offering(self) -> bool:
        """Whether the list is open: Escape closes it first."""
        return self._list.isVisible()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of what is typed. Raises ``UserError`` for a word that there is not, or several where one fits."""
        self.take()
        parts = [part.strip() for part in (self.edit.text().split(",") if self._several else [self.edit.text()])]
        found = [self._code(part) for part in parts if part]
        return tuple(dict.fromkeys(found))

    def _code(self, typed: str) -> str:
        match = self._meant(typed)
        if match is not None:
            return match.code
        if self._free:
            return typed
        words = _BETWEEN.join(one.word for one in self._options[:4])
        raise UserError(
            _("“{typed}” is not one of the words here: {words} and so on.").format(typed=typed[:20], words=words),
            self.edit.objectName(),
        )

    def _meant(self, typed: str) -> Ahead | None:
        whole = next((one for one in self._options if one.is_meant(typed)), None)
        return whole or next(iter(self._matches(typed)), None)

    def _matches(self, typed: str) -> list[Ahead]:
        """The options that fit, those that begin with the letters before those with a later word that does."""
        fits = [one for one in self._options if one.begins(typed)]
        wanted = typed.casefold()
        return sorted(fits, key=lambda one: not one.word.casefold().startswith(wanted))

    def _part(self) -> tuple[str, str]:
        """What stands before the word that is typed, and the word."""
        before, comma, last = self.edit.text().rpartition(",") if self._several else ("", "", self.edit.text())
        return before + (_BETWEEN if comma else ""), last.strip()

    @Slot()
    def _on_edited(self) -> None:
        _before, typed = self._part()
        self._offer(self._matches(typed) if typed else [])

    def _offer(self, options: Sequence[Ahead]) -> None:
        place = self.mapToGlobal(QPoint(0, self.height() + 2))
        self._list.offer([one.word for one in options], place, self.width())

    @Slot()
    def take(self) -> None:
        """Write out the word that is marked, or the best match of what was typed."""
        if self.edit.isReadOnly():
            return
        before, typed = self._part()
        marked = self._list.marked if self._list.isVisible() else ""
        match = next((one for one in self._options if one.word == marked), None)
        if match is None and typed and not (self._free and self._list.was_declined):
            match = self._meant(typed)
        self._list.hide()
        if match is not None and self.edit.text() != before + match.word:
            self.edit.setText(before + match.word)

    @Slot(str)
    def _on_chosen(self, word: str) -> None:
        before, _typed = self._part()
        self._list.hide()
        self.edit.setText(before + word)
        self.edit.setFocus()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and Escape belong to the list while it is open; Down and a press open it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._list_key(event):
            return True
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress and not self._part()[1]:
            self._offer(self._options)
        return super().eventFilter(watched, event)

    def _list_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(key)
        if step is not None and self._list.isVisible():
            self._list.walk(step)
            return True
        if key == Qt.Key.Key_Down:
            self._offer(self._matches(self._part()[1]) or self._options)
            return True
        if key == Qt.Key.Key_Escape and self._list.isVisible():
            self._list.decline()
            return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """No list without its field."""
        self._list.hide()
        super().hideEvent(event)


class _Matches(QFrame):
    """The list below the field. It never takes the keyboard."""

    chosen = Signal(str)

    def __init__(self, name: str, accessible: str, field: QWidget) -> None:
        super().__init__(field, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setProperty("look", "card")
        #: The list was closed by Escape: what is typed is meant as it stands.
        self.was_declined = False
        self._list = QListWidget()
        self._list.setObjectName(name)
        self._list.setAccessibleName(_("{field}: words to choose from").format(field=accessible))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._list)

    @property
    def marked(self) -> str:
        """The word that is marked."""
        item = self._list.currentItem()
        return item.text() if item is not None else ""

    def offer(self, words: Sequence[str], place: QPoint, width: int) -> None:
        """Show the words below the field; without any the list closes."""
        self.was_declined = False
        self._list.clear()
        self._list.addItems(list(words))
        if not words:
            self.hide()
            return
        self._list.setCurrentRow(0)
        wide = max(width, self._list.sizeHintForColumn(0) + px(24))
        self.setGeometry(place.x(), place.y(), wide, px(_ROW) * min(len(words), _MOST_ROWS) + 4)
        self.show()

    def walk(self, by: int) -> None:
        """Mark the next or the previous word."""
        self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + by)))

    def decline(self) -> None:
        """Close, and leave what is typed as it is."""
        self.hide()
        self.was_declined = True

    @Slot(QListWidgetItem)
    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.text())
