"""The examination screen: the general examination, the HINE and further forms, one at a time."""

from enum import StrEnum

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from clinic_app.clinical.hine_facts import WHOLE
from clinic_app.clinical.hine_instrument import HINE, is_hine_field
from clinic_app.clinical.instruments.model import Instrument
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.sides import BOTH_SIDES
from clinic_app.i18n import _
from clinic_app.services.visits_beside import visits_beside
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.exam.exam_body import ExamBody
from clinic_app.ui.pages.exam.hine.hine_body import HineBody
from clinic_app.ui.pages.exam.visits_dialog import MOST_VISITS, VisitsDialog
from clinic_app.ui.pages.page import Page
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch

_WHOLE_HINE = WHOLE | {HINE}


class View(StrEnum):
    """What the screen shows; a further form is shown under its id."""

    EXAM = "exam"
    HINE = "hine"


class ExamPage(Page):
    """Records the findings of today's visit; without an open visit it offers to start one."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page:exam")
        self.setAccessibleName(_("Neurological examination"))
        self._child = child
        self._body: ExamBody | None = None
        self._hine: HineBody | None = None
        self._forms: dict[str, ExamBody] = {}
        self._forms_menu = QMenu(self)
        self._forms_menu.setObjectName("exam_forms_menu")
        self._forms_menu.setAccessibleName(_("Other forms"))
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        if child.controller is None:
            self._stack.addWidget(self._no_visit())
            return
        self._body = self._made_body(child.controller, child.desk.context.knowledge.exam, View.EXAM)
        self.setFocusProxy(self._body)

    def _no_visit(self) -> QWidget:
        start = ActionButton("button:start_visit", _("Start a visit"), ButtonKind.PRIMARY)
        start.clicked.connect(self.start_requested)
        text = _("Findings are recorded in a visit. Earlier findings are in the overview.")
        return EmptyState("exam_no_visit", _("No visit open"), text, icon_name="stethoscope", actions=(start,))

    def _made_body(self, controller: RecordController, form: Instrument, view: str) -> ExamBody:
        body = ExamBody(self._child, controller, form, self._switch(view), self)
        body.jump_requested.connect(self.jump_requested)
        body.hine_requested.connect(self.show_target)
        body.forms_requested.connect(self.choose_form)
        body.visits_requested.connect(self.show_visits)
        self._stack.addWidget(body)
        return body

    def _switch(self, view: str) -> QWidget:
        """The switch with its key; a further form stands in it while it is shown."""
        views = [(View.EXAM.value, _("Neurological examination")), (View.HINE.value, _("HINE"))]
        views += [(form.id, form.title) for form in self._further_forms if form.id == view]
        switch = SegmentedSwitch(f"switch:{view}", _("View of the examination (H)"), views)
        switch.set_current(view)
        switch.setToolTip(_("H goes from one to the other"))
        switch.chosen.connect(self._on_switch)
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(switch)
        row.addWidget(KeyCap("H"))
        return held

    @property
    def body(self) -> ExamBody | None:
        """The examination, ``None`` while no visit is open."""
        return self._body

    @property
    def hine(self) -> HineBody | None:
        """The HINE, ``None`` until it is first shown."""
        return self._hine

    @property
    def _further_forms(self) -> tuple[Instrument, ...]:
        return self._child.desk.context.knowledge.further_forms

    def form(self, form_id: str) -> ExamBody | None:
        """A further form, ``None`` until it is first shown."""
        return self._forms.get(form_id)

    @property
    def view(self) -> str:
        """What is shown now: ``exam``, ``hine``, or the id of a further form."""
        shown = self._stack.currentWidget()
        if shown is self._hine and shown is not None:
            return View.HINE
        return next((form_id for form_id, body in self._forms.items() if body is shown), View.EXAM)

    @Slot()
    def choose_form(self) -> None:
        """Offer every further form with how much of it is recorded today."""
        if self._body is None or self._child.controller is None:
            return
        menu = self._forms_menu
        menu.clear()
        held = {key.field for key in self._child.controller.record.answers}
        for place, form in enumerate(self._further_forms, 1):
            done = sum(item.field.id in held for item in form.items)
            words = _("{title}, {count} recorded").format(title=form.title, count=done) if done else form.title
            action = menu.addAction(f"&{place}  {words.replace('&', '&&')}" if place < 10 else words.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, form_id=form.id: self._show(form_id))
        if not self._further_forms:
            menu.addAction(_("No other form")).setEnabled(False)
        menu.popup(self._stack.mapToGlobal(QPoint(px(210), px(48))))

    @Slot()
    def show_visits(self) -> None:
        """Every visit of the form that is shown, side by side."""
        shown, controller = self._stack.currentWidget(), self._child.controller
        if not isinstance(shown, ExamBody) or controller is None:
            return
        beside = visits_beside(
            self._child.desk.context.knowledge,
            self._child.chart,
            shown.form,
            controller.day,
            controller.record.answers,
            MOST_VISITS,
        )
        dialog = VisitsDialog(shown.form.title, beside, self)
        dialog.finished.connect(shown.grid.focus_current)
        dialog.open()

    @Slot(str)
    def _on_switch(self, view: str) -> None:
        self._show(view)

    def _shown_view(self, controller: RecordController, view: str) -> ExamBody | HineBody:
        if view == View.EXAM and self._body is not None:
            return self._body
        if view == View.HINE:
            return self._made_hine(controller)
        if view not in self._forms:
            form = self._child.desk.context.knowledge.instruments[view]
            self._forms[view] = self._made_body(controller, form, view)
        return self._forms[view]

    def _show(self, view: str) -> None:
        controller = self._child.controller
        if self._body is None or controller is None or view == self.view:
            return
        self._leave_view()
        shown = self._shown_view(controller, view)
        self._stack.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        shown.grid.focus_current()
        self.hints_changed.emit()

    def _made_hine(self, controller: RecordController) -> HineBody:
        if self._hine is None:
            self._hine = HineBody(self._child, controller, self._switch(View.HINE), self)
            self._stack.addWidget(self._hine)
        return self._hine

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        """Keys of the grid that is shown."""
        if self._body is None:
            return ()
        if self.view == View.HINE:
            return (
                ("J K", _("Item")),
                ("← →", _("Side")),
                ("0–3", _("Score")),
                ("Shift+3", _("Both sides 3")),
                ("N", _("Not examined")),
                ("A", _("Sides differ")),
                ("M", _("Use measured")),
                ("Ctrl+Enter", _("Next section")),
            )
        return (
            ("J K", _("Item")),
            ("← →", _("Side")),
            ("0–4", _("Grade")),
            ("N", _("Not examined")),
            ("Shift+2", _("Both sides 2")),
            ("V", _("See last visit")),
            ("B", _("All visits")),
            ("C", _("Comment")),
            ("S", _("All ages")),
            ("F", _("Forms")),
            ("Ctrl+Enter", _("Next section")),
        )

    @Slot(str)
    def show_target(self, target: str) -> None:
        """Go to the HINE or an item of it, to an item (``ex_dtr_patellar@right``), a fact of one side, or a flag."""
        if self._body is None:
            return
        if target not in _WHOLE_HINE and not is_hine_field(target):
            self._show_item(target)
            return
        self._show(View.HINE)
        if self._hine is not None and target not in _WHOLE_HINE:
            self._hine.show_item(_key_of(target))

    def _show_item(self, target: str) -> None:
        """An item of the examination or of a further form, or a flag."""
        if self._body is None:
            return
        field = self._child.desk.context.knowledge.field_of_target(target)
        form = next((form for form in self._further_forms if form.has(field)), None)
        in_exam = self._body.form.has(field)
        self._show(form.id if form is not None and not in_exam else View.EXAM)
        shown = self._stack.currentWidget()
        if isinstance(shown, ExamBody):
            shown.show_target(target)

    def leave(self) -> None:
        """Take over what is half typed and save."""
        self._leave_view()

    def _leave_view(self) -> None:
        shown = self._stack.currentWidget()
        if isinstance(shown, ExamBody | HineBody):
            shown.leave()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """H: the HINE or back. F: a further form. B: every visit. A field that is typed into keeps its letters."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_H:
            self._show(View.HINE if self.view == View.EXAM else View.EXAM)
        elif plain and event.key() == Qt.Key.Key_F:
            self.choose_form()
        elif plain and event.key() == Qt.Key.Key_B:
            self.show_visits()
        else:
            super().keyPressEvent(event)


def _key_of(target: str) -> ItemKey:
    """A place of the form from its entry key, or from a fact of one side."""
    for side in BOTH_SIDES:
        if target.endswith(f"_{side}"):
            return ItemKey(target.removesuffix(f"_{side}"), side)
    return ItemKey.parse(target)
