"""The large growth chart with everything that chooses what it shows."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from clinic_app.charts.growth import AxisNote, growth_chart
from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator
from clinic_app.domain.ages import AgeOn
from clinic_app.domain.people import Patient
from clinic_app.i18n import _, day_text
from clinic_app.services.growth_chart import growth_chart_model
from clinic_app.services.growth_marks import shown_points
from clinic_app.services.growth_said import growth_sentences
from clinic_app.services.growth_view import GrowthView, Span, first_view, spans_for
from clinic_app.services.growth_words import measure_words
from clinic_app.ui.theme import TextStyle
from clinic_app.ui.why_opener import why_button
from clinic_app.ui.widgets.card import Card
from clinic_app.ui.widgets.drop_down import DropDown
from clinic_app.ui.widgets.flow_layout import FlowLayout
from clinic_app.ui.widgets.measures import px
from clinic_app.ui.widgets.plain_label import PlainLabel
from clinic_app.ui.widgets.segmented_switch import SegmentedSwitch
from clinic_app.ui.widgets.themed_chart import ThemedChart

PRETERM = "preterm"
_MEASURES = tuple(Indicator)
_PRETERM_MEASURES = (Indicator.WEIGHT, Indicator.LENGTH_HEIGHT, Indicator.HEAD)
_BOTH, _ONE = "both", "corrected"


class ChartCard(Card):
    """Measure, ages, reference and axis; below them the chart, and what it says in words."""

    #: Another picture is shown.
    view_changed = Signal()
    #: Focus moved to a point; carries it.
    point_focused = Signal(object)
    #: Somebody asks why a point lies where it lies; carries it.
    why_asked = Signal(object)

    def __init__(
        self, patient: Patient, age: AgeOn, notes: tuple[AxisNote, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Growth"), parent=parent)
        self._patient, self._age, self._notes = patient, age, notes
        self._view = first_view(Indicator.WEIGHT, age)
        self._lines = Choice.WHO
        self._points: tuple[GrowthPoint, ...] = ()
        self._shown: tuple[GrowthPoint, ...] = ()
        self._at = -1
        self._make_header_parts()
        self.body.addWidget(self._make_bar())
        self._chart = ThemedChart("chart:growth", _("Growth chart"))
        self._chart.point_changed.connect(self._on_point)
        self._chart.opened.connect(self._on_opened)
        self.body.addWidget(self._chart, 1)
        self._legend = PlainLabel("", TextStyle.SMALL, ink="muted", wrap=True)
        self._said = PlainLabel("", TextStyle.SMALL, ink="secondary", wrap=True)
        self._said.setObjectName("said:growth")
        self.body.addWidget(self._legend)
        self.body.addWidget(self._said)

    def _make_header_parts(self) -> None:
        self._focus_words = PlainLabel("", TextStyle.SMALL, ink="secondary")
        self._why = why_button("growth_point", _("the point with the focus"))
        self._why.clicked.connect(self._on_why)
        self.header_right.addWidget(self._focus_words)
        self.header_right.addWidget(self._why)

    def _make_bar(self) -> QWidget:
        is_early = self._age.correction_days > 0
        tabs = [(str(one), measure_words(one)) for one in _MEASURES] + ([(PRETERM, _("Preterm"))] if is_early else [])
        self._tabs = SegmentedSwitch("switch:measure", _("Measure"), tabs)
        self._tabs.chosen.connect(self.show_tab)
        self._ages = SegmentedSwitch("switch:ages", _("Ages"), [(_BOTH, _("Both")), (_ONE, _("Corrected"))])
        self._ages.chosen.connect(self.toggle_corrected)
        early = [(str(one), measure_words(one)) for one in _PRETERM_MEASURES]
        self._early = SegmentedSwitch("switch:preterm_measure", _("Measure on the preterm chart"), early)
        self._early.chosen.connect(lambda chosen: self.show_measure(Indicator(chosen)))
        self._reference = DropDown("drop:reference", _("Reference"))
        for choice, words in ((Choice.WHO, _("WHO 2006")), (Choice.CDC2000, _("CDC 2000"))):
            self._reference.addItem(words, choice)
        self._reference.activated.connect(self._on_reference)
        self._span = DropDown("drop:span", _("Stretch of the axis"))
        self._span.activated.connect(self._on_span)
        host = QWidget()
        bar = FlowLayout(host, px(5))
        for part in (self._tabs, self._ages, self._early, self._reference, self._span):
            bar.addWidget(part)
        return host

    # What is shown

    @property
    def view(self) -> GrowthView:
        """The picture that is shown."""
        return self._view

    @property
    def lines(self) -> Choice:
        """What the other charts and lists are read against: by age and gestation, or CDC 2000."""
        return Choice.CDC2000 if self._lines is Choice.CDC2000 else Choice.BY_AGE

    def show_points(self, points: tuple[GrowthPoint, ...]) -> None:
        """Draw the child's series, which was read against ``lines``."""
        self._points = points
        self._draw()

    def show_measure(self, measure: Indicator) -> None:
        """Another measure; on the preterm chart as long as that has it."""
        if self._view.is_preterm and measure in _PRETERM_MEASURES:
            self._show(GrowthView(measure, self._view.span, Choice.PRETERM))
        else:
            self.show_tab(str(measure))

    @Slot(str)
    def show_tab(self, tab: str) -> None:
        """A measure by its id, or the preterm chart."""
        ages = self._view.corrected_only
        if tab == PRETERM:
            measure = self._view.indicator if self._view.indicator in _PRETERM_MEASURES else Indicator.WEIGHT
            spans = spans_for(measure, Choice.PRETERM, self._age.chron_days)
            self._show(GrowthView(measure, spans[0], Choice.PRETERM, ages))
            return
        measure = Indicator(tab)
        spans = spans_for(measure, self._lines, self._age.chron_days)
        span = self._view.span if self._view.span in spans else spans[0]
        self._show(GrowthView(measure, span, self._lines, ages))

    @Slot()
    def toggle_corrected(self) -> None:
        """Both ages, or the age that each measurement is read at alone."""
        if self._age.correction_days > 0 and not self._view.is_preterm:
            view = self._view
            self._show(GrowthView(view.indicator, view.span, view.choice, not view.corrected_only))

    def show_lines(self, choice: Choice) -> None:
        """WHO or CDC 2000, by a person's choice. Whoever holds the series hands it in anew."""
        self._lines = choice
        self.show_tab(str(self._view.indicator))

    def swap_lines(self) -> None:
        """From WHO to CDC 2000 and back."""
        if self._reference.isEnabled():
            self.show_lines(Choice.WHO if self._lines is Choice.CDC2000 else Choice.CDC2000)

    def zoom(self, step: int) -> None:
        """A longer (1) or a shorter (-1) axis; it always holds the child's age."""
        spans = self._spans()
        place = spans.index(self._view.span) + step
        self._show_span(min(max(place, 0), len(spans) - 1))

    def step_point(self, by: int) -> None:
        """Walk the points, from wherever the keyboard is."""
        self._chart.step_point(by)

    def toggle_table(self) -> None:
        """The same data as a table, and back."""
        self._chart.toggle_table()

    def _spans(self) -> tuple[Span, ...]:
        return spans_for(self._view.indicator, self._view.choice, self._age.chron_days)

    @Slot(int)
    def _on_span(self, place: int) -> None:
        self._show_span(place)

    def _show_span(self, place: int) -> None:
        view, span = self._view, self._spans()[place]
        self._show(GrowthView(view.indicator, span, view.choice, view.corrected_only))

    @Slot(int)
    def _on_reference(self, place: int) -> None:
        self.show_lines(Choice(self._reference.itemData(place)))

    def _show(self, view: GrowthView) -> None:
        self._view, self._at = view, -1
        self._draw()
        self.view_changed.emit()

    def _draw(self) -> None:
        view, at = self._view, self._at
        self._at = -1
        self._shown = shown_points(self._points, view)
        self._show_choices()
        model = growth_chart_model(self._patient, self._points, view, notes=self._notes)
        self._chart.set_builder(partial(growth_chart, model))
        self._legend.setText(self._legend_words())
        self._said.setText(" ".join(growth_sentences(self._patient, self._points, view)))
        self._focus_words.setText(_("{count} measured").format(count=len(self._shown)))
        self._why.setEnabled(bool(self._shown))
        if 0 <= at < len(self._shown):
            self._chart.focus_point(at)

    def _show_choices(self) -> None:
        view = self._view
        self._tabs.set_current(PRETERM if view.is_preterm else str(view.indicator))
        self._ages.set_current(_ONE if view.corrected_only else _BOTH)
        is_early = self._age.correction_days > 0
        self._ages.setVisible(is_early and not view.is_preterm and view.indicator is not Indicator.WEIGHT_FOR_LENGTH)
        self._early.setVisible(view.is_preterm)
        if view.is_preterm:
            self._early.set_current(str(view.indicator))
        self._reference.setVisible(not view.is_preterm)
        self._reference.setCurrentIndex(self._reference.findData(self._lines))
        self._reference.setItemText(0, _who_words(view))
        spans = self._spans()
        self._span.clear()
        self._span.addItems([span.words for span in spans])
        self._span.setCurrentIndex(spans.index(view.span))
        self._span.setEnabled(len(spans) > 1)

    def _legend_words(self) -> str:
        if self._view.is_preterm:
            parts = [_("Dot: at post-menstrual age")]
        elif self._view.indicator is Indicator.WEIGHT_FOR_LENGTH:
            parts = [_("Dot: weight at its length")]
        elif self._age.correction_days > 0:
            born = _("born {gestation}").format(gestation=self._patient.gestation)
            cross = _("Cross: at corrected age ({born})").format(born=born)
            parts = [_("Dot: at chronological age"), cross, _("Line: the same measurement")]
        else:
            parts = [_("Dot: a measurement")]
        hollow = [_("Hollow: measure again")] if any(point.plausible is False for point in self._shown) else []
        return ".   ".join([*parts, *hollow, _("Dashes alternate; colour never judges a centile.")])

    @Slot(int)
    def _on_point(self, index: int) -> None:
        if not 0 <= index < len(self._shown):
            return
        self._at = index
        point = self._shown[index]
        self._focus_words.setText(
            _("Focus: {day}, {measure}, point {place} of {count}").format(
                day=day_text(point.on),
                measure=measure_words(point.indicator).lower() if point.indicator is not Indicator.BMI else _("BMI"),
                place=index + 1,
                count=len(self._shown),
            )
        )
        self.point_focused.emit(point)

    @Slot(int)
    def _on_opened(self, index: int) -> None:
        self._on_point(index)
        self._on_why()

    @Slot()
    def _on_why(self) -> None:
        """Why the point with the focus, the newest without one."""
        if self._shown:
            self.why_asked.emit(self._shown[self._at])


def _who_words(view: GrowthView) -> str:
    """WHO's tables by their years, as far as the axis goes."""
    if view.indicator in (Indicator.HEAD, Indicator.WEIGHT_FOR_LENGTH) or view.span.high <= 60:
        return _("WHO 2006")
    return _("WHO 2007") if view.span.low >= 60 else _("WHO 2006, 2007")
