"""The HINE of a visit: scored, put beside earlier ones, said on the timeline and in what changed."""

from datetime import date
from decimal import Decimal
from typing import Any

from clinic_app.clinical.hine_form import load_hine
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.record import VisitRecord
from clinic_app.domain.sides import BOTH_SIDES, Side
from clinic_app.services import overview
from clinic_app.services.hine import hine_of, past_hines, short_words, side_words, sum_words
from clinic_app.services.timeline import timeline_model
from tests.services.documents.played import DAY, Played, entry, examined, left_out

FORM = load_hine()
SCALE = {"scale": "hine"}


def scores(levels: dict[str, Any] | None = None, *, rest: str | None = "3") -> dict[str, Any]:
    """Draft entries of a whole form; ``levels`` by item: one score, or right and left; ``None`` is left unset."""
    made: dict[str, Any] = {}
    for item in FORM.items:
        level = (levels or {}).get(item.id, rest)
        if level is None:
            continue
        if not item.sided:
            made |= entry(f"hine_{item.id}", level, **SCALE)
            continue
        pair = level if isinstance(level, tuple) else (level, level)
        for side, one in zip(BOTH_SIDES, pair, strict=True):
            made |= entry(f"hine_{item.id}", one, side, **SCALE) if one is not None else {}
    return made


def seen(played: Played, entries: dict[str, Any], day: date = DAY) -> Any:
    answers = VisitRecord.from_entries(entries).answers
    return hine_of(played.patient, day, answers)


def test_nothing_recorded_is_no_hine(clinic: Any) -> None:
    played = examined(clinic)
    assert hine_of(played.patient, DAY, {ItemKey("ex_state"): Answer("awake_calm")}) is None


def test_a_side_that_is_missing_leaves_the_item_out(clinic: Any) -> None:
    played = examined(clinic)
    found = seen(played, scores({"scarf_sign": ("3", None)}))
    assert (found.score.total, found.score.items_missing) == (None, ("scarf_sign",))
    assert sum_words(found.score) == "75 of 75 possible, no total until 26 of 26 items are scored (now 25)"
    assert short_words(found.score) == "25 of 26 scored"


def test_half_points_and_asymmetries(clinic: Any) -> None:
    played = examined(clinic)
    entries = scores({"popliteal_angle": ("1", "2"), "pull_to_sit": "2.5"}) | entry("hine_scarf_sign_differ", "yes")
    found = seen(played, entries)
    assert found.score.total == Decimal(76)
    assert found.asymmetric == ("scarf_sign", "popliteal_angle")
    popliteal = FORM.item("popliteal_angle")
    assert popliteal is not None
    assert side_words(popliteal, found.answers) == "1 / 2"


def test_asymmetry_is_not_recorded_before_anything_decides_it(clinic: Any) -> None:
    played = examined(clinic)
    assert seen(played, entry("hine_scarf_sign", "3", Side.RIGHT, **SCALE)).score.asymmetry_count is None
    assert seen(played, entry("hine_walking", "alone")).score.asymmetry_count is None


def test_cut_offs_ask_for_a_risk_factor_and_otherwise_say_below_the_usual_range(clinic: Any) -> None:
    played = examined(clinic)
    answers = VisitRecord.from_entries(scores(rest="2")).answers
    at_risk = hine_of(played.patient, DAY, answers, "yes")
    other = hine_of(played.patient, DAY, answers, "no")
    assert at_risk is not None
    assert other is not None
    assert "high risk of cerebral palsy" in " ".join(one.text for one in at_risk.score.reading)
    assert "cerebral palsy" not in " ".join(one.text for one in other.score.reading)


def test_signed_scores_come_back_item_by_item_newest_first(clinic: Any) -> None:
    played = examined(clinic)
    played.write(scores({"posture_trunk": "1.5", "posture_feet": ("1", "2")}) | left_out("hine_kicking", "crying"))
    played.sign()
    played.visit(date(2026, 12, 20))
    played.write(scores())
    played.sign()
    later, first = past_hines(played.chart())
    assert (later.day, later.score.total) == (date(2026, 12, 20), 78)
    assert (first.day, first.score.total) == (DAY, Decimal(75))
    assert first.answers[ItemKey("hine_posture_trunk")].value == "1.5"
    assert first.asymmetric == ("posture_feet",)
    assert past_hines(played.chart(), before=date(2026, 12, 1)) == (first,)


def test_what_changed_and_the_timeline_tell_the_total_or_that_there_is_none(clinic: Any) -> None:
    played = examined(clinic)
    played.write(scores({"posture_trunk": "1"}))
    played.sign()
    played.visit(date(2026, 12, 20))
    record = VisitRecord.from_entries(scores({"arm_protection": None}))
    chart, today = played.chart(), date(2026, 12, 20)
    (change,) = [one for one in overview.changes(clinic.context.knowledge, chart, record, today) if one.item == "HINE"]
    assert change.what == "76 → 25 of 26 scored"
    assert change.remark == "total of 18 Nov"
    model = timeline_model(chart, (), today, record=record)
    (lane,) = [lane for lane in model.lanes if lane.title == "HINE"]
    assert [(point.label, point.open) for point in lane.points] == [("76", False), ("", True)]
    assert lane.points[1].spoken == "HINE 25 of 26 scored on 20 Dec 2026"
    assert not [
        lane for lane in timeline_model(chart, (), today).lanes if lane.title == "HINE" and len(lane.points) > 1
    ]
