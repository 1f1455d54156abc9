"""How a thread goes on, with a sentence where one is needed."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.episodes import EpisodeId, EpisodeStatus
from clinic_app.domain.errors import ClinicError
from clinic_app.i18n import _
from clinic_app.services.episodes.event_words import capital, status_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.drop_down import DropDown
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch
from clinic_app.ui.widgets.text_field import TextField


class StatusForm(QWidget):
    """The status is chosen, a sentence may be typed, and the button stores both with name and date."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        views = tuple((str(one), capital(status_words(one))) for one in EpisodeStatus)
        self._switch = SegmentedSwitch("switch:status", _("How it goes on"), views)
        self._switch.chosen.connect(self._on_chosen)
        self._became = DropDown("choice:became", _("The episode that it became"))
        self._words = TextField("status:words", _("A sentence about the change"), max_characters=500)
        self._words.edit.setPlaceholderText(_("A sentence, where it helps"))
        self._say = PlainLabel("", TextStyle.SMALL, ink="danger", wrap=True)
        self._say.setObjectName("status:says")
        self._say.hide()
        self._store = ActionButton("button:set_status", _("Set"), spoken=_("Set the status"))
        self._store.clicked.connect(self.store)
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.addWidget(self._words, 1)
        row.addWidget(self._store)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(5))
        column.addWidget(PlainLabel(_("How it goes on"), TextStyle.SMALL, ink="secondary"))
        column.addWidget(self._switch)
        column.addWidget(self._became)
        column.addLayout(row)
        column.addWidget(self._say)
        self.show_thread()

    @Slot()
    def show_thread(self) -> None:
        """Show the status as it is stored."""
        thread = self._child.log.current
        if thread is None:
            return
        self._became.clear()
        self._became.addItem(_("Choose the episode"), "")
        for one in self._child.log.threads:
            if one.id != thread.id:
                self._became.addItem(one.title, str(one.id))
        if thread.became is not None:
            self._became.setCurrentIndex(max(0, self._became.findData(str(thread.became))))
        self._switch.set_current(str(thread.status))
        self._became.setVisible(thread.status is EpisodeStatus.BECAME)

    @Slot(str)
    def _on_chosen(self, status: str) -> None:
        self._switch.set_current(status)
        self._became.setVisible(status == EpisodeStatus.BECAME)
        self._say.hide()

    @property
    def is_changed(self) -> bool:
        """Whether something was chosen or typed that is not stored."""
        thread = self._child.log.current
        return thread is not None and (
            self._switch.current != str(thread.status) or bool(self._words.edit.text().strip())
        )

    @Slot()
    def store(self) -> None:
        """Store the status with its sentence, or say what is missing."""
        status = EpisodeStatus(self._switch.current)
        became = str(self._became.currentData() or "") if status is EpisodeStatus.BECAME else ""
        if status is EpisodeStatus.BECAME and self._became.count() == 1:
            self._tell(_("Begin the other episode first; then say here that this one became it."))
            return
        words = self._words.edit.text().strip()
        self._words.set_answer(None)
        target = EpisodeId(became) if became else None

        def failed(problem: Exception) -> None:
            self._words.edit.setText(words)
            self._tell(str(problem) if isinstance(problem, ClinicError) else type(problem).__name__)

        self._say.hide()
        self._child.log.set_status(status, words, target, on_failed=failed)

    def _tell(self, words: str) -> None:
        self._say.setText(words)
        self._say.show()
