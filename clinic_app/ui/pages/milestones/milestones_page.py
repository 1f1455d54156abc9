"""The milestones screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.milestones.milestones_body import MilestonesBody
from clinic_app.ui.pages.page import Page
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind


class MilestonesPage(Page):
    """Records what the child does; without an open visit it shows what was recorded."""

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page:milestones")
        self.setAccessibleName(_("Milestones"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._has_visit = child.controller is not None
        self._body = MilestonesBody(child, self)
        self._body.jump_requested.connect(self.jump_requested)
        if not self._has_visit:
            start = ActionButton("button:start_visit", _("Start a visit"), ButtonKind.PRIMARY_STANDARD)
            start.clicked.connect(self.start_requested)
            self._body.checklist.header_right.addWidget(start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._body, 1)

    @property
    def body(self) -> MilestonesBody:
        """Checklist, windows and reading."""
        return self._body

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        """Keys of the list."""
        moving = (("J K", _("Item")), ("[ ]", _("Age list")))
        if not self._has_visit:
            return moving
        return (
            moving[0],
            ("Y", _("Yes")),
            ("U", _("Unsure")),
            ("X", _("Not yet")),
            ("L", _("Lost, asks when")),
            ("N", _("Not asked")),
            ("S", _("Seen here / told")),
            ("Enter", _("Since")),
            moving[1],
        )

    def show_target(self, target: str) -> None:
        """Go to a milestone (``ms_c09m4``) or to what answers a fact (``dv_sits_alone``)."""
        self._body.show_target(target)

    def leave(self) -> None:
        """Take over what is half typed and save."""
        self._body.leave()

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the first milestone without an answer."""
        super().focusInEvent(event)
        self._body.checklist.focus_current()
