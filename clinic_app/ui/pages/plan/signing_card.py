"""What stands before signing, and the button that signs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _, ngettext
from clinic_app.services.signing import SigningReview
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.action_button import ActionButton, ButtonKind
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.icon import Icon
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

#: A longer name is shortened on the button; its accessible name says the whole.
_LONGEST_NAME = 26


class _Check(QWidget):
    """A mark, a sentence, and a way to what it speaks of."""

    def __init__(self, name: str, go_words: str) -> None:
        super().__init__()
        self.icon = Icon("circle-dashed", "text_secondary", 16)
        self.words = PlainLabel("", wrap=True)
        self.words.setObjectName(f"check:{name}")
        self.go = ActionButton(f"button:check:{name}", go_words, ButtonKind.LINK)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)
        self._go_words = go_words

    def say(self, icon_name: str, words: str, *, can_go: bool) -> None:
        """Show a state."""
        self.icon.set_icon(icon_name)
        self.words.setText(words)
        self.go.setVisible(can_go)
        self.go.setAccessibleName(f"{self._go_words}: {words}")


class SigningCard(Card):
    """Counts are always "x of y"; not examined is said, never hidden."""

    sign_requested = Signal()
    #: Go to the first flag without answer, to the list of what was not examined, to the first faulty line.
    flags_requested = Signal()
    list_requested = Signal()
    lines_requested = Signal()
    #: Go to the first field whose text was not accepted.
    typed_requested = Signal()
    #: Ask why the first finding was taken back that still lacks a reason.
    taken_requested = Signal()

    def __init__(self, name: str, *, may_sign: bool, who_may: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Before signing"), parent=parent)
        self.setObjectName("card:signing")
        self._flags = _Check("flags", _("Go"))
        self._missing = _Check("not_examined", _("List"))
        self._sides = _Check("sides", _("List"))
        self._lines = _Check("lines", _("Go"))
        self._flags.go.clicked.connect(self.flags_requested)
        self._missing.go.clicked.connect(self.list_requested)
        self._sides.go.clicked.connect(self.list_requested)
        self._lines.go.clicked.connect(self.lines_requested)
        self._typed = _Check("typed", _("Go"))
        self._typed.go.clicked.connect(self.typed_requested)
        self._typed.hide()
        self._taken = _Check("taken", _("Say why"))
        self._taken.go.clicked.connect(self.taken_requested)
        self._taken.hide()
        for check in (self._flags, self._taken, self._missing, self._sides, self._lines, self._typed):
            check.go.hide()
            self.body.addWidget(check)
        self.body.addStretch(1)
        shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        words = _("Sign visit of {name}")
        self.sign = ActionButton(
            "button:sign", words.format(name=shown), ButtonKind.PRIMARY, key="Ctrl+S", icon_name="signature",
            spoken=words.format(name=name),
        )  # fmt: skip
        self.sign.setEnabled(may_sign)
        self.sign.clicked.connect(self.sign_requested)
        locks = _("Signing locks this visit. Later changes are addenda with name and time.")
        hint = locks if may_sign else _("Signing needs the role {roles}.").format(roles=who_may)
        self.sign.setToolTip("" if may_sign else hint)
        foot = QVBoxLayout()
        foot.setSpacing(px(4))
        foot.addWidget(self.sign)
        self._hint = PlainLabel(hint, TextStyle.SMALL, ink="muted", wrap=True)
        self._hint.setObjectName("signing_hint")
        foot.addWidget(self._hint)
        self.body.addLayout(foot)

    def show_review(self, review: SigningReview, record: VisitRecord) -> None:
        """Show what was found when the record was looked over."""
        open_flags = review.raised - review.answered
        self._flags.say(
            "alert-circle" if open_flags else "check",
            _("Flags answered {answered} of {raised}").format(answered=review.answered, raised=review.raised)
            if review.raised
            else _("No flag was raised"),
            can_go=open_flags > 0,
        )
        missing = len(review.not_examined)
        self._missing.say(
            "circle-dashed" if missing else "check",
            _("{count} of {offered} not examined: will be printed as such").format(
                count=missing, offered=review.offered
            ),
            can_go=missing > 0,
        )
        self._sides.say(
            "info-circle",
            _("{count} findings differ between right and left").format(count=len(review.side_differences)),
            can_go=bool(review.side_differences),
        )
        faulty = [line for line in record.plan if not line.what.strip() or line.due is None or not line.who.strip()]
        self._lines.say(
            "alert-circle" if faulty else "check",
            _plan_words(len(record.plan), len(faulty)),
            can_go=bool(faulty),
        )

    def show_refused(self, count: int) -> None:
        """Fields whose text was not accepted."""
        words = ngettext("{count} field is not accepted as typed", "{count} fields are not accepted as typed", count)
        self._typed.say("alert-circle", words.format(count=count), can_go=count > 0)
        self._typed.setVisible(count > 0)

    def show_taken_back(self, open_ones: Sequence[str], told: int) -> None:
        """Findings that were taken back: those that still lack a reason in words, and how many there are."""
        if open_ones:
            words = _("Taken back, say why. {change}").format(change=open_ones[0])
            more = len(open_ones) - 1
            words += _(" ({count} more)").format(count=more) if more else ""
        else:
            words = _("Taken back with a reason: {count}").format(count=told)
        self._taken.say("alert-circle" if open_ones else "check", words, can_go=bool(open_ones))
        self._taken.setVisible(told > 0)


def _plan_words(lines: int, faulty: int) -> str:
    if not lines:
        return _("The plan has no line")
    if not faulty:
        return _("Plan has an owner and a date on each line")
    return _("{count} of {lines} plan lines lack words, a date or a name").format(count=faulty, lines=lines)
