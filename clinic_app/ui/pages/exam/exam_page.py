"""The examination screen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.exam.exam_body import ExamBody
from clinic_app.ui.pages.page import Page
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.empty_state import EmptyState


class ExamPage(Page):
    """Records the findings of today's visit; without an open visit it offers to start one."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page:exam")
        self.setAccessibleName(_("Neurological examination"))
        self._body: ExamBody | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if child.controller is None:
            column.addWidget(self._no_visit())
            return
        self._body = ExamBody(child, child.controller, self)
        self._body.jump_requested.connect(self.jump_requested)
        column.addWidget(self._body)
        self.setFocusProxy(self._body)

    def _no_visit(self) -> QWidget:
        start = ActionButton("button:start_visit", _("Start a visit"), ButtonKind.PRIMARY)
        start.clicked.connect(self.start_requested)
        text = _("Findings are recorded in a visit. Earlier findings are in the overview.")
        return EmptyState("exam_no_visit", _("No visit open"), text, icon_name="stethoscope", actions=(start,))

    @property
    def body(self) -> ExamBody | None:
        """The examination, ``None`` while no visit is open."""
        return self._body

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        """Keys of the grid."""
        if self._body is None:
            return ()
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

    def show_target(self, target: str) -> None:
        """Go to an item (``ex_dtr_patellar``, ``ex_dtr_patellar@right``), a fact of one side, or a flag."""
        if self._body is not None:
            self._body.show_target(target)

    def leave(self) -> None:
        """Take over what is half typed and save."""
        if self._body is not None:
            self._body.leave()
