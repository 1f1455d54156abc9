"""Everything that is known about an item."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class ExplanationDialog(QDialog):
    """Scale, limits, what is expected and the source. Escape or Enter closes it."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("exam_explanation")
        self.setWindowTitle(_("About this item"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = PlainLabel(text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setObjectName("exam_explanation_text")
        area.setAccessibleName(text)
        area.setWidgetResizable(True)
        area.setWidget(words)
        close = ActionButton("button:explanation_close", _("Close"), key="Esc")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, TextStyle.TITLE))
        column.addWidget(area, 1)
        column.addLayout(row)
        self.resize(px(460), px(380))
