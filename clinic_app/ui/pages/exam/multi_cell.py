"""Several answers at once in one cell of the grid."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from clinic_app.domain.answers import Answer, AnswerState
from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.keys import digit_of
from clinic_app.ui.widgets.measures import px, repaint_with_theme
from clinic_app.ui.widgets.option_like import OptionLike
from clinic_app.ui.widgets.reasons import not_examined_text, reason_menu
from clinic_app.ui.widgets.segment_painter import Cell, paint_cells

_EXCLUSIVE = frozenset({"none", "normal", "smooth"})


class MultiCell(QWidget):
    """Shows what holds; Enter or a press opens the list, digits switch the first to the ninth on and off."""

    #: The new ``Answer`` or ``None``.
    answer_changed = Signal(object)

    def __init__(self, name: str, spoken: str, options: Sequence[OptionLike], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._options = tuple(options)
        self._answer: Answer | None = None
        self._read_only = False
        self._room = px(180)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        repaint_with_theme(self)
        self._say()

    @property
    def answer(self) -> Answer | None:
        """What is stored; ``None`` is "not asked"."""
        return self._answer

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored answer without telling anybody."""
        self._answer = answer
        self._say()
        self.resize(self.sizeHint())
        self.update()

    def set_read_only(self, read_only: bool) -> None:
        """Shown, not changed."""
        self._read_only = read_only

    def set_room(self, width: int) -> None:
        """How wide the cell may be; longer words are shortened on screen and spoken in full."""
        self._room = width
        self.updateGeometry()
        self.update()

    def press_digit(self, digit: int) -> bool:
        """Switch one answer on or off. What excludes all others, such as "none", stands alone."""
        if self._read_only or not 1 <= digit <= len(self._options):
            return False
        code = self._options[digit - 1].code
        held = self._codes
        if code in held:
            chosen = tuple(one for one in held if one != code)
        elif code in _EXCLUSIVE:
            chosen = (code,)
        else:
            kept = {one for one in held if one not in _EXCLUSIVE} | {code}
            chosen = tuple(option.code for option in self._options if option.code in kept)
        self._change(Answer(chosen) if chosen else None)
        return True

    def press_not_examined(self, reason: str) -> None:
        """Record that it was not examined, and why."""
        if not self._read_only:
            self._change(Answer.not_examined(reason))

    def ask_reason(self) -> None:
        """Open the menu of reasons, or clear when N is set already."""
        if self._read_only:
            return
        if self._is_not_examined:
            self.clear()
            return
        reason_menu(self, self.press_not_examined).popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def clear(self) -> None:
        """Back to unset."""
        if self._answer is not None and not self._read_only:
            self._change(None)

    def open_list(self) -> None:
        """Every answer with its digit; choosing switches it."""
        if self._read_only:
            return
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}_list")
        menu.setAccessibleName(self._spoken)
        for digit, option in enumerate(self._options, 1):
            action = menu.addAction(f"&{digit}  {option.word}")
            action.setCheckable(True)
            action.setChecked(option.code in self._codes)
            action.triggered.connect(lambda _checked=False, at=digit: self.press_digit(at))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    @property
    def _codes(self) -> tuple[str, ...]:
        value = self._answer.value if self._answer is not None else None
        return value if isinstance(value, tuple) else ()

    @property
    def _is_not_examined(self) -> bool:
        return self._answer is not None and self._answer.state is AnswerState.NOT_EXAMINED

    @property
    def _words(self) -> str:
        return ", ".join(option.word for option in self._options if option.code in self._codes)

    @property
    def _shown(self) -> str:
        return self._words or _("choose")

    @staticmethod
    def _font() -> QFont:
        made = font(TextStyle.BODY, current().scale)
        made.setWeight(made.Weight.DemiBold)
        return made

    def _change(self, answer: Answer | None) -> None:
        self.set_answer(answer)
        self.answer_changed.emit(answer)

    def _say(self) -> None:
        if self._answer is None:
            state = _("not set")
        elif self._is_not_examined:
            state = not_examined_text(self._answer.reason)
        else:
            state = _("set to {answer}").format(answer=self._words)
        self.setAccessibleName(f"{self._spoken}, {state}")

    def _n_width(self) -> int:
        return px(24)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as the words, within the room of the columns."""
        wanted = QFontMetrics(self._font()).horizontalAdvance(self._shown) + px(28) + self._n_width()
        return QSize(min(self._room, max(wanted, px(96))), px(26))

    def minimumSizeHint(self) -> QSize:
        """Never squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The answers that hold, and N."""
        made = self._font()
        main = QRectF(0.5, 0.5, self.width() - self._n_width() - 1, self.height() - 1)
        words = QFontMetrics(made).elidedText(self._shown, Qt.TextElideMode.ElideRight, int(main.width()) - px(10))
        last = QRectF(main.right(), 0.5, self._n_width(), self.height() - 1)
        cells = (Cell(main, words, bool(self._codes)), Cell(last, "N", self._is_not_examined, True))
        paint_cells(QPainter(self), cells, is_unset=self._answer is None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits, Enter or Space for the list, N and Backspace; everything else goes to the grid."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        digit = digit_of(event)
        match event.key():
            case _ if digit is not None and self.press_digit(digit):
                return
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.open_list()
            case Qt.Key.Key_N:
                self.ask_reason()
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete:
                self.clear()
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on N asks the reason, elsewhere it opens the list."""
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(event.position().toPoint()):
            return
        if event.position().x() >= self.width() - self._n_width():
            self.ask_reason()
        else:
            self.open_list()
