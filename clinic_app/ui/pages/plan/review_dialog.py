"""By name: what was not examined, and where right and left differ."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.signing import SigningReview
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class ReviewDialog(QDialog):
    """To read only; Escape closes."""

    def __init__(self, review: SigningReview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog:review")
        self.setWindowTitle(_("Before signing"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        close = ActionButton("button:review_close", _("Close"), key="Esc")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(review_lists(review), 1)
        column.addLayout(row)
        self.resize(px(480), px(460))


def review_lists(review: SigningReview) -> QScrollArea:
    """Both lists, one under the other, to scroll."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, px(6), 0)
    sides = review.side_differences or (_("No recorded finding differs between right and left."),)
    _add_list(column, _("Right and left differ"), sides)
    _add_list(column, _("Not examined"), review.not_examined or (_("Everything offered was examined."),))
    column.addStretch(1)
    scroll = QScrollArea()
    scroll.setObjectName("sign_lists")
    scroll.setAccessibleName(_("Side differences and what was not examined"))
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll


def _add_list(column: QVBoxLayout, title: str, words: Sequence[str]) -> None:
    column.addWidget(PlainLabel(title, TextStyle.STRONG))
    column.addWidget(PlainLabel("\n".join(words), TextStyle.SMALL, ink="secondary", wrap=True))
