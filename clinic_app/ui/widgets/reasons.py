"""Why something was not examined."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from clinic_app.clinical.milestones import NOT_ASKED
from clinic_app.i18n import _

#: Codes of the reasons, in the order of the menu.
REASONS: Final = ("asleep", "crying", "refused", "no_time", "other")


def reason_word(reason: str) -> str:
    """What a person reads for a reason; a reason of the person's own is shown as it is."""
    words = {
        "asleep": _("asleep"),
        "crying": _("crying"),
        "refused": _("refused"),
        "no_time": _("no time"),
        "other": _("other reason"),
    }
    return words.get(reason, reason)


def not_examined_text(reason: str) -> str:
    """``not examined, asleep``: the words that are shown, spoken and printed."""
    if reason == NOT_ASKED:
        return _("not asked")
    return _("not examined, {reason}").format(reason=reason_word(reason)) if reason else _("not examined")


def reason_menu(parent: QWidget, chosen: Callable[[str], None]) -> QMenu:
    """A menu of the reasons; ``chosen`` hears the code. It is thrown away when it closes."""
    menu = QMenu(parent)
    menu.setObjectName(f"{parent.objectName()}_reason")
    menu.setAccessibleName(_("Why not examined"))
    words = {
        "asleep": _("&Asleep"),
        "crying": _("&Crying"),
        "refused": _("&Refused"),
        "no_time": _("No &time"),
        "other": _("&Other reason"),
    }
    for reason in REASONS:
        action = menu.addAction(words[reason])
        action.setObjectName(f"reason_{reason}")
        action.triggered.connect(lambda _checked=False, code=reason: chosen(code))
    menu.setActiveAction(menu.actions()[0])
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
