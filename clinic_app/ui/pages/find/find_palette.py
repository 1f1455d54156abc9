"""One box for names, birth dates and numbers, over whatever is shown."""

from collections.abc import Callable
from uuid import uuid4

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import ClinicError
from clinic_app.domain.people import Patient, PatientId
from clinic_app.i18n import _, ngettext, number_text
from clinic_app.services import children, glance, worklist
from clinic_app.services.context import Desk
from clinic_app.services.views import SearchHits, SearchQuery
from clinic_app.ui.pages.find.hit_list import HitList
from clinic_app.ui.pages.find.hit_words import PUT_ON_LIST, REGISTER
from clinic_app.ui.pages.find.preview import HitPreview
from clinic_app.ui.pages.find.search_bar import SearchBar
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle, current
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.toast import toast_of

_WIDTH, _HEIGHT, _TOP = 1118, 438, 34
_PREVIEW, _NARROW_PREVIEW = 316, 236
_MARGIN = 12
_STALE_MS = 150
_DIM = 0.45
#: Shortcuts of the window that work over the palette; all others would act on what is dimmed.
_LET_THROUGH = frozenset({"Ctrl+T", "Ctrl+Shift+L"})
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindPalette(QWidget):
    """Results while typing. Each key asks anew, only the answer to the newest text is shown.

    Enter before that answer waits for it, and then opens a child only if exactly one fits everything that was typed.
    """

    #: A chart is wanted; carries the patient id.
    open_requested = Signal(str)
    #: A visit is wanted; carries the patient id and a reason.
    start_requested = Signal(str, str)
    #: Nobody fits: register, with what was typed.
    register_requested = Signal(str)
    #: A child was put on today's list.
    listed = Signal()

    def __init__(self, desk: Desk, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._asked = self._shown = 0
        self._then: Callable[[], None] | None = None
        self._before: QWidget | None = None
        self.setObjectName("palette:find")
        self.setAccessibleName(_("Find a child or an action"))
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(_STALE_MS)
        self._build_ui()
        self._connect()
        parent.installEventFilter(self)
        self.hide()

    def _build_ui(self) -> None:
        self._panel = QFrame(self)
        self._panel.setProperty("look", "card")
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._bar = SearchBar()
        column.addWidget(self._bar)
        self._problem = NoticeStrip("notice:find")
        self._problem.hide()
        column.addWidget(self._problem)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self._list = HitList(self._desk.context.clock.today())
        middle.addWidget(self._list, 1)
        self._preview = HitPreview(self._desk, self._runner)
        middle.addWidget(self._preview)
        column.addLayout(middle, 1)
        column.addWidget(self._make_foot())

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("look", "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(12), px(6), px(12), px(6))
        for key, words in (
            ("↑ ↓", _("Move")),
            ("Enter", _("Open")),
            ("Ctrl+Enter", _("Open and start visit")),
            ("Ctrl+N", _("Register with typed text")),
            ("Esc", _("Close, nothing changes")),
        ):
            row.addWidget(KeyCap(key))
            row.addWidget(PlainLabel(words, TextStyle.SMALL, ink="secondary"))
            row.addSpacing(px(8))
        row.addStretch(1)
        self._promise = PlainLabel(_("Never opens by itself on one near match"), TextStyle.SMALL, ink="muted")
        row.addWidget(self._promise)
        return foot

    def _connect(self) -> None:
        self._bar.edit.textEdited.connect(self._ask)
        self._stale.timeout.connect(lambda: self._list.set_stale(True))
        self._list.child_chosen.connect(self._on_child_chosen)
        self._list.row_opened.connect(self._do)
        self._preview.open_requested.connect(lambda: self._on_chosen(self._open))
        self._preview.start_requested.connect(lambda: self._on_chosen(self._start))

    # Opening and closing

    def open(self) -> None:
        """Show the palette with an empty box and the children of late; an open one only takes the keys again."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
            self._bar.edit.clear()
            self._problem.hide()
            self._ask("")
            self._place()
            self.show()
        self.raise_()
        self._bar.edit.setFocus()
        self._bar.edit.selectAll()

    def dismiss(self) -> None:
        """Hide the palette and give the keys back to where they were. Answers that are awaited are dropped."""
        self._asked += 1
        self._then = None
        self._stale.stop()
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before):
            before.setFocus()
        self.hide()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.setGeometry(window.rect())
        width = min(px(_WIDTH), self.width() - 2 * _MARGIN)
        height = min(px(_HEIGHT), self.height() - 2 * _MARGIN)
        top = min(px(_TOP), max(_MARGIN, self.height() - height - _MARGIN))
        self._panel.setGeometry((self.width() - width) // 2, top, width, height)
        is_wide = width >= px(_WIDTH)
        self._preview.setFixedWidth(px(_PREVIEW if is_wide else _NARROW_PREVIEW))
        self._preview.set_narrow(not is_wide)
        self._promise.setVisible(is_wide)

    # Searching

    @Slot(str)
    def _ask(self, text: str) -> None:
        self._asked += 1
        self._then = None
        turn = self._asked
        if not self._stale.isActive():
            self._stale.start()
        if text.strip():
            self._runner.query(
                self._desk.run,
                children.find,
                text,
                owner=self,
                on_done=lambda found: self._show(turn, *found),
                on_failed=lambda problem: self._on_failed(turn, problem),
            )
        else:
            self._runner.query(
                self._desk.run,
                children.recent,
                owner=self,
                on_done=lambda found: self._show(turn, SearchQuery("", ()), SearchHits(found)),
                on_failed=lambda problem: self._on_failed(turn, problem),
            )

    def _show(self, turn: int, query: SearchQuery, hits: SearchHits) -> None:
        """Show an answer; that to an older text is dropped."""
        if turn != self._asked:
            return
        self._on_answer()
        self._bar.show_understood(query if query.text else None)
        self._bar.show_count(_count_words(query, hits))
        self._list.show_hits(query, hits, self._desk.context.clock.today())
        self._read_last_seen(turn)
        then, self._then = self._then, None
        if then is not None and self._list.only_certain is not None:
            then()

    def _on_answer(self) -> None:
        self._shown = self._asked
        self._stale.stop()
        self._list.set_stale(False)
        self._problem.hide()

    def _read_last_seen(self, turn: int) -> None:
        shown = tuple(one.id for one in self._list.children_shown)
        self._runner.query(
            self._desk.run,
            glance.last_seen,
            shown,
            owner=self,
            on_done=lambda seen: self._list.show_seen(seen) if turn == self._asked else None,
            on_failed=lambda _problem: None,
        )

    def _on_failed(self, turn: int, problem: Exception) -> None:
        if turn != self._asked:
            return
        self._on_answer()
        self._tell(problem)

    def _tell(self, problem: Exception) -> None:
        """A sentence where the person looks; a mistake of the program goes to where all of them are told."""
        if not isinstance(problem, ClinicError):
            self._runner.failed.emit(problem)
        words = str(problem) if isinstance(problem, ClinicError) else _("Nothing was changed. Type again.")
        self._problem.say(words, _("The search did not work."))
        self._problem.show()

    @Slot(object)
    def _on_child_chosen(self, one: Patient | None) -> None:
        self._preview.show_child(one)
        spoken = f"{one.display_name}, {one.number}" if one is not None else ""
        self._bar.edit.setAccessibleDescription(spoken)

    # What keys and rows do

    @Slot(str)
    def _do(self, row_id: str) -> None:
        """Act on a row of the list."""
        if row_id == REGISTER:
            self._register()
        elif row_id == PUT_ON_LIST:
            self._on_chosen(self._put_on_list)
        else:
            self._on_chosen(self._open)

    def _on_chosen(self, act: Callable[[Patient], None]) -> None:
        """Act on the chosen child, or, while an answer is awaited, on the one that will fit for certain."""
        if self._shown != self._asked:
            self._then = lambda: self._on_chosen(act)
        elif self._list.chosen is not None:
            act(self._list.chosen)

    def _open(self, one: Patient) -> None:
        self.dismiss()
        self.open_requested.emit(str(one.id))

    def _start(self, one: Patient) -> None:
        self.dismiss()
        self.start_requested.emit(str(one.id), "")

    def _register(self) -> None:
        typed = self._bar.edit.text().strip()
        self.dismiss()
        self.register_requested.emit(typed)

    def _put_on_list(self, one: Patient) -> None:
        def on_done(is_new: bool) -> None:
            words = _("{number} is on today's list.") if is_new else _("{number} was on today's list already.")
            if self.isVisible():
                self.dismiss()
            toast_of(self).say(words.format(number=one.number))
            self.listed.emit()

        request = str(uuid4())
        self._runner.command(
            _put_on_list, self._desk, one.id, request, owner=self, on_done=on_done, on_failed=self._tell
        )

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the box leaves alone. None of them reaches what lies under the palette."""
        event.accept()
        key, focused = Qt.Key(event.key()), QApplication.focusWidget()
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _MOVES:
            self._list.keyPressEvent(event)
        elif key in _ENTER and is_control:
            self._on_chosen(self._start)
        elif key in _ENTER and isinstance(focused, QAbstractButton):
            focused.click()
        elif key in _ENTER:
            self._enter()
        elif is_control and key == Qt.Key.Key_N:
            self._register()
        elif is_control and key == Qt.Key.Key_L:
            self._on_chosen(self._put_on_list)

    def _enter(self) -> None:
        if self._shown != self._asked:
            self._on_chosen(self._open)
        elif self._list.selected_id:
            self._do(self._list.selected_id)

    def event(self, event: QEvent) -> bool:
        """Keep the shortcuts of the window away while the palette is open."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if QKeySequence(event.keyCombination()).toString() not in _LET_THROUGH:
                event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the palette."""
        stops = [self._bar.edit, *self._preview.findChildren(QAbstractButton)]
        stops = [stop for stop in stops if stop.isVisible() and stop.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if not stops:
            return super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        place = stops.index(focused) if focused in stops else 0
        stops[(place + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the panel closes it."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the window whatever its size."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what lies under the palette."""
        painter = QPainter(self)
        painter.setOpacity(_DIM)
        painter.fillRect(self.rect(), current().colour("bg_rail"))
        painter.end()


def _count_words(query: SearchQuery, hits: SearchHits) -> str:
    shown = len(hits.exact) + len(hits.near) + len(hits.alike)
    if not query.text:
        return ngettext("Last {count} child", "Last {count} children", shown).format(count=shown)
    words = _("First {shown} of {all} children") if len(hits.exact) >= query.limit else _("{shown} of {all} children")
    return words.format(shown=shown, all=number_text(hits.children))


def _put_on_list(desk: Desk, patient_id: PatientId, request_id: str) -> bool:
    """Book a child for today without a time; ``False`` when it was on the list already."""
    today = desk.context.clock.today()
    if any(row.patient.id == patient_id for row in desk.run(worklist.day_list, today)):
        return False
    desk.run(worklist.book_visit, patient_id, today, None, "", request_id=request_id)
    return True
