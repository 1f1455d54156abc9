"""Yes, no, or asked and not known."""

from PySide6.QtWidgets import QWidget

from clinic_app.i18n import _
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.option_like import Choice


def tri_options() -> tuple[Choice, Choice, Choice]:
    """The three answers; keys 1, 2 and 3, and U for unknown."""
    return (
        Choice("yes", _("Yes"), _("Yes")),
        Choice("no", _("No"), _("No")),
        Choice("unknown", _("Unknown"), _("Unknown")),
    )


class TriField(ChoiceField):
    """A question with Yes, No and Unknown. Unanswered is none of them."""

    def __init__(self, name: str, accessible: str, label: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(name, accessible, label, options=tri_options(), parent=parent)
