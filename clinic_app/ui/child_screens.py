"""The child that is open: banner, tabs, one screen for each tab, and the record that all of them write to."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from clinic_app.domain.drafts import Draft
from clinic_app.domain.errors import ClinicError, ConflictError
from clinic_app.domain.notes import Note
from clinic_app.domain.people import PatientId, Role
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services import chart as charts
from clinic_app.services import worklist
from clinic_app.services.chart import Chart, OpenVisit
from clinic_app.services.context import Desk
from clinic_app.ui.banner_words import banner_of
from clinic_app.ui.clip_shelf import ClipShelf
from clinic_app.ui.frame.banner_model import BannerModel
from clinic_app.ui.frame.main_frame import MainFrame
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.conflict.conflict_dialog import ConflictDialog
from clinic_app.ui.pages.documents.documents_page import DocumentsPage
from clinic_app.ui.pages.episodes.episodes_page import EpisodesPage
from clinic_app.ui.pages.exam.exam_page import ExamPage
from clinic_app.ui.pages.growth.growth_page import GrowthPage
from clinic_app.ui.pages.intake.intake_page import IntakePage
from clinic_app.ui.pages.milestones.milestones_page import MilestonesPage
from clinic_app.ui.pages.overview.overview_page import OverviewPage
from clinic_app.ui.pages.page import Page, Tab
from clinic_app.ui.pages.plan.plan_page import PlanPage
from clinic_app.ui.pages.taken_back.taken_back_notice import TakenBackNotice
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.tasks import TaskRunner

_PAGES: dict[Tab, Callable[[OpenChild], Page]] = {
    Tab.OVERVIEW: OverviewPage,
    Tab.HISTORY: IntakePage,
    Tab.EXAM: ExamPage,
    Tab.MILESTONES: MilestonesPage,
    Tab.GROWTH: GrowthPage,
    Tab.EPISODES: EpisodesPage,
    Tab.PLAN: PlanPage,
    Tab.DOCUMENTS: DocumentsPage,
}


def _tab_words() -> dict[Tab, str]:
    """The screens as people call them, in the order of their tabs."""
    return {
        Tab.OVERVIEW: _("Overview"),
        Tab.HISTORY: _("History"),
        Tab.EXAM: _("Exam"),
        Tab.MILESTONES: _("Milestones"),
        Tab.GROWTH: _("Growth"),
        Tab.EPISODES: _("Episodes"),
        Tab.PLAN: _("Assessment and plan"),
        Tab.DOCUMENTS: _("Documents"),
    }


class _Opened(NamedTuple):
    chart: Chart
    visit: OpenVisit | None


def _read(desk: Desk, patient_id: PatientId) -> _Opened:
    chart = desk.run(charts.open_chart, patient_id)
    return _Opened(chart, desk.run(charts.open_visit, chart))


class ChildScreens(QObject):
    """One child at a time. A child's screens are made anew when the chart is read anew."""

    #: A child was opened; carries the record number.
    opened = Signal(str)
    #: A screen without an open visit asks for one; carries the patient id.
    start_requested = Signal(str)
    #: The chart could not be read; carries the exception.
    failed = Signal(object)

    def __init__(self, desk: Desk, runner: TaskRunner, frame: MainFrame, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._runner, self._frame = desk, runner, frame
        self._wanted: PatientId | None = None
        self._child: OpenChild | None = None
        self._pages: dict[Tab, Page] = {}
        self._shelves: list[ClipShelf] = []
        self._tab = Tab.OVERVIEW
        frame.tab_chosen.connect(self._on_tab_chosen)

    def first_screen(self) -> Tab:
        """Where a visit begins: the examination, or the history for who does not examine."""
        return Tab.HISTORY if self._desk.actor.role is Role.NURSE else Tab.EXAM

    def open(self, patient_id: PatientId, tab: Tab, target: str) -> None:
        """Read a chart and show it at ``tab``. An answer for a child who is no longer wanted is dropped."""
        self.leave()
        self._wanted = patient_id

        def show(opened: _Opened) -> None:
            if self._wanted == opened.chart.patient.id:
                self._show(opened, tab, target)

        self._runner.command(_read, self._desk, patient_id, owner=self, on_done=show, on_failed=self.failed.emit)

    def _show(self, opened: _Opened, tab: Tab, target: str) -> None:
        self._drop_pages()
        controller = None
        if opened.visit is not None:
            controller = RecordController(self._desk, self._runner, opened.chart, opened.visit, self)
            controller.saved.connect(self._on_saved)
            controller.save_failed.connect(self._on_save_failed)
            controller.conflict_found.connect(self._on_conflict)
            controller.record_changed.connect(self._on_record_changed)
            TakenBackNotice(controller, self._desk.context.knowledge, self._frame, controller)
        shelf = self._shelf_of(opened.chart.patient.id)
        self._child = OpenChild(self._desk, self._runner, opened.chart, controller, shelf)
        self._show_banner()
        self.opened.emit(opened.chart.patient.number)
        self.show_tab(tab, target)

    def _show_banner(self) -> None:
        child = self._child
        if child is None:
            return
        self._frame.show_child(self._banner_of(child), tuple(_tab_words().items()))

    def _banner_of(self, child: OpenChild) -> BannerModel:
        controller = child.controller
        visit = (controller.record, controller.day) if controller is not None else None
        return banner_of(child.chart, self._desk.context.clock.today(), visit)

    @Slot(str)
    def _on_tab_chosen(self, tab: str) -> None:
        self.show_tab(Tab(tab), "")

    def show_tab(self, tab: Tab, target: str) -> None:
        """Show a screen of the open child, made when it is first wanted."""
        if self._child is None:
            return
        self._leave_page()
        page = self._pages.get(tab) or self._make_page(tab, self._child)
        self._tab = tab
        self._frame.tabs.select(tab)
        self._frame.show_page(page, page.key_hints())
        page.setFocus()
        if target:
            page.show_target(target)

    def _make_page(self, tab: Tab, child: OpenChild) -> Page:
        page = _PAGES[tab](child)
        page.setAccessibleName(_tab_words()[tab])
        page.jump_requested.connect(self.show_tab)
        if isinstance(page, PlanPage):
            page.signed.connect(self._on_signed)
        page.start_requested.connect(lambda: self.start_requested.emit(str(child.chart.patient.id)))
        page.reload_requested.connect(lambda: self.open(child.chart.patient.id, self._tab, ""))
        page.hints_changed.connect(lambda: self._frame.show_page(page, page.key_hints()))
        self._pages[tab] = page
        return page

    @Slot()
    def print_documents(self) -> None:
        """Go to what can be printed for the open child."""
        self.show_tab(Tab.DOCUMENTS, "")

    def leave(self) -> None:
        """Finish what is half typed and save it, without closing the child."""
        self._leave_page()
        if self._child is not None and self._child.controller is not None:
            self._child.controller.save_now()

    @property
    def is_saved(self) -> bool:
        """Whether everything typed for the open child is on disk."""
        controller = self._child.controller if self._child is not None else None
        return controller is None or controller.is_saved

    @property
    def has_draft(self) -> bool:
        """Whether a visit of the open child is being written."""
        return self._child is not None and self._child.controller is not None

    def close(self) -> None:
        """No child is open any more. A clip that is being taken in goes on."""
        self.leave()
        self._wanted = None
        self._drop_pages()
        self._child = None
        self._frame.clear_child()
        self._frame.footer.set_saved("")

    # Clips

    def stop_clips(self) -> None:
        """The record is about to be closed: what is being taken in or given out is not kept."""
        for shelf in self._shelves:
            shelf.stop()

    def _shelf_of(self, patient_id: PatientId) -> ClipShelf:
        """The clips of a child. A shelf that is busy stays while other children are looked at."""
        known = next((one for one in self._shelves if one.patient_id == patient_id), None)
        if known is None:
            known = ClipShelf(self._desk, self._runner, patient_id)
            known.taken.connect(partial(self._on_clip_taken, known))
            known.refused.connect(partial(self._on_clip_refused, known))
        else:
            known.refresh()
        self._shelves = [*(one for one in self._shelves if one.is_busy and one is not known), known]
        return known

    def _shows_clips_of(self, shelf: ClipShelf) -> bool:
        return self._child is not None and self._child.clips is shelf and Tab.EPISODES in self._pages

    def _on_clip_taken(self, shelf: ClipShelf, _taken: object) -> None:
        if not self._shows_clips_of(shelf):
            self._frame.toast.say(_("The clip is kept."))

    def _on_clip_refused(self, shelf: ClipShelf, _wanted: object, problem: Exception) -> None:
        """Nobody is named: somebody may stand beside another child."""
        if not self._shows_clips_of(shelf):
            self.failed.emit(problem)

    def _leave_page(self) -> None:
        if self._tab in self._pages:
            self._pages[self._tab].leave()

    def _drop_pages(self) -> None:
        for page in self._pages.values():
            self._frame.body.removeWidget(page)
            page.deleteLater()
        self._pages = {}

    @Slot(object)
    def _on_signed(self, note: Note) -> None:
        self._frame.toast.say(_("Signed. The visit can now only be added to."))
        self.open(note.patient_id, Tab.DOCUMENTS, str(note.id))

    # The record

    @Slot(object)
    def _on_record_changed(self, _record: VisitRecord) -> None:
        self._frame.footer.set_saved(_("Saving"))

    @Slot(object)
    def _on_saved(self, at: datetime) -> None:
        self._frame.footer.set_saved(_("Saved {time}").format(time=at.astimezone().strftime("%H:%M:%S")))
        if self._child is not None and (banner := self._banner_of(self._child)) != self._frame.banner.model:
            self._frame.banner.show_child(banner)  # a weight or an allergy that was told today

    @Slot(object)
    def _on_save_failed(self, problem: Exception) -> None:
        sentence = str(problem) if isinstance(problem, ClinicError) else type(problem).__name__
        self._frame.footer.set_saved(
            _("Not saved, kept here and tried again: {why}").format(why=sentence), is_saved=False
        )

    @Slot(object)
    def _on_conflict(self, problem: ConflictError) -> None:
        child = self._child
        if child is None or child.controller is None or child.controller.draft.visit_id is None:
            return
        controller = child.controller

        def ask(stored: Draft) -> None:
            ConflictDialog(self._desk, controller, stored, problem.keys, self._frame).open()

        self._runner.command(self._desk.run, worklist.open_record, controller.draft.visit_id, owner=self, on_done=ask)
