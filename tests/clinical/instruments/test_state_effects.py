"""What the state of the child makes unreliable is data, complete and checked."""

from pathlib import Path

import pytest

from clinic_app.clinical.state_effects import STATE, load_state_effects
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.errors import ContentError
from clinic_app.services.knowledge import load_knowledge

WHOLE = """
[[effect]]
state = "asleep"
words = "child asleep"
why = "because"
source = "KNOWLEDGE"
confidence = "knowledge"
fields = ["ex_head_lag"]
"""


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def test_every_state_that_hides_something_has_its_items_with_source_and_confidence(knowledge) -> None:
    effects = knowledge.state_effects
    assert set(effects) == {"asleep", "drowsy", "crying", "just_fed"}
    examined = {item.field.id for item in knowledge.exam.items}
    for effect in effects.values():
        assert effect.fields
        assert effect.fields <= examined
        assert STATE not in effect.fields
        assert effect.source in knowledge.content.sources
        assert effect.confidence
        assert effect.words.startswith("child ")


def test_what_wakefulness_does_not_change_is_not_in_doubt(knowledge) -> None:
    for field in ("ex_dimple_present", "ex_head_shape", "ex_red_reflex", "ex_cafe_au_lait_count", "ex_remarks"):
        assert not any(field in effect.fields for effect in knowledge.state_effects.values()), field


@pytest.mark.parametrize(
    ("state", "field", "words"),
    [
        ("asleep", "ex_head_lag", "child asleep"),
        ("crying", "ex_fontanelle", "child crying"),
        ("asleep", "ex_fontanelle", None),
        ("just_fed", "ex_refl_sucking", "child just fed"),
        ("awake_calm", "ex_head_lag", None),
    ],
)
def test_the_recorded_state_decides(knowledge, state, field, words) -> None:
    doubt = knowledge.doubt_of(field, {ItemKey(STATE): Answer(state)})
    assert (doubt.words if doubt is not None else None) == words


def test_without_a_recorded_state_nothing_is_in_doubt(knowledge) -> None:
    assert knowledge.doubt_of("ex_head_lag", {}) is None
    assert knowledge.doubt_of("ex_head_lag", {ItemKey(STATE): Answer.not_examined("other")}) is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\n[[effect]]", WHOLE + "\n[[effect]]", "twice"),
        ('"ex_head_lag"', '"ex_no_such"', "no such field"),
        ('"asleep"', '"dreaming"', "not a state"),
        ('"KNOWLEDGE"', '"NOBODY"', "not in sources"),
        ('why = "because"\n', "", "why"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, knowledge, old, new, says) -> None:
    path = tmp_path / "state_effects.toml"
    path.write_text(WHOLE.replace(old, new, 1))
    with pytest.raises(ContentError, match=says):
        load_state_effects(path, knowledge.fields, knowledge.content.sources)
