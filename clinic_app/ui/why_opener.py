"""The way from a "Why" button to its card: who recorded what is read, then the card is shown."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _
from clinic_app.services.explanations import Explanation, Trail, note_trail, visit_trail
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.why_dialog import WhyDialog

#: Makes the explanations once it is known who recorded what; ``None`` where no visit holds anything.
Explain = Callable[[Trail | None], Iterable[Explanation | None]]


def why_button(name: str, what: str, *, brief: bool = False) -> ActionButton:
    """The button beside something that can be explained; ``what`` is spoken after its word.

    ``brief`` leaves the sign alone where words have no room; what is spoken is its tooltip, too.
    """
    return ActionButton(
        f"button:why:{name}", "" if brief else _("Why"), ButtonKind.LINK, icon_name="help-circle",
        spoken=_("Why: {what}").format(what=what),
    )  # fmt: skip


class WhyOpener(QObject):
    """Opens explanations about one child over one screen.

    Args:
        child: the open visit says who recorded what; without one the last signed note does.
        screen: the dialog stands over it.
    """

    def __init__(self, child: OpenChild, screen: QWidget) -> None:
        super().__init__(screen)
        self._child, self._screen = child, screen

    def open(self, explain: Explain, closed: Callable[[], object] | None = None) -> None:
        """Show what ``explain`` makes; nothing where it makes nothing. ``closed`` is called afterwards."""

        def show(trail: Trail | None) -> None:
            made = tuple(one for one in explain(trail) if one is not None)
            if not made:
                return
            dialog = WhyDialog(made, self._screen)
            if closed is not None:
                dialog.finished.connect(lambda _result: closed())
            dialog.open()

        child, controller = self._child, self._child.controller
        if controller is None:
            note, knowledge = child.chart.last_note, child.desk.context.knowledge
            show(note_trail(knowledge, child.chart, note) if note is not None else None)
            return
        child.runner.query(
            child.desk.run, visit_trail, child.chart, controller.draft, controller.day, owner=self, on_done=show
        )
