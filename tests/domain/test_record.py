"""What is written into a draft is read back exactly, on the same side, in the same unit."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinic_app.domain.answers import Answer, AnswerState, ItemKey
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import VisitRecord, answer_key, flag_key, plan_key
from clinic_app.domain.sides import Side

field_ids = st.text("abcxyz_019", min_size=1, max_size=12)
item_keys = st.builds(ItemKey, field_ids, st.sampled_from(Side))
values = (
    st.text(min_size=1, max_size=20)
    | st.decimals(-1000, 1000, places=3)
    | st.dates()
    | st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple)
)
recorded = st.builds(
    Answer, values, unit=st.text(max_size=5), comment=st.text(max_size=20), confirmed_unusual=st.booleans()
)
left_out = st.builds(Answer.not_examined, st.sampled_from(["asleep", "crying", "other"]), st.text(max_size=20))


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first draw reads tables of letters
@given(st.dictionaries(item_keys, recorded | left_out, max_size=5))
def test_answers_survive_the_draft(answers: dict[ItemKey, Answer]) -> None:
    entries = {answer_key(key): answer.to_json() for key, answer in answers.items()}
    assert VisitRecord.from_entries(entries).answers == answers


@given(item_keys)
def test_an_item_key_reads_back(key: ItemKey) -> None:
    assert ItemKey.parse(str(key)) == key


def test_the_fact_of_a_side_names_the_side() -> None:
    assert ItemKey("ex_refl_moro", Side.RIGHT).fact == "ex_refl_moro_right"
    assert ItemKey("temp_c").fact == "temp_c"


def test_an_unknown_side_is_refused() -> None:
    with pytest.raises(ValueError, match="links"):
        ItemKey.parse("ex_refl_moro@links")


def test_a_recorded_answer_needs_a_value() -> None:
    with pytest.raises(ValueError, match="needs a value"):
        Answer(None)
    with pytest.raises(ValueError, match="needs a value"):
        Answer("2", AnswerState.NOT_EXAMINED)


def test_what_was_taken_back_is_not_in_the_record() -> None:
    key = answer_key(ItemKey("temp_c"))
    assert VisitRecord.from_entries({key: None}).answers == {}


def test_plan_and_flag_answers_read_back() -> None:
    line = PlanLine(PlanLineId("1"), "Look again", "clonus", date(2026, 12, 22), "Nurse", "routine", ("RF-U12",))
    record = VisitRecord.from_entries(
        {
            plan_key(line.id): line.to_json(),
            flag_key("EX20"): {"dismissed": True, "reason": "known and stable since"},
        }
    )
    assert record.plan == (line,)
    assert record.flag_answers["EX20"].dismissed
    assert record.text("hx_none") == ""
