"""What the card of an event says: description, seizure questions, for and against, what to ask next."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from clinic_app.clinical.assessment import assess
from clinic_app.clinical.episodes.facts import event_facts, thread_facts
from clinic_app.clinical.episodes.summary import Share
from clinic_app.clinical.rules import Urgency
from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId, EventId, EventTime, PastEvent, Seen
from clinic_app.domain.people import PatientId, PersonId
from clinic_app.services.episodes.asking import open_questions
from clinic_app.services.episodes.describing import answers_of, form_for, with_answers
from clinic_app.services.episodes.description import description_lines, log_lines
from clinic_app.services.episodes.event_history import changes_of
from clinic_app.services.episodes.event_words import events_words, length_words
from clinic_app.services.episodes.seizure_questions import Reply, questions, questions_of_log
from clinic_app.services.episodes.verdict import LineKind, verdict

TODAY = date(2026, 11, 18)
QUICK = Seen(8, ("limb_stretch",), ("awake_quiet",), "yes", "right_only")


def event(name: str = "e", count: int | None = 1, seen: Seen = QUICK, **more: Any) -> EpisodeEvent:
    described = {ItemKey(field): Answer(value) for field, value in more.pop("described", {}).items()}
    return EpisodeEvent(EventId(name), EventTime(TODAY), count, seen=seen, described=described, **more)


def said(clinic: Any, one: EpisodeEvent, **facts: Any) -> Any:
    base = {"age_days": 249, "age_months": 8.2, "corrected_age_months": 6.9}
    return assess(clinic.context.knowledge.content, base | facts | event_facts(one))


def test_what_nobody_told_is_empty_and_never_normal(clinic: Any) -> None:
    lines = dict(description_lines(event(seen=Seen()), clinic.context.knowledge))
    assert set(lines.values()) == {""}


def test_a_description_in_words_with_the_childs_own_side(clinic: Any) -> None:
    described = {
        "ep_movement": ("tremor_coarse",),
        "ep_rhythm": "even",
        "ep_rate_hz": Decimal(5),
        "ep_colour": ("blue",),
    }
    lines = dict(description_lines(event(described=described), clinic.context.knowledge))
    assert lines["Movement"] == "Coarse trembling, even, 5 a second"
    assert lines["Body, side"] == "The child’s right only"
    assert lines["Colour, breath"] == "Blue; breathing not asked"


def replies(one: EpisodeEvent) -> dict[str, tuple[str, Reply]]:
    return {question.title: (question.said, question.reply) for question in questions(event_facts(one))}


def test_a_question_that_was_not_asked_stays_open() -> None:
    assert {answer for answer, _reply in replies(event(seen=Seen())).values()} == {"not asked"}
    assert {reply for _said, reply in replies(event(seen=Seen())).values()} == {Reply.OPEN}


@pytest.mark.parametrize(
    ("one", "title", "expected"),
    [
        (event(), "Stops when held", ("yes", Reply.MILD)),
        (event(seen=Seen(held="no")), "Stops when held", ("no", Reply.TELLING)),
        (event(seen=Seen(held="not_tried")), "Stops when held", ("not tried", Reply.OPEN)),
        (event(described={"ep_eyes": ("rolled_up",)}), "Eyes turned or rolled", ("yes", Reply.TELLING)),
        (event(described={"ep_eyes": ("not_seen",)}), "Eyes turned or rolled", ("not seen", Reply.OPEN)),
        (event(described={"ep_eyes": ("closed",)}), "Eyes turned or rolled", ("no", Reply.QUIET)),
        (event(described={"ep_responsive": "absent"}), "Reduced awareness", ("yes", Reply.TELLING)),
        (event(described={"ep_responsive": "unclear"}), "Reduced awareness", ("unclear", Reply.OPEN)),
        (event(seen=Seen(states=("on_waking",)), in_run=True), "Runs on waking", ("yes", Reply.TELLING)),
        (event(seen=Seen(states=("on_waking",))), "Runs on waking", ("not asked", Reply.OPEN)),
        (event(seen=Seen(states=("asleep",)), in_run=True), "Runs on waking", ("no", Reply.QUIET)),
    ],
)
def test_each_answer_of_the_seizure_questions(one: EpisodeEvent, title: str, expected: tuple[str, Reply]) -> None:
    assert replies(one)[title] == expected


def test_of_a_log_each_question_says_of_how_many_events_it_was_told(clinic: Any) -> None:
    events = (event("a", described={"ep_eyes": ("normal",)}), event("b"), event("c", seen=Seen(held="yes")))
    thread = Episode(EpisodeId("t"), PatientId("p"), "Shakes", None, events=events)
    read = thread_facts(clinic.context.knowledge.thread_reading, thread, date(2026, 3, 14), TODAY, {})
    found = {one.title: (one.said, one.reply) for one in questions_of_log(read, Share(2, 3))}
    assert found["Stops when held"] == ("in 2 of 3 tried", Reply.TELLING)
    assert found["Runs on waking"] == ("no (told of 2 of 3)", Reply.QUIET)
    assert questions_of_log(read, Share(3, 3))[0].reply is Reply.MILD
    assert questions_of_log(read, Share(0, 0))[0].reply is Reply.OPEN
    assert found["Eyes turned or rolled"] == ("told of 1 of 3 only", Reply.OPEN)
    lines = dict(log_lines(read, clinic.context.knowledge))
    assert lines["Side"] == "The child’s right only (told of 2 of 3)"


def test_a_card_says_what_it_fits_and_what_speaks_against_it(clinic: Any) -> None:
    shake = event(described={"ep_movement": ("tremor_fine",)})
    lines = {line.id: line for line in verdict(said(clinic, shake, ex_asymmetry="yes"), clinic.context.knowledge)}
    assert lines["P01"].kind is LineKind.NOT_SAFE
    assert lines["P01"].strong.endswith("but not safe to attribute to it.")
    assert "Fits: Stops when held: yes" in lines["P01"].text
    assert "Against: Side: right only" in lines["P01"].text
    assert "not a diagnosis" in lines["P01"].why.text


def test_a_flag_of_the_event_comes_before_every_card_and_others_stay_at_the_visit(clinic: Any) -> None:
    spasm = event(count=8, in_run=True, seen=Seen(states=("on_waking",)), described={"ep_movement": ("spasm",)})
    found = verdict(said(clinic, spasm, temp_c=41.0), clinic.context.knowledge)
    flags = [line for line in found if line.kind is LineKind.FLAG]
    assert flags == list(found[: len(flags)])
    assert flags[0].urgency >= Urgency.SAME_DAY
    knowledge = clinic.context.knowledge
    for line in flags:
        inputs = next(flag.inputs for flag in said(clinic, spasm, temp_c=41.0).flags if flag.id == line.id)
        assert any(knowledge.fields.of_fact(fact).group == "episode" for fact in inputs)


def test_what_to_ask_next_is_what_the_most_urgent_rules_wait_for(clinic: Any) -> None:
    form = {item.field.id for item in clinic.context.knowledge.episode_event.items}
    asks = open_questions(said(clinic, event(described={"ep_movement": ("tremor_fine",)})), form)
    assert asks
    assert set(asks) <= form
    assert not {"ep_suppressible", "ep_side", "ep_movement"} & set(asks)
    urgent = {
        field
        for one in said(clinic, event(described={"ep_movement": ("tremor_fine",)})).not_assessable
        if one.rule.urgency is Urgency.EMERGENCY_NOW
        for field in one.missing
    }
    assert asks[0] in urgent


def test_a_description_and_its_answers_are_the_same_event() -> None:
    one = event(described={"ep_eyes": ("normal",)}, told_by="nan", note="words")
    assert with_answers(one, answers_of(one)) == one
    assert with_answers(one, {}).seen == Seen()
    answered = with_answers(one, {ItemKey("ep_duration_longest_s"): Answer(Decimal("8.5"), unit="s")})
    assert answered.seen.longest_s == 9


def test_terms_are_for_who_examines(clinic: Any) -> None:
    full, plain = (form_for(clinic.context.knowledge, examines=one) for one in (True, False))
    assert "clonic" in full.item("ep_movement").how
    assert not any(item.how for item in plain.items)
    assert "clonic" not in " ".join(option.word for item in plain.items for option in item.options)


def test_each_event_field_of_the_log_can_be_described(clinic: Any) -> None:
    form = {item.field.id for item in clinic.context.knowledge.episode_event.items}
    whole_thread = {"ep_count_total", "ep_per_day", "ep_trend", "ep_only_in_sleep"}  # of a log, never of one event
    assert set(clinic.context.knowledge.thread_reading.fields) - whole_thread <= form


def test_the_history_says_who_changed_what(clinic: Any) -> None:
    at = clinic.clock.now()
    first, now = (
        event(),
        event(count=3, seen=Seen(8, (), ("crying",), "no", "left_only"), described={"ep_eyes": ("staring",)}),
    )
    past = [PastEvent(first.id, 1, "changed", PersonId("n"), "Nurse", at, first.to_json())]
    (change,) = changes_of(past, now, clinic.context.knowledge)
    assert (change.person_name, change.what) == ("Nurse", "Changed")
    assert change.differences == (
        "Count: 1, now 3",
        "Trigger: limb stretch, now not told",
        "State: awake calm, now crying",
        "Held: yes, now no",
        "Side: right only, now left only",
        "Eyes: not told, now staring",
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (event(count=1), "1 event"),
        (event(count=0, seen=Seen()), "no event"),
        (event(count=None), "events, not counted"),
        (event(count=10, count_about=True, per_day=True), "about 10 events a day"),
        (event(count=3, in_run=True), "3 events in a run"),
    ],
)
def test_how_many_in_words(one: EpisodeEvent, words: str) -> None:
    assert events_words(one) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0, "0 s"), (90, "90 s"), (180, "3 min"), (200, "3 min 20 s"), (14_400, "4 h 0 min")],
)
def test_lengths_in_words(seconds: int | None, words: str) -> None:
    assert length_words(seconds) == words
