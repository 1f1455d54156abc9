"""Plays children through the use cases as the people of the clinic."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from clinic_app.clinical.assessment import Flag
from clinic_app.clinical.rules import Urgency
from clinic_app.demonstration import episode_logs, findings
from clinic_app.demonstration.clock import MovingClock
from clinic_app.demonstration.skills import milestones
from clinic_app.demonstration.stories import Story, Told
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.drafts import Draft
from clinic_app.domain.episodes import Episode, EpisodeId, EpisodeStatus, Said, SaidKind
from clinic_app.domain.errors import NotFoundError
from clinic_app.domain.notes import Note
from clinic_app.domain.people import Patient, PatientId
from clinic_app.domain.plans import PlanItem, PlanLine, PlanLineId, PlanState
from clinic_app.domain.record import ASSESSMENT, FAMILY, VisitRecord, flag_key, plan_key
from clinic_app.domain.visits import Visit, VisitState
from clinic_app.services import assessing, children, drafts, plans, signing, worklist
from clinic_app.services import chart as charts
from clinic_app.services.context import Desk

_EXAMINED = frozenset({"signed", "done", "with_doctor", "ready"})
_REVIEW_DAYS, _REFERRAL_DAYS = 42, 14
_INTAKE_MINUTES, _VISIT_MINUTES = 12, 26
#: How long after its date a line of a child who stayed away is still open, and how many of them stay so.
_OVERDUE_DAYS, _STAYS_OPEN = 10, 0.2
#: The card that the first opinion names, by story.
_OPINIONS = {"stretch": "P01", "shudder": "P04"}


class Player:
    """Registers, examines and signs; ``notes`` and ``visits`` count what was made."""

    def __init__(
        self, doctor: Desk, nurse: Desk, clock: MovingClock, now: datetime, today: date, chance: random.Random
    ) -> None:
        self._doctor, self._nurse, self._clock = doctor, nurse, clock
        self._now, self._today, self._chance = now, today, chance
        self._fields = doctor.context.knowledge.fields
        self._checklist = doctor.context.knowledge.milestones
        self._twins: dict[str, PatientId] = {}
        self._last: Note | None = None
        self.notes = 0
        self.visits = 0

    def add_child(self, story: Story) -> None:
        """A child with earlier visits, events, and the day's place on the list."""
        visits = [*story.told, *([story.today] if story.state else [])]
        patient: Patient | None = None
        for told in visits:
            self._move(story, told)
            patient, visit = self._register(story, told) if patient is None else self._start(story, patient, told)
            self.visits += 1
            if told.ago:
                self._see(story, patient, visit, told)
                self._sign(patient, visit, told)
            else:
                self._add_events(story, patient)
                self._play_today(story, patient, visit)
        if patient is not None and not story.state:
            self._close_old_lines(patient)

    def last_note(self) -> Note:
        """The note that was signed last. Raises ``NotFoundError`` where none was."""
        if self._last is None:
            raise NotFoundError("No visit was played.")
        return self._last

    def _move(self, story: Story, told: Told) -> None:
        """To the time of the visit; on the day itself, to when it began."""
        if told.ago == 0:
            self._clock.stand_at(self._now - timedelta(minutes=story.wait + _VISIT_MINUTES), self._today)
            return
        at = time(self._chance.randint(8, 15), self._chance.choice((0, 10, 20, 30, 40, 50)))
        self._clock.go_to(self._today - timedelta(days=told.ago), at)

    def _register(self, story: Story, told: Told) -> tuple[Patient, Visit]:
        identity = {
            "pt_family_name": story.family, "pt_given_name": story.given, "sex": str(story.sex),
            "pt_birth_date": self._today - timedelta(days=story.age_days),
            "pt_ga_weeks": story.gestation.weeks, "pt_ga_days": story.gestation.days,
            "pt_guardian": story.guardian, "pt_phone": f"000 555 {self._chance.randint(1000, 9999)}",
            "pt_address": f"{self._chance.randint(1, 60)} Orchard Lane, Maple Hollow", "visit_reason": told.reason,
            "pt_distinguishing": story.distinguishing,
        }  # fmt: skip
        said = {name: value for name, value in identity.items() if value != ""}
        draft = self._nurse.run(drafts.start_registration)
        patch = findings.entries(self._fields, said) | findings.history(self._fields, story, self._chance)
        draft = self._nurse.run(drafts.keep, draft.id, patch, seen=draft.version)
        twin = self._twins.get(story.twin)
        patient, visit = self._nurse.run(
            children.register, draft.id, seen=draft.version, twin_of=twin, request_id=str(uuid4())
        )
        if story.twin:
            self._twins.setdefault(story.twin, patient.id)
        return patient, visit

    def _start(self, story: Story, patient: Patient, told: Told) -> tuple[Patient, Visit]:
        """The next visit; what was planned before it is done by it."""
        for item in self._doctor.run(charts.read_chart, patient.id).plan:
            if told.ago and item.state is PlanState.OPEN:
                self._close(item, "Done at this visit")
        visit = self._nurse.run(
            worklist.book_visit,
            patient.id,
            self._clock.today(),
            None if told.ago else story.at,
            told.reason,
            request_id=str(uuid4()),
            state=VisitState.EXPECTED,
        )
        return patient, visit

    def _see(self, story: Story, patient: Patient, visit: Visit, told: Told) -> None:
        """Intake by the nurse, then the examination."""
        age = age_on(patient.birth_date, patient.gestation, visit.day)
        growth_days = age.corrected_days if age.use_corrected else age.chron_days
        self._intake(story, visit, told, age, growth_days)
        self._clock.wait(_INTAKE_MINUTES)
        draft = self._doctor.run(worklist.open_record, visit.id)
        patch = findings.examination(self._fields, story, told, age.months_for_norms, self._chance)
        self._doctor.run(drafts.keep, draft.id, patch, seen=draft.version)
        self._clock.wait(_VISIT_MINUTES - _INTAKE_MINUTES)

    def _intake(self, story: Story, visit: Visit, told: Told, age: AgeOn, growth_days: int) -> Draft:
        draft = self._nurse.run(worklist.open_record, visit.id)
        patch = findings.growth(self._fields, story, age.chron_days, growth_days, self._chance)
        patch |= findings.concern(self._fields, told) | milestones(self._checklist, story.story, told, age)
        return self._nurse.run(drafts.keep, draft.id, patch, seen=draft.version)

    def _sign(self, patient: Patient, visit: Visit, told: Told) -> None:
        """Answer every flag, write a plan and sign."""
        draft = self._doctor.run(worklist.open_record, visit.id)
        record = VisitRecord.from_entries({key: one.value for key, one in draft.entries.items()})
        chart = self._doctor.run(charts.read_chart, patient.id)
        flags = self._doctor.run(assessing.assess_visit, chart, record, visit.day).assessment.flags
        patch: findings.Entries = {plan_key(line.id): line.to_json() for line in self._plan(flags, visit, told)}
        patch |= {ASSESSMENT: told.words, FAMILY: told.told_family} | {
            flag_key(flag.id): {"dismissed": True, "reason": "covered by the leading finding"}
            for flag in flags
            if flag.led_by
        }
        draft = self._doctor.run(drafts.keep, draft.id, patch, seen=draft.version)
        self._last = self._doctor.run(signing.sign_visit, draft.id, seen=draft.version, request_id=str(uuid4()))
        self.notes += 1

    def _plan(self, flags: Sequence[Flag], visit: Visit, told: Told) -> tuple[PlanLine, ...]:
        """The review that the story tells of answers what can wait; a referral before it answers what cannot."""
        leading = [flag for flag in flags if not flag.led_by]
        urgent = [flag for flag in leading if flag.urgency >= Urgency.URGENT_2WK]
        rest = tuple(flag.id for flag in leading if flag not in urgent)
        review = self._line(visit, told.plan, told.reason, _REVIEW_DAYS, Urgency.ROUTINE.code if rest else "", rest)
        if not urgent:
            return (review,)
        worst = max(flag.urgency for flag in urgent)
        why = "; ".join(flag.title for flag in urgent)
        days = _REFERRAL_DAYS if worst is Urgency.URGENT_2WK else 0
        what = "Refer for assessment; letter sent today"
        return (self._line(visit, what, why, days, worst.code, tuple(flag.id for flag in urgent)), review)

    def _line(self, visit: Visit, what: str, why: str, days: int, level: str, flags: tuple[str, ...]) -> PlanLine:
        due = visit.day + timedelta(days=days)
        return PlanLine(PlanLineId(str(uuid4())), what, why, due, self._doctor.actor.name, level, flags)

    def _play_today(self, story: Story, patient: Patient, visit: Visit) -> None:
        """The child's place on the day's list, as far as its story has gone."""
        if story.state in _EXAMINED:
            self._see(story, patient, visit, story.today)
        elif story.state == VisitState.WITH_NURSE:
            draft = self._nurse.run(worklist.open_record, visit.id)
            patch = findings.concern(self._fields, story.today)
            self._nurse.run(drafts.keep, draft.id, patch, seen=draft.version)
        if story.state == "signed":
            self._sign(patient, visit, story.today)
        self._place(story, visit)

    def _place(self, story: Story, visit: Visit) -> None:
        """State, time and who is with the child."""
        self._clock.stand_at(self._now - timedelta(minutes=story.wait), self._today)
        state = VisitState.DONE if story.state == "signed" else VisitState(story.state)
        with self._doctor.context.uow() as work:
            now = work.visits.get(visit.id)
            work.visits.save(replace(now, at=story.at, version=now.version + 1), seen=now.version)
            work.commit()
        desk = self._nurse if state in {VisitState.WITH_NURSE, VisitState.READY} else self._doctor
        desk.run(worklist.set_visit_state, visit.id, state, seen=now.version + 1)

    def _close_old_lines(self, patient: Patient) -> None:
        """Most of what was due long ago was dealt with by phone; a few lines stay overdue."""
        for item in self._doctor.run(charts.read_chart, patient.id).plan:
            due = item.line.due
            if item.state is not PlanState.OPEN or due is None or (self._today - due).days < _OVERDUE_DAYS:
                continue
            if self._chance.random() > _STAYS_OPEN:
                self._clock.go_to(due, time(16, 0))
                self._close(item, "Phone call with the family, no concern left")

    def _close(self, item: PlanItem, reason: str) -> None:
        self._doctor.run(plans.close_line, item.line.id, PlanState.DONE, reason, seen=item.version)

    def _add_events(self, story: Story, patient: Patient) -> None:
        """Events told week by week in a diary, for the stories that have them, and what was advised on the way."""
        if story.story not in episode_logs.TITLES:
            return
        events = episode_logs.log_of(story.story, self._today, self._chance)
        episode = Episode(
            EpisodeId(str(uuid4())),
            patient.id,
            episode_logs.TITLES[story.story],
            episode_logs.first_monday(self._today),
            EpisodeStatus.FADING,
            events=events,
            said=tuple(self._said(story)),
        )
        with self._doctor.context.uow() as work:
            work.episodes.add(episode)
            work.commit()

    def _said(self, story: Story) -> Iterator[Said]:
        """Advice and a first opinion, from the last visit after the events began."""
        actor, now = self._doctor.actor, self._clock.now()
        days = [self._today - timedelta(days=told.ago) for told in story.told]
        since = [day for day in days if day > episode_logs.first_monday(self._today)]
        if not since:
            return
        sayings = ((SaidKind.ADVICE, "", "hold advice"), (SaidKind.OPINION, _OPINIONS[story.story], ""))
        for kind, code, text in sayings:
            yield Said(str(uuid4()), kind, max(since), text, actor.person_id, actor.name, now, code)
