"""The contract of the ``growth`` command's table."""

import csv
from pathlib import Path

import pytest

from clinic_app.domain.errors import EnvironmentProblem, UserError
from clinic_app.exchange.growth_table import growth_table

HEADER = "id,reference,indicator,sex,age_days,measured,value"


def run(folder: Path, *rows: str, header: str = HEADER) -> list[dict[str, str]]:
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    growth_table(source, target)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_scores_are_added_and_rows_keep_their_order(tmp_path: Path) -> None:
    rows = run(
        tmp_path,
        "b,who2006,weight,m,0,,3.3464",
        "a,who2006,length_height,f,730,standing,84.0",
        "c,cdc2000,bmi,m,730.5,,16.57502768",
        "d,intergrowth21_preterm,head,f,280,,34.2",
        "e,who2007,bmi,f,6939.75,,21.4269",
    )
    assert [row["id"] for row in rows] == ["b", "a", "c", "d", "e"]
    assert list(rows[0]) == [*HEADER.split(","), "z", "centile", "note"]
    assert rows[0]["z"] == "0.0000"
    assert rows[0]["centile"] == "50.00"
    assert rows[0]["note"] == ""
    assert "0.7 cm added" in rows[1]["note"]
    assert rows[2]["z"] == "0.0000"
    assert float(rows[3]["z"]) == pytest.approx(0.0, abs=0.06)
    assert rows[4]["centile"] == "50.00"


def test_what_is_not_covered_has_an_empty_z_and_a_note(tmp_path: Path) -> None:
    rows = run(
        tmp_path,
        "1,who2006,weight,m,1857,,18",
        "2,cdc2000,bmi,f,729,,16",
        "3,who2007,head,f,2500,,52",
        "4,intergrowth21_preterm,weight,m,188,,0.6",
    )
    assert all(row["z"] == "" and row["centile"] == "" and row["note"] for row in rows)


def test_weight_for_length_reads_its_length(tmp_path: Path) -> None:
    header = f"{HEADER},length_cm"
    rows = run(
        tmp_path,
        "1,who2006,weight_for_length,m,200,lying,8.5498,70.5",
        "2,cdc2000,weight_for_length,m,200,,8.549802669,70.5",
        "3,cdc2000,weight_for_length,m,,standing,10.38901871,77.5",
        "4,who2006,weight_for_length,m,200,lying,8.5498,44.9",
        "5,who2006,weight,m,200,lying,8.5498,",
        header=header,
    )
    assert rows[1]["z"] == "0.0000"
    assert rows[2]["z"] == "0.0000"
    assert rows[3]["z"] == ""
    assert rows[4]["z"] != ""


def test_extra_columns_text_and_column_order_are_kept(tmp_path: Path) -> None:
    rows = run(
        tmp_path,
        'm,weight,"Zoë, ""Z"" =cmd|",who2006,9.0,7,400,',
        "f,weight,<img src=x>,who2006, 9.0 ,8,400.25,lying",
        header="sex,indicator,comment,reference,value,id,age_days,measured",
    )
    assert [row["comment"] for row in rows] == ['Zoë, "Z" =cmd|', "<img src=x>"]
    assert rows[1]["value"] == " 9.0 "
    assert all(row["z"] for row in rows)


def test_a_file_from_a_spreadsheet_with_byte_order_mark_and_blank_lines(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n\r\n1,who2006,weight,m,10,,3.5\r\n\r\n".encode())
    growth_table(source, tmp_path / "out.csv")
    assert len((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()) == 2


def test_a_table_without_rows_is_a_table(tmp_path: Path) -> None:
    assert run(tmp_path) == []


def test_the_tails_keep_enough_digits(tmp_path: Path) -> None:
    rows = run(
        tmp_path,
        "1,who2006,length_height,m,365,,64.0",
        "2,who2006,length_height,m,365,,90.0",
        "3,who2006,length_height,m,365,,75.7",
    )
    low, high, middle = rows
    assert 0 < float(low["centile"]) < 0.01
    assert 99.99 < float(high["centile"]) < 100
    assert float(middle["centile"]) == pytest.approx(50, abs=1)
    assert "e" not in low["centile"] + high["centile"]
    assert len(low["z"].split(".")[1]) == 4


@pytest.mark.parametrize(
    ("row", "field", "says"),
    [
        ("1,who2005,weight,m,10,,3.5", "reference", "who2006, who2007, cdc2000, intergrowth21_preterm"),
        ("1,who2006,wieght,m,10,,3.5", "indicator", "weight, length_height, head, bmi, weight_for_length"),
        ("1,who2006,weight,x,10,,3.5", "sex", "m or f"),
        ("1,who2006,weight,,10,,3.5", "sex", "m or f"),
        ("1,who2006,weight,m,10,sitting,3.5", "measured", "lying, standing, or empty"),
        ("1,who2006,weight,m,10,,heavy", "value", "a number with a decimal point, greater than 0"),
        ("1,who2006,weight,m,10,,", "value", "empty"),
        ("1,who2006,weight,m,10,,0", "value", "greater than 0"),
        ("1,who2006,weight,m,10,,-3", "value", "greater than 0"),
        ("1,who2006,weight,m,10,,nan", "value", "greater than 0"),
        ("1,who2006,weight,m,10,,1e999", "value", "greater than 0"),
        ("1,who2006,weight,m,10,,1_0", "value", "greater than 0"),
        ("1,who2006,weight,m,10,,٣", "value", "greater than 0"),
        ('1,who2006,weight,m,10,,"3,5"', "value", "decimal point"),
        ("1,who2006,weight,m,-1,,3.5", "age_days", "0 or more"),
        ("1,who2006,weight,m,,,3.5", "age_days", "0 or more"),
        ("1,who2006,weight,m,ten,,3.5", "age_days", "0 or more"),
        ("1,who2006,weight_for_length,m,10,,3.5", "length_cm", "greater than 0"),
    ],
)
def test_bad_cells_are_refused_with_row_and_field(tmp_path: Path, row: str, field: str, says: str) -> None:
    with pytest.raises(UserError) as refused:
        run(tmp_path, "0,who2006,weight,m,10,,3.5", row)
    assert refused.value.field == field
    assert refused.value.message.startswith(f"row 2: {field} is ")
    assert says in refused.value.message
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("missing", HEADER.split(","))
def test_a_missing_column_is_named(tmp_path: Path, missing: str) -> None:
    header = ",".join(name for name in HEADER.split(",") if name != missing)
    with pytest.raises(UserError, match=f"the column {missing} is missing"):
        run(tmp_path, header=header)


@pytest.mark.parametrize(
    ("header", "says"),
    [(f"{HEADER},sex", "there twice"), (f"{HEADER},note", "must not be there")],
)
def test_a_confusing_header_is_refused(tmp_path: Path, header: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        run(tmp_path, header=header)


def test_a_row_of_another_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="row 1 has 8 cells, but there are 7 columns"):
        run(tmp_path, "1,who2006,weight,m,10,,3.5,surplus")


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    with pytest.raises(UserError, match="cannot be read"):
        growth_table(source, target)
    source.write_bytes(b"")
    with pytest.raises(UserError, match="is empty"):
        growth_table(source, target)
    source.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UserError, match="not UTF-8"):
        growth_table(source, target)
    source.write_text(f'{HEADER}\n1,"open', encoding="utf-8")
    with pytest.raises(UserError, match="not a CSV file"):
        growth_table(source, target)


def test_a_result_that_cannot_be_written_is_a_problem_of_the_environment(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(HEADER + "\n", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        growth_table(source, tmp_path / "no such folder" / "out.csv")
