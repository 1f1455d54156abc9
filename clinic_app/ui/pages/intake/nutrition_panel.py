"""What nutrition answers and laboratory values are read against, at the age of the visit."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from clinic_app.clinical.nutrition.food import FoodKind
from clinic_app.clinical.nutrition.intakes import Intake
from clinic_app.clinical.nutrition.lab_limits import Position
from clinic_app.clinical.truth import Truth
from clinic_app.domain.quantities import format_number, format_quantity
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services import nutrition
from clinic_app.services.nutrition import LabLine, LimitLine, Line, NutritionView, RiskLine
from clinic_app.services.wording import source_words
from clinic_app.ui.open_child import OpenChild
from clinic_app.ui.pages.intake.why_lines import WhyLines
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel

_WIDTH: Final = 380
_NARROW: Final = 290
_LABORATORY: Final = "laboratory"


class NutritionPanel(Card):
    """Beside the laboratory section its values with their limits; beside the others risks, food and intakes.

    Worked out anew after each change of the record, away from the window's thread.
    """

    def __init__(self, child: OpenChild, parent: QWidget | None = None) -> None:
        super().__init__(" ", margins=(0, 0, 0, 0), parent=parent)
        self.setObjectName("card:nutrition")
        self.setFixedWidth(px(_WIDTH))
        self._child = child
        self._view: NutritionView | None = None
        self._section = ""
        self._open: set[str] = set()
        self._scroll = QScrollArea()
        self._scroll.setObjectName("scroll:nutrition")
        self._scroll.setAccessibleName(_("Nutrition and laboratory at this age"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        if child.controller is not None:
            child.controller.picture_ready.connect(self.refresh)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave more room to the fields of a narrow window."""
        self.setFixedWidth(px(_NARROW if narrow else _WIDTH))

    def show_section(self, section: str) -> None:
        """Show what belongs to a section of the form."""
        self._section = section
        if self._view is None:
            self.refresh()
        else:
            self._fill(self._view)

    @Slot()
    def refresh(self) -> None:
        """Read the record anew, once the panel was wanted."""
        child = self._child
        if self._section:
            controller = child.controller
            record = VisitRecord() if controller is None else controller.record
            day = child.desk.context.clock.today() if controller is None else controller.day
            child.runner.query(
                child.desk.run, nutrition.nutrition_view, child.chart, record, day, owner=self, on_done=self._on_view
            )

    def _on_view(self, view: NutritionView) -> None:
        if view != self._view:
            self._view = view
            self._fill(view)

    def _fill(self, view: NutritionView) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(12), px(8), px(12), px(10))
        column.setSpacing(px(6))
        if self._section == _LABORATORY:
            self.set_title(_("Values and limits"))
            self._add_labs(column, view)
        else:
            self.set_title(_("Nutrition at {age}").format(age=view.age))
            self._add_risks(column, view)
            self._add_food(column, view)
            self._add_intakes(column, view)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def _why(self, name: str, words: str, spoken: str, lines: tuple[Line, ...], *, strong: bool) -> WhyLines:
        made = WhyLines(name, words, spoken, lines, strong=strong, is_open=name in self._open)
        made.disclosed.connect(partial(self._on_disclosed, name))
        return made

    def _on_disclosed(self, name: str, is_open: bool) -> None:
        (self._open.add if is_open else self._open.discard)(name)

    # Laboratory

    def _add_labs(self, column: QVBoxLayout, view: NutritionView) -> None:
        if not view.labs:
            words = _("No laboratory value is recorded. That is not the same as normal.")
            column.addWidget(PlainLabel(words, ink="secondary", wrap=True))
        for line in view.labs:
            self._add_lab(column, line)

    def _add_lab(self, column: QVBoxLayout, line: LabLine) -> None:
        value = f"{line.typed} = {line.value}" if line.typed else line.value
        head = PlainLabel(f"{line.label}: {value}", TextStyle.STRONG, wrap=True)
        head.setObjectName(f"lab:{line.field_id}")
        column.addWidget(head)
        for number, limit in enumerate(line.limits):
            name = f"{line.field_id}:{number}"
            column.addWidget(self._limit(name, line, limit))
        if line.no_limit:
            column.addWidget(PlainLabel(line.no_limit, ink="secondary", wrap=True))
        column.addSpacing(px(6))

    def _limit(self, name: str, line: LabLine, limit: LimitLine) -> WhyLines:
        outside = limit.position in (Position.BELOW, Position.ABOVE)
        words = _("{limit} ({what}), {source}").format(limit=limit.words, what=limit.what, source=limit.source)
        return self._why(name, words, f"{line.label}, {words}", limit.why, strong=outside)

    # Risks, food, intakes

    def _add_risks(self, column: QVBoxLayout, view: NutritionView) -> None:
        column.addWidget(PlainLabel(_("Risks to ask for"), TextStyle.HEADING))
        for risk in sorted(view.risks, key=lambda one: one.truth is not Truth.TRUE):
            column.addWidget(self._risk(risk))
            for words in _risk_words(risk):
                told = PlainLabel(words, TextStyle.SMALL, ink="secondary", wrap=True)
                told.setContentsMargins(px(10), 0, 0, 0)
                column.addWidget(told)

    def _risk(self, risk: RiskLine) -> WhyLines:
        words = f"{risk.title}: {risk.state}"
        return self._why(risk.id, words, risk.title, risk.why, strong=risk.truth is Truth.TRUE)

    def _add_food(self, column: QVBoxLayout, view: NutritionView) -> None:
        titles = {
            FoodKind.AVOID: _("Not at this age"),
            FoodKind.CHOKING: _("Against choking"),
            FoodKind.OK: _("Fits this age"),
        }
        if not any(view.food.values()):
            column.addWidget(PlainLabel(_("No food rules here for this age."), ink="secondary", wrap=True))
        for kind, title in titles.items():
            if view.food[kind]:
                column.addSpacing(px(6))
                column.addWidget(PlainLabel(title, TextStyle.HEADING))
            for rule in view.food[kind]:
                why = nutrition.food_why(self._child.desk.context.knowledge, rule)
                column.addWidget(self._why(rule.id, rule.text, rule.text, why, strong=False))

    def _add_intakes(self, column: QVBoxLayout, view: NutritionView) -> None:
        column.addSpacing(px(6))
        column.addWidget(PlainLabel(_("Recommended intake a day"), TextStyle.HEADING))
        if not view.intakes:
            column.addWidget(PlainLabel(_("No intakes here for this age."), ink="secondary", wrap=True))
            return
        column.addLayout(self._intake_table(view.intakes))
        confidence = "; ".join(dict.fromkeys(f"{source_words(row.source)}: {row.confidence}" for row in view.intakes))
        column.addWidget(PlainLabel(confidence, TextStyle.SMALL, ink="muted", wrap=True))

    @staticmethod
    def _intake_table(rows: tuple[Intake, ...]) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(3))
        grid.setColumnStretch(0, 1)
        for place, words in enumerate((_("Nutrient"), _("Intake"), _("Kind"), _("At most"))):
            grid.addWidget(PlainLabel(words, TextStyle.SMALL, ink="muted"), 0, place)
        for number, row in enumerate(rows, start=1):
            name = row.label if row.sex == "any" else f"{row.label}, {_sex_words(row.sex)}"
            intake = PlainLabel(format_quantity(row.intake, _unit(row.unit)), TextStyle.STRONG)
            intake.setObjectName(f"intake:{row.nutrient}")
            upper = _("none set") if row.upper is None else format_number(row.upper)
            grid.addWidget(PlainLabel(name), number, 0)
            grid.addWidget(intake, number, 1)
            grid.addWidget(PlainLabel(row.kind, ink="secondary"), number, 2)
            grid.addWidget(PlainLabel(upper, ink="secondary"), number, 3)
        return grid


def _risk_words(risk: RiskLine) -> tuple[str, ...]:
    """What was answered, what was seen, and what was not asked."""
    lines = [*risk.because] if risk.truth is Truth.TRUE else []
    if risk.signs:
        lines.append(_("Signs recorded: {signs}").format(signs=", ".join(risk.signs)))
    if risk.missing:
        lines.append(_("Not asked or not known: {what}").format(what=", ".join(risk.missing)))
    return tuple(lines)


def _unit(unit: str) -> str:
    return {"mg/d": "mg", "ug/d": "µg"}.get(unit, unit)


def _sex_words(sex: str) -> str:
    return {"female": _("girls"), "male": _("boys")}[sex]
