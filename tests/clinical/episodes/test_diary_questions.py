"""The choice of questions for a diary sheet."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.content import load_content
from clinic_app.clinical.episodes.diary_questions import KnownOfLog, Place, choose, load_diary_questions
from clinic_app.clinical.episodes.diary_questions import read_diary_questions as read
from clinic_app.clinical.episodes.facts import Told
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

QUESTIONS = load_diary_questions()
FIELDS = sorted({field for one in QUESTIONS.questions for field in one.asks} | {f for _p, f in QUESTIONS.prompts})
CODES = st.sampled_from(sorted({code for one in QUESTIONS.questions for _f, codes in one.first_if for code in codes}))


@given(
    facts=st.dictionaries(st.sampled_from(FIELDS), st.one_of(CODES, st.tuples(CODES, CODES), st.just(8.0))),
    told=st.dictionaries(st.sampled_from(FIELDS), st.integers(0, 3).map(lambda asked: Told(asked, 3))),
    wanted=st.sets(st.sampled_from(FIELDS)),
)
def test_any_log_gets_a_sheet_that_fits_with_the_fixed_questions(facts, told, wanted) -> None:
    asked = choose(QUESTIONS, KnownOfLog(facts, told, wanted))
    assert QUESTIONS.fewest <= len(asked.questions) <= QUESTIONS.most
    assert {one.id for one in QUESTIONS.questions if one.place is Place.FIXED} <= set(asked.questions)
    assert len(asked.prompts) <= QUESTIONS.most_prompts
    columns = {field for one in QUESTIONS.questions if one.id in asked.questions for field in one.asks}
    assert not columns & {field for name, field in QUESTIONS.prompts if name in asked.prompts}


def test_what_every_event_told_is_not_asked_for_under_notes() -> None:
    told = {"ep_eyes": Told(3, 3), "ep_colour": Told(2, 3)}
    assert choose(QUESTIONS, KnownOfLog({}, told, ())).prompts == ("face", "colour", "breathing")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('"ep_suppressible"', '"ep_supressible"', "no field ep_supressible"),
        ('any = ["spasm"]', 'any = ["spasms"]', "no value spasms"),
        ("most_prompts = 3", "", "most_prompts"),
        ("most = 7", "most = 5", "not 5 to 5"),
        ('"SEED"', '"SED"', "SED is not in sources"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, before: str, after: str, reason: str) -> None:
    content = load_content()
    text = resource_path("clinical", "episode_diary.toml").read_text("utf-8")
    assert before in text
    (tmp_path / "episode_diary.toml").write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ContentError, match=reason):
        read(tmp_path / "episode_diary.toml", content.fields, content.sources)


def test_a_usual_question_gives_way_to_more_telling_ones() -> None:
    facts = {"ep_clusters": "yes", "ep_states": ("on_waking",), "ep_responsive": "reduced", "ep_colour": ("blue",)}
    asked = choose(QUESTIONS, KnownOfLog(facts, {}, ()))
    assert asked.questions == ("doing", "run", "state", "answered", "colour", "video", "notes")
    fewer = choose(replace(QUESTIONS, most=6), KnownOfLog(facts, {}, ()))
    assert len(fewer.questions) == 6
