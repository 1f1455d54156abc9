"""The two measures that the large chart does not show."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clinic_app.charts.growth import growth_chart
from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.domain.people import Patient
from clinic_app.services.growth_chart import growth_chart_model
from clinic_app.services.growth_view import GrowthView, Span, spans_for
from clinic_app.services.growth_words import centile_words, measure_words, value_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.themed_chart import ThemedChart

_ORDER = (Indicator.HEAD, Indicator.LENGTH_HEIGHT, Indicator.WEIGHT)
_COUNT = 2


class SmallCharts(QWidget):
    """Head, length, weight without the one that is large, each with its newest value."""

    def __init__(self, patient: Patient, chron_days: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._patient, self._days = patient, chron_days
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self._cards, self._charts, self._values = [], [], []
        for place in range(_COUNT):
            card = Card(measure_words(_ORDER[place]), margins=(6, 4, 6, 4))
            value = PlainLabel("", TextStyle.STRONG)
            chart = ThemedChart(f"chart:small:{place + 1}", measure_words(_ORDER[place]))
            card.header_right.addWidget(value)
            card.body.addWidget(chart, 1)
            column.addWidget(card, 1)
            self._cards.append(card)
            self._charts.append(chart)
            self._values.append(value)

    def show_beside(self, view: GrowthView, points: tuple[GrowthPoint, ...]) -> None:
        """Draw those beside ``view``, on the same lines and the same stretch of age."""
        beside = [measure for measure in _ORDER if measure is not view.indicator][:_COUNT]
        for card, chart, value, measure in zip(self._cards, self._charts, self._values, beside, strict=True):
            card.set_title(measure_words(measure))
            chart.set_title(measure_words(measure))
            model = growth_chart_model(self._patient, points, self._view(view, measure), brief=True)
            chart.set_builder(partial(growth_chart, model))
            newest = [point for point in points if point.indicator is measure][-1:]
            value.setText(_value_and_centile(newest[0]) if newest else "")

    def _view(self, view: GrowthView, measure: Indicator) -> GrowthView:
        choice = view.choice if view.choice is not Choice.BY_AGE else Choice.WHO
        spans = spans_for(measure, choice, self._days)
        span: Span = view.span if view.span in spans else spans[0]
        return GrowthView(measure, span, choice, view.corrected_only)


def _value_and_centile(point: GrowthPoint) -> str:
    centile = centile_words(point.score)
    value = value_words(point.indicator, point.value)
    return f"{value}, {centile}" if centile else value
