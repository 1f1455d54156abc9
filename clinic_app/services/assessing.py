"""What the rules make of a visit: the facts of the record, both ages, and every flag and pattern."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from clinic_app.clinical.assessment import Assessment, assess
from clinic_app.clinical.birth_risks import birth_risk_facts
from clinic_app.clinical.conditions import Known
from clinic_app.clinical.episodes.facts import ThreadFacts, event_facts, has_events, thread_facts
from clinic_app.clinical.episodes.joining import joined
from clinic_app.clinical.facts import FactValue
from clinic_app.domain.ages import AgeOn, age_on
from clinic_app.domain.answers import Answers, AnswerState
from clinic_app.domain.episodes import Episode, EpisodeEvent
from clinic_app.domain.notes import Observation
from clinic_app.domain.people import Actor, Patient
from clinic_app.domain.plans import FlagAnswer
from clinic_app.domain.record import VisitRecord
from clinic_app.services.access import Action
from clinic_app.services.chart import Chart
from clinic_app.services.context import Context
from clinic_app.services.growth import growth_facts
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.projection import NOT_EXAMINED


@dataclass(frozen=True, slots=True)
class JudgedLog:
    """The log of one open thread: what it adds up to, and what the rules say to it beside the visit's facts."""

    episode: Episode
    read: ThreadFacts
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Picture:
    """One record, judged: both ages, the facts that were used, and what the rules said to it and to every open log.

    ``assessment`` is the whole; ``logs`` are its parts by thread.
    """

    age: AgeOn
    facts: Mapping[str, FactValue]
    assessment: Assessment
    logs: tuple[JudgedLog, ...] = ()

    def to_json(self, answers: Mapping[str, FlagAnswer]) -> dict[str, Any]:
        """What a signed note keeps, so that it can be printed again without judging anew."""
        said = self.assessment
        return {
            "urgency": said.urgency.name.lower(),
            "reassurance": {"allowed": said.reassurance.allowed, "missing": list(said.reassurance.missing)},
            "flags": [
                {
                    "id": flag.id,
                    "title": flag.title,
                    "urgency": flag.urgency.name.lower(),
                    "version": flag.rule.version,
                    "source": list(flag.rule.source),
                    "confidence": flag.rule.confidence,
                    "inputs": {fact: _plain(value) for fact, value in flag.inputs.items()},
                    "dismissed": flag.id in answers and answers[flag.id].dismissed,
                    "reason": answers[flag.id].reason if flag.id in answers else "",
                    **({"episode": flag.episode} if flag.episode else {}),
                }
                for flag in said.flags
            ],
            "not_assessable": [
                {"id": rule.id, "title": rule.rule.title, "missing": list(rule.missing)} for rule in said.not_assessable
            ],
            "switched_off": [
                {
                    "id": one.rule.id,
                    "title": one.rule.title,
                    "reason": one.decision.reason,
                    "by": one.decision.person_name,
                    "fits": one.fits,
                }
                for one in said.switched_off
            ],
            "patterns": [
                {
                    "id": card.id,
                    "label": card.pattern.label,
                    "state": str(card.state),
                    "for": list(card.for_),
                    "against": list(card.against),
                    "unsafe": list(card.unsafe),
                    "missing": list(card.missing),
                }
                for card in said.patterns
            ],
        }


def _plain(value: Known) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def assess_visit(context: Context, actor: Actor, chart: Chart, record: VisitRecord, day: date) -> Picture:
    """Judge a record as of ``day``. Pure reading: nothing is stored."""
    context.allow(actor, Action.ASSESS)
    return judged(context, chart, record, day)


def judged(context: Context, chart: Chart, record: VisitRecord, day: date) -> Picture:
    """As ``assess_visit``, for use cases that judge on behalf of whoever writes."""
    age = age_on(chart.patient.birth_date, chart.patient.gestation, day)
    facts = (
        lasting_facts(chart.observations, context.knowledge.lasting)
        | recorded_facts(record.answers)
        | identity_facts(chart.patient, age)
        | growth_facts(chart, record, age)
    )
    facts |= birth_risk_facts(facts)
    logs = judged_logs(context.knowledge, chart, facts, day)
    said = joined(assess(context.knowledge.content, facts), {log.episode.id: log.assessment for log in logs})
    return Picture(age, facts, said, logs)


def judged_logs(knowledge: Knowledge, chart: Chart, facts: Mapping[str, FactValue], day: date) -> tuple[JudgedLog, ...]:
    """Each open thread with events up to ``day``, judged with the facts of the visit beside those of its log.

    What the visit holds about "the episode" speaks for a thread only where there is one: with several nobody can
    say which of them was meant.
    """
    reading = knowledge.thread_reading
    told = [one for one in chart.episodes if one.status.is_open and has_events(one, day)]
    asked = {name: facts[name] for name in reading.fields if name in facts} if len(told) == 1 else {}
    base = {name: value for name, value in facts.items() if name not in reading.fields}
    judged = []
    for episode in told:
        read = thread_facts(reading, episode, chart.patient.birth_date, day, asked)
        judged.append(JudgedLog(episode, read, assess(knowledge.content, base | dict(read.facts))))
    return tuple(judged)


def judge_event(context: Context, actor: Actor, chart: Chart, record: VisitRecord, event: EpisodeEvent) -> Assessment:
    """One event by itself: the child as it is known, at the age it had that day, and what this line tells."""
    context.allow(actor, Action.ASSESS)
    age = age_on(chart.patient.birth_date, chart.patient.gestation, event.when.day)
    known = lasting_facts(chart.observations, context.knowledge.lasting) | recorded_facts(record.answers)
    known |= identity_facts(chart.patient, age) | growth_facts(chart, record, age)
    known |= birth_risk_facts(known)
    reading = context.knowledge.thread_reading
    base = {name: value for name, value in known.items() if name not in reading.fields}
    return assess(context.knowledge.content, base | event_facts(event))


def identity_facts(patient: Patient, age: AgeOn) -> dict[str, FactValue]:
    """Ages, gestation and sex as the rules read them: days, months of 30.4375 days, weeks as days / 7."""
    facts: dict[str, FactValue] = {
        "age_days": age.chron_days,
        "age_months": age.chron_months,
        "corrected_age_months": age.months_for_norms,
        "sex": str(patient.sex),
    }
    if patient.gestation is not None:
        facts["ga_weeks"] = patient.gestation.total_days / 7
    if age.postmenstrual_days is not None:
        facts["postmenstrual_age_weeks"] = age.postmenstrual_days / 7
    return facts


def lasting_facts(observations: Sequence[Observation], lasting: Container[str]) -> dict[str, FactValue]:
    """History of earlier signed visits that cannot have changed; the latest answer counts."""
    facts: dict[str, FactValue] = {}
    for row in observations:
        if row.field in lasting and row.code != NOT_EXAMINED:
            facts[row.field] = float(row.number) if row.number is not None else _codes(row.code)
    return facts


def _codes(code: str) -> FactValue:
    return tuple(code.split()) if " " in code else code


def recorded_facts(answers: Answers) -> dict[str, FactValue]:
    """Recorded answers by fact id. What was not examined has no fact."""
    facts: dict[str, FactValue] = {}
    for key, answer in answers.items():
        if answer.state is not AnswerState.RECORDED or isinstance(answer.value, date) or answer.value is None:
            continue
        facts[key.fact] = float(answer.value) if isinstance(answer.value, Decimal) else answer.value
    return facts
