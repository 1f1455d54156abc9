"""The score so far: sum, sections, the typical range, and what may be said of it."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.assessment import Flag
from clinic_app.clinical.hine import HineScore
from clinic_app.clinical.hine_form import MAX_LEVEL, HineForm
from clinic_app.domain.ages import AgeOn
from clinic_app.i18n import _, short_day_text
from clinic_app.services.hine import HineVisit, plain
from clinic_app.ui.pages.exam.hine.flag_lines import FlagLines
from clinic_app.ui.pages.exam.hine.section_bars import SectionBar, SectionBars
from clinic_app.ui.pages.exam.hine.typical_range import OwnTotal, TypicalScale
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import why_button
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.rule_line import RuleLine

_ZERO = Decimal(0)
#: Said by the sum and the range themselves.
_SHOWN_ELSEWHERE = frozenset({"partial", "typical"})


class ScoreCard(Card):
    """No total before every item is scored; what depends on one is not said before."""

    #: Why the score is what it is was asked for.
    why_requested = Signal()

    def __init__(self, form: HineForm, earlier: Sequence[HineVisit], parent: QWidget | None = None) -> None:
        super().__init__(_("Score so far"), margins=(0, 0, 0, 0), parent=parent)
        self.setObjectName("hine_score_card")
        self._form, self._earlier = form, tuple(earlier)
        self._count = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self.header_right.addWidget(self._count)
        self._why = why_button("hine", _("HINE score"))
        self._why.clicked.connect(self.why_requested)
        self.header_right.addWidget(self._why)
        self._sum = PlainLabel("", TextStyle.DISPLAY)
        self._sum.setObjectName("hine_sum")
        self._of = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._bars = SectionBars()
        self._key = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._range_title = PlainLabel("", TextStyle.STRONG, wrap=True)
        self._scale = TypicalScale()
        self._range_note = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._readings = PlainLabel("", wrap=True)
        self._readings.setObjectName("hine_readings")
        self._flags = FlagLines()
        self._compose()

    def _compose(self) -> None:
        inner = QWidget()
        inner.setObjectName("hine_score_inner")
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(10), px(6), px(10), px(8))
        column.setSpacing(px(4))
        first = QHBoxLayout()
        first.setSpacing(px(8))
        first.addWidget(self._sum, 0, Qt.AlignmentFlag.AlignBaseline)
        first.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBaseline)
        column.addLayout(first)
        for part in (self._bars, self._key, self._flags, self._readings, RuleLine(), self._range_title, self._scale):
            column.addWidget(part)
        column.addWidget(self._range_note)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("hine_score_scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self.body.addWidget(area)

    def show_score(self, now: HineVisit | None, age: AgeOn) -> None:
        """Show today's score, ``None`` while nothing of the form is recorded."""
        items = len(self._form.items)
        score = now.score if now is not None else None
        scored = score.items_scored if score is not None else 0
        self._count.setText(_("{scored} of {items} scored").format(scored=scored, items=items))
        self._why.setEnabled(score is not None)
        self._show_sum(score, items)
        self._show_bars(score)
        self._show_key(now, age)
        self._show_range(score, age)
        said = [one.text for one in score.reading if one.id not in _SHOWN_ELSEWHERE] if score is not None else []
        self._readings.setText("\n".join(said))
        self._readings.setVisible(bool(said))

    def show_flags(self, flags: Sequence[Flag]) -> None:
        """The flags that rest on this form; one that another leads in the same finding is left to the full list."""
        self._flags.show_flags([flag for flag in flags if not flag.led_by])

    def _show_sum(self, score: HineScore | None, items: int) -> None:
        if score is None or not score.items_scored:
            number, words = "–", _("nothing scored yet. Total at {items} of {items}.").format(items=items)
        elif score.total is not None:
            number, words = plain(score.total), _("total of {most}").format(most=MAX_LEVEL * items)
        else:
            number, words = plain(score.partial_sum), _("of {possible} possible, no total until {items} of {items}")
            words = words.format(possible=score.possible, items=items)
        self._sum.setText(number)
        self._of.setText(words)

    def _show_bars(self, score: HineScore | None) -> None:
        last = self._earlier[0].score if self._earlier else None
        bars = []
        for section in self._form.sections:
            most = MAX_LEVEL * sum(item.section == section.id for item in self._form.items)
            then = last.subtotals[section.id] if last is not None else None
            whole = then.sum if then is not None and then.scored == then.items else None
            now = score.subtotals[section.id] if score is not None else None
            got, possible = (now.sum, now.possible) if now is not None else (_ZERO, 0)
            bars.append(SectionBar(section.title.split(" ")[0], got, possible, most, whole))
        self._bars.show_bars(bars)

    def _show_key(self, now: HineVisit | None, age: AgeOn) -> None:
        parts = []
        if self._earlier:
            parts.append(_("Tick: {day}.").format(day=short_day_text(self._earlier[0].day)))
        parts.append(_("Dashed: not scored yet."))
        count = now.score.asymmetry_count if now is not None else None
        if count is None:
            parts.append(_("Asymmetries: not recorded yet."))
        else:
            parts.append(_("Sides differ in {count} of {items}.").format(count=count, items=len(self._form.items)))
        if words := self._limit_words(age):
            parts.append(words)
        self._key.setText(" ".join(parts))

    def _limit_words(self, age: AgeOn) -> str:
        months = self._form.months(age)
        limits = [one for one in self._form.readings if one.on == "asymmetry" and one.suits(months)]
        at_least = min((one.limit for one in limits if one.test == "at_least"), default=None)
        if at_least is not None:
            return _("{limit} or more raise a flag.").format(limit=at_least)
        above = min((one.limit for one in limits), default=None)
        return _("More than {limit} raise a flag.").format(limit=above) if above is not None else ""

    def _show_range(self, score: HineScore | None, age: AgeOn) -> None:
        typical = None
        if age.gestation is not None and self._form.is_open(age):
            typical = self._form.typical_at(self._form.months(age), age.gestation.weeks)
        self._scale.setVisible(typical is not None)
        if typical is None:
            known = age.gestation is not None
            self._range_title.setText(_("No typical range"))
            note = _("None is known at this age.") if known else _("Gestation at birth is not known.")
            self._range_note.setText(note)
            return
        title = _("Typical total at {age} corrected, born {born}")
        self._range_title.setText(title.format(age=typical.title, born=typical.born))
        totals = [
            OwnTotal(one.score.total, short_day_text(one.day))
            for one in reversed(self._earlier)
            if one.score.total is not None
        ]
        own = "; ".join(f"{one.day} {plain(one.total)}" for one in totals)
        if score is not None and score.total is not None:
            totals.append(OwnTotal(score.total, _("Today"), today=True))
        self._scale.show_range(typical, totals)
        self._range_note.setText(self._range_words(own, score))

    def _range_words(self, earlier: str, score: HineScore | None) -> str:
        parts = [_("Diamond: {totals}.").format(totals=earlier)] if earlier else []
        if score is not None and score.total is not None:
            parts.append(_("Dot: today."))
        else:
            parts.append(_("Cut-offs need a full total, or a sum that cannot reach them any more."))
        source = self._form.typical_source
        parts.append(_("Source: {source}.").format(source=source))
        return " ".join(parts)
