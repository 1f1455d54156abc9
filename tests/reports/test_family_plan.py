"""The family plan: one page, large type, three levels of help in order, nothing that was not approved."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import printed_samples as samples
import pypdf
import pytest

from clinic_app.domain.errors import UserError
from clinic_app.reports.family_plan import render_family_plan
from clinic_app.services.report_models import AdviceList, HelpBox, HelpLevel, Paper, PlanRow

Pages = Callable[[bytes], list[str]]


@pytest.mark.parametrize("paper", list(Paper))
def test_one_page_with_everything_on_it(paper: Paper, pages: Pages) -> None:
    model = samples.family()
    (text,) = pages(render_family_plan(model, paper))
    texts = [*model.talked_about, *(row.when for row in model.next_steps), *(row.what for row in model.next_steps)]
    texts += [sign for box in model.help_boxes for sign in box.signs] + [i for a in model.advice for i in a.items]
    for part in (*texts, "000 555 0118 (demo)", "Your plan for Ayla", "Page 1 of 1", "D-00412", "version 1, English"):
        assert part in text


def test_help_stands_in_order_of_urgency(pages: Pages) -> None:
    (text,) = pages(render_family_plan(samples.family(), Paper.A4))
    places = [text.index(words) for words in ("Call an ambulance", "Call us the same day", "Tell us at the visit")]
    assert places == sorted(places)


def test_text_is_large_enough_to_read() -> None:
    sizes: dict[float, int] = {}

    def count(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        sizes[size] = sizes.get(size, 0) + len(text.strip())

    reader = pypdf.PdfReader(io.BytesIO(render_family_plan(samples.family(), Paper.A4)))
    reader.pages[0].extract_text(visitor_text=count)
    used = {size for size, letters in sizes.items() if letters}
    assert min(used) >= 8
    assert max(sizes, key=lambda size: sizes[size]) == 11.25


def test_a_draft_family_plan_says_so(pages: Pages) -> None:
    (text,) = pages(render_family_plan(samples.family(frame=samples.frame(signed_words="")), Paper.A4))
    assert text.count("Draft, not signed") == 3


def test_markup_in_family_text_is_printed_not_obeyed(pages: Pages) -> None:
    hostile = "<font size=40>hold <left> leg</font> & AT&T"
    steps = (PlanRow(hostile, hostile, hostile),)
    model = samples.family(first_name="<i>Ayla", talked_about=(hostile,), next_steps=steps)
    text = " ".join(pages(render_family_plan(model, Paper.A4)))
    assert text.count(hostile) == 4
    assert "Your plan for <i>Ayla" in text


def test_long_family_text_flows_to_a_second_page(pages: Pages) -> None:
    words = " ".join(f"word{i:04d}" for i in range(1000))
    texts = pages(render_family_plan(samples.family(talked_about=(words,)), Paper.A4))
    assert len(texts) > 1
    assert all(f"word{i:04d}" in " ".join(texts) for i in range(1000))


def test_the_same_model_gives_the_same_bytes() -> None:
    assert render_family_plan(samples.family(), Paper.A4) == render_family_plan(samples.family(), Paper.A4)


def test_a_nickname_with_an_emoji_is_refused() -> None:
    with pytest.raises(UserError) as refusal:
        render_family_plan(samples.family(first_name="Ayla 🌸"), Paper.A4)
    assert refusal.value.field == "first name"


def test_the_diary_is_a_page_of_its_own_with_whose_right_in_words(pages: Pages) -> None:
    first, diary = pages(render_family_plan(samples.family(diaries=(samples.DIARY,)), Paper.LETTER))
    assert "Page 1 of 2" in first
    for part in ("Diary of the shakes", "BRIGHTWATER, Ayla", "D-00412", "R is Ayla’s own right leg.", "right (R)"):
        assert part in diary
    assert diary.index("right (R)") < diary.index("left (L)")
    assert diary.count("not tried") == samples.DIARY.lines + 1
    assert "Page 2 of 2" in diary


@pytest.mark.parametrize("paper", list(Paper))
def test_a_diary_is_one_page_whatever_stands_on_it(paper: Paper, pages: Pages) -> None:
    long = replace(
        samples.DIARY, lines=40, title="Diary: " + "shakes " * 12, code="K7Q-4MTX", code_note="Bring it back."
    )
    texts = pages(render_family_plan(samples.family(diaries=(long, samples.DIARY)), paper))
    assert len(texts) == 3
    assert texts[1].count("not tried") < 40
    assert "Sheet K7Q-4MTX" in texts[1]
    assert texts[2].count("not tried") == samples.DIARY.lines + 1


def test_advice_and_signs_of_any_length_flow_and_none_is_lost(pages: Pages) -> None:
    words = " ".join(f"word{i:04d}" for i in range(1100))
    boxes = (HelpBox(HelpLevel.SAME_DAY, "Call us", (words.replace("word", "sign"), "short sign")),)
    advice = (AdviceList("Filming", (words.replace("word", "tips"),)),)
    text = " ".join(pages(render_family_plan(samples.family(help_boxes=boxes, advice=advice), Paper.LETTER)))
    for kind in ("sign", "tips"):
        assert re.findall(rf"{kind}(\d{{4}})", text) == [f"{i:04d}" for i in range(1100)]
    assert "short sign" in text
