"""How to be sure that it is the right child."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.ages import age_on
from clinic_app.domain.people import Patient, PatientId
from clinic_app.domain.visits import VisitState
from clinic_app.i18n import _, day_text
from clinic_app.services.context import Desk
from clinic_app.services.glance import Glance, glance
from clinic_app.ui.banner_words import sex_words
from clinic_app.ui.pages.today.day_words import state_words
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_PHONE_TAIL = 3
#: The details are read when the selection rests, so that typing is not slowed.
_REST_MS = 60


class HitPreview(QFrame):
    """Identity at once; twins, last visit and today a moment later. Answers for another child are dropped."""

    #: The chart is wanted.
    open_requested = Signal()
    #: A visit is wanted.
    start_requested = Signal()

    def __init__(self, desk: Desk, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._runner = desk, runner
        self._child: Patient | None = None
        self.setObjectName("preview:hit")
        self.setProperty("look", "station")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._read)
        self._build_ui()
        self.show_child(None)

    def _build_ui(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(14), px(12), px(12), px(10))
        details = QWidget()
        column = QVBoxLayout(details)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(details)
        whole.addWidget(area, 1)
        self._name = PlainLabel("", TextStyle.TITLE, wrap=True)
        self._facts = PlainLabel("", ink="secondary", wrap=True)
        self._twin = Chip("chip:twins", _("Twin"), ChipKind.TWIN, icon_name="users")
        self._choose = PlainLabel(_("Choose a child with the arrows."), ink="muted", wrap=True)
        for widget in (self._choose, self._name, self._facts):
            column.addWidget(widget)
        column.addSpacing(px(4))
        column.addWidget(self._twin)
        self._parts: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        for part, title in (
            ("apart", _("How to tell apart")),
            ("guardian", _("Guardian")),
            ("address", _("Address")),
            ("last", _("Last visit")),
            ("today", _("Today")),
        ):
            self._parts[part] = (PlainLabel(title, TextStyle.SMALL, ink="secondary"), PlainLabel("", wrap=True))
            self._parts[part][0].setContentsMargins(0, px(4), 0, 0)
            for label in self._parts[part]:
                column.addWidget(label)
        column.addStretch(1)
        self._buttons = self._make_buttons()
        whole.addLayout(self._buttons)

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow palette the buttons stand one under the other."""
        ways = QBoxLayout.Direction
        self._buttons.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def _make_buttons(self) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(px(8))
        self._open = ActionButton("button:open_hit", _("Open"), ButtonKind.PRIMARY_STANDARD, key="Enter")
        self._open.clicked.connect(self.open_requested)
        self._start = ActionButton("button:start_hit", _("Start visit"), key="Ctrl+Enter")
        self._start.clicked.connect(self.start_requested)
        row.addWidget(self._open)
        row.addWidget(self._start)
        row.addStretch(1)
        return row

    def show_child(self, one: Patient | None) -> None:
        """Show a child, or that none is chosen."""
        if one is not None and self._child is not None and one.id == self._child.id:
            return
        self._child = one
        self._rest.stop()
        self._choose.setVisible(one is None)
        for widget in (self._name, self._facts, self._open, self._start):
            widget.setVisible(one is not None)
        self._twin.setVisible(one is not None and bool(one.twin_group))
        for part in self._parts:
            self._say(part, "")
        if one is not None:
            self._show_identity(one)
            self._rest.start()

    def _show_identity(self, one: Patient) -> None:
        age = age_on(one.birth_date, one.gestation, max(self._desk.context.clock.today(), one.birth_date))
        self._name.setText(one.display_name)
        facts = _("{sex}, born {day}, {age}")
        self._facts.setText(facts.format(sex=sex_words(one.sex), day=day_text(one.birth_date), age=age.text))
        self._twin.set_words(_("Twin {letter}").format(letter=one.birth_order))
        self._say("apart", one.distinguishing)
        phone = _("{guardian}, phone ends {digits}")
        if one.guardian and one.phone:
            self._say("guardian", phone.format(guardian=one.guardian, digits=one.phone[-_PHONE_TAIL:]))
        else:
            self._say("guardian", one.guardian)
        self._say("address", one.address)

    def _say(self, part: str, text: str) -> None:
        for label in self._parts[part]:
            label.setVisible(bool(text))
        self._parts[part][1].setText(text)

    @Slot()
    def _read(self) -> None:
        if self._child is None:
            return
        self._runner.query(
            self._desk.run,
            glance,
            PatientId(self._child.id),
            self._desk.context.clock.today(),
            owner=self,
            on_done=self._on_read,
            on_failed=lambda _problem: None,
        )

    def _on_read(self, seen: Glance) -> None:
        if self._child is None or self._child.id != seen.patient.id:
            return
        if seen.twins:
            others = ", ".join(_("{name} is twin {letter}").format(name=twin.given_name, letter=twin.birth_order)
                               for twin in seen.twins)  # fmt: skip
            words = _("Twin {letter}, {others}").format(letter=seen.patient.birth_order, others=others)
            self._twin.set_words(words)
        self._say("last", _last_words(seen))
        if seen.today is not None:
            words = state_words(VisitState(seen.today.state))
            self._say("today", f"{words}: {seen.today.reason}" if seen.today.reason else words)


def _last_words(seen: Glance) -> str:
    visit = seen.last_visit
    if visit is None:
        return _("No earlier visit")
    who = f", {visit.signed_name}" if visit.signed_name else _(", not signed")
    return f"{day_text(visit.day)}{who}" + (f": {visit.reason}" if visit.reason else "")
