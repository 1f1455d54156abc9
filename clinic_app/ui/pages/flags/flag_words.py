"""A flag as its card shows it."""

from collections.abc import Mapping
from typing import Final

from clinic_app.clinical.assessment import Flag, SwitchedOff
from clinic_app.clinical.rules import Urgency
from clinic_app.domain.record import VisitRecord
from clinic_app.i18n import _
from clinic_app.services.explanations import explain_flag, said_now
from clinic_app.services.knowledge import Knowledge
from clinic_app.ui.widgets.flag_card import FlagView
from clinic_app.ui.widgets.level_mark import Level

LEVELS: Final[Mapping[Urgency, Level]] = {
    Urgency.EMERGENCY_NOW: Level.NOW,
    Urgency.SAME_DAY: Level.DAY,
    Urgency.URGENT_2WK: Level.WEEKS,
    Urgency.ROUTINE: Level.PLAN,
    Urgency.REASSURE: Level.PLAN,
}


def flag_view(flag: Flag, record: VisitRecord, knowledge: Knowledge) -> FlagView:
    """What a card shows of a flag."""
    return FlagView(
        id=flag.id,
        level=LEVELS[flag.urgency],
        title=flag.title,
        why=explain_flag(knowledge, said_now(flag)),
        answer=answer_words(flag.id, record),
    )


def answer_words(rule_id: str, record: VisitRecord) -> str:
    """What was decided about a flag, empty while it is open."""
    answer = record.flag_answers.get(rule_id)
    if answer is not None and answer.dismissed:
        return _("Dismissed: {reason}").format(reason=answer.reason)
    line = next((line for line in record.plan if rule_id in line.flags), None)
    return _("In the plan: {what}").format(what=line.what) if line is not None else ""


def switched_off_words(one: SwitchedOff) -> str:
    """A rule that the clinic does not use, with its reason; whether it would have spoken here."""
    said = _("{id} {title} ({reason}, {name})").format(
        id=one.rule.id, title=one.rule.title, reason=one.decision.reason, name=one.decision.person_name
    )
    return _("{rule}, which would have raised its flag here").format(rule=said) if one.fits else said
