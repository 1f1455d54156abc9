"""A printed diary sheet: its questions follow the log, its code finds child and episode again."""

import io
from datetime import date
from typing import Any

import pypdf
import pytest

from clinic_app.domain.answers import Answer, ItemKey
from clinic_app.domain.episodes import EpisodeEvent, EventTime, Seen
from clinic_app.domain.episodes.sheet import shown
from clinic_app.domain.errors import NotAllowedError, NotFoundError, UserError
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Patient, PatientId, Role, Sex
from clinic_app.reports.diary import render_diary
from clinic_app.services import chart as charts
from clinic_app.services.documents.diary import diary_sheet
from clinic_app.services.episodes import events, threads
from clinic_app.services.episodes.diary_sheets import code_for, find_sheet, told_on
from clinic_app.services.episodes.events import new_event_id
from clinic_app.services.report_models import DiaryDocument, Paper

TODAY = date(2026, 11, 18)


def register(clinic: Any, number: str, family: str) -> Patient:
    born = date(2026, 3, 14)
    made = Patient(PatientId(number), number, family, "Ayla", born, Sex.FEMALE, Gestation(34, 3))
    with clinic.context.uow() as work:
        work.patients.add(made)
        work.commit()
    return made


@pytest.fixture
def child(clinic: Any) -> Patient:
    return register(clinic, "D-00412", "Brightwater")


def begin(clinic: Any, child: Patient, title: str, *told: EpisodeEvent) -> Any:
    nurse = clinic.desk(Role.NURSE)
    thread = nurse.run(threads.start_thread, child.id, title, None, request_id=f"{child.id} {title}")
    if told:
        nurse.run(events.log_events, thread.id, told, request_id=f"{title} {told[0].id}")
    return thread


def event(described: dict[str, Any] | None = None, **seen: Any) -> EpisodeEvent:
    answers = {ItemKey(name): Answer(value) for name, value in (described or {}).items()}
    return EpisodeEvent(new_event_id(), EventTime(TODAY), 1, seen=Seen(**seen), described=answers)


def chart(clinic: Any, child: Patient) -> charts.Chart:
    return clinic.desk(Role.NURSE).run(charts.read_chart, child.id)


def sheet(clinic: Any, child: Patient, thread: Any) -> DiaryDocument:
    return clinic.desk(Role.NURSE).run(diary_sheet, chart(clinic, child), thread.id)


def titles(clinic: Any, child: Patient, thread: Any) -> list[str]:
    (diary,) = sheet(clinic, child, thread).diaries
    return [column.title for column in diary.columns]


def test_a_new_episode_is_asked_the_usual_questions(clinic: Any, child: Patient) -> None:
    assert titles(clinic, child, begin(clinic, child, "Leg shakes")) == [
        "Date", "Time", "What was she doing?", "How long, seconds", "Which side?", "Stopped when held gently?", "Video",
        "Notes: face, eyes, colour",
    ]  # fmt: skip


def test_runs_on_waking_bring_their_questions_before_the_usual_ones(clinic: Any, child: Patient) -> None:
    spasm = event({"ep_movement": ("spasm",)}, states=("on_waking",))
    found = titles(clinic, child, begin(clinic, child, "Little bows", spasm))
    assert "How many in a row?" in found
    assert any("asleep" in title for title in found)
    assert 5 + 2 <= len(found) <= 7 + 2


def test_what_the_rules_miss_is_asked_until_every_event_told_it(clinic: Any, child: Patient) -> None:
    shake = {"ep_movement": ("tremor_fine",), "ep_body": ("leg_right",), "ep_clusters": "no"}
    quick = {"triggers": ("limb_stretch",), "states": ("awake_quiet",), "held": "yes", "side": "right_only"}
    thread = begin(clinic, child, "Leg shakes", event(shake, **quick))
    before = titles(clinic, child, thread)
    assert "Reacted to your voice?" in before
    assert "Which leg?" in before
    other = begin(clinic, child, "Other", event(shake | {"ep_responsive": "normal"}, **quick))
    assert "Reacted to your voice?" not in titles(clinic, child, other)


def test_the_sheet_prints_on_one_page_with_its_code_and_whose_right_it_is(clinic: Any, child: Patient) -> None:
    spasm = event({"ep_movement": ("spasm",)}, states=("on_waking",))
    for title, told in (("Leg shakes", ()), ("Little bows when she wakes up from a nap in the car", (spasm,))):
        model = sheet(clinic, child, begin(clinic, child, title, *told))
        for paper in Paper:
            pages = pypdf.PdfReader(io.BytesIO(render_diary(model, paper))).pages
            (text,) = [" ".join(page.extract_text().split()) for page in pages]
            wanted = (f"Diary: {title}", "BRIGHTWATER, Ayla", "D-00412", "R is Ayla’s own right", "Page 1 of 1")
            for part in (*wanted, f"Sheet {model.diaries[0].code}", "Age today", "For the family to fill in"):
                assert part in text
            assert "Draft" not in text
            assert text.index("right (R)") < text.index("left (L)")


def test_the_same_document_keeps_its_code_and_another_gets_another(clinic: Any, child: Patient) -> None:
    thread, nurse = begin(clinic, child, "Leg shakes"), clinic.desk(Role.NURSE)
    first = nurse.run(code_for, thread, "note-1")
    assert nurse.run(code_for, thread, "note-1") == first
    assert nurse.run(code_for, thread, "note-2") != first
    assert sheet(clinic, child, thread).diaries[0].code != sheet(clinic, child, thread).diaries[0].code


def test_printing_a_sheet_is_logged_with_its_code(clinic: Any, child: Patient) -> None:
    code = sheet(clinic, child, begin(clinic, child, "Leg shakes")).diaries[0].code
    assert any(line.reason == f"diary sheet {code}" for line in clinic.context.reads.audit(20))


def test_a_code_finds_its_episode_and_what_was_typed_from_it(clinic: Any, child: Patient) -> None:
    thread, nurse = begin(clinic, child, "Leg shakes"), clinic.desk(Role.NURSE)
    begin(clinic, child, "Something else")
    code = nurse.run(code_for, thread, "note-1")
    found = nurse.run(find_sheet, chart(clinic, child), shown(code).lower().replace("1", "i"))
    assert (found.episode_id, found.typed) == (thread.id, ())
    line = EpisodeEvent(new_event_id(), EventTime(TODAY), 1, told_by=told_on("mother", code))
    nurse.run(events.log_events, thread.id, [line], request_id="typed")
    assert nurse.run(find_sheet, chart(clinic, child), code).typed == (line,)


def test_a_sheet_of_another_child_says_so_and_names_nobody(clinic: Any, child: Patient) -> None:
    other, nurse = register(clinic, "D-00413", "Vale"), clinic.desk(Role.NURSE)
    code = nurse.run(code_for, begin(clinic, other, "Shudders"), "note-1")
    with pytest.raises(UserError, match="another child") as refusal:
        nurse.run(find_sheet, chart(clinic, child), code)
    assert refusal.value.field == "code"
    assert not any(word in str(refusal.value) for word in ("Vale", "D-00413", "Shudders", "Ayla"))


def test_a_slip_in_the_code_and_an_unknown_one_are_told_apart(clinic: Any, child: Patient) -> None:
    thread, nurse = begin(clinic, child, "Leg shakes"), clinic.desk(Role.NURSE)
    code = nurse.run(code_for, thread, "note-1")
    swapped = code[1] + code[0] + code[2:]
    with pytest.raises(UserError, match="slip" if swapped != code else "never"):
        nurse.run(find_sheet, chart(clinic, child), swapped)
    with pytest.raises(UserError, match="No sheet"):
        nurse.run(find_sheet, chart(clinic, child), "0000000")


def test_nobody_prints_a_sheet_without_the_right_to(clinic: Any, child: Patient) -> None:
    thread, read = begin(clinic, child, "Leg shakes"), chart(clinic, child)
    with pytest.raises(NotAllowedError):
        clinic.desk(Role.AUDITOR).run(diary_sheet, read, thread.id)
    with pytest.raises(NotFoundError):
        clinic.desk(Role.NURSE).run(diary_sheet, read, "elsewhere")


def test_a_child_without_an_episode_gets_the_usual_questions_and_no_code(clinic: Any, child: Patient) -> None:
    model = clinic.desk(Role.NURSE).run(diary_sheet, chart(clinic, child), None)
    assert (model.diaries[0].code, model.diaries[0].title) == ("", "Diary of what you see")
    (page,) = pypdf.PdfReader(io.BytesIO(render_diary(model, Paper.A4))).pages
    assert "Sheet" not in page.extract_text()
