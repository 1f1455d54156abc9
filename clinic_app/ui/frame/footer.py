"""The line at the bottom: which keys act here, and that what was typed is on disk."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from clinic_app.ui.theme import TextStyle, watcher
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_HEIGHT = 26


class Footer(QFrame):
    """Key hints on the leading side; saved, station, person and "Demo data" on the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setProperty("look", "footer")
        self._fit()
        watcher().changed.connect(self._fit)
        self._hints = QHBoxLayout()
        self._hints.setSpacing(px(4))
        self._saved_icon = Icon("check", "text_secondary", 14)
        self._saved = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._saved.setObjectName("footer:saved")
        self._station = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._person = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._demo = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._demo.setProperty("weight", "bold")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(4))
        row.addLayout(self._hints)
        row.addStretch(1)
        row.addWidget(self._saved_icon)
        for label in (self._saved, self._station, self._person, self._demo):
            row.addWidget(label)
            row.addSpacing(px(10) if label is not self._demo else 0)
        self.set_saved("")
        self.set_who("", "")

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(px(_HEIGHT))

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show keys and what they do."""
        while (item := self._hints.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, words in hints:
            self._hints.addWidget(KeyCap(key))
            self._hints.addWidget(PlainLabel(words, TextStyle.SMALL, ink="secondary"))
            self._hints.addSpacing(px(10))

    def set_saved(self, words: str, *, is_saved: bool = True) -> None:
        """``Saved 10:38:08``, or why it is not; empty where nothing is being written."""
        self._saved.setText(words)
        self._saved.set_ink("secondary" if is_saved else "danger")
        self._saved_icon.set_icon(
            "check" if is_saved else "alert-circle", "text_secondary" if is_saved else "sev_now_mark"
        )
        self._saved_icon.setVisible(bool(words))
        self._saved.setVisible(bool(words))

    def set_who(self, station: str, person: str, demo: str = "") -> None:
        """Station, person, and that these children are not real."""
        for label, words in ((self._station, station), (self._person, person), (self._demo, demo)):
            label.setText(words)
            label.setVisible(bool(words))
