"""Findings taken back: noted when a change is stored, explained before signing, kept with the note."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import uuid4

from clinic_app.clinical.fields import FieldType
from clinic_app.clinical.rules import Urgency
from clinic_app.domain.answers import Answer, AnswerState, ItemKey
from clinic_app.domain.drafts import Draft
from clinic_app.domain.errors import UserError
from clinic_app.domain.people import Actor
from clinic_app.domain.record import VisitRecord, taken_key
from clinic_app.domain.taken_back import TakenBack, TakenBackCode, same_finding
from clinic_app.i18n import _, clock_text, day_text
from clinic_app.services.access import Action
from clinic_app.services.assessing import judged, recorded_facts
from clinic_app.services.chart import Chart, read_chart
from clinic_app.services.context import Context
from clinic_app.services.knowledge import Knowledge
from clinic_app.services.ports import UnitOfWork
from clinic_app.services.rule_words import urgency_words

#: Words and days decide nothing in a rule.
_UNREAD: Final = frozenset({FieldType.TEXT, FieldType.DATE})


@dataclass(frozen=True, slots=True)
class Outcome:
    """How urgent a record is; reassurance is the mildest of all."""

    urgency: Urgency
    is_kept_open: bool

    @property
    def reassures(self) -> bool:
        """Whether reassurance is earned."""
        return not self.is_kept_open

    def is_milder_than(self, other: "Outcome") -> bool:
        """Less urgent, or reassuring where the other is not."""
        return self.urgency < other.urgency or (self.reassures and other.is_kept_open)


def taken_back_entries(
    context: Context, actor: Actor, work: UnitOfWork, stored: Draft, updated: Draft
) -> Mapping[str, Any]:
    """The history entries that belong to a change of a visit's draft, to be stored in the same transaction.

    What counts as recorded is what was stored: the draft as it stood before this change is the state that is compared
    against, so the history holds after a lock, a kill, or a change made by somebody else. A flag that is shown is
    stored at once (``RecordController``), so a slip corrected within seconds is in the history when its flag was seen,
    and is not when nobody could have seen anything but the correction.

    Every known finding that is cleared, changed, or turned into "not examined" is kept. It asks for a reason once
    putting it back would make today's outcome more urgent or take reassurance away; that is looked at again with each
    later change, so that two findings which each keep the outcome urgent are both asked for when the second one goes.
    Findings that act only together and go together are asked for together. A record that cannot be judged is never
    refused here: its findings are kept and looked at with the next change.
    """
    context.allow(actor, Action.WRITE_INTAKE)
    if stored.visit_id is None or stored.patient_id is None or updated.entries == stored.entries:
        return {}
    before, after = _record(stored), _record(updated)
    fresh = tuple(_changed(context.knowledge, actor, before, after, updated))
    waiting = tuple(one for one in before.taken_back if not one.milder and one.holds(after.answers))
    if not fresh and (not waiting or before.answers == after.answers):
        return {}
    fresh = tuple(_as_known(one, before.taken_back) for one in fresh)
    names = {one.id for one in fresh}
    waiting = tuple(one for one in waiting if one.id not in names)
    chart = read_chart(context, actor, stored.patient_id)
    judge = _Judge(context, chart, after, work.visits.get(stored.visit_id).day)
    return {taken_key(one.id): one.to_json() for one in _weighed(judge, fresh, waiting)}


@dataclass(frozen=True, slots=True)
class _Judge:
    """The record as it now stands, judged with some findings put back."""

    context: Context
    chart: Chart
    record: VisitRecord
    day: date

    def outcome(self, back: Iterable[TakenBack] = ()) -> Outcome | None:
        """The outcome, ``None`` where a value cannot be judged."""
        answers = {**self.record.answers, **{one.key: one.old for one in back}}
        try:
            said = judged(self.context, self.chart, replace(self.record, answers=answers), self.day).assessment
        except UserError:
            return None
        return Outcome(said.urgency, not said.reassurance.allowed)


def _weighed(judge: _Judge, fresh: tuple[TakenBack, ...], waiting: tuple[TakenBack, ...]) -> tuple[TakenBack, ...]:
    """The fresh entries, and those among the waiting ones that matter by now."""
    now = judge.outcome()
    if now is None:
        return fresh
    alone = {one.id: judge.outcome((one,)) for one in (*fresh, *waiting)}
    weighed = [_with_outcome(one, alone[one.id], now) for one in fresh]
    if not any(one.milder for one in weighed):
        together = judge.outcome(fresh)
        weighed = [_with_outcome(one, together, now) for one in fresh]
    told = (_with_outcome(one, alone[one.id], now) for one in waiting)
    return (*weighed, *(one for one in told if one.milder))


def _with_outcome(one: TakenBack, with_it: Outcome | None, now: Outcome) -> TakenBack:
    if with_it is None or not now.is_milder_than(with_it):
        return one
    return replace(
        one,
        milder=True,
        urgency_with=with_it.urgency.code,
        urgency_without=now.urgency.code,
        reassures=now.reassures and with_it.is_kept_open,
    )


def _record(draft: Draft) -> VisitRecord:
    return VisitRecord.from_entries({key: entry.value for key, entry in draft.entries.items()})


def _changed(
    knowledge: Knowledge, actor: Actor, before: VisitRecord, after: VisitRecord, updated: Draft
) -> Iterable[TakenBack]:
    """Known findings that do not stand any more."""
    for key, old in before.answers.items():
        new = after.answers.get(key)
        if not same_finding(old, new) and _is_known(knowledge, key, old):
            yield TakenBack(str(uuid4()), key, old, new, updated.updated_at, actor.name)


def _is_known(knowledge: Knowledge, key: ItemKey, answer: Answer) -> bool:
    """Whether an answer says something that a rule could read; "not known" says nothing."""
    field = knowledge.fields.get(key.field)
    if field is None or field.type in _UNREAD or answer.state is not AnswerState.RECORDED:
        return False
    try:
        return bool(knowledge.content.reader.read(recorded_facts({key: answer})))
    except UserError:
        return False


def _as_known(one: TakenBack, had: tuple[TakenBack, ...]) -> TakenBack:
    """A finding that went to and fro is one entry until a reason is given; what asked for one goes on asking."""
    same = next((was for was in had if was.key == one.key and same_finding(was.old, one.old)), None)
    if same is None or same.reason.is_enough:
        return one
    return replace(same, new=one.new, at=one.at, by=one.by)


# Words


def reason_words(code: TakenBackCode) -> str:
    """What a person reads for a code."""
    return {
        TakenBackCode.MISTYPED: _("mistyped"),
        TakenBackCode.RE_EXAMINED: _("examined again"),
        TakenBackCode.WRONG_CHILD: _("meant for another child"),
        TakenBackCode.TOLD_DIFFERENTLY: _("told differently"),
    }[code]


def change_words(knowledge: Knowledge, one: TakenBack) -> str:
    """``Ankle clonus, right: 6 beats, then cleared``: name, old value, new value."""
    old = knowledge.value_words(one.key.field, one.old)
    new = _("cleared") if one.new is None else knowledge.value_words(one.key.field, one.new)
    return _("{name}: {old}, then {new}").format(name=knowledge.name_of(one.key), old=old, new=new)


def when_words(one: TakenBack) -> str:
    """When it was taken back and by whom."""
    at = one.at.astimezone()
    return _("{day} {time}, {name}").format(day=day_text(at.date()), time=clock_text(at), name=one.by)


def why_words(one: TakenBack) -> str:
    """The reason in words; empty while none was given."""
    code = reason_words(one.reason.code) if one.reason.code is not None else ""
    return ": ".join(part for part in (code, one.reason.words) if part)


def outcome_words(one: TakenBack) -> str:
    """What hung on the finding; empty where nothing did."""
    if not one.milder:
        return ""
    if one.reassures:
        return _("Reassurance appeared when this was taken back.")
    words = _("The outcome is milder without it: {after} instead of {before}.")
    after, before = (urgency_words(Urgency.of(code)) for code in (one.urgency_without, one.urgency_with))
    return words.format(after=after.lower(), before=before.lower())
