"""The examination screen: the general examination and the HINE, one at a time."""

from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from clinic_app.clinical.hine_facts import WHOLE
from clinic_app.clinical.hine_instrument import HINE, is_hine_field
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.sides import BOTH_SIDES
from clinic_app.i18n import _
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.exam.exam_body import ExamBody
from clinic_app.ui.pages.exam.hine.hine_body import HineBody
from clinic_app.ui.pages.page import Page
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.empty_state import EmptyState
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch

_WHOLE_HINE = WHOLE | {HINE}


class View(StrEnum):
    """What the screen shows."""

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
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        if child.controller is None:
            self._stack.addWidget(self._no_visit())
            return
        self._body = ExamBody(child, child.controller, self._switch(View.EXAM), self)
        self._body.jump_requested.connect(self.jump_requested)
        self._body.hine_requested.connect(self.show_target)
        self._stack.addWidget(self._body)
        self.setFocusProxy(self._body)

    def _no_visit(self) -> QWidget:
        start = ActionButton("button:start_visit", _("Start a visit"), ButtonKind.PRIMARY)
        start.clicked.connect(self.start_requested)
        text = _("Findings are recorded in a visit. Earlier findings are in the overview.")
        return EmptyState("exam_no_visit", _("No visit open"), text, icon_name="stethoscope", actions=(start,))

    def _switch(self, view: View) -> QWidget:
        """The switch with its key."""
        views = ((View.EXAM.value, _("Neurological examination")), (View.HINE.value, _("HINE")))
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
    def view(self) -> View:
        """What is shown now."""
        return View.HINE if self._hine is not None and self._stack.currentWidget() is self._hine else View.EXAM

    @Slot(str)
    def _on_switch(self, view: str) -> None:
        self._show(View(view))

    def _show(self, view: View) -> None:
        controller = self._child.controller
        if self._body is None or controller is None or view is self.view:
            return
        self._leave_view()
        shown = self._body if view is View.EXAM else self._made_hine(controller)
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
        if self.view is View.HINE:
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
            ("C", _("Comment")),
            ("Ctrl+Enter", _("Next section")),
        )

    @Slot(str)
    def show_target(self, target: str) -> None:
        """Go to the HINE or an item of it, to an item (``ex_dtr_patellar@right``), a fact of one side, or a flag."""
        if self._body is None:
            return
        if target not in _WHOLE_HINE and not is_hine_field(target):
            self._show(View.EXAM)
            self._body.show_target(target)
            return
        self._show(View.HINE)
        if self._hine is not None and target not in _WHOLE_HINE:
            self._hine.show_item(_key_of(target))

    def leave(self) -> None:
        """Take over what is half typed and save."""
        self._leave_view()

    def _leave_view(self) -> None:
        if self.view is View.HINE and self._hine is not None:
            self._hine.leave()
        elif self._body is not None:
            self._body.leave()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """H goes from the examination to the HINE and back; a field that is typed into keeps its letters."""
        if event.key() == Qt.Key.Key_H and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._show(View.EXAM if self.view is View.HINE else View.HINE)
            return
        super().keyPressEvent(event)


def _key_of(target: str) -> ItemKey:
    """A place of the form from its entry key, or from a fact of one side."""
    for side in BOTH_SIDES:
        if target.endswith(f"_{side}"):
            return ItemKey(target.removesuffix(f"_{side}"), side)
    return ItemKey.parse(target)
