"""A clinic's own forms in the knowledge that the use cases share."""

from pathlib import Path

from clinic_app.clinical.assessment import assess
from clinic_app.services.knowledge import load_knowledge

GOOD = """[instrument]
id = "own"
version = "1"
title = "Own"
source = ["KNOWLEDGE"]
confidence = "knowledge"
[[field]]
id = "own_finding"
type = "enum"
label = "Own finding"
group = "exam"
values = ["seen", "not_seen"]
[[section]]
id = "s"
title = "S"
[[section.item]]
field = "own_finding"
"""


def test_a_form_of_the_clinic_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, "utf-8")
    knowledge = load_knowledge(tmp_path)
    assert {"own", "general_exam", "intake"} <= knowledge.instruments.keys()
    assert knowledge.label("own_finding") == "Own finding"
    assert knowledge.left_out == ()
    # what it records is no stranger to the rules
    assert assess(knowledge.content, {"own_finding": "seen"}).flags == ()


def test_a_spoilt_file_is_left_out_and_told_and_the_others_stand(tmp_path: Path) -> None:
    (tmp_path / "a_bad.toml").write_text(GOOD.replace('values = ["seen", "not_seen"]\n', ""), "utf-8")
    (tmp_path / "b_good.toml").write_text(GOOD, "utf-8")
    knowledge = load_knowledge(tmp_path)
    assert "own" in knowledge.instruments
    assert [(slip.file, slip.line) for slip in knowledge.left_out] == [("a_bad.toml", 8)]
    assert "needs values" in knowledge.left_out[0].reason


def test_a_folder_that_is_not_there_brings_nothing(tmp_path: Path) -> None:
    assert load_knowledge(tmp_path / "none").instruments.keys() == load_knowledge().instruments.keys()
