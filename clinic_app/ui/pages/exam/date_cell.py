"""A date in the grid: typing starts it, Enter or Tab ends it, and the keys of the grid act in between."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.domain.dates import format_date, parse_date
from clinic_app.domain.errors import UserError
from clinic_app.i18n import _
from clinic_app.ui.widgets.field_frame import HintKind
from clinic_app.ui.widgets.input_box import InputBox
from clinic_app.ui.widgets.keys import digit_of
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.reasons import not_examined_text, reason_menu

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class DateCell(QWidget):
    """Free typing, as in every date of the program; a later day than ``today`` is refused."""

    #: The new ``Answer`` or ``None``.
    answer_changed = Signal(object)
    #: Why a text was refused, empty once it is mended.
    message_changed = Signal(str)
    #: The text that is not accepted, or empty once it was corrected or taken away.
    text_refused = Signal(str)

    def __init__(self, name: str, spoken: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken, self._today = spoken, today
        self._answer: Answer | None = None
        self._refused = ""
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._box = InputBox(height=26)
        self._edit = self._box.edit
        self._edit.setObjectName(f"{name}_edit")
        self._edit.setAccessibleName(spoken)
        self._edit.setMaxLength(40)
        self._edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._edit.installEventFilter(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._box)
        self._show_kept()
        self._say()

    @property
    def answer(self) -> Answer | None:
        """What is stored; ``None`` is "not asked"."""
        return self._answer

    def set_answer(self, answer: Answer | None) -> None:
        """Show a stored date; what is being typed, and what was refused, is left alone."""
        self._answer = answer
        if not self._edit.hasFocus() and not self._refused:
            self._show_kept()
        self._say()

    def put_refused(self, text: str) -> None:
        """Show a text again that was not accepted earlier."""
        self._edit.setText(text)
        self._commit()

    def set_read_only(self, read_only: bool) -> None:
        """Shown, not typed."""
        self._edit.setReadOnly(read_only)

    def press_digit(self, _digit: int) -> bool:
        """A digit for both sides means nothing for a date."""
        return False

    def press_not_examined(self, reason: str) -> None:
        """Record that the day is not known, and why."""
        if not self._edit.isReadOnly():
            self._settle(Answer.not_examined(reason))

    def ask_reason(self) -> None:
        """Open the menu of reasons."""
        if not self._edit.isReadOnly():
            reason_menu(self, self.press_not_examined).popup(self.mapToGlobal(self.rect().bottomLeft()))

    def clear(self) -> None:
        """Back to not asked."""
        if not self._edit.isReadOnly():
            self._settle(None)

    def _settle(self, answer: Answer | None) -> None:
        """The answer is told before the refusal is taken away: the record never shows a gap between them."""
        changed, self._answer = answer != self._answer, answer
        self._show_kept()
        self._say()
        if changed:
            self.answer_changed.emit(answer)
        self._refuse("", "")

    @Slot()
    def _commit(self) -> bool:
        """Read the text. ``False`` when it is refused; then nothing is stored and the text stays."""
        text = self._edit.text().strip()
        if self._answer is not None and text == self._kept_text():
            return True
        try:
            day = parse_date(text, self._today()) if text else None
        except UserError as problem:
            self._refuse(text, problem.message)
            return False
        if day is not None and day > self._today():
            self._refuse(text, _("{day} has not come yet.").format(day=format_date(day)))
            return False
        self._settle(None if day is None else Answer(day))
        return True

    def _refuse(self, text: str, why: str) -> None:
        self._box.set_kind(HintKind.REFUSED if text else HintKind.PLAIN)
        self.message_changed.emit(why)
        if text != self._refused:
            self._refused = text
            self.text_refused.emit(text)
        if text and self._answer is not None:
            self._answer = None
            self.answer_changed.emit(None)

    def _kept_text(self) -> str:
        held = self._answer
        if held is None:
            return ""
        return format_date(held.value) if isinstance(held.value, date) else not_examined_text(held.reason)

    def _show_kept(self) -> None:
        self._edit.setText(self._kept_text())
        self._box.set_unset(self._answer is None)

    def _say(self) -> None:
        state = _("set to {answer}").format(answer=self._kept_text()) if self._answer is not None else _("not set")
        self.setAccessibleName(f"{self._spoken}, {state}")

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for a date with the month as a word, or a reason."""
        return QSize(px(176), px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit or T starts typing, Enter opens what stands there, N and Backspace as everywhere."""
        if event.modifiers() not in _PLAIN or self._edit.isReadOnly():
            super().keyPressEvent(event)
            return
        match event.key():
            case _ if event.key() in _ENTER:
                self._edit.setFocus()
                self._edit.selectAll()
            case Qt.Key.Key_N:
                self.ask_reason()
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete:
                self.clear()
            case _ if digit_of(event) is not None or event.key() == Qt.Key.Key_T:
                self._edit.setFocus()
                self._edit.selectAll()
                QCoreApplication.sendEvent(
                    self._edit, QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text())
                )
            case _:
                super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and Escape give the keyboard back to the grid; Enter on a refused text keeps it open."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._commit()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in _ENTER:
            if self._commit():
                self.setFocus()
            return True
        if event.key() in _LEAVING:
            self.setFocus()
            return True
        return super().eventFilter(watched, event)
