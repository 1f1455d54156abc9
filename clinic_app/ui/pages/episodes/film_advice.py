"""How a family films an event, so that the film can be read."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


def _lines() -> tuple[str, ...]:
    return (
        _("Film the whole child first, then come closer to the part that moves. Keep the face in the picture."),
        _("Begin as soon as it starts; keep filming until the child is as usual again."),
        _("Light on the child, clothes and blanket away where it is warm enough."),
        _("Say aloud the time, what the child was doing, and what you see."),
        _("Gently hold or bend the limb for some seconds, and film whether it stops. Call the child by name."),
        _("Help comes before filming: blue, limp, not breathing, or longer than 5 minutes, call the emergency number."),
    )


class FilmAdvice(QWidget):
    """Six lines, to be read out to the family."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(_("How to film an event"), TextStyle.HEADING))
        for place, words in enumerate(_lines(), start=1):
            column.addWidget(PlainLabel(f"{place}.  {words}", wrap=True))
        #: Where what else a family can be given goes, such as a diary sheet.
        self.offers = QHBoxLayout()
        self.offers.setContentsMargins(0, px(8), 0, 0)
        self.offers.addStretch(1)
        column.addLayout(self.offers)
        column.addStretch(1)
