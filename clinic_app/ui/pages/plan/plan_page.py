"""What it means, who does what by when, what the family watches for, and the signature."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.page import Page, Tab
from clinic_app.ui.pages.plan.no_visit import NoVisit
from clinic_app.ui.pages.plan.plan_body import PlanBody
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.page_scroll import PageScroll

#: Below this width the two halves stand one under the other and the page scrolls.
_NARROW = 1000
_LEAST_HEIGHT, _LEAST_HEIGHT_NARROW = 540, 1240


class PlanPage(Page):
    """The page of an open visit; without one, the way to one."""

    #: The sealed ``Note``.
    signed = Signal(object)

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page:plan")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._child = child
        self._body: PlanBody | None = None
        self._is_entered = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        if child.controller is None:
            empty = NoVisit(child.chart)
            empty.start_requested.connect(self.start_requested)
            empty.note_requested.connect(lambda note_id: self.jump_requested.emit(Tab.DOCUMENTS, note_id))
            outer.addWidget(empty)
            self.setFocusProxy(empty)
            return
        self._body = PlanBody(child, child.controller)
        self._body.jump_requested.connect(self.jump_requested)
        self._body.signed.connect(self.signed)
        self._scroll = PageScroll("scroll:plan", self._body, _LEAST_HEIGHT)
        outer.addWidget(self._scroll)

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl+I", _("Insert finding")),
            ("L", _("Plan line")),
            ("Ctrl+L", _("From flags")),
            ("F", _("Family text")),
            ("Ctrl+S", _("Sign")),
            ("Ctrl+P", _("Print")),
        )

    def show_target(self, target: str) -> None:
        if self._body is not None:
            self._body.show_target(target)

    def leave(self) -> None:
        self._is_entered = False
        if self._body is not None:
            self._body.commit()

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        """One begins with the words; Escape leads out of them, so that letters are keys again."""
        super().focusInEvent(event)
        if not self._is_entered and self._body is not None:
            self._is_entered = True
            self._body.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._body is not None:
            is_narrow = self.width() < px(_NARROW)
            self._body.set_narrow(is_narrow)
            self._scroll.set_least_height(_LEAST_HEIGHT_NARROW if is_narrow else _LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """L and F act while nothing is typed into: an editor takes them for itself, and Escape leads out of it."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if self._body is not None and plain and event.key() == Qt.Key.Key_L:
            self._body.add_line()
        elif self._body is not None and plain and event.key() == Qt.Key.Key_F:
            self._body.family.focus_note()
        elif self._body is not None and plain and event.key() == Qt.Key.Key_Escape:
            self.setFocus()
        else:
            super().keyPressEvent(event)
