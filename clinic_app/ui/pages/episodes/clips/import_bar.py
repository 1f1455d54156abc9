"""How far a file is taken in, and a way to stop."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_STEPS = 1000


class ImportBar(QWidget):
    """Hidden while nothing is taken in. The first half is checking, the second copying."""

    #: Stop what is being taken in.
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar:clip_import")
        self._words = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._bar = QProgressBar()
        self._bar.setObjectName("progress:clip_import")
        self._bar.setAccessibleName(_("Taking a clip in"))
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(px(8))
        cancel = ActionButton("button:clip_cancel", _("Stop"), ButtonKind.SMALL)
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(10), 0, px(10), px(4))
        row.setSpacing(px(8))
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(cancel)
        self.hide()

    @property
    def words(self) -> str:
        """What is being done."""
        return self._words.text()

    def show_progress(self, done: int, whole: int) -> None:
        """Bytes done and in all; 0 of 0 hides the bar."""
        self.setVisible(whole > 0)
        if whole <= 0:
            return
        self._bar.setValue(round(_STEPS * done / whole))
        self._words.setText(_("Checking") if done * 2 < whole else _("Copying, encrypted"))

    def begin(self) -> None:
        """Something is about to be taken in."""
        self._bar.setValue(0)
        self._words.setText(_("Checking"))
        self.show()
