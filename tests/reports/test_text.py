"""The gate between typed text and paragraph markup."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.platypus import Paragraph

from clinic_app.domain.errors import UserError
from clinic_app.reports.styles import BODY, paragraph
from clinic_app.reports.text import check_glyphs, escape, printable


def _shown(block: Paragraph) -> str:
    """What a paragraph will draw, fragment by fragment."""
    parts = ["\n" if getattr(frag, "lineBreak", False) else frag.text for frag in block.frags]
    return "".join(parts).replace("\u00a0", " ")


@given(st.text(alphabet=st.sampled_from("aZé<>&;/\"'= #bfontimgsrcpara\n"), max_size=60))
def test_a_paragraph_shows_exactly_the_text(text: str) -> None:
    assert _shown(paragraph(text, BODY)) == printable(text)


@pytest.mark.parametrize("space", ["\u2009", "\u202f", "\u00a0"])
def test_a_thin_space_in_a_number_is_never_a_place_to_break(space: str) -> None:
    assert escape(f"1{space}200 g") == "1\u00a0200 g"


def test_line_breaks_of_every_system_are_one_break() -> None:
    assert escape("a\r\nb\rc\u2028d") == "a<br/>b<br/>c<br/>d"


@pytest.mark.parametrize("char", ["\u200b", "\u202e", "\ufeff", "\u030c", "\x07", "\ue000", "👶", "ن", "漢"])
def test_what_has_no_shape_is_refused_with_its_name(char: str) -> None:
    with pytest.raises(UserError) as refusal:
        check_glyphs("Name", f"Ay{char}la")
    assert "“Name”" in refusal.value.message
    assert f"U+{ord(char):04X}" in refusal.value.message
    assert unicodedata.name(char, "no name") in refusal.value.message


@pytest.mark.parametrize("text", ["O'Neil", "=cmd|", "Łódź", "95° ≥ 3+ − ½ µg → ok", "tab\tand\nline", "Юлия Ελένη"])
def test_ordinary_clinical_text_passes(text: str) -> None:
    check_glyphs("Note", text)
