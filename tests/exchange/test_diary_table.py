"""A diary from a spreadsheet or a phone: read whatever it looks like, and no row is lost without a word."""

import csv
import io
from datetime import date
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clinic_app.domain.episodes import EpisodeEvent, EventId
from clinic_app.domain.errors import UserError
from clinic_app.exchange.diary_table import (
    LEFT_OUT,
    ColumnUse,
    DiaryTable,
    TableRow,
    guess,
    problem_of,
    read_rows,
    use_as,
    with_heading,
)
from clinic_app.exchange.diary_text import MOST_BYTES, MOST_ROWS, decode, read_text
from clinic_app.services.episodes.diary_lengths import LengthUnit
from clinic_app.services.episodes.diary_reader import DiaryReader, Part
from clinic_app.services.episodes.diary_when import DayOrder
from clinic_app.services.knowledge import load_knowledge

TODAY, BORN = date(2026, 11, 18), date(2026, 3, 14)
EXPORT = """Date;Time;Duration (s);Trigger;Which leg;Stopped when held;Video;Notes
17.11.2026;07:10;6,5;stretched;R;yes;x;"looked; at me"
16.11.2026;19:00;5;nappy change;both;-;;=cmd|' /C calc'!A0
15.11.2026;;;none;;;;
"""


@pytest.fixture(scope="module")
def reader() -> DiaryReader:
    return DiaryReader(load_knowledge(), BORN, TODAY)


def table(text: str) -> DiaryTable:
    return with_heading(read_text(text), TODAY)


def rows(
    reader: DiaryReader, text: str, uses: tuple[ColumnUse, ...] | None = None, logged: tuple[EpisodeEvent, ...] = ()
) -> tuple[TableRow, ...]:
    found, ids = table(text), count()
    return read_rows(found, uses or guess(found, TODAY), reader, logged, lambda: EventId(str(next(ids))))


def test_a_spreadsheet_with_semicolons_and_decimal_commas(reader: DiaryReader) -> None:
    assert [use.meaning for use in guess(table(EXPORT), TODAY)] == [
        Part.DAY, Part.TIME, Part.LONGEST, Part.DOING, Part.SIDE, Part.HELD, Part.VIDEO, Part.NOTE,
    ]  # fmt: skip
    first, second, third = rows(reader, EXPORT)
    assert first.event is not None
    assert first.event.seen.longest_s == 7
    assert first.event.note == "looked; at me"
    assert second.event is not None
    assert second.event.note == "=cmd|' /C calc'!A0"
    assert third.event is not None
    assert third.event.count == 0
    assert [row.line for row in (first, second, third)] == [2, 3, 4]


def test_a_phone_app_with_one_time_stamp_and_minutes_and_seconds(reader: DiaryReader) -> None:
    text = "Timestamp,Duration,Comment\n2026-11-17T07:10:00,1:30,\n2026-11-16 19:05,0:06,x\n"
    assert guess(table(text), TODAY)[:2] == (
        ColumnUse(Part.WHEN, DayOrder.YEAR_FIRST),
        ColumnUse(Part.LONGEST, None, LengthUnit.CLOCK),
    )
    first, _second = rows(reader, text)
    assert first.event is not None
    assert (str(first.event.when.time), first.event.seen.longest_s) == ("07:10", 90)


def test_lines_without_a_heading_are_all_read(reader: DiaryReader) -> None:
    found = rows(reader, "17 Nov 2026\t07:10\n16 Nov 2026\t08:00")
    assert [str(row.event.when.time) for row in found if row.event is not None] == ["07:10", "08:00"]


def test_ambiguous_dates_wait_for_a_choice(reader: DiaryReader) -> None:
    text = "date,side\n04/05/2026,R\n05/06/2026,L\n"
    uses = guess(table(text), TODAY)
    assert uses[0].order is None
    assert "two ways" in problem_of(uses)
    assert all(row.event is None and "two ways" in row.refusals[0].sentence for row in rows(reader, text, uses))
    chosen = (ColumnUse(Part.DAY, DayOrder.MONTH_FIRST), uses[1])
    assert problem_of(chosen) == ""
    days = [row.event.when.day for row in rows(reader, text, chosen) if row.event is not None]
    assert days == [date(2026, 4, 5), date(2026, 5, 6)]


def test_each_refused_row_is_named_with_line_cell_and_reason(reader: DiaryReader) -> None:
    text = "date;seconds;side\n17.11.2026;6;R\n31.11.2026;6;R\n16.11.2026;many;up\n;3;L\n16.11.2026;3;L;more\n"
    found = rows(reader, text)
    told = [(one.line, one.column, one.cell) for row in found for one in row.refusals]
    assert told == [(3, 0, "31.11.2026"), (4, 1, "many"), (4, 2, "up"), (5, None, ""), (6, None, "")]
    assert "does not exist" in found[1].refusals[0].sentence
    assert "4 cells" in found[4].refusals[0].sentence


def test_what_is_logged_already_is_shown(reader: DiaryReader) -> None:
    first = rows(reader, EXPORT)
    logged = tuple(row.event for row in first if row.event is not None)
    again = rows(reader, EXPORT + "14.11.2026;07:10;3;cold;L;no;;\n", logged=logged)
    assert [row.logged is not None for row in again] == [True, True, True, False]


def test_a_column_may_mean_something_else(reader: DiaryReader) -> None:
    found = table("date,duration\n2026-11-17,2\n")
    uses = (guess(found, TODAY)[0], ColumnUse(Part.LONGEST, unit=LengthUnit.MINUTES))
    (row,) = read_rows(found, uses, reader, (), lambda: EventId("e"))
    assert row.event is not None
    assert row.event.seen.longest_s == 120
    assert use_as(found, 1, LEFT_OUT, TODAY) == ColumnUse(LEFT_OUT)


@pytest.mark.parametrize(
    ("meanings", "words"),
    [
        ((LEFT_OUT, Part.SIDE), "Choose the column"),
        ((Part.DAY, Part.WHEN), "leave the other"),
        ((Part.DAY, Part.DAY), "Two columns"),
    ],
)  # fmt: skip
def test_columns_that_do_not_go_together(meanings: tuple[Part, ...], words: str) -> None:
    assert words in problem_of([ColumnUse(one, DayOrder.DAY_FIRST) for one in meanings])


# Files

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_every_usual_encoding(encoding: str) -> None:
    text = (
        "Datum;Notiz\r\n17.11.2026;größer, „é“ wach\r\n"
        if encoding != "latin-1"
        else "Datum;Notiz\n17.11.2026;größer\n"
    )
    assert decode(text.encode(encoding)) == text


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_utf_16_without_a_mark_is_read_for_western_text(lines: list[str]) -> None:
    text = "date,notes\n" + "\n".join(f"2026-11-17,note {line.encode('ascii', 'ignore').decode()}" for line in lines)
    assert decode(text.encode("utf-16-le")) == decode(text.encode("utf-16-be")) == text


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"PK\x03\x04rest", "workbook"), (b"\x89PNG\r\n\x1a\n\x00\x00", "not text"), (b"\xff\xfe\x00", "broken"),
     (b"x" * (MOST_BYTES + 1), "MB"), (b"MZ\x90\x00\x03\x00", "not text")],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_reason(content: bytes, word: str) -> None:
    with pytest.raises(UserError, match=word):
        read_text(decode(content))


@pytest.mark.parametrize("text", ["", " \n\n;;;\n", "\ufeff"])
def test_nothing_is_said_to_be_nothing(text: str) -> None:
    with pytest.raises(UserError, match="nothing to read"):
        read_text(text)


def test_a_quote_that_never_ends_is_named_by_its_line() -> None:
    with pytest.raises(UserError, match="Line 2"):
        read_text('date,notes\n2026-11-17,"never\n2026-11-16,ends\n')


def test_a_separator_line_of_a_spreadsheet_is_obeyed() -> None:
    found = read_text("sep=|\ndate|notes\n2026-11-17|a,b;c\n")
    assert [row.cells for row in found.rows] == [("date", "notes"), ("2026-11-17", "a,b;c")]
    assert [row.line for row in found.rows] == [2, 3]


def test_more_rows_than_fit_are_refused_as_a_whole() -> None:
    lines = "\n".join(["date"] + ["2026-11-17"] * MOST_ROWS)
    assert len(read_text(lines).rows) == MOST_ROWS + 1
    with pytest.raises(UserError, match="Split the file"):
        read_text(lines + "\n2026-11-17\n")


@settings(max_examples=60)
@example(cells=[["x", ";x", ";x"]], delimiter=",", quoting=csv.QUOTE_ALL)
@given(
    cells=st.lists(st.lists(TEXTS.map(lambda text: text + "x"), min_size=3, max_size=3), min_size=1, max_size=8),
    delimiter=st.sampled_from(["\t", ";", ","]),
    quoting=st.sampled_from([csv.QUOTE_ALL]),
)
def test_cells_come_back_as_they_were_written(cells: list[list[str]], delimiter: str, quoting: int) -> None:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(cells)
    assert [list(row.cells) for row in read_text(target.getvalue()).rows] == cells


@settings(max_examples=150)
@given(text=st.text(st.sampled_from("0123456789-/.:;,\t\n\"'=R Lxnoe\u00e9\u202e"), max_size=200))
def test_no_row_is_dropped_without_a_word(reader: DiaryReader, text: str) -> None:
    try:
        raw = read_text(text)
    except UserError:
        return  # the whole is refused, with a sentence
    found = with_heading(raw, TODAY)
    read = read_rows(found, guess(found, TODAY), reader, (), lambda: EventId("e"))
    heading = 1 if found.heading else 0
    assert len(read) + heading == len(raw.rows)
    assert [row.line for row in read] == [row.line for row in raw.rows[heading:]]
    assert all((row.event is None) == bool(row.refusals) for row in read)


@settings(max_examples=60)
@given(
    told=st.lists(
        st.tuples(
            st.dates(BORN, TODAY), st.integers(0, 1439), st.integers(0, 4000),
            st.sampled_from(["R", "L", "both", ""]), st.sampled_from(["yes", "no", "not tried", "partly", ""]), TEXTS,
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_events_written_to_a_table_are_read_back(reader: DiaryReader, told: list[tuple]) -> None:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(["Date", "Time", "Seconds", "Side", "Held", "Notes"])
    for day, minute, seconds, side, held, note in told:
        writer.writerow([day.isoformat(), f"{minute // 60:02d}:{minute % 60:02d}", seconds, side, held, note])
    sides = {"R": "right_only", "L": "left_only", "both": "symmetric", "": ""}
    for row, (day, minute, seconds, side, held, note) in zip(rows(reader, target.getvalue()), told, strict=True):
        assert row.event is not None, row.refusals
        assert (row.event.when.day, row.event.when.time.minute) == (day, minute)
        assert (row.event.seen.longest_s, row.event.seen.side) == (seconds, sides[side])
        assert row.event.seen.held == held.replace(" ", "_")
        assert row.event.note == " ".join(note.split())
