"""The clinician summary says everything that was recorded, with side and unit, on both papers,
deterministically.
"""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import printed_samples as samples
import pypdf
import pytest

from clinic_app.domain.errors import UserError
from clinic_app.reports.clinician_summary import render_clinician_summary
from clinic_app.services.report_models import ExamRow, ExamSection, GrowthRow, Paper, PlanRow

Pages = Callable[[bytes], list[str]]


#: Ways of a PDF to set a colour that is not plain grey or red-green-blue.
COLOUR_OPERATORS = (b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"sh")


@pytest.fixture(scope="module")
def signed() -> bytes:
    return render_clinician_summary(samples.summary(), Paper.A4)


def test_two_pages_that_break_alike_on_both_papers(signed: bytes, pages: Pages) -> None:
    letter = pages(render_clinician_summary(samples.summary(), Paper.LETTER))
    assert pages(signed) == letter
    assert len(letter) == 2


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (210.0, 297.0)), (Paper.LETTER, (215.9, 279.4))])
def test_paper_size(paper: Paper, size: tuple[float, float]) -> None:
    page = pypdf.PdfReader(io.BytesIO(render_clinician_summary(samples.summary(), paper))).pages[0]
    millimetres = (float(page.mediabox.width) * 25.4 / 72, float(page.mediabox.height) * 25.4 / 72)
    assert millimetres == pytest.approx(size, abs=0.1)


def test_every_page_says_whose_and_which_it_is(signed: bytes, pages: Pages) -> None:
    texts = pages(signed)
    for number, text in enumerate(texts, start=1):
        for part in (
            "BRIGHTWATER, Ayla · born 14 Mar 2026 · D-00412",
            f"Page {number} of {len(texts)}",
            "Clinician summary, version 1",
            "Signed 11:02, Dr Mara Tallow",
            "Printed 18 Nov 2026 11:04, Dr M. Tallow",
            "Check code 7C4E-19AD-B2F0",
            "No clinician has yet reviewed the clinical content of this program.",
        ):
            assert part in text
        assert "Draft" not in text


def test_the_notice_goes_once_a_clinician_has_reviewed_the_content(pages: Pages) -> None:
    model = samples.summary(frame=samples.frame(content_reviewed=True))
    assert not any("No clinician has yet" in text for text in pages(render_clinician_summary(model, Paper.A4)))


def test_a_draft_says_so_on_every_page_in_words_and_across_it(pages: Pages) -> None:
    model = samples.summary(frame=samples.frame(signed_words=""))
    texts = pages(render_clinician_summary(model, Paper.LETTER))
    assert all(text.count("Draft, not signed") >= 2 for text in texts)
    assert texts[0].count("Draft, not signed") == 3


def test_both_ages_and_the_twin_open_page_one(signed: bytes, pages: Pages) -> None:
    opening = pages(signed)[0]
    for part in ("Age at visit", "8 m 4 d", "Corrected (34+3)", "6 m 27 d", "Twin A.", "Allergies:"):
        assert part in opening


def test_every_finding_prints_with_its_sides_right_before_left(signed: bytes, pages: Pages) -> None:
    full = pages(signed)[1]
    for section in samples.EXAMINATION:
        assert f"{section.title} ({section.counts})" in full
        for row in section.rows:
            values = f"{row.right} {row.left}" if row.right else row.value
            line = " ".join(part for part in (row.item, row.note, values) if part)
            either = " ".join(part for part in (row.item, values, row.note) if part)
            assert line in full or either in full
        for name in section.not_examined:
            assert name in full


def test_flags_print_level_reason_and_source(signed: bytes, pages: Pages) -> None:
    first = pages(signed)[0]
    for flag in samples.FLAGS:
        for part in (flag.level_words, flag.title, flag.why, flag.source):
            assert part in first


def test_what_could_not_be_decided_and_what_was_set_aside_is_named(signed: bytes, pages: Pages) -> None:
    full = pages(signed)[1]
    for part in (
        "RF-S02 Possible infantile spasms: runs of jerks on waking",
        "Measured twice, same line",
        "Stretch tremor. Not safe to attribute.",
        "19th, z −0.9",
        "WHO 2006, girls",
        "Red flags 2026.11",
        "Dr Mara Tallow, 18 Nov 2026 10:31",
    ):
        assert part in full


def test_a_side_left_empty_is_not_recorded_and_never_blank(pages: Pages) -> None:
    section = ExamSection("Reflexes", "1 of 2", (ExamRow("Knee jerk", right="2+"), ExamRow("Cry")))
    text = pages(render_clinician_summary(samples.summary(examination=(section,)), Paper.A4))[1]
    assert "Knee jerk 2+ not recorded" in text
    assert "Cry not recorded" in text


def test_an_empty_visit_claims_nothing(pages: Pages) -> None:
    empty = {
        "flags": (),
        "changes": (),
        "plan": (),
        "examination": (),
        "growth": (),
        "not_assessable": (),
        "dismissed": (),
        "patterns": (),
        "growth_chart": None,
        "events_chart": None,
        "reason": (),
        "assessment": (),
    }
    text = " ".join(pages(render_clinician_summary(samples.summary(**empty), Paper.A4)))
    assert "No flag was raised by what was recorded." in text
    assert "No recorded finding differs" in text
    assert "normal" not in text.replace("Not examined is not normal", "")


@pytest.mark.parametrize(
    "hostile",
    ["<img src=x>", "O'Neil", "=cmd|", "AT&T", "reflex <left> absent", "<b>Max", "&lt;", "a  b   c", "</para>"],
)
def test_what_was_typed_is_what_is_printed(hostile: str, pages: Pages) -> None:
    identity = replace(samples.IDENTITY, name=hostile)
    model = samples.summary(
        frame=samples.frame(identity=identity),
        assessment=(hostile,),
        plan=(PlanRow(hostile, f"{hostile} what", hostile, hostile),),
        not_examined=hostile,
        examination=(ExamSection(hostile, "", (ExamRow(hostile, hostile, hostile, note=hostile),)),),
    )
    first, second = pages(render_clinician_summary(model, Paper.A4))
    expected = " ".join(hostile.split())
    assert first.count(expected) >= 6
    assert second.count(expected) >= 5


def test_runs_of_spaces_and_line_breaks_are_kept(pages: Pages) -> None:
    model = samples.summary(assessment=("first line\n  second  line",))
    content = render_clinician_summary(model, Paper.A4)
    lines = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().splitlines()
    assert any(line.strip() == "first line" for line in lines)
    assert any(line.replace("\u00a0", " ").strip() == "second  line" for line in lines)


def test_ten_thousand_characters_flow_and_none_is_lost(pages: Pages) -> None:
    words = " ".join(f"word{i:04d}" for i in range(1100))
    model = samples.summary(
        assessment=(words,),
        plan=(PlanRow("By 2 Dec", words.replace("word", "plan"), "Dr Tallow"),),
        examination=(
            ExamSection("Tone", "1 of 1", (ExamRow("Scarf sign", "a", "b", note=words.replace("word", "note")),)),
        ),
    )
    text = " ".join(pages(render_clinician_summary(model, Paper.A4)))
    for kind in ("word", "plan", "note"):
        found = re.findall(rf"{kind}(\d{{4}})", text)
        assert found == [f"{i:04d}" for i in range(1100)]
    assert "text 1 below" in text


def test_one_unbroken_word_of_ten_thousand_letters_stays_whole() -> None:
    content = render_clinician_summary(samples.summary(assessment=("x" * 10_000,)), Paper.A4)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    assert sum(len(run) for run in re.findall(r"x{20,}", text)) >= 9_900


def test_a_long_table_repeats_its_header_and_no_heading_ends_a_page(pages: Pages) -> None:
    row = GrowthRow("18 Nov 2026", "8 m 4 d", "6 m 27 d", "Weight", "6.84 kg", "19th", "7th", "WHO 2006")
    for count in range(1, 90, 11):
        texts = pages(render_clinician_summary(samples.summary(growth=(row,) * count), Paper.A4))
        body = [text.split("BRIGHTWATER, Ayla · born 14 Mar 2026 · D-00412 Page")[0] for text in texts[1:]]
        assert sum(text.count("6.84 kg") for text in body) == count
        assert all("At corrected age" in text for text in body if "6.84 kg" in text)
        assert all(not text.rstrip().endswith(("Growth", "Reference")) for text in body)


def test_a_name_of_any_length_is_printed_whole(pages: Pages) -> None:
    name = "WOLFESCHLEGELSTEINHAUSENBERGERDORFF-VAN-DER-LONGSTOCKING, Aurelia Bartholomea Clementina Désirée " * 2
    model = samples.summary(frame=samples.frame(identity=replace(samples.IDENTITY, name=name.strip())))
    for text in pages(render_clinician_summary(model, Paper.A4)):
        assert name.replace(" ", "")[:180] in text.replace(" ", "")


def test_the_same_model_gives_the_same_bytes(signed: bytes) -> None:
    assert render_clinician_summary(samples.summary(), Paper.A4) == signed
    assert render_clinician_summary(samples.summary(not_examined="other"), Paper.A4) != signed


def test_only_greys_and_only_embedded_plex(signed: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(signed))
    shades: set[float] = set()
    for page in reader.pages:
        content = page.get_contents()
        assert content is not None
        for operands, operator in pypdf.generic.ContentStream(content, reader).operations:
            assert operator not in COLOUR_OPERATORS
            if operator in (b"rg", b"RG", b"g", b"G"):
                assert len(set(operands)) == 1
                shades.add(float(operands[0]))
        for font in page["/Resources"]["/Font"].values():
            assert "Plex" in font["/BaseFont"]
            assert "/FontFile2" in font["/FontDescriptor"]
    assert shades <= {0.0, 0.3, 0.56, 1.0}


@pytest.mark.parametrize(
    ("change", "field", "what"),
    [
        ({"reason": ("seen 👶 today",)}, "reason", "U+1F476, BABY"),
        ({"assessment": ("نور",)}, "assessment", "ARABIC LETTER NOON"),
        ({"hine": "a\u202eb"}, "hine", "RIGHT-TO-LEFT OVERRIDE"),
        ({"not_examined": "a\x00b"}, "not examined", "U+0000"),
    ],
)
def test_a_letter_that_cannot_be_printed_is_refused_by_field_name(
    change: dict[str, object], field: str, what: str
) -> None:
    with pytest.raises(UserError, match=re.escape(what)) as refusal:
        render_clinician_summary(samples.summary(**change), Paper.A4)
    assert refusal.value.field == field


def test_a_name_in_another_script_is_refused_by_name() -> None:
    frame = samples.frame(identity=replace(samples.IDENTITY, name="מרים"))
    with pytest.raises(UserError) as refusal:
        render_clinician_summary(samples.summary(frame=frame), Paper.A4)
    assert refusal.value.field == "frame, identity, name"


def test_accents_print_composed_also_when_typed_apart(pages: Pages) -> None:
    model = samples.summary(reason=("Z\u0307o\u0301łć, Ștefan, Ελένη, Юлия",))
    assert "Żółć, Ștefan, Ελένη, Юлия" in pages(render_clinician_summary(model, Paper.A4))[0]


def test_accents_typed_apart_are_composed_in_tables_and_charts_too(pages: Pages) -> None:
    chart = replace(samples.weight_chart(), title="Po\u0301ids")
    model = samples.summary(growth_chart=chart, plan=(PlanRow("Mié\u0301rcoles".replace("é", "e"), "what", "who"),))
    first = pages(render_clinician_summary(model, Paper.A4))[0]
    assert "Póids" in first
    assert "Miércoles" in first


@pytest.mark.parametrize("rows", [1, 7, 30, 90])
def test_an_examination_of_any_size_under_a_long_name_prints_every_row(rows: int, pages: Pages) -> None:
    sections = tuple(
        ExamSection(
            f"Section {n}",
            f"{rows} of {rows}",
            tuple(ExamRow(f"item {n}.{i}.", f"r{n}.{i}.", f"l{n}.{i}.") for i in range(rows)),
        )
        for n in range(12)
    )
    who = replace(samples.IDENTITY, name="Aurelia Bartholomea Clementina " * 12)
    model = samples.summary(examination=sections, frame=samples.frame(identity=who))
    text = " ".join(pages(render_clinician_summary(model, Paper.A4)))
    missing = [(n, i) for n in range(12) for i in range(rows) if f"item {n}.{i}. r{n}.{i}. l{n}.{i}." not in text]
    assert missing == []
