"""Everything about one thread that is not an event: its name, its status, and what was said over the visits."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.answers import Answer
from clinic_app.domain.episodes import Episode, Said
from clinic_app.domain.errors import ClinicError
from clinic_app.i18n import _
from clinic_app.services.episodes.opinions import content_words, kind_words, signed_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.say_form import SayForm
from clinic_app.ui.pages.episodes.status_form import StatusForm
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.date_field import DateField
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine
from clinic_app.ui.widgets.run_in_label import RunInLabel
from clinic_app.ui.widgets.text_field import TextField

_WIDTH, _HEIGHT, _EDGE = 980, 560, 24


class ThreadDialog(QDialog):
    """Name and first day are kept when left; status and entries are stored by their buttons, dated and signed for."""

    def __init__(self, child: OpenChild, thread: Episode, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:thread")
        self.setWindowTitle(_("About the episode"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._child, self._was_warned = child, False
        log = child.log
        self._name = TextField(
            "thread:name", _("What the family calls it"), _("What the family calls it"), max_characters=80
        )
        self._first = DateField(
            "thread:first_seen", _("First seen on"), _("First seen"), today=lambda: log.today,
            born=child.chart.patient.birth_date,
        )  # fmt: skip
        self._name.set_answer(Answer(thread.title))
        self._first.set_answer(Answer(thread.first_seen) if thread.first_seen is not None else None)
        self._status = StatusForm(child)
        self._say_form = SayForm(child)
        self._build_ui()
        self._name.answer_changed.connect(self._rename)
        self._first.answer_changed.connect(self._rename)
        log.changed.connect(self.refresh)
        self.refresh()

    def _build_ui(self) -> None:
        card = Card(_("The episode"))
        left = card.body
        names = QHBoxLayout()
        names.setSpacing(px(8))
        names.addWidget(self._name, 3)
        names.addWidget(self._first, 2)
        left.addLayout(names)
        left.addWidget(self._status)
        left.addWidget(RuleLine())
        left.addWidget(self._say_form, 1)
        self._said = Card(_("What was said"), margins=(0, 0, 0, 0))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("scroll:said")
        self._scroll.setAccessibleName(_("What was said, the newest first"))
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._said.body.addWidget(self._scroll, 1)
        columns = QHBoxLayout()
        columns.setSpacing(px(12))
        columns.addWidget(card, 5)
        columns.addWidget(self._said, 4)
        self._foot = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._foot.setObjectName("thread:says")
        close = ActionButton("button:thread_close", _("Close"), key="Esc")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._foot, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        column.addLayout(columns, 1)
        column.addLayout(foot)
        window = self.parentWidget()
        width, height = px(_WIDTH), px(_HEIGHT)
        if window is not None:
            width, height = min(width, window.width() - _EDGE), min(height, window.height() - _EDGE)
        self.resize(width, height)

    @Slot()
    def refresh(self) -> None:
        """Show what is stored, the newest entry first."""
        thread = self._child.log.current
        if thread is None:
            return
        self._status.show_thread()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(10), px(8), px(10), px(8))
        column.setSpacing(px(8))
        if not thread.said:
            column.addWidget(PlainLabel(_("Nothing was said about it yet."), ink="secondary", wrap=True))
        newest: set[str] = set()
        for said in reversed(thread.said):
            column.addWidget(self._line(said, holds=said.kind not in newest))
            newest.add(said.kind)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _line(self, said: Said, *, holds: bool) -> QWidget:
        """One entry. An older one of its kind is quieter; it is never taken away."""
        thread = self._child.log.current
        became = next((one for one in self._child.log.threads if thread and one.id == thread.became), None)
        words = content_words(said, self._child.desk.context.knowledge, became if holds else None)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(RunInLabel(f"{kind_words(said.kind)}.", words, quiet=not holds))
        column.addWidget(PlainLabel(signed_words(said), TextStyle.SMALL, ink="muted", wrap=True))
        return part

    @Slot()
    def _rename(self) -> None:
        thread = self._child.log.current
        name, day = self._name.edit.text(), self._first.day
        if thread is None or self._first.problem or (name.strip() == thread.title and day == thread.first_seen):
            return

        def failed(problem: Exception) -> None:
            words = str(problem) if isinstance(problem, ClinicError) else type(problem).__name__
            if getattr(problem, "field", "") == "first_seen":
                self._foot.setText(words)
            else:
                self._name.set_problem(words)

        self._name.set_problem("")
        self._foot.setText("")
        self._child.log.rename(name, day, on_failed=failed)

    # Qt overrides

    @Slot()
    def reject(self) -> None:
        """Name and first day are kept; words that were not added are told once before they are left out."""
        self._name.commit()
        self._first.commit()
        if (self._say_form.is_changed or self._status.is_changed) and not self._was_warned:
            self._was_warned = True
            self._foot.setText(_("Something here is not added yet. Close again to leave it out."))
            return
        super().reject()
