"""The preview with its header: which page, how large."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _
from clinic_app.ui.pages.documents.page_view import PageView, Zoom
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.plain_label import PlainLabel


class PreviewCard(Card):
    """What is seen here is what prints."""

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(_("Preview"), margins=(0, 0, 0, 0), spacing=0, parent=parent)
        self.setObjectName("card:preview")
        self.view = PageView(runner)
        self._previous = ActionButton(
            "button:previous_page", "", ButtonKind.SMALL, icon_name="chevron-left", spoken=_("Previous page")
        )
        self._next = ActionButton(
            "button:next_page", "", ButtonKind.SMALL, icon_name="chevron-right", spoken=_("Next page")
        )
        self._where = PlainLabel("", ink="secondary")
        self._previous.clicked.connect(self.view.previous_page)
        self._next.clicked.connect(self.view.next_page)
        self.view.page_changed.connect(self._on_page)
        for part in (self._previous, self._where, self._next):
            self.header_right.addWidget(part)
        self._zooms: dict[Zoom, Chip] = {}
        for zoom, words in ((Zoom.PAGE, _("Page")), (Zoom.WIDTH, _("Width")), (Zoom.REAL, _("100%"))):
            chip = Chip(f"filter:zoom:{zoom}", words, ChipKind.FILTER)
            chip.setAccessibleName(_("Show: {words}").format(words=words))
            chip.clicked.connect(partial(self.set_zoom, zoom))
            self._zooms[zoom] = chip
            self.header_right.addWidget(chip)
        self.body.addWidget(self.view, 1)
        self.set_zoom(Zoom.WIDTH)

    def set_zoom(self, zoom: Zoom) -> None:
        """Another size."""
        self.view.set_zoom(zoom)
        for one, chip in self._zooms.items():
            chip.setChecked(one is zoom)

    @Slot(int, int)
    def _on_page(self, page: int, pages: int) -> None:
        self._where.setText(_("Page {page} of {pages}").format(page=page, pages=pages) if pages else "")
        self._previous.setEnabled(page > 1)
        self._next.setEnabled(page < pages)
