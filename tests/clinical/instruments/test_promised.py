"""Every reflex, reaction, band, grade and skill of the examination, held to frozen numbers."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clinic_app.clinical.fields import FieldType
from clinic_app.clinical.instruments.model import Instrument, Item
from clinic_app.clinical.scales import load_scales
from clinic_app.resources import resource_path

PROMISED = tomllib.loads(Path(__file__).with_name("promised_exam.toml").read_text("utf-8"))
#: Recorded in the history or with the measurements.
ELSEWHERE = {"dv_hand_preference_side", "hc_cm"}


def by_id(rows: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row, id=row["id"]) for row in rows]


def span(item: Item, name: str) -> list[Decimal | None] | None:
    found = getattr(item.expected, name)
    return None if found is None else list(found)


@pytest.mark.parametrize("row", by_id(PROMISED["reflex"]))
def test_a_reflex_has_its_windows(instruments: dict[str, Instrument], row: dict[str, Any]) -> None:
    item = instruments["general_exam"].item(row["id"])
    expected = item.expected
    assert expected.persist_watch == row.get("persist_watch_m")
    if row["id"] == "ex_refl_positive_support":
        assert expected.persist_abnormal is None, "abnormal only when stiff, on tiptoe or crossing: a clinician says so"
    else:
        assert expected.persist_abnormal == row.get("persist_flag_m")
    assert span(item, "absent_abnormal") == row.get("absent_m")
    if "gone_m" in row:
        first, last = row["gone_m"]
        assert span(item, "fading") == [first, last]
        assert expected.usual is not None
        assert expected.usual[1] == first
    if row.get("appears_m", [0, 0]) != [0, 0]:
        assert span(item, "emerging") == row["appears_m"]


@pytest.mark.parametrize("row", by_id(PROMISED["reaction"]))
def test_a_reaction_has_its_windows(instruments: dict[str, Instrument], row: dict[str, Any]) -> None:
    item = instruments["general_exam"].item(row["id"])
    usual, absent = item.expected.usual, item.expected.absent_abnormal
    assert usual is not None
    assert usual[0] == row.get("mature_m", row["appears_m"])[0 if "mature_m" in row else 1]
    assert (absent[0] if absent is not None else None) == row.get("absent_flag_m")
    assert item.expected.persist_abnormal == row.get("persist_flag_m")
    ends = {usual[1], item.expected.fading[1] if item.expected.fading is not None else None} - {None}
    assert (max(ends) if ends else None) == (row["gone_m"][1] if "gone_m" in row else None)  # type: ignore[type-var]


@pytest.mark.parametrize("row", PROMISED["band"], ids=str)
@pytest.mark.parametrize("angle", ["adductor", "popliteal", "dorsiflexion", "heel_to_ear"])
def test_an_angle_has_its_band(instruments: dict[str, Instrument], row: dict[str, Any], angle: str) -> None:
    bands = instruments["general_exam"].item(f"ex_angle_{angle}").expected.bands
    assert [row["months"], *row[angle]] in [[list(band.months), band.low, band.high] for band in bands]


@pytest.mark.parametrize("row", by_id(PROMISED["scale"]))
def test_a_scale_has_its_grades(row: dict[str, Any]) -> None:
    scale = load_scales(resource_path("clinical", "scales.toml"))[row["id"]]
    assert [grade for grade in scale.grades if not grade.endswith(("-", "+")) or row["id"] == "mas"] == row["grades"]
    assert scale.source
    assert scale.confidence


@pytest.mark.parametrize("row", by_id(PROMISED["skill"]))
def test_a_skill_has_its_ages(instruments: dict[str, Instrument], row: dict[str, Any]) -> None:
    if row["id"] in ELSEWHERE:
        assert any(item.field.id == row["id"] for item in instruments["intake"].items)
        return
    item = instruments["general_exam"].item(row["id"])
    expected = item.expected
    assert item.field.sided or not row.get("sided")
    if "expected_from_m" in row:
        assert item.offered(row["expected_from_m"])
    if "from_m" in row:
        assert [[band.months[0], band.low] for band in expected.bands] == row["from_m"]
    elif "flag_after_m" in row and item.options:
        late = expected.absent_abnormal[0] if expected.absent_abnormal is not None else expected.persist_abnormal
        assert late == row["flag_after_m"]


@pytest.mark.parametrize("group", PROMISED["items"])
def test_every_other_item_is_there(instruments: dict[str, Instrument], group: str) -> None:
    there = {item.field.id for name in ("general_exam", "intake") for item in instruments[name].items}
    assert set(PROMISED["items"][group]) - there == set()


def test_every_finding_says_how_sure_its_wording_and_limits_are(instruments: dict[str, Instrument]) -> None:
    findings = [item.field for item in instruments["general_exam"].items if item.field.id.startswith("ex_")]
    assert [field.id for field in findings if not field.confidence and field.type is not FieldType.TEXT] == []
