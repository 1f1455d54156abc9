"""Which items the examination shows, with the way to all of them and to other forms."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.clinical.age_groups import AgeGroup, age_group
from clinic_app.i18n import _
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.key_cap import KeyCap
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine


class ItemsShown(QWidget):
    """The foot of the sections: for which age the items are, and how many there are at other ages."""

    #: Show the items of every age, or go back to those of the child's age.
    toggled = Signal()
    #: Another form is wanted.
    forms_requested = Signal()

    def __init__(self, months: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exam_items_shown")
        self._group = group_words(months)
        self._words = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._words.setObjectName("text:items_shown")
        self._toggle = ActionButton("button:exam_all_items", "", ButtonKind.LINK)
        self._toggle.clicked.connect(self.toggled)
        self._toggle_row = _row(self._toggle, "S")
        forms = ActionButton("button:exam_forms", _("Other forms"), ButtonKind.LINK)
        forms.clicked.connect(self.forms_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), 0, px(10), px(4))
        column.setSpacing(0)
        column.addWidget(RuleLine())
        column.addSpacing(px(4))
        column.addWidget(self._words)
        column.addWidget(self._toggle_row)
        column.addWidget(_row(forms, "F"))

    def show_items(self, shown: int, of: int, *, everything: bool) -> None:
        """``shown`` of the form's ``of`` items are offered now."""
        if everything:
            self._words.setText(_("Every age, {count} items").format(count=shown))
            self._toggle.set_words(_("Only this age"))
        else:
            self._words.setText(_("{group}: {count} items").format(group=self._group, count=shown))
            self._toggle.set_words(_("Show all {count}").format(count=of))
        self._toggle_row.setVisible(everything or shown < of)


def group_words(months: float) -> str:
    """The age group of a child as a heading."""
    return {
        AgeGroup.NEWBORN: _("Newborn"),
        AgeGroup.INFANT: _("Infant"),
        AgeGroup.TODDLER: _("Toddler"),
        AgeGroup.CHILD: _("2 to 12 years"),
        AgeGroup.ADOLESCENT: _("Adolescent"),
    }[age_group(months)]


def _row(button: ActionButton, key: str) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(6))
    row.addWidget(button)
    row.addWidget(KeyCap(key))
    row.addStretch(1)
    return held
