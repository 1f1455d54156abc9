"""The history of one event: who changed what when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.domain.episodes import EpisodeEvent
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.services.episodes.event_history import Change
from clinic_app.services.episodes.event_words import day_words, events_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.run_in_label import RunInLabel


class HistoryDialog(QDialog):
    """Newest first. Nothing of it can be changed; Escape or Enter closes it."""

    def __init__(self, event: EpisodeEvent, changes: Sequence[Change], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:event_history")
        self.setWindowTitle(_("History of the event"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setSpacing(px(8))
        if not changes:
            lines.addWidget(PlainLabel(_("As it was first told. Nobody changed it."), ink="secondary", wrap=True))
        for one in changes:
            local = one.at.astimezone()
            head = _("{what}, {day} {time}, {name}.").format(
                what=one.what, day=day_text(local.date()), time=clock_text(one.at), name=one.person_name
            )
            lines.addWidget(RunInLabel(head, "; ".join(one.differences)))
        lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("scroll:event_history")
        scroll.setAccessibleName(_("History of the event"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        close = ActionButton("button:history_close", _("Close"), key="Esc")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(f"{day_words(event)}, {events_words(event)}", TextStyle.TITLE))
        column.addWidget(scroll, 1)
        column.addLayout(row)
        self.resize(px(520), px(360))
