"""Whatever an instrument file gets wrong is named with its file and entry."""

from pathlib import Path

import pytest

from clinic_app.clinical.fields import FieldRegistry, load_fields
from clinic_app.clinical.instruments.loader import load_instrument, load_instruments
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

HEAD = '[instrument]\nid = "own"\nversion = "1"\ntitle = "Own"\nsource = ["KNOWLEDGE"]\nconfidence = "knowledge"\n'
SECTION = '[[section]]\nid = "s"\ntitle = "S"\n'
ITEM = '[[section.item]]\nfield = "ex_dtr_biceps"\n'
GOOD = HEAD + SECTION + ITEM


def load(folder: Path, text: str, fields: FieldRegistry) -> None:
    path = folder / "own.toml"
    path.write_text(text, "utf-8")
    load_instrument(path, fields)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('title = "Own"\n', ""), "title is missing"),
        (GOOD + "colour = 3\n", "item ex_dtr_biceps: unknown key colour"),
        (GOOD.replace("ex_dtr_biceps", "ex_dtr_nose"), "item ex_dtr_nose: no such field"),
        (GOOD + ITEM, "item ex_dtr_biceps stands there twice"),
        (GOOD + SECTION + '[[section.item]]\nfield = "ex_tone"\n', "section s stands there twice"),
        (GOOD + 'normal = ["9"]\n', "no value 9"),
        (GOOD + 'options = ["5"]\n', "no value 5"),
        (GOOD + 'short = ["a"]\n', "1 short words for 5 options"),
        (GOOD + "expected = { usual_m = [4, 0] }\n", "ends before it starts"),
        (GOOD + "expected = { usual_m = [] }\n", "from, to"),
        (GOOD + "expected = { sometimes = 3 }\n", "unknown key sometimes"),
        (GOOD + "expected = { bands = [{ months = [0, 3], low = 9, high = 1 }] }\n", "is empty"),
        (
            GOOD
            + "expected = { bands = [{ months = [0, 3], low = 1, high = 2 }, { months = [3], low = 1, high = 2 }] }\n",
            "overlap",
        ),
        (GOOD + 'age_from_m = "four"\n', "is not a number"),
        (GOOD + 'asked_if = { field = "ex_tone", value = "low" }\n', "asked_if names ex_tone"),
        (GOOD + '[[example]]\nname = "e"\ncorrected_months = 3\nanswers.ex_x = "1"\nfindings = {}\n', "no such fact"),
        ("section = 3\n" + HEAD, "wrong kind"),
        ("[instrument\n", "not readable as TOML"),
    ],
)
def test_names_file_and_entry(tmp_path: Path, fields: FieldRegistry, text: str, told: str) -> None:
    with pytest.raises(ContentError, match=told) as refusal:
        load(tmp_path, text, fields)
    assert refusal.value.where.startswith("own.toml")


def test_a_clinic_adds_instruments_but_replaces_none(tmp_path: Path, fields: FieldRegistry) -> None:
    shipped = resource_path("clinical", "instruments")
    (tmp_path / "own.toml").write_text(GOOD, "utf-8")
    assert {"own", "general_exam", "intake"} <= set(load_instruments([shipped, tmp_path], fields))
    (tmp_path / "own.toml").write_text(GOOD.replace('id = "own"', 'id = "intake"'), "utf-8")
    with pytest.raises(ContentError, match="exists already"):
        load_instruments([shipped, tmp_path], fields)


def test_a_form_with_a_field_of_its_own_is_one_file(tmp_path: Path) -> None:
    own = '[[field]]\nid = "own_x"\ntype = "enum"\nlabel = "X"\ngroup = "exam"\nsided = true\nvalues = ["a", "b"]\n'
    (tmp_path / "own.toml").write_text(HEAD + own + SECTION + '[[section.item]]\nfield = "own_x"\n', "utf-8")
    registry = load_fields(resource_path("clinical", "fields"), tmp_path)
    (item,) = load_instruments([tmp_path], registry)["own"].items
    assert [str(key) for key in item.keys] == ["own_x@right", "own_x@left"]
    with pytest.raises(ContentError, match="defined twice"):
        load_fields(resource_path("clinical", "fields"), tmp_path, tmp_path)


def test_the_hash_follows_the_content_not_the_layout(tmp_path: Path, fields: FieldRegistry) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD, "utf-8")
    first = load_instrument(path, fields).content_hash
    path.write_text("# a comment\n" + GOOD.replace(" = ", "="), "utf-8")
    assert load_instrument(path, fields).content_hash == first
    path.write_text(GOOD + 'label = "Arm"\n', "utf-8")
    assert load_instrument(path, fields).content_hash != first
