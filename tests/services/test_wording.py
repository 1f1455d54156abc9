"""Rules and predicates in words."""

import pytest

from clinic_app.services.knowledge import Knowledge, load_knowledge
from clinic_app.services.wording import because, missing_words, predicate_words, value_words


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_every_predicate_of_every_card_reads_as_words(knowledge: Knowledge) -> None:
    cards = knowledge.content.patterns.values()
    texts = {text for card in cards for part in (card.raises, card.lowers, card.unsafe_if) for text, _ in part}
    assert len(texts) > 50
    raw = {text: words for text in texts if "_" in (words := predicate_words(text, knowledge)) or "==" in words}
    assert raw == {}


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ("ep_side == symmetric", "Side: both sides the same"),
        ("ep_duration_longest_s <= 30", "Longest event: at most 30 s"),
        ("ex_clonus_beats > 10", "Ankle clonus: above 10 beats"),
        ("ep_eyes has_any [closed, normal]", "Eyes during the event: closed or normal"),
    ],
)
def test_a_predicate_in_words(knowledge: Knowledge, predicate: str, words: str) -> None:
    assert predicate_words(predicate, knowledge) == words


def test_both_sides_stand_on_one_line_right_first(knowledge: Knowledge) -> None:
    lines = because({"ex_clonus_beats_left": 2.0, "ex_clonus_beats_right": 6.0}, knowledge)
    assert lines == ("Ankle clonus: right 6 beats, left 2 beats",)


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("weight_kg", 6.84, "6.84 kg"),
        ("temp_c", 38.0, "38 °C"),
        ("ex_hc_z", -2.04, "−2.04"),
        ("corrected_age_months", 5.99, "5.99 months"),
        ("ga_weeks", 241 / 7, "34+3 weeks"),
    ],
)
def test_a_value_is_as_exact_as_it_was_judged(knowledge: Knowledge, fact: str, value: float, words: str) -> None:
    assert value_words(fact, value, knowledge) == words


def test_a_missing_finding_is_named_once(knowledge: Knowledge) -> None:
    assert missing_words(["ex_plantar", "ex_plantar", "temp_c"], knowledge) == (
        "Plantar response",
        "Temperature measured",
    )
