"""What changed since the last visit, side by side."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _, ngettext, short_day_text
from clinic_app.services.overview import Change
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.plain_label import PlainLabel

_SHOWN = 6


class ChangeStrip(QFrame):
    """Six changes at most; the rest is counted, never hidden silently."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setObjectName("strip:changes")
        self.setAccessibleName(_("Changed since the last visit"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_changes(self, since: date | None, today: date, changes: Sequence[Change]) -> None:
        """Show ``changes`` since the visit on ``since``, or that there is nothing to compare with."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if since is None:
            self._add(_("First visit"), _("Nothing to compare with yet"), "")
            return
        ago = ngettext("{day}, {count} day ago", "{day}, {count} days ago", (today - since).days)
        head = ago.format(day=short_day_text(since), count=(today - since).days)
        self._add(_("Changed since"), "", head, is_head=True)
        for change in changes[:_SHOWN]:
            self._add(change.item, change.what, change.remark)
        if not changes:
            self._add(_("No difference"), _("in what was recorded at both visits"), "")
        if len(changes) > _SHOWN:
            more = len(changes) - _SHOWN
            self._add(_("More"), ngettext("{count} more change", "{count} more changes", more).format(count=more), "")

    def _add(self, item: str, what: str, remark: str, *, is_head: bool = False) -> None:
        tile = QWidget()
        column = QVBoxLayout(tile)
        column.setContentsMargins(12, 6, 10, 6)
        column.setSpacing(0)
        style = TextStyle.STRONG if is_head else TextStyle.SMALL
        for text, look in ((item, style), (what, TextStyle.STRONG), (remark, TextStyle.SMALL)):
            if text:
                ink = "" if look is TextStyle.STRONG else "secondary"
                column.addWidget(PlainLabel(text, look, ink=ink, wrap=True))
        column.addStretch(1)
        tile.setAccessibleName(", ".join(part for part in (item, what, remark) if part))
        self._row.addWidget(tile, 1)
