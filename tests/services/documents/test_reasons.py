"""Why, on paper: a last page on request, from the sealed note, and what was taken back on the first."""

import io
import re
from typing import Any

import pypdf
import pytest

from clinic_app.clinical.rules import Urgency
from clinic_app.domain.record import taken_why_key
from clinic_app.domain.taken_back import TakenBackCode, TakenBackReason
from clinic_app.reports.clinician_summary import render_clinician_summary
from clinic_app.services.documents import clinician_summary
from clinic_app.services.report_models import Paper
from tests.services.documents.played import Played, entry


def pages(model: Any, paper: Paper = Paper.A4) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(render_clinician_summary(model, paper)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def summary(played: Played, visit: Any, *, reasons: bool = True) -> Any:
    return played.doctor.run(clinician_summary, played.chart(), visit, reasons=reasons)


@pytest.mark.parametrize("paper", list(Paper))
def test_reasons_are_pages_of_their_own_after_the_unchanged_summary(played: Played, paper: Paper) -> None:
    played.sign()
    visit = played.printable(played.notes[-1])
    plain, told = pages(summary(played, visit, reasons=False), paper), pages(summary(played, visit), paper)
    assert len(told) > len(plain)
    last = " ".join(told[len(plain) :])
    assert "Reasons for what this summary says" in last
    assert "Reasons for what this summary says" not in " ".join(plain)
    for before, after in zip(plain, told, strict=False):
        assert re.sub(r"\d+ of \d+", "", before) == re.sub(r"\d+ of \d+", "", after)
    for page in told:
        assert "BRIGHTWATER, Ayla" in page
        assert "Check code" in page


def test_every_flag_band_and_centile_of_the_summary_has_its_reason(played: Played) -> None:
    played.sign()
    visit = played.printable(played.notes[-1])
    model = summary(played, visit)
    titles = {group.title: [one.title for one in group.entries] for group in model.reasons}
    assert titles["Flags"] == [flag["title"] for flag in visit.picture["flags"]]
    assert len(titles["Centiles and z-scores"]) == len(model.growth)
    assert "Moro" in titles["Expected at this age"]
    text = " ".join(pages(model))
    knee = next(one for one in model.reasons[0].entries[0].inputs if one.name == "Knee jerk")
    assert knee.origin.endswith("The paediatrician")
    assert knee.origin in text
    for title in titles["Flags"]:
        assert title in text
    assert "z = ((value / M) to the power L, less 1)" in text
    assert "The flag is raised when all of this holds:" in text


def test_a_draft_says_so_on_the_pages_of_reasons_too(played: Played) -> None:
    told = pages(summary(played, played.printable()))
    assert all("draft" in page.lower() for page in told)


def test_a_score_prints_its_sums_and_limits(played: Played) -> None:
    from clinic_app.clinical.hine_form import load_hine
    from clinic_app.clinical.hine_instrument import score_field
    from clinic_app.domain.sides import BOTH_SIDES, Side

    for item in load_hine().items:
        for side in BOTH_SIDES if item.sided else (Side.NONE,):
            played.write(entry(score_field(item.id), "3", side))
    text = " ".join(pages(summary(played, played.printable())))
    assert "Sum of the sections: 15 + 18 + 6 + 24 + 15 = 78" in text
    assert "Limit: total below 73, at 5 to 13 months corrected, only with a recorded risk factor." in text


def test_what_was_taken_back_prints_with_both_values_and_the_reason(played: Played) -> None:
    played.write(entry("ex_conscious", "unresponsive"))
    played.write(dict.fromkeys(entry("ex_conscious", "unresponsive")))
    (one,) = played.printable().record.unexplained
    assert Urgency.of(one.urgency_with) is Urgency.EMERGENCY_NOW
    text = " ".join(pages(summary(played, played.printable(), reasons=False)))
    assert "Taken back: Consciousness now: unresponsive, then cleared (18 Nov 2026 " in text
    assert "Reason: none given yet." in text
    why = TakenBackReason(TakenBackCode.WRONG_CHILD, "was <b>Isla</b> Vale").to_json()
    played.write({taken_why_key(one.id): why})
    played.sign()
    first = pages(summary(played, played.printable(played.notes[-1]), reasons=False))[0]
    assert "Reason: meant for another child: was <b>Isla</b> Vale." in first
    assert "instead of emergency now" in first
