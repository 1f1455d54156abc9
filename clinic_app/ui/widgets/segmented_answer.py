"""The answer control: one cell for each answer, and N for not examined."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from clinic_app.domain.answers import Answer, AnswerState
from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle, current, font, watcher
from clinic_app.ui.widgets.keys import digit_of
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.option_like import OptionLike
from clinic_app.ui.widgets.reasons import not_examined_text, reason_menu
from clinic_app.ui.widgets.segment_painter import Cell, paint_cells

_NO_CELL = -1


@dataclass(frozen=True, slots=True)
class _Fit:
    """Air beside each word, the letters of the words, and the least width of a cell."""

    padding: int
    style: TextStyle = TextStyle.BODY
    least: int = 24


#: What is given up, in this order, where the cells would be wider than their room.
_TIGHTER = (
    _Fit(4),
    _Fit(4, TextStyle.SMALL),
    _Fit(3, TextStyle.SMALL),
    _Fit(2, TextStyle.SMALL),
    _Fit(2, TextStyle.SMALL, 20),
)


class SegmentedAnswer(QWidget):
    """Exactly one answer out of a few, seen at a glance: unset dashed, set filled, not examined hatched.

    One tab stop. Digits set the answer (the grade itself where every code is a grade, otherwise the first to the ninth
    answer), the same key again clears it, ``+`` and ``-`` go to the neighbouring answer, N asks why it was not
    examined, Backspace clears. The arrow keys are left to the grid around it; the wheel is left to the page.

    Args:
        name: object name.
        accessible: what it asks, with side and scale: ``Knee jerk, child's right, grade 0 to 4``.
        options: the answers in the order of their cells.
        scale: id of the grading scale, kept with each answer.
        tight: 24 instead of 26 high, for long forms.
        roomy: 30 high with wider cells, for forms with a label above.
        offers_not_examined: whether N is the last cell.
        left_out: the one reason that N stands for, empty where the person is asked for it.
    """

    #: The new ``Answer``, or ``None`` when cleared. Not emitted by ``set_answer``.
    answer_changed = Signal(object)

    def __init__(
        self,
        name: str,
        accessible: str,
        options: Sequence[OptionLike],
        *,
        scale: str = "",
        tight: bool = False,
        roomy: bool = False,
        offers_not_examined: bool = True,
        left_out: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._accessible = accessible
        self._options = tuple(options)
        self._scale = scale
        self._height = 30 if roomy else 24 if tight else 26
        self._padding = 11 if roomy else 7
        self._offers_not_examined = offers_not_examined
        self._left_out = left_out
        self._room = 0
        self._fit = _Fit(self._padding)
        self._answer: Answer | None = None
        self._read_only = False
        self._note = ""
        self._pressed = self._hovered = _NO_CELL
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._say()
        watcher().changed.connect(self._on_theme)

    @property
    def answer(self) -> Answer | None:
        """What is set; ``None`` is "not asked", never normal."""
        return self._answer

    @property
    def is_graded(self) -> bool:
        """Whether digits mean the grade itself."""
        return all(option.code.rstrip("+-").replace(".", "", 1).isdigit() for option in self._options)

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored answer without telling anybody. A code that is not offered is shown by no cell, but spoken."""
        self._answer = answer
        self._say()
        self.updateGeometry()
        self.update()

    def set_read_only(self, read_only: bool, note: str = "") -> None:
        """Signed: the answer in words and ``note``, such as ``set 18 Nov, Dr Tallow``; nothing can be pressed."""
        self._read_only, self._note = read_only, note
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if read_only else Qt.FocusPolicy.StrongFocus)
        self._say()
        self.updateGeometry()
        self.update()

    def set_room(self, width: int) -> None:
        """Stay within ``width`` pixels: less air in the cells first, then the small letters of the design."""
        if width == self._room:
            return
        self._room = width
        self._choose_fit()

    def press_digit(self, digit: int) -> bool:
        """Answer by a digit key. ``False``, and nothing changes, when the digit is no answer here."""
        option = self._option_of_digit(digit)
        if option is None or self._read_only:
            return False
        self._toggle(Answer(option.code, scale=self._scale))
        return True

    def press_not_examined(self, reason: str) -> None:
        """Record that it was not examined, and why; the same reason again clears it, another one takes its place."""
        if self._offers_not_examined and not self._read_only:
            self._toggle(Answer.not_examined(reason))

    def ask_reason(self) -> None:
        """Open the menu of reasons at the N cell, or clear when N is set already."""
        if self._read_only or not self._offers_not_examined:
            return
        if self._is_not_examined:
            self.clear()
            return
        if self._left_out:
            self.press_not_examined(self._left_out)
            return
        corner = self._cells()[-1].rect.bottomLeft().toPoint()
        reason_menu(self, self.press_not_examined).popup(self.mapToGlobal(corner + QPoint(0, 2)))

    def clear(self) -> None:
        """Back to unset."""
        if self._answer is not None and not self._read_only:
            self._change(None)

    def step(self, by: int) -> None:
        """Go to a neighbouring answer; the first one where nothing is set. Held at both ends."""
        if self._read_only:
            return
        at = self._set_index
        to = 0 if at == _NO_CELL else min(max(at + by, 0), len(self._options) - 1)
        if to != at:
            self._change(Answer(self._options[to].code, scale=self._scale))

    # State

    @property
    def _is_not_examined(self) -> bool:
        return self._answer is not None and self._answer.state is AnswerState.NOT_EXAMINED

    @property
    def _set_index(self) -> int:
        held = None if self._answer is None else self._answer.value
        return next((at for at, option in enumerate(self._options) if option.code == held), _NO_CELL)

    def _option_of_digit(self, digit: int) -> OptionLike | None:
        if self.is_graded:
            return next((option for option in self._options if option.code == str(digit)), None)
        return self._options[digit - 1] if 1 <= digit <= len(self._options) else None

    def _toggle(self, answer: Answer) -> None:
        held = self._answer
        same = held is not None and (held.value, held.state, held.reason) == (answer.value, answer.state, answer.reason)
        self._change(None if same else answer)

    def _change(self, answer: Answer | None) -> None:
        self.set_answer(answer)
        self.answer_changed.emit(answer)

    def _press_cell(self, index: int) -> None:
        if index == len(self._options):
            self.ask_reason()
        elif index != _NO_CELL:
            self._toggle(Answer(self._options[index].code, scale=self._scale))

    @property
    def value_text(self) -> str:
        """The state in words: ``not set``, ``set to 3`` or ``not examined, asleep``."""
        if self._answer is None:
            return _("not set")
        if self._is_not_examined:
            return not_examined_text(self._answer.reason)
        at = self._set_index
        word = str(self._answer.value) if at == _NO_CELL else self._options[at].word
        return _("set to {answer}").format(answer=word)

    def _say(self) -> None:
        parts = [self._accessible, self.value_text]
        if self._read_only:
            parts += [self._note, _("read only")]
        self.setAccessibleName(", ".join(part for part in parts if part))

    # Geometry

    def _on_theme(self) -> None:
        self._choose_fit()

    def _choose_fit(self) -> None:
        fits = (_Fit(self._padding), *_TIGHTER)
        wanted = (fit for fit in fits if not self._room or self._width_of(fit) <= self._room)
        self._fit = next(wanted, fits[-1])
        self.updateGeometry()
        self.update()

    def _width_of(self, fit: "_Fit") -> int:
        self._fit = fit
        return int(self._cells()[-1].rect.right() + 1)

    def _metrics(self) -> QFontMetrics:
        made = font(self._fit.style, current().scale)
        made.setWeight(made.Weight.DemiBold)
        return QFontMetrics(made)

    def _cells(self) -> list[Cell]:
        metrics = self._metrics()
        words = [option.short for option in self._options] + (["N"] if self._offers_not_examined else [])
        narrow, height, left = px(28 if self._fit.padding == self._padding else self._fit.least), px(self._height), 0.5
        cells = []
        for at, word in enumerate(words):
            is_n = at == len(self._options)
            least = px(self._fit.least) if is_n and not self.is_graded else narrow
            width = max(least, metrics.horizontalAdvance(word) + 2 * px(self._fit.padding))
            is_set = self._is_not_examined if is_n else at == self._set_index
            cells.append(Cell(QRectF(left, 0.5, width, height - 1), word, is_set, is_n, at == self._hovered))
            left += width
        return cells

    def _cell_at(self, point: QPointF) -> int:
        return next((at for at, cell in enumerate(self._cells()) if cell.rect.contains(point)), _NO_CELL)

    def _read_only_words(self) -> tuple[str, str]:
        if self._is_not_examined or self._answer is None:
            return "", ", ".join(part for part in (self.value_text, self._note) if part)
        at = self._set_index
        return (str(self._answer.value) if at == _NO_CELL else self._options[at].word), self._note

    # Qt overrides

    def sizeHint(self) -> QSize:
        """As wide as the cells, or as the words of a signed answer."""
        if self._read_only:
            strong, note = self._read_only_words()
            return QSize(self._metrics().horizontalAdvance(f"{strong} {note}") + px(4), px(self._height))
        return QSize(int(self._cells()[-1].rect.right() + 1), px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Never squeezed: a half cell could be misread."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells, or the words of a signed answer."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # the order of a scale is the same everywhere
        if self._read_only:
            self._paint_words(painter)
        else:
            paint_cells(painter, self._cells(), is_unset=self._answer is None, style=self._fit.style)

    def _paint_words(self, painter: QPainter) -> None:
        strong, note = self._read_only_words()
        metrics = self._metrics()
        made = font(TextStyle.BODY, current().scale)
        painter.setFont(made)
        painter.setPen(current().colour("text_secondary"))
        left = metrics.horizontalAdvance(f"{strong} ") if strong else 0
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, note)
        made.setWeight(made.Weight.DemiBold)
        painter.setFont(made)
        painter.setPen(current().colour("text_primary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, strong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unmodified digits, N, plus, minus and Backspace; everything else goes to the page."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if self._read_only or not (plain or event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus)):
            super().keyPressEvent(event)
            return
        digit = digit_of(event)
        match event.key():
            case _ if digit is not None and self.press_digit(digit):
                return
            case Qt.Key.Key_N if self._offers_not_examined:
                self.ask_reason()
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete:
                self.clear()
            case Qt.Key.Key_Plus:
                self.step(1)
            case Qt.Key.Key_Minus:
                self.step(-1)
            case Qt.Key.Key_U if any(option.code == "unknown" for option in self._options):
                self._toggle(Answer("unknown", scale=self._scale))
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the cell; it answers when the button is let go over it."""
        if not self._read_only and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._cell_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Answer with the cell that was pressed."""
        pressed, self._pressed = self._pressed, _NO_CELL
        if pressed != _NO_CELL and pressed == self._cell_at(event.position()):
            self._press_cell(pressed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which cell a press would answer."""
        self._hover(_NO_CELL if self._read_only else self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """No cell is pointed at any more."""
        self._hover(_NO_CELL)
        super().leaveEvent(event)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def event(self, event: QEvent) -> bool:
        """The full word of a cell as its tooltip."""
        if isinstance(event, QHelpEvent) and not self._read_only:
            at = self._cell_at(QPointF(event.pos()))
            is_n = at == len(self._options)
            word = not_examined_text(self._left_out) if is_n else "" if at == _NO_CELL else self._options[at].word
            QToolTip.showText(event.globalPos(), word, self)
            return True
        return super().event(event)
