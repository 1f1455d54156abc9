"""The milestone checklist: its files, the list of an age, and what rules read of the answers."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic_app.clinical.assessment import assess, derive
from clinic_app.clinical.content import load_content
from clinic_app.clinical.milestone_files import HEAD, ITEMS, WINDOWS, load_milestones
from clinic_app.clinical.milestones import Checklist, Status
from clinic_app.domain.errors import ContentError
from clinic_app.resources import resource_path

CONTENT = load_content()
CHECKLIST = CONTENT.milestones
TODAY = {"age_days": 249, "ga_weeks": 34 + 3 / 7}  # 6.9 months corrected


def flags(facts: dict[str, Any]) -> set[str]:
    return {flag.id for flag in assess(CONTENT, facts).flags}


def answers(**said: str) -> dict[str, str]:
    return {f"ms_{name}": status for name, status in said.items()}


def whole_list(age_months: int, status: str = "yes") -> dict[str, str]:
    return {item.field_id: status for item in CHECKLIST.of_list(age_months)}


# The files


def test_every_list_is_there_with_its_domains() -> None:
    assert CHECKLIST.list_ages == (2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60)
    assert [len(CHECKLIST.of_list(age)) for age in CHECKLIST.list_ages] == [
        11,
        13,
        12,
        13,
        10,
        13,
        15,
        13,
        15,
        12,
        17,
        15,
    ]
    assert {item.domain for item in CHECKLIST.items} == {domain.id for domain in CHECKLIST.domains}
    assert len(CHECKLIST.items) == 162
    assert all(item.source in CONTENT.sources and item.confidence for item in CHECKLIST.items)


def test_the_six_windows_are_those_that_who_published() -> None:
    windows = {item.window.id: item.window for item in CHECKLIST.windowed if item.window is not None}
    ages = {name: (one.p1, one.p5, one.p50, one.p95, one.p99) for name, one in windows.items()}
    assert ages == {
        "w_sit": (3.8, 4.3, 5.9, 8.0, 9.2),
        "w_standa": (4.8, 5.5, 7.4, 10.0, 11.4),
        "w_crawl": (5.2, 6.1, 8.3, 11.3, 13.5),
        "w_walka": (5.9, 6.9, 9.0, 11.7, 13.7),
        "w_standal": (6.9, 8.1, 10.8, 14.4, 16.9),
        "w_walk": (8.2, 9.4, 12.0, 15.3, 17.6),
    }
    assert {name for name, one in windows.items() if not one.is_flagged} == {"w_crawl"}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in (HEAD, ITEMS, WINDOWS):
        shutil.copy(resource_path("clinical", name), tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (ITEMS, "c02s2,2,social", "c02s2,two,social", r"milestones.csv line 3: age_months is a whole number"),
        (ITEMS, "c02s2,2,social", "c02s2,0,social", r"milestones.csv line 3: age_months is a whole number"),
        (ITEMS, "c02s2,2,social", "c02s2,2,sociable", r"line 3: domain sociable is not one of"),
        (ITEMS, "c02s2,2,social", "c02s1,2,social", r"line 3: the milestone c02s1 stands there twice"),
        (ITEMS, "Looks at a face", "", r"line 3: label is empty"),
        (ITEMS, "Looks at a face,", "Looks at a face,,", r"line 3: 8 cells for 7 columns"),
        (ITEMS, "Looks at a face,,", "Looks at a face,w_fly,", r"line 3: window w_fly is not one of"),
        (ITEMS, "Looks at a face,,", "Looks at a face,w_sit,", r"line \d+: the window w_sit belongs to another"),
        (ITEMS, "Sits without support,w_sit,", "Sits without support,,", r"no milestone has the window w_sit"),
        (ITEMS, "Crawls on hands and knees,w_crawl,", "Crawls on hands and knees,,", "needs age_months"),
        (ITEMS, "id,age_months", "id,age", r"milestones.csv line 1: the columns are id, age_months"),
        (ITEMS, "Looks at a face", '"Looks at a "face', r"milestones.csv line 3"),
        (WINDOWS, "3.8,4.3", "4.3,3.8", r"milestone_windows.csv line 2: the ages p1, p5, p50, p95, p99 must rise"),
        (WINDOWS, "3.8,4.3", "early,4.3", r"milestone_windows.csv line 2: p1 is a number of months"),
        (WINDOWS, "w_standa,", "w_sit,", r"line 3: the window w_sit stands there twice"),
        (HEAD, 'never_flagged = ["w_crawl"]', 'never_flagged = ["w_fly"]', r"never_flagged names w_fly"),
        (HEAD, 'yes = ["c12m1"]', 'yes = ["c12m99"]', r"skill dv_pulls_to_stand: c12m99 is no milestone"),
        (HEAD, "from_list_m = 4", "from_list_m = 5", r"there is no list of 5 months"),
        (HEAD, "never_percent", "often_percent", r"milestones.toml windows: the keys are"),
        (HEAD, "[[domain]]\nid = \"social\"", "[[realm]]\nid = \"social\"", r"the tables are"),
        (HEAD, 'version = "1"', "version = ", r"milestones.toml: not readable as TOML"),
    ],
)  # fmt: skip
def test_a_slip_names_the_file_and_the_line(copy: Path, file: str, old: str, new: str, sentence: str) -> None:
    text = (copy / file).read_text("utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError, match=sentence):
        load_milestones(copy)


def test_what_was_answered_is_stamped_with_the_files(copy: Path) -> None:
    before: Checklist = load_milestones(copy)
    (copy / ITEMS).write_text((copy / ITEMS).read_text("utf-8").replace("Looks at a face", "Looks at faces"), "utf-8")
    assert load_milestones(copy).content_hash != before.content_hash


# The list of an age


@pytest.mark.parametrize(
    ("months", "age"),
    [
        (-1.0, None), (0.0, None), (1.99, None), (2.0, 2), (5.999, 4), (6.0, 6), (8.99, 6), (9.0, 9), (59.9, 48),
        (60.0, 60), (200.0, 60),
    ],
)  # fmt: skip
def test_the_list_is_the_last_one_reached(months: float, age: int | None) -> None:
    assert CHECKLIST.reached(months) == age


def test_windows_are_asked_beside_the_lists_they_concern() -> None:
    assert CHECKLIST.beside_list(2) == ()
    assert CHECKLIST.beside_list(24) == ()
    assert [item.id for item in CHECKLIST.beside_list(9)] == ["w_standa", "w_crawl", "c12m2", "w_standal", "c18m1"]


def test_every_fact_has_a_place_to_be_answered() -> None:
    assert {fact: CHECKLIST.target(fact, 6).id for fact in CHECKLIST.facts} == {
        "dv_fixes_follows": "c02c1",
        "dv_rolls": "c06m1",
        "dv_sits_alone": "c09m4",
        "dv_pulls_to_stand": "c12m1",
        "dv_walks_alone": "c18m1",
        "dv_missing_checklist": "c06s1",
        "dv_beyond_who99": "c09m4",
    }
    assert CHECKLIST.target("ex_tone", 6) is None


# What rules read


@pytest.mark.parametrize(
    ("said", "fact", "value"),
    [
        (answers(c09m4="yes"), "dv_sits_alone", "yes"),
        (answers(c09m4="regained"), "dv_sits_alone", "yes"),
        (answers(c09m4="not_yet"), "dv_sits_alone", "no"),
        (answers(c09m4="lost"), "dv_sits_alone", "no"),
        (answers(c09m4="unsure"), "dv_sits_alone", None),
        (answers(c09m4="yes") | {"dv_sits_alone": "no"}, "dv_sits_alone", "no"),
        (answers(c09m4="not_yet") | {"dv_sits_alone": "yes"}, "dv_sits_alone", "no"),
        (answers(c15m1="yes"), "dv_walks_alone", None),
        (answers(c15m1="not_yet"), "dv_walks_alone", "no"),
        (answers(c18m1="yes", c15m1="not_yet"), "dv_walks_alone", "no"),
        (answers(c12m1="yes"), "dv_pulls_to_stand", "yes"),
        (answers(c02c1="not_yet") | {"ex_fix_follow": "full"}, "dv_fixes_follows", "no"),
        (answers(c02c1="yes") | {"ex_fix_follow": "none"}, "dv_fixes_follows", "no"),
        (answers(c06s1="lost"), "dv_regression", "yes"),
        (answers(c06s1="lost") | {"dv_regression": "no"}, "dv_regression", "yes"),
        (answers(c06s1="yes"), "dv_regression", None),
        (answers(c06s1="regained"), "dv_regression", None),
    ],
)  # fmt: skip
def test_a_skill_is_read_out_of_the_answers(said: dict[str, str], fact: str, value: str | None) -> None:
    assert derive(CONTENT, said).get(fact) == value


def test_missing_counts_every_list_up_to_the_age_and_none_only_when_its_list_is_whole() -> None:
    def missing(said: dict[str, str], **more: Any) -> object:
        return derive(CONTENT, TODAY | said | more).get("dv_missing_checklist")

    assert missing(answers(c06m3="not_yet", c02s1="lost", c09m4="not_yet")) == 2.0
    assert missing(whole_list(6)) == 0.0
    assert missing(whole_list(6) | answers(c06m3="unsure")) is None
    assert missing({**whole_list(6), "ms_c06m3": "unknown"}) is None
    assert missing(whole_list(4)) is None
    assert missing(answers(c06m3="not_yet"), dv_missing_checklist=3) == 3.0
    assert missing(whole_list(6), dv_missing_checklist=1) == 1.0
    assert "dv_missing_checklist" not in derive(CONTENT, answers(c06m3="not_yet"))


def test_the_corrected_age_decides_the_list_until_24_months() -> None:
    """Born at 30 weeks: 70 days younger until the corrected age is 24 months, then not at all."""
    born_early = {"ga_weeks": 30}
    last = {"age_days": 70 + 730} | born_early  # 23.98 months corrected
    first = {"age_days": 70 + 731} | born_early  # 24.02 months corrected, 26.3 chronological
    assert derive(CONTENT, last | answers(c24m1="not_yet")).get("dv_missing_checklist") is None
    assert derive(CONTENT, last | answers(c18m1="not_yet"))["dv_missing_checklist"] == 1.0
    assert derive(CONTENT, first | answers(c24m1="not_yet"))["dv_missing_checklist"] == 1.0
    at_six = {"age_days": 70 + 183} | born_early
    assert derive(CONTENT, at_six | answers(c06m1="not_yet"))["dv_missing_checklist"] == 1.0
    assert "dv_missing_checklist" not in derive(CONTENT, at_six | {"age_days": 70 + 182} | answers(c06m1="not_yet"))


@pytest.mark.parametrize(
    ("months", "name", "late"),
    [
        (9.2, "c09m4", None), (9.21, "c09m4", "yes"), (17.6, "c18m1", None), (17.61, "c18m1", "yes"),
        (20.0, "w_crawl", None),
    ],
)  # fmt: skip
def test_late_is_beyond_the_99th_centile_and_never_for_crawling(months: float, name: str, late: str | None) -> None:
    said = {"corrected_age_months": months} | answers(**{name: "not_yet"})
    assert derive(CONTENT, said).get("dv_beyond_who99") in ({late} if late else {None, "no"})
    assert ("RF-R09" in flags(said)) is (late == "yes")


def test_not_crawling_raises_no_flag_at_any_age() -> None:
    for age in range(0, 1200, 30):
        assert flags({"age_days": age} | answers(w_crawl="not_yet")) == flags({"age_days": age})


def test_not_late_needs_every_window_that_has_passed() -> None:
    said = {"corrected_age_months": 12.0} | answers(c09m4="yes", w_standa="yes")
    assert derive(CONTENT, said)["dv_beyond_who99"] == "no"
    assert derive(CONTENT, said | answers(w_standa="unsure")).get("dv_beyond_who99") is None


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"corrected_age_months": 8} | answers(c09m4="not_yet"), {"RF-R01"}),
        ({"corrected_age_months": 18} | answers(c18m1="not_yet"), {"RF-R02", "RF-R08"}),
        ({"corrected_age_months": 15, "sex": "female"} | answers(c15m1="not_yet"), {"RF-R03", "RF-R08"}),
        (TODAY | answers(c02s1="lost"), {"RF-U09", "EX40", "RF-R08"}),
        (TODAY | answers(c06m3="not_yet"), {"RF-R08"}),
    ],
)  # fmt: skip
def test_answers_reach_the_rules(said: dict[str, Any], rules: set[str]) -> None:
    assert rules <= flags(said)


def test_a_flag_names_the_answer_behind_it() -> None:
    flag = next(flag for flag in assess(CONTENT, TODAY | answers(c02s1="lost")).flags if flag.id == "RF-U09")
    assert flag.inputs == {"ms_c02s1": "lost"}


#: Answers that say that nothing is missing, or nothing at all.
_QUIET = ("yes", "regained", "unsure", "unknown")


@settings(max_examples=200, deadline=None)
@given(
    said=st.dictionaries(
        st.sampled_from([item.field_id for item in CHECKLIST.items]), st.sampled_from([*Status, "unknown"]), max_size=30
    ),
    age=st.one_of(st.none(), st.integers(0, 2200)),
    gestation=st.one_of(st.none(), st.integers(24, 41)),
    data=st.data(),
)
def test_taking_back_what_is_not_missing_is_never_milder(
    said: dict[str, str], age: int | None, gestation: int | None, data: st.DataObject
) -> None:
    known: dict[str, Any] = {
        name: value for name, value in (("age_days", age), ("ga_weeks", gestation)) if value is not None
    }
    whole = assess(CONTENT, known | {name: str(value) for name, value in said.items()})
    behind = {fact for flag in whole.flags for fact in flag.inputs}
    free = [name for name, value in said.items() if value in _QUIET and name not in behind]
    if free:
        taken = data.draw(st.lists(st.sampled_from(free), min_size=1, unique=True))
        less = assess(CONTENT, known | {name: str(value) for name, value in said.items() if name not in taken})
        assert less.urgency >= whole.urgency
        assert {flag.id for flag in whole.flags} <= {flag.id for flag in less.flags}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(CHECKLIST.items), st.integers(0, 2200))
def test_lost_is_never_milder_than_not_yet(item: Any, age: int) -> None:
    lost = assess(CONTENT, {"age_days": age, item.field_id: "lost"})
    not_yet = assess(CONTENT, {"age_days": age, item.field_id: "not_yet"})
    assert {flag.id for flag in not_yet.flags} <= {flag.id for flag in lost.flags}
    assert "RF-U09" in {flag.id for flag in lost.flags}
