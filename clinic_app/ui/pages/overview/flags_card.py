"""The flags of the open visit, live, or those of the last signed one."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.rules import Urgency
from clinic_app.i18n import _, short_day_text
from clinic_app.services.assessing import Picture
from clinic_app.services.explanations import Explanation, SaidFlag, Trail, explain_flag, said_then
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.pages.flags.flags_panel import FlagsPanel
from clinic_app.ui.pages.page import Tab
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import Explain, WhyOpener
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.flag_card import FlagCard, FlagView
from clinic_app.ui.widgets.plain_label import PlainLabel


class FlagsCard(QWidget):
    """With an open visit it is the panel of the examination; otherwise what the last note says, as it was signed."""

    #: As ``Page.jump_requested``.
    jump_requested = Signal(Tab, str)

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card:flags")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._panel = FlagsPanel(child) if child.controller is not None else None
        if self._panel is not None:
            self._panel.jump_requested.connect(self.jump_requested)
            self._panel.item_wanted.connect(lambda item: self.jump_requested.emit(Tab.EXAM, item))
            self.setFocusProxy(self._panel)
            column.addWidget(self._panel)
        else:
            column.addWidget(self._signed_flags(child))

    def show_picture(self, picture: Picture) -> None:
        """The panel follows the record by itself; nothing is left to do."""

    def _signed_flags(self, child: OpenChild) -> Card:
        note = child.chart.last_note
        card = Card(_("Flags of the last note"), margins=(8, 8, 8, 8))
        if note is None:
            card.body.addWidget(PlainLabel(_("No signed visit yet."), ink="muted"))
            card.body.addStretch(1)
            return card
        card.header_right.addWidget(PlainLabel(short_day_text(note.day), TextStyle.SMALL, ink="secondary"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        flags = note.content()["picture"]["flags"]
        opener, knowledge = WhyOpener(child, self), child.desk.context.knowledge
        for flag in flags:
            made = FlagCard(_view(flag, knowledge), may_act=False)
            explain = partial(_explained, knowledge, said_then(flag))
            made.all_requested.connect(partial(_open, opener, explain))
            column.addWidget(made)
        if not flags:
            column.addWidget(PlainLabel(_("None were raised by what was recorded."), ink="muted", wrap=True))
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("scroll:signed_flags")
        area.setWidgetResizable(True)
        area.setWidget(inside)
        card.body.addWidget(area, 1)
        return card


def _explained(knowledge: Knowledge, flag: SaidFlag, trail: Trail | None) -> tuple[Explanation, ...]:
    return (explain_flag(knowledge, flag, trail),)


def _open(opener: WhyOpener, explain: Explain, _rule_id: str) -> None:
    opener.open(explain)


def _view(flag: Mapping[str, Any], knowledge: Knowledge) -> FlagView:
    """A sealed flag as a card; its words are those of the day it was signed."""
    reason = str(flag.get("reason", ""))
    return FlagView(
        id=str(flag["id"]),
        level=LEVELS[Urgency.of(str(flag["urgency"]))],
        title=str(flag["title"]),
        why=explain_flag(knowledge, said_then(flag)),
        answer=_("Dismissed: {reason}").format(reason=reason) if flag.get("dismissed") else _("In the plan"),
    )
