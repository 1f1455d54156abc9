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
        self._toggle_key = KeyCap("S")
        forms = ActionButton("button:exam_forms", _("Forms"), ButtonKind.LINK, spoken=_("Other forms"))
        forms.clicked.connect(self.forms_requested)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        for part in (self._toggle, self._toggle_key, forms, KeyCap("F")):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), 0, px(10), px(2))
        column.setSpacing(px(2))
        column.addWidget(RuleLine())
        column.addWidget(self._words)
        column.addLayout(row)

    def show_items(self, shown: int, of: int, *, everything: bool) -> None:
        """``shown`` of the form's ``of`` items are offered now."""
        if everything:
            self._words.setText(_("Every age, {count} items").format(count=shown))
            self._toggle.set_words(_("This age"))
        else:
            words = _("{group}: {count} of {all} items") if shown < of else _("{group}: {count} items")
            self._words.setText(words.format(group=self._group, count=shown, all=of))
            self._toggle.set_words(_("Show all"))
        for part in (self._toggle, self._toggle_key):
            part.setVisible(everything or shown < of)


def group_words(months: float) -> str:
    """The age group of a child as a heading."""
    return {
        AgeGroup.NEWBORN: _("Newborn"),
        AgeGroup.INFANT: _("Infant"),
        AgeGroup.TODDLER: _("Toddler"),
        AgeGroup.CHILD: _("2 to 12 years"),
        AgeGroup.ADOLESCENT: _("Adolescent"),
    }[age_group(months)]
