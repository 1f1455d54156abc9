"""Milestones over visits: history beside today, the plain reading, what changed, the timeline and the paper."""

import importlib.util
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clinic_app.charts.milestone_windows import WindowMark, milestone_windows
from clinic_app.charts.scene import Size, Text
from clinic_app.clinical.content import load_content
from clinic_app.clinical.milestones import Source, Status
from clinic_app.domain.answers import ItemKey
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.people import Patient, PatientId, Role, Sex
from clinic_app.domain.record import VisitRecord
from clinic_app.services import chart, drafts, overview
from clinic_app.services.documents import clinician_summary, printable_draft
from clinic_app.services.milestone_changes import milestone_lane
from clinic_app.services.milestone_reading import (
    ReadingKind,
    answered_words,
    chosen_by,
    count_table,
    history_words,
    reading,
    windows_model,
)
from clinic_app.services.milestones import MilestoneBook, Said, since_words


def _sibling(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


story = _sibling("milestone_child")
CHECKLIST = load_content().milestones
YES, NOT_YET = Status.YES, Status.NOT_YET


def book(days: int, said: dict[str, Status | None], gestation: Gestation | None = None, **since: int) -> MilestoneBook:
    """A child of so many days, with today's answers."""
    born = date(2024, 1, 1)
    patient = Patient(PatientId("p"), "D-1", "A", "B", born, Sex.FEMALE, gestation)
    day = born + timedelta(days=days)
    today = {name: Said(status, day, Source.TOLD, since.get(name)) for name, status in said.items()}
    return MilestoneBook(CHECKLIST, patient, day, (), today)


def sentences(found: MilestoneBook) -> str:
    return " | ".join(f"{line.strong} {line.text}".strip() for line in reading(found))


def lines(found: MilestoneBook, kind: ReadingKind) -> list[str]:
    return [line.strong for line in reading(found) if line.kind is kind]


# The list and the stop of the correction


@pytest.mark.parametrize(
    ("days", "gestation", "list_age", "words"),
    [
        (70 + 182, Gestation(30), 4, "Chosen by corrected age 6.0 m."),
        (70 + 183, Gestation(30), 6, "Chosen by corrected age 6.0 m."),
        (70 + 730, Gestation(30), 18, "Chosen by corrected age 24.0 m."),
        (70 + 731, Gestation(30), 24, "Chosen by age 26.3 m: corrected age counts to 24 m."),
        (183, Gestation(37), 6, "Chosen by age 6.0 m."),
        (183, None, 6, "Chosen by age 6.0 m."),
        (30, Gestation(40), 2, "The first list begins at 2 m."),
        (30, Gestation(30), 2, "Before term: no list is reached yet."),
    ],
)
def test_the_list_follows_the_corrected_age_until_24_months(
    days: int, gestation: Gestation | None, list_age: int, words: str
) -> None:
    found = book(days, {}, gestation)
    assert found.list_age == list_age
    assert chosen_by(found).startswith(words)
    assert ("Ages corrected." in chosen_by(found)) is found.age.use_corrected


def test_around_the_stop_both_ages_are_said() -> None:
    assert "Corrected age counts until 24 m" in sentences(book(70 + 700, {}, Gestation(30)))
    assert "Corrected age counts until" not in sentences(book(70 + 500, {}, Gestation(30)))
    assert "Corrected age counts until" not in sentences(book(770, {}, Gestation(40)))


# The reading


def test_a_window_is_read_at_corrected_age_and_said_at_the_other() -> None:
    found = book(249, {"c09m4": NOT_YET}, Gestation(34, 3))
    assert "Sits without support: within the window at corrected age." in lines(found, ReadingKind.AGAIN)
    assert "By chronological age (8.2 m) it would be beyond the 95th." in sentences(found)
    again = found.patient.birth_date + timedelta(days=39 + 244)  # 8.0 months of 30.4375 days are over on day 244
    assert f"Look again from {again.day} {again:%b} (8.0 m corrected)" in sentences(found)


@pytest.mark.parametrize(
    ("name", "months", "kind", "words"),
    [
        ("c09m4", 8.5, ReadingKind.AGAIN, "late in the window for age"),
        ("c09m4", 9.5, ReadingKind.FINDING, "beyond the window for age"),
        ("w_crawl", 14.0, ReadingKind.AGAIN, "beyond the window for age"),
    ],
)
def test_late_is_a_finding_but_never_for_crawling(name: str, months: float, kind: ReadingKind, words: str) -> None:
    found = book(round(months * 30.4375), {name: NOT_YET})
    assert any(words in strong for strong in lines(found, kind))


def test_what_is_not_expected_yet_is_told_together() -> None:
    found = book(200, {"w_standa": NOT_YET, "w_crawl": NOT_YET, "c18m1": NOT_YET})
    assert "Not expected yet: Stands holding on, Crawls on hands and knees, Walks without holding on" in sentences(
        found
    )


def test_nothing_lost_is_said_only_of_what_was_asked() -> None:
    assert "Nothing answered today." in sentences(book(200, {}))
    assert "Nothing lost." not in sentences(book(200, {"c06s1": None}))
    assert "Nothing lost. No skill has been marked lost. 1 skill asked today." in sentences(book(200, {"c06s1": YES}))
    lost = book(200, {"c06s1": Status.LOST}, c06s1=150)
    assert "Nothing lost." not in sentences(lost)
    assert lines(lost, ReadingKind.FINDING) == ["Lost: Recognises familiar people."]
    assert "Since 4.9 m." in sentences(lost)


def test_missing_at_its_list_is_a_finding_and_later_lists_are_not() -> None:
    found = book(200, {"c06m3": NOT_YET, "c02s1": NOT_YET, "c12m1": NOT_YET})
    assert lines(found, ReadingKind.FINDING) == ["2 not yet at their list’s age."]
    assert "Pulls to stand" not in sentences(found)


def test_not_yet_after_a_yes_asks_whether_it_was_lost(told: "Told") -> None:
    told.write({"c04m4": story.NOT_YET, "c06s1": story.NOT_YET})
    assert "Done at an earlier visit, not today. Brings hands to mouth. If it was lost, mark it lost." in sentences(
        told.book
    )


def test_counts_keep_unsure_not_asked_and_open_apart() -> None:
    said = {"c06m1": YES, "c06m2": Status.UNSURE, "c06l1": YES, "c06l2": None, "c06l3": YES}
    found = book(200, said)
    rows = {row.domain: (row.today, row.left) for row in count_table(found, 6).rows}
    assert rows["Movement"] == ("1 of 3", "1 unsure, 1 open")
    assert rows["Language"] == ("2 of 3", "1 not asked")
    assert rows["Social"] == ("0 of 3", "3 open")
    assert answered_words(found, 6) == "4 of 12 answered"


# The windows


def test_the_picture_marks_what_came_what_is_not_yet_and_what_nobody_asked() -> None:
    found = book(249, {"c09m4": YES, "w_standa": NOT_YET, "w_crawl": Status.LOST}, c09m4=180, w_crawl=230)
    model = windows_model(found)
    marks = {row.title: [(dot.mark, round(dot.months, 1)) for dot in row.dots] for row in model.rows}
    assert marks["Sits without support"] == [(WindowMark.CAME, 5.9)]
    assert marks["Stands with help"] == [(WindowMark.NOT_YET, 8.2)]
    assert marks["Hands-and-knees crawling"] == [(WindowMark.LOST, 7.6)]
    assert marks["Walks alone"] == [(WindowMark.NOT_ASKED, 8.2)]
    assert model.other is None
    assert windows_model(book(249, {}, Gestation(34, 3))).other == pytest.approx(249 / 30.4375)


@pytest.mark.parametrize("days", [0, 100, 249, 540, 700, 2000])
def test_the_picture_stays_within_its_size(days: int) -> None:
    scene = milestone_windows(windows_model(book(days, {"c09m4": YES}, Gestation(30))), Size(620, 290))
    assert len(scene.focus) == len(scene.table.rows) == 6
    assert all(0 <= text.x <= 620 and 0 <= text.y <= 290 for text in scene.items if isinstance(text, Text))
    assert all("centile" in point.spoken for point in scene.focus)


# Over visits


@dataclass
class Told:
    desk: Any
    patient: Any

    def write(self, said: dict[str, Any]) -> None:
        read = self.desk.run(chart.open_chart, self.patient.id)
        visit = self.desk.run(chart.open_visit, read)
        patch = story.said_entries(CHECKLIST, said)
        self.desk.run(drafts.keep, visit.draft.id, patch, seen=visit.draft.version)

    @property
    def chart(self) -> Any:
        return self.desk.run(chart.read_chart, self.patient.id)

    @property
    def record(self) -> VisitRecord:
        visit = self.desk.run(chart.open_visit, self.chart)
        return VisitRecord.from_entries({key: one.value for key, one in visit.draft.entries.items()})

    @property
    def book(self) -> MilestoneBook:
        knowledge = self.desk.context.knowledge
        return overview.milestone_book(knowledge, self.chart, self.record, story.NOVEMBER)

    def changes(self) -> list[tuple[str, str, str]]:
        knowledge = self.desk.context.knowledge
        found = overview.changes(knowledge, self.chart, self.record, story.NOVEMBER)
        return [(one.item, one.what, one.remark) for one in found]

    def summary(self) -> Any:
        read = self.chart
        visit = self.desk.run(printable_draft, read, self.desk.run(chart.open_visit, read))
        return self.desk.run(clinician_summary, read, visit)


@pytest.fixture
def told(clinic: Any) -> Told:
    return Told(clinic.desk(Role.PAEDIATRICIAN), story.milestone_child(clinic))


def test_earlier_answers_are_history_and_never_todays(told: Told) -> None:
    found = told.book
    assert found.today == {}
    assert told.record.answers.get(ItemKey("ms_c06s3")) is None
    laughs, rolls = CHECKLIST.by_id["c06s3"], CHECKLIST.by_id["c06m1"]
    assert history_words(found, laughs) == "16 Sep: yes (seen here, since 4.3 m)"
    assert history_words(found, rolls) == "16 Sep: not yet (told by the family)"
    assert history_words(found, CHECKLIST.by_id["c06l2"]) == "16 Sep: not asked"
    assert history_words(found, CHECKLIST.by_id["c02s1"]) == "24 Jun: yes (told by the family)"
    assert answered_words(found, 6) == "0 of 12 answered"
    assert count_table(found, 6).headings == ("24 Jun, 2 m list", "16 Sep, 4 m list")
    assert [row.earlier for row in count_table(found, 6).rows][-1] == ("3 of 3", "4 of 5")


def test_what_was_lost_stays_said_until_it_is_asked_again(told: Told) -> None:
    assert "Lost earlier: Pushes up on straight arms on tummy. Recorded on 16 Sep 2026" in sentences(told.book)
    told.write({"c06m2": (None, None, None)})
    assert "Lost earlier" in sentences(told.book)
    told.write({"c06m2": (Status.REGAINED, Source.SEEN, None)})
    assert "Lost earlier" not in sentences(told.book)
    assert "Regained: Pushes up on straight arms on tummy." in sentences(told.book)


def test_an_earlier_yes_dates_a_skill_that_nobody_dated(told: Told) -> None:
    told.write({"c04m4": story.YES, "c06s3": story.YES, "c06l1": story.YES})
    words = {name: since_words(told.book, CHECKLIST.by_id[name]) for name in ("c04m4", "c06s3", "c06l1")}
    assert words == {"c04m4": "by 4.8 m", "c06s3": "4.3 m", "c06l1": "by 6.9 m"}


def test_what_changed_tells_lost_and_new_skills_and_not_what_was_merely_asked(told: Told) -> None:
    told.write({"c06m1": (YES, Source.TOLD, 200), "c06s1": story.YES, "c06s2": (YES, Source.TOLD, 100)})
    assert told.changes() == [("Rolls from tummy to back", "not yet → yes", "told by the family, 5.3 m")]
    told.write({"c04m4": (Status.LOST, Source.TOLD, 230)})
    assert told.changes()[0] == ("Brings hands to mouth", "lost", "since 6.3 m")
    told.write({"c04m5": story.YES, "c06m2": (Status.REGAINED, Source.SEEN, None)})
    assert ("Milestones", "3 new skills") in [change[:2] for change in told.changes()]


def test_the_timeline_has_a_lane_of_lists_skills_and_losses(told: Told) -> None:
    told.write({"c09m4": (YES, Source.TOLD, 240), "c04m4": (Status.LOST, Source.TOLD, 230)})
    lane = milestone_lane(told.book)
    assert [(mark.day, mark.label) for mark in lane.marks] == [
        (102, "2 m list"), (150, "lost"), (186, "4 m list"), (230, "lost"), (240, "sits"), (249, "6 m list"),
    ]  # fmt: skip
    assert "1 lost" in next(mark.spoken for mark in lane.marks if mark.label == "4 m list")
    assert milestone_lane(book(20, {})).note == "not asked yet"


def test_the_summary_has_every_answer_with_its_source_and_age_and_names_what_nobody_asked(told: Told) -> None:
    told.write(
        {
            "c06s1": (YES, Source.TOLD, 140), "c06s2": (YES, Source.SEEN, None), "c06m1": (NOT_YET, Source.TOLD, None),
            "c06m3": (Status.UNSURE, None, None), "c06l1": (Status.LOST, Source.TOLD, 230), "c06l2": (None, None, None),
            "c06m2": (Status.REGAINED, Source.SEEN, 200),
        }
    )  # fmt: skip
    part = told.summary().milestones
    assert part.counts == "6 m list, by corrected age 6.9 m: 6 of 12 answered. Ages corrected."
    said = {line.label: line.text for line in part.answers}
    assert said == {
        "Lost:": "Takes turns making sounds (told by the family, since 6.3 m)",
        "Not yet:": "Rolls from tummy to back (told by the family)",
        "Not sure:": "Sits leaning on hands (source not noted)",
        "Regained:": "Pushes up on straight arms on tummy (seen here, since 5.3 m)",
        "Yes:": "Recognises familiar people (told by the family, since 3.3 m); Enjoys a mirror (seen here, by 6.9 m)",
    }
    assert part.not_asked.startswith("6 of 12: Laughs; Blows raspberries; Squeals;")
    assert "Not asked is not the same as done." in part.not_asked
    assert any(text.startswith("Lost: Takes turns making sounds.") for text in part.reading)
    assert all("ms_" not in line.text for line in told.summary().history)


def test_a_visit_without_milestones_says_so(told: Told) -> None:
    part = told.summary().milestones
    assert part.answers == ()
    assert part.not_asked.startswith("12 of 12: ")
