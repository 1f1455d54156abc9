"""One clinical flag: what, how soon, and on request why."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.explanations import Explanation
from clinic_app.ui.theme import TextStyle, current, watcher
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.disclosure_button import DisclosureButton
from clinic_app.ui.widgets.flow_layout import FlowLayout
from clinic_app.ui.widgets.level_mark import Level, LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_EDGE = 4


@dataclass(frozen=True, slots=True)
class FlagView:
    """What a flag card shows.

    Attributes:
        id: the rule's id, carried by the signals.
        level: how soon.
        title: the finding in words, e.g. ``Ankle clonus 6 beats, right``.
        why: what raised it, after which rule, and what would clear it; ``None`` where that is not known.
        answer: what was decided about it; empty while it is open, which shows the two buttons.
    """

    id: str
    level: Level
    title: str
    why: Explanation | None = None
    answer: str = ""


class FlagCard(QFrame):
    """Never a dialog, never a sound, never takes the focus. A screen reader hears level and title."""

    #: "Add to plan" was pressed; carries the rule id.
    plan_requested = Signal(str)
    #: "Dismiss with reason" was pressed; carries the rule id.
    dismiss_requested = Signal(str)
    #: "Take back" was pressed on an answered flag; carries the rule id.
    withdraw_requested = Signal(str)
    #: Everything about it is wanted: who recorded what and when, the rule in words, the address of its source.
    all_requested = Signal(str)
    #: The reasons were opened or closed; carries the rule id and whether they are open.
    disclosed = Signal(str, bool)

    def __init__(
        self, flag: FlagView, *, expanded: bool = False, may_act: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flag = flag
        self.setObjectName(f"flag:{flag.id}")
        self.setAccessibleName(_("{level}: {title}").format(level=flag.level.words, title=flag.title))
        self._reasons = self._make_reasons(may_act=may_act)
        self._why = DisclosureButton(
            f"button:why:{flag.id}", _("Why"), _("Why: {title}").format(title=flag.title), self
        )
        self._why.toggled.connect(self._on_why_toggled)
        self._lay_out()
        self._why.setChecked(expanded)
        self._reasons.setVisible(expanded)
        watcher().changed.connect(self.update)

    @property
    def flag(self) -> FlagView:
        """What the card shows."""
        return self._flag

    @property
    def is_expanded(self) -> bool:
        """Whether the reasons are open."""
        return self._why.isChecked()

    def set_expanded(self, expanded: bool) -> None:
        """Open or close the reasons."""
        self._why.setChecked(expanded)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(px(12), px(5), px(8), px(6))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        mark = LevelMark(self._flag.level)
        mark.setMinimumHeight(px(20))
        grid.addWidget(mark, 0, 0, top)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(self._flag.title, TextStyle.STRONG, wrap=True))
        words.addWidget(
            PlainLabel(
                self._level_words(),
                TextStyle.STRONG,
                ink="muted" if self._flag.level is Level.NOT_ASSESSABLE else str(self._flag.level),
            )
        )
        words.addStretch(1)
        grid.addLayout(words, 0, 1)  # aligned to the top it would never grow beyond two lines
        grid.addWidget(self._why, 0, 2, top)
        grid.addWidget(self._reasons, 1, 1, 1, 2)

    def _level_words(self) -> str:
        words = self._flag.level.words
        return _("{level}, answered").format(level=words) if self._flag.answer else words

    def _make_reasons(self, *, may_act: bool) -> QWidget:
        flag = self._flag
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, px(4), 0, px(2))
        column.setSpacing(px(3))
        if flag.why is not None:
            self._add_why(column, flag.why)
        if flag.answer:
            column.addWidget(PlainLabel(flag.answer, TextStyle.STRONG, wrap=True))
            if may_act:
                column.addWidget(self._make_take_back(), 0, Qt.AlignmentFlag.AlignLeft)
        elif may_act:
            column.addWidget(self._make_buttons())
        return part

    def _add_why(self, column: QVBoxLayout, why: Explanation) -> None:
        """The explanation in brief; the whole of it is one press away."""
        if why.inputs:
            column.addWidget(PlainLabel(_("Because"), TextStyle.SMALL, ink="secondary"))
            for one in why.inputs:
                column.addWidget(PlainLabel(one.line, TextStyle.STRONG, wrap=True))
        cited = "; ".join(source.title for source in why.sources)
        sure = _("Confidence: {words}").format(words=why.confidence) if why.confidence else ""
        for words in (why.would_change, ". ".join(part for part in (why.version, cited) if part), sure):
            if words:
                column.addWidget(PlainLabel(words, TextStyle.SMALL, ink="secondary", wrap=True))
        everything = ActionButton(
            f"button:why_all:{self._flag.id}", _("Rule, origin and sources"), ButtonKind.LINK,
            spoken=_("Rule, origin and sources: {title}").format(title=self._flag.title),
        )  # fmt: skip
        everything.clicked.connect(self._on_all_clicked)
        column.addWidget(everything, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_buttons(self) -> QWidget:
        """One under the other in a narrow column, so that the words above are never cut."""
        host = QWidget()
        row = FlowLayout(host, px(2))
        flag = self._flag
        add = ActionButton(
            f"button:plan:{flag.id}", _("Add to plan"), ButtonKind.SMALL,
            spoken=_("Add to plan: {title}").format(title=flag.title),
        )  # fmt: skip
        dismiss = ActionButton(
            f"button:dismiss:{flag.id}", _("Dismiss with reason"), ButtonKind.SMALL,
            spoken=_("Dismiss with reason: {title}").format(title=flag.title),
        )  # fmt: skip
        add.clicked.connect(self._on_add_clicked)
        dismiss.clicked.connect(self._on_dismiss_clicked)
        row.addWidget(add)
        row.addWidget(dismiss)
        return host

    def _make_take_back(self) -> ActionButton:
        flag = self._flag
        button = ActionButton(
            f"button:withdraw:{flag.id}", _("Take back"), ButtonKind.LINK,
            spoken=_("Take the answer back: {title}").format(title=flag.title),
        )  # fmt: skip
        button.clicked.connect(self._on_withdraw_clicked)
        return button

    @Slot()
    def _on_all_clicked(self) -> None:
        self.all_requested.emit(self._flag.id)

    @Slot()
    def _on_withdraw_clicked(self) -> None:
        self.withdraw_requested.emit(self._flag.id)

    @Slot()
    def _on_add_clicked(self) -> None:
        self.plan_requested.emit(self._flag.id)

    @Slot()
    def _on_dismiss_clicked(self) -> None:
        self.dismiss_requested.emit(self._flag.id)

    @Slot(bool)
    def _on_why_toggled(self, opened: bool) -> None:
        self._reasons.setVisible(opened)
        self.updateGeometry()
        self.disclosed.emit(self._flag.id, opened)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current()
        is_quiet = self._flag.level is Level.NOT_ASSESSABLE or bool(self._flag.answer)
        ground = "bg_surface" if is_quiet else f"sev_{self._flag.level}_bg"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(body, 4, 4)
        painter.fillPath(outline, tokens.colour(ground))
        painter.setPen(QPen(tokens.colour("border_subtle"), tokens.border))
        painter.drawPath(outline)
        painter.setClipPath(outline)
        painter.fillRect(QRectF(0, 0, _EDGE, self.height()), tokens.colour(self._flag.level.mark_role))
        painter.end()
