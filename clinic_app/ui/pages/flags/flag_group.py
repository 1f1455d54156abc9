"""A flag, and folded under it the flags that speak about the same finding."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.i18n import ngettext
from clinic_app.ui.widgets.disclosure_button import DisclosureButton
from clinic_app.ui.widgets.flag_card import FlagCard, FlagView
from clinic_app.ui.widgets.measures import px


class FlagGroup(QWidget):
    """Cards are replaced one by one when what they show changes, so that reading is not disturbed."""

    #: The rule ids of the buttons, and of what was opened or closed.
    plan_requested = Signal(str)
    dismiss_requested = Signal(str)
    withdraw_requested = Signal(str)
    all_requested = Signal(str)
    disclosed = Signal(str, bool)

    def __init__(self, leader: str, *, may_act: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leader = leader
        self._may_act = may_act
        self._cards: dict[str, FlagCard] = {}
        self.setObjectName(f"flag_group:{leader}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(4))
        self._fold = DisclosureButton(f"button:fold:{leader}", "", "", self)
        self._fold.toggled.connect(self._on_fold)
        self._inner = QWidget()
        self._inner_column = QVBoxLayout(self._inner)
        self._inner_column.setContentsMargins(px(12), 0, 0, 0)
        self._inner_column.setSpacing(px(4))
        self._column.addWidget(self._fold)
        self._column.addWidget(self._inner)
        self._inner.hide()

    @property
    def cards(self) -> Mapping[str, FlagCard]:
        """The cards by rule id, leader first."""
        return self._cards

    def show_flags(self, leader: FlagView, followers: Sequence[FlagView], opened: Mapping[str, bool]) -> None:
        """Show a leader and what it leads."""
        wanted = {view.id: view for view in (leader, *followers)}
        for gone in self._cards.keys() - wanted.keys():
            self._drop(gone)
        for view in wanted.values():
            self._show(view, is_leader=view is leader, expanded=opened.get(view.id, False))
        self._fold.setVisible(bool(followers))
        words = ngettext("{count} more on this finding", "{count} more on this finding", len(followers))
        words = words.format(count=len(followers))
        if self._fold.text() != words:
            self._fold.setText(words)
            self._fold.setAccessibleName(f"{words}: {leader.title}")
            self._fold.updateGeometry()
        if not followers:
            self._inner.hide()

    def unfold(self) -> None:
        """Show the flags that are led."""
        self._fold.setChecked(True)

    def _show(self, view: FlagView, *, is_leader: bool, expanded: bool) -> None:
        held = self._cards.get(view.id)
        if held is not None and held.flag == view:
            return
        card = FlagCard(view, expanded=held.is_expanded if held is not None else expanded, may_act=self._may_act)
        card.plan_requested.connect(self.plan_requested)
        card.dismiss_requested.connect(self.dismiss_requested)
        card.withdraw_requested.connect(self.withdraw_requested)
        card.all_requested.connect(self.all_requested)
        card.disclosed.connect(self.disclosed)
        column = self._column if is_leader else self._inner_column
        at = column.indexOf(held) if held is not None else (0 if is_leader else column.count())
        column.insertWidget(at, card)
        if held is not None:
            _hand_over_focus(held, card)
            column.removeWidget(held)
            held.hide()
            held.deleteLater()
        self._cards = {view.id: card} | self._cards | {view.id: card} if is_leader else self._cards | {view.id: card}

    def _drop(self, rule_id: str) -> None:
        card = self._cards.pop(rule_id)
        card.hide()
        card.deleteLater()

    @Slot(bool)
    def _on_fold(self, opened: bool) -> None:
        self._inner.setVisible(opened)


def _hand_over_focus(old: QWidget, new: QWidget) -> None:
    focused = old.focusWidget()
    if focused is None or not focused.hasFocus():
        return
    same = new.findChild(QWidget, focused.objectName()) or new.findChild(QWidget, f"button:why:{new.objectName()[5:]}")
    if same is not None:
        same.setFocus()
