"""One line of a diary: every way in which a family writes it, and a sentence for what cannot be."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_app.clinical.content import load_content
from clinic_app.clinical.episodes.family_words import load_family_words, read_family_words
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.episodes import EpisodeEvent, EventId, EventTime, Seen, TimeOfDay
from clinic_app.domain.errors import UserError
from clinic_app.resources import resource_path
from clinic_app.services.episodes.diary_lengths import LengthUnit, read_length
from clinic_app.services.episodes.diary_reader import DiaryReader, Part, ReadLine, Way, logged_keys, same_time
from clinic_app.services.episodes.diary_when import DayOrder, is_day, order_of, read_when
from clinic_app.services.knowledge import load_knowledge

TODAY, BORN = date(2026, 11, 18), date(2026, 3, 14)
TYPED = Way()


@pytest.fixture(scope="module")
def reader() -> DiaryReader:
    return DiaryReader(load_knowledge(), BORN, TODAY)


def read(reader: DiaryReader, *, way: Way = TYPED, **cells: str) -> ReadLine:
    return reader.read({Part(name): text for name, text in cells.items()}, way, EventId("e"))


def event(reader: DiaryReader, **cells: str) -> EpisodeEvent:
    found = read(reader, **cells)
    assert found.slips == ()
    assert found.event is not None
    return found.event


def test_the_example_line_of_the_sheet(reader: DiaryReader) -> None:
    found = event(
        reader, day="17 nov", time="7:10", doing="woke up, stretched", longest="6", side="R", held="y", video="x",
        note="looked at me",
    )  # fmt: skip
    assert found.when == EventTime(date(2026, 11, 17), time=TimeOfDay.parse("7:10"))
    assert found.seen == Seen(6, ("waking", "limb_stretch"), (), "yes", "right_only")
    assert found.described[ItemKey("ep_video")].value == "available"
    assert (found.count, found.note) == (1, "looked at me")


def test_words_that_fit_no_code_are_kept_with_the_note(reader: DiaryReader) -> None:
    found = read(reader, day="17 nov", doing="on granny's lap, stretched", colour="a bit yellow", note="n.b.")
    assert found.event is not None
    assert found.event.seen.triggers == ("limb_stretch",)
    assert found.event.note == "n.b.; on granny's lap, stretched; colour: a bit yellow"
    assert len(found.kept) == 2


@pytest.mark.parametrize("part", ["time", "doing", "count", "longest"])
def test_a_day_with_none_is_a_day_without_events(reader: DiaryReader, part: str) -> None:
    found = event(reader, day="17 nov", **{part: "None"})
    assert (found.count, found.happened) == (0, False)


def test_a_day_with_none_and_something_is_asked_about(reader: DiaryReader) -> None:
    (slip,) = read(reader, day="17 nov", doing="none", side="R").slips
    assert slip.part is Part.COUNT


@pytest.mark.parametrize(
    ("text", "code"),
    [("R", "right_only"), ("l", "left_only"), ("both", "symmetric"), ("R>L", "asymmetric"), ("left leg", "left_only")],
)
def test_sides_are_the_childs_own(reader: DiaryReader, text: str, code: str) -> None:
    assert event(reader, day="17 nov", side=text).seen.side == code


@pytest.mark.parametrize(
    ("text", "code"), [("y", "yes"), ("No", "no"), ("-", "not_tried"), ("partly", "partly"), ("", ""), ("?", "unknown")]
)
def test_held(reader: DiaryReader, text: str, code: str) -> None:
    assert event(reader, day="17 nov", held=text).seen.held == code


def test_every_bad_cell_gets_its_own_sentence(reader: DiaryReader) -> None:
    found = read(reader, day="31 feb", time="25:00", longest="long", side="up", held="maybe", video="later", count="x")
    assert found.event is None
    assert {slip.part for slip in found.slips} == {Part.DAY, Part.LONGEST, Part.SIDE, Part.HELD, Part.VIDEO, Part.COUNT}
    assert all(slip.sentence for slip in found.slips)


@pytest.mark.parametrize(("day", "word"), [("1 mar 2026", "birth"), ("20 nov 2026", "future"), ("", "no date")])
def test_days_that_cannot_be(reader: DiaryReader, day: str, word: str) -> None:
    (slip,) = read(reader, day=day, side="R").slips
    assert slip.part is Part.DAY
    assert word in slip.sentence


def test_runs_and_answers(reader: DiaryReader) -> None:
    found = event(reader, day="17 nov", count="8 in a row", state="just woken", answered="less", after="floppy, sleepy")
    assert (found.count, found.in_run, found.seen.states) == (8, True, ("on_waking",))
    assert found.described[ItemKey("ep_responsive")].value == "reduced"
    assert found.described[ItemKey("ep_post")].value == ("limp", "sleepy")
    assert event(reader, day="17 nov", count="3x").count == 3


@given(cells=st.dictionaries(st.sampled_from(list(Part)), st.text(max_size=30), max_size=8))
def test_no_text_breaks_a_line_and_nothing_written_in_words_is_lost(
    reader: DiaryReader, cells: dict[Part, str]
) -> None:
    found = reader.read(cells | {Part.DAY: "17 nov", Part.WHEN: ""}, Way(), EventId("e"))
    assert (found.event is None) == bool(found.slips)
    note = " ".join(cells.get(Part.NOTE, "").split())
    assert found.event is None or note in found.event.note
    assert found.event is None or all(words in found.event.note for words in found.kept)


# Lengths


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("6", LengthUnit.ANY, 6), ("6,5", LengthUnit.SECONDS, 7), ("0.2", LengthUnit.SECONDS, 1),
        ("2 min", LengthUnit.SECONDS, 120),
        ("1,5", LengthUnit.MINUTES, 90), ("30 s", LengthUnit.MINUTES, 30), ("1:30", LengthUnit.CLOCK, 90),
        ("0:01:30", LengthUnit.CLOCK, 90), ("1:30", LengthUnit.ANY, 90), ("1 min 20 s", LengthUnit.ANY, 80),
        ("5-10", LengthUnit.ANY, 10), ("about 6", LengthUnit.ANY, 6), ("?", LengthUnit.ANY, None),
        ("", LengthUnit.CLOCK, None), ("0", LengthUnit.SECONDS, 0),
    ],
)  # fmt: skip
def test_lengths(text: str, unit: LengthUnit, seconds: int | None) -> None:
    assert read_length(text, unit).seconds == seconds


@pytest.mark.parametrize(
    ("text", "unit"),
    [("1:30", LengthUnit.SECONDS), ("90", LengthUnit.CLOCK), ("1:75", LengthUnit.CLOCK), ("1,500", LengthUnit.SECONDS),
     ("-3", LengthUnit.SECONDS), ("6 apples", LengthUnit.ANY), ("10-5", LengthUnit.ANY), ("nan", LengthUnit.ANY)],
)  # fmt: skip
def test_lengths_that_cannot_be_or_that_can_be_two(text: str, unit: LengthUnit) -> None:
    with pytest.raises(UserError) as refusal:
        read_length(text, unit)
    assert refusal.value.field == "longest"


@given(st.integers(0, 100_000))
def test_whole_seconds_come_back_in_every_way_of_writing_them(seconds: int) -> None:
    minutes, rest = divmod(seconds, 60)
    assert read_length(str(seconds).replace(",", ""), LengthUnit.SECONDS).seconds == seconds
    assert read_length(f"{minutes}:{rest:02d}", LengthUnit.CLOCK).seconds == seconds
    assert read_length(f"{minutes} min {rest} s", LengthUnit.MINUTES).seconds == seconds


# Days


@given(st.dates(date(2020, 1, 1), TODAY), st.sampled_from(["-", "/", ".", " "]))
def test_a_day_comes_back_in_every_order(day: date, mark: str) -> None:
    written = {
        DayOrder.DAY_FIRST: f"{day.day:02d}{mark}{day.month:02d}{mark}{day.year}",
        DayOrder.MONTH_FIRST: f"{day.month}{mark}{day.day}{mark}{day.year}",
        DayOrder.YEAR_FIRST: f"{day.year}{mark}{day.month:02d}{mark}{day.day:02d}",
    }
    for order, text in written.items():
        assert read_when("", text, "", order, TODAY).day == day
        assert read_when(f"{text} 07:10", "", "", order, TODAY) == EventTime(day, time=TimeOfDay.parse("07:10"))
        assert is_day(text, TODAY)
    found = order_of([written[DayOrder.DAY_FIRST]], TODAY)
    assert found is DayOrder.DAY_FIRST if day.day > 12 or day.day == day.month else found is None


def test_the_order_of_a_column_is_chosen_by_all_of_its_days() -> None:
    assert order_of(["03/04/2026", "25/04/2026"], TODAY) is DayOrder.DAY_FIRST
    assert order_of(["03/04/2026", "04/25/2026"], TODAY) is DayOrder.MONTH_FIRST
    assert order_of(["2026-04-03", "2026-04-25"], TODAY) is DayOrder.YEAR_FIRST
    assert order_of(["03/04/2026", "05/06/2026"], TODAY) is None
    assert order_of(["17 Nov 2026"], TODAY) is not None


def test_a_day_that_can_be_two_is_refused_until_somebody_chose() -> None:
    with pytest.raises(UserError, match="two ways"):
        read_when("", "03/04/2026", "", None, TODAY)
    assert read_when("", "25/04/2026", "", None, TODAY).day == date(2026, 4, 25)
    with pytest.raises(UserError):
        read_when("", "25/04/2026", "", DayOrder.MONTH_FIRST, TODAY)
    with pytest.raises(UserError, match="UTC"):
        read_when("2026-11-17T07:10:00Z", "", "", DayOrder.YEAR_FIRST, TODAY)


# Twice the same


def test_the_same_line_and_the_same_clock_time_are_found_in_the_log(reader: DiaryReader) -> None:
    logged = logged_keys((event(reader, day="17 nov", time="7:10", side="R"), event(reader, day="16 nov")))
    assert same_time(event(reader, day="17 nov", time="07:10", longest="6"), logged) is not None
    assert same_time(event(reader, day="16 nov"), logged) is not None
    assert same_time(event(reader, day="16 nov", side="L"), logged) is None
    assert same_time(event(reader, day="17 nov", time="about 7"), logged) is None


# The words


def test_every_word_names_a_code_of_the_registry_once(tmp_path: Any) -> None:
    content = load_content()
    assert read_family_words(resource_path("clinical", "episode_words.toml"), content.fields, content.sources)
    assert load_family_words()["ep_side"]["r"] == "right_only"
    text = resource_path("clinical", "episode_words.toml").read_text("utf-8")
    (tmp_path / "w.toml").write_text(text.replace('"stretch",', '"stretch", "nappy",', 1), "utf-8")
    with pytest.raises(Exception, match="nappy"):
        read_family_words(tmp_path / "w.toml")
    (tmp_path / "v.toml").write_text(text.replace("limb_stretch", "limb_strech", 1), "utf-8")
    with pytest.raises(Exception, match="limb_strech"):
        read_family_words(tmp_path / "v.toml", content.fields)
