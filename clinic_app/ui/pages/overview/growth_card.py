"""Growth at a glance: newest value, its line over time, its centile."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from clinic_app.charts.sparkline import SparklineModel, sparkline
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator, Reference
from clinic_app.domain.people import Sex
from clinic_app.i18n import _
from clinic_app.services.growth_words import centile_words, measure_words, reference_words, value_words, z_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import why_button
from clinic_app.ui.widgets.action_button import ActionButton
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.themed_chart import ThemedChart

_MEASURES = (Indicator.WEIGHT, Indicator.LENGTH_HEIGHT, Indicator.HEAD)


class GrowthCard(Card):
    """Three lines against the 3rd to 97th centile."""

    #: Why the newest point of a measure lies where it lies; carries the ``GrowthPoint``.
    why_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Growth"), margins=(8, 2, 8, 6), parent=parent)
        self.setObjectName("card:growth")
        self._reference = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self.header_right.addWidget(self._reference)
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        self._values: dict[Indicator, PlainLabel] = {}
        self._places: dict[Indicator, PlainLabel] = {}
        self._charts: dict[Indicator, ThemedChart] = {}
        self._whys: dict[Indicator, ActionButton] = {}
        self._newest: dict[Indicator, GrowthPoint] = {}
        for row, measure in enumerate(_MEASURES):
            self._values[measure] = PlainLabel("", TextStyle.STRONG)
            self._places[measure] = PlainLabel("", TextStyle.SMALL, ink="secondary")
            self._charts[measure] = ThemedChart(f"chart:spark:{measure}", measure_words(measure))
            self._charts[measure].setFixedHeight(px(30))
            why = why_button(f"growth:{measure}", measure_words(measure), brief=True)
            why.clicked.connect(partial(self._on_why, measure))
            why.setEnabled(False)
            self._whys[measure] = why
            parts = (
                PlainLabel(measure_words(measure)),
                self._values[measure],
                self._charts[measure],
                self._places[measure],
                why,
            )
            for place, part in enumerate(parts):
                grid.addWidget(part, row, place)
        self.body.addLayout(grid, 1)
        self.body.addWidget(PlainLabel(_("Shaded: 3rd to 97th centile."), TextStyle.SMALL, ink="muted"))

    def show_points(self, sex: Sex, series: Mapping[Indicator, Sequence[GrowthPoint]]) -> None:
        """Show the newest of each measure and how it got there."""
        self._reference.setText(_reference(sex, series))
        for measure in _MEASURES:
            points = series.get(measure, ())
            newest = points[-1] if points else None
            self._newest = self._newest | ({measure: newest} if newest is not None else {})
            self._whys[measure].setEnabled(newest is not None)
            self._values[measure].setText(value_words(measure, newest.value) if newest else _("not measured"))
            self._places[measure].setText(_place(newest) if newest else "")
            drawn = tuple((float(point.on.toordinal()), point.score.z) for point in points if point.score.z is not None)
            self._charts[measure].set_builder(partial(sparkline, SparklineModel(drawn)))

    def _on_why(self, measure: Indicator) -> None:
        self.why_requested.emit(self._newest[measure])


def _reference(sex: Sex, series: Mapping[Indicator, Sequence[GrowthPoint]]) -> str:
    """What the newest values are read against."""
    sexes = {Sex.FEMALE: _("girls"), Sex.MALE: _("boys")}
    if sex not in sexes:
        return _("no centiles: sex not known")
    read = {points[-1].reference for measure, points in series.items() if measure in _MEASURES and points}
    is_preterm = Reference.INTERGROWTH21_PRETERM in read
    name = reference_words(Reference.INTERGROWTH21_PRETERM) if is_preterm else _("WHO")
    return f"{name}, {sexes[sex]}"


def _place(point: GrowthPoint) -> str:
    if point.score.z is None:
        return point.score.note
    words = f"{centile_words(point.score)}  {z_words(point.score)}"
    return _("{place}, corrected").format(place=words) if point.corrected else words
