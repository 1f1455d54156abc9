"""Children already in the record who resemble the one being typed. Never blocks, never merges by itself."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.i18n import _, day_text
from clinic_app.services.children import Candidate, Likeness
from clinic_app.ui.banner_words import sex_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.chip import Chip, ChipKind
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine

_SHOWN = 3


class DuplicatesCard(Card):
    """One box a candidate; below them, who fills the form in.

    Args:
        filled_in_by: words about the person and the time.
    """

    #: A chart is wanted instead; carries the patient id.
    open_requested = Signal(str)
    #: This candidate is the twin of the child being registered; carries the patient id, or an empty text.
    twin_chosen = Signal(str)
    #: This candidate is another child; carries the patient id.
    set_aside = Signal(str)

    def __init__(self, filled_in_by: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Is this child already here?"), margins=(10, 8, 10, 10), parent=parent)
        self.setObjectName("card:duplicates")
        self._twin = ""
        self._aside: frozenset[str] = frozenset()
        self._candidates: tuple[Candidate, ...] | None = None
        words = _("Checked while you type. Never blocks, never merges by itself.")
        self.body.addWidget(PlainLabel(words, TextStyle.SMALL, ink="secondary", wrap=True))
        self._boxes = QVBoxLayout()
        self._boxes.setSpacing(px(8))
        self.body.addLayout(self._boxes)
        self.body.addSpacing(px(4))
        self.body.addWidget(RuleLine())
        self.body.addWidget(PlainLabel(_("Filled in by"), TextStyle.STRONG))
        self.body.addWidget(PlainLabel(filled_in_by, TextStyle.SMALL, ink="secondary", wrap=True))
        empty = _("An empty answer is stored as “not asked”, never as “no”.")
        self.body.addWidget(PlainLabel(empty, TextStyle.SMALL, ink="secondary", wrap=True))
        self.body.addStretch(1)
        self._show()

    def show_candidates(self, candidates: Sequence[Candidate] | None) -> None:
        """Show who resembles the child, ``None`` while nothing was compared.

        The same candidates again change nothing, so that no button moves away.
        """
        found = None if candidates is None else tuple(candidates)
        if found != self._candidates:
            self._candidates = found
            self._show()

    def show_choices(self, twin: str, aside: Collection[str]) -> None:
        """Who is linked as twin, and who is another child."""
        if (twin, frozenset(aside)) != (self._twin, self._aside):
            self._twin, self._aside = twin, frozenset(aside)
            self._show()

    def _show(self) -> None:
        while (item := self._boxes.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        wanted = [one for one in self._candidates or () if one.patient.id not in self._aside]
        for candidate in wanted[:_SHOWN]:
            self._boxes.addWidget(self._box(candidate))
        if len(wanted) > _SHOWN:
            more = _("{count} more with names alike").format(count=len(wanted) - _SHOWN)
            self._boxes.addWidget(PlainLabel(more, TextStyle.SMALL, ink="muted"))
        if not wanted:
            self._boxes.addWidget(PlainLabel(self._nobody(), ink="muted", wrap=True))

    def _nobody(self) -> str:
        """Nobody alike is said only after the record was searched."""
        if self._candidates is None:
            return _("Not compared with the record yet.")
        return _("Nobody else alike in the record.") if self._candidates else _("Nobody alike in the record.")

    def _box(self, candidate: Candidate) -> QFrame:
        one = candidate.patient
        box = QFrame()
        box.setProperty("look", "warning" if candidate.likeness in (Likeness.SAME, Likeness.TWIN) else "card")
        column = QVBoxLayout(box)
        column.setContentsMargins(px(10), px(7), px(10), px(9))
        column.setSpacing(px(3))
        head = QHBoxLayout()
        head.addWidget(PlainLabel(one.display_name, TextStyle.STRONG, wrap=True), 1)
        if one.birth_order:
            head.addWidget(
                Chip(f"chip:twin:{one.number}", _("Twin {order}").format(order=one.birth_order), ChipKind.TWIN)
            )
        column.addLayout(head)
        facts = _("{sex}, born {day}, number {number}")
        words = facts.format(sex=sex_words(one.sex), day=day_text(one.birth_date), number=one.number)
        column.addWidget(PlainLabel(words, TextStyle.SMALL, wrap=True))
        why = (
            _("Linked as twin when the intake is finished.") if self._is_linked(candidate) else _why(candidate.likeness)
        )
        column.addWidget(PlainLabel(why, TextStyle.SMALL, ink="secondary", wrap=True))
        column.addSpacing(px(2))
        column.addLayout(self._buttons(candidate))
        return box

    def _is_linked(self, candidate: Candidate) -> bool:
        return self._twin == str(candidate.patient.id)

    def _buttons(self, candidate: Candidate) -> QHBoxLayout:
        one = candidate.patient
        row = QHBoxLayout()
        row.setSpacing(px(6))
        if candidate.likeness is Likeness.TWIN or self._is_linked(candidate):
            is_linked = self._is_linked(candidate)
            words = _("Undo link") if is_linked else _("Link as twin")
            kind = ButtonKind.SMALL if is_linked else ButtonKind.PRIMARY_STANDARD
            link = ActionButton(f"button:twin:{one.number}", words, kind, spoken=f"{words}: {one.display_name}")
            link.clicked.connect(lambda: self.twin_chosen.emit("" if is_linked else str(one.id)))
            row.addWidget(link)
        chart = ActionButton(f"button:chart:{one.number}", _("Open that chart"), ButtonKind.SMALL)
        chart.clicked.connect(lambda: self.open_requested.emit(str(one.id)))
        row.addWidget(chart)
        if candidate.likeness is not Likeness.TWIN and not self._is_linked(candidate):
            other = ActionButton(f"button:other:{one.number}", _("Not the same child"), ButtonKind.SMALL)
            other.clicked.connect(lambda: self.set_aside.emit(str(one.id)))
            row.addWidget(other)
        row.addStretch(1)
        return row


def _why(likeness: Likeness) -> str:
    return {
        Likeness.SAME: _("Same name and birth date: most likely this child."),
        Likeness.TWIN: _("Same surname, born the same day or one day apart, first name differs: most likely the twin."),
        Likeness.SIBLING: _("Same surname: perhaps a brother or sister, or a twin once the birth date is typed."),
        Likeness.ALIKE: _("Name alike; the birth date differs or is not typed yet."),
    }[likeness]
