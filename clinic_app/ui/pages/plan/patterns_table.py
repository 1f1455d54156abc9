"""Patterns to weigh: what speaks for, what against, what is not safe. Lists, never sums."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.clinical.assessment import PatternFinding, PatternState
from clinic_app.i18n import _, ngettext
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.wording import predicate_words, short_label
from clinic_app.ui.pages.flags.missing import Place, place_of
from clinic_app.ui.pages.plan.grid_table import GridTable
from clinic_app.ui.theme import TextStyle, current, font
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.disclosure_button import DisclosureButton
from clinic_app.ui.widgets.level_mark import Level
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_MOST: Final = 4
_LONGEST: Final = 72
_ASK_WIDTH: Final = 190
_ORDER = (PatternState.NOT_SAFE, PatternState.CONSIDERED, PatternState.POSSIBLE)


class PatternsTable(QWidget):
    """Cards that something recorded speaks for, then, folded, those that could only be asked about."""

    #: A missing fact to go and record.
    ask_requested = Signal(str)

    def __init__(self, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._knowledge = knowledge
        self._shown: tuple[PatternFinding, ...] | None = None
        self._opened = False
        self.setObjectName("plan_patterns")
        columns = (
            (_("Pattern"), 116, 3),
            (_("State"), 120, 0),
            (_("Speaks for"), 110, 4),
            (_("Speaks against"), 110, 4),
        )
        self._table = GridTable("plan_patterns_table", _("Patterns to weigh"), columns)
        self._fold = DisclosureButton("button:plan_patterns_more", "", _("Patterns that nothing speaks for yet"))
        self._fold.toggled.connect(self._on_fold)
        self._none = PlainLabel(_("No pattern fits what is recorded so far."), TextStyle.SMALL, ink="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(3))
        for part in (self._none, self._table, self._fold):
            column.addWidget(part)

    def show_patterns(self, patterns: tuple[PatternFinding, ...]) -> None:
        """Show what is not hidden."""
        seen = tuple(one for one in patterns if one.state is not PatternState.HIDDEN)
        if seen != self._shown:
            self._shown = tuple(sorted(seen, key=lambda one: _ORDER.index(one.state)))
            self._render()

    def _render(self) -> None:
        cards = self._shown or ()
        told = [one for one in cards if one.state is not PatternState.POSSIBLE or one.for_]
        rest = [one for one in cards if one not in told]
        self._table.clear_rows()
        for card in (*told, *(rest if self._opened else ())):
            self._add(card)
        words = ngettext("{count} more could be asked about", "{count} more could be asked about", len(rest))
        self._fold.setText(words.format(count=len(rest)))
        self._fold.setAccessibleName(self._fold.text())
        self._fold.updateGeometry()
        self._fold.setVisible(bool(rest))
        self._table.setVisible(bool(told) or self._opened)
        self._none.setVisible(not told)

    @Slot(bool)
    def _on_fold(self, opened: bool) -> None:
        self._opened = opened
        self._render()

    def _add(self, card: PatternFinding) -> None:
        against = QWidget()
        column = QVBoxLayout(against)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._small((*card.against, *card.unsafe), "plan_against"))
        if (ask := self._ask(card)) is not None:
            column.addWidget(ask)
        self._table.add_row((
            PlainLabel(card.pattern.label, TextStyle.STRONG, wrap=True),
            _state_chip(card),
            self._small(card.for_, "plan_for"),
            against,
        ))  # fmt: skip

    def _small(self, predicates: tuple[str, ...], name: str) -> PlainLabel:
        """The first few in words, each cut to what can be read at a glance; the tooltip says all of them whole."""
        said = list(dict.fromkeys(predicate_words(text, self._knowledge) for text in predicates))
        shown = "; ".join(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…" for text in said[:_MOST])
        more = len(said) - _MOST
        words = _("{shown}; {count} more").format(shown=shown, count=more) if more > 0 else shown
        label = PlainLabel(words or "–", TextStyle.SMALL, ink="secondary", wrap=True)
        label.setObjectName(name)
        label.setToolTip("\n".join(said))
        return label

    def _ask(self, card: PatternFinding) -> QWidget | None:
        """The first missing finding that a form asks for."""
        fact = next((one for one in card.missing if place_of(one, self._knowledge) is not Place.NOWHERE), "")
        if not fact:
            return None
        words = _("Ask: {finding}").format(finding=short_label(fact, self._knowledge))
        metrics = QFontMetrics(font(TextStyle.STRONG, current().scale))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, px(_ASK_WIDTH))
        button = ActionButton(f"button:ask:{card.id}", shown, ButtonKind.LINK, spoken=f"{words}, {card.pattern.label}")
        button.setToolTip(words)
        button.clicked.connect(lambda: self.ask_requested.emit(fact))
        return button


def _state_chip(card: PatternFinding) -> Chip:
    words, kind, level = {
        PatternState.NOT_SAFE: (_("Not safe"), ChipKind.NOTICE, Level.WEEKS),
        PatternState.CONSIDERED: (_("Considered"), ChipKind.PLAN, None),
        PatternState.POSSIBLE: (_("Possible, ask"), ChipKind.UNSET, Level.NOT_ASSESSABLE),
    }[card.state]
    chip = Chip(f"chip:pattern:{card.id}", words, kind, level=level)
    if card.state is PatternState.NOT_SAFE:
        chip.setToolTip(_("Not safe to attribute what was found to this"))
        chip.setAccessibleName(_("Not safe to attribute"))
    return chip
