"""Today's measurements: typed here, with centile and z-score at once."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_app.clinical.fields import Field, Range
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.clinical.instruments.model import Item
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.quantities import format_quantity
from clinic_app.i18n import _, short_day_text
from clinic_app.services.chart import HEAD, LENGTH, POSITION, WEIGHT, Measurement
from clinic_app.services.growth_words import centile_words, z_words
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.record_controller import RecordController
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.choice_field import ChoiceField
from clinic_app.ui.widgets.number_field import NumberField
from clinic_app.ui.widgets.plain_label import PlainLabel

_MEASURES = {WEIGHT: Indicator.WEIGHT, LENGTH: Indicator.LENGTH_HEIGHT, HEAD: Indicator.HEAD}


class MeasurementForm(QWidget):
    """Weight, length with its position, head. Everything goes into the open visit."""

    def __init__(
        self,
        knowledge: Knowledge,
        controller: RecordController,
        earlier: tuple[Measurement, ...],
        limits: Callable[[Field], Range],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller, self._limits = controller, limits
        self._fields: dict[str, NumberField] = {}
        self._scores: dict[str, PlainLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        for row, field_id in enumerate(_MEASURES):
            self._add(grid, row, knowledge.intake.item(field_id), _previous(field_id, earlier))
        self._position = self._make_position(knowledge.intake.item(POSITION))
        grid.addWidget(self._position, len(_MEASURES), 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.show_record()
        controller.record_changed.connect(self.show_record)

    def _add(self, grid: QGridLayout, row: int, item: Item, previous: str) -> None:
        field = item.field
        box = NumberField(
            f"field:{field.id}", item.label, item.label, field.unit, field.decimals, self._limits(field), previous
        )
        box.answer_changed.connect(partial(self._on_answered, field.id))
        score = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        score.setObjectName(f"score:{field.id}")
        self._fields[field.id], self._scores[field.id] = box, score
        grid.addWidget(box, row, 0)
        grid.addWidget(score, row, 1)

    def _make_position(self, item: Item) -> ChoiceField:
        field = ChoiceField(f"field:{POSITION}", item.label, item.label, options=item.options)
        field.answer_changed.connect(partial(self._on_answered, POSITION))
        return field

    def focus_first(self) -> None:
        """Start with the weight."""
        self._fields[WEIGHT].edit.setFocus()

    def show_points(self, points: tuple[GrowthPoint, ...]) -> None:
        """Say where today's values lie; ``points`` are those of today alone."""
        found = {point.indicator: point for point in points}
        for field_id, indicator in _MEASURES.items():
            point = found.get(indicator)
            self._scores[field_id].setText(_score_words(point) if point is not None else "")

    @Slot()
    def show_record(self) -> None:
        """Show what the visit holds, wherever it was typed."""
        answers = self._controller.record.answers
        for field_id, field in self._fields.items():
            if not field.edit.hasFocus():
                field.set_answer(answers.get(ItemKey(field_id)))
        self._position.set_answer(answers.get(ItemKey(POSITION)))

    def _on_answered(self, field_id: str, answer: Answer | None) -> None:
        self._controller.set_answer(ItemKey(field_id), answer)


def _previous(field_id: str, earlier: tuple[Measurement, ...]) -> str:
    for one in reversed(earlier):
        value: Decimal | None = {WEIGHT: one.weight_kg, LENGTH: one.length_cm, HEAD: one.head_cm}[field_id]
        if value is not None:
            unit = "kg" if field_id == WEIGHT else "cm"
            return _("{value} on {day}").format(value=format_quantity(value, unit), day=short_day_text(one.day))
    return ""


def _score_words(point: GrowthPoint) -> str:
    """Both ages where they differ; why there is no centile; that an implausible value is to be measured again."""
    if point.score.z is None:
        return point.score.note
    words = f"{centile_words(point.score)}, {z_words(point.score)}"
    if point.corrected:
        words = _("{corrected} at corrected age; {chronological} at chronological age").format(
            corrected=words, chronological=f"{centile_words(point.chronological)}, {z_words(point.chronological)}"
        )
    if point.plausible is False:
        words += ". " + _("Far outside the reference: measure again. The value is kept with a mark.")
    return words
