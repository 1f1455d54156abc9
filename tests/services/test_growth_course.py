"""A child of 29+3 weeks from birth to 30 months: both ages, the reference of each visit, the end of correction."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from clinic_app.charts.growth import GrowthChartModel, growth_chart
from clinic_app.charts.scene import Dots, Marker, Size
from clinic_app.clinical.growth.choosing import Choice
from clinic_app.clinical.growth.series import GrowthPoint
from clinic_app.clinical.growth.vocabulary import Indicator, Reference
from clinic_app.domain.ages import age_on
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Patient, PatientId, Sex
from clinic_app.services.chart import Measurement
from clinic_app.services.documents.growth import growth_picture
from clinic_app.services.growth import growth_points
from clinic_app.services.growth_chart import correction_end, growth_chart_model
from clinic_app.services.growth_said import change_sentences, growth_sentences, step_sentences
from clinic_app.services.growth_view import GrowthView, Span, first_view, spans_for

BORN = date(2024, 1, 10)
TERM = 74  # days from birth to the estimated date of delivery: 40+0 less 29+3
JOE = Patient(PatientId("joe"), "D-2", "Early", "Joe", BORN, Sex.MALE, gestation=Gestation(29, 3))
PRETERM, WHO = Reference.INTERGROWTH21_PRETERM, Reference.WHO2006
#: Day of life, kg, cm, cm of head, position.
COURSE = (
    (0, "1.30", "39.0", "27.0", ""),
    (28, "1.70", "42.0", "30.0", "lying"),
    (TERM, "3.30", "49.5", "35.2", "lying"),
    (242, "7.40", "66.5", "43.2", "lying"),
    (243, "7.42", "66.5", "43.2", "lying"),
    (560, "10.4", "79.0", "47.2", "lying"),
    (780, "11.9", "87.0", "48.5", "lying"),
    (804, "12.0", "87.4", "48.6", "lying"),
    (805, "12.0", "87.0", "48.6", "standing"),
    (912, "12.6", "90.0", "49.0", "standing"),
)


def measured(day: int, weight: str, length: str, head: str, position: str) -> Measurement:
    return Measurement(BORN + timedelta(day), Decimal(weight), Decimal(length), Decimal(head), position)


def course(choice: Choice = Choice.BY_AGE, until: int = 912) -> tuple[GrowthPoint, ...]:
    return growth_points(JOE, [measured(*row) for row in COURSE if row[0] <= until], choice)


def at(day: int, indicator: Indicator = Indicator.WEIGHT, choice: Choice = Choice.BY_AGE) -> GrowthPoint:
    on = BORN + timedelta(day)
    return next(point for point in course(choice) if point.on == on and point.indicator is indicator)


def drawn(view: GrowthView, until: int = 912) -> GrowthChartModel:
    return growth_chart_model(JOE, course(view.choice, until) if view.choice is Choice.CDC2000 else course(), view)


@pytest.mark.parametrize(
    ("day", "reference", "read_at", "is_corrected"),
    [
        (0, PRETERM, 206, True),
        (28, PRETERM, 234, True),
        (TERM, PRETERM, 280, True),
        (242, PRETERM, 448, True),
        (243, WHO, 169, True),
        (560, WHO, 486, True),
        (804, WHO, 730, True),
        (805, WHO, 805, False),
        (912, WHO, 912, False),
    ],
)
def test_each_visit_is_read_by_its_reference_at_its_age(
    day: int, reference: Reference, read_at: int, *, is_corrected: bool
) -> None:
    point = at(day)
    assert (point.reference, point.age_days, point.corrected) == (reference, read_at, is_corrected)
    assert point.score.z is not None


def test_both_ages_are_read_until_correction_ends() -> None:
    assert at(560).chronological.z < at(560).score.z
    assert at(912).chronological.z == at(912).score.z


def test_before_64_weeks_the_preterm_chart_comes_first_and_who_after() -> None:
    ages = [age_on(BORN, JOE.gestation, BORN + timedelta(day)) for day in (0, 242, 243, 912)]
    views = [first_view(Indicator.WEIGHT, age) for age in ages]
    assert [view.choice for view in views] == [Choice.PRETERM, Choice.PRETERM, Choice.WHO, Choice.WHO]
    assert [view.span.words for view in views] == ["27–64 weeks", "27–64 weeks", "0–12 months", "0–5 years"]
    assert first_view(Indicator.BMI, ages[0]).choice is Choice.WHO


def test_the_preterm_chart_ends_with_the_preterm_standards() -> None:
    view = GrowthView(Indicator.WEIGHT, spans_for(Indicator.WEIGHT, Choice.PRETERM, 912)[0], Choice.PRETERM)
    model = drawn(view)
    assert [point.age_days for point in model.points] == [206, 234, 280, 448]
    assert model.reference == "INTERGROWTH-21st preterm postnatal standards, boys"
    assert (model.curves[0].points[0][0], model.curves[0].points[-1][0]) == (189, 448)
    assert "29 w 3 d post-menstrual" in model.points[0].spoken
    assert [note.label for note in model.notes] == ["Term"]


def test_on_whos_lines_an_early_point_says_both_references() -> None:
    model = drawn(GrowthView(Indicator.WEIGHT, Span(0, 60)))
    before_term, at_64_weeks, later = model.points[1], model.points[3], model.points[5]
    assert "before term, 33 w 3 d postmenstrual" in before_term.spoken
    assert "preterm standards, 33 w 3 d" in before_term.spoken
    assert "corrected 5 m" in at_64_weeks.spoken
    assert "preterm standards, 64 w 0 d" in at_64_weeks.spoken
    assert "preterm" not in later.spoken
    assert at_64_weeks.cells[-1].startswith("WHO 2006; INTERGROWTH-21st preterm at 64 w 0 d")


def test_the_end_of_correction_is_drawn_as_a_step_and_said() -> None:
    end = correction_end(JOE)
    assert end is not None
    assert (end.corrected_days, end.chron_days, end.on) == (731, 805, BORN + timedelta(805))
    view = GrowthView(Indicator.WEIGHT, Span(0, 60))
    model = drawn(view)
    assert model.correction_end is not None
    assert (model.correction_end.corrected_days, model.correction_end.age_days) == (731, 805)
    assert "24 months corrected: from here chronological age" in growth_chart(model, Size(800, 420)).texts()
    said = " ".join(step_sentences(JOE, course(), view))
    assert "Corrected age to 24 months corrected (25 Mar 2026), chronological age from then on" in said
    assert "The step is no change in growth: 12 kg on 24 Mar 2026 was" in said
    assert "24 months corrected" not in " ".join(step_sentences(JOE, course(until=243), GrowthView(
        Indicator.WEIGHT, Span(0, 12))))  # fmt: skip


def test_a_term_child_has_no_such_step() -> None:
    term = Patient(PatientId("t"), "D-3", "Term", "Ann", BORN, Sex.FEMALE, gestation=Gestation(39, 0))
    assert correction_end(term) is None
    view = GrowthView(Indicator.WEIGHT, Span(0, 60))
    assert growth_chart_model(term, (), view).correction_end is None
    assert growth_sentences(term, (), view) == ()


def test_at_the_read_age_alone_crosses_turn_into_dots_at_the_end_of_correction() -> None:
    model = drawn(GrowthView(Indicator.WEIGHT, Span(0, 60), corrected_only=True))
    ages = [(point.corrected_days, point.age_days) for point in model.points]
    assert ages[-4:] == [(706.0, None), (730.0, None), (None, 805.0), (None, 912.0)]
    assert ages[0] == (0.0, None)  # what was measured before term has no place
    marks = [item.marker for item in growth_chart(model, Size(800, 420)).items if isinstance(item, Dots)]
    assert marks == [Marker.CROSS] * 6 + [Marker.DOT] * 2


def test_lying_and_standing_are_two_tables_with_a_step_at_731_days() -> None:
    view = GrowthView(Indicator.LENGTH_HEIGHT, Span(0, 60))
    model = drawn(view)
    assert [(step.at, step.before, step.after) for step in model.steps] == [(731.0, "lying", "standing")]
    point = at(780, Indicator.LENGTH_HEIGHT)
    assert (point.shift_cm, point.chronological_shift_cm) == (0.0, -0.7)
    shown = model.points[6]
    assert (shown.corrected_value, shown.value) == (87.0, pytest.approx(86.3))
    assert "compared as standing: 0.7 cm less" in shown.spoken
    assert any("0.7 cm (WHO)" in one for one in step_sentences(JOE, course(), view))
    assert "lying then, standing now" in change_sentences(course(until=805), Indicator.LENGTH_HEIGHT)[0]


def test_no_line_is_crossed_by_a_change_of_age_or_reference_alone() -> None:
    said = " ".join(change_sentences(course(until=805), Indicator.WEIGHT))
    assert "no centile line crossed" in said
    assert "Since 28 Feb 2026 (25 days): +100 g, 4 g a day." in said


def test_a_child_who_falls_is_told_with_the_source() -> None:
    falling = [measured(*row) for row in COURSE[:6]] + [measured(780, "9.40", "82.0", "48.5", "lying")]
    said = " ".join(change_sentences(growth_points(JOE, falling), Indicator.WEIGHT))
    assert "centile lines crossed downwards" in said
    assert "Fallen 3 centile spaces since" in said or "Fallen 2 centile spaces since" in said
    assert "NICE NG75" in said


def test_a_head_over_two_lines_calls_for_assessment() -> None:
    heads = [measured(*row) for row in COURSE[:6]] + [measured(650, "10.9", "82.0", "50.5", "lying")]
    assert "(NICE NG127)" in " ".join(change_sentences(growth_points(JOE, heads), Indicator.HEAD))


def test_cdc_is_drawn_with_its_own_name_and_tables() -> None:
    view = GrowthView(Indicator.WEIGHT, Span(0, 60), Choice.CDC2000)
    points = course(Choice.CDC2000)
    model = growth_chart_model(JOE, points, view)
    assert model.reference == "CDC Growth Charts 2000, boys"
    assert {point.reference for point in points} == {Reference.CDC2000}
    assert model.steps == ()
    assert "CDC 2000 by choice" in " ".join(step_sentences(JOE, points, view))


@pytest.mark.parametrize(
    ("days", "choice", "words"),
    [
        (0, Choice.WHO, ("0–12 months", "0–24 months", "0–5 years", "0–10 years", "0–19 years")),
        (731, Choice.WHO, ("0–5 years", "0–10 years", "0–19 years")),
        (1827, Choice.WHO, ("0–10 years", "0–19 years", "5–19 years")),
        (7000, Choice.WHO, ("0–19 years", "5–19 years")),
        (7000, Choice.CDC2000, ("0–20 years", "5–20 years")),
    ],
)
def test_every_axis_holds_the_child(days: int, choice: Choice, words: tuple[str, ...]) -> None:
    assert tuple(span.words for span in spans_for(Indicator.WEIGHT, choice, days)) == words


@pytest.mark.parametrize(
    ("day", "reference"), [(0, WHO), (730, WHO), (731, WHO), (1826, WHO), (1856, WHO), (1857, Reference.WHO2007)]
)
def test_a_term_child_is_read_by_who_through_all_years(day: int, reference: Reference) -> None:
    term = Patient(PatientId("t"), "D-3", "Term", "Ann", BORN, Sex.FEMALE, gestation=Gestation(39, 0))
    one = Measurement(BORN + timedelta(day), weight_kg=Decimal("3.3") if day == 0 else Decimal(14))
    (point,) = growth_points(term, [one])
    assert (point.reference, point.corrected) == (reference, False)
    assert point.score.z is not None


def test_weight_for_length_is_drawn_over_length_and_positions_are_matched() -> None:
    spans = spans_for(Indicator.WEIGHT_FOR_LENGTH, Choice.WHO, 912)
    model = drawn(GrowthView(Indicator.WEIGHT_FOR_LENGTH, spans[0]))
    assert model.axis_title == "Height standing, cm"
    assert model.points[-1].age_days == pytest.approx(90.0)
    lying_then = model.points[5]
    assert lying_then.age_days == pytest.approx(79.0 - 0.7)
    assert lying_then.corrected_days is None


def test_the_picture_on_paper_is_the_one_of_the_screen() -> None:
    view = GrowthView(Indicator.WEIGHT, Span(0, 60))
    paper = growth_chart_model(JOE, course(), view, brief=True)
    assert paper.points == drawn(view).points
    assert paper.curves == drawn(view).curves
    assert paper.correction_end is not None


def test_what_is_implausible_is_hollow_alone_and_left_out_of_the_words() -> None:
    wrong = [*(measured(*row) for row in COURSE[:6]), measured(600, "40", "80.0", "47.5", "lying")]
    points = growth_points(JOE, wrong)
    for only in (False, True):
        model = growth_chart_model(JOE, points, GrowthView(Indicator.WEIGHT, Span(0, 228), corrected_only=only))
        dots = [item for item in growth_chart(model, Size(800, 420)).items if isinstance(item, Dots)]
        assert [item.marker for item in dots if item.hollow] == [Marker.DOT]
        assert "measure again" in model.points[-1].spoken
    assert change_sentences(points, Indicator.WEIGHT) == change_sentences(
        growth_points(JOE, wrong[:-1]), Indicator.WEIGHT
    )


def test_the_paper_opens_on_the_reference_of_its_day_and_says_the_change() -> None:
    for day, named in ((242, "INTERGROWTH-21st preterm, boys"), (912, "WHO 2006, boys")):
        on = BORN + timedelta(day)
        visit = SimpleNamespace(patient=JOE, day=on, age=age_on(BORN, JOE.gestation, on))
        model, caption = growth_picture(visit, course(until=day))
        assert model is not None
        assert model.reference == named
        assert "g a day" in caption
        assert "textbook" not in caption
    assert caption.startswith("Dot: chronological. Cross: corrected. 12.6 kg: ")
