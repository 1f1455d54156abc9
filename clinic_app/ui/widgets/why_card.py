"""Why the program says something: one card for flags, bands, centiles and scores."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.services.explanations import Explanation, Input, Reference
from clinic_app.services.explanations.model import PartKind
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
_CLIPBOARD_MS = 30_000


class WhyCard(QWidget):
    """Every text can be selected and copied as it is; the address of a source also by its button."""

    def __init__(self, explanation: Explanation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.explanation = explanation
        self.setObjectName("why_card")
        self.setAccessibleName(explanation.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        column.addWidget(_words(explanation.title, TextStyle.HEADING))
        for kind, lines in explanation.parts():
            if kind.heading:
                column.addSpacing(px(6))
                column.addWidget(PlainLabel(kind.heading, TextStyle.SMALL, ink="secondary"))
            if kind is PartKind.SOURCE:
                for at, source in enumerate(explanation.sources):
                    column.addWidget(_source(source, at))
                continue
            if kind is PartKind.USED:
                for one in explanation.inputs:
                    _add_input(column, one)
                continue
            for line in lines:
                column.addWidget(_words(line))


def _words(text: str, style: TextStyle = TextStyle.BODY) -> PlainLabel:
    label = PlainLabel(text, style, wrap=True)
    label.setTextInteractionFlags(_SELECTABLE)
    return label


def _add_input(column: QVBoxLayout, one: Input) -> None:
    column.addWidget(_words(one.line, TextStyle.STRONG))
    if one.origin:
        origin = _words(one.origin, TextStyle.SMALL)
        origin.set_ink("secondary")
        column.addWidget(origin)


def _source(source: Reference, at: int) -> QWidget:
    """As it is cited, and under it the address with a button that copies it. Nothing is opened."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, px(2))
    column.setSpacing(0)
    column.addWidget(_words(source.words))
    if source.address:
        row = QHBoxLayout()
        row.setSpacing(px(6))
        address = _words(source.address, TextStyle.SMALL)
        address.set_ink("secondary")
        copy = ActionButton(
            f"button:copy_address_{at}", _("Copy"), ButtonKind.LINK, icon_name="copy",
            spoken=_("Copy the address: {title}").format(title=source.title),
        )  # fmt: skip
        copy.clicked.connect(lambda: _copy(source.address))
        row.addWidget(address, 1)
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
    return made


def _copy(address: str) -> None:
    """Put an address on the clipboard; after half a minute it is taken off if it is still there."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(address)

    def clear() -> None:
        if clipboard.text() == address:
            clipboard.clear()

    QTimer.singleShot(_CLIPBOARD_MS, clipboard, clear)
