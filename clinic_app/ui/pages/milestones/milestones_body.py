"""The checklist on the left; the windows and what all of it means on the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from clinic_app.charts.milestone_windows import milestone_windows
from clinic_app.clinical.milestones import NOT_ASKED, Milestone, Source, Status
from clinic_app.domain.errors import UserError
from clinic_app.i18n import _, day_text
from clinic_app.services.access import Action
from clinic_app.services.assessing import Picture
from clinic_app.services.explanations import explain_window
from clinic_app.services.milestone_reading import count_table, history_words, reading, windows_model
from clinic_app.services.milestones import MilestoneBook, book_of, source_words
from clinic_app.services.overview import milestone_book
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.exam.marks import levels_by_field
from clinic_app.ui.pages.milestones.checklist_card import ChecklistCard
from clinic_app.ui.pages.milestones.milestone_recorder import MilestoneRecorder
from clinic_app.ui.pages.milestones.reading_card import ReadingCard
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import WhyOpener, why_button
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.page_scroll import PageScroll
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.themed_chart import ThemedChart

_NARROW, _BESIDE_HEIGHT, _BELOW_HEIGHT = 1000, 560, 1180
_CHART_HEIGHT = 290


class MilestonesBody(QWidget):
    """Shows one child's milestones and, while a visit is open, records them."""

    #: As ``Page.jump_requested``.
    jump_requested = Signal(Tab, str)

    def __init__(self, child: OpenChild, parent: QWidget) -> None:
        super().__init__(parent)
        self._child = child
        self._knowledge = child.desk.context.knowledge
        self._checklist = self._knowledge.milestones
        self._levels_of: Picture | None = None
        self._recorder: MilestoneRecorder | None = None
        may_write = Action.WRITE_INTAKE in child.desk.context.permissions.get(child.desk.actor.role, frozenset())
        if child.controller is not None and may_write:
            self._recorder = MilestoneRecorder(child.controller, child.chart, self._checklist)
        self._make_parts()
        self._connect()
        self._show_list(self.book.list_age)
        if child.controller is not None and child.controller.picture is not None:
            self._on_picture(child.controller.picture)

    @property
    def book(self) -> MilestoneBook:
        """Everything said up to today."""
        if self._recorder is not None:
            return self._recorder.book
        chart, controller = self._child.chart, self._child.controller
        if controller is not None:
            return book_of(
                self._checklist, chart.patient, chart.observations, controller.record.answers, controller.day
            )
        today = self._child.desk.context.clock.today()
        if chart.last_note is not None and chart.last_note.day == today:
            return milestone_book(self._knowledge, chart, None, today)
        return book_of(self._checklist, chart.patient, chart.observations, {}, today)

    @property
    def checklist(self) -> ChecklistCard:
        """The list on the left."""
        return self._list

    # Parts

    def _make_parts(self) -> None:
        self._why = WhyOpener(self._child, self)
        self._list = ChecklistCard(self._checklist)
        if self._recorder is None:
            self._list.set_read_only()
        self._chart = ThemedChart("chart:windows", _("WHO motor windows"))
        self._chart.setMinimumHeight(px(_CHART_HEIGHT))
        windows = Card(_("WHO motor windows"), margins=(6, 4, 6, 6))
        windows.header_right.addWidget(PlainLabel(_("WHO 2006, six motor milestones"), TextStyle.SMALL, ink="muted"))
        why = why_button("windows", _("WHO motor windows"))
        why.clicked.connect(self._explain)
        windows.header_right.addWidget(why)
        windows.body.addWidget(self._chart)
        self._reading = ReadingCard()
        right = QVBoxLayout()
        right.setSpacing(px(10))
        right.addWidget(windows, 5)
        right.addWidget(self._reading, 4)
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(px(12), px(10), px(12), px(10))
        self._columns.setSpacing(px(10))
        self._columns.addWidget(self._list, 620)
        self._columns.addLayout(right, 640)
        self._area = PageScroll("scroll:milestones_page", inside, _BESIDE_HEIGHT)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _connect(self) -> None:
        cards = self._list
        cards.list_chosen.connect(self._show_list)
        cards.current_changed.connect(self._say_history)
        cards.answered.connect(self._on_answer)
        cards.source_wanted.connect(self._on_source)
        cards.since_wanted.connect(self._open_since)
        cards.since_typed.connect(self._on_since)
        cards.since_changing.connect(self._on_typing)
        if self._child.controller is not None:
            self._child.controller.record_changed.connect(self._refresh)
            self._child.controller.picture_ready.connect(self._on_picture)
        for keys, slot in (("Ctrl+Z", self._undo), ("F6", self._next_panel)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # What is shown

    @Slot(int)
    def _show_list(self, age_months: int) -> None:
        had_keyboard = self._list.isAncestorOf(self.window().focusWidget() or self)
        self._list.leave()
        self._list.show_list(age_months)
        self._refresh()
        for row in self._list.rows:
            if self._recorder is not None and (text := self._recorder.typed(row.item)):
                row.open_since(text, focus=False)
                row.refuse_since()
        if had_keyboard:
            self._list.focus_current()

    @Slot()
    def _refresh(self) -> None:
        book = self.book
        self._list.show_book(book)
        self._chart.set_builder(partial(milestone_windows, windows_model(book)))
        self._show_reading(book)

    def _show_reading(self, book: MilestoneBook) -> None:
        levels = levels_by_field(self._levels_of, self._knowledge.fields) if self._levels_of is not None else {}
        mine = {field: level for field, level in levels.items() if field in self._checklist.by_field}
        self._reading.show_reading(reading(book), count_table(book, self._list.age), mine)

    @Slot()
    def _explain(self) -> None:
        """Each window with its ages, what was said, and where it comes from."""
        book, knowledge = self.book, self._knowledge
        windows = book.checklist.windowed
        self._why.open(lambda trail: (explain_window(knowledge, book, one, trail) for one in windows))

    @Slot(object)
    def _on_picture(self, picture: Picture) -> None:
        self._levels_of = picture
        self._show_reading(self.book)

    @Slot(object)
    def _say_history(self, item: Milestone) -> None:
        earlier = history_words(self.book, item)
        how = item.window.criterion if item.window is not None else ""
        source = ""
        if self._recorder is not None:
            source = _("Next answer: {source} (S).").format(source=source_words(self._recorder.source))
        before = _("Earlier: {answers}.").format(answers=earlier) if earlier else _("Not asked at an earlier visit.")
        counted = _("Counts as: {how}.").format(how=how) if how else ""
        self._list.say(" ".join(part for part in (counted, before, source) if part))

    # Recording

    @Slot(object, object)
    def _on_answer(self, item: Milestone, chosen: Status | str | None) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        if chosen is None:
            recorder.clear(item)
        elif chosen == NOT_ASKED:
            recorder.answer(item, None)
        else:
            self._give(recorder, item, Status(chosen))

    def _give(self, recorder: MilestoneRecorder, item: Milestone, status: Status) -> None:
        book = recorder.book
        held = book.today.get(item.id)
        if held is not None and held.status is status:
            recorder.clear(item)  # the same key again takes the answer back, as in every grid
            return
        done = held is not None and held.status is not None and held.status.is_done
        if status is Status.YES and done:
            recorder.clear(item)
            return
        if status is Status.YES and book.was_lost(item) is not None:
            self._ask_regained(item)
            return
        recorder.answer(item, status)
        if status is Status.NOT_YET and book.was_done(item):
            self._list.say(_("{skill}: yes at an earlier visit. If it was lost, press L.").format(skill=item.label))
        if status is Status.LOST:
            self._open_since(item)
            self._list.say(_("{skill}: lost since when? Age or date; Enter keeps it.").format(skill=item.label))

    def _ask_regained(self, item: Milestone) -> None:
        """A yes after an earlier "lost" is recorded only when it is said what became of it."""
        lost = self.book.was_lost(item)
        if lost is None:
            return
        self._refresh()
        question = _("{skill} was lost on {day}. Regained?").format(skill=item.label, day=day_text(lost.day))
        self._list.say(question)
        cells = self._list.row(item).cells
        menu = QMenu(cells)
        menu.setObjectName("menu:regained")
        menu.setAccessibleName(question)
        for name, words, act in (
            ("regained", _("&Regained since then"), self._regained),
            ("mistake", _("The earlier “lost” was a &mistake"), self._mistake),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _on=False, act=act: act(item))
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(cells.mapToGlobal(cells.rect().bottomLeft()))

    def _regained(self, item: Milestone) -> None:
        if self._recorder is not None:
            self._recorder.answer(item, Status.REGAINED)
            self._open_since(item)
            self._list.say(_("{skill}: back since when? Age or date; Enter keeps it.").format(skill=item.label))

    def _mistake(self, item: Milestone) -> None:
        if self._recorder is not None:
            self._recorder.correct_lost(item)
            self._say_history(item)

    @Slot(object)
    def _on_source(self, item: Milestone | None) -> None:
        if self._recorder is not None:
            source: Source = self._recorder.next_source(item)
            self._list.say(_("Source: {source}").format(source=source_words(source)))

    @Slot(object)
    def _open_since(self, item: Milestone) -> None:
        if self._recorder is None:
            return
        said = self._recorder.book.today.get(item.id)
        if said is None or said.status is None:
            self._list.say(_("Answer it first; since when stands beside the answer"))
            return
        self._list.row(item).open_since(self._recorder.typed(item))
        if said.since_days is not None:
            self._list.say(self._recorder.echo(said.since_days))

    @Slot(object, str)
    def _on_typing(self, item: Milestone, text: str) -> None:
        if self._recorder is None:
            return
        self._list.row(item).accept_typing()
        try:
            days = self._recorder.read_since(text)
        except UserError:
            self._list.say(_("Age or date, such as 7m, 30w, 6m c for corrected, 18nov"))
            return
        self._list.say(self._recorder.echo(days) if days is not None else "")

    @Slot(object, str)
    def _on_since(self, item: Milestone, text: str) -> None:
        if self._recorder is None or not self._list.shows(item):
            return
        row = self._list.row(item)
        try:
            days = self._recorder.keep_since(item, text)
        except UserError as problem:
            row.refuse_since()
            self._list.say(problem.message, is_refusal=True)
            return
        row.close_since()
        if days is not None:
            self._list.say(self._recorder.echo(days))

    @Slot()
    def _undo(self) -> None:
        if self._recorder is not None and not self._recorder.undo():
            self._list.say(_("Nothing to undo here"))

    # Moving

    def show_target(self, target: str) -> None:
        """Go to a milestone, by its field or by a fact that rules read."""
        item = self._checklist.target(target.partition("@")[0], self.book.list_age)
        if item is None:
            return
        if not self._list.shows(item):
            self._show_list(item.age_months if item.age_months is not None else self._checklist.windows_from)
        self._list.go_to(item.id)

    @Slot()
    def _next_panel(self) -> None:
        inside = self.window().focusWidget()
        if inside is not None and self._list.isAncestorOf(inside):
            self._chart.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._list.focus_current()

    def leave(self) -> None:
        """Take over what is half typed and save."""
        self._list.leave()
        if self._child.controller is not None:
            self._child.controller.save_now()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the right half goes below; nothing is left out."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)
            self._area.set_least_height(_BELOW_HEIGHT if narrow else _BESIDE_HEIGHT)
