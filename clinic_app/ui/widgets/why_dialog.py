"""Why, in one click: one or more explanations to read, select and copy."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.explanations import Explanation
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.rule_line import RuleLine
from clinic_app.ui.widgets.why_card import WhyCard

_WIDTH, _HEIGHT, _EDGE = 560, 520, 60


class WhyDialog(QDialog):
    """Escape or Enter closes it. The keyboard starts on the text, where arrows and pages scroll."""

    def __init__(self, explanations: tuple[Explanation, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:why")
        self.setWindowTitle(_("Why"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        inside.setObjectName("why_inside")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(px(14), px(10), px(14), px(10))
        cards.setSpacing(px(10))
        for at, one in enumerate(explanations):
            if at:
                cards.addWidget(RuleLine())
            cards.addWidget(WhyCard(one))
        cards.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("why_text")
        self._area.setAccessibleName("\n\n".join(one.text for one in explanations))
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        close = ActionButton("button:why_close", _("Close"), key="Esc")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(px(14), 0, px(14), px(12))
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(4), px(4), 0)
        column.setSpacing(px(8))
        column.addWidget(self._area, 1)
        column.addLayout(row)
        room = parent.window().height() - px(_EDGE)
        wanted = max(inside.heightForWidth(px(_WIDTH)), inside.sizeHint().height()) + px(_EDGE)
        self.resize(px(_WIDTH), max(px(240), min(px(_HEIGHT), room, wanted)))

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """The text has the keyboard."""
        super().showEvent(event)
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)
