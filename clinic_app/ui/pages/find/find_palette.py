"""One box for names, birth dates and numbers, over whatever is shown."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clinic_app.domain.people import Patient, PatientId
from clinic_app.i18n import _, day_text, ngettext, number_text
from clinic_app.services import children
from clinic_app.services.context import Desk
from clinic_app.services.views import SearchHits, SearchQuery
from clinic_app.ui.pages.find.hit_words import alike, columns, row_of
from clinic_app.ui.pages.find.preview import HitPreview
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.chip import Chip
from clinic_app.ui.widgets.clinic_table import ClinicTable
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.notice_strip import NoticeStrip
from clinic_app.ui.widgets.plain_label import PlainLabel

_WIDTH, _HEIGHT = 1118, 470


class FindPalette(QDialog):
    """Results while typing; never opens a child by itself."""

    #: A chart is wanted; carries the patient id.
    open_requested = Signal(str)
    #: A visit is wanted; carries the patient id and a reason.
    start_requested = Signal(str, str)
    #: Nobody fits: register, with what was typed.
    register_requested = Signal(str)

    def __init__(self, desk: Desk, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._asked = 0
        self._hits: dict[str, Patient] = {}
        self.setObjectName("dialog:find")
        self.setWindowTitle(_("Find"))
        self.setAccessibleName(_("Find a child"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._build_ui()
        self.resize(px(_WIDTH), px(_HEIGHT))
        self._edit.textEdited.connect(self._on_edited)
        self._edit.installEventFilter(self)

    def _build_ui(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_box())
        self._twins = NoticeStrip(
            "notice:twins", _("Same family name and birth date. Check the first name before opening."), _("Twins."),
            icon_name="users", warning=True,
        )  # fmt: skip
        self._twins.hide()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        left = QVBoxLayout()
        left.addWidget(self._twins)
        self._table = ClinicTable("table:hits", _("Children found"), columns(), row_height=36)
        self._table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._table.row_selected.connect(self._on_selected)
        self._table.row_opened.connect(lambda _id: self._open())
        left.addWidget(self._table, 1)
        self._nothing = PlainLabel("", ink="secondary", wrap=True)
        self._nothing.setContentsMargins(px(14), px(10), px(14), px(4))
        left.addWidget(self._nothing)
        register_row = QHBoxLayout()
        register_row.setContentsMargins(px(12), 0, px(12), px(6))
        self._register = ActionButton("button:register_typed", "", key="Ctrl+N", icon_name="user-plus")
        self._register.clicked.connect(self._on_register)
        register_row.addWidget(self._register)
        register_row.addStretch(1)
        left.addLayout(register_row)
        middle.addLayout(left, 1)
        self._preview = HitPreview(self._desk, self._runner)
        self._preview.setFixedWidth(px(300))
        middle.addWidget(self._preview)
        column.addLayout(middle, 1)
        column.addWidget(self._make_foot())

    def _make_box(self) -> QFrame:
        box = QFrame()
        box.setProperty("look", "banner")
        row = QHBoxLayout(box)
        row.setContentsMargins(px(16), px(8), px(14), px(8))
        row.addWidget(Icon("search", "text_secondary", 20))
        self._edit = QLineEdit()
        self._edit.setObjectName("field:find")
        self._edit.setAccessibleName(_("Parts of a name, a birth date, or a record number"))
        self._edit.setPlaceholderText(_("Parts of a name in any order, a birth date, or a record number"))
        self._edit.setProperty("look", "bare")
        self._edit.setFont(font(TextStyle.TITLE, current().scale))
        row.addWidget(self._edit, 1)
        self._understood = {name: Chip(f"chip:{name}", "") for name in ("name", "born", "number")}
        for chip in self._understood.values():
            chip.hide()
            row.addWidget(chip)
        self._count = PlainLabel("", TextStyle.SMALL, ink="secondary")
        row.addWidget(self._count)
        return box

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("look", "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(12), px(4), px(12), px(4))
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
        return foot

    @Slot(str)
    def _on_edited(self, text: str) -> None:
        """Ask for what stands in the box now; the answer to an older text is dropped."""
        self._asked += 1
        turn = self._asked
        if text.strip():
            self._runner.query(
                self._desk.run, children.find, text, owner=self, on_done=lambda found: self._show(turn, *found)
            )
        else:
            self._runner.query(
                self._desk.run, children.recent, owner=self, on_done=lambda found: self._show_recent(turn, found)
            )

    def _show(self, turn: int, query: SearchQuery, hits: SearchHits) -> None:
        if turn != self._asked:
            return
        names = {
            "name": _("Name: {words}").format(words=" ".join(query.words)) if query.words else "",
            "born": _("Born: {day}").format(day=day_text(query.born)) if query.born is not None else "",
            "number": _("Number: {number}").format(number=query.number) if query.number else "",
        }
        for name, words in names.items():
            self._understood[name].set_words(words)
            self._understood[name].setVisible(bool(words))
        groups = ((hits.exact, ""), (hits.near, _("name fits, birth date differs")), (hits.alike, _("sounds alike")))
        shown = sum(len(group) for group, _words in groups)
        self._count.setText(_("{shown} of {all} children").format(shown=shown, all=number_text(hits.children)))
        self._fill([(one, words) for group, words in groups for one in group])
        self._nothing.setText("" if shown else _("Nobody in the record fits what was typed."))
        self._register.set_words(_("Register a new child as “{typed}”").format(typed=query.text[:40]))
        self._register.show()

    def _show_recent(self, turn: int, found: tuple[Patient, ...]) -> None:
        if turn != self._asked:
            return
        for chip in self._understood.values():
            chip.hide()
        self._count.setText(
            ngettext("Last {count} child", "Last {count} children", len(found)).format(count=len(found))
        )
        self._fill([(one, "") for one in found])
        self._nothing.setText("")
        self._register.set_words(_("Register a new child"))

    def _fill(self, found: list[tuple[Patient, str]]) -> None:
        today = self._desk.context.clock.today()
        self._hits = {one.id: one for one, _group in found}
        self._twins.setVisible(alike(one for one, _group in found))
        self._table.set_rows([row_of(one, group, today) for one, group in found])

    @Slot(str)
    def _on_selected(self, patient_id: str) -> None:
        self._preview.show_child(self._hits.get(patient_id))

    def _open(self) -> None:
        if chosen := self._table.selected_id:
            self.close()
            self.open_requested.emit(chosen)

    def _start(self) -> None:
        if chosen := self._table.selected_id:
            self.close()
            self.start_requested.emit(str(PatientId(chosen)), "")

    @Slot()
    def _on_register(self) -> None:
        typed = self._edit.text()
        self.close()
        self.register_requested.emit(typed)

    # Qt overrides

    def open(self) -> None:
        """Show the palette with an empty box and the children of late."""
        self._edit.clear()
        self._on_edited("")
        super().open()
        window = self.parentWidget()
        if window is not None:
            corner = window.mapToGlobal(window.rect().topLeft())
            self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + px(36))
        QTimer.singleShot(0, self._edit.setFocus)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the box keeps the keyboard."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._table.keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self._start if control else self._open)()
        elif key == Qt.Key.Key_N and control:
            self._on_register()
        else:
            return False
        return True
