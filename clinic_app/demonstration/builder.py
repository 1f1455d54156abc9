"""Making the demonstration clinic: a clock that moves, people who act, children who come."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from clinic_app.bootstrap import OpenRecord, RecordFile
from clinic_app.demonstration import findings
from clinic_app.demonstration.stories import Story, load_document, stories
from clinic_app.domain.ages import age_on
from clinic_app.domain.clinic import Clinic
from clinic_app.domain.drafts import Draft
from clinic_app.domain.episodes import Episode, EpisodeEvent, EpisodeId
from clinic_app.domain.gestation import Gestation
from clinic_app.domain.notes import Note
from clinic_app.domain.people import Actor, Patient, PatientId, Person, PersonId, Role, Sex
from clinic_app.domain.plans import PlanLine, PlanLineId
from clinic_app.domain.record import ASSESSMENT, FAMILY, VisitRecord, flag_key, plan_key
from clinic_app.domain.visits import Visit, VisitState
from clinic_app.services import assessing, chart, children, drafts, signing, worklist
from clinic_app.services.context import Desk
from clinic_app.storage.key_slots import KdfCost
from clinic_app.storage.keys import KeyVault
from clinic_app.storage.paths import ClinicFolder

#: Published on purpose: it opens invented data alone.
DEMO_PASSWORD = "maple hollow demonstration"  # noqa: S105  no secret
_CHEAP = KdfCost(memory_kib=1024, passes=1, lanes=1)


class MovingClock:
    """A clock that the builder sets: each visit happens on its own day."""

    def __init__(self, today: date) -> None:
        self._now = datetime.combine(today, time(8, 30), UTC)

    def now(self) -> datetime:
        """The present instant; a little later each time it is asked."""
        self._now += timedelta(milliseconds=7)
        return self._now

    def today(self) -> date:
        """The day that is being played."""
        return self._now.date()

    def go_to(self, day: date, at: time = time(10, 0)) -> None:
        """Move to a day."""
        self._now = datetime.combine(day, at, UTC)


@dataclass(frozen=True, slots=True)
class DemoClinic:
    """A demonstration clinic that was made: where it is, who is there, and the last note that was signed."""

    record: RecordFile
    people: tuple[str, ...]
    children: int
    notes: int
    played: Note


def build_demo(
    folder: ClinicFolder,
    *,
    patients: int = 40,
    seed: int = 1,
    today: date,
    progress: Callable[[int, int], None] | None = None,
) -> DemoClinic:
    """Make a clinic of ``patients`` invented children in ``folder``, the last of them through one whole visit.

    Args:
        seed: the same seed and day give the same children.
        progress: told how many children of how many are made.

    Raises:
        EnvironmentProblem: there is a clinic in the folder already, or it cannot be written.
    """
    clock = MovingClock(today)
    document = load_document()
    record = RecordFile(folder, clock, KeyVault(folder, _CHEAP))
    lead, *others = document["person"]
    clinic = Clinic(demo=True, **document["clinic"])
    new = record.create(clinic, lead["name"], Role(lead["role"]), DEMO_PASSWORD)
    try:
        builder = _Builder(record, new.opened, clock, today, random.Random(seed))  # noqa: S311  invented data
        for person in others:
            builder.add_person(person["name"], Role(person["role"]))
        told = stories(patients - 1, builder.chance)
        for index, story in enumerate(told, start=1):
            builder.add_child(story)
            if progress is not None:
                progress(index, len(told))
        played = builder.play_visit()
    finally:
        new.opened.close()
    return DemoClinic(record, tuple(owner.name for owner in record.people()), len(told) + 1, builder.notes, played)


class _Builder:
    """Plays children through the use cases as the people of the clinic."""

    def __init__(
        self, record: RecordFile, opened: OpenRecord, clock: MovingClock, today: date, chance: random.Random
    ) -> None:
        self._record, self._opened, self._clock, self._today = record, opened, clock, today
        self.chance = chance
        self._doctor = opened.desk
        self._nurse = opened.desk
        self._fields = opened.desk.context.knowledge.fields
        self._twins: dict[str, PatientId] = {}
        self.notes = 0

    def add_person(self, name: str, role: Role) -> None:
        """Another member of staff, with the published password."""
        person = Person(PersonId(str(uuid4())), name, role)
        self._record.add_person(self._opened, DEMO_PASSWORD, person, DEMO_PASSWORD)
        if role is Role.NURSE:
            self._nurse = Desk(self._doctor.context, Actor(person.id, name, role, self._doctor.actor.workstation))

    def add_child(self, story: Story) -> Patient:
        """A child with earlier visits, episodes, and today's place on the list."""
        born = self._today - timedelta(days=story.age_days)
        days = [self._today - timedelta(days=ago) for ago in story.visits]
        first = days[0] if days else self._today
        patient, visit = self._register(story, born, first)
        for index, day in enumerate(days):
            if index:
                visit, _draft = self._start(patient, story, day)
            self._see(story, patient, visit, day, last=False)
            self._sign(patient, visit, story)
        self._add_episode(story, patient)
        if story.state:
            self._today_visit(story, patient, visit if not days else None)
        return patient

    def _register(self, story: Story, born: date, day: date) -> tuple[Patient, Visit]:
        self._clock.go_to(day)
        gestation = story.gestation
        identity = {
            "pt_family_name": story.family, "pt_given_name": story.given, "pt_birth_date": born, "sex": str(story.sex),
            "pt_guardian": story.guardian, "pt_phone": f"000 555 {self.chance.randint(1000, 9999)}",
            "pt_address": f"{self.chance.randint(1, 60)} Orchard Lane, Maple Hollow", "visit_reason": story.reason,
            "pt_distinguishing": story.distinguishing,
        }  # fmt: skip
        if gestation is not None:
            identity |= {"pt_ga_weeks": gestation.weeks, "pt_ga_days": gestation.days}
        said = {name: value for name, value in identity.items() if value != ""}
        draft = self._nurse.run(drafts.start_registration)
        patch = findings.entries(self._fields, said) | findings.history(self._fields, story, self.chance)
        draft = self._nurse.run(drafts.keep, draft.id, patch, seen=draft.version)
        twin = self._twins.get(story.twin)
        made = self._nurse.run(children.register, draft.id, seen=draft.version, twin_of=twin, request_id=str(uuid4()))
        if story.twin:
            self._twins.setdefault(story.twin, made[0].id)
        return made

    def _start(self, patient: Patient, story: Story, day: date) -> tuple[Visit, Draft]:
        self._clock.go_to(day)
        return self._doctor.run(worklist.start_visit, patient.id, story.reason, request_id=str(uuid4()))

    def _see(self, story: Story, patient: Patient, visit: Visit, day: date, *, last: bool) -> Draft:
        """Intake, growth and examination of one visit."""
        age = age_on(patient.birth_date, patient.gestation, day)
        growth_days = age.corrected_days if age.use_corrected else age.chron_days
        draft = self._intake(story, visit, age.chron_days, growth_days)
        patch = findings.examination(self._fields, story, age.months_for_norms, last, self.chance)
        return self._doctor.run(drafts.keep, draft.id, patch, seen=draft.version)

    def _intake(self, story: Story, visit: Visit, age_days: int, growth_days: int) -> Draft:
        draft = self._doctor.run(worklist.open_record, visit.id)
        patch = findings.growth(self._fields, story, age_days, growth_days, self.chance)
        patch |= findings.concern(self._fields, story)
        return self._nurse.run(drafts.keep, draft.id, patch, seen=draft.version)

    def _sign(self, patient: Patient, visit: Visit, story: Story) -> Note:
        """Answer every flag, write a plan and sign."""
        draft = self._doctor.run(worklist.open_record, visit.id)
        record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
        picture = self._doctor.run(
            assessing.assess_visit, self._doctor.run(chart.read_chart, patient.id), record, visit.day
        )
        flags = [flag.id for flag in picture.assessment.flags]
        leading = tuple(flag.id for flag in picture.assessment.flags if not flag.led_by)
        line = PlanLine(
            PlanLineId(str(uuid4())),
            _next_step(picture.assessment.urgency.code),
            story.reason,
            visit.day + timedelta(days=14 if flags else 84),
            self._doctor.actor.name,
            picture.assessment.urgency.code if flags else "",
            leading,
        )
        words = f"{story.reason}. {_meaning(bool(flags))}"
        patch = {plan_key(line.id): line.to_json(), ASSESSMENT: words, FAMILY: _for_the_family(story)} | {
            flag_key(flag): {"dismissed": True, "reason": "covered by the leading finding"}
            for flag in flags
            if flag not in leading
        }
        draft = self._doctor.run(drafts.keep, draft.id, patch, seen=draft.version)
        self.notes += 1
        return self._doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id=str(uuid4()))

    def _today_visit(self, story: Story, patient: Patient, visit: Visit | None) -> None:
        """The child's place on today's list, as far as its story has gone."""
        self._clock.go_to(self._today, story.at or time(8, 0))
        if visit is None:
            visit = self._nurse.run(
                worklist.book_visit, patient.id, self._today, story.at, story.reason, request_id=str(uuid4())
            )
        if story.state in {"signed", "done", "with_doctor", "ready"}:
            self._see(story, patient, visit, self._today, last=True)
        if story.state == "signed":
            self._sign(patient, visit, story)
            return
        state = VisitState(story.state)
        now = next(row.visit for row in self._doctor.run(worklist.day_list, self._today) if row.visit.id == visit.id)
        if now.state is not state:
            desk = self._nurse if state is VisitState.WITH_NURSE else self._doctor
            desk.run(worklist.set_visit_state, visit.id, state, seen=now.version)

    def _add_episode(self, story: Story, patient: Patient) -> None:
        if story.story not in {"stretch", "shudder"}:
            return
        first = self._today - timedelta(days=72)
        weekly = (6, 11, 12, 9, 10, 8, 7, 5, 6, 3, 2)
        title = "Leg shakes" if story.story == "stretch" else "Shudders"
        episode = Episode(EpisodeId(str(uuid4())), patient.id, title, first, "fading")
        with self._doctor.context.uow() as work:
            work.episodes.add(episode)
            for week, count in enumerate(weekly):
                day = min(first + timedelta(days=7 * week + 2), self._today)
                event = EpisodeEvent(str(uuid4()), day, "about", count, 12, "limb_stretch", "awake_quiet", "yes")
                work.episodes.add_event(episode.id, event)
            work.commit()

    def play_visit(self) -> Note:
        """One whole visit from registration to the signature, of a child who comes for the first time."""
        played = Story(
            family="Larchmont-Demo",
            given="Wren",
            sex=Sex.FEMALE,
            age_days=235,
            z=-0.4,
            exam="infant",
            reason="Right leg shakes when stretched",
            visits=(),
            gestation=Gestation(34, 3),
            story="stretch",
            guardian="Robin Larchmont-Demo",
        )
        patient, visit = self._register(played, self._today - timedelta(days=played.age_days), self._today)
        self._see(played, patient, visit, self._today, last=True)
        return self._sign(patient, visit, played)


def _next_step(urgency: str) -> str:
    steps = {
        "emergency_now": "Handed over by phone",
        "same_day": "Same-day paediatric assessment",
        "urgent_2wk": "Refer: movement assessment team",
        "routine": "Look again at the findings",
    }
    return steps.get(urgency, "Review")


def _meaning(has_flags: bool) -> str:
    if has_flags:
        return "Examined today; the findings above are followed up as planned."
    return "Nothing recorded today needs more than a review; what was not examined is listed."


def _for_the_family(story: Story) -> str:
    return f"We looked at {story.given} today and talked about what you see at home. The next step is below."
