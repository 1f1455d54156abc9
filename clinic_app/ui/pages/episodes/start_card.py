"""The first thread of a child: how to film, and one field to begin."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.errors import UserError
from clinic_app.i18n import _
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.film_advice import FilmAdvice
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.text_field import TextField


class StartCard(Card):
    """Nothing is recorded yet, which is not the same as nothing happened."""

    #: A sheet for the family to keep a diary on.
    sheet_requested = Signal()

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(_("No episode recorded"), margins=(20, 16, 20, 16), spacing=px(8), parent=parent)
        self._child = child
        self.setObjectName("card:start")
        say = _("That is not the same as none happened. Begin one under the name that the family uses for it.")
        self.body.addWidget(PlainLabel(say, wrap=True))
        self._name = TextField(
            "episode:name", _("What the family calls it"), _("What the family calls it"), max_characters=80
        )
        self._name.edit.setPlaceholderText(_("such as: her legs shake"))
        self._name.edit.returnPressed.connect(self.start)
        self._begin = ActionButton("button:start_thread", _("Begin"), ButtonKind.PRIMARY_STANDARD, key="Enter")
        self._begin.clicked.connect(self.start)
        row = QHBoxLayout()
        self._name.setMaximumWidth(px(520))
        row.addWidget(self._name, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, px(19), 0, 0)
        beside.addWidget(self._begin)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addSpacing(px(8))
        self.advice = FilmAdvice()
        self.body.addWidget(self.advice, 1)
        sheet = ActionButton("button:start_diary", _("Print a diary sheet"), icon_name="printer", key="Ctrl+P")
        sheet.clicked.connect(self.sheet_requested)
        self.body.addWidget(sheet)

    def focus_name(self) -> None:
        """Begin to type."""
        self._name.focus_edit()

    @Slot()
    def start(self) -> None:
        """Begin the thread; a name that cannot be is said beside the field."""
        self._begin.setEnabled(False)
        self._child.log.start_thread(self._name.edit.text(), None, on_failed=self._on_failed)

    def _on_failed(self, problem: Exception) -> None:
        self._begin.setEnabled(True)
        words = str(problem) if isinstance(problem, UserError) else _("Not stored: {why}").format(why=problem)
        self._name.set_problem(words)
        self._name.focus_edit()
