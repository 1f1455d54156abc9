"""What was added to a signed note, and the way to add."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.notes import Addendum
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class AddendaCard(Card):
    """Oldest first. Nothing in a signed note is changed in place."""

    add_requested = Signal()

    def __init__(self, *, may_add: bool, who_may: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Added after signing"), parent=parent)
        self.setObjectName("card:addenda")
        self._may_add, self._who_may = may_add, who_may
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, px(4), 0)
        self._column.setSpacing(px(6))
        scroll = QScrollArea()
        scroll.setObjectName("addenda_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.add = ActionButton("button:add_addendum", _("Add addendum"), icon_name="plus")
        self.add.clicked.connect(self.add_requested)
        self._hint = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self.add)
        self.body.addWidget(self._hint)
        self.show_addenda((), is_signed=False)

    def show_addenda(self, addenda: Sequence[Addendum], *, is_signed: bool) -> None:
        """Show what was added to the chosen note."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for one in addenda:
            when = f"{day_text(one.written_at.astimezone().date())} {clock_text(one.written_at)}, {one.author_name}"
            self._column.addWidget(PlainLabel(when, TextStyle.SMALL, ink="secondary", wrap=True))
            self._column.addWidget(PlainLabel(one.text, wrap=True))
        if not addenda:
            none = _("Nothing was added.") if is_signed else _("A draft is changed in place.")
            self._column.addWidget(PlainLabel(none, TextStyle.SMALL, ink="muted", wrap=True))
        self._column.addStretch(1)
        self.add.setVisible(is_signed)
        self.add.setEnabled(self._may_add)
        hint = "" if self._may_add else _("Adding needs the role {roles}.").format(roles=self._who_may)
        self._hint.setText(hint)
        self._hint.setVisible(is_signed and bool(hint))
