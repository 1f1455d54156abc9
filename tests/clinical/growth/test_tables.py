"""The tables that ship, their provenance, and what a wrong table says."""

import tomllib
from pathlib import Path

import pytest

from clinic_app.clinical.growth import tables
from clinic_app.clinical.growth.curves import curves_of
from clinic_app.clinical.growth.methods import Method
from clinic_app.clinical.growth.tables import load_table
from clinic_app.clinical.growth.vocabulary import Indicator, Reference
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

CURVES = {
    curve.name: (reference, curve)
    for reference in Reference
    for indicator in Indicator
    for curve in curves_of(reference, indicator)
}


@pytest.mark.parametrize("name", sorted(CURVES))
def test_each_table_reaches_as_far_as_its_curve(name: str) -> None:
    curve = CURVES[name][1]
    if curve.method is Method.EQUATION:
        return
    table = load_table(name)
    assert table.xs[0] <= curve.low
    assert table.xs[-1] >= curve.high
    assert len(table.male) == len(table.female) == len(table.xs)


def test_each_table_states_its_source() -> None:
    with resource_path("clinical", "growth", "growth_tables.toml").open("rb") as file:
        document = tomllib.load(file)
    assert {table["name"]: table["reference"] for table in document["table"]} == {
        name: reference.value for name, (reference, _) in CURVES.items()
    }
    for source in document["reference"].values():
        for key in ("title", "publisher", "citation", "version", "taken_from", "licence", "conf"):
            assert source[key], key
    shipped = {path.stem for path in resource_path("clinical", "growth").glob("*.csv")}
    assert shipped == {name for name, (_, curve) in CURVES.items() if curve.method is not Method.EQUATION}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x,l,m,s\n", "first line"),
        ("", "first line"),
        ("{head}\n0,1,2,3,4,5,six\n1,1,2,3,1,2,3\n", "not a number"),
        ("{head}\n0,1,2,3,1,2\n1,1,2,3,1,2,3\n", "line 2 must have 7"),
        ("{head}\n1,1,2,3,1,2,3\n1,1,2,3,1,2,3\n", "line 3: x must rise"),
        ("{head}\n0,1,0,3,1,2,3\n1,1,2,3,1,2,3\n", "greater than 0"),
        ("{head}\n0,1,2,3,1,2,3\n", "two rows"),
    ],
)
def test_a_wrong_table_names_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str) -> None:
    (tmp_path / "wrong.csv").write_text(text.format(head="x,male_l,male_m,male_s,female_l,female_m,female_s"))
    monkeypatch.setattr(tables, "resource_path", lambda *parts: tmp_path / parts[-1])
    with pytest.raises(ContentError, match=says) as found:
        load_table("wrong")
    assert found.value.where == "wrong.csv"
