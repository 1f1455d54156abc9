"""Every hazard has a control with a test that exists, or says that it is open."""

import ast
from functools import cache
from pathlib import Path

import pytest

from clinic_app.clinical.hazards import Hazard, load_hazards
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

ROOT = Path(__file__).parents[2]
HAZARDS = load_hazards(resource_path("clinical", "hazards.toml"))


@cache
def _names_in(path: str) -> frozenset[str]:
    file = ROOT / path
    if not file.is_file():
        return frozenset()
    return frozenset(
        node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    )


def test_all_twenty_hazards_are_there() -> None:
    assert [hazard.id for hazard in HAZARDS] == [f"H{number}" for number in range(1, 21)]


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.id)
def test_each_control_names_tests_that_exist(hazard: Hazard) -> None:
    assert hazard.controls or hazard.open
    for control in hazard.controls:
        assert control.tests
        for name in control.tests:
            path, _, test = name.partition("::")
            assert test in _names_in(path), name


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.id)
def test_a_hazard_says_how_bad_and_how_likely(hazard: Hazard) -> None:
    assert hazard.severity in {"major", "significant"}
    assert hazard.likelihood in {"high", "medium", "low"}
    assert hazard.harm.endswith(".")


def test_a_hazard_without_a_control_and_without_a_word_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hazards.toml"
    head = '[[hazard]]\nid = "H1"\ntitle = "t"\nharm = "h."\nseverity = "major"\nlikelihood = "low"\n'
    path.write_text(head + 'open = ""\n', "utf-8")
    with pytest.raises(ContentError, match="neither a control"):
        load_hazards(path)
