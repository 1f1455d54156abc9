"""The flags that rest on the HINE, in brief: shape, title, level in words. Their reasons are in the full list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_app.clinical.assessment import Flag
from clinic_app.clinical.hine_facts import AT_MOST
from clinic_app.i18n import _, number_text
from clinic_app.ui.pages.flags.flag_words import LEVELS
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.level_mark import LevelMark
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel


class FlagLines(QWidget):
    """Hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hine_flags")
        self._shown: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, px(2), 0, px(2))
        self._grid.setHorizontalSpacing(px(6))
        self._grid.setVerticalSpacing(px(2))
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """Show these, most urgent first as they come."""
        lines = tuple(_words(flag) for flag in flags)
        if lines == self._shown:
            return
        self._shown = lines
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (flag, words) in enumerate(zip(flags, lines, strict=True)):
            self._grid.addWidget(LevelMark(LEVELS[flag.urgency]), at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(PlainLabel(words, TextStyle.SMALL, wrap=True), at, 1)
        self.setAccessibleName("; ".join(lines))
        self.setVisible(bool(lines))


def _words(flag: Flag) -> str:
    """Title and level; while the form is incomplete also why the outcome is certain already."""
    words = _("{title}. {level}.").format(title=flag.title, level=LEVELS[flag.urgency].words)
    most = flag.inputs.get(AT_MOST)
    if isinstance(most, float):
        words += " " + _("Certain already: the total can be at most {most}.").format(most=number_text(most, 1))
    return words
