"""The threads of a child by the family's names, and what can be done with the one that is looked at."""

from html import escape

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from clinic_app.domain.episodes import Episode, EpisodeId, SaidKind
from clinic_app.i18n import _, short_day_text
from clinic_app.services.episodes.event_words import status_words
from clinic_app.services.episodes.opinions import opinion_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.episodes.diary import DiaryButton
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

#: More threads than this stand in a menu.
_MOST_CHIPS = 4
_LONGEST_NAME = 34


class ThreadBar(QWidget):
    """One chip a thread with its status in words; then the newest opinion, and the buttons."""

    #: Begin a new thread.
    new_requested = Signal()
    #: Everything that was said about the thread, its name and its status.
    about_requested = Signal()

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        self._words: dict[EpisodeId, str] = {}
        self._buttons: dict[EpisodeId, Chip] = {}
        self.setObjectName("thread_bar")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(px(6))
        self._opinion = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._opinion.setObjectName("thread:opinion")
        self._opinion.setMinimumWidth(px(40))
        about = ActionButton("button:about_thread", _("About it"), ButtonKind.SMALL, key="O")
        about.setToolTip(_("Name, status, opinion, advice, treatment, notes"))
        about.clicked.connect(self.about_requested)
        new = ActionButton("button:new_thread", _("New"), ButtonKind.SMALL, key="N", spoken=_("New episode"))
        new.clicked.connect(self.new_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addLayout(self._chips)
        row.addWidget(self._opinion, 1)
        self.diary = DiaryButton(child)
        row.addWidget(self.diary)
        row.addWidget(about)
        row.addWidget(new)
        child.log.changed.connect(self.refresh)
        child.log.selected.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the threads as they now stand."""
        threads, current = self._child.log.threads, self._child.log.current
        wanted = {thread.id: thread_words(thread) for thread in self._shown(threads, current)}
        if wanted != self._words:
            self._words = wanted
            self._make_chips(threads)
        for episode_id, chip in self._buttons.items():
            chip.setChecked(current is not None and episode_id == current.id)
        self._opinion.setText(self._said(current))
        self._opinion.setToolTip(_plain(self._opinion.text()))

    def _make_chips(self, threads: tuple[Episode, ...]) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        titles = {thread.id: thread.title for thread in threads}
        self._buttons = {}
        for episode_id, words in self._words.items():
            chip = Chip(f"thread:{episode_id}", words, ChipKind.FILTER)
            chip.setToolTip(_plain(titles[episode_id]))
            chip.clicked.connect(lambda _on=False, chosen=episode_id: self._choose(chosen))
            self._buttons[episode_id] = chip
            self._chips.addWidget(chip)
        if len(threads) > _MOST_CHIPS:
            more = ActionButton(
                "button:more_threads",
                _("{count} in all").format(count=len(threads)),
                ButtonKind.SMALL,
                spoken=_("All episodes of this child"),
            )
            more.clicked.connect(lambda: self._open_menu(more))
            self._chips.addWidget(more)

    def _choose(self, episode_id: EpisodeId) -> None:
        self._child.log.select_thread(episode_id)
        self.refresh()

    @staticmethod
    def _shown(threads: tuple[Episode, ...], current: Episode | None) -> list[Episode]:
        """The newest that fit, and always the one that is looked at."""
        if len(threads) <= _MOST_CHIPS:
            return list(threads)
        newest = list(threads[-_MOST_CHIPS:])
        if current is not None and current not in newest:
            newest[0] = current
        return newest

    def _said(self, thread: Episode | None) -> str:
        if thread is None:
            return ""
        seen = _("first seen {day}").format(day=short_day_text(thread.first_seen)) if thread.first_seen else ""
        opinion = thread.last(SaidKind.OPINION)
        words = opinion_words(opinion, self._child.desk.context.knowledge) if opinion is not None else ""
        return ". ".join(part for part in (seen, words) if part)

    def _open_menu(self, button: QWidget) -> None:
        menu = QMenu(self)
        menu.setObjectName("menu:threads")
        menu.setAccessibleName(_("Episodes of this child"))
        menu.aboutToHide.connect(menu.deleteLater)
        for thread in self._child.log.threads:
            action = menu.addAction(thread_words(thread).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, chosen=thread.id: self._child.log.select_thread(chosen))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def step(self, by: int) -> None:
        """The next or the previous thread."""
        threads, current = self._child.log.threads, self._child.log.current
        ids: list[EpisodeId] = [thread.id for thread in threads]
        if current is not None and len(ids) > 1:
            self._child.log.select_thread(ids[(ids.index(current.id) + by) % len(ids)])


def thread_words(thread: Episode) -> str:
    """``Leg shakes, active``."""
    title = thread.title if len(thread.title) <= _LONGEST_NAME else f"{thread.title[: _LONGEST_NAME - 1]}…"
    return _("{title}, {status}").format(title=title, status=status_words(thread.status))


def _plain(words: str) -> str:
    """A tooltip takes markup for markup unless it is spelled."""
    return f"<span>{escape(words)}</span>" if words else ""
